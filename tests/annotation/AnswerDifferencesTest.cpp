// SPDX-License-Identifier: Apache-2.0
#include "annotation/AnswerDifferences.h"

#include "annotation/Vocabulary.h"
#include <gtest/gtest.h>
#include <set>

namespace cw::annotation {
namespace {

using enum DifferenceReason;

struct Row {
    const char *key, *a, *b;
    bool major;
    DifferenceReason reason;
};

TEST(AnswerDifferences, AreMinorOrMajorForTheReasonOfTheTable) {
    const Row rows[] = {
        {"assessment", "1", "2", false, Adjacent},
        {"assessment", "4A", "4B", false, Adjacent},
        {"assessment", "4C", "5", false, Adjacent},
        {"assessment", "4A", "5", false, SameAction},
        {"assessment", "2", "3", true, ActionDiffers},
        {"assessment", "1", "0", true, ActionDiffers},
        {"assessment", "2", "4A", true, ActionDiffers},
        {"assessment", "3", "4A", true, ActionDiffers},
        {"assessment", "0", "3", true, ActionDiffers},
        {"assessment", "1", "5", true, ActionDiffers},
        {"assessment", "5", "6", false, Adjacent},
        {"assessment", "two", "2", true, UnknownWord},
        {"assessment", "2", "", true, OneUnanswered},
        {"assessmentLeft", "4A", "4C", false, SameAction},
        {"density", "b", "c", false, Adjacent},
        {"density", "a", "d", false, StepsApart},
        {"density", "a", "", false, OneUnanswered},
        {"diagnosis", "benign", "malignant", true, ClassDiffers},
        {"diagnosis", "dr", "rvo", true, ClassDiffers},
        {"diagnosis", "", "amd", true, OneUnanswered},
        {"imageType", "1", "2", true, ActionDiffers},
        {"imageType", "2", "3", false, Adjacent},
        {"gradability", "good", "usable", false, Adjacent},
        {"gradability", "usable", "reject", true, ActionDiffers},
        {"icdr", "0", "1", false, Adjacent},
        {"icdr", "1", "2", true, ActionDiffers},
        {"icdr", "2", "3", false, Adjacent},
        {"icdr", "3", "4", true, ActionDiffers},
        {"dme", "absent", "mild", true, ActionDiffers},
        {"dme", "mild", "severe", false, SameAction},
        {"amdStage", "early", "intermediate", false, Adjacent},
        {"amdStage", "intermediate", "late-dry", true, ActionDiffers},
        {"amdStage", "late-dry", "late-wet", true, ActionDiffers},
        {"rvoType", "branch", "central", false, OtherWord},
    };
    for (const auto& row : rows)
        for (const bool swapped : {false, true}) {
            const auto difference =
                swapped ? differenceOf(row.key, row.b, row.a) : differenceOf(row.key, row.a, row.b);
            EXPECT_EQ(difference.major, row.major) << row.key << ' ' << row.a << ' ' << row.b;
            EXPECT_EQ(difference.reason, row.reason) << row.key << ' ' << row.a << ' ' << row.b;
        }
}

TEST(AnswerDifferences, KnowEveryWordOfTheScalesThatTheVocabularyOffers) {
    const std::set<std::string_view> scales{"assessment",  "assessmentLeft", "density", "imageType",
                                            "gradability", "icdr",           "dme",     "amdStage"};
    for (const auto kind : {core::ImageKind::Mammography, core::ImageKind::Fundus})
        for (const auto& question : caseQuestions(kind)) {
            if (!scales.contains(question.key))
                continue;
            const std::string key(question.key), first(question.terms.front().word);
            for (const auto& term : question.terms)
                EXPECT_NE(differenceOf(key, first, std::string(term.word)).reason, UnknownWord)
                    << key << ' ' << term.word;
        }
}

TEST(AnswerDifferences, KeepWhatBothSaidAlike) {
    const CaseAnswers a{{"density", "b"}, {"assessment", "2"}, {"comment", "x"}},
        b{{"density", "b"}, {"assessment", "1"}, {"comment", "x"}};
    EXPECT_EQ(sameAnswers(a, b), (CaseAnswers{{"density", "b"}}));
    ASSERT_EQ(answerDifferences(a, b).size(), 1U);
    EXPECT_EQ(answerDifferences(a, b)[0].key, "assessment");
}

TEST(AnswerDifferences, ReasonsHaveNamesThatReadBack) {
    for (const auto reason : {Adjacent, SameAction, StepsApart, ActionDiffers, ClassDiffers,
                              OtherWord, OneUnanswered, UnknownWord})
        EXPECT_EQ(differenceReasonFrom(name(reason)), reason);
    EXPECT_FALSE(differenceReasonFrom("because"));
}

} // namespace
} // namespace cw::annotation
