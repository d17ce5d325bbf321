// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "validation/study/StudyResult.h"

#include <string>
#include <utility>
#include <vector>

namespace cw::validation::report {

// Parts of the page, in their order. HTML without script; texts of the study are escaped.
std::string firstScreen(const StudyResult& study);
std::string dataSection(const StudyResult& study);
std::string foldSection(const StudyResult& study);
std::string modelSection(const StudyResult& study);
std::string comparisonSection(const StudyResult& study);
std::string checkSection(const StudyResult& study);
std::string reviewSection(const StudyResult& study);
std::string heatMapSection(const StudyResult& study);
std::string anchorSection(const StudyResult& study);
std::string provenanceSection(const StudyResult& study);
std::string closingSection(const StudyResult& study);

/// A check's table as HTML.
std::string tableOf(const CheckTable& table);
/// "failure" and its kin as a coloured word.
std::string badge(Severity severity);
/// What a check is called in a heading: "Label permutation" for "permutation".
std::string titleOfCheck(const std::string& check);
/// The number of that name, tried in turn; NaN without one.
double numberOf(const CheckResult& check, const std::vector<std::string>& names);
/// "pictures", "eyes", "breasts", "patients".
std::string unitsOf(Unit unit);
/// Whether these are the characters of base64 and nothing else.
bool isBase64(const std::string& text);

/// Published results on like tasks.
struct Anchor {
    std::string work, data, figures, comparable;
};
std::vector<Anchor> anchorsFor(const StudyResult& study);

} // namespace cw::validation::report
