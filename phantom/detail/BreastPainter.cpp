// SPDX-License-Identifier: Apache-2.0
#include "phantom/detail/BreastPainter.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace cw::phantom {
namespace {

using core::PointPx;
constexpr double kTwoPi = 2 * std::numbers::pi;

float smoothStep(float x) {
    const float t = std::clamp(x, 0.0F, 1.0F);
    return t * t * (3 - 2 * t);
}

// Octaves are counted in mm, so that both detectors and both scales show the same tissue.
int stepFor(double mm, double pixelMm) {
    int step = 1;
    while (step * pixelMm * 1.5 < mm)
        step *= 2;
    return step;
}

/// Paints at half of the picture's resolution: tissue has no detail finer than that.
class TissuePainter {
public:
    TissuePainter(const BreastShape& shape, const BreastTissue& tissue, int width, int height,
                  double pixelMm, core::Random random)
        : m_shape(shape), m_tissue(tissue), m_pixelMm(pixelMm), m_random(random),
          m_grey(width, height), m_strands(width, height) {}

    Plane paint(const PlacedLesion& lesion) {
        drawDucts();
        drawLigaments();
        drawVessels();
        composeTissue();
        addNodules();
        if (lesion.mass)
            addMass(*lesion.mass, lesion.contrast, lesion.spiculated);
        shade();
        return std::move(m_grey);
    }

private:
    PointPx mmOf(int x, int y) const { return {(x + 0.5) * m_pixelMm, (y + 0.5) * m_pixelMm}; }
    double threshold() const {
        switch (m_tissue.density) {
        case 'a':
            return 1.25;
        case 'b':
            return 0.75;
        case 'c':
            return 0.25;
        default:
            return -0.3;
        }
    }

    // A strand that wanders from a point along a heading, drawn piece by piece.
    void wander(PointPx mm, double heading, double lengthMm, double widthMm, float strength,
                double restless, core::Random& random) {
        const double step = 2.0;
        for (double gone = 0; gone < lengthMm; gone += step) {
            const PointPx next{mm.x + step * std::cos(heading), mm.y + step * std::sin(heading)};
            if (m_shape.belowSkin(next) < 3 || m_shape.insidePectoral(next) > -1)
                return;
            const double left = 1 - gone / lengthMm;
            const double w = (0.35 + 0.65 * left) * widthMm / m_pixelMm;
            paintStroke(m_strands, {{mm.x / m_pixelMm, mm.y / m_pixelMm},
                                    {next.x / m_pixelMm, next.y / m_pixelMm},
                                    w,
                                    w,
                                    strength * static_cast<float>(0.4 + 0.6 * left)});
            heading += restless * random.normal();
            mm = next;
        }
    }

    void drawDucts() {
        auto random = m_random.stream("ducts");
        for (int i = 0; i < 34; ++i) {
            const double heading = std::numbers::pi + random.uniform(-0.95, 0.95);
            const double length = m_shape.depthMm * random.uniform(0.25, 0.75);
            const double width = random.uniform(0.5, 1.1);
            const auto strength = static_cast<float>(random.uniform(0.02, 0.075));
            PointPx at{m_shape.nipple.x - 4, m_shape.nipple.y + random.uniform(-4, 4)};
            wander(at, heading, length, width, strength, 0.1, random);
            // Two branches somewhere along the way.
            for (int k = 0; k < 2; ++k) {
                const double share = random.uniform(0.2, 0.7) * length;
                const PointPx fork{at.x + share * std::cos(heading),
                                   at.y + share * std::sin(heading)};
                wander(fork, heading + random.uniform(-0.8, 0.8), length * 0.4, width * 0.8,
                       strength * 0.9F, 0.12, random);
            }
        }
    }

    // Cooper's ligaments: thin arcs everywhere, denser towards the skin.
    void drawLigaments() {
        auto random = m_random.stream("ligaments");
        for (int i = 0; i < 260; ++i) {
            const PointPx at{random.uniform(0, m_shape.depthMm),
                             random.uniform(0, m_shape.heightMm)};
            if (m_shape.belowSkin(at) < 4)
                continue;
            wander(at, random.uniform(0, kTwoPi), random.uniform(10, 38), random.uniform(0.3, 0.7),
                   static_cast<float>(random.uniform(0.015, 0.06)), 0.16, random);
        }
    }

    void drawVessels() {
        auto random = m_random.stream("vessels");
        for (int i = 0; i < 5; ++i) {
            const PointPx at{random.uniform(2, 0.3 * m_shape.depthMm),
                             m_shape.nipple.y + random.uniform(-0.33, 0.26) * m_shape.heightMm};
            wander(at, random.uniform(-0.6, 0.6), random.uniform(60, 130), random.uniform(0.8, 1.3),
                   static_cast<float>(random.uniform(0.04, 0.08)), 0.09, random);
        }
    }

