// SPDX-License-Identifier: Apache-2.0
// Random tables against scikit-learn, numpy, scipy and enumeration from the definitions.
#include "agreement/Oracle.h"

#include "agreement/BlandAltman.h"
#include "agreement/Bootstrap.h"
#include "agreement/Gwet.h"
#include "agreement/Icc.h"
#include "agreement/Kappa.h"
#include "agreement/Krippendorff.h"
#include "agreement/SpecificAgreement.h"
#include "agreement/Spread.h"

#include <gtest/gtest.h>

namespace cw::agreement {
namespace {

using testing::Json;
using testing::jsonOf;

constexpr std::pair<const char*, Weighting> kWeightings[] = {
    {"none", Weighting::None}, {"linear", Weighting::Linear}, {"quadratic", Weighting::Quadratic}};

/// A rating, near an earlier one in most cases, a gap in some; "favourite" makes one category
/// prevail, up to a table with nothing else.
struct Rater {
    core::Random& random;
    std::size_t categories;
    double gaps, favourite;
    int operator()(int near) {
        if (random.chance(gaps))
            return -1;
        if (random.chance(favourite))
            return 0;
        if (near >= 0 && random.chance(0.6))
            return near;
        return static_cast<int>(random.below(categories));
    }
};

Rating ratingOf(int stored) {
    return stored < 0 ? Rating() : Rating(static_cast<std::size_t>(stored));
}

Rater raterOf(core::Random& random, std::size_t categories) {
    const double gaps = random.chance(0.5) ? 0 : random.uniform(0, 0.4);
    const double favourite = random.chance(0.15) ? 1 : random.chance(0.5) ? 0 : random.uniform();
    return {random, categories, gaps, favourite};
}

Json pairCase(core::Random& random) {
    const std::size_t q = 2 + random.below(6), n = random.below(60);
    auto rate = raterOf(random, q);
    std::vector<int> a(n), b(n);
    PairTable table(q), complete(q);
    for (std::size_t i = 0; i < n; ++i) {
        a[i] = rate(-1);
        b[i] = rate(a[i]);
        table.add(ratingOf(a[i]), ratingOf(b[i]));
        if (a[i] >= 0 && b[i] >= 0)
            complete.add(ratingOf(a[i]), ratingOf(b[i]));
    }
    const auto counts = countsOf(table);
    Json ours{{"agreement", jsonOf(observedAgreement(table))},
              {"fleiss", jsonOf(fleissKappa(countsOf(complete)))},
              {"alpha-nominal", jsonOf(krippendorffAlpha(counts, Level::Nominal))},
              {"alpha-ordinal", jsonOf(krippendorffAlpha(counts, Level::Ordinal))},
              {"alpha-interval", jsonOf(krippendorffAlpha(counts, Level::Interval))}};
    for (const auto& [name, weighting] : kWeightings) {
        ours[std::string("kappa-") + name] = jsonOf(cohenKappa(table, weighting));
        ours[std::string("gwet-") + name] = jsonOf(gwetAc(counts, weighting));
    }
    for (std::size_t k = 0; k < q; ++k)
        ours["specific-" + std::to_string(k)] = jsonOf(specificAgreement(table, k));
    return {{"kind", "pair"}, {"q", q}, {"a", a}, {"b", b}, {"ours", ours}};
}

Json manyCase(core::Random& random) {
    const std::size_t q = 2 + random.below(5), n = 1 + random.below(25), m = 2 + random.below(4);
    auto rate = raterOf(random, q);
    std::vector<std::vector<int>> stored(n, std::vector<int>(m));
    RatingRows rows(n);
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < m; ++j) {
            stored[i][j] = rate(j == 0 ? -1 : stored[i][0]);
            rows[i].push_back(ratingOf(stored[i][j]));
        }
    std::vector<double> values(q);
    for (std::size_t k = 0; k < q; ++k)
        values[k] = static_cast<double>(k) + random.uniform(0, 0.9);
    const auto counts = countsOf(rows, q);
    Json ours{{"fleiss", jsonOf(fleissKappa(counts))},
              {"alpha-nominal", jsonOf(krippendorffAlpha(counts, Level::Nominal))},
              {"alpha-ordinal", jsonOf(krippendorffAlpha(counts, Level::Ordinal))},
              {"alpha-interval", jsonOf(krippendorffAlpha(counts, Level::Interval, values))}};
    for (const auto& [name, weighting] : kWeightings)
        ours[std::string("gwet-") + name] = jsonOf(gwetAc(counts, weighting));
    return {{"kind", "many"}, {"q", q}, {"rows", stored}, {"values", values}, {"ours", ours}};
}

TEST(AgreementOracle, CategoriesOfTwoReadersEqualScikitLearnAndTheDefinitions) {
    CW_NEED_ORACLE();
    core::Random random(20261130);
    auto cases = Json::array();
    for (int i = 0; i < 300; ++i)
        cases.push_back(pairCase(random));
    const auto answer = testing::judged(cases);
    EXPECT_EQ(answer.status, 0) << answer.text;
}

TEST(AgreementOracle, ManyRatersWithGapsEqualTheDefinitions) {
    CW_NEED_ORACLE();
    core::Random random(7);
    auto cases = Json::array();
    for (int i = 0; i < 200; ++i)
        cases.push_back(manyCase(random));
    const auto answer = testing::judged(cases);
    EXPECT_EQ(answer.status, 0) << answer.text;
}

TEST(AgreementOracle, LesionCountsAreAClassifiersPrecisionRecallAndF1) {
    CW_NEED_ORACLE();
    core::Random random(3);
    auto cases = Json::array();
    for (int i = 0; i < 60; ++i) {
        const auto matched = random.below(5), a = random.below(4), b = random.below(4);
        const LesionCounts counts{double(matched), double(a), double(b)};
        cases.push_back({{"kind", "lesions"},
                         {"matched", matched},
                         {"onlyA", a},
                         {"onlyB", b},
                         {"ours",
                          {{"precision", jsonOf(lesionPrecision(counts))},
                           {"recall", jsonOf(lesionRecall(counts))},
                           {"f1", jsonOf(lesionF1(counts))}}}});
    }
    const auto answer = testing::judged(cases);
    EXPECT_EQ(answer.status, 0) << answer.text;
}

/// Numbers with ties: rounded in half of the cases.
std::vector<double> numbers(core::Random& random, std::size_t n) {
    std::vector<double> values(n);
    const bool rounded = random.chance(0.5);
    for (auto& value : values) {
        value = 10 + 4 * random.normal();
        value = rounded ? std::round(value) : value;
    }
    return values;
}

TEST(AgreementOracle, SpreadAndBlandAltmanEqualNumpyAndScipy) {
    CW_NEED_ORACLE();
    core::Random random(11);
    auto cases = Json::array();
    for (int i = 0; i < 100; ++i) {
        auto values = numbers(random, random.below(30));
        const auto spread = spreadOf(values);
        Json ours{{"mean", jsonOf(spread.mean)},
                  {"sd", jsonOf(spread.sd)},
                  {"median", jsonOf(spread.median)},
                  {"q10", nullptr}};
        const auto given = values;
        std::sort(values.begin(), values.end());
        if (!values.empty())
            ours["q10"] = quantile(values, 0.1);
        cases.push_back({{"kind", "spread"}, {"values", given}, {"ours", ours}});

        const auto n = 2 + random.below(40);
        const auto a = numbers(random, n), b = numbers(random, n);
        const auto r = blandAltman(a, b);
        cases.push_back({{"kind", "differences"},
                         {"a", a},
                         {"b", b},
                         {"ours",
                          {{"bias", jsonOf(r.bias)},
                           {"sd", jsonOf(r.sd)},
                           {"low", jsonOf(r.low)},
                           {"high", jsonOf(r.high)},
                           {"bias-low", jsonOf(r.biasInterval.low)},
                           {"bias-high", jsonOf(r.biasInterval.high)},
                           {"low-low", jsonOf(r.lowInterval.low)},
                           {"low-high", jsonOf(r.lowInterval.high)},
                           {"high-low", jsonOf(r.highInterval.low)},
                           {"high-high", jsonOf(r.highInterval.high)}}}});
    }
    const auto answer = testing::judged(cases);
    EXPECT_EQ(answer.status, 0) << answer.text;
}

TEST(AgreementOracle, IntraclassCorrelationsEqualNestedLinearModels) {
    CW_NEED_ORACLE();
    core::Random random(5);
    auto cases = Json::array();
    for (int i = 0; i < 150; ++i) {
        const std::size_t n = 3 + random.below(20), k = 2 + random.below(4);
        const double signal = random.uniform(0, 4);
        std::vector<std::vector<double>> rows(n, std::vector<double>(k));
        for (auto& row : rows) {
            const double subject = signal * random.normal();
            for (std::size_t j = 0; j < k; ++j)
                row[j] = subject + 0.3 * static_cast<double>(j) + random.normal();
        }
        const auto t = iccOf(rows);
        Json ours;
        for (const auto& [name, icc] :
             {std::pair("11", t.icc11), std::pair("21", t.icc21), std::pair("31", t.icc31),
              std::pair("1k", t.icc1k), std::pair("2k", t.icc2k), std::pair("3k", t.icc3k)}) {
            ours[name] = jsonOf(icc.value);
            ours[std::string(name) + "-low"] = jsonOf(icc.low);
            ours[std::string(name) + "-high"] = jsonOf(icc.high);
        }
        cases.push_back({{"kind", "icc"}, {"rows", rows}, {"ours", ours}});
    }
    const auto answer = testing::judged(cases);
    EXPECT_EQ(answer.status, 0) << answer.text;
}

TEST(AgreementOracle, BootstrapIntervalsEqualASecondImplementationDrawByDraw) {
    CW_NEED_ORACLE();
    core::Random random(13);
    auto cases = Json::array();
    for (int i = 0; i < 12; ++i) {
        std::vector<std::vector<double>> patients(3 + random.below(15));
        for (auto& values : patients)
            values = numbers(random, 1 + random.below(4));
        const PatientStatistics mean = [&](std::span<const unsigned> times) {
            double sum = 0, n = 0;
            for (std::size_t p = 0; p < patients.size(); ++p)
                for (const double value : patients[p]) {
                    sum += times[p] * value;
                    n += times[p];
                }
            return std::vector{Figure::of(sum / n)};
        };
        const core::Seed seed = random.next();
        BootstrapPlan plan{400, 0.95, IntervalKind::Percentile};
        const auto plain = bootstrap(patients.size(), mean, plan, core::Random(seed));
        plan.kind = IntervalKind::Bca;
        const auto bca = bootstrap(patients.size(), mean, plan, core::Random(seed));
        cases.push_back({{"kind", "bootstrap"},
                         {"patients", patients},
                         {"seed", seed},
                         {"draws", plan.draws},
                         {"ours",
                          {{"value", jsonOf(plain.values[0])},
                           {"percentile-low", jsonOf(plain.intervals[0].low)},
                           {"percentile-high", jsonOf(plain.intervals[0].high)},
                           {"bca-low", jsonOf(bca.intervals[0].low)},
                           {"bca-high", jsonOf(bca.intervals[0].high)}}}});
    }
    const auto answer = testing::judged(cases);
    EXPECT_EQ(answer.status, 0) << answer.text;
}

} // namespace
} // namespace cw::agreement
