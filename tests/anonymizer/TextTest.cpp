// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/CharacterSet.h"
#include "anonymizer/detail/Identifiers.h"
#include "anonymizer/detail/TextPatterns.h"
#include "anonymizer/detail/WellKnownUids.h"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cw::anonymizer {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

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

} // namespace
} // namespace cw::anonymizer
