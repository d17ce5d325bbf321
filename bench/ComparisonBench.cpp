// SPDX-License-Identifier: Apache-2.0
// Two readings of a crowded image, of a thousand typical cases, and what one pair costs.
#include "annotation/Comparison.h"
#include "annotation/GoldOutline.h"
#include "core/Random.h"

#include <benchmark/benchmark.h>
#include <cmath>
#include <numbers>

using namespace cw;

namespace {

core::Polygon lesion(core::Random& random, double x, double y, double radius, int vertices) {
    core::Polygon polygon;
    for (int i = 0; i < vertices; ++i) {
        const double angle = 2 * std::numbers::pi * i / vertices;
        const double r = radius * (1 + 0.15 * std::sin(3 * angle) + random.uniform(-0.02, 0.02));
        polygon.vertices.push_back({x + r * std::cos(angle), y + r * std::sin(angle)});
    }
    return polygon;
}

/// The same lesions by another hand: a few pixels off.
annotation::Reading reading(const char* reader, int images, int lesions, int vertices,
                            core::Seed seed) {
    core::Random places(7), hand(seed);
    annotation::Reading made;
    made.caseId = core::CaseId("C-1");
    made.id = core::ReadingId(reader);
    made.reader = core::ReaderId(reader);
    made.answers = {{"assessment", "4B"}, {"density", "c"}, {"diagnosis", "malignant"}};
    for (int image = 0; image < images; ++image)
        for (int i = 0; i < lesions; ++i) {
            const double x = places.uniform(200, 3000), y = places.uniform(200, 3800);
            made.findings.push_back(
                {core::LesionId(std::to_string(made.findings.size())),
                 core::ImageId(std::to_string(image)),
                 "mass",
                 lesion(hand, x + hand.normal() * 4, y + hand.normal() * 4, 60, vertices),
                 {}});
        }
    return made;
}

void compareCrowded(benchmark::State& state) {
    const auto a = reading("A", 1, 200, 500, 1), b = reading("B", 1, 200, 500, 2);
    annotation::ComparisonRules rules;
    rules.metrics = state.range(0) != 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(annotation::compare(a, b, rules).value().lesions.size());
}
BENCHMARK(compareCrowded)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

void compareThousandCases(benchmark::State& state) {
    const auto a = reading("A", 4, 3, 120, 1), b = reading("B", 4, 3, 120, 2);
    for (auto _ : state)
        for (int i = 0; i < 1000; ++i)
            benchmark::DoNotOptimize(annotation::compare(a, b).value().lesions.size());
}
BENCHMARK(compareThousandCases)->Unit(benchmark::kMillisecond);

void exactOverlapOfAPair(benchmark::State& state) {
    core::Random random(3);
    const auto a = lesion(random, 500, 500, 60, int(state.range(0)));
    const auto b = lesion(random, 506, 503, 60, int(state.range(0)));
    for (auto _ : state)
        benchmark::DoNotOptimize(annotation::exactOverlap(a, b).iou());
}
BENCHMARK(exactOverlapOfAPair)->Arg(64)->Arg(500)->Unit(benchmark::kMicrosecond);

void meanOutlineOfAPair(benchmark::State& state) {
    core::Random random(3);
    const auto a = lesion(random, 500, 500, double(state.range(0)), 500);
    const auto b = lesion(random, 506, 503, double(state.range(0)), 500);
    for (auto _ : state)
        benchmark::DoNotOptimize(annotation::meanOutline(a, b)->vertices.size());
}
BENCHMARK(meanOutlineOfAPair)->Arg(60)->Arg(400)->Unit(benchmark::kMillisecond);

} // namespace
