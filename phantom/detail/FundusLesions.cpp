// SPDX-License-Identifier: Apache-2.0
#include "phantom/detail/FundusLesions.h"

#include "phantom/detail/Outline.h"
#include <algorithm>
#include <cmath>
#include <numbers>

namespace cw::phantom {
namespace {

using core::PointPx;
constexpr double kTwoPi = 2 * std::numbers::pi;

class LesionPainter {
public:
    LesionPainter(const FundusScene& scene, const VesselTree& vessels, const EyeSigns& signs,
                  core::Random random)
        : m_scene(scene), m_vessels(vessels), m_signs(signs), m_random(random),
          m_degree(scene.pxPerDegree) {
        for (auto* layer : {&m_lesions.blood, &m_lesions.yellow, &m_lesions.pale})
            *layer = Plane(scene.width, scene.height);
    }

    FundusLesions paint() {
        distractors();
        if (m_signs.microaneurysm)
            microaneurysms();
        if (m_signs.haemorrhage)
            blotHaemorrhages();
        if (m_signs.exudate)
            exudates();
        if (m_signs.drusen)
            drusen();
        if (m_signs.macularHaemorrhage)
            macularHaemorrhage();
        if (m_signs.flameHaemorrhage)
            flameHaemorrhages();
        if (m_signs.discHaemorrhage)
            discHaemorrhage();
        if (m_signs.rnflDefect)
            fibreLayerDefect();
        if (m_signs.laser)
            laserScars();
        return std::move(m_lesions);
    }

private:
    // Layers end at 1.
    double faint(double plain) const {
        return std::min(1.0, m_signs.contrast * (plain * (0.45 + 0.55 * m_signs.severity)));
    }

    // A point around another, seen with a margin, off the disc.
    PointPx near(PointPx middle, double fromDegree, double toDegree, double marginPx,
                 core::Random& random) {
        for (int attempt = 0; attempt < 200; ++attempt) {
            const double r =
                m_degree * std::sqrt(random.uniform(fromDegree * fromDegree, toDegree * toDegree));
            const double angle = random.uniform(0, kTwoPi);
            const PointPx p{middle.x + r * std::cos(angle), middle.y + r * std::sin(angle)};
            if (m_scene.sees(p, marginPx + 12) &&
                core::distance(p, m_scene.disc) > 1.3 * m_scene.discRadius + marginPx)
                return p;
        }
        return middle;
    }

    void paintSpot(Plane& layer, const WavyDisc& spot, double soft, double strength) {
        const double reach = 1.7 * spot.radius() + 2;
        const int left = std::max(0, static_cast<int>(spot.centre().x - reach));
        const int right = std::min(layer.width - 1, static_cast<int>(spot.centre().x + reach));
        const int top = std::max(0, static_cast<int>(spot.centre().y - reach));
        const int bottom = std::min(layer.height - 1, static_cast<int>(spot.centre().y + reach));
        for (int y = top; y <= bottom; ++y) {
            for (int x = left; x <= right; ++x) {
                const double inside = (1 + soft / 2 - spot.ratio({x + 0.5, y + 0.5})) / soft;
                const double t = std::clamp(inside, 0.0, 1.0);
                float& value = layer.at(x, y);
                value = std::max(value, static_cast<float>(strength * t * t * (3 - 2 * t)));
            }
        }
    }

    void addTruth(const char* kind, core::Polygon outline) {
        if (outline.vertices.size() >= 3)
            m_lesions.truth.push_back({kind, std::move(outline)});
    }
    static void addRim(std::vector<PointPx>& rim, PointPx centre, double radius) {
        for (int k = 0; k < 8; ++k)
            rim.push_back({centre.x + radius * std::cos(kTwoPi * k / 8),
                           centre.y + radius * std::sin(kTwoPi * k / 8)});
    }

    // What any eye may show and no reader marks: a few pigment dots and hard little drusen.
    void distractors() {
        auto random = m_random.stream("distractors");
        const auto dark = random.below(5), bright = random.below(6);
        for (std::size_t i = 0; i < dark; ++i) {
            const WavyDisc dot(near(m_scene.centre, 3, 20, 8, random), random.uniform(1.2, 3.5),
                               1.2, 0.1, 3, random.stream("dot", i));
            paintSpot(m_lesions.blood, dot, 0.9, random.uniform(0.1, 0.3));
        }
        for (std::size_t i = 0; i < bright; ++i) {
            const WavyDisc dot(near(m_scene.fovea, 1, 14, 8, random), random.uniform(1.5, 4), 1.2,
                               0.1, 3, random.stream("bright", i));
            paintSpot(m_lesions.yellow, dot, 0.9, random.uniform(0.08, 0.3));
        }
    }

