// SPDX-License-Identifier: Apache-2.0
#include "validation/checks/detail/Words.h"

#include <cmath>
#include <cstdio>

namespace cw::validation::checks {

std::string decimals(double value, int digits) {
    if (!std::isfinite(value))
        return "n/a";
    char text[64];
    std::snprintf(text, sizeof text, "%.*f", digits, value);
    return text;
}

std::string withInterval(double value, double lower, double upper) {
    return decimals(value) + " (" + decimals(lower) + " to " + decimals(upper) + ")";
}

std::string percent(double share) {
    const double hundred = 100 * share;
    return decimals(hundred, hundred > 0 && hundred < 1 ? 1 : 0) + " %";
}

std::string counted(std::size_t count, const std::string& one) {
    return std::to_string(count) + " " + one + (count == 1 ? "" : "s");
}

std::string pWords(double p) { return p < 0.001 ? "p < 0.001" : "p = " + decimals(p, 3); }

CheckResult notAvailable(const std::string& check, const std::string& why) {
    CheckResult result;
    result.check = check;
    result.severity = Severity::Note;
    result.verdict = "n/a";
    result.sentence = why;
    return result;
}

void raise(CheckResult& result, Severity to) {
    if (static_cast<int>(to) > static_cast<int>(result.severity))
        result.severity = to;
}

} // namespace cw::validation::checks
