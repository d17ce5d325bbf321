// SPDX-License-Identifier: Apache-2.0
#include "viewers/HangingProtocolFile.h"

#include <gtest/gtest.h>

namespace cw::viewers {
namespace {

using Kind = ProtocolFault::Kind;

QByteArray builtIn() { return builtInProtocolFile(core::ImageKind::Mammography); }

/// The built-in file with one text replaced by another.
QByteArray changed(const char* from, const char* to) {
    auto text = builtIn();
    const auto at = text.indexOf(from);
    EXPECT_GE(at, 0) << from;
    return text.replace(at, static_cast<qsizetype>(qstrlen(from)), to);
}

int lineOf(const QByteArray& text, const char* part, qsizetype from = 0) {
    return 1 + static_cast<int>(text.left(text.indexOf(part, from)).count('\n'));
}

TEST(HangingProtocol, ThatComesWithTheProgramHasTheKeysOfTheManual) {
    const auto& mammography = builtInProtocol(core::ImageKind::Mammography);
    std::vector<int> keys;
    for (const auto& step : mammography.steps)
        keys.push_back(step.key);
    EXPECT_EQ(keys, (std::vector{1, 2, 3, 4, 5, 6, 7}));
    EXPECT_EQ(mammography.steps[1].name.english, "CC pair");
    EXPECT_EQ(mammography.steps[5].scale, StepScale::Quadrants);
    const auto& fundus = builtInProtocol(core::ImageKind::Fundus);
    EXPECT_EQ(fundus.kind, core::ImageKind::Fundus);
    EXPECT_TRUE(fundus.steps.front().bySide);
}

TEST(HangingProtocol, ComesBackFromItsFileAsItWas) {
    for (const auto kind : {core::ImageKind::Mammography, core::ImageKind::Fundus}) {
        const auto& protocol = builtInProtocol(kind);
        const auto again = readProtocol(writeProtocol(protocol));
        ASSERT_TRUE(again.protocol) << qPrintable(words(again.fault));
        EXPECT_EQ(*again.protocol, protocol);
    }
}

TEST(HangingProtocol, ReadsAPlaceForSeveralViews) {
    const auto reading = readProtocol(changed("\"view\": \"CC\"", "\"view\": [\"CC\", \"XCCL\"]"));
    ASSERT_TRUE(reading.protocol);
    EXPECT_EQ(reading.protocol->steps[0].pages[0].places[0].filter.views,
              (std::vector{core::ViewPosition::CC, core::ViewPosition::XCCL}));
    EXPECT_EQ(readProtocol(writeProtocol(*reading.protocol)).protocol, reading.protocol);
}

TEST(HangingProtocol, SaysWhatIsWrongAndInWhichLine) {
    struct Case {
        const char *from, *to;
        Kind kind;
        const char* entry;
    };
    const auto original = builtIn();
    for (const auto& c : std::vector<Case>{
             {"\"concord-hanging-1\"", "\"concord-hanging-9\"", Kind::WrongFormat, "format"},
             {"\"kind\": \"mammography\"", "\"kind\": \"feet\"", Kind::WrongValue, "kind"},
             {"\"key\": 3", "\"key\": 2", Kind::KeyTwice, "key"},
             {"\"key\": 4", "\"key\": 8", Kind::WrongValue, "key"},
             {"\"key\": 4", "\"key\": \"4\"", Kind::WrongValue, "key"},
             {"\"key\": 4", "\"keys\": 4", Kind::UnknownEntry, "keys"},
             {"\"scale\": \"quadrants\"", "\"scale\": \"huge\"", Kind::WrongValue, "scale"},
             {"\"row\": 2, \"column\": 2, \"side\": \"L\", \"view\": \"MLO\"",
              "\"row\": 2, \"column\": 1, \"side\": \"L\", \"view\": \"MLO\"", Kind::PlaceTwice,
              "column"},
             {"\"row\": 2, \"column\": 2, \"side\": \"L\"",
              "\"row\": 3, \"column\": 2, \"side\": \"L\"", Kind::WrongValue, "row"},
             {"\"side\": \"L\", \"view\": \"MLO\"", "\"side\": \"X\", \"view\": \"MLO\"",
              Kind::WrongValue, "side"},
             {"\"side\": \"L\", \"view\": \"MLO\"", "\"side\": \"L\", \"view\": \"OLM\"",
              Kind::WrongValue, "view"},
             {"\"exam\": \"prior\"", "\"exam\": \"first\"", Kind::WrongValue, "exam"},
             {"\"further\": true", "\"further\": \"yes\"", Kind::WrongValue, "further"}}) {
        const auto reading = readProtocol(changed(c.from, c.to));
        ASSERT_FALSE(reading.protocol) << c.to;
        EXPECT_EQ(reading.fault.kind, c.kind) << c.to;
        EXPECT_EQ(reading.fault.entry, c.entry) << c.to;
        EXPECT_EQ(reading.fault.line, lineOf(original, c.from)) << c.to;
        EXPECT_TRUE(words(reading.fault).contains(QString::number(reading.fault.line)));
    }
}

TEST(HangingProtocol, NamesTheLineOfTheObjectWhereAnEntryIsMissing) {
    auto text = changed("      \"name\": { \"en\": \"MLO pair\", \"ko\": \"MLO 쌍\" },\n", "");
    const auto reading = readProtocol(text);
    ASSERT_FALSE(reading.protocol);
    EXPECT_EQ(reading.fault.kind, Kind::MissingEntry);
    EXPECT_EQ(reading.fault.entry, "name");
    EXPECT_EQ(reading.fault.line, lineOf(text, "\"key\": 3") - 1); // where its step opens
}

TEST(HangingProtocol, NamesTheLineWhereAFileStopsBeingJson) {
    const auto text = changed("\"key\": 3,", "\"key\": 3");
    const auto reading = readProtocol(text);
    ASSERT_FALSE(reading.protocol);
    EXPECT_EQ(reading.fault.kind, Kind::NotJson);
    EXPECT_NEAR(reading.fault.line, lineOf(text, "\"key\": 3"), 1);
}

TEST(HangingProtocol, RefusesWhatIsNoProtocolAtAllAndFallsOverNothing) {
    for (const auto* text :
         {"", "[]", "{}", "null", "{\"format\": \"concord-hanging-1\"}", "{\"format\": 1}",
          "{\"format\": \"concord-hanging-1\", \"steps\": []}"})
        EXPECT_FALSE(readProtocol(text).protocol) << text;
    // Cut off anywhere, a file is refused, never read in part.
    const auto whole = builtIn();
    for (qsizetype n = 0; n < whole.trimmed().size(); n += 7)
        EXPECT_FALSE(readProtocol(whole.left(n)).protocol) << n;
}

TEST(HangingProtocol, SurvivesEveryEntryBeingReplacedByAnotherKindOfValue) {
    const auto whole = builtIn();
    for (qsizetype at = whole.indexOf(": "); at >= 0; at = whole.indexOf(": ", at + 2))
        for (const auto* value : {": 0,\"x\":", ": [],\"x\":", ": {},\"x\":", ": null,\"x\":"}) {
            auto text = whole;
            text.replace(at, 2, value);
            const auto reading = readProtocol(text);
            EXPECT_FALSE(reading.protocol) << value << " at " << at;
            EXPECT_GE(reading.fault.line, 1);
        }
}

} // namespace
} // namespace cw::viewers