    void microaneurysms() {
        auto random = m_random.stream("microaneurysms");
        const int count = 4 + static_cast<int>(26 * m_signs.severity * random.uniform(0.6, 1.2));
        for (int i = 0; i < count; ++i) {
            const double radius = m_degree * random.uniform(0.07, 0.13);
            const PointPx p = near(m_scene.fovea, 1.2, 13, 3 * radius, random);
            const WavyDisc dot(p, radius, 1.1, 0.04, 2,
                               random.stream("dot", static_cast<std::uint64_t>(i)));
            paintSpot(m_lesions.blood, dot, 0.8, faint(random.uniform(0.4, 0.75)));
            if (i < 8)
                addTruth("microaneurysm", WavyDisc(p, 1.8 * radius, 1, 0, 0, random).polygon(12));
        }
    }

    void blotHaemorrhages() {
        auto random = m_random.stream("blots");
        const int count = 1 + static_cast<int>(13 * m_signs.severity * random.uniform(0.5, 1.2));
        for (int i = 0; i < count; ++i) {
            const double radius = m_degree * random.uniform(0.2, 0.62);
            const WavyDisc blot(near(m_scene.fovea, 2, 17, 2 * radius, random), radius,
                                random.uniform(1, 1.5), 0.14, 4,
                                random.stream("blot", static_cast<std::uint64_t>(i)));
            paintSpot(m_lesions.blood, blot, 0.45, faint(random.uniform(0.5, 0.85)));
            if (i < 12)
                addTruth("haemorrhage", blot.polygon(24));
        }
    }

    void exudates() {
        auto random = m_random.stream("exudates");
        const int clusters = 1 + static_cast<int>(random.below(m_signs.severity > 0.5 ? 3 : 2));
        for (int c = 0; c < clusters; ++c) {
            const PointPx middle = near(m_scene.fovea, 1.5, 9, 60, random);
            const double spread = random.uniform(0.8, 2.2), ring = random.chance(0.4) ? 0.75 : 0.0;
            std::vector<PointPx> rim;
            const int flecks = 6 + static_cast<int>(22 * m_signs.severity);
            for (int i = 0; i < flecks; ++i) {
                const PointPx p = near(middle, ring * spread, spread, 10, random);
                if (core::distance(p, middle) > 1.01 * spread * m_degree)
                    continue;
                const double radius = m_degree * random.uniform(0.07, 0.26);
                const WavyDisc fleck(
                    p, radius, random.uniform(1, 1.6), 0.15, 4,
                    random.stream("fleck", static_cast<std::uint64_t>(100 * c + i)));
                paintSpot(m_lesions.yellow, fleck, 0.5, faint(random.uniform(0.6, 0.95)));
                addRim(rim, p, 1.5 * radius + 1);
            }
            addTruth("exudate", convexHull(std::move(rim)));
        }
    }

    void drusen() {
        auto random = m_random.stream("drusen");
        const int count = 8 + static_cast<int>(50 * m_signs.severity * random.uniform(0.6, 1.2));
        std::vector<PointPx> rim;
        for (int i = 0; i < count; ++i) {
            const PointPx p = near(m_scene.fovea, 0, 5.5, 12, random);
            const double radius = m_degree * random.uniform(0.1, 0.36);
            const WavyDisc druse(p, radius, random.uniform(1, 1.3), 0.08, 3,
                                 random.stream("druse", static_cast<std::uint64_t>(i)));
            paintSpot(m_lesions.yellow, druse, 0.9, faint(random.uniform(0.25, 0.6)));
            addRim(rim, p, 1.4 * radius);
        }
        addTruth("drusen", convexHull(std::move(rim)));
    }

    void macularHaemorrhage() {
        auto random = m_random.stream("macula");
        const double radius = m_degree * (0.9 + 1.9 * m_signs.severity * random.uniform(0.6, 1.1));
        const WavyDisc pool(near(m_scene.fovea, 0, 1.8, 2 * radius, random), radius,
                            random.uniform(1, 1.5), 0.16, 5, random.stream("pool"));
        paintSpot(m_lesions.blood, pool, 0.4, faint(random.uniform(0.55, 0.85)));
        addTruth("macular-haemorrhage", pool.polygon(40));
    }

    // Streaks along the nerve fibres in the territory of one vein, or of all in a central
    // occlusion.
    void flameHaemorrhages() {
        auto random = m_random.stream("flames");
        const bool central = random.chance(0.25);
        const std::size_t branch = random.chance(0.65) ? 0 : 1;
        for (std::size_t quadrant = 0; quadrant < m_vessels.mainVeins.size(); ++quadrant) {
            const auto& vein = m_vessels.mainVeins[quadrant];
            if ((!central && quadrant != branch) || vein.size() < 8)
                continue;
            std::vector<PointPx> rim;
            const int count = static_cast<int>((central ? 12 : 24) +
                                               50 * m_signs.severity * random.uniform(0.6, 1.1));
            for (int i = 0; i < count; ++i)
                flame(vein, random, rim);
            addTruth("flame-haemorrhage", convexHull(std::move(rim)));
        }
    }

