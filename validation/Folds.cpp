// SPDX-License-Identifier: Apache-2.0
#include "validation/Folds.h"

#include "validation/folds/FoldProblem.h"

#include <algorithm>
#include <map>

namespace cw::validation {
namespace {

Result<void> checkSamples(std::span<const Sample> samples, std::span<const SampleTie> ties) {
    if (samples.size() > BalanceProblem::kMaxImages)
        return fail(ErrorCode::TooLarge, "too many samples for one split");
    for (std::size_t row = 0; row < samples.size(); ++row) {
        if (samples[row].label != 0 && samples[row].label != 1)
            return fail(ErrorCode::InvalidArgument,
                        "the label of sample " + std::to_string(row + 1) + " is neither 0 nor 1");
        if (samples[row].patient.empty())
            return fail(ErrorCode::InvalidArgument,
                        "sample " + std::to_string(row + 1) + " names no patient");
    }
    for (const SampleTie& tie : ties)
        if (tie.first >= samples.size() || tie.second >= samples.size())
            return fail(ErrorCode::InvalidArgument, "a tie names a sample that is not there");
    return {};
}

std::string samplesText(std::size_t count) {
    return std::to_string(count) + (count == 1 ? " sample" : " samples");
}

Result<void> balance(FoldAssignment& assignment, std::span<const Sample> samples,
                     const FoldRequest& request) {
    if (request.k < 2)
        return fail(ErrorCode::InvalidArgument, "at least 2 folds are needed");
    assignment.k = request.k;
    CW_TRY(const BalanceProblem problem,
           foldProblem(samples, assignment.groups, request.k, request.seed, request.balance));
    const std::vector<int> foldOf = balancedFolds(problem);
    for (const std::size_t group : assignment.groups.groupOf)
        assignment.folds.push_back(foldOf[group]);
    return {};
}

Result<void> takeGiven(FoldAssignment& assignment, std::span<const Sample> samples) {
    const auto without =
        std::count_if(samples.begin(), samples.end(), [](const Sample& s) { return !s.fold; });
    if (without > 0)
        return fail(ErrorCode::InvalidArgument,
                    samplesText(static_cast<std::size_t>(without)) +
                        " of the manifest without a fold: all need one, or none");
    for (const Sample& sample : samples) {
        assignment.folds.push_back(*sample.fold - 1);
        assignment.k = std::max(assignment.k, *sample.fold);
    }
    if (assignment.k < 2)
        return fail(ErrorCode::InvalidArgument, "the manifest's folds are fewer than 2");
    return {};
}

/// One fold a value, in alphabetical order. A group at two sites would be trained on while one of
/// them is said to be unseen.
Result<std::vector<std::string>>
leaveOut(FoldAssignment& assignment, std::span<const Sample> samples, const std::string& column) {
    std::map<std::string, int> foldOf;
    std::size_t without = 0;
    for (const Sample& sample : samples) {
        const std::string value = columnValue(sample, column);
        without += value.empty() ? 1U : 0U;
        foldOf.emplace(value, 0);
    }
    if (without > 0)
        return fail(ErrorCode::InvalidArgument, samplesText(without) + " with no " + column +
                                                    ": nothing can be left out by it");
    if (foldOf.size() < 2)
        return fail(ErrorCode::InvalidArgument,
                    "leaving out one " + column + " at a time needs at least 2 of them");
    std::vector<std::string> values;
    for (auto& [value, fold] : foldOf) {
        fold = static_cast<int>(values.size());
        values.push_back(value);
    }
    std::vector<int> foldOfGroup(assignment.groups.key.size(), -1);
    std::vector<bool> spans(foldOfGroup.size(), false);
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const int fold = foldOf[columnValue(samples[i], column)];
        int& known = foldOfGroup[assignment.groups.groupOf[i]];
        if (known >= 0 && known != fold)
            spans[assignment.groups.groupOf[i]] = true;
        known = fold;
        assignment.folds.push_back(fold);
    }
    if (const auto several = std::count(spans.begin(), spans.end(), true); several > 0)
        return fail(ErrorCode::InvalidArgument,
                    std::to_string(several) +
                        (several == 1 ? " patient or group of tied patients has"
                                      : " patients or groups of tied patients have") +
                        " images of more than one " + column +
                        ": none of them would be unseen; leave these images out");
    assignment.k = static_cast<int>(values.size());
    return values;
}

} // namespace

Result<FoldAssignment> assignFolds(std::span<const Sample> samples, const FoldRequest& request) {
    CW_CHECK(checkSamples(samples, request.ties));
    FoldAssignment assignment;
    assignment.groups = groupsOf(samples, request.ties);
    std::vector<std::string> leftOut;
    switch (request.scheme) {
    case FoldScheme::Balanced:
        CW_CHECK(balance(assignment, samples, request));
        break;
    case FoldScheme::Given:
        CW_CHECK(takeGiven(assignment, samples));
        break;
    case FoldScheme::LeaveOut: {
        CW_TRY(leftOut, leaveOut(assignment, samples, request.leaveOutColumn));
        break;
    }
    }
    assignment.table = foldTable(
        samples, request.ties, assignment.groups, assignment.folds, assignment.k, request.balance,
        request.scheme == FoldScheme::LeaveOut ? OneClassFold::Remarked : OneClassFold::Breaks);
    for (std::size_t f = 0; f < leftOut.size(); ++f)
        assignment.table.rows[f].leftOut = leftOut[f];
    CW_ASSERT(request.scheme == FoldScheme::Given || assignment.sound());
    return assignment;
}

Result<std::vector<std::vector<int>>> nestedFolds(std::span<const Sample> samples,
                                                  const FoldRequest& request,
                                                  const FoldAssignment& outer, int k) {
    if (outer.folds.size() != samples.size())
        return fail(ErrorCode::InvalidArgument,
                    "the number of folds assigned differs from the number of samples");
    std::vector<std::vector<int>> nested;
    for (int fold = 0; fold < outer.k; ++fold) {
        std::vector<Sample> training;
        std::vector<std::size_t> rows, numberOf(samples.size());
        for (std::size_t i = 0; i < samples.size(); ++i)
            if (outer.folds[i] != fold) {
                numberOf[i] = rows.size();
                rows.push_back(i);
                training.push_back(samples[i]);
            }
        FoldRequest inner = request;
        inner.scheme = FoldScheme::Balanced;
        inner.k = k;
        inner.ties.clear();
        for (const SampleTie& tie : request.ties)
            if (outer.folds[tie.first] != fold && outer.folds[tie.second] != fold)
                inner.ties.push_back({numberOf[tie.first], numberOf[tie.second], tie.why});
        auto assigned = assignFolds(training, inner);
        if (!assigned)
            return within(std::move(assigned).error(),
                          "inner folds of fold " + std::to_string(fold + 1));
        nested.emplace_back(samples.size(), -1);
        for (std::size_t j = 0; j < rows.size(); ++j)
            nested.back()[rows[j]] = assigned->folds[j];
    }
    return nested;
}

Result<std::vector<int>> patientFolds(std::span<const Sample> samples, int k, core::Seed seed) {
    FoldRequest request;
    request.k = k;
    request.seed = seed;
    CW_TRY(FoldAssignment assignment, assignFolds(samples, request));
    return std::move(assignment.folds);
}

std::vector<std::string> brokenPostconditions(std::span<const Sample> samples,
                                              std::span<const int> folds, int k) {
    if (samples.size() != folds.size())
        return {"the number of folds assigned differs from the number of samples"};
    return foldTable(samples, {}, groupsOf(samples), folds, std::max(k, 0), {}).broken;
}

} // namespace cw::validation
