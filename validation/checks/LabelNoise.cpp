// SPDX-License-Identifier: Apache-2.0
#include "validation/checks/Checks.h"
#include "validation/checks/detail/Cases.h"
#include "validation/checks/detail/ConfidentLearning.h"
#include "validation/checks/detail/Words.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace cw::validation {
namespace {

using namespace checks;

/// What carries a label: a unit with its pictures, or a picture.
struct Labelled {
    std::vector<std::string> images;
    int label = 0;
    double probability = 0;
};

std::vector<Labelled> labelledUnits(const CheckInput& input, const Cases& cases,
                                    const OutOfFold& model) {
    std::vector<Labelled> result;
    if (!model.units.empty()) {
        for (const UnitScore& unit : model.units)
            if (std::isfinite(unit.probability) && (unit.label == 0 || unit.label == 1) &&
                !unit.images.empty())
                result.push_back({unit.images, unit.label, unit.probability});
        for (Labelled& unit : result)
            std::sort(unit.images.begin(), unit.images.end());
        std::sort(result.begin(), result.end(),
                  [](const auto& a, const auto& b) { return a.images < b.images; });
        return result;
    }
    const auto probabilities = scoresOf(cases, model.probabilities);
    for (std::size_t i = 0; i < probabilities.size(); ++i)
        if (std::isfinite(probabilities[i]))
            result.push_back(
                {{input.set.at(cases.rows[i]).image}, cases.labels[i], probabilities[i]});
    return result;
}

std::string reasonFor(const Labelled& unit, const ConfidentLearning& learned, std::size_t i) {
    std::string reason = "labelled " + std::to_string(unit.label) +
                         ", but a model that had not seen it gives label " +
                         std::to_string(1 - unit.label) + " a probability of " +
                         decimals(1 - learned.selfConfidence[i]);
    if (learned.byNoiseRate[i] && learned.byClass[i])
        reason += "; suspicious by both rules";
    return reason;
}

CheckTable jointTable(const ConfidentLearning& learned) {
    CheckTable table;
    table.caption = "Given labels against what the model takes them for with confidence, scaled "
                    "to the size of the set";
    table.wordHeadings = {"given label"};
    table.numberHeadings = {"probably 0", "probably 1", "threshold"};
    for (std::size_t given = 0; given < 2; ++given)
        table.rows.push_back(
            {{std::to_string(given)},
             {static_cast<double>(learned.calibrated[given][0]),
              static_cast<double>(learned.calibrated[given][1]), learned.thresholds[given]}});
    return table;
}

} // namespace

Result<CheckResult> checkLabelNoise(const CheckInput& input, const OutOfFold& model) {
    CW_TRY(const Cases cases, casesOf(input));
    const auto units = labelledUnits(input, cases, model);
    std::vector<double> probabilities;
    std::vector<int> labels;
    for (const Labelled& unit : units) {
        probabilities.push_back(std::clamp(unit.probability, 0.0, 1.0));
        labels.push_back(unit.label);
    }
    const auto positives = std::count(labels.begin(), labels.end(), 1);
    if (positives < 2 || std::ssize(labels) - positives < 2)
        return notAvailable("label-noise", "There are too few probabilities from a model that had "
                                           "not seen the case.");
    const auto learned = confidentLearning(probabilities, labels);
    CheckResult result;
    result.check = "label-noise";
    std::size_t both = 0, confident = 0, contradicted = 0;
    for (std::size_t i = 0; i < units.size(); ++i) {
        both += learned.byNoiseRate[i] && learned.byClass[i] ? 1U : 0U;
        confident += learned.confident[i] ? 1U : 0U;
        contradicted += (probabilities[i] > 0.5 ? 1 : 0) != labels[i] ? 1U : 0U;
        if (!learned.byNoiseRate[i] && !learned.byClass[i] && !learned.confident[i])
            continue;
        for (const std::string& image : units[i].images)
            result.cases.push_back(
                {image, 1 - learned.selfConfidence[i], reasonFor(units[i], learned, i)});
    }
    std::sort(result.cases.begin(), result.cases.end(), [](const auto& a, const auto& b) {
        return a.suspicion != b.suspicion ? a.suspicion > b.suspicion : a.image < b.image;
    });
    const auto count = static_cast<double>(units.size());
    result.numbers = {
        {"cases", count},
        {"suspicious", static_cast<double>(both)},
        {"confident", static_cast<double>(confident)},
        {"contradicted", static_cast<double>(contradicted)},
        {"estimated_share",
         static_cast<double>(learned.calibrated[0][1] + learned.calibrated[1][0]) / count},
        {"threshold_0", learned.thresholds[0]},
        {"threshold_1", learned.thresholds[1]}};
    result.tables.push_back(jointTable(learned));
    if (both == 0) {
        result.sentence = "No label is contradicted with confidence by a model that had not seen "
                          "the case.";
        return result;
    }
    result.severity = Severity::Note;
    result.verdict = std::to_string(both) + " labels to look at again";
    result.sentence = "A model that had not seen the case contradicts the label of " +
                      counted(both, "case") + " of " + std::to_string(units.size()) +
                      " with confidence. The model may be wrong as well: the list is for a second "
                      "look, the most suspicious first, and no label was changed.";
    return result;
}

OutOfFold outOfFold(const PreparedSet& set, const ModelResult& model) {
    OutOfFold result;
    result.model = model.model;
    result.scores.assign(set.size(), std::nan(""));
    result.probabilities.assign(set.size(), std::nan(""));
    for (const auto& [image, score] : model.imageScores)
        if (const auto row = set.rowOf(image))
            result.scores[*row] = score;
    for (const UnitScore& unit : model.units)
        for (const std::string& image : unit.images)
            if (const auto row = set.rowOf(image))
                result.probabilities[*row] = unit.probability;
    result.units = model.units;
    return result;
}

} // namespace cw::validation
