// SPDX-License-Identifier: Apache-2.0
#include "agreement/FromReadings.h"

#include "agreement/Report.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace cw::agreement {
namespace {

using annotation::Finding;
using annotation::Reading;

core::Polygon box(double left, double top, double width, double height) {
    return {{{left, top}, {left + width, top}, {left + width, top + height}, {left, top + height}}};
}

Reading readingOf(const std::string& reader, annotation::CaseAnswers answers,
                  std::vector<Finding> findings) {
    Reading reading;
    reading.caseId = core::CaseId("C-0001");
    reading.reader = core::ReaderId(reader);
    reading.answers = std::move(answers);
    reading.findings = std::move(findings);
    return annotation::sealed(reading);
}

Finding finding(const char* id, const char* image, const char* label, core::Polygon outline) {
    return {core::LesionId(id), core::ImageId(image), label, std::move(outline), {}};
}

AttributesOf everyImage(std::optional<core::SpacingMm> spacing = {}) {
    return [spacing](const core::ImageId&) {
        core::ImageAttributes attributes;
        attributes.width = attributes.height = 1000;
        attributes.spacing = spacing;
        return std::optional(attributes);
    };
}

const Scale* scaleOf(const std::vector<Scale>& scales, const std::string& title) {
    const auto found = std::find_if(scales.begin(), scales.end(),
                                    [&](const auto& scale) { return scale.title == title; });
    return found == scales.end() ? nullptr : &*found;
}

TEST(ScalesOfTheForm, BreastsHaveBiRadsAsGivenAndInOrder) {
    const auto scales = scalesOf(core::ImageKind::Mammography);
    const auto* given = scaleOf(scales, "assessment");
    ASSERT_NE(given, nullptr);
    EXPECT_FALSE(given->ordered);
    EXPECT_EQ(given->categories,
              (std::vector<std::string>{"0", "1", "2", "3", "4", "4A", "4B", "4C", "5", "6"}));
    const auto* ordered = scaleOf(scales, "assessment in order (BI-RADS 1 to 5; 0 and 6 left out)");
    ASSERT_NE(ordered, nullptr);
    EXPECT_TRUE(ordered->ordered);
    EXPECT_EQ(ordered->readAs.at("4B"), "4");
    EXPECT_TRUE(scaleOf(scales, "density")->ordered);
    EXPECT_EQ(scaleOf(scales, "comment"), nullptr);
    EXPECT_EQ(scaleOf(scales, "confidence"), nullptr);
}

TEST(ScalesOfTheForm, SignsOfTheEyeAreAskedOneByOne) {
    const auto scales = scalesOf(core::ImageKind::Fundus);
    const auto* sign = scaleOf(scales, "drSigns: exudate");
    ASSERT_NE(sign, nullptr);
    EXPECT_EQ(sign->key, "drSigns");
    EXPECT_EQ(sign->categories, (std::vector<std::string>{"no", "yes"}));
    EXPECT_TRUE(scaleOf(scales, "icdr")->ordered);
}

TEST(PairOfReadings, LesionsHaveLabelsAxesAndMillimetres) {
    const auto a = readingOf("kim", {{"density", "b"}},
                             {finding("L1", "I", "mass", box(100, 100, 30, 40)),
                              finding("L2", "I", "mass", box(600, 600, 30, 40))});
    const auto b =
        readingOf("lee", {{"density", "c"}}, {finding("L1", "I", "mass", box(100, 100, 60, 80))});
    const auto comparison = annotation::compare(a, b);
    ASSERT_TRUE(comparison.has_value());
    const core::SpacingMm spacing{0.1, 0.1};
    const auto pair = pairOf(a, b, *comparison, Stage::BeforeCrossCheck,
                             core::ImageKind::Mammography, everyImage(spacing));
    EXPECT_EQ(pair.readerA, "kim");
    EXPECT_EQ(pair.answersB.at("density"), "c");
    ASSERT_EQ(pair.lesions.size(), 2U);
    const auto& both = pair.lesions[pair.lesions[0].labelB.empty() ? 1 : 0];
    EXPECT_DOUBLE_EQ(both.longAxisAPx.value(), 50); // 3-4-5
    EXPECT_DOUBLE_EQ(both.longAxisBPx.value(), 100);
    EXPECT_DOUBLE_EQ(both.mmPerPx.value(), 0.1);
    EXPECT_DOUBLE_EQ(both.iou.value(), 0.25);
    const auto& missed = pair.lesions[pair.lesions[0].labelB.empty() ? 0 : 1];
    EXPECT_EQ(missed.state, LesionState::MissedByB);
    EXPECT_FALSE(missed.longAxisAPx.has_value());
    // Pixels that are not square give a diagonal no length.
    const core::SpacingMm oblong{0.1, 0.2};
    const auto other = pairOf(a, b, *comparison, Stage::BeforeCrossCheck,
                              core::ImageKind::Mammography, everyImage(oblong));
    EXPECT_FALSE(other.lesions[0].mmPerPx.has_value() || other.lesions[1].mmPerPx.has_value());
}

TEST(PairOfReadings, LandmarksAreMeasuredAndNotCountedAsLesions) {
    const auto eye = [](const char* reader, double cup) {
        return readingOf(reader, {{"diagnosis", "glaucoma"}},
                         {finding("L1", "I", "optic-disc", box(100, 100, 100, 100)),
                          finding("L2", "I", "optic-cup", box(120, 120, 60, cup))});
    };
    const auto a = eye("kim", 40), b = eye("lee", 60);
    const auto comparison = annotation::compare(a, b);
    ASSERT_TRUE(comparison.has_value());
    const auto pair =
        pairOf(a, b, *comparison, Stage::BeforeCrossCheck, core::ImageKind::Fundus, everyImage());
    EXPECT_TRUE(pair.lesions.empty());
    ASSERT_EQ(pair.measures.size(), 2U);
    EXPECT_EQ(pair.measures[0].quantity, "vertical cup-to-disc ratio");
    EXPECT_NEAR(pair.measures[0].a, 0.4, 1e-12);
    EXPECT_NEAR(pair.measures[0].b, 0.6, 1e-12);
}

TEST(PairOfReadings, RefinedAnswersCountAsTheirCategoryInOrder) {
    AgreementData data;
    data.scales = scalesOf(core::ImageKind::Mammography);
    for (int i = 0; i < 4; ++i) {
        const auto a = readingOf("kim", {{"assessment", i == 0 ? "4A" : "2"}}, {});
        const auto b = readingOf("lee", {{"assessment", i == 0 ? "4C" : i == 1 ? "0" : "2"}}, {});
        data.pairs.push_back(pairOf(a, b, *annotation::compare(a, b), Stage::BeforeCrossCheck,
                                    core::ImageKind::Mammography, everyImage()));
        data.pairs.back().patient = std::to_string(i);
    }
    ReportOptions options;
    options.bootstrap.draws = 0;
    const auto report = agreementReport(data, options);
    ASSERT_TRUE(report.has_value());
    const auto* given =
        find(*report, "answer: assessment", "before", "all", "all", "percent agreement");
    const auto* ordered =
        find(*report, "answer: assessment in order (BI-RADS 1 to 5; 0 and 6 left out)", "before",
             "all", "all", "percent agreement");
    ASSERT_TRUE(given && ordered);
    EXPECT_DOUBLE_EQ(given->value.value(), 0.5);
    EXPECT_EQ(ordered->n, 3U);
    EXPECT_DOUBLE_EQ(ordered->value.value(), 1);
}

} // namespace
} // namespace cw::agreement
