// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/CharacterSet.h"
#include <array>
#include <cstdio>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <memory>
#include <rapidcheck/gtest.h>

namespace cw::anonymizer {
namespace {

using ::testing::Contains;

std::string fromHex(std::string_view hex) {
    std::string bytes;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
        bytes += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
    return bytes;
}

struct OracleLine {
    std::string characterSet, vr, bytes, utf8;
};

/// What pydicom and Python's codecs say (tests/anonymizer/charset_oracle.py).
const std::vector<OracleLine>& oracle() {
    static const std::vector<OracleLine> lines = [] {
        std::string text;
        const std::unique_ptr<FILE, int (*)(FILE*)> pipe(
            ::popen("/usr/bin/python3 '" CW_SOURCE_DIR "/tests/anonymizer/charset_oracle.py'", "r"),
            &::pclose);
        std::array<char, 4096> buffer{};
        while (pipe && std::fgets(buffer.data(), buffer.size(), pipe.get()))
            text += buffer.data();
        std::vector<OracleLine> result;
        for (std::size_t at = 0; at < text.size(); at = text.find('\n', at) + 1) {
            std::array<std::string, 4> field;
            std::size_t from = at;
            for (auto& each : field) {
                const auto end = text.find_first_of("\t\n", from);
                each = text.substr(from, end - from);
                from = end + 1;
            }
            result.push_back({field[0], field[1], fromHex(field[2]), fromHex(field[3])});
        }
        return result;
    }();
    return lines;
}

TEST(CharacterSet, ReadsEverySetAsPydicomDoes) {
    ASSERT_GE(oracle().size(), 45U);
    for (const auto& line : oracle())
        EXPECT_EQ(toUtf8(line.bytes, line.characterSet, line.vr), line.utf8) << line.characterSet;
}

TEST(CharacterSet, DropsHalfACharacterAtTheEndOfAValueAndNothingElse) {
    for (const auto& line : oracle()) {
        const bool halves = line.characterSet == "ISO_IR 192" || line.characterSet == "GBK" ||
                            line.characterSet == "GB18030" || line.characterSet == "ISO_IR 149";
        if (!halves || static_cast<unsigned char>(line.bytes.back()) < 0x80)
            continue;
        auto shorter = line.utf8;
        while ((static_cast<unsigned char>(shorter.back()) & 0xC0U) == 0x80U)
            shorter.pop_back();
        shorter.pop_back();
        EXPECT_EQ(toUtf8(line.bytes.substr(0, line.bytes.size() - 1), line.characterSet), shorter)
            << line.characterSet;
    }
    EXPECT_EQ(toUtf8("\x1B$B;3E", "\\ISO 2022 IR 87"), "山");
}

TEST(CharacterSet, DecodesTheStandardsKoreanExample) {
    // PS3.5 Annex I.2
    EXPECT_EQ(toUtf8("Hong^Gildong=\x1B$)C\xFB\xF3^\x1B$)C\xD1\xCE\xD4\xD7=\x1B$)C\xC8\xAB^"
                     "\x1B$)C\xB1\xE6\xB5\xBF",
                     "\\ISO 2022 IR 149"),
              "Hong^Gildong=洪^吉洞=홍^길동");
}

TEST(CharacterSet, ReadsKoreanWithoutEscapesAndUnderAWrongTerm) {
    for (const char* term : {"\\ISO 2022 IR 149", "ISO_IR 149", "ISO 2022 IR 149", "", "ISO_IR 192",
                             "ISO_IR 6", "nonsense", "\\\\", "ISO_IR 99999999999999999999"})
        EXPECT_EQ(toUtf8("\xC8\xAB\xB1\xE6\xB5\xBF", term), "홍길동") << term;
    for (const char* term : {"ISO_IR 192", "", "ISO_IR 100", "ISO_IR 144", "ISO_IR 149",
                             "\\ISO 2022 IR 149", "ISO_IR 13"})
        EXPECT_EQ(toUtf8("홍길동", term), "홍길동") << term;
    EXPECT_EQ(toUtf8("Buc^J\xE9r\xF4me", "ISO_IR 192"), "Buc^Jérôme");
    EXPECT_EQ(toUtf8("Buc^J\xE9r\xF4me", ""), "Buc^Jérôme");
}

TEST(CharacterSet, GoesOnWithADesignationThatWasNotRepeated) {
    EXPECT_EQ(toUtf8("\x1B$)C\xC8\xAB^\xB1\xE6\xB5\xBF", "\\ISO 2022 IR 149"), "홍^길동");
    EXPECT_EQ(toUtf8("a\\\xB1\xE6\xB5\xBF", "\\ISO 2022 IR 149", "LO"), "a\\길동");
}

TEST(CharacterSet, ReadsHangulThatOnlyWindowsHas) {
    EXPECT_EQ(toUtf8("\x1B$)C\x8C\x63\xB9\xE6", "\\ISO 2022 IR 149"), "똠방");
}

TEST(CharacterSet, DropsAByteOrderMarkAndEscapesNobodyKnows) {
    EXPECT_EQ(toUtf8("\xEF\xBB\xBFHong", "ISO_IR 192"), "Hong");
    EXPECT_EQ(toUtf8("\x1B%/IHong\x1B", "\\ISO 2022 IR 149"), "Hong");
    EXPECT_EQ(toUtf8("a\x1B(Bb", ""), "ab");
}

TEST(CharacterSet, KeepsHalvesThatLookLikeDelimiters) {
    // GBK 誠 is D55C: its second byte is a backslash.
    EXPECT_EQ(toUtf8("\xD5\x5C\\\xB9\xFA", "GB18030"), "誠\\国");
    // JIS ソ is 2133: inside the double-byte set 5E and 5C are no delimiters.
    EXPECT_EQ(toUtf8("\x1B$B\x30\x5C\x30\x5E\x1B(B", "\\ISO 2022 IR 87"), "移緯");
}

TEST(CharacterSet, RefusesBytesThatNoSetExplains) {
    EXPECT_EQ(toUtf8("\xFF\x81\x05", ""), std::nullopt);
}

TEST(CharacterSet, FindsTheBytesAFileMayHoldForAText) {
    EXPECT_THAT(encodingsOf("길동", "\\ISO 2022 IR 149"), Contains("\xB1\xE6\xB5\xBF"));
    EXPECT_THAT(encodingsOf("山田", "ISO 2022 IR 13\\ISO 2022 IR 87"), Contains(";3ED"));
    EXPECT_THAT(encodingsOf("é", "ISO_IR 100"), Contains("\xE9"));
    EXPECT_EQ(fromUtf8("홍𠮷", "UTF-16LE"), std::string("\x4D\xD6\x42\xD8\xB7\xDF", 6));
    EXPECT_EQ(fromUtf8("홍", "UTF-16BE"), std::string("\xD6\x4D", 2));
    EXPECT_EQ(fromUtf8("\xFF", "UTF-16BE"), std::nullopt);
}

RC_GTEST_PROP(CharacterSet, AnswersWithUtf8OrNotAtAllWhateverTheBytes, ()) {
    const auto bytes = *rc::gen::container<std::string>(rc::gen::elementOf(std::string(
        "ab^=\\\r\n\t\x1B$()BCDAIJ-LFM\x0E\xC8\xAB\xB1\xE6\xED\x99\x8D\xE9\xFF\x81\xA1\x30\x21")));
    const auto term = *rc::gen::element<std::string>(
        "", "\\ISO 2022 IR 149", "ISO_IR 192", "GB18030", "ISO 2022 IR 13\\ISO 2022 IR 87",
        "ISO 2022 IR 100\\ISO 2022 IR 58", "ISO_IR 144", "\\ISO 2022 IR 159");
    const auto vr = *rc::gen::element<std::string>("PN", "LO", "LT");
    if (const auto text = toUtf8(bytes, term, vr)) {
        RC_ASSERT(isUtf8(*text));
        RC_ASSERT(text->find('\x1B') == std::string::npos);
    }
}

} // namespace
} // namespace cw::anonymizer
