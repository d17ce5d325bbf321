// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Image.h"
#include "core/Random.h"
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

namespace cw::validation::testing {

/// How a drawn eye is photographed.
struct Exposure {
    int side = 256;             ///< pixels
    double turn = 0, size = 1;  ///< radians; enlargement
    double right = 0, down = 0; ///< shift, parts of the side
    double bend = 0;            ///< a lens: how much the rim is drawn out
    double lightFrom = 0;       ///< direction of the uneven light, radians
    bool mirrored = false, vessels = true;
    core::Seed noise = 1, dust = 0; ///< dust 0: a clean sensor
};

/// A synthetic eye: branching dark vessels in unit coordinates, nothing else. Not a real one.
class DrawnEye {
public:
    explicit DrawnEye(core::Seed seed) {
        core::Random random(seed);
        for (int vessel = 0; vessel < 14; ++vessel) {
            const double angle = random.uniform(0, 6.283);
            grow(random, 0.35 * std::cos(angle), 0.35 * std::sin(angle), random.uniform(0, 6.283),
                 random.uniform(0.008, 0.02), 0);
        }
    }

    core::Image photographed(const Exposure& how) const {
        const auto pixels = static_cast<std::size_t>(how.side) * static_cast<std::size_t>(how.side);
        std::vector<double> dark(pixels, 0);
        if (how.vessels)
            for (const Drop& drop : m_drops) {
                const auto [x, y] = placed(how, drop.x, drop.y);
                blot(dark, how.side, x, y, drop.radius * how.size * how.side, 0.35);
            }
        core::Random specks(how.dust);
        for (int i = 0; how.dust != 0 && i < 40; ++i) {
            const double x = specks.uniform(0.1, 0.9), y = specks.uniform(0.1, 0.9);
            blot(dark, how.side, x * how.side, y * how.side, specks.uniform(1.5, 3), 0.3);
        }
        return exposed(dark, how);
    }

private:
    struct Drop {
        double x = 0, y = 0, radius = 0;
    };

    void grow(core::Random& random, double x, double y, double way, double radius, int depth) {
        for (int step = 0; step < 90 && radius > 0.003; ++step) {
            m_drops.push_back({x, y, radius});
            way += random.uniform(-0.22, 0.22);
            x += 0.008 * std::cos(way);
            y += 0.008 * std::sin(way);
            radius *= 0.99;
            if (depth < 3 && random.chance(0.03))
                grow(random, x, y, way + (random.chance(0.5) ? 0.7 : -0.7), radius * 0.7,
                     depth + 1);
        }
    }
    static std::pair<double, double> placed(const Exposure& how, double x, double y) {
        const double grown = how.size * (1 + how.bend * (x * x + y * y));
        const double u = grown * (std::cos(how.turn) * x - std::sin(how.turn) * y) + how.right;
        const double v = grown * (std::sin(how.turn) * x + std::cos(how.turn) * y) + how.down;
        return {(0.5 + (how.mirrored ? -u : u)) * how.side, (0.5 + v) * how.side};
    }
    static void blot(std::vector<double>& dark, int side, double x, double y, double radius,
                     double depth) {
        const int reach = static_cast<int>(3 * radius) + 1;
        for (int row = std::max(0, static_cast<int>(y) - reach);
             row <= std::min(side - 1, static_cast<int>(y) + reach); ++row)
            for (int column = std::max(0, static_cast<int>(x) - reach);
                 column <= std::min(side - 1, static_cast<int>(x) + reach); ++column) {
                const double dx = column + 0.5 - x, dy = row + 0.5 - y;
                double& here = dark[static_cast<std::size_t>(row * side + column)];
                here =
                    std::max(here, depth * std::exp(-(dx * dx + dy * dy) / (2 * radius * radius)));
            }
    }
    static core::Image exposed(const std::vector<double>& dark, const Exposure& how) {
        auto image = core::Image::create(how.side, how.side, 1, core::SampleType::U8,
                                         core::PixelMeaning::Monochrome2)
                         .value();
        core::Random noise(how.noise);
        const auto samples = image.samples<std::uint8_t>();
        for (int row = 0; row < how.side; ++row)
            for (int column = 0; column < how.side; ++column) {
                const double x = (column + 0.5) / how.side - 0.5, y = (row + 0.5) / how.side - 0.5;
                const auto at = static_cast<std::size_t>(row * how.side + column);
                const double grain = 3 * noise.normal();
                if (x * x + y * y > 0.23)
                    continue;
                const double light =
                    150 + 120 * (x * std::cos(how.lightFrom) + y * std::sin(how.lightFrom));
                samples[at] = static_cast<std::uint8_t>(
                    std::clamp(light * (1 - dark[at]) + grain, 0.0, 255.0));
            }
        return image;
    }

    std::vector<Drop> m_drops;
};

} // namespace cw::validation::testing
