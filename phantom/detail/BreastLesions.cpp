// SPDX-License-Identifier: Apache-2.0
#include "phantom/detail/BreastLesions.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace cw::phantom {
namespace {

using core::PointPx;
constexpr double kTwoPi = 2 * std::numbers::pi;

// The lesion's place in this view: at the planned depth if the breast has room there.
PointPx placeIn(const BreastShape& shape, const BreastLesionPlan& plan, double radius,
                core::Random& random) {
    for (int attempt = 0; attempt < 400; ++attempt) {
        const double loosened = 0.06 + 0.001 * attempt;
        const double share = std::clamp(plan.depthShare + loosened * random.normal(), 0.1, 0.9);
        const PointPx at{shape.depthMm * (1 - share),
                         shape.nipple.y + random.uniform(-0.36, 0.3) * shape.heightMm};
        if (shape.hasRoomFor(at, radius))
            return at;
    }
    return shape.glandCentre;
}

void addMass(const BreastLesionPlan& plan, PointPx at, core::Random& random, PlacedLesion& lesion) {
    const double squeeze = random.uniform(0.92, 1.08); // the other view compresses it otherwise
    const double aspect = plan.malignant ? random.uniform(1.0, 1.4) : random.uniform(1.0, 1.5);
    const double roughness =
        plan.malignant ? random.uniform(0.08, 0.2) : random.uniform(0.01, 0.05);
    lesion.mass.emplace(at, plan.radiusMm * squeeze, aspect, roughness, plan.malignant ? 7 : 3,
                        random.stream("outline"));
    lesion.spiculated = plan.malignant;
    lesion.contrast = plan.contrast;
    lesion.truth.push_back({"mass", lesion.mass->polygon(48)});
}

void addCluster(const BreastLesionPlan& plan, PointPx at, core::Random& random,
                PlacedLesion& lesion) {
    std::vector<PointPx> rim;
    const int specks = static_cast<int>(plan.specks);
    for (int i = 0; i < specks; ++i) {
        const double r = plan.clusterMm * std::sqrt(random.uniform()),
                     angle = random.uniform(0, kTwoPi);
        Speck speck;
        speck.at = {at.x + r * std::cos(angle), at.y + 0.7 * r * std::sin(angle)};
        const double size = plan.malignant ? random.uniform(0.18, 0.45) : random.uniform(0.3, 0.7);
        speck.widthMm = size;
        // Malignant specks are fine, linear and unequal; benign ones round.
        speck.lengthMm =
            size * (plan.malignant ? random.uniform(1.0, 3.0) : random.uniform(1.0, 1.2));
        speck.angle = random.uniform(0, std::numbers::pi);
        speck.contrast =
            static_cast<float>(plan.speckContrast * (plan.malignant ? random.uniform(0.4, 1.2)
                                                                    : random.uniform(0.8, 1.1)));
        for (int k = 0; k < 8; ++k)
            rim.push_back({speck.at.x + 1.2 * std::cos(kTwoPi * k / 8),
                           speck.at.y + 1.2 * std::sin(kTwoPi * k / 8)});
        lesion.specks.push_back(speck);
    }
    lesion.truth.push_back({"calcification-cluster", convexHull(std::move(rim))});
}

} // namespace

std::optional<BreastLesionPlan> planLesion(const std::string& label, core::Random random,
                                           double contrast) {
    if (label == "normal" || contrast <= 0)
        return std::nullopt;
    BreastLesionPlan plan;
    plan.malignant = label == "malignant";
    const double kind = random.uniform();
    // Masses, calcifications, or both: 55 / 25 / 20 % of cancers, 70 / 30 / 0 % of benign lesions.
    plan.mass = plan.malignant ? kind < 0.75 : kind < 0.7;
    plan.calcifications = plan.malignant ? kind >= 0.55 : kind >= 0.7;
    plan.radiusMm = std::clamp(6.5 * std::exp(0.35 * random.normal()), 3.5, 14.0);
    plan.contrast = std::clamp(0.2 * std::exp(0.4 * random.normal()), 0.08, 0.36);
    plan.clusterMm = plan.malignant ? random.uniform(3.0, 8.0) : random.uniform(4.0, 12.0);
    plan.specks = plan.malignant ? random.uniform(9, 32) : random.uniform(4, 11);
    plan.speckContrast = std::clamp(0.38 * std::exp(0.35 * random.normal()), 0.16, 0.7);
    plan.side = random.chance(0.5) ? core::Laterality::Left : core::Laterality::Right;
    plan.depthShare = random.uniform(0.25, 0.75);
    plan.contrast *= contrast;
    plan.speckContrast *= contrast;
    return plan;
}

PlacedLesion placeLesion(const BreastLesionPlan& plan, const BreastShape& shape,
                         core::Random random) {
    PlacedLesion lesion;
    const double reach = std::max(plan.mass ? 1.3 * plan.radiusMm : 0.0,
                                  plan.calcifications ? plan.clusterMm + 1.5 : 0.0);
    const PointPx at = placeIn(shape, plan, reach, random);
    if (plan.mass)
        addMass(plan, at, random, lesion);
    if (plan.calcifications)
        addCluster(plan, at, random, lesion);
    return lesion;
}

std::vector<Speck> harmlessSpecks(const BreastShape& shape, core::Random random) {
    std::vector<Speck> specks;
    const auto single = random.below(5);
    while (specks.size() < single) {
        const PointPx at{random.uniform(8, shape.depthMm), random.uniform(8, shape.heightMm - 8)};
        if (!shape.hasRoomFor(at, 1))
            continue;
        const double size = random.uniform(0.3, 0.9);
        specks.push_back({at, size, size, 0, static_cast<float>(random.uniform(0.15, 0.4))});
    }
    if (!random.chance(0.08))
        return specks;
    // Two railway lines of calcium in an artery's wall.
    PointPx at{shape.depthMm * random.uniform(0.3, 0.5), shape.nipple.y};
    double heading = random.uniform(0, kTwoPi);
    for (int i = 0; i < 60 && shape.hasRoomFor(at, 2); ++i) {
        for (const double side : {-0.8, 0.8}) {
            if (random.chance(0.5))
                specks.push_back(
                    {{at.x - side * std::sin(heading), at.y + side * std::cos(heading)},
                     0.7,
                     0.25,
                     heading,
                     static_cast<float>(random.uniform(0.08, 0.25))});
        }
        heading += 0.15 * random.normal();
        at = {at.x + 0.7 * std::cos(heading), at.y + 0.7 * std::sin(heading)};
    }
    return specks;
}

} // namespace cw::phantom
