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
constexpr const char* kSecondaryCapture = "1.2.840.10008.5.1.4.1.1.7";
constexpr const char* kReport = "1.2.840.10008.5.1.4.1.1.88.33";
constexpr const char* kPresentation = "1.2.840.10008.5.1.4.1.1.11.1";
constexpr const char* kOther = "1.2.3";

std::string actionsOf(const std::string& profileName) {
    const auto profile = Profile::builtIn(profileName).value();
    std::ostringstream out;
    out << "# " << profileName << ", " << profile->edition()
        << ": tag, mammography, ophthalmic photography, tomosynthesis, secondary capture, report, "
           "presentation state, other IOD, nested, attribute\n";
    for (const TableRow& row : confidentialityTable()) {
        out << dicom::text(row.tag);
        for (const char* sopClass : {kMammography, kOphthalmic, kTomosynthesis, kSecondaryCapture,
                                     kReport, kPresentation, kOther})
            out << ' ' << name(profile->actionFor(row.tag, sopClass));
        out << ' ' << name(profile->decide(row.tag, kMammography, Depth::Nested).action) << ' '
            << row.name << '\n';
    }
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

std::filesystem::path reference() { return cw::testing::testData() / ".." / "reference"; }

void expectGenerated(const std::string& arguments, const std::string& file) {
    if (!std::filesystem::exists(reference() / "ps315_table_e11.json"))
        GTEST_SKIP() << "the extract of PS3.15 is not on this machine";
    const cw::testing::ScratchFolder scratch;
    const auto made = scratch.path() / "table.inc";
    const std::string command =
        "python3 '" CW_SOURCE_DIR "/scripts/" + arguments + " --output '" + made.string() + "'";
    ASSERT_EQ(std::system(command.c_str()), 0);
    EXPECT_EQ(*core::readText(made),
              *core::readText(std::string(CW_SOURCE_DIR "/anonymizer/detail/") + file));
}

TEST(ConfidentialityTable, IsWhatTheGeneratorMakesOfTheStandardsExtract) {
    const std::string json =
        "' --json '" + (reference() / "ps315_table_e11.json").string() + "' --table ";
    expectGenerated("generate-ps315-table" + json + "main", "Ps315Table.inc");
    expectGenerated("generate-ps315-table" + json + "safe-private", "SafePrivate.inc");
    expectGenerated("generate-ps315-table" + json + "structured-content", "StructuredContent.inc");
}

TEST(ConfidentialityTable, HasTheTypesThatTheGeneratorFindsInTheTablesOfPs33) {
    if (!std::filesystem::exists("/usr/share/gdcm-3.0/XML/Part3.xml"))
        GTEST_SKIP() << "the tables of PS3.3 (libgdcm) are not on this machine";
    expectGenerated("generate-iod-types' --table '" +
                        (reference() / "ps315_table_e11.json").string() + "'",
                    "IodTypes.inc");
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
TEST(Profile, ProgrammeDoesToEveryRowWhatTheGoldenTextSays) { expectGolden("programme"); }

TEST(Profile, ResolvesCompoundCodesByTheTypeInTheIod) {
    const auto basic = Profile::builtIn("basic").value();
    const Tag contentDate{0x0008, 0x0023}, institution{0x0008, 0x0080}, serial{0x0018, 0x1000};
    EXPECT_EQ(basic->actionFor(contentDate, kMammography), Action::Zero);   // type 2C
    EXPECT_EQ(basic->actionFor(contentDate, kOphthalmic), Action::Dummy);   // type 1
    EXPECT_EQ(basic->actionFor(institution, kMammography), Action::Remove); // type 3
    EXPECT_EQ(basic->actionFor(serial, kTomosynthesis), Action::Dummy);     // type 1
    EXPECT_EQ(basic->actionFor(serial, kOther), Action::Dummy); // not known: valid in any case
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

TEST(Profile, OfAFileMayAddOptionsAndRules) {
    const auto own = Profile::parse(R"j({"name":"site-a","options":["retain-device","full-dates"],
                            "rules":{"(0018,1030)":"keep"}})j");
    ASSERT_TRUE(own);
    EXPECT_EQ((*own)->actionFor({0x0018, 0x1000}, kMammography), Action::Keep);
    EXPECT_EQ((*own)->actionFor({0x0018, 0x1030}, kMammography), Action::Keep);
    EXPECT_EQ((*own)->actionFor({0x0008, 0x0020}, kMammography), Action::Keep);
    EXPECT_EQ((*own)->actionFor({0x0010, 0x0030}, kMammography), Action::Zero);
    EXPECT_FALSE(Profile::builtIn("nobody"));
}

TEST(Profile, SwitchesOnEveryOptionOfAnnexEButTheOneNobodyCanHonour) {
    for (const OptionName& option : optionNames()) {
        const auto profile =
            Profile::parse(R"({"name":"x","options":[")" + std::string(option.name) + "\"]}");
        ASSERT_TRUE(profile) << option.name;
        EXPECT_TRUE((*profile)->has(option.option));
    }
    const auto refused = Profile::parse(R"({"name":"x","options":["clean-visual-features"]})");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::Unsupported);
}

