// SPDX-License-Identifier: Apache-2.0
#include "storage/Projects.h"
#include "storage/RawDatabase.h"

namespace cw::storage {
namespace {

using namespace cw::testing;

CW_ON_BOTH_BACKENDS(Claims);
CW_ON_BOTH_BACKENDS(AllAtOnce);

Claim aClaim(const std::string& token, const std::string& purpose = "adjudication") {
    return {kFirst, purpose, "kim", "room 3", "", "", token};
}

/// A project whose clock stands at this minute after 2026-11-21T01:14:30Z.
CaseStore openedAt(const std::filesystem::path& folder, int minutes) {
    auto store =
        CaseStore::open(folder, [minutes] { return aClock()() + std::chrono::minutes(minutes); });
    EXPECT_TRUE(store) << store.error().sentence();
    return std::move(store.value());
}

TEST_P(Claims, OfOneCaseForOnePurposeAreOneHolders) {
    TemporaryFolder folder;
    auto one = withOneCase(folder.path());
    auto two = opened(folder.path());
    const auto mine = one.claim(aClaim("token-1"));
    ASSERT_TRUE(mine);
    EXPECT_EQ(mine->takenAt, "2026-11-21T01:14:30Z");
    const auto theirs = two.claim(aClaim("token-2"));
    EXPECT_EQ(codeOf(theirs), ErrorCode::Conflict);
    EXPECT_EQ(theirs.error().sentence(), "somebody else has the case since 01:14 UTC");
    EXPECT_TRUE(two.claim(aClaim("token-2", "reading lee"))) << "another piece of work";
    EXPECT_TRUE(one.claim(aClaim("token-1"))) << "the holder may say so again";
    ASSERT_EQ(two.claims()->size(), 2U);
    EXPECT_EQ(two.claims()->at(0).workstation, "room 3");
    ASSERT_TRUE(two.release(aClaim("token-2")));
    EXPECT_EQ(two.claims()->size(), 2U) << "it is not theirs to give back";
    ASSERT_TRUE(one.release(*mine));
    EXPECT_TRUE(two.claim(aClaim("token-2")));
}

TEST_P(Claims, OfAProgramThatDiedAreTakenOverAfterAWhile) {
    TemporaryFolder folder;
    { ASSERT_TRUE(withOneCase(folder.path()).claim(aClaim("dead"))); }
    { ASSERT_TRUE(openedAt(folder.path(), 5).claim(aClaim("dead"))) << "alive at 5"; }
    {
        auto store = openedAt(folder.path(), 14);
        const auto early = store.takeOver(aClaim("new"), std::chrono::minutes(10));
        EXPECT_EQ(codeOf(early), ErrorCode::Conflict);
        EXPECT_NE(early.error().sentence().find("since 01:14 UTC"), std::string::npos);
    }
    auto store = openedAt(folder.path(), 15);
    ASSERT_TRUE(store.takeOver(aClaim("new"), std::chrono::minutes(10)));
    EXPECT_EQ(codeOf(store.claim(aClaim("dead"))), ErrorCode::Conflict) << "it is gone for good";
    EXPECT_EQ(store.auditTrail()->back().action, "take over C-0001");
    EXPECT_TRUE(store.takeOver(aClaim("coordinator"), std::chrono::minutes(0))) << "at once";
}

TEST_P(Claims, SayWhoAndWhatForOnAKnownCase) {
    TemporaryFolder folder;
    auto store = withOneCase(folder.path());
    EXPECT_EQ(codeOf(store.claim(aClaim(""))), ErrorCode::InvalidArgument);
    EXPECT_EQ(codeOf(store.claim(aClaim("t", ""))), ErrorCode::InvalidArgument);
    EXPECT_EQ(codeOf(store.claim(aClaim(std::string(1000, 't')))), ErrorCode::InvalidArgument);
    auto unknown = aClaim("t");
    unknown.caseId = core::CaseId("C-0009");
    EXPECT_EQ(codeOf(store.claim(unknown)), ErrorCode::NotFound);
    EXPECT_EQ(codeOf(store.takeOver(unknown, std::chrono::minutes(0))), ErrorCode::NotFound);
}

/// The queries over all cases against those of one case, in a project with one of everything.
TEST_P(AllAtOnce, IsWhatEachCaseSaysByItself) {
    TemporaryFolder folder;
    auto store = withBothSubmitted(folder.path(), "4", "1");
    ASSERT_TRUE(add(store, anImage("patient-1", "its second image")));
    for (int i = 2; i <= 4; ++i) {
        const auto patient = "patient-" + std::to_string(i);
        const auto id = add(store, anImage(patient, "of " + patient))->caseId;
        ASSERT_TRUE(
            store.setClinical(core::PatientKey(patient), {{"age", std::to_string(40 + i)}}));
        ASSERT_TRUE(store.assign(id, kB, kA));
        ASSERT_TRUE(store.submit(aReading(id, kA, "2")));
        if (i > 2) {
            ASSERT_TRUE(store.submit(aReading(id, kB, "3")));
        }
    }
    compareBoth(store);
    ASSERT_TRUE(store.saveDecision({kFirst, kC, annotation::Verdict::AgreeWithB, {}, {}, "", ""}));
    ASSERT_TRUE(store.saveDecision({kFirst, kC, annotation::Verdict::AgreeWithA, {}, {}, "", ""}));
    const auto images = store.allImages();
    const auto clinical = store.allClinical();
    const auto readings = store.allReadings();
    ASSERT_TRUE(images && clinical && readings);
    EXPECT_EQ(readings->size(), 3U) << "the second case waits for a reader";
    const auto cases = store.cases();
    for (const auto& row : *cases) {
        const auto own = *store.images(row.id);
        ASSERT_EQ(images->at(row.id).size(), own.size());
        for (std::size_t i = 0; i < own.size(); ++i) {
            EXPECT_EQ(images->at(row.id)[i].id, own[i].id);
            EXPECT_EQ(images->at(row.id)[i].attributes, own[i].attributes);
        }
        const auto at = clinical->find(row.id);
        EXPECT_EQ(at == clinical->end() ? std::nullopt : std::optional(at->second),
                  *store.clinical(row.id));
        const auto both = store.bothReadings(row.id);
        ASSERT_EQ(readings->contains(row.id), both.has_value()) << row.id.text();
        if (!both)
            continue;
        const auto& all = readings->at(row.id);
        EXPECT_EQ(all.a, both->first);
        EXPECT_EQ(all.b, both->second);
        const auto comparison = *store.comparison(row.id);
        ASSERT_EQ(all.comparison.has_value(), comparison.has_value());
        if (comparison) {
            EXPECT_EQ(annotation::toJson(*all.comparison), annotation::toJson(*comparison));
        }
        const auto decision = *store.decision(row.id);
        ASSERT_EQ(all.decision.has_value(), decision.has_value());
        if (decision) {
            EXPECT_EQ(annotation::toJson(*all.decision), annotation::toJson(*decision));
        }
    }
}

} // namespace
} // namespace cw::storage
