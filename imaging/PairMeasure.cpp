// SPDX-License-Identifier: Apache-2.0
#include "imaging/PairMeasure.h"

#include "imaging/detail/DotProduct.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>
#include <optional>

namespace cw::imaging {
namespace {

constexpr std::size_t kDescriptor = 128;
constexpr double kRatio = 0.85;       // of the distances to the best and the second place (Lowe)
constexpr double kTolerance = 5;      // pixels of the identity picture: an eye is no plane
constexpr double kApart = 4;          // nearer than that, two places are one
constexpr double kTurnTolerance = 25; // degrees between a place's own turn and the picture's
constexpr double kSizeTolerance = 1.5;
constexpr double kMostScale = 2.5;

using Place = LocalFeatures::Place;

struct Match {
    Place from, to;
};

/// q = (a -b; b a) p + (tx, ty).
struct Similarity {
    double a = 1, b = 0, tx = 0, ty = 0;
    double scale() const { return std::hypot(a, b); }
    double turn() const { return std::atan2(b, a) * 180 / std::numbers::pi; }
    cv::Point2d operator()(double x, double y) const {
        return {a * x - b * y + tx, b * x + a * y + ty};
    }
};

double turnBetween(double from, double to) {
    const double turn = std::fmod(to - from + 540, 360) - 180;
    return turn < -180 ? turn + 360 : turn;
}

/// The features of the mirrored picture, without looking at it again: across a place's own
/// direction its rows change places, and gradients turn the other way.
LocalFeatures mirrorImage(const LocalFeatures& features) {
    LocalFeatures result;
    result.width = features.width;
    result.descriptors.resize(features.descriptors.size());
    for (const Place& place : features.places)
        result.places.push_back({static_cast<float>(features.width) - place.x, place.y, place.size,
                                 std::fmod(540.F - place.angle, 360.F)});
    for (std::size_t i = 0; i < features.places.size(); ++i)
        for (std::size_t row = 0; row < 4; ++row)
            for (std::size_t column = 0; column < 4; ++column)
                for (std::size_t way = 0; way < 8; ++way)
                    result.descriptors[i * kDescriptor + ((3 - row) * 4 + column) * 8 +
                                       (8 - way) % 8] =
                        features.descriptors[i * kDescriptor + (row * 4 + column) * 8 + way];
    return result;
}

/// Descriptors as the products want them.
struct Rows {
    std::vector<std::int16_t> values;
    std::vector<std::int32_t> squares;
    const std::int16_t* of(std::size_t place) const { return values.data() + place * kDescriptor; }
};

Rows rowsOf(const LocalFeatures& features) {
    Rows rows;
    rows.values.assign(features.descriptors.begin(), features.descriptors.end());
    for (std::size_t i = 0; i < features.places.size(); ++i)
        rows.squares.push_back(detail::dotProduct(rows.of(i), rows.of(i), kDescriptor));
    return rows;
}

bool sameSpot(const Place& a, const Place& b) {
    return std::abs(a.x - b.x) < kApart && std::abs(a.y - b.y) < kApart;
}

/// Places whose best counterpart is much nearer than the best one elsewhere.
std::vector<Match> matchesOf(const LocalFeatures& from, const LocalFeatures& to) {
    const Rows fromRows = rowsOf(from), toRows = rowsOf(to);
    std::vector<Match> matches;
    const std::size_t count = to.places.size();
    std::vector<std::int32_t> distance(count);
    for (std::size_t i = 0; i < from.places.size() && count > 0; ++i) {
        detail::dotProducts128(fromRows.of(i), toRows.values.data(), count, distance.data());
        for (std::size_t j = 0; j < count; ++j)
            distance[j] = fromRows.squares[i] + toRows.squares[j] - 2 * distance[j];
        const auto best = std::min_element(distance.begin(), distance.end());
        const Place& nearest = to.places[static_cast<std::size_t>(best - distance.begin())];
        std::int32_t second = -1;
        for (std::size_t j = 0; j < count; ++j)
            if ((second < 0 || distance[j] < second) && !sameSpot(nearest, to.places[j]))
                second = distance[j];
        if (second > 0 && *best < kRatio * kRatio * second)
            matches.push_back({from.places[i], nearest});
    }
    return matches;
}

Similarity fromMatch(const Match& match) {
    const double turn = turnBetween(match.from.angle, match.to.angle) * std::numbers::pi / 180;
    const double scale = match.to.size / match.from.size;
    Similarity s{scale * std::cos(turn), scale * std::sin(turn), 0, 0};
    const cv::Point2d at = s(match.from.x, match.from.y);
    s.tx = match.to.x - at.x;
    s.ty = match.to.y - at.y;
    return s;
}

bool agrees(const Similarity& s, double scale, double turn, const Match& match) {
    const cv::Point2d at = s(match.from.x, match.from.y);
    const double x = at.x - match.to.x, y = at.y - match.to.y;
    if (x * x + y * y > kTolerance * kTolerance)
        return false;
    const double grown = match.to.size / match.from.size / scale;
    return grown < kSizeTolerance && grown > 1 / kSizeTolerance &&
           std::abs(turnBetween(turn, turnBetween(match.from.angle, match.to.angle))) <
               kTurnTolerance;
}

std::vector<Match> agreeing(const Similarity& s, const std::vector<Match>& matches) {
    std::vector<Match> result;
    const double scale = s.scale(), turn = s.turn();
    for (const Match& match : matches)
        if (agrees(s, scale, turn, match))
            result.push_back(match);
    return result;
}

/// Least squares (Umeyama 1991, in the plane).
std::optional<Similarity> fitted(const std::vector<Match>& matches) {
    const auto n = static_cast<double>(matches.size());
    double px = 0, py = 0, qx = 0, qy = 0;
    for (const Match& match : matches) {
        px += match.from.x / n;
        py += match.from.y / n;
        qx += match.to.x / n;
        qy += match.to.y / n;
    }
    double dot = 0, cross = 0, square = 0;
    for (const Match& match : matches) {
        const double x = match.from.x - px, y = match.from.y - py;
        const double u = match.to.x - qx, v = match.to.y - qy;
        dot += x * u + y * v;
        cross += x * v - y * u;
        square += x * x + y * y;
    }
    if (!(square > 1))
        return std::nullopt;
    Similarity s{dot / square, cross / square, 0, 0};
    const cv::Point2d at = s(px, py);
    s.tx = qx - at.x;
    s.ty = qy - at.y;
    return s;
}

/// One match in one place: SIFT finds a place once for each of its directions.
std::vector<Match> distinct(const std::vector<Match>& matches) {
    std::vector<Match> kept;
    for (const Match& match : matches)
        if (std::none_of(kept.begin(), kept.end(), [&](const Match& other) {
                return sameSpot(match.from, other.from) || sameSpot(match.to, other.to);
            }))
            kept.push_back(match);
    return kept;
}

struct Fit {
    Similarity similarity;
    std::vector<Match> inliers;
    double score = 0; ///< each inlier by how near it comes (MSAC; Torr, Zisserman 2000)
};

Fit fitOf(const Similarity& s, const std::vector<Match>& matches) {
    Fit fit{s, agreeing(s, matches), 0};
    for (const Match& match : fit.inliers) {
        const cv::Point2d at = s(match.from.x, match.from.y);
        const double x = (at.x - match.to.x) / kTolerance, y = (at.y - match.to.y) / kTolerance;
        fit.score += 1 - x * x - y * y;
    }
    return fit;
}

/// A similarity from one place is rough: least squares over what agrees with it, thrice.
Fit refined(Fit fit, const std::vector<Match>& matches) {
    for (int round = 0; round < 3 && fit.inliers.size() >= 3; ++round) {
        const auto better = fitted(fit.inliers);
        if (!better)
            break;
        Fit next = fitOf(*better, matches);
        if (next.score <= fit.score)
            break;
        fit = std::move(next);
    }
    return fit;
}

Fit bestFit(const std::vector<Match>& matches) {
    Fit best;
    for (const Match& match : matches) {
        const Similarity s = fromMatch(match);
        if (s.scale() > kMostScale || s.scale() < 1 / kMostScale)
            continue;
        Fit fit = fitOf(s, matches);
        // Promising ones alone are worth refining.
        if (fit.score > 0.6 * best.score)
            fit = refined(std::move(fit), matches);
        if (fit.score > best.score)
            best = std::move(fit);
    }
    best.inliers = distinct(best.inliers);
    return best;
}

double hullArea(const std::vector<Match>& matches, Place Match::*side) {
    std::vector<cv::Point2f> points, hull;
    for (const Match& match : matches)
        points.emplace_back((match.*side).x, (match.*side).y);
    if (points.size() < 3)
        return 0;
    cv::convexHull(points, hull);
    return cv::contourArea(hull);
}

/// Sums for a correlation.
struct Moments {
    double n = 0, a = 0, b = 0, aa = 0, bb = 0, ab = 0;
    void add(double p, double q) {
        n += 1;
        a += p;
        b += q;
        aa += p * p;
        bb += q * q;
        ab += p * q;
    }
    double correlation() const {
        if (n < 2)
            return 0;
        const double variance = (aa - a * a / n) * (bb - b * b / n);
        return variance > 0 ? (ab - a * b / n) / std::sqrt(variance) : 0;
    }
};

/// Bilinear; nothing where a neighbour lies outside the field.
std::optional<double> checkAt(const LocalFeatures& features, double x, double y) {
    const double cx = x * features.checkScale - 0.5, cy = y * features.checkScale - 0.5;
    const int left = static_cast<int>(std::floor(cx)), top = static_cast<int>(std::floor(cy));
    if (left < 0 || top < 0 || left + 1 >= features.checkWidth || top + 1 >= features.checkHeight)
        return std::nullopt;
    const auto at = [&](int column, int row) {
        return features.check[static_cast<std::size_t>(row * features.checkWidth + column)];
    };
    const std::array corners{at(left, top), at(left + 1, top), at(left, top + 1),
                             at(left + 1, top + 1)};
    if (std::find(corners.begin(), corners.end(), LocalFeatures::kOutside) != corners.end())
        return std::nullopt;
    const double u = cx - left, v = cy - top;
    return (1 - v) * ((1 - u) * corners[0] + u * corners[1]) +
           v * ((1 - u) * corners[2] + u * corners[3]);
}

/// 1 in the first's check picture where a place that fits lies, as far around as SIFT looks.
std::vector<bool> aroundInliers(const LocalFeatures& first, const std::vector<Match>& inliers,
                                bool mirrored) {
    std::vector<bool> around(first.check.size(), false);
    for (const Match& match : inliers) {
        const double seen = match.from.x;
        const double x = mirrored ? first.width - seen : seen;
        const double reach = (6 + 1.25 * match.from.size) * first.checkScale;
        const double cx = x * first.checkScale, cy = match.from.y * first.checkScale;
        for (int row = std::max(0, static_cast<int>(cy - reach));
             row < std::min<double>(first.checkHeight, cy + reach); ++row)
            for (int column = std::max(0, static_cast<int>(cx - reach));
                 column < std::min<double>(first.checkWidth, cx + reach); ++column)
                around[static_cast<std::size_t>(row * first.checkWidth + column)] = true;
    }
    return around;
}

void checkOverlap(PairMeasure& measure, const LocalFeatures& first, const LocalFeatures& second,
                  const Fit& fit, bool mirrored) {
    Moments moments, elsewhere;
    const Similarity& s = fit.similarity;
    const auto around = aroundInliers(first, fit.inliers, mirrored);
    for (int row = 0; row < first.checkHeight; ++row)
        for (int column = 0; column < first.checkWidth; ++column) {
            const auto pixel = static_cast<std::size_t>(row * first.checkWidth + column);
            const auto value = first.check[pixel];
            if (value == LocalFeatures::kOutside)
                continue;
            const double x = (column + 0.5) / first.checkScale;
            const cv::Point2d to =
                s(mirrored ? first.width - x : x, (row + 0.5) / first.checkScale);
            if (const auto other = checkAt(second, to.x, to.y)) {
                moments.add(value, *other);
                if (!around[pixel])
                    elsewhere.add(value, *other);
            }
        }
    const double smaller = std::min(first.fieldArea, second.fieldArea / (s.scale() * s.scale()));
    const double seen = moments.n / (first.checkScale * first.checkScale);
    measure.overlap = smaller > 0 ? std::min(1.0, seen / smaller) : 0;
    measure.correlation = moments.correlation();
    if (elsewhere.n >= 0.1 * smaller * first.checkScale * first.checkScale)
        measure.elsewhere = elsewhere.correlation();
}

PairMeasure measured(const LocalFeatures& first, const LocalFeatures& placed,
                     const LocalFeatures& second, bool mirrored) {
    PairMeasure measure;
    measure.mirrored = mirrored;
    const auto matches = matchesOf(placed, second);
    measure.matches = static_cast<int>(matches.size());
    const Fit fit = bestFit(matches);
    measure.inliers = static_cast<int>(fit.inliers.size());
    if (fit.inliers.size() < 3)
        return measure;
    // In the second picture's pixels; of the smaller field, because one may be cut out of the
    // other.
    const double grown = fit.similarity.scale() * fit.similarity.scale();
    const double smaller = std::max(1.0, std::min(second.fieldArea, first.fieldArea * grown));
    measure.spread = std::min(1.0, hullArea(fit.inliers, &Match::to) / smaller);
    measure.scale = fit.similarity.scale();
    measure.turnDegrees = fit.similarity.turn();
    const double x = first.width / 2.0, y = first.height / 2.0;
    const cv::Point2d to = fit.similarity(x, y);
    measure.shift = std::hypot(to.x - second.width / 2.0, to.y - second.height / 2.0) /
                    std::max({second.width, second.height, 1});
    checkOverlap(measure, first, second, fit, mirrored);
    return measure;
}

} // namespace

bool PairMeasure::inPlace() const {
    return !mirrored && std::abs(turnDegrees) < 2 && std::abs(scale - 1) < 0.01 && shift < 0.01;
}

PairMeasure measurePair(const LocalFeatures& first, const LocalFeatures& second) {
    const PairMeasure plain = measured(first, first, second, false);
    const PairMeasure mirrored = measured(first, mirrorImage(first), second, true);
    return mirrored.inliers > plain.inliers ? mirrored : plain;
}

} // namespace cw::imaging
