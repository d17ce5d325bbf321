// SPDX-License-Identifier: Apache-2.0
#include "dicom/Instances.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <map>

namespace cw {
namespace {

using dicom::Change;
using dicom::ElementView;
using dicom::Tag;
using testing::must;

constexpr Tag kName{0x0010, 0x0010}, kSequence{0x0008, 0x1140}, kInner{0x0040, 0xA170};

bool holds(const testing::Bytes& bytes, std::string_view text) {
    const auto* start = reinterpret_cast<const char*>(bytes.data());
    return std::search(start, start + bytes.size(), text.begin(), text.end()) !=
           start + bytes.size();
}

struct Seen {
    std::string vr, value, creator, characterSet;
    std::size_t depth, length;
};
std::multimap<Tag, Seen> visited(const dicom::Instance& instance) {
    std::multimap<Tag, Seen> all;
    instance.visit([&all](const ElementView& e) {
        all.emplace(e.tag,
                    Seen{std::string(e.vr), std::string(e.value), std::string(e.privateCreator),
                         std::string(e.characterSet), e.path.size(), e.length});
    });
    return all;
}

dicom::Instance nested() {
    auto instance = testing::bareInstance();
    must(instance.setText(kName, "TOP^NAME"));
    must(instance.setText({{kSequence, 0}, {kInner, 1}}, kName, "DEEP^NAME"));
    must(instance.setText({{kSequence, 0}, {kInner, 0}}, {0x0008, 0x0100}, "CODE"));
    return instance;
}

TEST(Visit, ReachesEveryDepthInOrderWithItsPath) {
    std::vector<std::string> lines;
    nested().visit([&lines](const ElementView& e) {
        std::string line;
        for (const auto& step : e.path)
            line += dicom::text(step.sequence) + "[" + std::to_string(step.item) + "].";
        lines.push_back(line + dicom::text(e.tag));
    });
    EXPECT_EQ(lines, (std::vector<std::string>{
                         "(0008,0016)", "(0008,0018)", "(0008,0060)", "(0008,1140)",
                         "(0008,1140)[0].(0040,a170)", "(0008,1140)[0].(0040,a170)[0].(0008,0100)",
                         "(0008,1140)[0].(0040,a170)[1].(0010,0010)", "(0010,0010)"}));
}

TEST(Rewrite, KeepsRemovesEmptiesAndReplacesAtEveryDepth) {
    auto instance = nested();
    instance.rewrite([](const ElementView& e) -> Change {
        if (e.tag == kName && e.path.empty())
            return {Change::Kind::Replace, "NEW^NAME"};
        if (e.tag == kName)
            return {Change::Kind::Empty, {}};
        if (e.tag == Tag{0x0008, 0x0100})
            return {Change::Kind::Remove, {}};
        return {};
    });
    EXPECT_EQ(instance.text(kName), "NEW^NAME");
    const auto bytes = must(dicom::encodeInstance(instance));
    EXPECT_FALSE(holds(bytes, "DEEP"));
    EXPECT_FALSE(holds(bytes, "CODE"));
    EXPECT_FALSE(holds(bytes, "TOP^NAME"));
    const auto again = visited(must(dicom::readInstance(bytes)));
    EXPECT_EQ(again.count(kName), 2U);
    EXPECT_EQ(again.count({0x0008, 0x0100}), 0U);
}

TEST(Rewrite, EmptiesAndRemovesWholeSequences) {
    auto instance = nested();
    instance.rewrite([](const ElementView& e) -> Change {
        return {e.tag == kSequence ? Change::Kind::Empty : Change::Kind::Keep, {}};
    });
    EXPECT_TRUE(instance.has(kSequence));
    EXPECT_EQ(visited(instance).count(kInner), 0U);
    instance.rewrite([](const ElementView& e) -> Change {
        return {e.tag == kSequence ? Change::Kind::Remove : Change::Kind::Keep, {}};
    });
    EXPECT_FALSE(instance.has(kSequence));
}

TEST(Rewrite, NeverLeavesTheOldValueWhereTheNewDoesNotFit) {
    auto instance = testing::bareInstance();
    must(instance.setText({0x0028, 0x0010}, "512"));
    instance.rewrite([](const ElementView& e) -> Change {
        return e.tag == Tag{0x0028, 0x0010} ? Change{Change::Kind::Replace, "no number"} : Change{};
    });
    EXPECT_EQ(instance.text({0x0028, 0x0010}), "");
}

TEST(Rewrite, CanTakeThePixelsAway) {
    auto instance = testing::instanceOf(
        must(core::Image::create(4, 4, 1, core::SampleType::U8, core::PixelMeaning::Monochrome2)));
    EXPECT_EQ(visited(instance).find({0x7FE0, 0x0010})->second.length, 16U);
    instance.rewrite([](const ElementView& e) -> Change {
        return {e.tag == Tag{0x7FE0, 0x0010} ? Change::Kind::Remove : Change::Kind::Keep, {}};
    });
    EXPECT_FALSE(instance.has({0x7FE0, 0x0010}));
}

testing::Bytes privateFile() {
    auto file = testing::fileStart("1.2.840.10008.1.2.1");
    testing::element(file, {0x0008, 0x0005}, "CS", "ISO_IR 100");
    testing::element(file, {0x0008, 0x0016}, "UI", std::string(testing::kMammogram) + '\0');
    testing::element(file, {0x0008, 0x0018}, "UI", std::string("2.25.77\0", 8));
    testing::element(file, {0x0009, 0x0010}, "LO", "VENDOR A");
    testing::element(file, {0x0009, 0x0011}, "LO", "VENDOR B");
    testing::element(file, {0x0009, 0x1001}, "LO", "SECRET-A");
    // A sequence under UN of defined length: implicit VR inside (PS3.5 6.2.2).
    testing::Bytes inner;
    testing::marker(inner, 0xE000, 0xFFFFFFFF);
    testing::little(inner, 0x0010, 2);
    testing::little(inner, 0x0010, 2);
    testing::little(inner, 12, 4);
    testing::chars(inner, "HIDDEN^NAME ");
    testing::little(inner, 0x0008, 2);
    testing::little(inner, 0x0005, 2);
    testing::little(inner, 10, 4);
    testing::chars(inner, "ISO_IR 192");
    testing::marker(inner, 0xE00D, 0);
    testing::element(file, {0x0009, 0x1102}, "UN",
                     {reinterpret_cast<const char*>(inner.data()), inner.size()});
    // A private sequence of undefined length inside UN.
    testing::element(file, {0x0009, 0x1103}, "UN", "", 0xFFFFFFFF);
    testing::marker(file, 0xE000, 20);
    testing::little(file, 0x0010, 2);
    testing::little(file, 0x0010, 2);
    testing::little(file, 12, 4);
    testing::chars(file, "BURIED^NAME ");
    testing::marker(file, 0xE0DD, 0);
    testing::element(file, {0x0029, 0x1055}, "UN", "ORPHAN");
    return file;
}

TEST(Visit, EntersSequencesHiddenInUnAndKnowsThePrivateCreators) {
    const auto all = visited(must(dicom::readInstance(privateFile())));
    EXPECT_EQ(all.find({0x0009, 0x1001})->second.creator, "VENDOR A");
    EXPECT_EQ(all.find({0x0009, 0x1102})->second.creator, "VENDOR B");
    EXPECT_EQ(all.find({0x0009, 0x1102})->second.vr, "SQ");
    EXPECT_EQ(all.find({0x0029, 0x1055})->second.creator, "");
    EXPECT_EQ(all.find({0x0029, 0x1055})->second.value, "ORPHAN");
    std::vector<std::string> names;
    for (auto [at, end] = all.equal_range(kName); at != end; ++at)
        names.push_back(at->second.value + " " + at->second.characterSet);
    EXPECT_EQ(names,
              (std::vector<std::string>{"HIDDEN^NAME ISO_IR 192", "BURIED^NAME ISO_IR 100"}));
}

TEST(Rewrite, RemovesWhatWasHiddenInPrivateSequences) {
    auto instance = must(dicom::readInstance(privateFile()));
    instance.rewrite([](const ElementView& e) -> Change {
        return {e.tag == kName ? Change::Kind::Remove : Change::Kind::Keep, {}};
    });
    const auto bytes = must(dicom::encodeInstance(instance));
    EXPECT_FALSE(holds(bytes, "HIDDEN"));
    EXPECT_FALSE(holds(bytes, "BURIED"));
    EXPECT_TRUE(holds(bytes, "SECRET-A"));
}

TEST(Encode, CarriesNeitherPreambleNorMetaHeaderNorTrailingBytes) {
    auto file = must(dicom::encodeInstance(nested()));
    constexpr std::string_view kLeak = "LEAKED^NAME";
    std::copy(kLeak.begin(), kLeak.end(), reinterpret_cast<char*>(file.data()));
    auto withMeta = testing::Bytes(file.begin(), file.begin() + 132);
    testing::element(withMeta, {0x0002, 0x0016}, "AE", "LEAKED^AE ");
    withMeta.insert(withMeta.end(), file.begin() + 132, file.end());
    withMeta.resize(withMeta.size() + 40); // zero padding is tolerated
    const auto bytes = must(dicom::encodeInstance(must(dicom::readInstance(withMeta))));
    EXPECT_FALSE(holds(bytes, "LEAKED"));
    EXPECT_EQ(bytes, must(dicom::encodeInstance(nested())));
}

TEST(Encode, LeavesOutWhatFollowsThePixels) {
    auto file = must(dicom::encodeInstance(testing::instanceOf(must(
        core::Image::create(4, 4, 1, core::SampleType::U8, core::PixelMeaning::Monochrome2)))));
    testing::chars(file, "JUNK WITH A NAME");
    EXPECT_FALSE(holds(must(dicom::encodeInstance(must(dicom::readInstance(file)))), "JUNK"));
}

TEST(Clone, SharesNothingThatAChangeCouldReach) {
    const auto original = nested();
    auto copy = original.clone();
    must(copy.setText(kName, "OTHER"));
    EXPECT_EQ(original.text(kName), "TOP^NAME");
}

TEST(SetText, NeedsAVrForAnUnknownTag) {
    auto instance = testing::bareInstance();
    EXPECT_EQ(instance.setText({0x0099, 0x1001}, "x").error().code, ErrorCode::InvalidArgument);
    must(instance.setText({0x0099, 0x1001}, "x", "LO"));
    EXPECT_EQ(instance.text({0x0099, 0x1001}), "x");
    EXPECT_EQ(instance.setText(kSequence, "x").error().code, ErrorCode::InvalidArgument);
    EXPECT_EQ(instance.setText({0x0028, 0x0010}, "many").error().code, ErrorCode::InvalidArgument);
}

TEST(SetCodes, ReplacesTheSequenceByOneItemACode) {
    auto instance = testing::bareInstance();
    const dicom::Code codes[] = {{"113100", "DCM", "Basic"}, {"113101", "DCM", "Clean pixels"}};
    must(instance.setCodes({0x0012, 0x0064}, codes));
    must(instance.setCodes({0x0012, 0x0064}, std::span(codes).first(1)));
    EXPECT_EQ(visited(instance).count({0x0008, 0x0100}), 1U);
}

TEST(Utf8, DecodesKoreanNamesOfThreeGroups) {
    auto instance = testing::bareInstance();
    must(instance.setText({0x0008, 0x0005}, "\\ISO 2022 IR 149"));
    // PS3.5 I.2: Hong^Gildong in Latin, hanja and hangul.
    must(instance.setText(kName, "Hong^Gildong=\x1B$)C\xFB\xF3^\x1B$)C\xD1\xCE\xD4\xD7="
                                 "\x1B$)C\xC8\xAB^\x1B$)C\xB1\xE6\xB5\xBF"));
    EXPECT_EQ(instance.utf8(kName), "Hong^Gildong=洪^吉洞=홍^길동");
}

TEST(Utf8, SurvivesTextThatIsNotWhatItSays) {
    auto instance = testing::bareInstance();
    must(instance.setText(kName, "caf\xE9"));
    EXPECT_EQ(instance.utf8(kName), "caf\xEF\xBF\xBD"); // no character set: replaced
    must(instance.setText({0x0008, 0x0005}, "ISO_IR 100"));
    EXPECT_EQ(instance.utf8(kName), "café");
    must(instance.setText({0x0008, 0x0005}, "NONSENSE"));
    EXPECT_EQ(instance.utf8(kName), "caf\xEF\xBF\xBD");
    must(instance.setText({0x0008, 0x0005}, "\\ISO 2022 IR 149"));
    must(instance.setText(kName, "\xC8\xAB^\xB1\xE6\xB5\xBF")); // escapes left out by the writer
    EXPECT_EQ(instance.utf8(kName), "홍^길동");
}

TEST(Keyword, NamesKnownTagsAndNumbersOthers) {
    EXPECT_EQ(dicom::keyword(kName), "PatientName");
    EXPECT_EQ(dicom::keyword({0x0099, 0x1001}), "(0099,1001)");
}

} // namespace
} // namespace cw
