// SPDX-License-Identifier: Apache-2.0
// AUC with DeLong's variance. The limit is one sort of the scores, which no exact AUC can avoid;
// the peer is R's pROC on the same scores in the same run, by its own clock: without the start of R
// and without reading the file.
#include "core/Random.h"
#include "validation/Metrics.h"
#include "validation/stats/Bootstrap.h"

#include <algorithm>
#include <benchmark/benchmark.h>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

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
BENCHMARK(aucWithDeLong)->Arg(1000)->Arg(30000)->Arg(1000000)->Unit(benchmark::kMicrosecond);

void pairedDeLong(benchmark::State& state) {
    const auto all = scores(state.range(0));
    core::Random random(12);
    std::vector<double> second;
    for (const auto& s : all)
        second.push_back(s.score + random.normal());
    for (auto _ : state)
        benchmark::DoNotOptimize(validation::pairedAuc(all, second));
}
BENCHMARK(pairedDeLong)->Arg(30000)->Arg(1000000)->Unit(benchmark::kMicrosecond);

void limitOneSort(benchmark::State& state) {
    const auto all = scores(state.range(0));
    for (auto _ : state) {
        auto copy = all;
        std::sort(copy.begin(), copy.end(), [](auto& a, auto& b) { return a.score < b.score; });
        benchmark::DoNotOptimize(copy.data());
    }
}
BENCHMARK(limitOneSort)->Arg(1000)->Arg(30000)->Arg(1000000)->Unit(benchmark::kMicrosecond);

/// What R says the AUC and its variance took; negative without R or pROC.
struct Seconds {
    double elapsed = -1, processor = -1;
};
Seconds secondsOfPRoc(const std::vector<validation::Scored>& all) {
    std::string folder = (std::filesystem::temp_directory_path() / "cw-roc-XXXXXX").string();
    if (::mkdtemp(folder.data()) == nullptr)
        return {};
    const std::string data = folder + "/scores.bin", script = folder + "/roc.R";
    if (FILE* file = std::fopen(data.c_str(), "wb")) {
        for (const auto& s : all) {
            const double pair[2] = {s.score, static_cast<double>(s.label)};
            std::fwrite(pair, sizeof(double), 2, file);
        }
        std::fclose(file);
    }
    if (FILE* file = std::fopen(script.c_str(), "w")) {
        std::fputs("suppressMessages(library(pROC)); a <- commandArgs(TRUE)\n"
                   "d <- matrix(readBin(a[1], 'double', 2 * as.numeric(a[2])), 2)\n"
                   "t <- system.time(var(roc(d[2,], d[1,], levels = c(0, 1), direction = '<', "
                   "quiet = TRUE)))\ncat(t[['elapsed']], t[['user.self']] + t[['sys.self']])\n",
                   file);
        std::fclose(file);
    }
    Seconds seconds;
    const std::string command = "Rscript --vanilla " + script + " " + data + " " +
                                std::to_string(all.size()) + " 2>/dev/null";
    if (FILE* pipe = ::popen(command.c_str(), "r")) {
        if (std::fscanf(pipe, "%lf %lf", &seconds.elapsed, &seconds.processor) != 2)
            seconds = {};
        ::pclose(pipe);
    }
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
    return seconds;
}

void peerPRoc(benchmark::State& state) {
    const auto all = scores(state.range(0));
    for (auto _ : state) {
        const Seconds seconds = secondsOfPRoc(all);
        if (seconds.elapsed < 0) {
            state.SkipWithError("R with pROC is not installed (r-cran-proc)");
            break;
        }
        state.SetIterationTime(std::max(seconds.elapsed, 1e-6));
        state.counters["processor_s"] = seconds.processor;
    }
}
BENCHMARK(peerPRoc)->Arg(30000)->Arg(1000000)->UseManualTime()->Iterations(1)->Unit(
    benchmark::kMicrosecond);

/// Two scores of 320 images, four a patient, 4000 resamples of patients.
void bootstrapOfPatients(benchmark::State& state) {
    const auto all = scores(320), other = scores(321);
    std::vector<double> second;
    std::vector<std::string> patients;
    for (std::size_t i = 0; i < all.size(); ++i) {
        second.push_back(other[i + 1].score);
        patients.push_back(std::to_string(i / 4));
    }
    validation::BootstrapPlan plan;
    plan.draws = 4000;
    for (auto _ : state)
        benchmark::DoNotOptimize(validation::bootstrapAuc(all, second, patients, plan));
}
BENCHMARK(bootstrapOfPatients)->Unit(benchmark::kMillisecond);

} // namespace
