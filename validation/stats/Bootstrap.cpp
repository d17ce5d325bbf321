// SPDX-License-Identifier: Apache-2.0
#include "validation/stats/Bootstrap.h"

#include "validation/stats/Delong.h"
#include "validation/stats/detail/AucInterval.h"
#include "validation/stats/detail/Order.h"
#include "validation/stats/detail/Resampling.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace cw::validation {
namespace {

using detail::Figures;
using detail::Strata;
using detail::Times;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// An image in the order of the scores. A resample never sorts: it counts each image as often as
/// its patient was drawn.
struct Ranked {
    std::uint32_t patient = 0;
    std::uint8_t label = 0;
    bool lastOfTie = false;
};

std::vector<Ranked> rankedImages(std::span<const Scored> scores, const detail::Groups& patients) {
    const auto rows = detail::rowsByScore(scores);
    std::vector<Ranked> images;
    images.reserve(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
        images.push_back({patients.of[rows[i].row],
                          static_cast<std::uint8_t>(scores[rows[i].row].label),
                          i + 1 == rows.size() || rows[i + 1].key != rows[i].key});
    return images;
}

double weightedAuc(std::span<const Ranked> images, Times times) {
    std::array<std::uint64_t, 2> here{};
    std::uint64_t below = 0, positives = 0, twiceWins = 0;
    for (const Ranked& image : images) {
        here[image.label] += times[image.patient];
        if (!image.lastOfTie)
            continue;
        twiceWins += here[1] * (2 * below + here[0]);
        positives += here[1];
        below += here[0];
        here = {};
    }
    if (positives == 0 || below == 0)
        return kNaN;
    return static_cast<double>(twiceWins) / 2 /
           (static_cast<double>(positives) * static_cast<double>(below));
}

/// The AUC without one patient each: all wins less those that the patient's images take part in,
/// where pairs inside the patient were taken twice.
std::vector<double> aucWithoutEach(std::span<const Scored> scores, const detail::Groups& patients) {
    const Placements parts = placements(scores).value();
    const auto n1 = static_cast<double>(parts.positive.size());
    const auto n0 = static_cast<double>(parts.negative.size());
    struct Own {
        double wins = 0;
        std::vector<double> positive, negative;
    };
    std::vector<Own> own(patients.count());
    std::size_t p = 0, n = 0;
    for (std::size_t i = 0; i < scores.size(); ++i) {
        Own& o = own[patients.of[i]];
        const bool positive = scores[i].label == 1;
        o.wins += positive ? parts.positive[p++] * n0 : parts.negative[n++] * n1;
        (positive ? o.positive : o.negative).push_back(scores[i].score);
    }
    std::vector<double> result;
    for (const Own& o : own) {
        double wins = parts.auc * n1 * n0 - o.wins;
        for (const double a : o.positive)
            for (const double b : o.negative)
                wins += a > b ? 1 : (a == b ? 0.5 : 0);
        const double pairs = (n1 - static_cast<double>(o.positive.size())) *
                             (n0 - static_cast<double>(o.negative.size()));
        result.push_back(pairs > 0 ? wins / pairs : kNaN);
    }
    return result;
}

Result<void> check(std::span<const Scored> scores, std::span<const std::string> patients) {
    CW_CHECK(detail::checkScores(scores));
    if (scores.size() != patients.size())
        return fail(ErrorCode::InvalidArgument, "a bootstrap by patient needs a patient per score");
    return {};
}

std::vector<double> column(std::span<const Figures> figures, std::size_t which) {
    std::vector<double> values;
    for (const Figures& f : figures)
        if (std::isfinite(f[which]))
            values.push_back(f[which]);
    return values;
}

/// Resamples of separated classes are all separated: the exact interval of the fewer patients.
void widenIfSeparated(Bootstrapped& auc, const Strata& strata) {
    if (auc.standardError > 0)
        return;
    const auto fewer =
        static_cast<double>(std::min(strata.patients[0].size(), strata.patients[1].size()));
    auc.percentile = auc.bca = fewer > 0 && (auc.value == 0 || auc.value == 1)
                                   ? detail::separatedInterval(auc.value, fewer)
                                   : Interval{0, 1};
}

} // namespace

Result<BootstrappedAuc> bootstrapAuc(std::span<const Scored> scores, std::span<const double> second,
                                     std::span<const std::string> patients,
                                     const BootstrapPlan& plan) {
    CW_CHECK(check(scores, patients));
    const bool paired = !second.empty();
    if (paired && second.size() != scores.size())
        return fail(ErrorCode::InvalidArgument, "a paired test needs both scores for every case");
    std::vector<Scored> other;
    for (std::size_t i = 0; i < second.size(); ++i)
        other.push_back({second[i], scores[i].label});
    if (paired)
        if (auto checked = detail::checkScores(other); !checked)
            return within(std::move(checked).error(), "second score");

    const auto groups = detail::groupsOf(patients);
    const Strata strata = detail::strataOf(scores, groups);
    const auto images = rankedImages(scores, groups);
    const auto otherImages = paired ? rankedImages(other, groups) : std::vector<Ranked>{};
    const auto statistic = [&](Times times) {
        const double a = weightedAuc(images, times);
        const double b = paired ? weightedAuc(otherImages, times) : kNaN;
        return Figures{a, b, a - b};
    };
    CW_TRY(const auto figures, detail::resample(strata, groups.count(), statistic, plan));
    const Figures values = statistic(std::vector<std::uint32_t>(groups.count(), 1U));

    const auto leftOut = aucWithoutEach(scores, groups);
    BootstrappedAuc result;
    result.patients = groups.count();
    result.positivePatients = strata.patients[1].size();
    result.draws = plan.draws;
    auto draws = column(figures, 0);
    result.left = plan.draws - draws.size();
    result.first = detail::summary(values[0], std::move(draws), leftOut, strata, plan.confidence);
    widenIfSeparated(result.first, strata);
    if (!paired)
        return result;
    auto leftOutDifference = leftOut;
    const auto leftOutOther = aucWithoutEach(other, groups);
    for (std::size_t i = 0; i < leftOut.size(); ++i)
        leftOutDifference[i] -= leftOutOther[i];
    result.second =
        detail::summary(values[1], column(figures, 1), leftOutOther, strata, plan.confidence);
    widenIfSeparated(*result.second, strata);
    result.difference =
        detail::summary(values[2], column(figures, 2), leftOutDifference, strata, plan.confidence);
    return result;
}

Result<BootstrappedRates> bootstrapRates(std::span<const Scored> scores, double threshold,
                                         std::span<const std::string> patients,
                                         const BootstrapPlan& plan) {
    CW_CHECK(check(scores, patients));
    const auto groups = detail::groupsOf(patients);
    const Strata strata = detail::strataOf(scores, groups);
    std::vector<Counts> own(groups.count());
    for (std::size_t i = 0; i < scores.size(); ++i) {
        const Counts one = countsAt(scores.subspan(i, 1), threshold);
        Counts& sum = own[groups.of[i]];
        sum = {sum.tp + one.tp, sum.fp + one.fp, sum.tn + one.tn, sum.fn + one.fn};
    }
    const auto rates = [](const Counts& c) {
        return Figures{c.sensitivity().value_or(kNaN), c.specificity().value_or(kNaN), kNaN};
    };
    const auto statistic = [&](Times times) {
        Counts sum;
        for (std::size_t i = 0; i < own.size(); ++i) {
            const std::size_t t = times[i];
            sum = {sum.tp + t * own[i].tp, sum.fp + t * own[i].fp, sum.tn + t * own[i].tn,
                   sum.fn + t * own[i].fn};
        }
        return rates(sum);
    };
    CW_TRY(const auto figures, detail::resample(strata, groups.count(), statistic, plan));
    const Counts all = countsAt(scores, threshold);
    std::vector<double> withoutSensitivity, withoutSpecificity;
    for (const Counts& c : own) {
        const Figures f = rates({all.tp - c.tp, all.fp - c.fp, all.tn - c.tn, all.fn - c.fn});
        withoutSensitivity.push_back(f[0]);
        withoutSpecificity.push_back(f[1]);
    }
    const Figures values = rates(all);
    BootstrappedRates result;
    result.sensitivity =
        detail::summary(values[0], column(figures, 0), withoutSensitivity, strata, plan.confidence);
    result.specificity =
        detail::summary(values[1], column(figures, 1), withoutSpecificity, strata, plan.confidence);
    return result;
}

} // namespace cw::validation
