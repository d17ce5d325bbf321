// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/Profile.h"
#include "anonymizer/Support.h"
#include "core/Files.h"
#include <algorithm>
#include <cstdlib>
#include <sstream>

namespace cw::anonymizer {
namespace {

using dicom::Tag;

constexpr const char* kMammography = "1.2.840.10008.5.1.4.1.1.1.2";
constexpr const char* kOphthalmic = "1.2.840.10008.5.1.4.1.1.77.1.5.1";
constexpr const char* kTomosynthesis = "1.2.840.10008.5.1.4.1.1.13.1.3";

std::string actionsOf(const std::string& profileName) {
    const auto profile = Profile::builtIn(profileName).value();
    std::ostringstream out;
    out << "# " << profileName << ", " << profile->edition()
        << ": tag, mammography, ophthalmic photography, other IOD, nested, attribute\n";
    for (const TableRow& row : confidentialityTable())
        out << dicom::text(row.tag) << ' ' << name(profile->actionFor(row.tag, kMammography)) << ' '
            << name(profile->actionFor(row.tag, kOphthalmic)) << ' '
            << name(profile->actionFor(row.tag, kTomosynthesis)) << ' '
            << name(profile->decide(row.tag, kMammography, Depth::Nested).action) << ' ' << row.name
            << '\n';
    return out.str();
}

void expectGolden(const std::string& profileName) {
    const auto file = std::filesystem::path(CW_SOURCE_DIR) / "tests/anonymizer/golden" /
                      ("actions-" + profileName + ".txt");
    const std::string actual = actionsOf(profileName);
    if (std::getenv("CW_UPDATE_GOLDEN")) {
        ASSERT_TRUE(core::writeWhole(file, std::string_view(actual)));
    }
    const auto expected = core::readText(file);
    ASSERT_TRUE(expected);
    EXPECT_EQ(actual, *expected);
}

TEST(ConfidentialityTable, HasAllConcreteRowsOf2026cSortedByTag) {
    const auto& table = confidentialityTable();
    EXPECT_EQ(table.size(), 652U);
    EXPECT_TRUE(std::ranges::is_sorted(table, {}, &TableRow::tag));
}

TEST(ConfidentialityTable, IsWhatTheGeneratorMakesOfTheStandardsExtract) {
    const auto json = cw::testing::testData() / ".." / "reference" / "ps315_table_e11.json";
    if (!std::filesystem::exists(json))
        GTEST_SKIP() << "the extract of PS3.15 is not on this machine";
    const cw::testing::ScratchFolder scratch;
    const auto made = scratch.path() / "table.inc";
    const std::string command = "python3 '" CW_SOURCE_DIR
                                "/scripts/generate-ps315-table' --json '" +
                                json.string() + "' --output '" + made.string() + "'";
    ASSERT_EQ(std::system(command.c_str()), 0);
    EXPECT_EQ(*core::readText(made),
              *core::readText(CW_SOURCE_DIR "/anonymizer/detail/Ps315Table.inc"));
}

TEST(ConfidentialityTable, RefusesAnExtractThatIsNotThePinnedOne) {
    const cw::testing::ScratchFolder scratch;
    ASSERT_TRUE(
        core::writeWhole(scratch.path() / "other.json", std::string_view("{\"rows\": []}")));
    const std::string command = "python3 '" CW_SOURCE_DIR
                                "/scripts/generate-ps315-table' --json '" +
                                (scratch.path() / "other.json").string() + "' --output '" +
                                (scratch.path() / "out.inc").string() + "' 2>/dev/null";
    EXPECT_NE(std::system(command.c_str()), 0);
    EXPECT_FALSE(std::filesystem::exists(scratch.path() / "out.inc"));
}

TEST(Profile, BasicDoesToEveryRowWhatTheGoldenTextSays) { expectGolden("basic"); }
TEST(Profile, CurationDoesToEveryRowWhatTheGoldenTextSays) { expectGolden("curation"); }

TEST(Profile, ResolvesCompoundCodesByTheTypeInTheIod) {
    const auto basic = Profile::builtIn("basic").value();
    const Tag contentDate{0x0008, 0x0023}, institution{0x0008, 0x0080}, serial{0x0018, 0x1000};
    EXPECT_EQ(basic->actionFor(contentDate, kMammography), Action::Zero);   // type 2C
    EXPECT_EQ(basic->actionFor(contentDate, kOphthalmic), Action::Dummy);   // type 1
    EXPECT_EQ(basic->actionFor(institution, kMammography), Action::Remove); // type 3
    EXPECT_EQ(basic->actionFor(serial, kTomosynthesis),
              Action::Dummy); // not known: valid in any case
}

TEST(Profile, RemovesPrivateGroupsCurvesOverlaysAndForeignGroups) {
    const auto curation = Profile::builtIn("curation").value();
    for (const Tag tag :
         {Tag{0x0009, 0x0010}, Tag{0x6001, 0x1010}, Tag{0x5000, 0x3000}, Tag{0x501E, 0x0010},
          Tag{0x6000, 0x3000}, Tag{0x601E, 0x0022}, Tag{0x0002, 0x0016}, Tag{0x0004, 0x1500},
          Tag{0x0000, 0x0600}, Tag{0xFFFC, 0xFFFC}, Tag{0x0008, 0x0000}})
        EXPECT_EQ(curation->actionFor(tag, kMammography), Action::Remove) << dicom::text(tag);
    // Not repeating groups: unknown tags, left to the rule for unknown attributes.
    EXPECT_FALSE(curation->decide(Tag{0x6020, 0x3000}, kMammography, Depth::TopLevel).listed);
}

TEST(Profile, OfAFileMayAddOptionsAndRulesButNeverKeepADirectIdentifier) {
    const auto own = Profile::parse(R"j({"name":"site-a","options":["retain-device","full-dates"],
                            "rules":{"(0018,1030)":"keep"}})j");
    ASSERT_TRUE(own);
    EXPECT_EQ((*own)->actionFor({0x0018, 0x1000}, kMammography), Action::Keep);
    EXPECT_EQ((*own)->actionFor({0x0018, 0x1030}, kMammography), Action::Keep);
    EXPECT_EQ((*own)->actionFor({0x0008, 0x0020}, kMammography), Action::Keep);
    EXPECT_EQ((*own)->actionFor({0x0010, 0x0030}, kMammography), Action::Zero);
    for (const char* refused : {R"j({"name":"x","rules":{"(0010,0010)":"keep"}})j",
                                R"j({"name":"x","rules":{"(0009,0010)":"keep"}})j",
                                R"j({"name":"x","options":["full-dates","modified-dates"]})j",
                                R"j({"name":"x","options":["clean-graphics"]})j",
                                R"j({"name":"x","optoins":[]})j", "not json"})
        EXPECT_FALSE(Profile::parse(refused)) << refused;
    EXPECT_FALSE(Profile::builtIn("nobody"));
}

} // namespace
} // namespace cw::anonymizer
