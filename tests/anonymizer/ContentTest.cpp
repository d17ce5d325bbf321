// SPDX-License-Identifier: Apache-2.0
// The rules alone, on objects made byte by byte: private blocks, content items, presentation
// states.
#include "anonymizer/Support.h"
#include "anonymizer/detail/Claims.h"
#include "anonymizer/detail/ElementRules.h"
#include <algorithm>
#include <map>

namespace cw::anonymizer {
namespace {

using cw::testing::DataSet;

std::shared_ptr<const Profile> profileWith(const std::string& options) {
    return Profile::parse(R"({"name":"x","options":[)" + options + "]}").value();
}

/// "(0040,A730)[0]>(0040,A160)" -> value, of what the rules leave.
using Left = std::map<std::string, std::string>;

Left ruled(const DataSet& set, const Profile& profile, int* unknown = nullptr) {
    dicom::Instance instance = cw::testing::parsed(cw::testing::dicomFile(set));
    const Pseudonyms pseudonyms(PseudonymKey::forSyntheticData("tests"));
    IdentifierCollector collector;
    const auto ruleSet = Profile::rulesOf(instance.sopClassUid());
    instance.visit([&](const dicom::ElementView& element) {
        if (!staysOnPurpose(element, profile, ruleSet))
            collector.see(element);
    });
    const auto identifiers = collector.take();
    ElementRules rules(profile, pseudonyms, {core::PatientKey("P-TESTTESTTE"), -100, false},
                       instance.sopClassUid(), identifiers);
    instance.rewrite([&](const dicom::ElementView& element) { return rules(element); });
    if (unknown)
        *unknown = rules.unknownRemoved();
    Left left;
    instance.visit([&](const dicom::ElementView& element) {
        std::string where;
        for (const auto& step : element.path)
            where += dicom::text(step.sequence) + "[" + std::to_string(step.item) + "]>";
        left[where + dicom::text(element.tag)] = std::string(element.value);
    });
    return left;
}

bool anywhere(const Left& left, const std::string& text) {
    return std::ranges::any_of(
        left, [&](const auto& each) { return each.second.find(text) != std::string::npos; });
}

DataSet code(const std::string& value, const std::string& scheme, const std::string& meaning) {
    return DataSet()
        .put(0x00080100, "SH", value)
        .put(0x00080102, "SH", scheme)
        .put(0x00080104, "LO", meaning);
}

DataSet contentItem(const std::string& type, const DataSet& what) {
    return DataSet()
        .put(0x0040A010, "CS", "CONTAINS")
        .put(0x0040A040, "CS", type)
        .sequence(0x0040A043, {what});
}

/// A report with one content item of each kind that can say something.
DataSet aReport() {
    const auto age =
        contentItem("NUM", code("121033", "DCM", "Subject Age"))
            .sequence(0x0040A300, {DataSet()
                                       .sequence(0x004008EA, {code("a", "UCUM", "year")})
                                       .put(0x0040A30A, "DS", "93")});
    const auto point = contentItem("SCOORD", code("111010", "DCM", "Center"))
                           .put(0x00700023, "CS", "POINT")
                           .put(0x00700022, "FL", std::string("\0\0\x80\x3f\0\0\0\x40", 8));
    return DataSet()
        .put(0x00080005, "CS", "ISO_IR 100")
        .put(0x00080016, "UI", "1.2.840.10008.5.1.4.1.1.88.33")
        .put(0x00080018, "UI", "1.2.826.0.1.3680043.9.8.1")
        .put(0x00080020, "DA", "20240315")
        .put(0x00080060, "CS", "SR")
        .put(0x00100010, "PN", "Sentinelson^Maria")
        .put(0x00100020, "LO", "SENTID0042")
        .put(0x0020000D, "UI", "1.2.826.0.1.3680043.9.1.2")
        .put(0x0020000E, "UI", "1.2.826.0.1.3680043.9.8.3")
        .put(0x0040A040, "CS", "CONTAINER")
        .sequence(0x0040A043, {code("111036", "DCM", "Mammography CAD Report")})
        .sequence(
            0x0040A730,
            {contentItem("TEXT", code("121106", "DCM", "Comment"))
                 .put(0x0040A160, "UT", "mass in left breast, told Whoever 555-123-4567"),
             contentItem("TEXT", code("121030", "DCM", "Subject ID"))
                 .put(0x0040A160, "UT", "SENTID0042"),
             contentItem("PNAME", code("121008", "DCM", "Person Observer Name"))
                 .put(0x0040A123, "PN", "Observer^Sentinus"),
             contentItem("DATE", code("121031", "DCM", "Subject Birth Date"))
                 .put(0x0040A121, "DA", "19610203"),
             contentItem("DATETIME", code("111526", "DCM", "DateTime Started"))
                 .put(0x0040A120, "DT", "20240315101530"),
             contentItem("UIDREF", code("121012", "DCM", "Device Observer UID"))
                 .put(0x0040A124, "UI", "1.2.826.0.1.3680043.9.77.7"),
             contentItem("TEXT", code("121013", "DCM", "Device Observer Name"))
                 .put(0x0040A160, "UT", "ROOM SEVEN UNIT"),
             contentItem("CODE", code("111001", "DCM", "Algorithm Name"))
                 .sequence(0x0040A168, {code("LOCAL1", "99HOSPITAL", "Doctor Whoever method")}),
             contentItem("CODE", code("121032", "DCM", "Subject Sex"))
                 .sequence(0x0040A168, {code("F", "DCM", "Female")}),
             age,
             contentItem("IMAGE", code("121112", "DCM", "Source of Measurement"))
                 .sequence(0x00081199, {DataSet()
                                            .put(0x00081150, "UI", "1.2.840.10008.5.1.4.1.1.1.2")
                                            .put(0x00081155, "UI", "1.2.826.0.1.3680043.9.1.1")}),
             point});
}

std::string item(int n, const std::string& rest) {
    return "(0040,a730)[" + std::to_string(n) + "]>" + rest;
}

TEST(StructuredContent, UnderBasicKeepsTheFormAndNoValue) {
    const auto left = ruled(aReport(), *Profile::builtIn("basic").value());
    for (const char* gone : {"told", "mass", "SENTID", "Sentin", "19610203", "20240315", "555-123",
                             "Whoever", "ROOM", "9.77.7", "9.1.1", "Female"})
        EXPECT_FALSE(anywhere(left, gone)) << gone;
    EXPECT_EQ(left.at(item(0, "(0040,a160)")), "REMOVED"); // a TEXT item must have a text
    EXPECT_EQ(left.at(item(2, "(0040,a123)")), "ANONYMOUS");
    EXPECT_EQ(left.at(item(0, "(0040,a043)[0]>(0008,0100)")), "121106");
    EXPECT_EQ(left.at(item(0, "(0040,a043)[0]>(0008,0104)")), "Comment");
    EXPECT_EQ(left.at(item(9, "(0040,a300)[0]>(0040,08ea)[0]>(0008,0100)")), "a");
    EXPECT_EQ(left.at(item(9, "(0040,a300)[0]>(0040,a30a)")), "0");
    EXPECT_EQ(left.at(item(11, "(0070,0022)")), "0\\0"); // a drawn line may be writing
    EXPECT_EQ(left.at(item(10, "(0008,1199)[0]>(0008,1150)")), "1.2.840.10008.5.1.4.1.1.1.2");
}

TEST(StructuredContent, IsCleanedByConceptUnderItsOption) {
    const auto profile =
        profileWith(R"("clean-structured-content","clean-descriptors","modified-dates")");
    const auto left = ruled(aReport(), *profile);
    EXPECT_EQ(left.at(item(0, "(0040,a160)")), "mass left breast");
    EXPECT_EQ(left.at(item(1, "(0040,a160)")), "REMOVED");
    EXPECT_EQ(left.at(item(2, "(0040,a123)")), "ANONYMOUS");
    EXPECT_EQ(left.at(item(3, "(0040,a121)")), "19000101");       // X, and no option restores it
    EXPECT_EQ(left.at(item(4, "(0040,a120)")), "20231206101530"); // moved by the patient's days
    EXPECT_EQ(left.at(item(6, "(0040,a160)")), "REMOVED");
    EXPECT_FALSE(anywhere(left, "Whoever"));
    EXPECT_FALSE(anywhere(left, "9.77.7"));
    EXPECT_EQ(left.at(item(8, "(0040,a168)[0]>(0008,0104)")), "REMOVED");
    EXPECT_EQ(left.at(item(9, "(0040,a300)[0]>(0040,a30a)")), "0");
    EXPECT_NE(left.at(item(11, "(0070,0022)")), "0\\0"); // a finding's place is content
}

TEST(StructuredContent, KeepsWhatOtherOptionsKeep) {
    const auto profile = profileWith(
        R"("clean-structured-content","patient-characteristics","retain-device","retain-uids")");
    const auto left = ruled(aReport(), *profile);
    EXPECT_EQ(left.at(item(5, "(0040,a124)")), "1.2.826.0.1.3680043.9.77.7");
    EXPECT_EQ(left.at(item(6, "(0040,a160)")), "ROOM SEVEN UNIT");
    EXPECT_EQ(left.at(item(8, "(0040,a168)[0]>(0008,0104)")), "Female");
    EXPECT_EQ(left.at(item(9, "(0040,a300)[0]>(0040,a30a)")), "90"); // over 89: one class
    EXPECT_FALSE(anywhere(left, "Sentin"));
    EXPECT_FALSE(anywhere(left, "SENTID"));
}

TEST(StructuredContent, NamesTheSameUidsAsTheFilesThemselves) {
    const auto left = ruled(aReport(), *Profile::builtIn("curation").value());
    DataSet image = cw::testing::aMammogram();
    const auto own = ruled(image, *Profile::builtIn("curation").value());
    EXPECT_EQ(left.at(item(10, "(0008,1199)[0]>(0008,1155)")), own.at("(0008,0018)"));
    EXPECT_EQ(left.at("(0020,000d)"), own.at("(0020,000d)"));
}

DataSet aPresentation() {
    return DataSet()
        .put(0x00080016, "UI", "1.2.840.10008.5.1.4.1.1.11.1")
        .put(0x00080018, "UI", "1.2.826.0.1.3680043.9.9.1")
        .put(0x00100010, "PN", "Sentinelson^Maria")
        .put(0x00100020, "LO", "SENTID0042")
        .put(0x0020000D, "UI", "1.2.826.0.1.3680043.9.1.2")
        .put(0x00700080, "CS", "SENTINELSON")
        .put(0x00700081, "LO", "for Sentinelson")
        .put(0x00700082, "DA", "20240315")
        .put(0x00700083, "TM", "101530")
        .put(0x00700084, "PN", "Reader^Sentinus")
        .sequence(0x00700001,
                  {DataSet()
                       .put(0x00700002, "CS", "LAYER1")
                       .sequence(0x00700008, {DataSet()
                                                  .put(0x00700004, "CS", "PIXEL")
                                                  .put(0x00700006, "ST", "mass, Whoever")})
                       .sequence(0x00700009,
                                 {DataSet()
                                      .put(0x00700005, "CS", "PIXEL")
                                      .put(0x00700022, "FL",
                                           std::string("\0\0\x80\x3f\0\0\0\x40\0\0\x40\x40\0\0\x80"
                                                       "\x40",
                                                       16))})});
}

TEST(PresentationState, LosesItsTextAndDrawingsUnderBasicAndStaysValid) {
    const auto left = ruled(aPresentation(), *Profile::builtIn("basic").value());
    for (const char* gone : {"entinel", "SENTINEL", "Whoever", "2024"})
        EXPECT_FALSE(anywhere(left, gone)) << gone;
    EXPECT_EQ(left.at("(0070,0001)[0]>(0070,0008)[0]>(0070,0006)"), "REMOVED");
    EXPECT_EQ(left.at("(0070,0001)[0]>(0070,0009)[0]>(0070,0022)"), "0\\0\\0\\0");
    EXPECT_EQ(left.at("(0070,0082)"), "19000101"); // type 1 in this IOD
    EXPECT_EQ(left.at("(0070,0084)"), "");         // type 2
}

TEST(PresentationState, KeepsDrawingsAndWordsOfTheTradeUnderCleanGraphics) {
    const auto left =
        ruled(aPresentation(), *profileWith(R"("clean-graphics","clean-descriptors")"));
    EXPECT_EQ(left.at("(0070,0001)[0]>(0070,0008)[0]>(0070,0006)"), "mass");
    EXPECT_EQ(left.at("(0070,0001)[0]>(0070,0009)[0]>(0070,0022)"), "1\\2\\3\\4");
    EXPECT_FALSE(anywhere(left, "Whoever"));
}

DataSet withPrivateBlocks() {
    DataSet set = cw::testing::aMammogram();
    const DataSet hidden = DataSet()
                               .put(0x00080104, "LO", "Nipple")
                               .put(0x00100010, "PN", "Hidden^Person")
                               .put(0x00190010, "LO", "GEMS_ACQU_01")
                               .put(0x00191024, "DS", "2.5")
                               .put(0x00191002, "LO", "UNSAFE NESTED");
    return set.put(0x00190010, "LO", "GEMS_ACQU_01")
        .put(0x00190011, "LO", "SOMEBODY ELSE")
        .put(0x00191023, "DS", "1.5")            // in the list
        .put(0x00191030, "LO", "UNSAFE ELEMENT") // not
        .put(0x00191123, "DS", "7.5")            // the same element of another maker
        .put(0x0019109E, "LO", "FSE Sentinelson")
        .put(0x00191027, "LO", "Hidden text") // in the list, but as DS
        .put(0x00990010, "LO", "NQHeader")
        .put(0x00991002, "UI", "1.2.826.0.1.3680043.9.1.3")
        .put(0x7E010010, "LO", "HOLOGIC, Inc.")
        .sequence(0x7E011010, {DataSet()
                                   .put(0x00100010, "PN", "Hidden^Inside")
                                   .put(0x7E010010, "LO", "HOLOGIC, Inc.")
                                   .put(0x7E011001, "LO", "CODEC 1")
                                   .put(0x7E011077, "LO", "UNSAFE CODEC")})
        .sequence(0x00082230, {hidden});
}

TEST(SafePrivate, KeepsTheListedElementsWithTheirCreatorsAndNothingElse) {
    const auto left = ruled(withPrivateBlocks(), *profileWith(R"("retain-safe-private")"));
    EXPECT_EQ(left.at("(0019,0010)"), "GEMS_ACQU_01");
    EXPECT_EQ(left.at("(0019,1023)"), "1.5");
    EXPECT_EQ(left.at("(0019,109e)"), "FSE"); // text is still searched
    EXPECT_EQ(left.at("(7e01,1010)[0]>(7e01,1001)"), "CODEC 1");
    EXPECT_EQ(left.at("(0008,2230)[0]>(0019,1024)"), "2.5");
    for (const char* gone : {"(0019,0011)", "(0019,1030)", "(0019,1123)", "(0019,1027)",
                             "(7e01,1010)[0]>(7e01,1077)", "(0008,2230)[0]>(0019,1002)"})
        EXPECT_FALSE(left.contains(gone)) << gone;
    for (const char* gone : {"UNSAFE", "Hidden", "SOMEBODY", "7.5", "entinel"})
        EXPECT_FALSE(anywhere(left, gone)) << gone;
    // A UID among them is the series', and is renamed like it.
    EXPECT_EQ(left.at("(0099,1002)"), left.at("(0020,000e)"));
}

TEST(SafePrivate, WithoutTheOptionNothingOfAnOddGroupIsLeft) {
    for (const char* name : {"basic", "curation", "programme"})
        for (const auto& [where, value] :
             ruled(withPrivateBlocks(), *Profile::builtIn(name).value())) {
            const auto group = std::stoul(where.substr(where.rfind('(') + 1, 4), nullptr, 16);
            EXPECT_EQ(group % 2, 0U) << name << ' ' << where;
        }
}

TEST(RepeatingGroups, GoAndTheirUnlistedNeighboursAreReportedAsUnknown) {
    DataSet set = cw::testing::aMammogram();
    for (const unsigned group : {0x5000U, 0x501EU, 0x6000U, 0x6002U, 0x601EU})
        set.put(group << 16 | 0x0022, "LO", "CANARY-A").put(group << 16 | 0x1500, "LO", "CANARY-B");
    set.put(0x60010010, "LO", "CANARY-C").put(0x60011010, "LO", "CANARY-D");
    int before = 0, after = 0;
    (void)ruled(set, *Profile::builtIn("curation").value(), &before);
    set.put(0x60203000, "OB", "CANARY-E").put(0x60200022, "LO", "CANARY-F");
    const auto left = ruled(set, *Profile::builtIn("curation").value(), &after);
    EXPECT_FALSE(anywhere(left, "CANARY"));
    EXPECT_EQ(after, before + 2);
}

TEST(FreeText, OutsideTheTableIsActedOnByItsVr) {
    DataSet set = cw::testing::aMammogram();
    set.put(0x00080005, "CS", "ISO_IR 192")
        .put(0x00100010, "PN",
             "Hong^Gildong=\xE6\xB4\xAA^\xE5\x90\x89\xE6\xB4\x9E="
             "\xED\x99\x8D^\xEA\xB8\xB8\xEB\x8F\x99")
        .put(0x00281351, "ST", "\xED\x99\x8D\xEA\xB8\xB8\xEB\x8F\x99 nipple")
        .put(0x00181020, "LO", "5.1 \xED\x99\x8D\xEA\xB8\xB8\xEB\x8F\x99\\4.2")
        .put(0x00187050, "CS", "HONG GILDONG");
    for (const char* name : {"basic", "curation", "programme"}) {
        const auto left = ruled(set, *Profile::builtIn(name).value());
        EXPECT_FALSE(anywhere(left, "\xED\x99\x8D")) << name;
        EXPECT_FALSE(anywhere(left, "GILDONG")) << name;
        EXPECT_TRUE(anywhere(left, "5.1")) << name;
    }
    EXPECT_EQ(ruled(set, *Profile::builtIn("curation").value()).at("(0028,1351)"), "nipple");
}

TEST(Numbers, ThatAreThePatientsIdAreReplacedAndOthersStay) {
    DataSet set = cw::testing::aMammogram();
    set.put(0x00100020, "LO", "123456")
        .put(0x00200011, "IS", "123456")
        .put(0x00281050, "DS", "2000\\123456")
        .put(0x00281051, "DS", "12345.6")
        .put(0x00200013, "IS", "12345");
    for (const char* name : {"basic", "curation", "programme"}) {
        const auto left = ruled(set, *Profile::builtIn(name).value());
        EXPECT_FALSE(anywhere(left, "123456")) << name;
        EXPECT_EQ(left.at("(0028,1051)"), "12345.6") << name;
        EXPECT_EQ(left.at("(0020,0013)"), "12345") << name;
    }
}

TEST(FixedDates, AreTheSameDayWhateverTheTableDoes) {
    DataSet set = cw::testing::aMammogram();
    set.put(0x00400244, "DA", "20240315")
        .put(0x00400245, "TM", "101500")
        .put(0x0018700C, "DA", "20240101")
        .put(0x00189074, "DT", "20240315101530")
        .put(0x00080024, "DA", "nonsense");
    const auto left = ruled(set, *Profile::builtIn("programme").value());
    for (const char* tag :
         {"(0008,0020)", "(0008,0022)", "(0010,0030)", "(0040,0244)", "(0018,700c)", "(0008,0024)"})
        EXPECT_EQ(left.at(tag), "19000101") << tag;
    EXPECT_EQ(left.at("(0018,9074)"), "19000101000000");
    EXPECT_FALSE(left.contains("(0040,0245)"));
    EXPECT_EQ(left.at("(0018,1000)"), "SERIAL998877"); // the device is kept
    EXPECT_FALSE(anywhere(left, "2024"));
}

TEST(Claims, SayWhatWasDoneAndNoMore) {
    const auto codesOf = [](const Claims& claims) {
        std::vector<std::string> codes;
        for (const auto& code : claims.codes)
            codes.push_back(code.value);
        std::ranges::sort(codes);
        return codes;
    };
    const auto programme = claimsOf(*Profile::builtIn("programme").value(), false);
    EXPECT_EQ(programme.temporal, "REMOVED");
    EXPECT_EQ(codesOf(programme), (std::vector<std::string>{"113100", "113109"}));
    const auto curation = claimsOf(*Profile::builtIn("curation").value(), true);
    EXPECT_EQ(curation.temporal, "MODIFIED");
    EXPECT_EQ(codesOf(curation),
              (std::vector<std::string>{"113100", "113101", "113105", "113107", "113108"}));
    EXPECT_TRUE(curation.burnedInIsNo);
    // Asked for is not done.
    const auto asked = claimsOf(*profileWith(R"("clean-pixel-data")"), false);
    EXPECT_EQ(codesOf(asked), std::vector<std::string>{"113100"});
    EXPECT_FALSE(asked.burnedInIsNo);
}

} // namespace
} // namespace cw::anonymizer
