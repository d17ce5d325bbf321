// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/DatePolicy.h"
#include "anonymizer/detail/DateShift.h"

namespace cw::anonymizer {
namespace {

bool isBlank(std::string_view text) {
    return text.find_first_not_of(std::string_view(" \0", 2)) == std::string_view::npos;
}

/// Value by value; all or nothing. Empty values of a list stay empty.
template <class Treat>
std::optional<std::string> eachValue(std::string_view values, Treat treat) {
    std::string result;
    for (;;) {
        const auto end = values.find('\\');
        if (const auto value = values.substr(0, end); !isBlank(value)) {
            const auto treated = treat(value);
            if (!treated)
                return std::nullopt;
            result += *treated;
        }
        if (end == std::string_view::npos)
            return result;
        result += '\\';
        values.remove_prefix(end + 1);
    }
}

} // namespace

DatePolicy DatePolicy::remove() { return {}; }

DatePolicy DatePolicy::fixed(std::string_view yyyymmdd) {
    DatePolicy policy;
    const auto day = dayOf(yyyymmdd);
    if (day && *day == yyyymmdd) {
        policy.m_mode = Mode::Fixed;
        policy.m_value = *day;
    }
    return policy;
}

DatePolicy DatePolicy::shift(int days) {
    DatePolicy policy;
    policy.m_mode = Mode::Shift;
    policy.m_days = days;
    return policy;
}

DatePolicy DatePolicy::keep() {
    DatePolicy policy;
    policy.m_mode = Mode::Keep;
    return policy;
}

std::optional<std::string> DatePolicy::one(std::string_view value, std::string_view vr) const {
    if (m_mode == Mode::Fixed) // whatever stood there, nonsense too
        return vr == "DA" ? m_value : vr == "TM" ? "000000" : m_value + "000000";
    // Kept dates pass the parser as well: a name typed into a date is no date.
    const int days = m_mode == Mode::Shift ? m_days : 0;
    return vr == "DA"   ? shiftedDate(value, days)
           : vr == "TM" ? validTime(value)
                        : shiftedDateTime(value, days);
}

std::optional<std::string> DatePolicy::apply(std::string_view value, std::string_view vr) const {
    if (m_mode == Mode::Remove || (vr != "DA" && vr != "DT" && vr != "TM"))
        return std::nullopt;
    return eachValue(value, [&](std::string_view each) { return one(each, vr); });
}

std::optional<std::string> DatePolicy::applyToZone(std::string_view value) const {
    // A fixed date has no place on earth either.
    if (m_mode == Mode::Remove || m_mode == Mode::Fixed)
        return std::nullopt;
    return eachValue(value, validZone);
}

} // namespace cw::anonymizer
