// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/Profile.h"

namespace cw::anonymizer {

struct ProfileProblem {
    ErrorCode code;
    std::string sentence;
};

/// Reads a profile's JSON and looks for every contradiction, not only the first.
struct ReadProfile {
    ProfileText text; ///< of use only without problems
    std::vector<ProfileProblem> problems;
};
ReadProfile readProfileJson(std::string_view json);
/// The rules in one spelling: sorted keys, no description, no rationale.
std::string canonicalJson(const ProfileText& text);

/// Attributes that go as a whole group, whatever the table's single rows say.
bool inForbiddenGroup(dicom::Tag tag);
/// The row of Table E.1-1, or null.
const TableRow* rowOf(dicom::Tag tag);
/// A date or a date and time, by its name in the standard: what a fixed date replaces.
bool holdsADay(const TableRow& row);

} // namespace cw::anonymizer
