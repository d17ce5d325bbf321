// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/CharacterSet.h"
#include "anonymizer/detail/Descriptors.h"
#include "anonymizer/detail/Identifiers.h"
#include "anonymizer/detail/PatternSearch.h"
#include "anonymizer/detail/TextPatterns.h"
#include "anonymizer/detail/WellKnownUids.h"
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <set>

namespace cw::anonymizer {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

// Hong^Gildong=洪^吉洞=홍^길동 with ISO 2022 IR 149 (PS3.5 Annex I.2)
const std::string kKoreanPn =
    "Hong^Gildong=\x1B$)C\xFB\xF3^\x1B$)C\xD1\xCE\xD4\xD7=\x1B$)C\xC8\xAB^"
    "\x1B$)C\xB1\xE6\xB5\xBF";

TEST(CharacterSet, DecodesTheStandardsKoreanExample) {
    EXPECT_EQ(toUtf8(kKoreanPn, "\\ISO 2022 IR 149"), "Hong^Gildong=洪^吉洞=홍^길동");
}

TEST(CharacterSet, ReadsKoreanWithoutEscapesAndUnderAWrongTerm) {
    EXPECT_EQ(toUtf8("\xC8\xAB\xB1\xE6\xB5\xBF", "\\ISO 2022 IR 149"), "홍길동");
    EXPECT_EQ(toUtf8("\xC8\xAB\xB1\xE6\xB5\xBF", "ISO_IR 149"), "홍길동");
    EXPECT_EQ(toUtf8("\xC8\xAB\xB1\xE6\xB5\xBF", ""), "홍길동");
    EXPECT_EQ(toUtf8("홍길동", "ISO_IR 192"), "홍길동");
    EXPECT_EQ(toUtf8("Buc^J\xE9r\xF4me", "ISO_IR 100"), "Buc^Jérôme");
}

TEST(Descriptor, KeepsDictionaryWordsOnly) {
    EXPECT_EQ(cleanedDescriptor("F/U Hong Gildong 1961-02-03 MAMMO BILATERAL"), "MAMMO BILATERAL");
    EXPECT_EQ(cleanedDescriptor("유방 촬영 홍길동"), "유방 촬영");
    EXPECT_EQ(cleanedDescriptor("RRN 610203-2345678"), "");
}

TEST(TextPatterns, FindRegistrationTelephoneMailAndDates) {
    const std::string text =
        "주민번호 610203-2345678, tel 010-1234-5678, a.b@c.org, 1961-02-03, 20240315";
    EXPECT_THAT(registrationNumbersIn(text), ElementsAre("610203-2345678"));
    EXPECT_THAT(telephoneNumbersIn(text), ElementsAre("010-1234-5678"));
    EXPECT_THAT(mailAddressesIn(text), ElementsAre("a.b@c.org"));
    EXPECT_THAT(datesIn(text), ElementsAre("19610203", "20240315"));
    EXPECT_THAT(registrationNumbersIn("610203-9345678 1610203-23456789"), IsEmpty());
}

TEST(NameSpellings, HoldWholeNamesInBothOrdersAndLongParts) {
    const auto spellings = spellingsOfName("Hong^Gildong=洪^吉洞=홍^길동");
    EXPECT_THAT(spellings, Contains("Gildong Hong"));
    EXPECT_THAT(spellings, Contains("HongGildong"));
    EXPECT_THAT(spellings, Contains("Gildong"));
    EXPECT_THAT(spellings, Contains("길동"));
    EXPECT_THAT(spellings, Contains("홍길동"));
    EXPECT_THAT(spellings, Not(Contains("홍")));
    EXPECT_THAT(spellingsOfName("TEST^PATIENT"), IsEmpty());
}

TEST(Scrubber, CutsThePatientOutOfKeptTextButNoWordThatContainsAName) {
    const Scrubber scrubber({{IdentifierForm::Name, "PatientName", "Kim^Minji"},
                             {IdentifierForm::Number, "PatientID", "4711882"}},
                            Scrubber::ImagingWords::Cut);
    EXPECT_EQ(scrubber.scrubbed("v2 for KIM Minji, id 4711882"), "v2 for , id");
    EXPECT_EQ(scrubber.scrubbed("Kimberlite 14711882"), "Kimberlite 14711882");
    EXPECT_EQ(scrubber.scrubbed("no 610203-2345678"), "no");
}

TEST(WellKnownUid, IsTheStandardsOwnOnly) {
    EXPECT_TRUE(isWellKnownUid("1.2.840.10008.5.1.4.1.1.1.2"));
    EXPECT_TRUE(isWellKnownUid("1.2.840.10008.1.4.1.1"));
    EXPECT_FALSE(isWellKnownUid("1.2.840.10008.5.1.4.1.1.2.20240315101530.77"));
    EXPECT_FALSE(isWellKnownUid("1.2.840.113619.2.1"));
    EXPECT_FALSE(isWellKnownUid("1.2.840.100080.1"));
}

// The oracle: every pattern looked for on its own, at every place.
RC_GTEST_PROP(PatternSearch, FindsWhatANaiveSearchFinds, ()) {
    const auto letters = rc::gen::container<std::string>(rc::gen::elementOf(std::string("abcAB1")));
    const auto patterns = *rc::gen::container<std::vector<std::string>>(letters);
    const std::string text = *rc::gen::resize(300, letters);
    std::multiset<std::pair<std::size_t, std::size_t>> expected, actual;
    for (std::size_t p = 0; p < patterns.size(); ++p)
        for (std::size_t at = 0; !patterns[p].empty() && at + patterns[p].size() <= text.size();
             ++at)
            if (lowered(text.substr(at, patterns[p].size())) == lowered(patterns[p]))
                expected.insert({p, at});
    PatternSearch(patterns).scan(text, [&](std::size_t p, std::size_t at) {
        actual.insert({p, at});
    });
    RC_ASSERT(actual == expected);
}

} // namespace
} // namespace cw::anonymizer