    // Octaves in polar coordinates around the nipple, stretched along the radius: tissue is drawn
    // out towards the nipple like the ducts in it.
    struct Fan {
        Plane noise;
        double pixelMm, mmPerRadian, stretch;
        PointPx nipple;
        float at(PointPx mm) const {
            const double dx = nipple.x + 12 - mm.x, dy = mm.y - nipple.y;
            const double r = std::sqrt(dx * dx + dy * dy) / stretch;
            const double arc = (std::atan2(dy, dx) + std::numbers::pi) * mmPerRadian;
            return sampled(noise, r / pixelMm, arc / pixelMm);
        }
    };
    Fan fanOf(double coarsestMm, std::span<const float> octaves, double stretch,
              const char* stream) {
        constexpr double kMmPerRadian = 52;
        const double reach = std::hypot(m_shape.depthMm + 20, m_shape.heightMm) / stretch;
        return {fractalNoise(static_cast<int>(reach / m_pixelMm) + 4,
                             static_cast<int>(2 * std::numbers::pi * kMmPerRadian / m_pixelMm) + 4,
                             stepFor(coarsestMm, m_pixelMm), octaves, m_random.stream(stream)),
                m_pixelMm, kMmPerRadian, stretch, m_shape.nipple};
    }

    void composeTissue() {
        // Lobes of glandular tissue, 40 mm down to 3 mm; what fills them, 6 mm down to the pixel; a
        // web of fibres around dark lobules of fat, half of it drawn out towards the nipple.
        const std::array<float, 4> lobeOctaves = {0.7F, 0.5F, 0.34F, 0.2F};
        const std::array<float, 5> fineOctaves = {0.5F, 0.45F, 0.4F, 0.3F, 0.2F};
        const std::array<float, 4> webOctaves = {0.9F, 0.5F, 0.3F, 0.15F};
        const int w = m_grey.width, h = m_grey.height;
        const Plane lobes =
            fractalNoise(w, h, stepFor(26, m_pixelMm), lobeOctaves, m_random.stream("lobes"));
        const Plane fine =
            fractalNoise(w, h, stepFor(6, m_pixelMm), fineOctaves, m_random.stream("fine"));
        const Plane web =
            fractalNoise(w, h, stepFor(8, m_pixelMm), webOctaves, m_random.stream("web"));
        const Fan lobeFan = fanOf(15, lobeOctaves, 2.6, "lobe fan");
        const Fan webFan = fanOf(5, webOctaves, 3.2, "web fan");
        const auto limit = static_cast<float>(threshold());
        for (int y = 0; y < h; ++y) {
            for (int x = 0; x < w; ++x) {
                const PointPx mm = mmOf(x, y);
                if (mm.x > m_shape.depthMm + 8)
                    break;
                if (m_shape.belowSkin(mm) < -1)
                    continue;
                const float drawnOut = lobeFan.at(mm), strand = webFan.at(mm);
                const auto disc = static_cast<float>(std::max(m_shape.glandularity(mm), -2.5));
                const float lobe = 0.45F * lobes.at(x, y) + 0.65F * drawnOut;
                const float gland = smoothStep((1.25F * disc + 0.7F * lobe - limit) / 1.9F + 0.5F);
                // Bright where the noise crosses zero.
                const float loop = std::max(0.0F, 1 - 1.7F * std::abs(web.at(x, y)));
                const float fibre = std::max(0.0F, 1 - 2.2F * std::abs(strand));
                const float fibres =
                    (0.5F * loop * loop + fibre * fibre) * (0.03F + 0.085F * gland);
                const float fat = 0.26F + 0.02F * drawnOut + 0.01F * fine.at(x, y);
                m_grey.at(x, y) = fat + gland * (0.17F + 0.032F * fine.at(x, y) + 0.035F * lobe) +
                                  fibres + m_strands.at(x, y) * (0.8F + 0.4F * gland);
            }
        }
    }

