// SPDX-License-Identifier: Apache-2.0
// AUC with DeLong's variance; the limit is one sort of the scores, which no exact AUC can avoid.
#include "core/Random.h"
#include "validation/Metrics.h"

#include <algorithm>
#include <benchmark/benchmark.h>

using namespace cw;

namespace {

std::vector<validation::Scored> scores(std::int64_t n) {
    core::Random random(11);
    std::vector<validation::Scored> all;
    for (std::int64_t i = 0; i < n; ++i) {
        const int label = random.chance(0.2) ? 1 : 0;
        all.push_back({random.normal() + label, label});
    }
    return all;
}

void aucWithDeLong(benchmark::State& state) {
    const auto all = scores(state.range(0));
    for (auto _ : state)
        benchmark::DoNotOptimize(validation::auc(all));
}
BENCHMARK(aucWithDeLong)->Arg(1000)->Arg(30000)->Unit(benchmark::kMicrosecond);

void limitOneSort(benchmark::State& state) {
    const auto all = scores(state.range(0));
    for (auto _ : state) {
        auto copy = all;
        std::sort(copy.begin(), copy.end(), [](auto& a, auto& b) { return a.score < b.score; });
        benchmark::DoNotOptimize(copy.data());
    }
}
BENCHMARK(limitOneSort)->Arg(1000)->Arg(30000)->Unit(benchmark::kMicrosecond);

} // namespace
