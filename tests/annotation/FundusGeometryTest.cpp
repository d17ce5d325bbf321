// SPDX-License-Identifier: Apache-2.0
// Disc, cup, fovea: values computed by hand, and laws that hold for every eye.
#include "annotation/FundusGeometry.h"
#include "Readings.h"

namespace cw::testing {
namespace {

using namespace annotation;
using core::PointPx;

core::Polygon ellipse(PointPx centre, double rx, double ry, int n = 360) {
    core::Polygon polygon;
    for (int i = 0; i < n; ++i) {
        const double a = 2 * std::numbers::pi * i / n;
        polygon.vertices.push_back({centre.x + rx * std::cos(a), centre.y + ry * std::sin(a)});
    }
    return polygon;
}
core::Polygon dot(PointPx at) { return square(at.x - 2, at.y - 2, 4); }

core::ImageAttributes eye(core::Laterality laterality,
                          core::FundusField field = core::FundusField::General) {
    core::ImageAttributes attributes;
    attributes.kind = core::ImageKind::Fundus;
    attributes.laterality = laterality;
    attributes.field = field;
    attributes.width = 1000;
    attributes.height = 1000;
    return attributes;
}
const auto kRight = eye(core::Laterality::Right), kLeft = eye(core::Laterality::Left);

/// Right eye: a disc 100 px wide and 120 px tall at (700, 480), fovea at (425, 500).
std::vector<Finding> marksOfARightEye() {
    return {aFinding("D", ellipse({700, 480}, 50, 60), "optic-disc"),
            aFinding("C", ellipse({695, 485}, 20, 30), "optic-cup"),
            aFinding("F", dot({425, 500}), "fovea")};
}
core::Polygon mirrored(core::Polygon polygon) {
    for (auto& vertex : polygon.vertices)
        vertex.x = 1000 - vertex.x;
    return polygon;
}
std::vector<Finding> mirrored(std::vector<Finding> findings) {
    for (auto& finding : findings)
        finding.outline = mirrored(std::move(finding.outline));
    return findings;
}
FundusMeasures measured(const std::vector<Finding>& findings,
                        const core::ImageAttributes& attributes = kRight) {
    return measureFundus(findings, kImage, attributes);
}

TEST(FundusGeometry, MeasuresDiscCupAndFoveaAsByHand) {
    const auto m = measured(marksOfARightEye());
    ASSERT_TRUE(m.disc && m.cupToDisc && m.foveaFromDisc && m.scale);
    EXPECT_NEAR(m.disc->verticalPx, 120, 0.01);
    EXPECT_NEAR(m.disc->horizontalPx, 100, 0.01);
    EXPECT_NEAR(m.disc->diameterPx(), 110, 0.01);
    EXPECT_NEAR(m.disc->centre.x, 700, 0.01);
    EXPECT_NEAR(m.disc->areaPx2, std::numbers::pi * 50 * 60, 2);
    EXPECT_NEAR(m.cupToDisc->vertical, 0.5, 1e-3); // 60 of 120, not 0.4 (across)
    EXPECT_NEAR(m.cupToDisc->horizontal, 0.4, 1e-3);
    EXPECT_NEAR(m.cupToDisc->area, 0.2, 1e-3); // 20 x 30 of 50 x 60
    EXPECT_NEAR(m.foveaFromDisc->px, std::hypot(275, 20), 0.01);
    EXPECT_NEAR(m.foveaFromDisc->discDiameters, std::hypot(2.5, 20 / 110.0), 1e-3);
    EXPECT_NEAR(m.foveaFromDisc->degreesBelow, 4.16, 0.01); // atan(20 / 275)
    EXPECT_EQ(m.scale->basis, MmBasis::DiscConvention);
    EXPECT_NEAR(*m.foveaFromDisc->mm, 1.5 * m.foveaFromDisc->discDiameters, 1e-9);
    EXPECT_FALSE(m.sideContradicted);
}

TEST(FundusGeometry, TheGridHasRingsOfOneThreeAndSixMillimetresByTheDisc) {
    const auto m = measured(marksOfARightEye());
    ASSERT_TRUE(m.grid);
    EXPECT_NEAR(m.grid->radiusX[0], 110 / 3.0, 0.01); // 0.5 mm of 1.5 mm = 110 px
    EXPECT_NEAR(m.grid->radiusX[1], 110, 0.01);
    EXPECT_NEAR(m.grid->radiusY[2], 220, 0.01);
    EXPECT_EQ(m.grid->basis, MmBasis::DiscConvention);
}

TEST(FundusGeometry, TakesMillimetresFromTheFileBeforeTheConvention) {
    auto attributes = kRight;
    attributes.spacing = core::SpacingMm{0.02, 0.01, core::SpacingSource::PixelSpacing};
    auto findings = marksOfARightEye();
    findings.push_back(aFinding("E", square(425, 560, 40), "exudate"));
    const auto m = measured(findings, attributes);
    ASSERT_TRUE(m.grid && m.foveaFromDisc && m.nearestExudate);
    EXPECT_EQ(m.grid->basis, MmBasis::File);
    EXPECT_DOUBLE_EQ(m.grid->radiusX[2], 300); // 3 mm at 0.01
    EXPECT_DOUBLE_EQ(m.grid->radiusY[2], 150); // 3 mm at 0.02: pixels are not square
    EXPECT_NEAR(*m.foveaFromDisc->mm, std::hypot(2.75, 0.4), 1e-4);
    EXPECT_NEAR(*m.nearestExudate->mm, 60 * 0.02, 1e-9);
    EXPECT_EQ(subfieldAt(*m.grid, {425 + 299, 500}), EtdrsSubfield::OuterNasal);
    EXPECT_EQ(subfieldAt(*m.grid, {425, 500 + 151}), EtdrsSubfield::Outside);
    attributes.spacing->source = core::SpacingSource::Raster; // dots per inch of a screen
    EXPECT_EQ(measured(findings, attributes).scale->basis, MmBasis::DiscConvention);
}

TEST(FundusGeometry, NamesTheNineSubfieldsOfARightEye) {
    const auto grid = *measured(marksOfARightEye()).grid;
    const auto at = [&](double dx, double dy) { return subfieldAt(grid, {425 + dx, 500 + dy}); };
    using enum EtdrsSubfield;
    EXPECT_EQ(at(0, 0), Centre);
    EXPECT_EQ(at(36, 0), Centre);
    EXPECT_EQ(at(37, 0), InnerNasal); // towards the disc
    EXPECT_EQ(at(-60, 0), InnerTemporal);
    EXPECT_EQ(at(0, -60), InnerSuperior);
    EXPECT_EQ(at(0, 60), InnerInferior);
    EXPECT_EQ(at(150, 100), OuterNasal);
    EXPECT_EQ(at(-150, 100), OuterTemporal);
    EXPECT_EQ(at(100, -150), OuterSuperior);
    EXPECT_EQ(at(100, 150), OuterInferior);
    EXPECT_EQ(at(219, 0), OuterNasal);
    EXPECT_EQ(at(221, 0), Outside);
}

TEST(FundusGeometry, NasalIsTowardsTheDiscInBothEyes) {
    auto findings = marksOfARightEye();
    findings.push_back(aFinding("H", dot({485, 500}), "haemorrhage")); // fovea's disc side
    findings.push_back(aFinding("I", dot({800, 600}), "haemorrhage")); // beyond the disc
    const auto right = measured(findings, kRight);
    const auto left = measured(mirrored(findings), kLeft);
    for (const auto* m : {&right, &left}) {
        const auto& eyes = m == &right ? findings : mirrored(findings);
        const auto near = placeOf(*m, eyes[3]), far = placeOf(*m, eyes[4]);
        EXPECT_EQ(near.subfield, EtdrsSubfield::InnerNasal);
        EXPECT_EQ(near.quadrant, RetinaQuadrant::InferiorTemporal); // of the disc it is temporal
        EXPECT_EQ(far.quadrant, RetinaQuadrant::InferiorNasal);
        EXPECT_FALSE(m->sideContradicted);
    }
    EXPECT_EQ(right.perQuadrant, left.perQuadrant);
}

TEST(FundusGeometry, GoesByTheMarksWhereTheTagSaysTheOtherEye) {
    const auto m = measured(marksOfARightEye(), kLeft);
    EXPECT_TRUE(m.sideContradicted);
    EXPECT_EQ(m.grid->nasalTowards, 1);
    EXPECT_EQ(measured(marksOfARightEye(), eye(core::Laterality::Unknown)).grid->nasalTowards, 1);
}

TEST(FundusGeometry, CountsByQuadrantsAroundTheDisc) {
    auto findings = marksOfARightEye();
    const std::pair<PointPx, const char*> lesions[] = {
        {{600, 300}, "haemorrhage"},   {{500, 400}, "haemorrhage"},
        {{800, 300}, "haemorrhage"},   {{600, 700}, "microaneurysm"},
        {{500, 479}, "microaneurysm"}, {{500, 481}, "microaneurysm"}};
    int number = 0;
    for (const auto& [at, label] : lesions)
        findings.push_back(aFinding(lesionName(++number), dot(at), label));
    findings.push_back(aFinding("other", dot({600, 300}), "haemorrhage", core::ImageId("image-2")));
    const auto m = measured(findings);
    EXPECT_EQ(m.perQuadrant.at("haemorrhage"), (QuadrantCounts{2, 1, 0, 0}));
    EXPECT_EQ(m.perQuadrant.at("microaneurysm"), (QuadrantCounts{1, 0, 2, 0}));
    EXPECT_EQ(m.perQuadrant.size(), 2U); // landmarks are not lesions
    EXPECT_EQ(m.totals.at("haemorrhage"), 3);
}

TEST(FundusGeometry, FindsTheNearestExudateByItsEdge) {
    auto findings = marksOfARightEye();
    findings.push_back(aFinding("E1", square(425 + 55, 480, 40), "exudate"));
    findings.push_back(aFinding("E2", square(100, 480, 200), "exudate")); // larger, farther
    findings.push_back(aFinding("H", dot({430, 500}), "haemorrhage"));    // nearer, another sign
    auto m = measured(findings);
    ASSERT_TRUE(m.nearestExudate);
    EXPECT_EQ(m.nearestExudate->id, core::LesionId("E1"));
    EXPECT_NEAR(m.nearestExudate->px, 55, 1e-9);
    EXPECT_NEAR(*m.nearestExudate->discDiameters, 0.5, 1e-3);
    EXPECT_NEAR(*m.nearestExudate->mm, 0.75, 1e-3);
    findings.push_back(aFinding("E3", square(400, 480, 60), "exudate")); // over the fovea
    EXPECT_EQ(measured(findings).nearestExudate->px, 0);
}

TEST(FundusGeometry, SaysNoMillimetresOfAWideFieldWhateverTheSpacing) {
    auto attributes = eye(core::Laterality::Right, core::FundusField::Wide);
    attributes.spacing = core::SpacingMm{0.01, 0.01, core::SpacingSource::PixelSpacing};
    auto findings = marksOfARightEye();
    findings.push_back(aFinding("E", square(480, 480, 40), "exudate"));
    const auto m = measured(findings, attributes);
    ASSERT_FALSE(m.scale);
    EXPECT_EQ(m.scale.error(), FundusLack::WideField);
    EXPECT_FALSE(m.foveaFromDisc->mm);
    EXPECT_FALSE(m.nearestExudate->mm);
    EXPECT_NEAR(*m.nearestExudate->discDiameters, 0.5, 1e-3);
    ASSERT_TRUE(m.grid); // in disc diameters: 2/3, 2 and 4 across
    EXPECT_FALSE(m.grid->basis);
    EXPECT_NEAR(m.grid->radiusX[2], 220, 0.01);
    EXPECT_EQ(
        measured(findings, eye(core::Laterality::Right, core::FundusField::Unknown)).scale.error(),
        FundusLack::FieldUnknown);
}

TEST(FundusGeometry, SaysWhatIsMissing) {
    auto findings = marksOfARightEye();
    const auto without = [&](const char* label) {
        auto some = findings;
        std::erase_if(some, [&](const Finding& f) { return f.label == label; });
        return measured(some);
    };
    EXPECT_EQ(without("optic-disc").cupToDisc.error(), FundusLack::NoDisc);
    EXPECT_EQ(without("optic-disc").quadrants.error(), FundusLack::NoDisc);
    EXPECT_EQ(without("optic-disc").grid.error(), FundusLack::NoDisc);
    EXPECT_EQ(without("optic-cup").cupToDisc.error(), FundusLack::NoCup);
    EXPECT_EQ(without("fovea").grid.error(), FundusLack::NoFovea);
    EXPECT_EQ(without("fovea").nearestExudate.error(), FundusLack::NoFovea);
    EXPECT_TRUE(without("fovea").quadrants); // by the side that the file tells
    EXPECT_EQ(measured(findings).nearestExudate.error(), FundusLack::NoExudate);
    auto noSide = findings;
    noSide.pop_back();
    EXPECT_EQ(measured(noSide, eye(core::Laterality::Unknown)).quadrants.error(),
              FundusLack::NoSide);
    auto two = findings;
    two.push_back(aFinding("D2", ellipse({200, 200}, 50, 60), "optic-disc"));
    EXPECT_EQ(measured(two).disc.error(), FundusLack::SeveralDiscs);
    EXPECT_EQ(measured(two).grid.error(), FundusLack::SeveralDiscs);
    auto beside = findings;
    beside[1].outline = ellipse({300, 485}, 20, 30);
    EXPECT_EQ(measured(beside).cupToDisc.error(), FundusLack::CupBeyondDisc);
    beside[1].outline = ellipse({695, 485}, 20, 70);
    EXPECT_EQ(measured(beside).cupToDisc.error(), FundusLack::CupBeyondDisc);
    EXPECT_TRUE(measured({}).totals.empty());
}

TEST(FundusGeometry, MarksTheFoveaWithATenthOfADiscDiameter) {
    const auto with = foveaMark({425, 500}, measured(marksOfARightEye()), 1000, 1000);
    ASSERT_TRUE(with);
    EXPECT_NEAR(core::boundsOf(*with).width(), 22, 0.01);
    EXPECT_NEAR(core::centroid(*with).x, 425, 1e-6);
    const auto without = foveaMark({425, 500}, measured({}), 1000, 1000);
    EXPECT_NEAR(core::boundsOf(*without).width(), 30, 0.01);
    EXPECT_FALSE(foveaMark({5, 500}, measured({}), 1000, 1000)); // over the border
}

TEST(FundusGeometry, MeasuresAThousandPointLesionsInOnePass) {
    auto findings = marksOfARightEye();
    for (int i = 0; i < 1000; ++i)
        findings.push_back(aFinding(lesionName(i),
                                    ellipse({20.0 + i % 40 * 24, 20.0 + i / 40 * 38}, 4, 4, 16),
                                    i % 3 == 0 ? "exudate" : "microaneurysm"));
    const auto from = std::chrono::steady_clock::now();
    const auto m = measured(findings);
    const auto took = std::chrono::steady_clock::now() - from;
    RecordProperty(
        "microseconds",
        static_cast<int>(std::chrono::duration_cast<std::chrono::microseconds>(took).count()));
    EXPECT_EQ(m.totals.at("exudate") + m.totals.at("microaneurysm"), 1000);
}

RC_GTEST_PROP(FundusGeometry, RatiosStayUnderScalingAndShifting, ()) {
    const double scale = *rc::gen::inRange(20, 400) / 100.0;
    const double dx = *rc::gen::inRange(-50, 50), dy = *rc::gen::inRange(-50, 50);
    auto findings = marksOfARightEye();
    findings.push_back(aFinding("E", square(480, 480, 40), "exudate"));
    const auto before = measured(findings);
    for (auto& finding : findings)
        for (auto& vertex : finding.outline.vertices)
            vertex = {scale * vertex.x + dx, scale * vertex.y + dy};
    const auto after = measured(findings);
    const auto same = [](double a, double b) { return std::abs(a - b) < 1e-9 * (1 + std::abs(a)); };
    RC_ASSERT(same(before.cupToDisc->vertical, after.cupToDisc->vertical));
    RC_ASSERT(same(before.cupToDisc->area, after.cupToDisc->area));
    RC_ASSERT(same(before.foveaFromDisc->discDiameters, after.foveaFromDisc->discDiameters));
    RC_ASSERT(same(*before.nearestExudate->mm, *after.nearestExudate->mm));
    RC_ASSERT(same(scale * before.disc->diameterPx(), after.disc->diameterPx()));
}

RC_GTEST_PROP(FundusGeometry, EveryLesionIsInOneQuadrantAndMirroringChangesNoCount, ()) {
    auto findings = marksOfARightEye();
    const auto n = *rc::gen::inRange(0, 200);
    const char* labels[] = {"haemorrhage", "microaneurysm", "exudate", "other"};
    for (int i = 0; i < n; ++i) // off the mirror axis by a hair: there a side is a convention
        findings.push_back(
            aFinding(lesionName(i),
                     dot({*rc::gen::inRange(5, 990) + 0.25, *rc::gen::inRange(5, 990) + 0.25}),
                     labels[*rc::gen::inRange(0, 4)]));
    const auto right = measured(findings, kRight), left = measured(mirrored(findings), kLeft);
    int counted = 0;
    for (const auto& [label, counts] : right.perQuadrant) {
        int sum = 0;
        for (const int count : counts)
            sum += count;
        RC_ASSERT(sum == right.totals.at(label));
        counted += sum;
    }
    RC_ASSERT(counted == n);
    RC_ASSERT(right.perQuadrant == left.perQuadrant);
    for (const auto& finding : findings) {
        auto other = finding;
        other.outline = mirrored(other.outline);
        RC_ASSERT(placeOf(right, finding).subfield == placeOf(left, other).subfield);
    }
}

} // namespace
} // namespace cw::testing
