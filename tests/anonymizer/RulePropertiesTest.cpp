// SPDX-License-Identifier: Apache-2.0
// Promises about any attribute at any depth, tried on random data sets.
#include "anonymizer/Support.h"
#include "core/Files.h"
#include <algorithm>
#include <array>
#include <map>
#include <rapidcheck/gtest.h>
#include <set>

namespace cw::anonymizer {
namespace {

using cw::testing::DataSet;

constexpr const char* kName = "Qzyxwvu";
constexpr const char* kId = "QZID778899";

/// Tags of every sort: listed, unlisted, of makers, unknown; with a VR that can hold text.
struct Place {
    std::uint32_t tag;
    const char* vr;
};
constexpr std::array kPlaces{
    Place{0x00080070, "LO"}, Place{0x00080080, "LO"}, Place{0x00080081, "ST"},
    Place{0x00081010, "SH"}, Place{0x00081030, "LO"}, Place{0x00081090, "LO"},
    Place{0x00082111, "ST"}, Place{0x00100021, "LO"}, Place{0x00101090, "LO"},
    Place{0x00104000, "LT"}, Place{0x00180015, "CS"}, Place{0x00181000, "LO"},
    Place{0x00181020, "LO"}, Place{0x00181030, "LO"}, Place{0x00187050, "CS"},
    Place{0x00187062, "LT"}, Place{0x00204000, "LT"}, Place{0x00281351, "ST"},
    Place{0x00380500, "LO"}, Place{0x00400254, "LO"}, Place{0x0040A160, "UT"},
    Place{0x0040A123, "PN"}, Place{0x00700006, "ST"}, Place{0x00700081, "LO"},
    Place{0x00080104, "LO"}, Place{0x00080100, "SH"}, Place{0x00091001, "LO"},
    Place{0x00191077, "UN"}, Place{0x00189876, "LO"}, Place{0x60000022, "LO"},
    Place{0x60200022, "LO"}, Place{0x00020016, "AE"}, Place{0x0010FFF2, "UN"},
    Place{0x00282000, "OB"}, Place{0x00720026, "AT"}, Place{0x00209158, "LT"},
    Place{0x00280106, "US"}, Place{0x00289099, "US"}, Place{0x00281201, "OW"},
    Place{0x00209057, "UL"}, Place{0x00720080, "OF"}, Place{0x00189073, "FD"},
    Place{0x00221050, "FD"}, Place{0x00209165, "AT"}};
constexpr std::array<std::uint32_t, 8> kSequences{0x00540220, 0x00082112, 0x00400275, 0x0040A730,
                                                  0x00700001, 0x00400555, 0x0018A001, 0x00091010};

std::string fileWith(const std::string& sentinel, int places, int depth,
                     const cw::testing::FileParts& parts = {}) {
    DataSet inner;
    for (int i = 0; i < places; ++i) {
        const auto& place = kPlaces[*rc::gen::inRange<std::size_t>(0, kPlaces.size())];
        if ((place.tag >> 16) > 2)
            inner.put(place.tag, place.vr,
                      *rc::gen::element<std::string>("", "x ", "MAMMO ") + sentinel);
    }
    for (int i = 0; i < depth; ++i)
        inner = DataSet().sequence(kSequences[*rc::gen::inRange<std::size_t>(0, kSequences.size())],
                                   {std::move(inner)});
    DataSet set = cw::testing::aMammogram();
    set.put(0x00100010, "PN", std::string(kName) + "^Maria").put(0x00100020, "LO", kId);
    set.add(inner);
    return cw::testing::dicomFile(set, parts);
}

/// The sentinel in any of the places that are no attribute of the data set.
cw::testing::FileParts partsWith(const std::string& sentinel) {
    cw::testing::FileParts parts;
    const auto here = [] { return *rc::gen::arbitrary<bool>(); };
    if (here())
        parts.preamble = std::string(*rc::gen::inRange<std::size_t>(0, 100), 'x') + sentinel;
    for (const std::uint32_t title : {0x00020016U, 0x00020017U, 0x00020018U})
        if (here())
            parts.meta.put(title, "AE", sentinel);
    if (here())
        parts.meta.put(0x00020102, "OB", sentinel);
    if (here()) // as padding that follows the picture, or as bytes that are nothing
        parts.trailer =
            (here() ? DataSet().put(0xFFFCFFFC, "OB", sentinel).explicitLittle() : "") + sentinel;
    return parts;
}

RC_GTEST_PROP(AnyAttribute, NeverCarriesThePatientsNameOrIdOut, ()) {
    const std::string sentinel = *rc::gen::element<std::string>(kName, kId);
    const std::string profile = *rc::gen::element<std::string>("basic", "curation", "programme");
    const std::string file = fileWith(sentinel, *rc::gen::inRange(1, 12), *rc::gen::inRange(0, 4));
    const std::string output = cw::testing::deidentifiedBytes(file, profile);
    RC_ASSERT(!output.empty());
    RC_ASSERT(!cw::testing::contains(output, sentinel));
}

RC_GTEST_PROP(Sentinel, NeverSurvivesInsideOrAroundTheDataSet, ()) {
    const std::string sentinel = *rc::gen::element<std::string>(kName, kId);
    const std::string profile = *rc::gen::element<std::string>("basic", "curation", "programme");
    const auto parts = partsWith(sentinel);
    const std::string file =
        fileWith(sentinel, *rc::gen::inRange(0, 12), *rc::gen::inRange(0, 4), parts);
    const std::string output = cw::testing::deidentifiedBytes(file, profile);
    RC_ASSERT(!output.empty());
    RC_ASSERT(!cw::testing::contains(output, sentinel));
}

RC_GTEST_PROP(DeidentifyingTwice, ChangesNothing, ()) {
    const std::string profile = *rc::gen::element<std::string>("basic", "curation", "programme");
    const std::string file = fileWith(kName, *rc::gen::inRange(1, 12), *rc::gen::inRange(0, 4));
    const std::string once = cw::testing::deidentifiedBytes(file, profile);
    RC_ASSERT(cw::testing::deidentifiedBytes(once, profile) == once);
}

RC_GTEST_PROP(References, FollowTheFilesTheyName, ()) {
    const auto depth = *rc::gen::inRange(1, 4);
    const auto tag = *rc::gen::element<std::uint32_t>(0x00081155, 0x0020000D, 0x0020000E,
                                                      0x00200052, 0x0040A124);
    const std::string uid = "1.2.826.0.1.3680043.9.1.1"; // the mammogram's own
    DataSet inner = DataSet().put(tag, "UI", uid);
    for (int i = 0; i < depth; ++i)
        inner = DataSet().sequence(*rc::gen::element<std::uint32_t>(0x00540220, 0x00082218),
                                   {std::move(inner)});
    DataSet set = cw::testing::aMammogram();
    set.add(inner);
    const auto output = cw::testing::parsed(
        cw::testing::deidentifiedBytes(cw::testing::dicomFile(set), "curation"));
    const std::string own = output.text({0x0008, 0x0018}).value_or("");
    std::string named;
    output.visit([&](const dicom::ElementView& element) {
        if (!element.path.empty() && element.vr == "UI")
            named = std::string(element.value);
    });
    RC_ASSERT(own != uid);
    RC_ASSERT(named == own);
}

RC_GTEST_PROP(References, BetweenFilesNameTheSameFilesAsBefore, ()) {
    const auto uidOf = [](int file) { return "1.2.826.0.1.3680043.9.2." + std::to_string(file); };
    const int files = *rc::gen::inRange(1, 5);
    std::map<int, std::string> newUid, named; // by file; by the file that is named
    for (int file = 0; file < files; ++file) {
        const int target = *rc::gen::inRange(0, files);
        DataSet reference = DataSet()
                                .put(0x00081150, "UI", "1.2.840.10008.5.1.4.1.1.1.2")
                                .put(0x00081155, "UI", uidOf(target));
        for (int depth = *rc::gen::inRange(0, 3); depth > 0; --depth)
            reference = DataSet().sequence(*rc::gen::element<std::uint32_t>(0x00540220, 0x00082218),
                                           {std::move(reference)});
        DataSet set = cw::testing::aMammogram();
        set.put(0x00080018, "UI", uidOf(file)).sequence(0x00082112, {std::move(reference)});
        const auto output = cw::testing::parsed(
            cw::testing::deidentifiedBytes(cw::testing::dicomFile(set), "curation"));
        newUid[file] = output.text({0x0008, 0x0018}).value_or("");
        std::string found;
        output.visit([&](const dicom::ElementView& element) {
            if (element.tag == dicom::Tag{0x0008, 0x1155})
                found = std::string(element.value);
        });
        RC_ASSERT(!named.contains(target) || named[target] == found);
        named[target] = found;
    }
    for (const auto& [target, uid] : named)
        RC_ASSERT(uid != uidOf(target) && (!newUid.contains(target) || uid == newUid[target]));
    std::set<std::string> distinct;
    for (const auto& [file, uid] : newUid)
        distinct.insert(uid);
    RC_ASSERT(distinct.size() == newUid.size());
}

TEST(OverRemoval, WhatAReaderAndAModelNeedIsStillThere) {
    // The keep list of mammography and ophthalmic photography: outside the table, so no profile
    // may touch it.
    struct Kept {
        std::uint32_t tag;
        const char *vr, *value;
    };
    constexpr std::array kept{Kept{0x00080068, "CS", "FOR PRESENTATION"},
                              Kept{0x00200062, "CS", "R"},
                              Kept{0x00200060, "CS", "R"},
                              Kept{0x00185101, "CS", "CC"},
                              Kept{0x00281350, "CS", "YES"},
                              Kept{0x00281300, "CS", "NO"},
                              Kept{0x00181164, "DS", "0.1\\0.1"},
                              Kept{0x00280030, "DS", "0.07\\0.07"},
                              Kept{0x00181114, "DS", "1.02"},
                              Kept{0x00281040, "CS", "LIN"},
                              Kept{0x00080070, "LO", "MAKER"},
                              Kept{0x00081090, "LO", "Model 9"},
                              Kept{0x00181020, "LO", "5.1"},
                              Kept{0x00180060, "DS", "28"},
                              Kept{0x001811A0, "DS", "51"},
                              Kept{0x001811A2, "DS", "95"},
                              Kept{0x00180015, "CS", "BREAST"},
                              Kept{0x00281050, "DS", "2000"},
                              Kept{0x00281051, "DS", "800"},
                              Kept{0x00281056, "CS", "SIGMOID"},
                              Kept{0x20500020, "CS", "IDENTITY"},
                              Kept{0x00181191, "CS", "MOLYBDENUM"},
                              Kept{0x00187050, "CS", "RHODIUM"},
                              Kept{0x00400316, "DS", "0.012"},
                              Kept{0x00080008, "CS", "ORIGINAL\\PRIMARY"},
                              Kept{0x00200020, "CS", "P\\L"},
                              Kept{0x00181510, "DS", "45"},
                              Kept{0x00187004, "CS", "DIRECT"},
                              Kept{0x00181166, "CS", "NONE"},
                              Kept{0x00280300, "CS", "NO"},
                              Kept{0x00200011, "IS", "3"},
                              Kept{0x00200013, "IS", "4"},
                              Kept{0x0022000D, "CS", "YES"},
                              Kept{0x0022000E, "FL", nullptr},
                              Kept{0x0022000B, "FL", nullptr},
                              Kept{0x00282110, "CS", "00"}};
    DataSet set = cw::testing::aMammogram();
    for (const auto& each : kept)
        set.put(each.tag, each.vr, each.value ? each.value : std::string("\0\0\x80\x3f", 4));
    set.sequence(0x00540220, {DataSet()
                                  .put(0x00080100, "SH", "R-10242")
                                  .put(0x00080102, "SH", "SRT")
                                  .put(0x00080104, "LO", "cranio-caudal")});
    const auto before = cw::testing::parsed(cw::testing::dicomFile(set));
    for (const char* profile : {"basic", "curation", "programme"}) {
        const auto after = cw::testing::parsed(
            cw::testing::deidentifiedBytes(cw::testing::dicomFile(set), profile));
        for (const auto& each : kept) {
            const dicom::Tag tag{static_cast<std::uint16_t>(each.tag >> 16),
                                 static_cast<std::uint16_t>(each.tag & 0xFFFF)};
            EXPECT_EQ(after.text(tag).value_or("gone"), before.text(tag).value_or(""))
                << profile << ' ' << dicom::keyword(tag);
        }
        EXPECT_TRUE(after.has({0x0054, 0x0220})) << profile;
    }
}

} // namespace
} // namespace cw::anonymizer
