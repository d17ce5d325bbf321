// SPDX-License-Identifier: Apache-2.0
#include "validation/checks/Checks.h"
#include "validation/checks/detail/Columns.h"
#include "validation/checks/detail/FoldArea.h"
#include "validation/checks/detail/Independence.h"
#include "validation/checks/detail/Words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

namespace cw::validation {
namespace {

using namespace checks;

constexpr std::size_t kFewest = 10;        ///< cases of a class
constexpr std::size_t kFewestPatients = 5; ///< they come from

/// What is counted, in a fixed order: units, or pictures where the model has no units.
struct Scorings {
    std::vector<double> scores;
    std::vector<int> labels, folds;
    std::vector<std::size_t> groups;
    std::vector<std::size_t> cases; ///< of the first picture: its columns are the unit's
    std::size_t groupCount = 0;

    /// Nothing where too few cases, or cases of too few patients, can be compared.
    std::optional<FoldArea> area(const std::vector<bool>& chosen, int k) const {
        std::vector<double> masked = scores;
        for (std::size_t i = 0; i < masked.size(); ++i)
            if (!chosen[i])
                masked[i] = std::nan("");
        auto area = foldArea({masked, labels, folds, groups, k, groupCount}, FoldWeight::Pairs);
        if (area && (std::min(area->positives, area->negatives) < kFewest ||
                     std::min(area->positiveGroups, area->negativeGroups) < kFewestPatients))
            area.reset();
        return area;
    }
};

Scorings scoringsOf(const CheckInput& input, const Cases& cases, const OutOfFold& model) {
    Scorings result;
    result.groupCount = cases.groupKeys.size();
    if (model.units.empty()) {
        const auto scores = scoresOf(cases, model.scores);
        for (std::size_t i = 0; i < scores.size(); ++i)
            if (std::isfinite(scores[i])) {
                result.scores.push_back(scores[i]);
                result.labels.push_back(cases.labels[i]);
                result.folds.push_back(cases.folds[i]);
                result.groups.push_back(cases.groups[i]);
                result.cases.push_back(i);
            }
        return result;
    }
    std::map<std::string, std::size_t> caseOf;
    for (std::size_t i = 0; i < cases.size(); ++i)
        caseOf[input.set.at(cases.rows[i]).image] = i;
    std::vector<const UnitScore*> units;
    for (const UnitScore& unit : model.units)
        units.push_back(&unit);
    std::sort(units.begin(), units.end(),
              [](const UnitScore* a, const UnitScore* b) { return a->unit < b->unit; });
    for (const UnitScore* unit : units) {
        std::optional<std::size_t> first;
        for (const std::string& image : unit->images)
            if (const auto found = caseOf.find(image); found != caseOf.end())
                first = std::min(first.value_or(found->second), found->second);
        if (!first || !std::isfinite(unit->score) || unit->label < 0 || unit->label > 1)
            continue;
        result.scores.push_back(unit->score);
        result.labels.push_back(unit->label);
        result.folds.push_back(cases.folds[*first]);
        result.groups.push_back(cases.groups[*first]);
        result.cases.push_back(*first);
    }
    return result;
}

struct Subgroup {
    std::string column, value;
    std::array<std::size_t, 2> count{};
    std::optional<FoldArea> area; ///< none: too few
    double difference = std::nan(""), error = std::nan("");
    double p = std::nan(""), adjusted = std::nan("");
};

/// Difference from the rest; a patient in both (two sides, two views) enters with both influences.
void compare(Subgroup& subgroup, const FoldArea& rest) {
    double squares = 0;
    for (std::size_t g = 0; g < rest.influence.size(); ++g) {
        const double influence = subgroup.area->influence[g] - rest.influence[g];
        squares += influence * influence;
    }
    subgroup.difference = subgroup.area->auc - rest.auc;
    // Near 1 the influences vanish, and any difference from them would be significant.
    const auto extra = [](const FoldArea& area) {
        return area.widened * area.widened - area.standardError * area.standardError;
    };
    subgroup.error = std::sqrt(squares + extra(*subgroup.area) + extra(rest));
    if (subgroup.error > 0)
        subgroup.p = normalTwoSided(subgroup.difference / subgroup.error);
}

std::vector<Subgroup> subgroupsBy(const Column& column, const Scorings& all, int k) {
    std::map<std::string, std::array<std::size_t, 2>> counts;
    std::array<bool, 2> known{};
    for (std::size_t i = 0; i < all.scores.size(); ++i) {
        const std::string& value = column.values[all.cases[i]];
        if (value.empty())
            continue;
        ++counts[value][static_cast<std::size_t>(all.labels[i])];
        known[static_cast<std::size_t>(all.labels[i])] = true;
    }
    // Values of the sick alone, as a grade or a kind of lesion: each against all healthy ones.
    bool disjoint = known[1];
    for (const auto& [value, count] : counts)
        disjoint = disjoint && (count[0] == 0 || count[1] == 0);
    std::vector<Subgroup> result;
    bool compared = false;
    for (const auto& [value, count] : counts) {
        if (disjoint && count[1] == 0)
            continue; // "none": the healthy themselves
        Subgroup subgroup{column.name, value, count, {}};
        std::vector<bool> chosen(all.scores.size()), others(all.scores.size());
        std::array<std::size_t, 2> rest{};
        if (disjoint)
            subgroup.count[0] = 0;
        for (std::size_t i = 0; i < all.scores.size(); ++i) {
            const std::string& here = column.values[all.cases[i]];
            const bool healthy = disjoint && all.labels[i] == 0;
            chosen[i] = healthy || here == value;
            others[i] = healthy || (here != value && !here.empty());
            rest[static_cast<std::size_t>(all.labels[i])] += others[i] ? 1U : 0U;
            subgroup.count[0] += healthy ? 1U : 0U;
        }
        if (std::min(subgroup.count[0], subgroup.count[1]) >= kFewest)
            subgroup.area = all.area(chosen, k);
        const auto area =
            std::min(rest[0], rest[1]) >= kFewest ? all.area(others, k) : std::nullopt;
        // Of two values each is the other's rest: one comparison.
        if (subgroup.area && area && !(compared && counts.size() == 2 && !disjoint)) {
            compare(subgroup, *area);
            compared = true;
        }
        result.push_back(std::move(subgroup));
    }
    return result;
}

CheckTable tableOf(const std::vector<Subgroup>& subgroups) {
    CheckTable table;
    table.caption = "AUC by subgroup, pairs compared within a fold, intervals by patient; fewer "
                    "than " +
                    std::to_string(kFewest) + " cases of a class, or from fewer than " +
                    std::to_string(kFewestPatients) + " patients: n/a";
    table.wordHeadings = {"column", "value"};
    table.numberHeadings = {"negative", "positive",   "AUC", "lower",
                            "upper",    "difference", "p",   "p after Holm"};
    const double none = std::nan("");
    for (const Subgroup& s : subgroups)
        table.rows.push_back({{s.column, s.value},
                              {static_cast<double>(s.count[0]), static_cast<double>(s.count[1]),
                               s.area ? s.area->auc : none, s.area ? s.area->lower : none,
                               s.area ? s.area->upper : none, s.difference, s.p, s.adjusted}});
    return table;
}

void judge(CheckResult& result, const std::vector<Subgroup>& subgroups) {
    for (const Subgroup& s : subgroups) {
        if (!(s.adjusted < 0.05) || std::abs(s.difference) < 0.05)
            continue;
        const bool plain = s.adjusted < 0.01;
        raise(result, plain ? Severity::Warning : Severity::Note);
        if (result.verdict.empty() || plain)
            result.verdict = "works differently in subgroups";
        result.sentence +=
            (result.sentence.empty() ? "" : " ") + std::string("With ") + s.column + " \"" +
            s.value + "\" the AUC is " + withInterval(s.area->auc, s.area->lower, s.area->upper) +
            ", " + decimals(std::abs(s.difference)) + (s.difference < 0 ? " lower" : " higher") +
            " than in the rest (" + pWords(s.adjusted) + " after Holm's correction).";
    }
}

} // namespace

Result<CheckResult> checkSubgroups(const CheckInput& input, const OutOfFold& model) {
    CW_TRY(const Cases cases, casesOf(input));
    const Scorings all = scoringsOf(input, cases, model);
    if (all.scores.empty())
        return notAvailable("subgroups", "There are no scores of a model that had not seen the "
                                         "case.");
    std::vector<Subgroup> subgroups;
    for (const Column& column : columnsOf(input, cases))
        for (Subgroup& subgroup : subgroupsBy(column, all, cases.k))
            subgroups.push_back(std::move(subgroup));
    if (subgroups.empty())
        return notAvailable("subgroups", "The manifest names nothing that divides the set.");
    std::vector<double> p;
    for (const Subgroup& subgroup : subgroups)
        if (std::isfinite(subgroup.p))
            p.push_back(subgroup.p);
    const auto adjusted = holm(p);
    std::size_t next = 0, measured = 0;
    for (Subgroup& subgroup : subgroups) {
        if (std::isfinite(subgroup.p))
            subgroup.adjusted = adjusted[next++];
        measured += subgroup.area ? 1U : 0U;
    }
    CheckResult result;
    result.check = "subgroups";
    result.numbers = {{"subgroups", static_cast<double>(subgroups.size())},
                      {"measured", static_cast<double>(measured)},
                      {"compared", static_cast<double>(p.size())}};
    result.tables.push_back(tableOf(subgroups));
    if (measured == 0)
        return notAvailable("subgroups", "Every subgroup has fewer than ten cases of a class.");
    judge(result, subgroups);
    if (result.sentence.empty())
        result.sentence = "In none of " + counted(measured, "subgroup") +
                          " the model works clearly better or worse than in the rest.";
    return result;
}

} // namespace cw::validation
