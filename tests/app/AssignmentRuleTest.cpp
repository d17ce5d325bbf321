// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/AssignmentRule.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <rapidcheck/gtest.h>
#include <set>

namespace cw::workflow {
namespace {

std::vector<core::CaseId> caseIds(std::size_t count) {
    std::vector<core::CaseId> ids;
    for (std::size_t i = 0; i < count; ++i)
        ids.emplace_back("C-" + std::to_string(1000 + i));
    return ids;
}
std::vector<core::ReaderId> names(std::size_t count, const std::string& prefix = "r") {
    std::vector<core::ReaderId> ids;
    for (std::size_t i = 0; i < count; ++i)
        ids.emplace_back(prefix + std::to_string(i));
    return ids;
}

struct Counted {
    std::map<core::CaseId, std::map<Part, std::vector<core::ReaderId>>> byCase;
    std::map<core::ReaderId, std::vector<PlannedReading>> byReader;
    explicit Counted(const std::vector<PlannedReading>& plan) {
        for (const auto& p : plan) {
            byCase[p.caseId][p.part].push_back(p.reader);
            byReader[p.reader].push_back(p);
        }
    }
};

RC_GTEST_PROP(AssignmentPlan, EveryCaseHasTwoDifferentReadersAndEveryPairTheSameShare, ()) {
    const auto cases = *rc::gen::inRange<std::size_t>(1, 120);
    const auto readers = *rc::gen::inRange<std::size_t>(2, 7);
    const auto seed = *rc::gen::arbitrary<core::Seed>();
    const AssignmentRule rule{names(readers), {}, *rc::gen::inRange(0, 501), seed};
    const Counted counted(planAssignments(caseIds(cases), rule));
    RC_ASSERT(counted.byCase.size() == cases);
    std::map<std::set<core::ReaderId>, std::size_t> pairs;
    for (const auto& [id, parts] : counted.byCase) {
        RC_ASSERT(parts.at(Part::A).size() == 1u && parts.at(Part::B).size() == 1u);
        RC_ASSERT(parts.at(Part::A) != parts.at(Part::B));
        ++pairs[{parts.at(Part::A)[0], parts.at(Part::B)[0]}];
    }
    std::size_t least = pairs.size() < readers * (readers - 1) / 2 ? 0 : cases, most = 0;
    for (const auto& [pair, count] : pairs) {
        least = std::min(least, count);
        most = std::max(most, count);
    }
    RC_ASSERT(most - least <= 1u);
}

RC_GTEST_PROP(AssignmentPlan, DependsOnTheSeedAndNotOnTheOrderOfTheCases, ()) {
    auto cases = caseIds(*rc::gen::inRange<std::size_t>(1, 60));
    const AssignmentRule rule{names(4), names(2, "f"), 100, *rc::gen::arbitrary<core::Seed>()};
    const auto plan = planAssignments(cases, rule);
    std::reverse(cases.begin(), cases.end());
    RC_ASSERT(planAssignments(cases, rule) == plan);
}

RC_GTEST_PROP(AssignmentPlan, ARepeatComesLateAndOnlyToTheReaderOfItsOriginal, ()) {
    const auto cases = *rc::gen::inRange<std::size_t>(6, 120);
    const AssignmentRule rule{names(3), names(1, "f"), 100, *rc::gen::arbitrary<core::Seed>()};
    const Counted counted(planAssignments(caseIds(cases), rule));
    for (const auto& [reader, list] : counted.byReader) {
        std::map<core::CaseId, std::size_t> first;
        std::size_t repeats = 0, originals = 0;
        for (std::size_t i = 0; i < list.size(); ++i) {
            RC_ASSERT(list[i].position == i);
            originals += list[i].part != Part::Repeat;
        }
        for (const auto& p : list) {
            if (p.part != Part::Repeat) {
                RC_ASSERT(first.emplace(p.caseId, p.position).second);
                continue;
            }
            ++repeats;
            RC_ASSERT(first.contains(p.caseId));
            RC_ASSERT(p.position >= first[p.caseId] + originals / 3);
        }
        const bool resident = reader.text()[0] == 'f';
        RC_ASSERT(repeats ==
                  (resident ? 0 : std::min((originals * 100 + 500) / 1000, originals / 2)));
    }
}

TEST(AssignmentPlan, SlotsOrderAndSidesAreMixed) {
    const AssignmentRule rule{names(2), {}, 0, 3};
    const Counted counted(planAssignments(caseIds(200), rule));
    std::size_t aIsFirst = 0, right = 0, inPlace = 0;
    const auto& list = counted.byReader.at(core::ReaderId("r0"));
    const auto sorted = caseIds(200);
    for (const auto& p : list) {
        aIsFirst += p.part == Part::A;
        right += p.rightSideFirst;
        inPlace += sorted[p.position] == p.caseId;
    }
    EXPECT_NEAR(static_cast<double>(aIsFirst), 100, 30); // four standard deviations
    EXPECT_NEAR(static_cast<double>(right), 100, 30);
    EXPECT_LT(inPlace, 10u);
    const auto& other = counted.byReader.at(core::ReaderId("r1"));
    std::size_t same = 0;
    for (std::size_t i = 0; i < 200; ++i)
        same += list[i].caseId == other[i].caseId;
    EXPECT_LT(same, 10u) << "both readers have one order";
}

TEST(AssignmentPlan, AResidentReadsEveryCaseFirst) {
    const AssignmentRule rule{names(2), names(3, "f"), 0, 1};
    const Counted counted(planAssignments(caseIds(31), rule));
    for (const auto& [id, parts] : counted.byCase)
        EXPECT_EQ(parts.at(Part::First).size(), 1u);
    for (int f = 0; f < 3; ++f)
        EXPECT_NEAR(static_cast<double>(
                        counted.byReader.at(core::ReaderId("f" + std::to_string(f))).size()),
                    31.0 / 3, 1);
}

TEST(AssignmentRuleFile, SaysWhatIsWrongByItsKey) {
    const auto good = assignmentRuleFromJson(
        R"({"schema":"concord-assignment-rule-1","readers":["kim","lee","park"],"first":["yoon"],"repeats":0.05,"seed":9})");
    ASSERT_TRUE(good) << good.error().sentence();
    EXPECT_EQ(good->readers.size(), 3u);
    EXPECT_EQ(good->first.size(), 1u);
    EXPECT_EQ(good->repeatsPerMille, 50);
    EXPECT_EQ(good->seed, 9u);
    const std::pair<const char*, const char*> bad[] = {
        {R"([])", "object"},
        {R"({"readers":["kim"]})", "readers"},
        {R"({"readers":["kim","kim"]})", "readers"},
        {R"({"readers":["kim","lee"],"first":["kim"]})", "first"},
        {R"({"readers":["kim","lee"],"repeats":0.9})", "repeats"},
        {R"({"readers":["kim","lee"],"repeats":"some"})", "repeats"},
        {R"({"readers":["kim","lee"],"seed":-1})", "seed"},
        {R"({"readers":["kim",7]})", "readers"},
        {R"({"readers":["kim","lee"],"reader":1})", "key"},
        {R"({"schema":"x","readers":["kim","lee"]})", "schema"},
    };
    for (const auto& [text, word] : bad) {
        const auto rule = assignmentRuleFromJson(text);
        ASSERT_FALSE(rule) << text;
        EXPECT_NE(rule.error().sentence().find(word), std::string::npos) << rule.error().sentence();
    }
}

} // namespace
} // namespace cw::workflow
