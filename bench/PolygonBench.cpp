// SPDX-License-Identifier: Apache-2.0
// Area and overlap of lesion outlines, beside OpenCV on the same vertices.
#include "core/Polygon.h"
#include "core/Random.h"

#include <benchmark/benchmark.h>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>

using namespace cw::core;

namespace {

Polygon lesion(double x, double y, std::size_t vertices, Seed seed) {
    Random random(seed);
    Polygon polygon;
    for (std::size_t i = 0; i < vertices; ++i) {
        const double angle = 2 * std::numbers::pi * double(i) / double(vertices);
        const double radius = 100 + random.uniform(-15, 15);
        polygon.vertices.push_back({x + radius * std::cos(angle), y + radius * std::sin(angle)});
    }
    return polygon;
}

std::vector<cv::Point2f> floats(const Polygon& polygon) {
    std::vector<cv::Point2f> points;
    for (const auto& p : polygon.vertices)
        points.emplace_back(float(p.x), float(p.y));
    return points;
}

void polygonArea(benchmark::State& state) {
    const auto polygon = lesion(500, 500, std::size_t(state.range(0)), 1);
    for (auto _ : state)
        benchmark::DoNotOptimize(areaPx2(polygon));
}
BENCHMARK(polygonArea)->Arg(64)->Arg(1024);

void peerContourArea(benchmark::State& state) {
    const auto points = floats(lesion(500, 500, std::size_t(state.range(0)), 1));
    for (auto _ : state)
        benchmark::DoNotOptimize(cv::contourArea(points));
}
BENCHMARK(peerContourArea)->Arg(64)->Arg(1024);

void polygonOverlap(benchmark::State& state) {
    const auto a = lesion(500, 500, std::size_t(state.range(0)), 1);
    const auto b = lesion(530, 510, std::size_t(state.range(0)), 2);
    for (auto _ : state)
        benchmark::DoNotOptimize(overlap(a, b).iou());
}
BENCHMARK(polygonOverlap)->Arg(64)->Arg(1024);

// What users of OpenCV write: two masks of the common box, an AND, two counts.
void peerFilledMasks(benchmark::State& state) {
    const auto paint = [](const Polygon& p, cv::Mat& mask) {
        std::vector<cv::Point> points;
        for (const auto& v : p.vertices)
            points.emplace_back(int(v.x) - 380, int(v.y) - 380);
        mask = cv::Mat::zeros(260, 280, CV_8U);
        cv::fillPoly(mask, std::vector<std::vector<cv::Point>>{points}, 255);
    };
    const auto a = lesion(500, 500, std::size_t(state.range(0)), 1);
    const auto b = lesion(530, 510, std::size_t(state.range(0)), 2);
    for (auto _ : state) {
        cv::Mat first, second, common;
        paint(a, first);
        paint(b, second);
        cv::bitwise_and(first, second, common);
        const double both = cv::countNonZero(common);
        benchmark::DoNotOptimize(both /
                                 (cv::countNonZero(first) + cv::countNonZero(second) - both));
    }
}
BENCHMARK(peerFilledMasks)->Arg(64)->Arg(1024);

} // namespace
