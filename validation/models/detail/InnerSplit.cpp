// SPDX-License-Identifier: Apache-2.0
#include "validation/models/detail/InnerSplit.h"

#include "validation/Folds.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

namespace cw::validation::detail {
namespace {

constexpr std::size_t kInnerFolds = 5;

std::vector<Sample> asSamples(const Training& training) {
    std::vector<Sample> samples(training.rows.size());
    for (std::size_t i = 0; i < samples.size(); ++i) {
        samples[i].image = std::to_string(training.rows[i]);
        samples[i].patient = training.groups[i];
        samples[i].label = training.labels[i];
    }
    return samples;
}

std::size_t groupsOfRarerClass(const Training& training) {
    std::set<std::string> groups[2];
    for (std::size_t i = 0; i < training.rows.size(); ++i)
        groups[training.labels[i] == 1 ? 1 : 0].insert(training.groups[i]);
    return std::min(groups[0].size(), groups[1].size());
}

} // namespace

Result<InnerFolds> innerFolds(const Training& training, core::Seed seed) {
    CW_ASSERT(training.labels.size() == training.rows.size() &&
              training.groups.size() == training.rows.size());
    const std::size_t rarer = groupsOfRarerClass(training);
    if (rarer == 0)
        return fail(ErrorCode::InvalidArgument, "the training part lacks one of the two classes");
    InnerFolds folds;
    folds.k = static_cast<int>(std::min(kInnerFolds, rarer));
    if (folds.k >= 2) {
        CW_TRY(folds.of, patientFolds(asSamples(training), folds.k, seed));
    }
    return folds;
}

Result<InnerSplit> heldOutPart(const Training& training, core::Seed seed, int member) {
    CW_TRY(const InnerFolds folds, innerFolds(training, seed));
    InnerSplit split;
    if (folds.k < 2) {
        split.learn.resize(training.rows.size());
        std::iota(split.learn.begin(), split.learn.end(), std::size_t{0});
        split.heldOut = split.learn;
        split.note = "too few patients to hold any out: the threshold comes from the scores of "
                     "the training part itself";
        return split;
    }
    for (std::size_t i = 0; i < folds.of.size(); ++i)
        (folds.of[i] == member % folds.k ? split.heldOut : split.learn).push_back(i);
    return split;
}

Training withoutFaults(const PreparedSet& set, const Training& training) {
    Training result;
    for (std::size_t i = 0; i < training.rows.size(); ++i)
        if (set.at(training.rows[i]).fault.empty()) {
            result.rows.push_back(training.rows[i]);
            result.labels.push_back(training.labels[i]);
            result.groups.push_back(training.groups[i]);
        }
    return result;
}

RowUnits singleRows(std::size_t count) {
    RowUnits units;
    for (std::size_t row = 0; row < count; ++row) {
        units.rows.push_back({row});
        units.unitOf.push_back(row);
    }
    return units;
}

bool namesBreastViews(std::span<const Sample> cases) {
    return std::any_of(cases.begin(), cases.end(), [](const Sample& one) {
        return !one.laterality.empty() && (one.view == "CC" || one.view == "MLO");
    });
}

RowUnits breasts(const PreparedSet& set, std::span<const Sample> cases) {
    RowUnits units;
    std::map<std::pair<std::string, std::string>, std::size_t> known;
    for (std::size_t row = 0; row < set.size(); ++row) {
        const Sample& one = cases[row];
        std::size_t unit = units.rows.size();
        if (!one.laterality.empty() && !one.view.empty() && set.at(row).fault.empty())
            unit = known.emplace(std::pair{one.patient, one.laterality}, unit).first->second;
        if (unit == units.rows.size())
            units.rows.emplace_back();
        units.rows[unit].push_back(row);
        units.unitOf.push_back(unit);
    }
    return units;
}

} // namespace cw::validation::detail
