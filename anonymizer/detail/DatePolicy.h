// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace cw::anonymizer {

/// What becomes of the dates and times of one file. Date and time are moved together (PS3.15
/// E.3.6): the offset is a whole number of days, so that no midnight is ever crossed and a DA, its
/// TM and a DT with its zone stay consistent without knowing of each other (decision 0076).
class DatePolicy {
public:
    static DatePolicy remove();
    /// yyyymmdd in place of every date; times become midnight. No day: as remove().
    static DatePolicy fixed(std::string_view yyyymmdd);
    static DatePolicy shift(int days);
    static DatePolicy keep();

    /// The new value of a non-empty DA, DT or TM, one or several values: valid under its VR, with
    /// as many values, and a partial one as partial as before (but for DA, which must be whole).
    /// nullopt where nothing of it may stay, by the policy or because it is no date: the caller
    /// removes, empties or writes its dummy, as the attribute's type asks. Never for fixed(). Any
    /// other VR: nullopt.
    std::optional<std::string> apply(std::string_view value, std::string_view vr) const;
    /// The same for Timezone Offset From UTC (0008,0201), which is an SH.
    std::optional<std::string> applyToZone(std::string_view value) const;

private:
    enum class Mode { Remove, Fixed, Shift, Keep };
    std::optional<std::string> one(std::string_view value, std::string_view vr) const;

    Mode m_mode = Mode::Remove;
    int m_days = 0;
    std::string m_value; ///< of Fixed
};

} // namespace cw::anonymizer
