// SPDX-License-Identifier: Apache-2.0
#include "phantom/detail/FundusScene.h"

#include "core/Polygon.h"
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace cw::phantom {
namespace {

using core::PointPx;
constexpr double kPi = std::numbers::pi;

double turnTowards(double heading, double wanted, double share) {
    return heading + share * std::remainder(wanted - heading, 2 * kPi);
}

/// Grows one tree of arteries or veins out of the disc.
class Gardener {
public:
    Gardener(const FundusScene& scene, Plane& canvas, core::Random random)
        : m_scene(scene), m_canvas(canvas), m_random(random), m_step(0.45 * scene.pxPerDegree) {}

    // One main vessel to a quadrant; returns where it runs.
    std::vector<PointPx> growMain(bool superior, bool temporal, double width) {
        Shoot shoot;
        shoot.at = m_scene.disc;
        const double up = superior ? -1 : 1; // y points down
        const double spread = temporal ? m_random.uniform(0.42, 0.52) : m_random.uniform(0.3, 0.45);
        shoot.heading = temporal ? up * kPi * (1 - spread) : up * kPi * spread;
        shoot.width = width;
        shoot.arcade = temporal;
        shoot.temporal = temporal;
        shoot.up = up;
        shoot.reach = 14 + 0.12 * shoot.width;
        m_target = m_random.uniform(8.5, 10.5) * m_scene.pxPerDegree;
        std::vector<PointPx> path;
        m_queue.push_back(shoot);
        growQueue(&path);
        return path;
    }

private:
    struct Shoot {
        PointPx at;
        double heading = 0, width = 1, reach = 10;
        double up = -1; ///< -1 above the fovea, 1 below
        bool temporal = false;
        bool arcade = false;  ///< bends around the macula, else grows outwards
        bool inwards = false; ///< a twig towards the fovea
        int order = 0;
    };

    double wantedHeading(const Shoot& shoot) const {
        const double fx = shoot.at.x - m_scene.fovea.x, fy = shoot.at.y - m_scene.fovea.y;
        const double fromFovea = std::hypot(fx, fy);
        if (shoot.inwards)
            return std::atan2(-fy, -fx);
        if (!shoot.temporal)
            return std::atan2(shoot.at.y - m_scene.disc.y, shoot.at.x - m_scene.disc.x);
        // Branches of the arcades leave the macula, and so do the arcades once they are past it.
        if (!shoot.arcade || fx < -3 * m_scene.pxPerDegree)
            return std::atan2(fy, fx);
        // Along the circle around the fovea, drawn to the arcade's distance.
        const double tangent = std::atan2(fy, fx) + shoot.up * kPi / 2;
        const double off = std::clamp((fromFovea - m_target) / m_target, -0.8, 0.8);
        return tangent + shoot.up * 0.9 * off;
    }

    // How quickly it turns: main vessels hold their arc, and leave it gently past the macula.
    double suppleness(const Shoot& shoot) const {
        const bool past = shoot.at.x < m_scene.fovea.x - 3 * m_scene.pxPerDegree;
        return shoot.order > 0 || (past && shoot.arcade) ? 0.045 : 0.14;
    }

    void growQueue(std::vector<PointPx>* mainPath) {
        while (!m_queue.empty()) {
            const Shoot shoot = m_queue.back();
            m_queue.pop_back();
            grow(shoot, shoot.order == 0 ? mainPath : nullptr);
        }
    }

    void grow(Shoot shoot, std::vector<PointPx>* path) {
        double sinceFork = 0;
        const double forkEvery = m_scene.pxPerDegree * (shoot.order == 0 ? 4.6 : 5.0);
        double limit = shoot.order == 0 ? 1e9 : m_scene.pxPerDegree * shoot.reach;
        while (shoot.width > 0.55 && limit > 0) {
            shoot.heading = turnTowards(shoot.heading, wantedHeading(shoot), suppleness(shoot)) +
                            (shoot.order == 0 ? 0.05 : 0.1) * m_random.normal();
            const PointPx next{shoot.at.x + m_step * std::cos(shoot.heading),
                               shoot.at.y + m_step * std::sin(shoot.heading)};
            if (!m_scene.sees(next, -m_step) ||
                core::distance(next, m_scene.fovea) < 2.2 * m_scene.pxPerDegree)
                return;
            paintStroke(m_canvas, {shoot.at, next, shoot.width, shoot.width, 1.0F});
            shoot.at = next;
            if (path)
                path->push_back(next);
            shoot.width *= shoot.order == 0 ? 0.9875 : 0.976;
            limit -= m_step;
            sinceFork += m_step;
            if (sinceFork > forkEvery * m_random.uniform(0.6, 1.5) && shoot.order < 4) {
                sinceFork = 0;
                fork(shoot);
            }
        }
    }

    void fork(Shoot& shoot) {
        Shoot branch = shoot;
        branch.order = shoot.order + 1;
        branch.width = shoot.width * m_random.uniform(0.5, 0.75);
        branch.reach = m_random.uniform(9, 30) / (0.7 + 0.3 * branch.order);
        branch.arcade = false;
        const double side = m_random.chance(0.5) ? 1 : -1;
        branch.heading = shoot.heading + side * m_random.uniform(0.4, 0.9);
        // Towards the fovea only thin twigs go.
        const double toFovea =
            std::atan2(m_scene.fovea.y - shoot.at.y, m_scene.fovea.x - shoot.at.x);
        const bool near = core::distance(shoot.at, m_scene.fovea) < 14 * m_scene.pxPerDegree;
        if (near && std::cos(branch.heading - toFovea) > 0.2) {
            branch.inwards = true;
            branch.width = std::min(branch.width, 0.11 * m_scene.pxPerDegree);
            branch.order = std::max(branch.order, 2);
        } else {
            shoot.heading -= side * 0.08;
        }
        m_queue.push_back(branch);
    }

    const FundusScene& m_scene;
    Plane& m_canvas;
    core::Random m_random;
    double m_step, m_target = 1;
    std::vector<Shoot> m_queue;
};

} // namespace

double FundusScene::eccentricity(PointPx p) const {
    return std::hypot((p.x - centre.x) / radiusX, (p.y - centre.y) / radiusY);
}

bool FundusScene::sees(PointPx p, double marginPx) const {
    return std::hypot((p.x - centre.x) / (radiusX - marginPx),
                      (p.y - centre.y) / (radiusY - marginPx)) < 1;
}

FundusScene layOut(core::FundusField field, core::Random random) {
    FundusScene scene;
    scene.field = field;
    const bool wide = field == core::FundusField::Wide;
    scene.width = wide ? 1800 : 1600;
    scene.height = wide ? 1400 : 1200;
    scene.centre = {scene.width / 2.0, scene.height / 2.0};
    scene.radiusX = wide ? 860 : 578;
    scene.radiusY = wide ? 665 : 578;
    scene.pxPerDegree = wide ? 17.0 : 25.5; // 100 and 45 degrees across
    const double s = scene.pxPerDegree;
    const double foveaX = wide ? random.uniform(-6, -1) : random.uniform(-8.5, -5);
    scene.fovea = {scene.centre.x + foveaX * s, scene.centre.y + random.uniform(-1.5, 2) * s};
    scene.disc = {scene.fovea.x + random.uniform(14.6, 16) * s,
                  scene.fovea.y - random.uniform(0.8, 2.4) * s};
    scene.discRadius = random.uniform(2.55, 3.05) * s;
    return scene;
}

VesselTree growVessels(const FundusScene& scene, core::Random random) {
    VesselTree tree;
    tree.veins = Plane(scene.width, scene.height);
    tree.arteries = Plane(scene.width, scene.height);
    const double width = 0.27 * scene.pxPerDegree * random.uniform(0.9, 1.15); // half of a vein's
    Gardener veins(scene, tree.veins, random.stream("veins"));
    Gardener arteries(scene, tree.arteries, random.stream("arteries"));
    for (const bool temporal : {true, false}) {
        for (const bool superior : {true, false}) {
            const double share = temporal ? 1 : 0.8;
            tree.mainVeins.push_back(veins.growMain(superior, temporal, share * width));
            arteries.growMain(superior, temporal, share * 0.76 * width);
        }
    }
    return tree;
}

} // namespace cw::phantom
