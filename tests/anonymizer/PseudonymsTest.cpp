// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/Pseudonyms.h"
#include "anonymizer/Support.h"
#include "core/Files.h"
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
    const cw::testing::ScratchFolder scratch;
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
    const cw::testing::ScratchFolder scratch;
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

TEST(PseudonymKey, IsMadeAfreshEachTime) {
    EXPECT_NE(PseudonymKey::random().keyId(), PseudonymKey::random().keyId());
}

} // namespace
} // namespace cw::anonymizer
