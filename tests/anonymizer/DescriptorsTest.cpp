// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/Descriptors.h"
#include "anonymizer/detail/CharacterSet.h"
#include "anonymizer/detail/DroppedWords.h"
#include "anonymizer/detail/WordLists.h"
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <set>

namespace cw::anonymizer {
namespace {

using ::testing::ElementsAre;

struct Sample {
    const char *before, *after;
};

// deidentification.md, case 4
TEST(Descriptors, KeepPhrasesAndDropNamesNumbersAndDates) {
    for (const auto& [before, after] : {
             Sample{"MAMMO BILATERAL", "MAMMO BILATERAL"},
             Sample{"F/U Hong Gildong 1961-02-03", "F/U"},
             Sample{"F/U Hong Gildong 1961-02-03 MAMMO BILATERAL", "F/U MAMMO BILATERAL"},
             Sample{"주민번호 610203-2345678", ""},
             Sample{"RRN 610203-2345678", ""},
             Sample{"Mammography, bilateral, 4 views", "Mammography, bilateral, 4 views"},
             Sample{"R-MLO / L-CC", "R-MLO / L-CC"},
             Sample{"MG^DIAG (Kim) RT", "MG^DIAG RT"},
             Sample{"BI-RADS 4a, Dr. Lee", "BI-RADS 4a"},
             Sample{"Fundus 45 deg OD; red-free", "Fundus 45 deg OD red-free"},
             Sample{"fundus 30deg OS", "fundus 30deg OS"},
             Sample{"Chest X-ray w/o contrast", "Chest X-ray w/o contrast"},
             Sample{"CT W/ CONTRAST", "CT W/ CONTRAST"},
             Sample{"mass, Dr Smith", "mass"},
             Sample{"DR CHEST PA", "DR CHEST PA"},
             Sample{"Long axis view", "Long axis view"},
             Sample{"Mr Long, view", "view"},
             Sample{"12.03.1961 views", "views"},
             Sample{"63 y F, 6 months F/U", "6 months F/U"},
             Sample{"ID 4711882\\CT", "CT"},
             Sample{"CT\\MR", "CT\\MR"},
             Sample{"2.16.840 mm", ""},
             Sample{"R\xC3\xB6ntgen M\xC3\xBCller", ""},
         })
        EXPECT_EQ(cleanedDescriptor(before), after) << before;
}

TEST(Descriptors, KeepKoreanWordsAloneAndInCompoundsButNoNames) {
    for (const auto& [before, after] : {
             Sample{"유방 촬영 홍길동", "유방 촬영"},
             Sample{"유방촬영술", "유방촬영술"},
             Sample{"좌측유방확대촬영", "좌측유방확대촬영"},
             Sample{"홍길동유방촬영", ""},
             Sample{"CT검사 김영희", "CT검사"},
             Sample{"안저촬영(양안) 박선생님", "안저촬영 양안"},
             Sample{"이상은 환자 안저검사", "안저검사"},
             Sample{"서울시 강남구 유방초음파", "유방초음파"},
         })
        EXPECT_EQ(cleanedDescriptor(before), after) << before;
}

TEST(Descriptors, SayWhichWordsWent) {
    EXPECT_THAT(Descriptors::builtIn().cleaned("F/U Hong Gildong CC").dropped,
                ElementsAre("hong", "gildong"));
}

TEST(Descriptors, TakeWordsOfASiteButNoNamesAndNoNumbers) {
    const std::vector<std::string> extra{"Vapp", "park view", "한빛", "Park", "1234567", "a,b", ""};
    const Descriptors site(extra);
    EXPECT_EQ(site.cleaned("VAPP park view Park 한빛 1234567 a,b").text, "VAPP park view 한빛");
    EXPECT_EQ(cleanedDescriptor("VAPP park view"), "view");
    EXPECT_FALSE(Descriptors::problemWith("Vapp"));
    for (const auto* bad : {"Park", "kim", "1234567", "abc1234", "a,b", "", " ", "a  b", "\xFF"})
        EXPECT_TRUE(Descriptors::problemWith(bad)) << bad;
}

TEST(Dictionary, HoldsEachWordOnceSortedInLowerCaseAndNoUsualName) {
    std::set<std::string_view> seen;
    for (const char* file : {"english", "korean"})
        for (const auto word : wordsIn(file)) {
            EXPECT_EQ(lowered(word), word);
            EXPECT_FALSE(isUsualName(word)) << word;
            EXPECT_NE(word.find_first_not_of("0123456789"), std::string_view::npos) << word;
            if (file == std::string_view("english")) {
                EXPECT_TRUE(seen.insert(word).second) << word << " stands there twice";
            }
        }
    EXPECT_GT(seen.size(), 1000U);
    for (const char* section : {"anatomy", "breast", "eye", "findings"}) {
        const auto words = wordsIn("english", section);
        EXPECT_GT(words.size(), 50U) << section;
        EXPECT_TRUE(std::ranges::is_sorted(words)) << section;
    }
    EXPECT_TRUE(std::ranges::is_sorted(wordsIn("korean", "words")));
    for (const auto line : linesIn("phrases"))
        EXPECT_EQ(line.find_first_of("0123456789"), std::string_view::npos) << line;
}

TEST(DroppedWords, AreToldOnlyWhereManyPatientsShareThemAndNoneIsCalledSo) {
    DroppedWords run, other;
    for (std::uint64_t patient = 0; patient < DroppedWords::kFewestPatients; ++patient) {
        const std::vector<std::string> words{"vapp", "gildong", "room7", "smith"};
        (patient % 2 == 0 ? run : other)
            .add(patient, words, std::vector<std::string>{"Gildong^Hong"});
        const std::vector<std::string> rare{"secretword"};
        run.add(patient % (DroppedWords::kFewestPatients - 1), rare);
    }
    run.join(other);
    ASSERT_EQ(run.common().size(), 1U);
    EXPECT_EQ(run.common().front().word, "vapp");
    EXPECT_EQ(run.common().front().times, DroppedWords::kFewestPatients);
    EXPECT_EQ(run.total(), 5 * DroppedWords::kFewestPatients);
}

RC_GTEST_PROP(Descriptors, AreIdempotentAndNeverLongerThanTheText, ()) {
    const auto words = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
        "MAMMO", "Hong", " ", "-", "/", "4", "views", "12", ".", "F", "U", "w", "유방", "길동", "X",
        "ray", "long", "axis", ",", "(", ")", "\\", "BI", "RADS", "4a", "1961", "CT", "mm", "d"));
    std::string text;
    for (const auto& word : words)
        text += word;
    const auto once = cleanedDescriptor(text);
    RC_ASSERT(once.size() <= text.size());
    RC_ASSERT(cleanedDescriptor(once) == once);
    RC_ASSERT(once.find("Hong") == std::string::npos);
    RC_ASSERT(once.find("1961") == std::string::npos);
    RC_ASSERT(once.find("길동") == std::string::npos);
}

} // namespace
} // namespace cw::anonymizer
