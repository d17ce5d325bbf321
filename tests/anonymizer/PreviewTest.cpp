// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/Preview.h"
#include "anonymizer/Conformance.h"
#include "anonymizer/Support.h"
#include "core/Files.h"
#include <algorithm>
#include <cstdio>

namespace cw::anonymizer {
namespace {

using cw::testing::DataSet;
using What = PreviewRow::What;

DataSet aRichMammogram() {
    return cw::testing::aMammogram()
        .sequence(0x00082112,
                  {DataSet()
                       .put(0x00081150, "UI", "1.2.840.10008.5.1.4.1.1.1.2")
                       .put(0x00081155, "UI", "1.2.826.0.1.3680043.9.1.7")
                       .sequence(0x0040A170, {DataSet()
                                                  .put(0x00080100, "SH", "121320")
                                                  .put(0x00080102, "SH", "DCM")
                                                  .put(0x00080104, "LO", "Sentinelson view")
                                                  .put(0x00100010, "PN", "Sentinelson^Maria")})})
        .sequence(0x00540220, {DataSet()
                                   .put(0x00080100, "SH", "R-10242")
                                   .put(0x00080102, "SH", "SRT")
                                   .put(0x00080104, "LO", "cranio-caudal")})
        .sequence(0x00400275,
                  {DataSet().put(0x00401001, "SH", "REQ7788").put(0x00400007, "LO", "MAMMO R CC")})
        .sequence(0x00880200, {DataSet().put(0x00280010, "US", cw::testing::shortValue(8))})
        .sequence(0x04000561, {DataSet().put(0x04000562, "DT", "20240315")})
        .put(0x00090010, "LO", "PRIVATE MAKER")
        .put(0x00091001, "LO", "Sentinelson private")
        .put(0x60000022, "LO", "overlay words");
}

Preview previewed(const std::string& file, const std::string& profile,
                  const PreviewOptions& options = {}) {
    auto result =
        preview(cw::testing::bytesOf(file), cw::testing::contextOf(profile), "a.dcm", options);
    EXPECT_TRUE(result) << (result ? "" : result.error().sentence());
    return result ? std::move(*result) : Preview{};
}

std::string linesOf(const Preview& preview) {
    std::vector<std::string> lines;
    for (const auto& row : preview.rows)
        if (row.tag != dicom::Tag{0x0008, 0x0005})
            lines.push_back(std::string(name(row.what)) + " " + row.where);
    std::ranges::sort(lines);
    std::string text;
    for (const auto& line : lines)
        text += line + "\n";
    return text;
}

std::string outputOf(const std::string& command) {
    std::string text;
    FILE* pipe = ::popen(command.c_str(), "r");
    if (!pipe)
        return text;
    char block[4096];
    for (std::size_t got = 0; (got = std::fread(block, 1, sizeof block, pipe)) > 0;)
        text.append(block, got);
    ::pclose(pipe);
    return text;
}

class PreviewOfProfile : public ::testing::TestWithParam<const char*> {};

TEST_P(PreviewOfProfile, IsExactlyWhatPydicomFindsBetweenInputAndOutput) {
    if (std::system("/usr/bin/python3 -c 'import pydicom' 2>/dev/null") != 0)
        GTEST_SKIP() << "pydicom is not on this machine";
    const cw::testing::ScratchFolder scratch;
    const std::string file = cw::testing::dicomFile(aRichMammogram());
    const std::string output = cw::testing::deidentifiedBytes(file, GetParam());
    ASSERT_TRUE(core::writeWhole(scratch.path() / "in.dcm", std::string_view(file)));
    ASSERT_TRUE(core::writeWhole(scratch.path() / "out.dcm", std::string_view(output)));
    const std::string expected = outputOf(
        "/usr/bin/python3 '" CW_SOURCE_DIR "/tests/anonymizer/preview_oracle.py' '" +
        (scratch.path() / "in.dcm").string() + "' '" + (scratch.path() / "out.dcm").string() + "'");
    ASSERT_NE(expected, "");
    EXPECT_EQ(linesOf(previewed(file, GetParam())), expected);
}

INSTANTIATE_TEST_SUITE_P(BuiltIn, PreviewOfProfile,
                         ::testing::Values("basic", "curation", "programme"));

TEST(Preview, ShowsTheOriginalsOnlyWhereThatIsAskedFor) {
    const std::string file = cw::testing::dicomFile(aRichMammogram());
    for (const auto& row : previewed(file, "curation", {.unchanged = true}).rows) {
        EXPECT_EQ(row.before, "");
        for (const char* value : {"entinel", "SENTID", "19610203", "20240315"})
            for (const auto& text : {row.after, row.rule, row.why, row.beforeKind, row.where})
                EXPECT_FALSE(cw::testing::contains(text, value)) << row.where;
    }
    const auto shown = previewed(file, "curation", {.showValues = true});
    EXPECT_TRUE(std::ranges::any_of(shown.rows, [](const PreviewRow& row) {
        return row.keyword == "PatientName" && row.before == "Sentinelson^Maria";
    }));
}

TEST(Preview, GivesEveryChangeItsRuleAndItsReason) {
    const auto all = previewed(cw::testing::dicomFile(aRichMammogram()), "curation");
    for (const auto& row : all.rows) {
        EXPECT_NE(row.rule, "") << row.where;
        EXPECT_NE(row.why, "") << row.where;
    }
    const auto ruleOf = [&](const std::string& keyword) {
        const auto row = std::ranges::find_if(all.rows, [&](const PreviewRow& each) {
            return each.path.empty() && each.keyword == keyword;
        });
        return row == all.rows.end() ? std::string() : row->rule;
    };
    EXPECT_EQ(ruleOf("StudyDate"), "Table E.1-1, option modified-dates: C");
    EXPECT_EQ(ruleOf("InstitutionName"), "Table E.1-1: X/Z/D");
    EXPECT_EQ(ruleOf("PatientName"), "the patient's pseudonym");
    EXPECT_EQ(ruleOf("PartialViewDescription"), "not in Table E.1-1: by its VR ST");
    EXPECT_GT(all.count(What::Removed), 5U);
    EXPECT_GT(all.count(What::Inserted), 3U);
}

TEST(Preview, OfABrokenOrForeignFileIsAnErrorAndNoRows) {
    for (const std::string& file : {std::string(), std::string("not a picture"),
                                    cw::testing::dicomFile(aRichMammogram()).substr(0, 150)})
        EXPECT_FALSE(preview(cw::testing::bytesOf(file), cw::testing::contextOf("basic"), "a"));
}

TEST(ConformanceStatement, NamesEveryAttributeOfTheTableOnce) {
    for (const auto& profileName : Profile::builtInNames()) {
        const auto profile = Profile::builtIn(profileName).value();
        const std::string statement = conformanceStatement(*profile);
        const std::string table = statement.substr(statement.find("## Attributes of Table E.1-1"));
        for (const TableRow& row : confidentialityTable()) {
            const std::string line = "\n| " + dicom::text(row.tag) + " |";
            const auto at = table.find(line);
            ASSERT_NE(at, std::string::npos) << profileName << ' ' << row.name;
            EXPECT_EQ(table.find(line, at + 1), std::string::npos)
                << profileName << ' ' << row.name;
        }
        EXPECT_TRUE(cw::testing::contains(statement, profile->edition()));
        EXPECT_TRUE(cw::testing::contains(statement, profile->digest()));
        EXPECT_TRUE(cw::testing::contains(statement, "referential integrity"));
    }
}

} // namespace
} // namespace cw::anonymizer