    // Soft-edged densities that mean nothing: the reason why a reader looks twice.
    void addNodules() {
        auto random = m_random.stream("nodules");
        const auto count = random.below(4);
        for (std::size_t i = 0; i < count; ++i) {
            const PointPx at{random.uniform(0.15, 0.85) * m_shape.depthMm,
                             m_shape.nipple.y + random.uniform(-0.3, 0.24) * m_shape.heightMm};
            const double radius = random.uniform(4, 11);
            if (!m_shape.hasRoomFor(at, 0.5 * radius))
                continue;
            const WavyDisc nodule(at, radius, random.uniform(1.0, 1.8), 0.12, 4,
                                  random.stream("rim", i));
            const auto strength = static_cast<float>(random.uniform(0.02, 0.085));
            eachPixelAround(m_grey, nodule, 1.6, [&](float& grey, PointPx, double ratio) {
                const auto fall = static_cast<float>(std::max(0.0, 1 - ratio * ratio / 2.2));
                grey += strength * fall * fall;
            });
        }
    }

    template <class Visit>
    void eachPixelAround(Plane& plane, const WavyDisc& disc, double factor, Visit visit) {
        const double reach = factor * 1.5 * disc.radius();
        const auto px = [&](double mm) { return static_cast<int>(mm / m_pixelMm); };
        const int left = std::max(0, px(disc.centre().x - reach));
        const int right = std::min(m_grey.width - 1, px(disc.centre().x + reach));
        const int top = std::max(0, px(disc.centre().y - reach));
        const int bottom = std::min(m_grey.height - 1, px(disc.centre().y + reach));
        for (int y = top; y <= bottom; ++y) {
            for (int x = left; x <= right; ++x) {
                const PointPx mm = mmOf(x, y);
                visit(plane.at(x, y), mm, disc.ratio(mm));
            }
        }
    }

    void addMass(const WavyDisc& mass, double contrast, bool spiculated) {
        auto random = m_random.stream("mass");
        const auto strength = static_cast<float>(contrast);
        Plane added(m_grey.width, m_grey.height); // spicules melt into the body: the larger counts
        if (spiculated)
            drawSpicules(added, mass, strength, random);
        // A cancer's edge is lost in its surround; a cyst's or fibroadenoma's is sharp.
        const double soft = spiculated ? random.uniform(0.35, 0.7) : random.uniform(0.08, 0.22);
        eachPixelAround(added, mass, 1.4, [&](float& value, PointPx, double ratio) {
            const auto edge = smoothStep(static_cast<float>((1 + soft / 2 - ratio) / soft));
            const auto body =
                static_cast<float>(0.65 + 0.35 * std::sqrt(std::max(0.0, 1 - ratio * ratio)));
            value = std::max(value, strength * edge * body);
        });
        for (std::size_t i = 0; i < added.values.size(); ++i)
            m_grey.values[i] += added.values[i];
    }

    // Strands drawn in towards the mass: unequal, bent, thinner outwards.
    void drawSpicules(Plane& plane, const WavyDisc& mass, float strength, core::Random& random) {
        const int count = 9 + static_cast<int>(random.below(14));
        const PointPx centre = mass.centre();
        const auto at = [&](double angle, double r) {
            return PointPx{(centre.x + r * std::cos(angle)) / m_pixelMm,
                           (centre.y + r * std::sin(angle)) / m_pixelMm};
        };
        for (int i = 0; i < count; ++i) {
            const double angle = kTwoPi * i / count + 0.3 * random.normal();
            const double rim = mass.radiusAt(angle), reach = rim * random.uniform(1.2, 2.6);
            const double width = random.uniform(0.5, 1.0) / m_pixelMm;
            const float bright = strength * static_cast<float>(random.uniform(0.3, 0.8));
            double bent = angle, r = 0.5 * rim, w = width;
            constexpr int kPieces = 4;
            for (int piece = 1; piece <= kPieces; ++piece) {
                const double next = bent + 0.07 * random.normal();
                const double further = 0.5 * rim + (reach - 0.5 * rim) * piece / kPieces;
                const double thinner = width * (1 - 0.75 * piece / kPieces);
                const auto fade = static_cast<float>(1 - 0.5 * (piece - 1) / kPieces);
                paintStroke(plane, {at(bent, r), at(next, further), w, thinner, bright * fade});
                bent = next;
                r = further;
                w = thinner;
            }
        }
    }

