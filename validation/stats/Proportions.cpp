// SPDX-License-Identifier: Apache-2.0
#include "validation/stats/Proportions.h"

#include "validation/stats/Distributions.h"
#include "validation/stats/detail/Groups.h"
#include "validation/stats/detail/Order.h"
#include "validation/stats/detail/Wilson.h"

#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <cmath>

namespace cw::validation {

Interval clopperPearson(std::size_t successes, std::size_t trials, double confidence) {
    if (trials == 0)
        return {0, 1};
    const auto x = static_cast<double>(successes), n = static_cast<double>(trials);
    const double tail = (1 - confidence) / 2;
    return {successes == 0 ? 0 : boost::math::ibeta_inv(x, n - x + 1, tail),
            successes == trials ? 1 : boost::math::ibetac_inv(x + 1, n - x, tail)};
}

Result<ClusteredProportion> clusteredProportion(std::span<const int> success,
                                                std::span<const std::string> patients,
                                                double confidence) {
    if (success.empty() || success.size() != patients.size())
        return fail(ErrorCode::InvalidArgument,
                    "a share by patient needs at least one image and a patient per image");
    struct Sums {
        double successes = 0, trials = 0;
    };
    const auto groups = detail::groupsOf(patients);
    std::vector<Sums> clusters(groups.count());
    ClusteredProportion result;
    for (std::size_t i = 0; i < success.size(); ++i) {
        const bool yes = success[i] != 0;
        result.successes += yes ? 1U : 0U;
        clusters[groups.of[i]].successes += yes ? 1 : 0;
        clusters[groups.of[i]].trials += 1;
    }
    result.trials = success.size();
    result.patients = groups.count();
    const auto n = static_cast<double>(result.trials), k = static_cast<double>(result.patients);
    result.share = static_cast<double>(result.successes) / n;
    double squares = 0, sizes = 0;
    for (const Sums& c : clusters) {
        const double residual = c.successes - result.share * c.trials;
        squares += residual * residual;
        sizes += c.trials * c.trials;
    }
    const double independent = result.share * (1 - result.share) / n;
    if (result.patients < 2 || independent == 0) {
        // The images of a patient might all say the same: then only patients count.
        result.designEffect = sizes / n;
        result.standardError = std::sqrt(independent * result.designEffect);
        result.note =
            "the images of a patient are taken as fully dependent: their spread cannot be "
            "seen in these data";
    } else {
        const double variance = k / (k - 1) * squares / (n * n);
        // Less than independent images would show is luck, not knowledge.
        result.designEffect = std::max(1.0, variance / independent);
        result.standardError = std::sqrt(variance);
    }
    result.interval =
        detail::wilsonOfShare(result.share, n / result.designEffect, normalBound(confidence));
    return result;
}

Result<ClusteredRates> clusteredRates(std::span<const Scored> scores, double threshold,
                                      std::span<const std::string> patients, double confidence) {
    CW_CHECK(detail::checkScores(scores));
    if (scores.size() != patients.size())
        return fail(ErrorCode::InvalidArgument, "a clustered interval needs a patient per score");
    const auto ofClass = [&](int label) {
        std::vector<int> right;
        std::vector<std::string> whose;
        for (std::size_t i = 0; i < scores.size(); ++i)
            if (scores[i].label == label) {
                right.push_back((scores[i].score >= threshold) == (label == 1) ? 1 : 0);
                whose.push_back(patients[i]);
            }
        return clusteredProportion(right, whose, confidence);
    };
    ClusteredRates result;
    CW_TRY(result.sensitivity, ofClass(1));
    CW_TRY(result.specificity, ofClass(0));
    return result;
}

} // namespace cw::validation
