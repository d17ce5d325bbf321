// SPDX-License-Identifier: Apache-2.0
#include "validation/stats/OperatingPoints.h"

#include "validation/Csv.h"
#include "validation/stats/detail/Order.h"

#include <cmath>
#include <limits>

namespace cw::validation {
namespace {

using detail::Step;
using detail::Steps;

double share(std::int64_t part, std::int64_t whole) {
    return static_cast<double>(part) / static_cast<double>(whole);
}

OperatingPoint pointAt(const Steps& all, std::size_t step) {
    const Step& s = all.steps[step];
    return {all.thresholdOf(step), share(s.tp, all.positives),
            share(all.negatives - s.fp, all.negatives)};
}

/// F1 = 2 tp / (tp + fp + positives); compared as fractions of whole numbers.
std::size_t bestF1(const Steps& all) {
    std::size_t best = 0;
    const auto below = [&](const Step& a, const Step& b) {
        return a.tp * (b.tp + b.fp + all.positives) < b.tp * (a.tp + a.fp + all.positives);
    };
    for (std::size_t i = 1; i < all.steps.size(); ++i)
        if (below(all.steps[best], all.steps[i]))
            best = i;
    return best;
}

OperatingPoint atSpecificity(const Steps& all, double target) {
    std::size_t reached = 0; // steps, from the highest score down, that keep it
    while (reached < all.steps.size() &&
           share(all.negatives - all.steps[reached].fp, all.negatives) >= target)
        ++reached;
    if (reached > 0)
        return pointAt(all, reached - 1);
    const double above =
        std::nextafter(all.steps.front().score, std::numeric_limits<double>::infinity());
    return {above, 0, 1};
}

OperatingPoint atSensitivity(const Steps& all, double target) {
    std::size_t step = 0; // the last step calls everything: it reaches any target
    while (step + 1 < all.steps.size() && share(all.steps[step].tp, all.positives) < target)
        ++step;
    return pointAt(all, step);
}

} // namespace

std::string name(const ThresholdRequest& request) {
    switch (request.rule) {
    case ThresholdRule::Youden:
        return "Youden";
    case ThresholdRule::FixedSensitivity:
        return "sensitivity at least " + shortest(request.target);
    case ThresholdRule::FixedSpecificity:
        return "specificity at least " + shortest(request.target);
    case ThresholdRule::F1:
        return "best F1";
    }
    return "unknown";
}

Result<ThresholdRequest> thresholdRequest(std::string_view text) {
    const auto equals = text.find('=');
    const std::string_view rule = text.substr(0, equals);
    if (equals == std::string_view::npos && rule == "youden")
        return ThresholdRequest{ThresholdRule::Youden};
    if (equals == std::string_view::npos && rule == "f1")
        return ThresholdRequest{ThresholdRule::F1};
    if (equals != std::string_view::npos && (rule == "sensitivity" || rule == "specificity")) {
        const auto target = finiteNumber(text.substr(equals + 1));
        if (target && *target >= 0 && *target <= 1)
            return ThresholdRequest{rule == "sensitivity" ? ThresholdRule::FixedSensitivity
                                                          : ThresholdRule::FixedSpecificity,
                                    *target};
    }
    return fail(ErrorCode::InvalidArgument, "a rule for the threshold is youden, f1, "
                                            "sensitivity=0.9 or specificity=0.9");
}

Result<OperatingPoint> chooseThreshold(std::span<const Scored> scores,
                                       const ThresholdRequest& request) {
    if (request.rule == ThresholdRule::Youden)
        return youden(scores);
    CW_TRY(const Steps all, detail::stepsOf(scores));
    if (request.rule == ThresholdRule::F1)
        return pointAt(all, bestF1(all));
    if (!(request.target >= 0 && request.target <= 1))
        return fail(ErrorCode::InvalidArgument,
                    "the least sensitivity or specificity must lie in [0, 1]");
    return request.rule == ThresholdRule::FixedSensitivity ? atSensitivity(all, request.target)
                                                           : atSpecificity(all, request.target);
}

} // namespace cw::validation
