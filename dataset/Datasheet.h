// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dataset/Dataset.h"
#include <map>
#include <string>
#include <vector>

namespace cw::dataset {

/// The data sheet of a version: the questions of Gebru et al., "Datasheets for Datasets" (CACM 64,
/// 2021), in their seven sections. Answers that the version's records hold are filled in; answers
/// by people come from a file; the others say that they are blank.
struct DatasheetItem {
    std::string id;       ///< "motivation.purpose": the key in a file of answers
    std::string question; ///< in our words
    std::string answer;   ///< empty: blank
};
struct DatasheetSection {
    std::string title;
    std::vector<DatasheetItem> items;
    /// Counts: heading and rows.
    std::vector<std::pair<std::string, std::vector<std::pair<std::string, std::size_t>>>> tables;
};
using DatasheetAnswers = std::map<std::string, std::string>;

std::vector<DatasheetSection> datasheet(const FrozenVersion& version,
                                        const DatasheetAnswers& answers = {});
std::string datasheetMarkdown(const FrozenVersion& version, const DatasheetAnswers& answers = {});
/// One file, nothing loaded from anywhere.
std::string datasheetHtml(const FrozenVersion& version, const DatasheetAnswers& answers = {});

/// {"motivation.purpose": "..."}; Malformed, or InvalidArgument for a question there is not.
Result<DatasheetAnswers> datasheetAnswersFromJson(const std::string& text);

} // namespace cw::dataset
