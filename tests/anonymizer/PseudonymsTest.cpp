// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/Pseudonyms.h"
#include "anonymizer/CustodySupport.h"
#include "core/Files.h"
#include <map>
#include <rapidcheck/gtest.h>
#include <set>
#include <sys/stat.h>

namespace cw::anonymizer {
namespace {

Pseudonyms pseudonymsOf(const char* seed) {
    return Pseudonyms(PseudonymKey::forSyntheticData(seed));
}

TEST(Pseudonyms, AreTheSameForTheSameKeyAndAllDifferForAnother) {
    const auto a = pseudonymsOf("a"), again = pseudonymsOf("a"), b = pseudonymsOf("b");
    EXPECT_EQ(a.patient("X", "1"), again.patient("X", "1"));
    EXPECT_EQ(a.uid("1.2.3"), again.uid("1.2.3"));
    EXPECT_EQ(a.dateOffsetDays("X", "1"), again.dateOffsetDays("X", "1"));
    EXPECT_NE(a.patient("X", "1"), b.patient("X", "1"));
    EXPECT_NE(a.uid("1.2.3"), b.uid("1.2.3"));
    EXPECT_NE(a.token("d", "1", 20), b.token("d", "1", 20));
    EXPECT_NE(a.keyId(), b.keyId());
}

TEST(Pseudonyms, KeepTheirUsesAndFieldsApart) {
    const auto a = pseudonymsOf("a");
    EXPECT_NE(a.patient("X", "1"), a.patient("", "1"));
    EXPECT_NE(a.patient("X1", "2"), a.patient("X", "12"));
    EXPECT_NE(a.token("one", "1", 20), a.token("two", "1", 20));
}

TEST(Pseudonyms, DoNotSeePadding) {
    const auto a = pseudonymsOf("a");
    EXPECT_EQ(a.patient("", "42 "), a.patient("", "42"));
    EXPECT_EQ(a.uid(std::string_view("1.2.3\0", 6)), a.uid("1.2.3"));
}

RC_GTEST_PROP(PseudonymUid, IsAValidUidUnder2_25, (const std::string& original)) {
    const std::string uid = pseudonymsOf("p").uid(original);
    RC_ASSERT(uid.starts_with("2.25."));
    RC_ASSERT(uid.size() <= 64U && uid.size() > 5U);
    RC_ASSERT(uid[5] != '0');
    RC_ASSERT(uid.find_first_not_of("0123456789", 5) == std::string::npos);
}

RC_GTEST_PROP(DateOffset, LiesInTheLastTenYearsAndIsNeverZero, (const std::string& id)) {
    const int days = pseudonymsOf("p").dateOffsetDays("", id);
    RC_ASSERT(days >= -3650 && days <= -1);
}

TEST(Pseudonyms, OfTenThousandPatientsDoNotCollide) {
    const auto a = pseudonymsOf("a");
    std::set<core::PatientKey> keys;
    for (int i = 0; i < 10000; ++i)
        keys.insert(a.patient("", std::to_string(i)));
    EXPECT_EQ(keys.size(), 10000U);
    EXPECT_TRUE(keys.begin()->text().starts_with("P-"));
    EXPECT_EQ(keys.begin()->text().size(), 12U);
}

TEST(PseudonymKey, SurvivesItsFileWhichOnlyTheOwnerMayRead) {
    const cw::testing::CustodyFolder scratch;
    const auto file = scratch.path() / "key";
    const auto key = PseudonymKey::random();
    ASSERT_TRUE(key.writeNew(file));
    struct stat status {};
    ASSERT_EQ(::stat(file.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
    const auto read = PseudonymKey::read(file);
    ASSERT_TRUE(read);
    EXPECT_EQ(Pseudonyms(*read).uid("1.2"), Pseudonyms(key).uid("1.2"));
    EXPECT_EQ(key.writeNew(file).error().code, ErrorCode::Conflict);
}

TEST(PseudonymKey, RefusesWhatIsNoKeyFile) {
    const cw::testing::CustodyFolder scratch;
    const auto refused = [&](std::string_view text) {
        EXPECT_TRUE(core::writeWhole(scratch.path() / "bad", text));
        return PseudonymKey::read(scratch.path() / "bad").error().code;
    };
    EXPECT_EQ(refused(""), ErrorCode::Malformed);
    EXPECT_EQ(refused("concord-key-1 12ab"), ErrorCode::Malformed);
    EXPECT_EQ(refused("concord-key-1 " + std::string(63, 'a') + "g"), ErrorCode::Malformed);
    EXPECT_EQ(refused("concord-key-1 " + std::string(66, 'a')), ErrorCode::Malformed);
    EXPECT_EQ(PseudonymKey::read(scratch.path() / "none").error().code, ErrorCode::NotFound);
}

TEST(PseudonymKey, IsRefusedWhereOthersMayReadIt) {
    const cw::testing::CustodyFolder scratch;
    const auto file = scratch / "key";
    ASSERT_TRUE(PseudonymKey::random().writeNew(file));
    for (const unsigned mode : {0640U, 0604U, 0620U, 0666U}) {
        ASSERT_EQ(::chmod(file.c_str(), mode), 0);
        const auto read = PseudonymKey::read(file);
        ASSERT_FALSE(read) << mode;
        EXPECT_EQ(read.error().code, ErrorCode::Forbidden);
        EXPECT_NE(read.error().message.find("chmod 600"), std::string::npos);
    }
    ASSERT_EQ(::chmod(file.c_str(), 0400), 0);
    EXPECT_TRUE(PseudonymKey::read(file));
}

// Another program, from the format's description: the answers are no accident of this machine.
TEST(Pseudonyms, AreThoseOfAnIndependentImplementation) {
    const cw::testing::CustodyFolder scratch;
    const auto key = PseudonymKey::random();
    ASSERT_TRUE(key.writeNew(scratch / "key"));
    const Pseudonyms pseudonyms(key);
    std::string questions = "key\t\n";
    std::vector<nlohmann::json> expected{key.keyId()};
    for (int i = 0; i < 50; ++i) {
        const std::string id = std::to_string(i * 7919), uid = "1.2.840.113619.2.55." + id;
        questions += "patient\tHOSP\t" + id + "\nuid\t" + uid + "\noffset\t\t" + id + "\n";
        expected.emplace_back(pseudonyms.patient("HOSP", id).text());
        expected.emplace_back(pseudonyms.uid(uid));
        expected.emplace_back(pseudonyms.dateOffsetDays("", id));
    }
    const auto oracle =
        cw::testing::askOracle("pseudonyms '" + (scratch / "key").string() + "'", questions);
    ASSERT_TRUE(oracle.is_object());
    EXPECT_EQ(oracle["answers"], nlohmann::json(expected));
}

// Known answers: what was released with a key stays true whatever is changed in this program.
TEST(Pseudonyms, OfAKnownKeyNeverChange) {
    const auto a = pseudonymsOf("known answers");
    EXPECT_EQ(a.keyId(), "K-B7MD1SJN");
    EXPECT_EQ(a.patient("HOSPITAL", "12345678").text(), "P-CD5Q6MPYVZ");
    EXPECT_EQ(a.uid("1.2.840.113619.2.55.3.604688119"),
              "2.25.50843222493021636369725379808611057295");
    EXPECT_EQ(a.dateOffsetDays("HOSPITAL", "12345678"), -1535);
    EXPECT_EQ(a.token("source path", "a/b.dcm", 24), "HSP134G4SRJFVDHZKTB1Z24M");
}

// Case 9 of deidentification.md section 9: no plain hash of an ID is its pseudonym.
TEST(Pseudonyms, DoNotDependOnTheIdAlone) {
    const auto a = pseudonymsOf("a"), b = pseudonymsOf("b");
    int same = 0;
    for (int i = 0; i < 2000; ++i) {
        const std::string id = std::to_string(i);
        same += a.patient("", id) == b.patient("", id);
        same += a.uid(id) == b.uid(id);
    }
    EXPECT_EQ(same, 0);
    // Nor do dates tell each other's offset: patient and offset are different uses of the key.
    std::map<int, int> offsets;
    for (int i = 0; i < 20000; ++i)
        ++offsets[a.dateOffsetDays("", std::to_string(i)) / -365];
    for (const auto& [year, count] : offsets)
        if (year < 10) {
            EXPECT_NEAR(count, 2000, 250) << year;
        }
}

// Case 9, too: whoever knows an ID but not the key cannot know by how many days its dates moved.
TEST(Pseudonyms, OfAnotherKeyMoveDatesByOtherDays) {
    const auto a = pseudonymsOf("a"), b = pseudonymsOf("b");
    int same = 0;
    for (int i = 0; i < 2000; ++i)
        same += a.dateOffsetDays("", std::to_string(i)) == b.dateOffsetDays("", std::to_string(i));
    EXPECT_LT(same, 8); // 2000 of 3650: one by chance
}

TEST(PseudonymKey, IsMadeAfreshEachTime) {
    EXPECT_NE(PseudonymKey::random().keyId(), PseudonymKey::random().keyId());
}

} // namespace
} // namespace cw::anonymizer
