// SPDX-License-Identifier: Apache-2.0
// Reader B tries to learn anything of reader A before both have submitted: by the store, by SQL on
// the file and by reading its bytes. By SQL on the server: RowLevelTest.cpp.
#include "annotation/ReadingSession.h"
#include "core/Sha256.h"
#include "storage/Party.h"
#include <sodium.h>

namespace cw::storage {
namespace {

using namespace cw::testing;

const std::string kMarker = "Zebra-7f3a-A의 비밀";

std::optional<annotation::ImageSize> anySize(const core::ImageId&) {
    return annotation::ImageSize{100, 100};
}

/// The text as programs write it: as it is, UTF-16, hex, base64 at each of its three phases.
std::vector<std::string> inEveryEncoding(const std::string& text) {
    std::vector<std::string> forms{text, "Zebra-7f3a"};
    std::string wide, hex(text.size() * 2 + 1, '\0');
    for (const char c : std::string("Zebra-7f3a"))
        wide += {c, '\0'};
    forms.push_back(wide);
    sodium_bin2hex(hex.data(), hex.size(), reinterpret_cast<const unsigned char*>(text.data()),
                   text.size());
    hex.pop_back();
    forms.push_back(hex);
    for (std::size_t phase = 0; phase < 3; ++phase)
        for (const int variant : {sodium_base64_VARIANT_ORIGINAL_NO_PADDING,
                                  sodium_base64_VARIANT_URLSAFE_NO_PADDING}) {
            // Padded in front; the first and last group depend on what is around them.
            const auto shifted = std::string(phase, ' ') + text;
            std::string coded(sodium_base64_encoded_len(shifted.size(), variant), '\0');
            sodium_bin2base64(coded.data(), coded.size(),
                              reinterpret_cast<const unsigned char*>(shifted.data()),
                              shifted.size(), variant);
            forms.push_back(coded.substr(4, 16));
        }
    return forms;
}

class Blindness : public Party {
protected:
    annotation::Reading secret() const {
        return annotation::sealed(
            {{}, kFirst, kA, "2026-11-21T01:14:30Z", {{"assessment", "4"}, {"note", kMarker}}, {}});
    }
    /// A draft in a journal and a submitted reading, as the workflow leaves them.
    void letARead() {
        auto store = as(kA);
        auto seal = store.lineSeal(kFirst, kA);
        ASSERT_TRUE(seal && *seal);
        annotation::Journaling journaling;
        journaling.seal = *seal;
        auto session = annotation::ReadingSession::open(kFirst, kA, store.journalFile(kFirst, kA),
                                                        anySize, journaling);
        ASSERT_TRUE(session) << session.error().sentence();
        ASSERT_TRUE(session->apply(annotation::SetAnswer{"note", std::nullopt, kMarker}));
        ASSERT_TRUE(store.noteOpened(kFirst, kA));
        ASSERT_TRUE(store.claim(
            {kFirst, "reading " + kA.text(), kA.text(), "workstation", "", "", "token of A"}));
        ASSERT_TRUE(store.submit(secret()));
    }
    /// What B, and everybody who is neither A nor the coordinator, gets out of the store.
    static std::string everythingOf(CaseStore& store, const std::string& name) {
        std::string all;
        const auto put = [&](const annotation::Reading& reading) {
            all += annotation::toJson(reading) + "\n";
        };
        for (const auto& viewer : {kA, kB, core::ReaderId(name), core::ReaderId()})
            if (const auto seen = store.readingsVisibleTo(viewer, kFirst))
                for (const auto& reading : *seen)
                    put(reading);
        if (const auto both = store.bothReadings(kFirst)) {
            put(both->first);
            put(both->second);
        }
        const auto print = [&](const CaseRow& row) {
            all += row.id.text() + " " + std::string(storage::name(row.state));
            for (std::size_t i = 0; i < row.readers.size(); ++i)
                all += " " + row.readers[i].text() + (row.submitted[i] ? "+" : "-");
            all += "\n";
        };
        if (const auto rows = store.cases())
            for (const auto& row : *rows)
                print(row);
        if (const auto row = store.caseRow(kFirst))
            print(*row);
        if (const auto trail = store.auditTrail())
            for (const auto& row : *trail)
                all += row.actor + row.action + row.detail + row.at + "\n";
        if (const auto head = store.auditHead())
            all += std::to_string(head->seq);
        if (const auto comparison = store.comparison(kFirst); comparison && *comparison)
            all += annotation::toJson(**comparison);
        if (const auto readings = store.allReadings())
            for (const auto& [id, both] : *readings) {
                put(both.a);
                put(both.b);
            }
        if (const auto images = store.allImages())
            for (const auto& [id, of] : *images)
                all += id.text() + "\n";
        if (const auto claims = store.claims())
            for (const auto& claim : *claims)
                all += claim.purpose + claim.holder + claim.takenAt + "\n";
        if (const auto taken = store.claim(
                {kFirst, "reading " + kA.text(), name, "workstation", "", "", "token of B"});
            !taken)
            all += taken.error().sentence();
        if (store.lineSeal(kFirst, kA).has_value())
            all += "the key of A's journal";
        return all;
    }
};
CW_RUN_ON_BOTH_BACKENDS(Blindness);

TEST_P(Blindness, TellsNobodyWhetherTheOtherHasBegunOrSubmitted) {
    std::map<std::string, std::string> before;
    for (const auto& who : {kB.text(), kC.text(), kJudge, kReviewer}) {
        auto store = as(who);
        before[who] = everythingOf(store, who);
    }
    letARead();
    for (const auto& who : {kB.text(), kC.text(), kJudge, kReviewer}) {
        auto store = as(who);
        EXPECT_EQ(everythingOf(store, who), before[who]) << who;
    }
    // B's own work shows as B's own.
    ASSERT_TRUE(as(kB).noteOpened(kFirst, kB));
    EXPECT_EQ(as(kB).caseRow(kFirst)->state, CaseState::InReading);
    EXPECT_EQ(as(kB).caseRow(kFirst)->readers, std::vector{kB});
    EXPECT_EQ(as(kJudge).caseRow(kFirst)->state, CaseState::New);
    // The coordinator knows how far it is, and does not read it either.
    EXPECT_EQ(as(kBoss).caseRow(kFirst)->submitted, (std::vector{true, false}));
    EXPECT_TRUE(as(kBoss).readingsVisibleTo(kA, kFirst)->empty());
    EXPECT_EQ(codeOf(as(kBoss).bothReadings(kFirst)), ErrorCode::Forbidden);
    // A sees the own reading all the time.
    EXPECT_EQ(as(kA).readingsVisibleTo(kA, kFirst)->at(0), secret());
}

TEST_P(Blindness, EndsForBothWhenBothHaveSubmitted) {
    letARead();
    submit(kB, "1");
    EXPECT_EQ(as(kB).readingsVisibleTo(kB, kFirst)->size(), 1U) << "A's waits for A to open it";
    EXPECT_EQ(as(kB).caseRow(kFirst)->readers, std::vector{kB});
    as(kA); // comes by
    for (const auto& reader : {kA, kB}) {
        auto store = as(reader);
        const auto both = store.readingsVisibleTo(reader, kFirst);
        ASSERT_EQ(both->size(), 2U);
        EXPECT_EQ(both->at(0), secret());
        EXPECT_EQ(both->at(1), aReading(kFirst, kB, "1"));
        EXPECT_EQ(store.caseRow(kFirst)->state, CaseState::Submitted);
        EXPECT_EQ(store.caseRow(kFirst)->submitted, (std::vector{true, true}));
        EXPECT_EQ(store.bothReadings(kFirst)->first, secret());
    }
    EXPECT_FALSE(as(kC).bothReadings(kFirst)) << "no case of C's";
    auto judge = as(kJudge);
    EXPECT_EQ(compareBoth(judge).agreement, annotation::Agreement::Disagree);
    EXPECT_TRUE(*as(kA).comparison(kFirst));
    ASSERT_TRUE(judge.saveDecision(
        {kFirst, core::ReaderId(kJudge), annotation::Verdict::AgreeWithB, {}, {}, "2026", ""}));
    EXPECT_EQ(as(kB).caseRow(kFirst)->state, CaseState::Settled);
    EXPECT_TRUE(as(kBoss).verifyAudit()->rows > 10);
    EXPECT_FALSE(as(kBoss).verifyAudit()->firstBroken);
}

TEST_P(Blindness, EndsWhenTheCoordinatorComesByFirst) {
    letARead();
    submit(kB, "1");
    as(kBoss);
    EXPECT_EQ(as(kB).readingsVisibleTo(kB, kFirst)->size(), 2U);
}

TEST_P(Blindness, HoldsForWhoeverReadsTheBytesOrTheRows) {
    letARead();
    auto forms = inEveryEncoding(kMarker);
    const auto id = secret().id.text(); // a short reading's hash could be guessed from it
    forms.push_back(id);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(m_folder.path())) {
        if (!entry.is_regular_file())
            continue;
        const auto bytes = core::readText(entry.path());
        ASSERT_TRUE(bytes);
        for (const auto& form : forms)
            EXPECT_EQ(bytes->find(form), std::string::npos) << entry.path().filename();
    }
    auto database = raw();
    const auto dump = [&] {
        std::string all;
        const bool sqlite = database.isSqlite();
        const auto tables = database.column(
            sqlite ? "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')"
                   : "SELECT table_name FROM information_schema.tables WHERE table_schema = "
                     "current_schema()");
        EXPECT_GT(tables.size(), 10U);
        for (const auto& table : tables)
            for (const auto& column : database.column(
                     sqlite ? "SELECT name FROM pragma_table_info('" + table + "')"
                            : "SELECT column_name FROM information_schema.columns WHERE "
                              "table_schema = current_schema() AND table_name = '" +
                                  table + "'"))
                for (const auto& value : database.column("SELECT " + column + " FROM " + table))
                    all += value + "\n";
        return all;
    };
    auto rows = dump();
    for (const auto& form : forms)
        EXPECT_EQ(rows.find(form), std::string::npos);
    submit(kB, "1");
    as(kA);
    rows = dump();
    EXPECT_NE(rows.find(kMarker), std::string::npos) << "the search does find it where it is";
    EXPECT_NE(rows.find(id), std::string::npos);
}

TEST_P(Blindness, OfSealedReadingsDoesNotDependOnTheirLength) {
    submit(kA, "4");
    const auto length = raw().value("SELECT length(sealed) FROM readings");
    auto store = as(kBoss);
    ASSERT_TRUE(store.assign(core::CaseId("C-0002"), kA, kB));
    auto longer = aReading(core::CaseId("C-0002"), kA, "4");
    longer.answers["note"] = std::string(5000, 'x');
    ASSERT_TRUE(as(kA).submit(annotation::sealed(longer)));
    EXPECT_EQ(raw().column("SELECT length(sealed) FROM readings"), (std::vector{length, length}));
}

TEST_P(Blindness, CannotBeEndedEarlyByHand) {
    letARead();
    auto database = raw();
    EXPECT_EQ(database.run("UPDATE readings SET json = '{}', id = '" + std::string(64, 'a') + "'"),
              SQLITE_CONSTRAINT);
    EXPECT_EQ(database.run("UPDATE readings SET sealed = 'x'"), SQLITE_CONSTRAINT);
}

TEST_P(Blindness, SurvivesSomebodyWhoExchangesTheKeysInTheFile) {
    // B writes a key of B's own into every place where A's program could take one from.
    {
        auto database = raw();
        if (!database.isSqlite())
            database.run("DROP TRIGGER accounts_guarded ON accounts");
        ASSERT_EQ(database.run("UPDATE accounts SET public_key = (SELECT public_key FROM accounts "
                               "WHERE name = '독자 B')"),
                  SQLITE_OK);
    }
    EXPECT_EQ(codeOf(tryAs(kA.text())), ErrorCode::Corrupt) << "nothing is sealed for that key";
}

TEST_P(Blindness, NoticesASealedReadingThatWasExchanged) {
    letARead();
    submit(kB, "1");
    {
        auto database = raw();
        database.dropTrigger("readings_stay", "readings");
        ASSERT_EQ(database.run("UPDATE readings SET sealed = (SELECT sealed FROM readings WHERE "
                               "reader = '독자 B') WHERE reader = 'reader-A'"),
                  SQLITE_OK);
    }
    auto store = as(kA);
    EXPECT_EQ(codeOf(store.releaseReady()), ErrorCode::Corrupt);
    EXPECT_EQ(codeOf(store.readingsVisibleTo(kA, kFirst)), ErrorCode::Corrupt);
    EXPECT_EQ(codeOf(store.bothReadings(kFirst)), ErrorCode::Forbidden);
}

TEST_P(Blindness, OfDraftsLetsTheOwnerGoOnAndNobodyElseIn) {
    letARead();
    auto store = as(kA);
    const auto file = store.journalFile(kFirst, kA);
    const auto seal = *store.lineSeal(kFirst, kA);
    const auto again =
        annotation::ReadingSession::open(kFirst, kA, file, anySize, {.told = {}, .seal = seal});
    ASSERT_TRUE(again) << again.error().sentence();
    EXPECT_EQ(again->answers().at("note"), kMarker);
    const auto escrow = *as(kBoss).lineSeal(kFirst, kA);
    EXPECT_TRUE(annotation::submittedReading(file, escrow)) << "the coordinator can, too";
    const auto content = *core::readText(file);
    EXPECT_EQ(codeOf(annotation::submittedReading(file, *as(kB).lineSeal(kFirst, kB))),
              ErrorCode::Corrupt);
    EXPECT_EQ(codeOf(annotation::submittedReading(file)), ErrorCode::Corrupt);
    EXPECT_EQ(codeOf(annotation::ReadingSession::open(
                  kFirst, kB, file, anySize, {.told = {}, .seal = *as(kB).lineSeal(kFirst, kB)})),
              ErrorCode::Corrupt);
    EXPECT_EQ(*core::readText(file), content) << "and it is still there";
}

} // namespace
} // namespace cw::storage
