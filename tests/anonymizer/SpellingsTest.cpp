// SPDX-License-Identifier: Apache-2.0
// Texts in the character sets of PS3.3 C.12.1.1.2, against iconv over the whole text.
#include "anonymizer/detail/Spellings.h"
#include "anonymizer/detail/CharacterSet.h"
#include "anonymizer/detail/Iconv.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace cw::anonymizer {
namespace {

rc::Gen<std::string> textOf(rc::Gen<char32_t> letter) {
    return rc::gen::map(rc::gen::container<std::vector<char32_t>>(std::move(letter)),
                        [](const std::vector<char32_t>& codes) {
                            std::string utf8;
                            for (const char32_t code : codes)
                                appendUtf8(utf8, code);
                            return utf8;
                        });
}

/// Letters of the scripts that names are written in.
rc::Gen<std::string> names() {
    return textOf(rc::gen::oneOf(
        rc::gen::inRange<char32_t>(0x20, 0x7F), rc::gen::inRange<char32_t>(0xA0, 0x250),
        rc::gen::inRange<char32_t>(0x370, 0x600), rc::gen::inRange<char32_t>(0xE00, 0xE60),
        rc::gen::inRange<char32_t>(0x3041, 0x30FF), rc::gen::inRange<char32_t>(0x4E00, 0x9FA0),
        rc::gen::inRange<char32_t>(0xAC00, 0xD7A4), rc::gen::inRange<char32_t>(0xFF01, 0xFFA0)));
}
rc::Gen<std::string> japanese() {
    return textOf(rc::gen::oneOf(rc::gen::inRange<char32_t>(0x41, 0x5B),
                                 rc::gen::inRange<char32_t>(0x3041, 0x3094),
                                 rc::gen::element<char32_t>(0x6D2A, 0x5C71, 0x7530, 0x592A)));
}

bool has(const std::vector<Spelling>& spellings, const std::string& bytes, bool escaped) {
    return std::ranges::any_of(spellings, [&](const Spelling& each) {
        return each.bytes == bytes && each.escaped == escaped;
    });
}

RC_GTEST_PROP(Spellings, AreWhatIconvMakesOfTheWholeText, ()) {
    const std::string utf8 = *names();
    const auto spellings = spellingsInCharacterSets(utf8);
    for (const char* set : {"CP949", "GB18030", "SHIFT_JIS", "EUC-JP", "BIG5"}) {
        const auto whole = converted(utf8, "UTF-8", set);
        if (whole && *whole != utf8 && !spellings.empty())
            RC_ASSERT(has(spellings, *whole, false));
    }
}

RC_GTEST_PROP(Spellings, InSevenBitsStandBehindTheEscapeOfIso2022Jp, ()) {
    const std::string utf8 = *japanese();
    const auto whole = converted(utf8, "UTF-8", "ISO-2022-JP");
    RC_PRE(whole.has_value() && whole->starts_with("\x1B$B"));
    RC_ASSERT(has(spellingsInCharacterSets(utf8), whole->substr(0, whole->find('\x1B', 3)), true));
}

TEST(Spellings, OfAKoreanNameAreThoseOfEveryMachineThatStoresIt) {
    const auto spellings =
        spellingsInCharacterSets("\xED\x99\x8D\xEA\xB8\xB8\xEB\x8F\x99"); // Hong Gil Dong
    EXPECT_TRUE(has(spellings, "\xC8\xAB\xB1\xE6\xB5\xBF", false));       // EUC-KR
    EXPECT_TRUE(has(spellings, "\x0EH+1f5?", true));                      // ISO 2022-KR
    EXPECT_TRUE(has(spellings,
                    "\xE1\x84\x92\xE1\x85\xA9\xE1\x86\xBC\xE1\x84\x80\xE1\x85\xB5\xE1\x86\xAF"
                    "\xE1\x84\x83\xE1\x85\xA9\xE1\x86\xBC",
                    false)); // taken apart, as a Mac spells file names
    const auto han = spellingsInCharacterSets("\xE6\xB4\xAA"); // the family's name in Han
    EXPECT_TRUE(has(han, "\x1B$B9?", true)) << han.size();
}

} // namespace
} // namespace cw::anonymizer
