// SPDX-License-Identifier: Apache-2.0
// One canary in every attribute of Table E.1-1, at the top and inside sequences: none may survive.
#include "anonymizer/Support.h"
#include "anonymizer/detail/CharacterSet.h"
#include <algorithm>

namespace cw::anonymizer {
namespace {

using cw::testing::DataSet;

bool endsWith(std::string_view text, std::string_view end) { return text.ends_with(end); }

/// A VR that suits the attribute's name: the table itself has none.
std::string vrOf(const TableRow& row) {
    if (endsWith(row.name, "Sequence") || endsWith(row.name, "Sequence (Trial)"))
        return "SQ";
    if (row.basic.find('U') != std::string_view::npos || endsWith(row.name, "UID"))
        return "UI";
    if (endsWith(row.name, "DateTime"))
        return "DT";
    if (endsWith(row.name, "Date"))
        return "DA";
    if (endsWith(row.name, " Time"))
        return "TM";
    if (endsWith(row.name, "Name") && row.tag.group != 0x0018)
        return "PN";
    return "LO";
}

struct Canary {
    const TableRow* row;
    std::string vr, value;
};

/// The value of the n-th row in the run-th place: nowhere else the same.
std::string canaryValue(const std::string& vr, int run, int n) {
    char text[40];
    if (vr == "DA" || vr == "DT") // 1700 on: neither dates of the fixture nor our dummies
        std::snprintf(text, sizeof text, "%04d%02d%02d", 1700 + run * 60 + n / 336, 1 + n % 12,
                      1 + n / 12 % 28);
    else if (vr == "TM")
        std::snprintf(text, sizeof text, "%02d%02d%02d.77%02d", n / 3600 + 3, n / 60 % 60, n % 60,
                      run);
    else if (vr == "UI")
        std::snprintf(text, sizeof text, "1.2.826.0.1.99.%d.%d.7", 1000 + run, 1000 + n);
    else if (vr == "PN")
        std::snprintf(text, sizeof text, "Canaryx%dq%d^Zz", run, n);
    else
        std::snprintf(text, sizeof text, "CANARY-%d-%04d", run, n);
    return text;
}

bool isFixed(dicom::Tag tag) { // the fixture needs its own
    return tag == dicom::Tag{0x0008, 0x0018} || tag.group < 0x0008;
}

std::uint32_t keyOf(dicom::Tag tag) {
    return static_cast<std::uint32_t>(tag.group) << 16 | tag.element;
}

/// Adds one canary for every row; sequences get an item with a canary in an unlisted attribute.
void plant(DataSet& set, std::vector<Canary>& canaries, int run, bool asUnknown) {
    int n = 0;
    for (const TableRow& row : confidentialityTable()) {
        ++n;
        if (isFixed(row.tag))
            continue;
        const std::string named = vrOf(row);
        const std::string vr = asUnknown && named != "SQ" ? "UN" : named;
        const std::string value = canaryValue(vr == "SQ" ? "LO" : vr, run, n);
        if (vr == "SQ")
            set.sequence(keyOf(row.tag), {DataSet().put(0x00104000, "LT", value)});
        else
            set.put(keyOf(row.tag), vr, value);
        canaries.push_back({&row, vr, value});
    }
}

DataSet nested(DataSet inner, int depth) {
    for (int i = 0; i < depth; ++i) // ViewCode and its modifier: not in the table, so entered
        inner = DataSet().sequence(i % 2 == 0 ? 0x00540222 : 0x00540220, {std::move(inner)});
    return inner;
}

/// "curation", or a profile of one option, by its name.
std::shared_ptr<const Profile> profileOf(const std::string& name) {
    if (auto builtIn = Profile::builtIn(name))
        return *builtIn;
    return Profile::parse(R"({"name":"x","options":[")" + name + "\"]}").value();
}

std::string outputOf(const std::string& file, const std::string& profileName) {
    const auto result =
        deidentify(cw::testing::bytesOf(file),
                   {profileOf(profileName), Pseudonyms(PseudonymKey::forSyntheticData("tests"))},
                   "source.dcm");
    EXPECT_TRUE(result) << (result ? "" : result.error().sentence());
    return result ? cw::testing::textOf(result->image.value().bytes) : std::string();
}

/// Judged by the table's columns and the options that are on, not by the code under test.
bool keptOnPurpose(const Canary& canary, const Profile& profile) {
    // Under an unknown VR nobody knows what it is, so no option can mean it; but a UID, which the
    // reader's dictionary recognises.
    if (canary.vr == "UN" && vrOf(*canary.row) != "UI")
        return false;
    const std::string_view options = canary.row->options;
    const bool temporal = options.find('m') != std::string_view::npos;
    for (std::size_t i = 0; i + 1 < options.size(); i += 2) {
        if (!profile.has(static_cast<Option>(options[i])))
            continue;
        // Moved dates keep their time of day; a kept device keeps no date of its own.
        if (options[i + 1] == 'C')
            return canary.vr == "TM" && options[i] == 'm';
        if (options[i] == 'f' || !temporal)
            return true;
    }
    return false;
}

std::vector<std::string> survivors(const std::string& output, const std::vector<Canary>& canaries,
                                   const Profile& profile) {
    std::vector<std::string> left;
    for (const Canary& canary : canaries)
        if (!keptOnPurpose(canary, profile) && cw::testing::contains(output, canary.value))
            left.push_back(dicom::text(canary.row->tag) + " " + std::string(canary.row->name));
    return left;
}

class EveryListedAttribute : public ::testing::TestWithParam<std::tuple<const char*, int, bool>> {};

TEST_P(EveryListedAttribute, LosesItsValue) {
    const auto [profileName, depth, asUnknown] = GetParam();
    DataSet set = cw::testing::aMammogram();
    std::vector<Canary> canaries;
    if (depth == 0) {
        plant(set, canaries, 0, asUnknown);
        set.put(0x00080016, "UI", "1.2.840.10008.5.1.4.1.1.1.2");
    } else {
        DataSet inner;
        plant(inner, canaries, depth, asUnknown);
        const DataSet outer = nested(std::move(inner), depth - 1);
        set.sequence(0x00540220, {outer});
    }
    const std::string file = cw::testing::dicomFile(set);
    const std::string output = outputOf(file, profileName);
    ASSERT_FALSE(output.empty());
    ASSERT_GE(canaries.size(), 640U);
    for (const Canary& canary : canaries)
        ASSERT_TRUE(cw::testing::contains(file, canary.value)) << canary.row->name;
    EXPECT_EQ(survivors(output, canaries, *profileOf(profileName)), std::vector<std::string>{});
}

INSTANTIATE_TEST_SUITE_P(AtEveryDepth, EveryListedAttribute,
                         ::testing::Combine(::testing::Values("basic", "curation", "programme"),
                                            ::testing::Values(0, 1, 2, 3, 5), ::testing::Bool()));

INSTANTIATE_TEST_SUITE_P(
    UnderEveryOption, EveryListedAttribute,
    ::testing::Combine(::testing::Values("retain-safe-private", "retain-uids", "retain-device",
                                         "retain-institution", "patient-characteristics",
                                         "full-dates", "modified-dates", "clean-descriptors",
                                         "clean-structured-content", "clean-graphics",
                                         "clean-pixel-data"),
                       ::testing::Values(0, 2), ::testing::Values(false)));

/// Attributes outside the table, and everything that is no attribute at all.
TEST(Canary, DoesNotSurviveInPrivateGroupsMetaPreamblePaddingOrTrailer) {
    DataSet set = cw::testing::aMammogram();
    set.put(0x00090010, "LO", "CANARY CREATOR")
        .put(0x00091001, "LO", "CANARY-PRIVATE-1")
        .put(0x00091002, "UN", "CANARY-PRIVATE-2")
        .sequence(0x00091003, {DataSet().put(0x00100010, "PN", "CANARY^PRIVATE^3")})
        .put(0x50001001, "LO", "CANARY-CURVE")
        .put(0x60000022, "LO", "CANARY-OVERLAY-1")
        .put(0x60001500, "LO", "CANARY-OVERLAY-2")
        .put(0x60003000, "OB", "CANARY-OVERLAY-3")
        .put(0x60203000, "OB", "CANARY-NO-OVERLAY")
        .put(0x00041500, "CS", "CANARY-DIR")
        .put(0xFFFCFFFC, "OB", "CANARY-PADDING")
        .put(0x00181024, "LO", "CANARY-UNKNOWN-TAG-OF-2026") // not a dictionary's
        .put(0x00189999, "LO", "CANARY-UNASSIGNED")
        .put(0x00281352, "AE", "CANARY-AE")
        .put(0x7FE00010, "OW", std::string(32, '\1') + "CANARY-BEHIND-THE-PICTURE ");
    set.sequence(0x00082218, {DataSet()
                                  .put(0x00080104, "LO", "Breast")
                                  .put(0x00090010, "LO", "CANARY CREATOR NESTED")
                                  .put(0x00091001, "LO", "CANARY-PRIVATE-NESTED")});
    cw::testing::FileParts parts;
    parts.preamble = "CANARY-PREAMBLE";
    parts.meta.put(0x00020016, "AE", "CANARY-AET")
        .put(0x00020013, "SH", "CANARY-IMPL")
        .put(0x00020100, "UI", "1.2.826.0.1.99.5")
        .put(0x00020102, "OB", "CANARY-META-PRIVATE");
    parts.trailer = "";
    for (const char* profile : {"basic", "curation", "programme"}) {
        const std::string output =
            cw::testing::deidentifiedBytes(cw::testing::dicomFile(set, parts), profile);
        const auto at = output.find("CANARY");
        EXPECT_EQ(at, std::string::npos) << profile << ": " << output.substr(at, 40);
    }
}

TEST(Canary, DoesNotSurviveInAttributesThatOnlyTheirVrGivesAway) {
    DataSet set = cw::testing::aMammogram();
    set.put(0x00281351, "ST", "CANARY nipple")    // Partial View Description
        .put(0x00187062, "LT", "CANARY exposure") // Exposure Control Mode Description
        .put(0x0018700C, "DA", "17110102")
        .sequence(0x00540220, {DataSet()
                                   .put(0x00080104, "LO", "cranio-caudal")
                                   .put(0x00080106, "DT", "17120203") // Context Group Version
                                   .put(0x00080117, "UI", "1.2.840.10008.6.1.3")});
    for (const char* profile : {"basic", "curation", "programme"}) {
        const std::string output =
            cw::testing::deidentifiedBytes(cw::testing::dicomFile(set), profile);
        for (const char* canary : {"CANARY", "17110102", "17120203"})
            EXPECT_FALSE(cw::testing::contains(output, canary)) << profile << ' ' << canary;
        EXPECT_TRUE(cw::testing::contains(output, "cranio-caudal"));
        EXPECT_TRUE(cw::testing::contains(output, "1.2.840.10008.6.1.3"));
    }
}

} // namespace
} // namespace cw::anonymizer
