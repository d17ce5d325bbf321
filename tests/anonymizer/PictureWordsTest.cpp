// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/PixelText.h"
#include <gtest/gtest.h>

namespace cw::anonymizer {
namespace {

PictureWords words() {
    FormSet set;
    set.add({IdentifierForm::Name, "PatientName", "Sentinelson^Maria=홍^길동"});
    set.add({IdentifierForm::Name, "OperatorsName", "Kim^Bo"});
    set.add({IdentifierForm::Number, "PatientID", "SB10587"});
    set.add({IdentifierForm::Date, "PatientBirthDate", "19610203"});
    set.add({IdentifierForm::Uid, "SOPInstanceUID", "1.2.826.0.1.3680043"});
    return PictureWords(set);
}

TEST(PictureWords, AreFoundHoweverAReaderConfusesTheirLetters) {
    for (const char* text :
         {"SENTINELSON MARIA", "Sentinelson, Maria F", "SENT1NEL50N", "5ENTlNELSON", "MARIA 52 y",
          "SENTIMELSON", "ID SB10587", "ID: 5B1O587", "58I0S87x", "1961-02-03", "03.02.1961",
          "1961 02 O3", "19610203", "홍길동", "홍 길 동", "KIM BO"})
        EXPECT_TRUE(words().identifierIn(text)) << text;
    EXPECT_EQ(words().identifierIn("MARIA").value(), "PatientName");
    EXPECT_EQ(words().identifierIn("born 1961/02/03").value(), "PatientBirthDate");
}

TEST(PictureWords, AreNotSeenInOtherWriting) {
    for (const char* text : {"", "RCC", "R MLO", "MARIANA", "SENTINEL", "1962-02-03", "KIM",
                             "L-MLO 28 kV 63 mAs", "12826013680043", "SB20587", "김길"})
        EXPECT_FALSE(words().identifierIn(text)) << text;
}

} // namespace
} // namespace cw::anonymizer
