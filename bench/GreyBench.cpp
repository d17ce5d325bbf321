// SPDX-License-Identifier: Apache-2.0
// One frame of window/level: a full 4096 x 3328 mammogram of 16-bit values to 8-bit grey.
#include "core/Presentation.h"
#include "core/Random.h"

#include <benchmark/benchmark.h>
#include <cstring>
#include <opencv2/core.hpp>

using namespace cw::core;

namespace {

Image mammogram() {
    auto image = Image::create(3328, 4096, 1, SampleType::U16, PixelMeaning::Monochrome2);
    Random random(3);
    for (auto& sample : image->samples<std::uint16_t>())
        sample = static_cast<std::uint16_t>(random.next() & 4095);
    return *image;
}

void windowFrame(benchmark::State& state) {
    const auto image = mammogram();
    Presentation presentation;
    presentation.windows = {{2000, 1500, VoiFunction::Linear, ""}};
    for (auto _ : state)
        benchmark::DoNotOptimize(shown(image, presentation, {}));
    state.SetBytesProcessed(state.iterations() * std::int64_t(image.bytes().size()));
}
BENCHMARK(windowFrame)->Unit(benchmark::kMillisecond);

// cv::Mat::convertTo does the linear window, and only that, with SIMD.
void peerConvertTo(benchmark::State& state) {
    auto image = mammogram();
    const cv::Mat source(4096, 3328, CV_16U, image.bytes().data());
    for (auto _ : state) {
        cv::Mat grey;
        source.convertTo(grey, CV_8U, 255.0 / 1499, -(2000 - 0.5 - 1499.0 / 2) * 255.0 / 1499);
        benchmark::DoNotOptimize(grey.data);
    }
    state.SetBytesProcessed(state.iterations() * std::int64_t(image.bytes().size()));
}
BENCHMARK(peerConvertTo)->Unit(benchmark::kMillisecond);

void limitCopyOfTheFrame(benchmark::State& state) {
    const auto image = mammogram();
    std::vector<std::byte> copy(image.bytes().size());
    for (auto _ : state) {
        std::memcpy(copy.data(), image.bytes().data(), copy.size());
        benchmark::DoNotOptimize(copy.data());
    }
    state.SetBytesProcessed(state.iterations() * std::int64_t(copy.size()));
}
BENCHMARK(limitCopyOfTheFrame)->Unit(benchmark::kMillisecond);

} // namespace
