// SPDX-License-Identifier: Apache-2.0
#include "validation/folds/FoldProblem.h"

#include "validation/folds/FoldTable.h"

#include <algorithm>
#include <array>
#include <map>

namespace cw::validation {
namespace {

enum Quantity : std::uint32_t { Negatives, Positives, NegativeGroups, PositiveGroups, kClasses };
constexpr std::size_t kMostValues = 64;
constexpr std::uint32_t kClassWeight = 8, kColumnWeight = 1;

void add(BalanceGroup& group, std::uint32_t quantity) {
    const auto found =
        std::find_if(group.amounts.begin(), group.amounts.end(),
                     [&](const Amount& amount) { return amount.quantity == quantity; });
    if (found != group.amounts.end())
        ++found->count;
    else
        group.amounts.push_back({quantity, 1});
}

/// Two quantities for each value of the column, from the next free number on.
Result<void> addColumn(BalanceProblem& problem, std::span<const Sample> samples,
                       const Groups& groups, const std::string& column, std::size_t positives) {
    std::map<std::string, std::uint32_t> quantityOf;
    std::vector<std::string> values;
    values.reserve(samples.size());
    for (const Sample& sample : samples) {
        values.push_back(columnValue(sample, column));
        quantityOf.emplace(values.back(), 0);
        if (quantityOf.size() > kMostValues)
            return fail(ErrorCode::InvalidArgument, "column \"" + column + "\" has more than " +
                                                        std::to_string(kMostValues) +
                                                        " values: too many to balance folds over");
    }
    if (quantityOf.size() == 1 && quantityOf.begin()->first.empty())
        return fail(ErrorCode::InvalidArgument,
                    "column \"" + column + "\" is not filled in for any sample");
    for (auto& [value, quantity] : quantityOf) {
        quantity = static_cast<std::uint32_t>(problem.quantities.size());
        problem.quantities.push_back({kColumnWeight, samples.size()});
        problem.quantities.push_back({kColumnWeight, positives});
    }
    if (problem.quantities.size() > BalanceProblem::kMaxQuantities)
        return fail(ErrorCode::InvalidArgument,
                    "the columns to balance folds over have too many values together");
    for (std::size_t i = 0; i < samples.size(); ++i) {
        BalanceGroup& group = problem.groups[groups.groupOf[i]];
        const std::uint32_t quantity = quantityOf[values[i]];
        add(group, quantity);
        if (samples[i].label == 1)
            add(group, quantity + 1);
    }
    return {};
}

Result<void> checkClasses(const BalanceProblem& problem, const Groups& groups) {
    std::array<std::size_t, 2> having{};
    for (const BalanceGroup& group : problem.groups) {
        having[0] += group.negative ? 1 : 0;
        having[1] += group.positive ? 1 : 0;
    }
    for (const std::size_t label : {0U, 1U})
        if (having[label] < static_cast<std::size_t>(problem.k)) {
            const bool one = having[label] == 1;
            const char* what = groups.joinedGroups > 0
                                   ? (one ? "group of tied patients" : "groups of tied patients")
                                   : (one ? "patient" : "patients");
            return fail(ErrorCode::InvalidArgument, "class " + std::to_string(label) + " has " +
                                                        std::to_string(having[label]) + " " + what +
                                                        ", fewer than the " +
                                                        std::to_string(problem.k) + " folds");
        }
    return {};
}

} // namespace

Result<BalanceProblem> foldProblem(std::span<const Sample> samples, const Groups& groups, int k,
                                   core::Seed seed, std::span<const std::string> columns) {
    BalanceProblem problem;
    problem.k = k;
    problem.groups.resize(groups.key.size());
    problem.quantities.assign(kClasses, {kClassWeight, 0});
    const core::Random random(seed);
    for (std::size_t g = 0; g < groups.key.size(); ++g)
        problem.groups[g].lot = random.stream(groups.key[g]).next();
    std::size_t positives = 0;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        BalanceGroup& group = problem.groups[groups.groupOf[i]];
        const bool positive = samples[i].label == 1;
        add(group, positive ? Positives : Negatives);
        (positive ? group.positive : group.negative) = true;
        ++group.images;
        positives += positive ? 1 : 0;
    }
    for (BalanceGroup& group : problem.groups) {
        if (group.negative)
            add(group, NegativeGroups);
        if (group.positive)
            add(group, PositiveGroups);
    }
    CW_CHECK(checkClasses(problem, groups));
    for (const std::string& column : columns)
        CW_CHECK(addColumn(problem, samples, groups, column, positives));
    for (BalanceGroup& group : problem.groups)
        std::sort(group.amounts.begin(), group.amounts.end());
    return problem;
}

} // namespace cw::validation