    void flame(const std::vector<PointPx>& vein, core::Random& random, std::vector<PointPx>& rim) {
        const std::size_t last =
            std::min<std::size_t>(vein.size() - 2, static_cast<std::size_t>(12 / 0.45));
        const std::size_t at = 3 + random.below(last > 4 ? last - 3 : 1);
        const PointPx on = vein[std::min(at, vein.size() - 2)],
                      next = vein[std::min(at + 1, vein.size() - 1)];
        const double heading = std::atan2(next.y - on.y, next.x - on.x) + 0.25 * random.normal();
        const PointPx p{on.x + 1.7 * m_degree * random.normal(),
                        on.y + 1.7 * m_degree * random.normal()};
        const double length = m_degree * random.uniform(0.4, 1.7),
                     width = m_degree * random.uniform(0.08, 0.26);
        const PointPx to{p.x + length * std::cos(heading), p.y + length * std::sin(heading)};
        if (!m_scene.sees(p, 20) || !m_scene.sees(to, 20))
            return;
        paintStroke(m_lesions.blood, {p, to, width, 0.35 * width,
                                      static_cast<float>(faint(random.uniform(0.5, 0.9)))});
        addRim(rim, p, width + 1);
        addRim(rim, to, 0.5 * width + 1);
        if (random.chance(0.05)) { // cotton wool beside it
            const WavyDisc wool(near(p, 0.5, 2, 20, random), m_degree * random.uniform(0.25, 0.5),
                                1.4, 0.15, 4, random.stream("wool"));
            paintSpot(m_lesions.pale, wool, 1.0, faint(0.5));
        }
    }

    void discHaemorrhage() {
        auto random = m_random.stream("disc");
        const double angle = random.uniform(0, kTwoPi);
        const double r = m_scene.discRadius;
        const PointPx from{m_scene.disc.x + 0.85 * r * std::cos(angle),
                           m_scene.disc.y + 0.95 * r * std::sin(angle)};
        const PointPx to{m_scene.disc.x + 1.4 * r * std::cos(angle + 0.08),
                         m_scene.disc.y + 1.5 * r * std::sin(angle + 0.08)};
        const double width = 0.13 * r;
        paintStroke(m_lesions.blood,
                    {from, to, 0.6 * width, width, static_cast<float>(faint(0.8))});
        std::vector<PointPx> rim;
        addRim(rim, from, width);
        addRim(rim, to, 1.2 * width);
        addTruth("disc-haemorrhage", convexHull(std::move(rim)));
    }

    // A dark wedge from the disc outwards where nerve fibres are lost.
    void fibreLayerDefect() {
        auto random = m_random.stream("wedge");
        const double up = random.chance(0.5) ? -1 : 1;
        const double middle = std::numbers::pi - up * random.uniform(0.7, 1.0),
                     half = random.uniform(0.07, 0.14);
        const double from = 1.15 * m_scene.discRadius, to = from + m_degree * random.uniform(6, 9);
        std::vector<PointPx> rim;
        for (const double side : {-half, half}) {
            for (const double r : {from, to})
                rim.push_back({m_scene.disc.x + r * std::cos(middle + side),
                               m_scene.disc.y - r * std::sin(middle + side)});
        }
        const auto outline = convexHull(rim);
        for (const auto& vertex : outline.vertices) {
            if (!m_scene.sees(vertex, 10))
                return;
        }
        const auto bounds = core::boundsOf(outline);
        const double depth = faint(0.26);
        for (int y = static_cast<int>(bounds.top); y < static_cast<int>(bounds.bottom); ++y) {
            for (int x = static_cast<int>(bounds.left); x < static_cast<int>(bounds.right); ++x) {
                const double dx = x + 0.5 - m_scene.disc.x, dy = m_scene.disc.y - y - 0.5;
                const double across =
                    std::abs(std::remainder(std::atan2(dy, dx) - middle, kTwoPi)) / half;
                const double along = (std::hypot(dx, dy) - from) / (to - from);
                if (across < 1 && along > 0 && along < 1)
                    m_lesions.pale.at(x, y) = static_cast<float>(-depth * (1 - across * across) *
                                                                 std::min(1.0, 3 * (1 - along)));
            }
        }
        addTruth("rnfl-defect", outline);
    }

    void laserScars() {
        auto random = m_random.stream("laser");
        const int count = 60 + static_cast<int>(random.below(90));
        for (int i = 0; i < count; ++i) {
            const PointPx p = near(
                m_scene.fovea, m_scene.field == core::FundusField::Wide ? 18 : 13, 40, 12, random);
            if (core::distance(p, m_scene.fovea) < 11 * m_degree)
                continue;
            const WavyDisc scar(p, m_degree * random.uniform(0.28, 0.42), 1.15, 0.06, 3,
                                random.stream("scar", static_cast<std::uint64_t>(i)));
            paintSpot(m_lesions.pale, scar, 0.5,
                      std::min(1.0, m_signs.contrast * random.uniform(0.2, 0.45)));
        }
    }

    const FundusScene& m_scene;
    const VesselTree& m_vessels;
    const EyeSigns& m_signs;
    core::Random m_random;
    double m_degree;
    FundusLesions m_lesions;
};

} // namespace

FundusLesions paintLesions(const FundusScene& scene, const VesselTree& vessels,
                           const EyeSigns& signs, core::Random random) {
    return LesionPainter(scene, vessels, signs, random).paint();
}

} // namespace cw::phantom
