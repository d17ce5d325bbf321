// SPDX-License-Identifier: Apache-2.0
#include "validation/models/detail/InnerSplit.h"
#include "LearnedSets.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <set>

namespace cw::validation::detail {
namespace {

using validation::testing::learnedSet;

/// `groups` groups of one to three rows; a third of them positive.
Training trainingOf(core::Seed seed, int groups) {
    core::Random random(seed);
    Training training;
    for (int g = 0; g < groups; ++g)
        for (std::size_t i = 0; i <= random.below(3); ++i) {
            training.rows.push_back(training.rows.size());
            training.labels.push_back(g % 3 == 0 ? 1 : 0);
            training.groups.push_back("g" + std::to_string(g));
        }
    return training;
}

std::set<std::string> groupsOf(const Training& training, const std::vector<std::size_t>& part) {
    std::set<std::string> groups;
    for (const std::size_t i : part)
        groups.insert(training.groups[i]);
    return groups;
}

TEST(InnerSplit, NoGroupIsInBothPartsAndBothHaveBothClasses) {
    EXPECT_TRUE(rc::check([] {
        const auto training =
            trainingOf(*rc::gen::arbitrary<core::Seed>(), *rc::gen::inRange(6, 60));
        const auto split =
            heldOutPart(training, *rc::gen::arbitrary<core::Seed>(), *rc::gen::inRange(0, 5))
                .value();
        RC_ASSERT(split.note.empty());
        RC_ASSERT(split.learn.size() + split.heldOut.size() == training.rows.size());
        const auto learn = groupsOf(training, split.learn);
        for (const std::string& group : groupsOf(training, split.heldOut))
            RC_ASSERT(!learn.contains(group));
        for (const auto* part : {&split.learn, &split.heldOut}) {
            std::set<int> labels;
            for (const std::size_t i : *part)
                labels.insert(training.labels[i]);
            RC_ASSERT(labels.size() == 2U);
        }
    }));
}

TEST(InnerSplit, FiveMembersHoldOutEveryRowOnce) {
    const auto training = trainingOf(4, 40);
    std::multiset<std::size_t> seen;
    for (int member = 0; member < 5; ++member) {
        const auto split = heldOutPart(training, 7, member).value();
        seen.insert(split.heldOut.begin(), split.heldOut.end());
    }
    EXPECT_EQ(seen.size(), training.rows.size());
    EXPECT_EQ(std::set<std::size_t>(seen.begin(), seen.end()).size(), training.rows.size());
}

TEST(InnerSplit, MissingClassIsAnError) {
    Training training = trainingOf(4, 12);
    std::ranges::fill(training.labels, 0);
    EXPECT_EQ(heldOutPart(training, 1, 0).error().code, ErrorCode::InvalidArgument);
}

TEST(InnerSplit, BreastsAreViewsOfOnePatientAndSide) {
    const auto set = learnedSet(1, {.patients = 3, .views = true});
    const auto units = breasts(set.set, set.samples);
    EXPECT_EQ(units.rows.size(), 6U);
    for (std::size_t row = 0; row < set.samples.size(); ++row)
        for (const std::size_t other : units.rows[units.unitOf[row]]) {
            EXPECT_EQ(set.samples[row].patient, set.samples[other].patient);
            EXPECT_EQ(set.samples[row].laterality, set.samples[other].laterality);
        }
    auto bare = set.samples;
    for (Sample& one : bare)
        one.view.clear();
    EXPECT_EQ(breasts(set.set, bare).rows.size(), bare.size());
    EXPECT_FALSE(namesBreastViews(bare));
    EXPECT_TRUE(namesBreastViews(set.samples));
}

} // namespace
} // namespace cw::validation::detail
