// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/AssignmentRule.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

namespace cw::workflow {
namespace {

using Json = nlohmann::json;
constexpr const char* kSchema = "concord-assignment-rule-1";
constexpr const char* kKeys[] = {"schema", "readers", "first", "repeats", "seed"};
constexpr std::size_t kMostReaders = 200;

auto badKey(const std::string& key, const std::string& what) {
    return fail(ErrorCode::InvalidArgument, "\"" + key + "\" " + what);
}

Result<std::vector<core::ReaderId>> namesAt(const Json& json, const char* key) {
    std::vector<core::ReaderId> names;
    const auto found = json.find(key);
    if (found == json.end())
        return names;
    if (!found->is_array() || found->size() > kMostReaders)
        return badKey(key, "is a list of at most 200 names");
    for (const auto& name : *found) {
        if (!name.is_string() || name.get_ref<const std::string&>().empty())
            return badKey(key, "is a list of names");
        names.emplace_back(name.get<std::string>());
    }
    return names;
}

using Pair = std::pair<core::ReaderId, core::ReaderId>;

std::vector<Pair> pairsOf(std::vector<core::ReaderId> readers) {
    std::sort(readers.begin(), readers.end());
    std::vector<Pair> pairs;
    for (std::size_t i = 0; i < readers.size(); ++i)
        for (std::size_t j = i + 1; j < readers.size(); ++j)
            pairs.emplace_back(readers[i], readers[j]);
    return pairs;
}

using Dealt = std::vector<PlannedReading>;

/// Who reads which case, without an order: cases and pairs shuffled apart, then dealt in turn.
Dealt deal(std::vector<core::CaseId> cases, const AssignmentRule& rule,
           const core::Random& random) {
    auto shuffling = random.stream("cases"), coin = random.stream("slots");
    auto pairing = random.stream("pairs"), sides = random.stream("sides");
    shuffling.shuffle(cases);
    auto pairs = pairsOf(rule.readers);
    pairing.shuffle(pairs);
    auto first = rule.first;
    std::sort(first.begin(), first.end());
    pairing.shuffle(first);
    Dealt dealt;
    for (std::size_t i = 0; i < cases.size(); ++i) {
        auto [one, other] = pairs[i % pairs.size()];
        if (coin.next() & 1)
            std::swap(one, other);
        const auto add = [&](const core::ReaderId& reader, Part part) {
            dealt.push_back({cases[i], reader, part, 0, (sides.next() & 1) != 0});
        };
        add(one, Part::A);
        add(other, Part::B);
        if (!first.empty())
            add(first[i % first.size()], Part::First);
    }
    return dealt;
}

/// Puts one reader's list into an order and slips the repeats in.
void arrange(Dealt& list, int perMille, core::Random random) {
    // By case first: the order the cases were dealt in must not show.
    std::sort(list.begin(), list.end(),
              [](const auto& a, const auto& b) { return a.caseId < b.caseId; });
    random.shuffle(list);
    const auto count = list.size();
    const auto repeats = (count * static_cast<std::size_t>(perMille) + 500) / 1000;
    std::vector<std::size_t> candidates; // the first half: there is room behind them
    for (std::size_t i = 0; i < count / 2; ++i)
        if (list[i].part != Part::First)
            candidates.push_back(i);
    random.shuffle(candidates);
    candidates.resize(std::min(candidates.size(), repeats));
    Dealt again;
    std::vector<std::size_t> places;
    for (const auto original : candidates) {
        auto repeat = list[original];
        repeat.part = Part::Repeat;
        repeat.rightSideFirst = (random.next() & 1) != 0;
        const auto earliest = original + (count + 2) / 3;
        places.push_back(earliest + random.below(count - earliest + 1));
        again.push_back(std::move(repeat));
    }
    Dealt merged;
    for (std::size_t i = 0; i <= count; ++i) {
        for (std::size_t r = 0; r < again.size(); ++r)
            if (places[r] == i)
                merged.push_back(again[r]);
        if (i < count)
            merged.push_back(list[i]);
    }
    list = std::move(merged);
    for (std::size_t i = 0; i < list.size(); ++i)
        list[i].position = i;
}

} // namespace

Result<void> checkRule(const AssignmentRule& rule) {
    if (rule.readers.size() < 2)
        return badKey("readers", "names at least two readers: double reading needs two");
    if (rule.repeatsPerMille < 0 || rule.repeatsPerMille > 500)
        return badKey("repeats", "is a share between 0 and 0.5");
    std::set<core::ReaderId> seen;
    for (const auto* list : {&rule.readers, &rule.first})
        for (const auto& reader : *list)
            if (reader.empty() || !seen.insert(reader).second)
                return badKey(list == &rule.readers ? "readers" : "first",
                              "names somebody twice, or somebody who reads in the other part");
    return {};
}

Result<AssignmentRule> assignmentRuleFromJson(std::string_view text) {
    const auto json = Json::parse(text, nullptr, false);
    if (!json.is_object())
        return fail(ErrorCode::Malformed, "the rule is not a JSON object");
    for (const auto& [key, value] : json.items())
        if (std::find(std::begin(kKeys), std::end(kKeys), key) == std::end(kKeys))
            return fail(ErrorCode::InvalidArgument,
                        "the rule has a key that is none of schema, readers, first, repeats, seed");
    if (json.contains("schema") && json["schema"] != kSchema)
        return fail(ErrorCode::Unsupported, "the rule is of another schema");
    AssignmentRule rule;
    CW_TRY(rule.readers, namesAt(json, "readers"));
    CW_TRY(rule.first, namesAt(json, "first"));
    if (const auto repeats = json.find("repeats"); repeats != json.end()) {
        if (!repeats->is_number() || !(*repeats >= 0.0 && *repeats <= 0.5))
            return badKey("repeats", "is a share between 0 and 0.5");
        rule.repeatsPerMille = static_cast<int>(repeats->get<double>() * 1000 + 0.5);
    }
    if (const auto seed = json.find("seed"); seed != json.end()) {
        if (!seed->is_number_unsigned())
            return badKey("seed", "is a whole number from 0");
        rule.seed = seed->get<core::Seed>();
    }
    CW_CHECK(checkRule(rule));
    return rule;
}

std::vector<PlannedReading> planAssignments(std::vector<core::CaseId> cases,
                                            const AssignmentRule& rule) {
    std::sort(cases.begin(), cases.end());
    cases.erase(std::unique(cases.begin(), cases.end()), cases.end());
    const core::Random random(rule.seed);
    std::map<core::ReaderId, Dealt> lists;
    for (auto& planned : deal(std::move(cases), rule, random))
        lists[planned.reader].push_back(std::move(planned));
    Dealt plan;
    for (auto& [reader, list] : lists) {
        arrange(list, rule.repeatsPerMille, random.stream("order:" + reader.text()));
        plan.insert(plan.end(), list.begin(), list.end());
    }
    return plan;
}

} // namespace cw::workflow
