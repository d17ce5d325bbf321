// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "validation/study/StudyResult.h"

#include <string>
#include <utility>
#include <vector>

namespace cw::validation::report {

/// What may be said of a model or of a data set on two pages: one value, two ways to write it.
struct CardSection {
    std::string heading;
    std::vector<std::pair<std::string, std::string>> facts;
    std::vector<std::pair<std::string, double>> numbers;
    std::vector<std::string> words;
};
struct Card {
    std::string title;
    std::vector<CardSection> sections;
};

/// After Mitchell et al. 2019 (model cards) and Gebru et al. 2021 (data sheets), filled from the
/// study alone; what the study does not know is not there.
Card modelCard(const StudyResult& study);
Card dataCard(const StudyResult& study);

/// Markdown whose texts cannot become markup.
std::string markdownOf(const Card& card);
std::string jsonOf(const Card& card);

} // namespace cw::validation::report
