// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/Profile.h"
#include <string>

namespace cw::anonymizer {

/// The Conformance Statement of a profile (PS3.15 E.1.3) in Markdown: attributes removed, emptied,
/// replaced, cleaned and inserted, the options and their codes, the scope of referential integrity,
/// the edition. Made from the rules that run; the same profile gives the same text.
std::string conformanceStatement(const Profile& profile);

/// What a profile does to one attribute, in words: "removed", "emptied", "replaced by a dummy",
/// "kept", "cleaned", "new UID".
std::string_view inWords(Action action);

/// The kinds of object whose rules may differ, in the order of Profile::RuleSet; the last stands
/// for items of sequences.
const std::vector<std::string>& objectKinds();
/// The decision on an attribute for one of them.
Decision decisionFor(const Profile& profile, dicom::Tag tag, std::size_t kind);

} // namespace cw::anonymizer