TEST(Profile, RefusesContradictionsWithASentence) {
    struct Case {
        const char *json, *sentence;
    };
    for (
        const Case& each : {
            Case{R"j({"name":"x","rules":{"(0010,0010)":"keep"}})j", "direct identifier"},
            Case{R"j({"name":"x","rules":{"(0010,0020)":"clean"}})j", "direct identifier"},
            Case{R"j({"name":"x","rules":{"(0009,0010)":"keep"}})j", "private"},
            Case{R"j({"name":"x","rules":{"(6000,3000)":"keep"}})j", "direct identifier"},
            Case{R"j({"name":"x","options":["full-dates","modified-dates"]})j", "exclude"},
            Case{
                R"j({"name":"x","options":["modified-dates"],"dates":{"mode":"fixed","value":"19000101"}})j",
                "one fixed day"},
            Case{R"j({"name":"x","options":["full-dates"],"dates":{"mode":"remove"}})j", "removed"},
            Case{R"j({"name":"x","dates":{"mode":"shift"}})j", "modified-dates is off"},
            Case{R"j({"name":"x","dates":{"mode":"keep"}})j", "full-dates is off"},
            Case{R"j({"name":"x","dates":{"mode":"fixed"}})j", "need a value"},
            Case{R"j({"name":"x","dates":{"mode":"fixed","value":"19000230"}})j", "calendar"},
            Case{R"j({"name":"x","dates":{"mode":"remove","value":"19000101"}})j", "only fixed"},
            Case{R"j({"name":"x","rules":{"(0008,0020)":"keep"}})j", "keeps the date"},
            Case{R"j({"name":"x","options":["modified-dates"],"rules":{"(0008,0020)":"keep"}})j",
                 "keeps the date"},
            Case{R"j({"name":"x","rules":{"(0008,0020)":"clean"}})j", "date"},
            Case{R"j({"name":"x","options":["retain-safe-private"],"rules":{"private":"remove"}})j",
                 "retain-safe-private"},
            Case{R"j({"name":"x","rules":{"overlays":"keep"}})j", "only be removed"},
            Case{R"j({"name":"x","rules":{"(0012,0062)":"remove"}})j", "written by"},
            Case{R"j({"name":"x","rules":{"(0028,0301)":"replace"}})j", "written by"},
            Case{R"j({"name":"x","rules":{"(0028,0010)":"remove"}})j", "needed to read"},
            Case{R"j({"name":"x","ages":"cap-89"})j", "patient-characteristics is off"},
            Case{R"j({"name":"x","patient-ids":{"mode":"numbering"}})j", "classes"},
            Case{
                R"j({"name":"x","patient-ids":{"mode":"numbering","width":2,"classes":{"a":100}}})j",
                "fits the width"},
            Case{R"j({"name":"x","patient-ids":{"mode":"numbering","classes":{"a":1,"b":1}}})j",
                 "collide"},
            Case{R"j({"name":"x","patient-ids":{"mode":"pseudonym","width":5}})j",
                 "only numbering"},
            Case{R"j({"name":"x","names":{"dicom":"{patient}.dcm"}})j", "collide"},
            Case{R"j({"name":"x","names":{"dicom":"../{instance}.dcm"}})j", "relative path"},
            Case{R"j({"name":"x","names":{"dicom":"{name}.dcm"}})j", "placeholder"},
            Case{R"j({"name":"x","rationale":{"retain-device":"why"}})j", "belongs to no option"},
            Case{R"j({"name":"x","optoins":[]})j", "unknown key"},
            Case{R"j({"name":"x","dates":{"mood":"fixed"}})j", "unknown key"},
            Case{R"j({"name":"x","options":["retain-everything"]})j", "unknown option"},
            Case{R"j({"name":"x","options":["retain-uids","retain-uids"]})j", "twice"},
            Case{R"j({"name":"x","rules":{},"rules":{}})j", "twice"},
            Case{R"j({"name":"x","rules":{"(0018,1030)":"destroy"}})j", "none of keep"},
            Case{R"j({"name":"x","rules":{"StudyDate":"remove"}})j", "(gggg,eeee)"},
            Case{R"j({"name":"x","rules":["keep"]})j", "an object"},
            Case{R"j({"name":7})j", "a text"},
            Case{R"j({"name":"a b"})j", "ASCII"},
            Case{"not json", "no"},
            Case{"[1]", "object"},
        }) {
        const auto profile = Profile::parse(each.json);
        ASSERT_FALSE(profile) << each.json;
        const auto problems = problemsOf(each.json);
        EXPECT_TRUE(std::ranges::any_of(problems,
                                        [&](const std::string& sentence) {
                                            return sentence.find(each.sentence) !=
                                                   std::string::npos;
                                        }))
            << each.json << ": " << (problems.empty() ? "" : problems.front());
    }
}

