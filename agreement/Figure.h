// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cmath>
#include <string_view>

namespace cw::agreement {

/// A number of a report, or the reason in words why there is none: never NaN, never infinite. The
/// reasons are sentences of this module and hold nothing of the data.
class Figure {
public:
    Figure() = default;
    /// What is not finite is not a number that may be printed.
    static Figure of(double value) {
        return std::isfinite(value) ? Figure(value, {}) : none("not a finite number");
    }
    /// reason: a literal.
    static Figure none(std::string_view reason) { return Figure(0, reason); }
    bool known() const { return m_reason.empty(); }
    double value() const { return m_value; } ///< 0 where it is not known
    std::string_view reason() const { return m_reason; }
    bool operator==(const Figure&) const = default;

private:
    Figure(double value, std::string_view reason) : m_value(value), m_reason(reason) {}
    double m_value = 0;
    std::string_view m_reason = "not computed";
};

namespace reason {
inline constexpr std::string_view kNoPairs = "nothing was rated by both";
inline constexpr std::string_view kOneCategory =
    "every rating is the same: agreement by chance is complete";
inline constexpr std::string_view kNoCategories = "the scale has fewer than two categories";
inline constexpr std::string_view kNotUsed = "the category was never used";
inline constexpr std::string_view kNoValues = "no values";
inline constexpr std::string_view kOneValue = "one value has no spread";
inline constexpr std::string_view kNotNumber = "a value is not a finite number";
} // namespace reason

} // namespace cw::agreement
