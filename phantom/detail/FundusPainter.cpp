// SPDX-License-Identifier: Apache-2.0
#include "phantom/detail/FundusPainter.h"

#include "phantom/detail/Outline.h"
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace cw::phantom {
namespace {

using core::PointPx;

struct Colour {
    float red = 0, green = 0, blue = 0;
};
Colour mixed(Colour a, Colour b, float share) {
    return {a.red + share * (b.red - a.red), a.green + share * (b.green - a.green),
            a.blue + share * (b.blue - a.blue)};
}
Colour scaled(Colour a, float red, float green, float blue) {
    return {a.red * red, a.green * green, a.blue * blue};
}
float smoothStep(double x) {
    const double t = std::clamp(x, 0.0, 1.0);
    return static_cast<float>(t * t * (3 - 2 * t));
}

constexpr Colour kRim{0.95F, 0.64F, 0.37F}, kCup{0.99F, 0.9F, 0.68F}, kYellow{0.97F, 0.84F, 0.42F},
    kPale{0.93F, 0.78F, 0.6F};

constexpr double kDiscTallness = 1.07; ///< discs are taller than wide

/// Camera and pigment of one eye: dealt by chance, the same for every label.
struct Look {
    Colour retina;
    double brightness, tiltX, tiltY, falloff, noise, pigment, rimGlow, cupGlow;
};
Look lookOf(core::FundusField field, core::Random random) {
    Look look;
    const auto warm = static_cast<float>(random.uniform(0.9, 1.1));
    // The wide-field scanner's two lasers show less blue and more green than a flash.
    look.retina = field == core::FundusField::Wide ? Colour{0.66F * warm, 0.36F, 0.13F}
                                                   : Colour{0.76F * warm, 0.36F, 0.17F};
    look.brightness = random.uniform(0.82, 1.12);
    look.tiltX = random.uniform(-0.12, 0.12);
    look.tiltY = random.uniform(-0.1, 0.1);
    look.falloff = random.uniform(0.2, 0.42);
    look.noise = random.uniform(0.008, 0.018);
    look.pigment = random.uniform(0.35, 0.6);
    look.rimGlow = random.uniform(0.5, 0.8);
    look.cupGlow = random.uniform(0.35, 0.8);
    return look;
}

class EyePainter {
public:
    EyePainter(const FundusScene& scene, const VesselTree& vessels, const FundusLesions& lesions,
               const EyeSigns& signs, core::Random random)
        : m_scene(scene), m_vessels(vessels), m_lesions(lesions),
          m_look(lookOf(scene.field, random.stream("look"))), m_random(random),
          m_cup(cupOf(scene, signs, random.stream("cup"))),
          m_disc(scene.disc, scene.discRadius, 1.0, 0.025, 3, random.stream("disc")) {
        const std::array<float, 5> choroid = {0.6F, 0.5F, 0.45F, 0.35F, 0.25F};
        const int w = (scene.width + 1) / 2, h = (scene.height + 1) / 2;
        m_texture = fractalNoise(w, h, 64, choroid, random.stream("choroid"));
    }

    const WavyDisc& cup() const { return m_cup; }

    std::vector<TrueLesion> landmarks() const {
        auto disc = m_disc.polygon(60);
        for (auto& vertex : disc.vertices)
            vertex.y = m_scene.disc.y + kDiscTallness * (vertex.y - m_scene.disc.y);
        const WavyDisc fovea(m_scene.fovea, 0.2 * m_scene.discRadius, 1.0, 0, 1,
                             m_random.stream("fovea"));
        return {{"optic-disc", std::move(disc)},
                {"optic-cup", m_cup.polygon(60)},
                {"fovea", fovea.polygon(24)}};
    }

    Result<core::Image> paint(bool mirrored) {
        CW_TRY(auto image, core::Image::create(m_scene.width, m_scene.height, 3,
                                               core::SampleType::U8, core::PixelMeaning::Rgb));
        auto bytes = image.samples<std::uint8_t>();
        auto noise = m_random.stream("noise");
        for (int y = 0; y < m_scene.height; ++y) {
            for (int x = 0; x < m_scene.width; ++x) {
                const Colour colour = colourAt(x, y);
                const auto grain = static_cast<float>(m_look.noise);
                const float common = grain * quickNormal(noise),
                            own = 0.6F * grain * quickNormal(noise);
                const int column = mirrored ? m_scene.width - 1 - x : x;
                auto* pixel = &bytes[3 * (static_cast<std::size_t>(y) *
                                              static_cast<std::size_t>(m_scene.width) +
                                          static_cast<std::size_t>(column))];
                const bool black = colour.red <= 0.004F;
                const auto level = [&](float value) {
                    return static_cast<std::uint8_t>(
                        std::clamp(255.0F * value + 0.5F, 0.0F, 255.0F));
                };
                pixel[0] =
                    level(black ? 0.008F + 0.3F * std::abs(common) : colour.red * (1 + common));
                pixel[1] = level(black ? 0.006F + 0.3F * std::abs(common)
                                       : colour.green * (1 + common + own));
                pixel[2] = level(black ? 0.006F + 0.3F * std::abs(common)
                                       : colour.blue * (1 + common - own) + 0.3F * own);
            }
        }
        return image;
    }

private:
    // Vertical cup/disc ratio as in the record; a little off the middle towards the temple.
    static WavyDisc cupOf(const FundusScene& scene, const EyeSigns& signs, core::Random random) {
        const double radius = signs.cupDisc * kDiscTallness * scene.discRadius;
        return WavyDisc({scene.disc.x - 0.07 * scene.discRadius,
                         scene.disc.y + random.uniform(-0.05, 0.05) * scene.discRadius},
                        radius, 1.0, 0.03, 3, random);
    }

    Colour colourAt(int x, int y) const {
        const PointPx p{x + 0.5, y + 0.5};
        const double eccentricity = m_scene.eccentricity(p);
        if (eccentricity > 1.01)
            return {};
        Colour colour = discAt(p, retinaAt(p, eccentricity));
        const float vein = m_vessels.veins.at(x, y), artery = m_vessels.arteries.at(x, y);
        colour = scaled(colour, 1 - 0.2F * artery, 1 - 0.42F * artery, 1 - 0.34F * artery);
        // A column of light runs along the middle of an artery.
        if (artery > 0.86F)
            colour = mixed(colour, {0.95F, 0.6F, 0.42F}, 0.9F * (artery - 0.86F));
        colour = scaled(colour, 1 - 0.34F * vein, 1 - 0.6F * vein, 1 - 0.45F * vein);
        const float yellow = m_lesions.yellow.at(x, y), pale = m_lesions.pale.at(x, y),
                    blood = m_lesions.blood.at(x, y);
        colour = mixed(colour, kYellow, 0.8F * yellow);
        if (pale > 0)
            colour = mixed(colour, kPale, 0.8F * pale);
        else
            colour = scaled(colour, 1 + 0.6F * pale, 1 + pale, 1 + pale);
        colour = scaled(colour, 1 - 0.42F * blood, 1 - 0.74F * blood, 1 - 0.68F * blood);
        const double light =
            m_look.brightness * (1 - m_look.falloff * eccentricity * eccentricity +
                                 m_look.tiltX * (p.x - m_scene.centre.x) / m_scene.radiusX +
                                 m_look.tiltY * (p.y - m_scene.centre.y) / m_scene.radiusY);
        const auto shade =
            static_cast<float>(light) * smoothStep((1.003 - eccentricity) * m_scene.radiusX / 5);
        return scaled(colour, shade, shade, shade);
    }

    Colour retinaAt(PointPx p, double eccentricity) const {
        const float texture = sampled(m_texture, p.x / 2, p.y / 2);
        const auto strength = static_cast<float>(0.07 + 0.03 * eccentricity);
        Colour colour = scaled(m_look.retina, 1 + 0.5F * strength * texture, 1 + strength * texture,
                               1 + strength * texture);
        const double away = core::distance(p, m_scene.fovea) / m_scene.pxPerDegree;
        const auto macula =
            static_cast<float>(m_look.pigment * std::exp(-away * away / (2 * 3.1 * 3.1)));
        const auto pit = static_cast<float>(0.3 * std::exp(-away * away / (2 * 0.8 * 0.8)));
        colour = scaled(colour, 1 - 0.3F * macula - 0.5F * pit, 1 - 0.52F * macula - pit,
                        1 - 0.5F * macula - pit);
        // The fibre layer shines where it is thick: above and below the disc.
        const double dx = p.x - m_scene.disc.x, dy = p.y - m_scene.disc.y,
                     r = std::hypot(dx, dy) / m_scene.discRadius;
        if (r < 5) {
            const auto sheen = static_cast<float>(0.16 * (dy * dy / (dx * dx + dy * dy + 1e-6)) *
                                                  std::exp(-(r - 1) * (r - 1) / 3.5));
            colour = mixed(colour, {0.9F, 0.62F, 0.36F}, sheen);
        }
        return colour;
    }

    Colour discAt(PointPx p, Colour colour) const {
        const PointPx q{p.x, m_scene.disc.y + (p.y - m_scene.disc.y) / kDiscTallness};
        if (core::distance(q, m_scene.disc) > 1.6 * m_scene.discRadius)
            return colour;
        const double ratio = m_disc.ratio(q);
        // A thin grey crescent around the disc, then the pink rim, then the pale cup.
        const auto ring =
            static_cast<float>(0.1 * std::exp(-(ratio - 1.06) * (ratio - 1.06) / 0.004));
        colour = scaled(colour, 1 - ring, 1 - ring, 1 - ring);
        colour = mixed(colour, kRim,
                       static_cast<float>(m_look.rimGlow) * smoothStep((1.06 - ratio) / 0.14));
        const double cup = m_cup.ratio(p);
        return mixed(colour, kCup,
                     static_cast<float>(m_look.cupGlow) * smoothStep((1.13 - cup) / 0.3));
    }

    const FundusScene& m_scene;
    const VesselTree& m_vessels;
    const FundusLesions& m_lesions;
    Look m_look;
    core::Random m_random;
    WavyDisc m_cup, m_disc;
    Plane m_texture;
};

} // namespace

Result<FundusPicture> paintFundus(core::FundusField field, core::Laterality laterality,
                                  const EyeSigns& signs, core::Random random) {
    const FundusScene scene = layOut(field, random.stream("scene"));
    const VesselTree vessels = growVessels(scene, random.stream("vessels"));
    FundusLesions lesions = paintLesions(scene, vessels, signs, random.stream("lesions"));
    EyePainter painter(scene, vessels, lesions, signs, random.stream("eye"));
    const bool left = laterality == core::Laterality::Left;
    CW_TRY(auto image, painter.paint(left));
    if (signs.cupDisc >= 0.5)
        lesions.truth.push_back({"enlarged-cup", painter.cup().polygon(40)});
    auto landmarks = painter.landmarks();
    for (auto* marked : {&lesions.truth, &landmarks})
        for (auto& lesion : *marked)
            lesion.outline = rounded(left ? mirrored(std::move(lesion.outline), scene.width)
                                          : std::move(lesion.outline));
    return FundusPicture{std::move(image), std::move(lesions.truth), std::move(landmarks)};
}

} // namespace cw::phantom
