// SPDX-License-Identifier: Apache-2.0
// The domain features of real fundus photographs (ACRIMA, decoded beforehand), as many pictures a
// second as a study would measure, beside a bank of Gabor filters alone.
#include "imaging/Features.h"
#include "imaging/Picture.h"

#include <algorithm>
#include <benchmark/benchmark.h>
#include <cstdlib>
#include <filesystem>
#include <numbers>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace {

constexpr std::size_t kPictures = 60;

/// Every tenth picture: the set has several sizes.
const std::vector<cw::core::Image>& acrima() {
    static const std::vector<cw::core::Image> pictures = [] {
        const char* given = std::getenv("CONCORD_TEST_DATA");
        const auto folder =
            std::filesystem::path(given != nullptr ? given : "../shared/data") / "fundus_acrima";
        std::vector<std::filesystem::path> files;
        std::error_code ignored;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder, ignored))
            if (entry.path().extension() == ".jpg")
                files.push_back(entry.path());
        std::sort(files.begin(), files.end());
        std::vector<cw::core::Image> read;
        for (std::size_t i = 0; i < files.size() && read.size() < kPictures; i += 10)
            if (auto picture = cw::imaging::readPicture(files[i]))
                read.push_back(std::move(picture->image));
        return read;
    }();
    return pictures;
}

template <typename Measure>
void measureAll(benchmark::State& state, Measure measure) {
    cv::setNumThreads(1); // as a task of a study
    const auto& pictures = acrima();
    if (pictures.empty()) {
        state.SkipWithError("fundus_acrima is not in CONCORD_TEST_DATA");
        return;
    }
    auto next = static_cast<std::size_t>(state.thread_index());
    std::int64_t done = 0;
    for (auto _ : state) {
        measure(pictures[next % pictures.size()]);
        ++next;
        ++done;
    }
    state.SetItemsProcessed(done);
}

void fundusFeatures(benchmark::State& state) {
    measureAll(state, [](const cw::core::Image& picture) {
        benchmark::DoNotOptimize(cw::imaging::fundusFeatures(picture));
    });
}
BENCHMARK(fundusFeatures)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(fundusFeatures)->Unit(benchmark::kMillisecond)->Threads(2)->UseRealTime();

/// 24 kernels of 31 x 31 on a picture of 256 x 256: mean and spread of each answer.
void peerGaborBank(benchmark::State& state) {
    std::vector<cv::Mat> kernels;
    for (int size = 0; size < 4; ++size)
        for (int turn = 0; turn < 6; ++turn)
            kernels.push_back(cv::getGaborKernel({31, 31}, 2 + size, turn * std::numbers::pi / 6,
                                                 4 + 3 * size, 0.5, 0, CV_32F));
    measureAll(state, [&](const cw::core::Image& picture) {
        const cv::Mat rgb(picture.height(), picture.width(), CV_8UC3,
                          const_cast<std::byte*>(picture.bytes().data()));
        cv::Mat green, answer;
        cv::extractChannel(rgb, green, 1);
        cv::resize(green, green, {256, 256}, 0, 0, cv::INTER_AREA);
        green.convertTo(green, CV_32F);
        for (const auto& kernel : kernels) {
            cv::filter2D(green, answer, CV_32F, kernel);
            cv::Scalar mean, spread;
            cv::meanStdDev(answer, mean, spread);
            benchmark::DoNotOptimize(mean);
        }
    });
}
BENCHMARK(peerGaborBank)->Unit(benchmark::kMillisecond)->UseRealTime();

} // namespace