    // Thickness, skin line, muscle and air.
    void shade() {
        const std::array<float, 4> streakOctaves = {0.6F, 0.5F, 0.4F, 0.3F};
        const Plane streaks = fractalNoise(m_grey.width, m_grey.height, stepFor(12, m_pixelMm),
                                           streakOctaves, m_random.stream("streaks"));
        for (int y = 0; y < m_grey.height; ++y) {
            for (int x = 0; x < m_grey.width; ++x) {
                const PointPx mm = mmOf(x, y);
                const auto depth = static_cast<float>(m_shape.belowSkin(mm));
                float& grey = m_grey.at(x, y);
                if (depth <= -0.3F) {
                    grey = 0;
                    continue;
                }
                const auto muscle = static_cast<float>(m_shape.insidePectoral(mm));
                if (muscle > -3) {
                    const float in = smoothStep((muscle + 1.8F) / 3.6F);
                    const float value =
                        0.39F + 0.03F * streaks.at(x, y) + 0.0012F * std::min(muscle, 40.0F);
                    grey += in * (value - 0.75F * grey - 0.05F);
                }
                // Compressed thickness falls off over the last centimetre; processing evens most of
                // it.
                const float thickness = 1 - 0.6F * std::exp(-std::max(depth, 0.0F) / 6.5F);
                const float away = (depth - 0.9F) / 0.8F;
                const float skin = 0.045F * std::exp(-away * away);
                grey = smoothStep((depth + 0.3F) / 0.9F) * (grey * thickness + skin);
            }
        }
        const auto nippleGlow = static_cast<float>(0.08);
        WavyDisc nipple({m_shape.nipple.x - 1.5, m_shape.nipple.y}, 5.5, 1.1, 0.03, 3,
                        m_random.stream("nipple"));
        eachPixelAround(m_grey, nipple, 1.0, [&](float& grey, PointPx mm, double ratio) {
            if (m_shape.belowSkin(mm) > 0)
                grey += nippleGlow * smoothStep(static_cast<float>(1.2 - ratio));
        });
    }

    const BreastShape& m_shape;
    const BreastTissue& m_tissue;
    double m_pixelMm;
    core::Random m_random;
    Plane m_grey, m_strands;
};

void paintSpeck(Plane& grey, const Speck& speck, double pixelMm) {
    const double reach = (speck.lengthMm + speck.widthMm) / pixelMm + 1.5;
    const double cx = speck.at.x / pixelMm, cy = speck.at.y / pixelMm;
    // Never narrower than the detector resolves.
    const double along = std::max(speck.lengthMm / pixelMm / 2, 0.6);
    const double across = std::max(speck.widthMm / pixelMm / 2, 0.6);
    const double c = std::cos(speck.angle), s = std::sin(speck.angle);
    for (int y = std::max(0, static_cast<int>(cy - reach));
         y <= std::min(grey.height - 1, static_cast<int>(cy + reach)); ++y) {
        for (int x = std::max(0, static_cast<int>(cx - reach));
             x <= std::min(grey.width - 1, static_cast<int>(cx + reach)); ++x) {
            const double dx = x + 0.5 - cx, dy = y + 0.5 - cy;
            const double u = (c * dx + s * dy) / along, v = (c * dy - s * dx) / across;
            grey.at(x, y) += speck.contrast * static_cast<float>(std::exp(-(u * u + v * v) / 1.5));
        }
    }
}

} // namespace

Plane paintBreast(const BreastShape& shape, const BreastTissue& tissue, const PlacedLesion& lesion,
                  double pixelMm, core::Random random) {
    const int width = static_cast<int>(std::lround(shape.widthMm / pixelMm));
    const int height = static_cast<int>(std::lround(shape.heightMm / pixelMm));
    TissuePainter painter(shape, tissue, (width + 1) / 2, (height + 1) / 2, 2 * pixelMm, random);
    Plane grey = doubled(painter.paint(lesion), width, height);
    for (const auto& speck : lesion.specks)
        paintSpeck(grey, speck, pixelMm);
    for (const auto& speck : harmlessSpecks(shape, random.stream("specks")))
        paintSpeck(grey, speck, pixelMm);
    auto noise = random.stream("noise");
    const auto amount = static_cast<float>(tissue.noise),
               gain = static_cast<float>(tissue.brightness);
    for (float& value : grey.values) {
        if (value > 0.004F)
            value = gain * value + amount * quickNormal(noise);
    }
    return grey;
}

Result<core::Image> twelveBit(const Plane& grey, bool mirrored, core::PixelMeaning meaning) {
    CW_TRY(auto image,
           core::Image::create(grey.width, grey.height, 1, core::SampleType::U16, meaning));
    image.setBitsStored(12);
    auto stored = image.samples<std::uint16_t>();
    const bool inverted = meaning == core::PixelMeaning::Monochrome1;
    std::size_t at = 0;
    for (int y = 0; y < grey.height; ++y) {
        const float* line = grey.row(y);
        for (int x = 0; x < grey.width; ++x) {
            const float value = line[mirrored ? grey.width - 1 - x : x];
            const auto level =
                static_cast<std::uint16_t>(std::clamp(value * 4095.0F + 0.5F, 0.0F, 4095.0F));
            stored[at++] = inverted ? static_cast<std::uint16_t>(4095 - level) : level;
        }
    }
    return image;
}

} // namespace cw::phantom