TEST(Profile, KeepsASitesOwnWordsAndRefusesNamesAndNumbers) {
    const auto withWords = [](const std::string& words) {
        return R"({"name": "site", "options": ["clean-descriptors"], "dates": {"mode": "remove"},
                   "words": [)" +
               words + "]}";
    };
    const auto profile = Profile::parse(withWords(R"("vappx", "quokka view")"));
    ASSERT_TRUE(profile) << profile.error().sentence();
    EXPECT_NE((*profile)->digest(), (*Profile::parse(withWords(""))).get()->digest());
    auto context = cw::testing::contextOf("curation");
    context.profile = *profile;
    auto set = cw::testing::aMammogram();
    set.put(0x00081030, "LO", "MAMMO VAPPX QUOKKA VIEW QUOKKA");
    const auto done =
        deidentify(cw::testing::bytesOf(cw::testing::dicomFile(set)), context, "a.dcm");
    ASSERT_TRUE(done) << done.error().sentence();
    const auto output = cw::testing::parsed(cw::testing::textOf(done->image.value().bytes));
    EXPECT_EQ(output.text({0x0008, 0x1030}).value_or(""), "MAMMO VAPPX QUOKKA VIEW");
    for (const char* bad : {R"("kim")", R"("1234567")", R"("a;b")", "7"})
        EXPECT_FALSE(problemsOf(withWords(bad)).empty()) << bad;
    EXPECT_FALSE(
        problemsOf(R"({"name": "s", "dates": {"mode": "remove"}, "words": ["vappx"]})").empty());
}

TEST(Profile, SaysEverythingThatIsWrongAtOnce) {
    EXPECT_EQ(problemsOf(R"j({"name":"x","options":["what"],"dates":{"mode":"shift"},
                             "rules":{"(0010,0010)":"keep"},"more":1})j")
                  .size(),
              4U);
    EXPECT_TRUE(problemsOf(R"j({"name":"x"})j").empty());
}

TEST(Profile, WarnsOfWhatIsKeptOnPurpose) {
    const auto risky =
        Profile::parse(R"j({"name":"x","options":["retain-uids"],"rules":{"(0008,1030)":"keep"}})j")
            .value();
    EXPECT_EQ(risky->warnings().size(), 2U);
    EXPECT_TRUE(Profile::builtIn("basic").value()->warnings().empty());
}

TEST(Profile, KeepsNoDateByTheDeviceOption) {
    const auto programme = Profile::builtIn("programme").value();
    EXPECT_EQ(programme->actionFor({0x0018, 0x1000}, kMammography), Action::Keep);
    for (const Tag date : {Tag{0x0018, 0x700C}, Tag{0x0018, 0x1200}, Tag{0x0040, 0x0244},
                           Tag{0x0010, 0x0030}, Tag{0x0008, 0x0020}})
        EXPECT_EQ(programme->actionFor(date, kMammography), Action::Dummy) << dicom::text(date);
    EXPECT_EQ(programme->patientIds().firstOf.at("benign"), 10001);
}

TEST(Profile, IsToldApartByItsRulesNotByItsWords) {
    const auto one = Profile::parse(R"j({"name":"x","description":"a"})j").value();
    const auto same = Profile::parse(R"j({"description":"b","name":"x","rules":{}})j").value();
    const auto other = Profile::parse(R"j({"name":"x","rules":{"(0018,1030)":"remove"}})j").value();
    EXPECT_EQ(one->digest(), same->digest());
    EXPECT_NE(one->digest(), other->digest());
}

TEST(NamePattern, GivesTheNamesOfTheProgramme) {
    const auto programme = Profile::builtIn("programme").value();
    const auto name =
        nameFrom(programme->names().picture,
                 {{"field", "General"}, {"disease", "Normal"}, {"number", "1"}, {"side", "L"}});
    ASSERT_TRUE(name);
    EXPECT_EQ(name->generic_string(), "Normal/General_Normal_0001_L.jpg");
    EXPECT_FALSE(nameFrom("{disease}/{number}", {{"disease", "AMD"}}));
    EXPECT_FALSE(nameFrom("{disease}/x", {{"disease", "../../etc"}}));
    EXPECT_FALSE(nameFrom("{disease}/x", {{"disease", ".."}}));
}

} // namespace
} // namespace cw::anonymizer
