// SPDX-License-Identifier: Apache-2.0
#include "imaging/detail/MassCandidates.h"

#include "imaging/detail/Measures.h"
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>

namespace cw::imaging::detail {
namespace {

// Blob radii in px of a 512 px picture: about 4 to 17 mm on a detector of 24 to 29 cm.
constexpr std::array<double, 5> kRadii = {8, 12, 17, 24, 34};

/// What is looked at around a candidate, made once for the picture.
struct Surroundings {
    cv::Mat grey, mask, gradientX, gradientY, lineStrength, lineX, lineY;
};

// Direction and strength of bright lines: along the eigenvector of the Hessian's larger eigenvalue.
void addLines(const cv::Mat& grey, Surroundings& around) {
    cv::Mat smooth, xx, yy, xy;
    cv::GaussianBlur(grey, smooth, {}, 1.5);
    cv::Sobel(smooth, xx, CV_32F, 2, 0, 3, 0.25);
    cv::Sobel(smooth, yy, CV_32F, 0, 2, 3, 0.25);
    cv::Sobel(smooth, xy, CV_32F, 1, 1, 3, 0.25);
    around.lineStrength = cv::Mat::zeros(grey.size(), CV_32F);
    around.lineX = cv::Mat::zeros(grey.size(), CV_32F);
    around.lineY = cv::Mat::zeros(grey.size(), CV_32F);
    for (int row = 0; row < grey.rows; ++row) {
        for (int column = 0; column < grey.cols; ++column) {
            const float a = xx.at<float>(row, column), b = yy.at<float>(row, column),
                        c = xy.at<float>(row, column);
            const float half = (a + b) / 2, difference = (a - b) / 2;
            const float root = std::sqrt(difference * difference + c * c);
            const float across = half - root;
            if (across >= 0)
                continue;
            // Angle of the across direction is half of atan2(2c, a - b), plus a quarter turn.
            const float angle = 0.5F * std::atan2(2 * c, a - b);
            around.lineStrength.at<float>(row, column) = -across - std::max(0.0F, -(half + root));
            around.lineX.at<float>(row, column) = std::cos(angle);
            around.lineY.at<float>(row, column) = std::sin(angle);
        }
    }
}

Surroundings surroundingsOf(const cv::Mat& grey, const cv::Mat& mask) {
    Surroundings around;
    around.mask = mask;
    cv::GaussianBlur(grey, around.grey, {}, 1.5);
    cv::Sobel(around.grey, around.gradientX, CV_32F, 1, 0, 3, 0.125);
    cv::Sobel(around.grey, around.gradientY, CV_32F, 0, 1, 3, 0.125);
    addLines(grey, around);
    return around;
}

template <class Visit>
void visitDisc(const Surroundings& around, cv::Point2d centre, double radius, Visit visit) {
    const int left = std::max(0, static_cast<int>(centre.x - radius));
    const int right = std::min(around.grey.cols - 1, static_cast<int>(centre.x + radius));
    const int top = std::max(0, static_cast<int>(centre.y - radius));
    const int bottom = std::min(around.grey.rows - 1, static_cast<int>(centre.y + radius));
    for (int row = top; row <= bottom; ++row) {
        for (int column = left; column <= right; ++column) {
            const double dx = column - centre.x, dy = row - centre.y;
            const double distance = std::sqrt(dx * dx + dy * dy);
            if (distance <= radius && around.mask.at<unsigned char>(row, column))
                visit(row, column, dx, dy, distance);
        }
    }
}

void measure(const Surroundings& around, double unit, MassCandidate& mass) {
    double inward = 0, steepness = 0, inside = 0, insideCount = 0, ring = 0, ringCount = 0;
    double along = 0, lines = 0;
    visitDisc(around, mass.centre, 2 * mass.radius,
              [&](int row, int column, double dx, double dy, double r) {
                  const auto value = static_cast<double>(around.grey.at<float>(row, column));
                  if (r < 0.8 * mass.radius) {
                      inside += value;
                      insideCount += 1;
                  } else if (r > 1.3 * mass.radius) {
                      ring += value;
                      ringCount += 1;
                  }
                  if (r > 0.3 * mass.radius && r < 1.4 * mass.radius) {
                      const auto gx = static_cast<double>(around.gradientX.at<float>(row, column));
                      const auto gy = static_cast<double>(around.gradientY.at<float>(row, column));
                      inward -= (gx * dx + gy * dy) / r;
                      steepness += std::sqrt(gx * gx + gy * gy);
                  }
                  if (r > 0.9 * mass.radius) {
                      const auto strength =
                          static_cast<double>(around.lineStrength.at<float>(row, column));
                      const auto lx = static_cast<double>(around.lineX.at<float>(row, column));
                      const auto ly = static_cast<double>(around.lineY.at<float>(row, column));
                      const double cosine =
                          (lx * dy - ly * dx) / r; // the line is a quarter turn from (lx, ly)
                      along += strength * (2 * cosine * cosine - 1);
                      lines += 1;
                  }
              });
    mass.roundness = inward / std::max(steepness, 1e-9);
    mass.contrast = (inside / std::max(insideCount, 1.0) - ring / std::max(ringCount, 1.0)) / unit;
    mass.spiculation = along / std::max(lines, 1.0) / unit;
    mass.score = mass.response * std::max(0.0, mass.roundness);
}

// How far out along each ray the brightness falls, each step weighted by the square of its fall: a
// round mass has one distance, a spiculated many.
void measureEdge(const Surroundings& around, MassCandidate& mass) {
    constexpr int kRays = 24;
    std::vector<float> distances;
    for (int ray = 0; ray < kRays; ++ray) {
        const double angle = 2 * std::numbers::pi * ray / kRays;
        const double ux = std::cos(angle), uy = std::sin(angle);
        double weights = 0, sum = 0;
        for (double r = 0.4 * mass.radius; r < 2 * mass.radius; r += 1) {
            const int column = static_cast<int>(std::lround(mass.centre.x + r * ux));
            const int row = static_cast<int>(std::lround(mass.centre.y + r * uy));
            if (column < 0 || row < 0 || column >= around.grey.cols || row >= around.grey.rows)
                break;
            const double fall = std::max(
                0.0, -ux * static_cast<double>(around.gradientX.at<float>(row, column)) -
                         uy * static_cast<double>(around.gradientY.at<float>(row, column)));
            weights += fall * fall;
            sum += fall * fall * r;
        }
        if (weights > 0)
            distances.push_back(static_cast<float>(sum / weights));
    }
    const Moments moments = momentsOf(distances);
    mass.irregularity = moments.mean > 0 ? moments.deviation / moments.mean : 0;
}

} // namespace

std::vector<MassCandidate> massCandidates(const cv::Mat& grey, const cv::Mat& mask,
                                          std::size_t most) {
    const double unit = std::max(momentsOf(valuesUnder(grey, mask)).deviation, 1e-6);
    // Blobs are searched at half the size: their narrowest Gaussian is still 2 px wide there.
    cv::Mat half, halfMask;
    cv::resize(grey, half, {}, 0.5, 0.5, cv::INTER_AREA);
    cv::resize(mask, halfMask, half.size(), 0, 0, cv::INTER_NEAREST);
    std::vector<MassCandidate> found;
    for (const double radius : kRadii) {
        const double sigma = radius / 2 / std::numbers::sqrt2;
        const cv::Mat response =
            maskedBlur(half, halfMask, sigma) - maskedBlur(half, halfMask, 1.6 * sigma);
        const int reach = std::max(2, static_cast<int>(radius / 2));
        const cv::Mat inner = eroded(halfMask, std::max(2, reach / 2));
        for (const Peak& peak : strongestPeaks(response, inner, reach, 0, 6)) {
            MassCandidate mass;
            mass.centre = {2.0 * peak.at.x + 0.5, 2.0 * peak.at.y + 0.5};
            mass.radius = radius;
            mass.response = static_cast<double>(peak.value) / unit;
            found.push_back(mass);
        }
    }
    const Surroundings around = surroundingsOf(grey, mask);
    for (auto& mass : found)
        measure(around, unit, mass);
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.score > b.score; });
    std::vector<MassCandidate> best; // one scale for a place
    for (auto& mass : found) {
        const bool taken = std::any_of(best.begin(), best.end(), [&](const auto& other) {
            return cv::norm(mass.centre - other.centre) < std::max(mass.radius, other.radius);
        });
        if (!taken && best.size() < most) {
            measureEdge(around, mass);
            best.push_back(mass);
        }
    }
    return best;
}

} // namespace cw::imaging::detail
