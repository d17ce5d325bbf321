// SPDX-License-Identifier: Apache-2.0
#include "annotation/Adjudication.h"
#include "annotation/Outlines.h"
#include "annotation/Readings.h"

namespace cw::annotation {
namespace {

using namespace cw::testing;

ComparedImages aMammogram(std::optional<core::SpacingMm> spacing) {
    core::ImageAttributes attributes;
    attributes.kind = core::ImageKind::Mammography;
    attributes.width = attributes.height = 4000;
    attributes.spacing = spacing;
    return {{kImage, attributes}};
}

ComparedImages anEye() {
    core::ImageAttributes attributes;
    attributes.kind = core::ImageKind::Fundus;
    attributes.field = core::FundusField::General;
    attributes.laterality = core::Laterality::Right;
    attributes.width = attributes.height = 2000;
    return {{kImage, attributes}};
}

Comparison between(std::vector<Finding> a, std::vector<Finding> b,
                   const ComparedImages& images = {}, const ComparisonRules& rules = {}) {
    auto comparison =
        compare(aReading("A", std::move(a)), aReading("B", std::move(b)), rules, images);
    EXPECT_TRUE(comparison) << comparison.error().sentence();
    return std::move(comparison.value());
}

LesionMatch matchOf(const Comparison& comparison) {
    EXPECT_EQ(comparison.lesions.size(), 1U);
    return comparison.lesions.at(0).match;
}

constexpr core::SpacingMm kTenth{0.1, 0.1, core::SpacingSource::ImagerPixelSpacing, 1};

TEST(LesionMatching, PairsByMillimetresOfAMammogram) {
    // Squares of 20 px (2 mm), centres 49 and 51 px apart: 4.9 and 5.1 mm.
    const auto a = aFinding("L1", square(1000, 1000, 20));
    const auto near = aFinding("L1", square(1049, 1000, 20));
    const auto far = aFinding("L1", square(1051, 1000, 20));
    EXPECT_EQ(matchOf(between({a}, {near}, aMammogram(kTenth))), LesionMatch::OverlapDiffers);
    EXPECT_EQ(between({a}, {far}, aMammogram(kTenth)).lesions.size(), 2U);
    EXPECT_EQ(between({a}, {far}, aMammogram({})).lesions.size(), 1U) << "100 px without mm";
    const core::SpacingMm flat{0.1, 0.05, core::SpacingSource::ImagerPixelSpacing, 1};
    EXPECT_EQ(between({a}, {far}, aMammogram(flat)).lesions.size(), 1U) << "2.55 mm across";
}

TEST(LesionMatching, PairsByHalfTheDiagonalOfTheSmaller) {
    // 400 px = 40 mm squares, half a diagonal is 28 mm; a 2 mm speck has none such.
    const auto a = aFinding("L1", square(1000, 1000, 400));
    EXPECT_EQ(
        between({a}, {aFinding("L1", square(1270, 1000, 400))}, aMammogram(kTenth)).lesions.size(),
        1U);
    EXPECT_EQ(
        between({a}, {aFinding("L1", square(1420, 1190, 20))}, aMammogram(kTenth)).lesions.size(),
        2U);
}

TEST(LesionMatching, ACentreInsideIsEnoughForSmallLesionsOnly) {
    // 4 mm around 1.2 mm: IoU 0.09. 40 mm around 12 mm: the same.
    EXPECT_EQ(matchOf(between({aFinding("L1", square(1000, 1000, 40))},
                              {aFinding("L1", square(1014, 1014, 12))}, aMammogram(kTenth))),
              LesionMatch::Partial);
    EXPECT_EQ(matchOf(between({aFinding("L1", square(1000, 1000, 400))},
                              {aFinding("L1", square(1140, 1140, 120))}, aMammogram(kTenth))),
              LesionMatch::OverlapDiffers);
    EXPECT_EQ(matchOf(between({aFinding("L1", square(1000, 1000, 40))},
                              {aFinding("L1", square(1014, 1014, 12))}, aMammogram({}))),
              LesionMatch::OverlapDiffers)
        << "without mm nobody knows that it is small";
}

TEST(LesionMatching, PrefersEqualLabelsWhereTheOutlinesCannotTell) {
    // A mass with calcifications in it, outlined alike by both: four overlaps of 1.
    const auto both = [](const char* first, const char* second) {
        return std::vector{aFinding("L1", square(100, 100, 50), first),
                           aFinding("L2", square(100, 100, 50), second)};
    };
    for (const auto& pair :
         between(both("mass", "calcification"), both("calcification", "mass")).lesions)
        EXPECT_EQ(pair.match, LesionMatch::Agree);
}

TEST(LesionMatching, ComparesClustersByTheirHulls) {
    // The same cluster: a convex outline, and one with a deep bay.
    const core::Polygon plain{{{0, 0}, {100, 0}, {100, 100}, {0, 100}}};
    const core::Polygon bay{{{0, 0}, {100, 0}, {20, 50}, {100, 100}, {0, 100}}};
    const auto cluster =
        between({aFinding("L1", plain, "calcification")}, {aFinding("L1", bay, "calcification")});
    EXPECT_NEAR(cluster.lesions[0].iou.value(), 1, 1e-12);
    const auto mass = between({aFinding("L1", plain)}, {aFinding("L1", bay)});
    EXPECT_NEAR(mass.lesions[0].iou.value(), 0.6, 1e-12);
}

std::vector<Finding> withDisc(std::vector<Finding> findings) {
    findings.push_back(aFinding("D", disc({500, 1000}, 100, 200), "optic-disc")); // DD = 200 px
    return findings;
}

TEST(LesionMatching, MatchesMicroaneurysmsByDistanceAndCountsThemByQuadrant) {
    const auto ma = [](const char* id, double x, double y) {
        return aFinding(id, disc({x, y}, 4), "microaneurysm");
    };
    // Right eye: nasal is to the right of the disc. 0.1 DD = 20 px.
    const auto a = withDisc({ma("L1", 300, 400), ma("L2", 340, 420), ma("L3", 800, 1500)});
    const auto b = withDisc({ma("L1", 318, 400), ma("L2", 800, 1521), ma("L3", 340, 421)});
    const auto comparison = between(a, b, anEye());
    std::map<std::string, std::string> partner;
    for (const auto& pair : comparison.lesions)
        if (pair.a && pair.b) {
            partner[pair.a->text()] = pair.b->text();
            EXPECT_EQ(pair.match, *pair.a == core::LesionId("L1")  ? LesionMatch::Partial
                                  : *pair.a == core::LesionId("D") ? LesionMatch::Agree
                                                                   : LesionMatch::Agree);
        }
    EXPECT_EQ(partner, (std::map<std::string, std::string>{{"D", "D"}, {"L1", "L1"}, {"L2", "L3"}}))
        << "21 px are too far";
    ASSERT_EQ(comparison.points.size(), 1U);
    const auto& counts = comparison.points[0];
    EXPECT_EQ(counts.label, "microaneurysm");
    EXPECT_EQ(counts.totalA, 3);
    ASSERT_TRUE(counts.quadrantsA && counts.quadrantsB);
    EXPECT_EQ(*counts.quadrantsA, (QuadrantCounts{2, 0, 0, 1}));
    EXPECT_EQ(*counts.quadrantsB, (QuadrantCounts{2, 0, 0, 1}));
    ComparisonRules rules;
    rules.pointsAgree = true;
    for (const auto& pair : between(a, b, anEye(), rules).lesions)
        EXPECT_TRUE(!pair.a || !pair.b || pair.match == LesionMatch::Agree);
}

TEST(LesionMatching, TakesTheNearestPointsAsAWhole) {
    const auto ma = [](const char* id, double x) {
        return aFinding(id, disc({x, 300}, 4), "microaneurysm");
    };
    // L1 is on X1; L2 and X2 are each 15 px from the other pair's, on both sides.
    const auto comparison = between(withDisc({ma("L1", 300), ma("L2", 315)}),
                                    withDisc({ma("X1", 300), ma("X2", 285)}), anEye());
    for (const auto& pair : comparison.lesions)
        if (pair.a == core::LesionId("L1")) {
            EXPECT_EQ(pair.b, core::LesionId("X1"));
            EXPECT_NEAR(pair.centreDistancePx.value(), 0, 1e-9);
            EXPECT_FALSE(pair.metrics) << "a point has no boundary";
        }
}

TEST(LesionMatching, MeasuresInMillimetresAndNamesTheSource) {
    const core::SpacingMm spacing{0.2, 0.1, core::SpacingSource::ImagerPixelSpacing, 1};
    const auto a = aFinding("L1", square(100, 100, 50)), b = aFinding("L1", square(100, 104, 50));
    const auto pair = between({a}, {b}, aMammogram(spacing)).lesions.at(0);
    ASSERT_TRUE(pair.metrics && pair.metrics->mm);
    EXPECT_NEAR(pair.metrics->px.hausdorff, 4, 1e-12);
    EXPECT_NEAR(pair.metrics->mm->hausdorff, 0.8, 1e-12);
    EXPECT_EQ(pair.metrics->mmSource, core::SpacingSource::ImagerPixelSpacing);
    EXPECT_EQ(pair.metrics->areaA, 2500);
    EXPECT_EQ(pair.metrics->intersection, 2300);
    EXPECT_FALSE(between({a}, {b}).lesions.at(0).metrics->mm) << "nobody said how large a pixel is";
    const core::SpacingMm dots{0.2, 0.2, core::SpacingSource::Raster, 1};
    EXPECT_FALSE(between({a}, {b}, aMammogram(dots)).lesions.at(0).metrics->mm)
        << "dots per inch of paper are no size of a breast";
}

TEST(LesionMatching, GivesAMissedLesionNoNumberAtAll) {
    const auto pair = between({aFinding("L1", square(0, 0, 9))}, {}).lesions.at(0);
    EXPECT_FALSE(pair.iou || pair.dice || pair.centreDistancePx || pair.metrics);
}

TEST(LesionMatching, RefusesWhatWouldTakeForever) {
    const auto hedgehog = disc({500, 500}, 400, 2000);
    std::vector<Finding> many;
    for (int i = 0; i < 250; ++i)
        many.push_back(aFinding(lesionName(i), hedgehog));
    const auto a = aReading("A", many), b = aReading("B", many);
    const auto comparison = compare(a, b);
    ASSERT_FALSE(comparison);
    EXPECT_EQ(comparison.error().code, ErrorCode::TooLarge);
}

TEST(StoredComparison, OfTheFirstFormIsReadWithTheRulesOfItsTime) {
    const auto old = comparisonFromJson(
        R"({"a":"ra","agreement":"disagree","answers":[{"a":"2","b":"4","key":"assessment","major":true}],)"
        R"("b":"rb","case":"C-0001","lesions":[{"a":"L1","b":"L2","dice":0.5,"image":"i","iou":0.25,"match":"partial"},)"
        R"({"a":"L3","dice":0,"image":"i","iou":0,"match":"missed-by-b"}],)"
        R"("rules":{"agreeIou":0.5,"partialIou":0.1},"schema":"concord-comparison-1"})");
    ASSERT_TRUE(old) << old.error().sentence();
    EXPECT_EQ(old->rules.partialIou, 0.1);
    EXPECT_EQ(old->rules.admissibleIou, 0.1);
    EXPECT_FALSE(old->rules.distanceAdmits || old->rules.centroidAdmits || old->rules.metrics);
    EXPECT_EQ(old->rules.gold, GoldContour::ReaderA);
    EXPECT_EQ(old->lesions.at(0).iou, 0.25);
    EXPECT_FALSE(old->lesions.at(1).iou) << "0 with nobody was never a measurement";
    EXPECT_EQ(old->answers.at(0).reason, DifferenceReason::ActionDiffers);
    const auto again = comparisonFromJson(toJson(*old));
    ASSERT_TRUE(again);
    EXPECT_EQ(again->rules, old->rules);
}

TEST(StoredComparison, KeepsEveryRuleAndEveryFigure) {
    ComparisonRules rules{0.6,        0.3,  0.2, false, true,
                          7,          0.2,  50,  3,     0.05,
                          {"drusen"}, true, {},  true,  GoldContour::Mean};
    const auto comparison =
        between(withDisc({aFinding("L1", disc({700, 700}, 30), "drusen")}),
                withDisc({aFinding("L1", disc({702, 700}, 30), "drusen")}), anEye(), rules);
    const auto back = comparisonFromJson(toJson(comparison));
    ASSERT_TRUE(back);
    EXPECT_EQ(back->rules, rules);
    EXPECT_EQ(toJson(*back), toJson(comparison));
    EXPECT_EQ(back->points.at(0).totalA, 1);
    EXPECT_TRUE(back->lesions.at(0).metrics);
}

TEST(GoldContour, OfTheRulesIsTheOutlineOfTheTruth) {
    const auto a = aReading("A", {aFinding("L1", square(100, 100, 100)),
                                  aFinding("L2", square(500, 500, 10), "fovea")});
    const auto b = aReading("B", {aFinding("L7", square(100, 120, 100))});
    const auto areaBy = [&](GoldContour gold) {
        ComparisonRules rules;
        rules.gold = gold;
        const auto truth = settle(a, b, *compare(a, b, rules), nullptr);
        EXPECT_TRUE(truth && *truth);
        EXPECT_EQ((*truth)->findings.size(), 2U) << "a mark that is not compared stays";
        return core::areaPx2((*truth)->findings.at(0).outline);
    };
    EXPECT_EQ(areaBy(GoldContour::ReaderA), 10000);
    EXPECT_NEAR(areaBy(GoldContour::Union), 12000, 1e-6);
    EXPECT_NEAR(areaBy(GoldContour::Intersection), 8000, 1e-6);
    EXPECT_NEAR(areaBy(GoldContour::Mean), 9800.5, 2) << "numpy, sampled every 1/20 px";
}

RC_GTEST_PROP(LesionMatchingProperty, DoesNotDependOnThePlaceInTheImage, ()) {
    std::vector<Finding> a, b, farA, farB;
    const double dx = *rc::gen::inRange(0, 2000), dy = *rc::gen::inRange(0, 2000);
    const int count = *rc::gen::inRange(1, 7);
    for (int i = 0; i < count; ++i) {
        const auto id = lesionName(i);
        const auto p =
            square(*rc::gen::inRange(0, 300), *rc::gen::inRange(0, 300), *rc::gen::inRange(3, 90));
        const auto q =
            square(*rc::gen::inRange(0, 300), *rc::gen::inRange(0, 300), *rc::gen::inRange(3, 90));
        a.push_back(aFinding(id, p));
        b.push_back(aFinding(id, q));
        farA.push_back(aFinding(id, moved(p, dx, dy)));
        farB.push_back(aFinding(id, moved(q, dx, dy)));
    }
    const auto here = between(a, b), there = between(farA, farB);
    RC_ASSERT(here.lesions.size() == there.lesions.size());
    for (std::size_t i = 0; i < here.lesions.size(); ++i) {
        RC_ASSERT(here.lesions[i].a == there.lesions[i].a);
        RC_ASSERT(here.lesions[i].b == there.lesions[i].b);
        RC_ASSERT(here.lesions[i].match == there.lesions[i].match);
    }
}

} // namespace
} // namespace cw::annotation
