// SPDX-License-Identifier: Apache-2.0
// Worked examples out of the papers, golden values of R's psych 2.2.9, and tables that have no
// answer.
#include "agreement/BlandAltman.h"
#include "agreement/Gwet.h"
#include "agreement/Icc.h"
#include "agreement/Kappa.h"
#include "agreement/Krippendorff.h"
#include "agreement/Quantiles.h"
#include "agreement/SpecificAgreement.h"
#include "agreement/Spread.h"

#include <gtest/gtest.h>
#include <limits>

namespace cw::agreement {
namespace {

PairTable tableOf(const std::vector<std::vector<double>>& cells) {
    PairTable table(cells.size());
    for (std::size_t a = 0; a < cells.size(); ++a)
        for (std::size_t b = 0; b < cells.size(); ++b)
            table.add(a, b, cells[a][b]);
    return table;
}

RatingCounts countsOf(const std::vector<std::vector<double>>& rows) {
    RatingCounts counts{rows.front().size(), {}};
    for (const auto& row : rows)
        counts.units.push_back({row, 1});
    return counts;
}

// Krippendorff (2011), section C: four observers, twelve units, 0 is a gap.
RatingRows krippendorffsUnits() {
    constexpr int kObservers[4][12] = {{1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0},
                                       {1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3},
                                       {0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0},
                                       {1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0}};
    RatingRows rows(12);
    for (std::size_t unit = 0; unit < 12; ++unit)
        for (const auto& observer : kObservers)
            rows[unit].push_back(observer[unit] == 0
                                     ? Rating()
                                     : Rating(static_cast<std::size_t>(observer[unit] - 1)));
    return rows;
}

TEST(PublishedExamples, KrippendorffsTwelveUnits) {
    const auto counts = agreement::countsOf(krippendorffsUnits(), 5);
    EXPECT_NEAR(krippendorffAlpha(counts, Level::Nominal).value(), 0.743, 0.0005);
    EXPECT_NEAR(krippendorffAlpha(counts, Level::Ordinal).value(), 0.815, 0.0005);
    EXPECT_NEAR(krippendorffAlpha(counts, Level::Interval).value(), 0.849, 0.0005);
}

TEST(PublishedExamples, FleissThirtyPsychiatricPatients) {
    const auto counts = countsOf(
        {{0, 0, 0, 6, 0}, {0, 3, 0, 0, 3}, {0, 1, 4, 0, 1}, {0, 0, 0, 0, 6}, {0, 3, 0, 3, 0},
         {2, 0, 4, 0, 0}, {0, 0, 4, 0, 2}, {2, 0, 3, 1, 0}, {2, 0, 0, 4, 0}, {0, 0, 0, 0, 6},
         {1, 0, 0, 5, 0}, {1, 1, 0, 4, 0}, {0, 3, 3, 0, 0}, {1, 0, 0, 5, 0}, {0, 2, 0, 3, 1},
         {0, 0, 5, 0, 1}, {3, 0, 0, 1, 2}, {5, 1, 0, 0, 0}, {0, 2, 0, 4, 0}, {1, 0, 2, 0, 3},
         {0, 0, 0, 0, 6}, {0, 1, 0, 5, 0}, {0, 2, 0, 1, 3}, {2, 0, 0, 4, 0}, {1, 0, 0, 4, 1},
         {0, 5, 0, 1, 0}, {4, 0, 0, 0, 2}, {0, 2, 0, 4, 0}, {1, 0, 5, 0, 0}, {0, 0, 0, 0, 6}});
    EXPECT_NEAR(fleissKappa(counts).value(), 0.430, 0.0005);
}

// Where one category prevails kappa says "worse than chance" of 94 % agreement (Gwet 2002, 2008).
TEST(PublishedExamples, GwetsParadoxOfKappa) {
    const auto table = tableOf({{118, 5}, {2, 0}});
    EXPECT_NEAR(observedAgreement(table).value(), 0.944, 1e-12);
    EXPECT_NEAR(cohenKappa(table).value(), -0.0234, 0.00005);
    EXPECT_NEAR(gwetAc(agreement::countsOf(table)).value(), 0.9408, 0.00005);
}

TEST(PublishedExamples, ShroutAndFleissSixTargetsAsPsychComputesThem) {
    const auto t = iccOf(
        {{9, 2, 5, 8}, {6, 1, 3, 2}, {8, 4, 6, 8}, {7, 1, 2, 6}, {10, 5, 6, 9}, {6, 2, 4, 7}});
    struct {
        Icc ours;
        double value, low, high;
    } const kGolden[] = {{t.icc11, 0.165741768405476, -0.1329323248747509, 0.722560062328121},
                         {t.icc21, 0.289763779527559, 0.0187865133747120, 0.761084369648953},
                         {t.icc31, 0.714840714840715, 0.3424647650339254, 0.945858259955360},
                         {t.icc1k, 0.442797133679269, -0.8844421552381190, 0.912415420340776},
                         {t.icc2k, 0.620050547598989, 0.0711368153025035, 0.927232040167722},
                         {t.icc3k, 0.909315542377069, 0.6756747138163047, 0.985891678169062}};
    for (const auto& golden : kGolden) {
        EXPECT_NEAR(golden.ours.value.value(), golden.value, 1e-9);
        EXPECT_NEAR(golden.ours.low.value(), golden.low, 1e-9);
        EXPECT_NEAR(golden.ours.high.value(), golden.high, 1e-9);
    }
}

TEST(PublishedExamples, WeightedKappasAsPsychComputesThem) {
    const auto table = tableOf({{25, 6, 1, 0}, {4, 31, 7, 1}, {2, 5, 22, 6}, {0, 1, 3, 18}});
    EXPECT_NEAR(cohenKappa(table).value(), 0.630998602267433, 1e-12);
    EXPECT_NEAR(cohenKappa(table, Weighting::Quadratic).value(), 0.819129500268673, 1e-12);
    EXPECT_NEAR(cohenKappa(table, Weighting::Linear).value(), 0.729454109178164, 1e-12);
}

// Bland & Altman (1986): peak flow by a large and a mini Wright meter.
TEST(PublishedExamples, BlandAndAltmansPeakFlowMeters) {
    const std::vector<double> wright{494, 395, 516, 434, 476, 557, 413, 442, 650,
                                     433, 417, 656, 267, 478, 178, 423, 427};
    const std::vector<double> mini{512, 430, 520, 428, 500, 600, 364, 380, 658,
                                   445, 432, 626, 260, 477, 259, 350, 451};
    const auto r = blandAltman(wright, mini);
    EXPECT_EQ(r.n, 17U);
    EXPECT_NEAR(r.bias.value(), -2.1, 0.05);
    EXPECT_NEAR(r.sd.value(), 38.8, 0.05);
    EXPECT_NEAR(r.biasInterval.low.value(), -22.0, 0.1);
    EXPECT_NEAR(r.biasInterval.high.value(), 17.8, 0.1);
    EXPECT_NEAR(r.low.value(), -78.1, 0.1); // the paper prints -79.7 and 75.5: it rounds 1.96 to 2
    EXPECT_NEAR(r.high.value(), 73.9, 0.1);
}

TEST(PublishedExamples, QuantilesOfTheTables) {
    EXPECT_NEAR(normalQuantile(0.975), 1.959963984540054, 1e-14);
    EXPECT_NEAR(studentQuantile(0.975, 16), 2.119905299221255, 1e-11);
    EXPECT_NEAR(fisherQuantile(0.95, 5, 15), 2.901294536236156, 1e-11);
}

// ---- nothing to compute: said in words, never NaN -----------------------------------------------

void expectNone(const Figure& figure) {
    EXPECT_FALSE(figure.known()) << figure.value();
    EXPECT_FALSE(figure.reason().empty());
    EXPECT_EQ(figure.value(), 0);
}

TEST(Degenerate, OneClassHasNoKappaButAPercentAgreementAndAnAc1) {
    const auto table = tableOf({{12, 0, 0}, {0, 0, 0}, {0, 0, 0}});
    EXPECT_EQ(observedAgreement(table).value(), 1);
    EXPECT_EQ(gwetAc(countsOf(table)).value(), 1);
    for (const auto weighting : {Weighting::None, Weighting::Linear, Weighting::Quadratic})
        expectNone(cohenKappa(table, weighting));
    expectNone(fleissKappa(countsOf(table)));
    for (const auto level : {Level::Nominal, Level::Ordinal, Level::Interval})
        expectNone(krippendorffAlpha(countsOf(table), level));
    expectNone(specificAgreement(table, 1));
    expectNone(specificAgreement(table, 7));
}

TEST(Degenerate, NoPairsAndNoScale) {
    PairTable gaps(2);
    gaps.add(0, {});
    gaps.add({}, 1);
    gaps.add({}, {});
    for (const auto& table : {PairTable(0), PairTable(1), PairTable(2), gaps}) {
        expectNone(observedAgreement(table));
        expectNone(observedAgreement(table, Weighting::Linear));
        expectNone(cohenKappa(table, Weighting::Quadratic));
        expectNone(gwetAc(countsOf(table)));
        expectNone(krippendorffAlpha(countsOf(table), Level::Ordinal));
        expectNone(specificAgreement(table, 0));
    }
    expectNone(fleissKappa(countsOf(PairTable(2))));
    expectNone(fleissKappa(countsOf(std::vector<std::vector<double>>{{2, 0}, {1, 0}})));
    for (const auto& figure : {lesionF1({}), lesionPrecision({}), lesionRecall({})})
        expectNone(figure);
}

TEST(Degenerate, NotANumberNeverReachesAFigure) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const double infinite = std::numeric_limits<double>::infinity();
    expectNone(Figure::of(nan));
    expectNone(Figure::of(-infinite));
    for (const double bad : {nan, infinite}) {
        const std::vector<double> values{1, bad, 2}, whole{1, 2, 3};
        expectNone(spreadOf(values).mean);
        expectNone(spreadOf(values).median);
        expectNone(blandAltman(values, whole).bias);
        expectNone(blandAltman(whole, values).highInterval.high);
        expectNone(iccOf({{1, 2}, {bad, 3}}).icc21.value);
    }
    const std::vector<double> scale{0, nan};
    expectNone(krippendorffAlpha(countsOf(tableOf({{1, 1}, {1, 1}})), Level::Interval, scale));
}

TEST(Degenerate, EmptySingleAndEqualValues) {
    expectNone(spreadOf({}).mean);
    const std::vector<double> one{3}, same{3, 3, 3}, two{1, 2};
    EXPECT_EQ(spreadOf(one).median.value(), 3);
    expectNone(spreadOf(one).sd);
    EXPECT_EQ(spreadOf(same).sd.value(), 0);
    expectNone(blandAltman({}, {}).bias);
    expectNone(blandAltman(one, two).bias);
    EXPECT_EQ(blandAltman(one, one).bias.value(), 0);
    expectNone(blandAltman(one, one).low);
    EXPECT_EQ(blandAltman(same, same).highInterval.high.value(), 0);
    expectNone(iccOf({}).icc11.value);
    expectNone(iccOf({{1, 2}}).icc11.value);
    expectNone(iccOf({{1}, {2}}).icc11.value);
    expectNone(iccOf({{1, 2}, {1}}).icc11.value);
    for (const auto& none : {iccOf({{3, 3}, {3, 3}}).icc11, iccOf({{3, 3}, {3, 3}}).icc2k})
        expectNone(none.value);
    const auto exact = iccOf({{1, 1}, {2, 2}, {5, 5}});
    EXPECT_EQ(exact.icc21.value.value(), 1);
    expectNone(exact.icc21.low);
    expectNone(exact.icc3k.high);
}

} // namespace
} // namespace cw::agreement
