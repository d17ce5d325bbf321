// SPDX-License-Identifier: Apache-2.0
#include "agreement/Bootstrap.h"

#include "agreement/Kappa.h"
#include "agreement/Spread.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <numeric>
#include <rapidcheck/gtest.h>

namespace cw::agreement {
namespace {

PatientStatistics meanOf(const std::vector<double>& values) {
    return [values](std::span<const unsigned> times) {
        double sum = 0, n = 0;
        for (std::size_t i = 0; i < values.size(); ++i) {
            sum += times[i] * values[i];
            n += times[i];
        }
        return std::vector{Figure::of(n > 0 ? sum / n : 0)};
    };
}

std::vector<double> someValues(std::size_t n) {
    core::Random random(n);
    std::vector<double> values(n);
    for (auto& value : values)
        value = random.normal();
    return values;
}

bool same(const Interval& a, const Interval& b) { return a.low == b.low && a.high == b.high; }

RC_GTEST_PROP(Bootstrap, TheSameSeedGivesTheSameIntervalAndAnotherSeedAnother, ()) {
    const auto values = someValues(*rc::gen::inRange<std::size_t>(5, 30));
    const auto seed = *rc::gen::arbitrary<core::Seed>();
    const BootstrapPlan plan{100, 0.95, IntervalKind::Bca};
    const auto once = bootstrap(values.size(), meanOf(values), plan, core::Random(seed));
    const auto again = bootstrap(values.size(), meanOf(values), plan, core::Random(seed));
    const auto other = bootstrap(values.size(), meanOf(values), plan, core::Random(seed + 1));
    RC_ASSERT(same(once.intervals[0], again.intervals[0]));
    RC_ASSERT(!same(once.intervals[0], other.intervals[0]));
}

RC_GTEST_PROP(Bootstrap, EveryDrawHasAsManyPatientsAsThereAre, ()) {
    const auto patients = *rc::gen::inRange<std::size_t>(2, 40);
    std::size_t calls = 0;
    const PatientStatistics watch = [&](std::span<const unsigned> times) {
        const auto sum = std::accumulate(times.begin(), times.end(), 0U);
        RC_ASSERT(times.size() == patients);
        // Once each, then the draws, then one left out each.
        RC_ASSERT(sum == (calls <= 50 ? patients : patients - 1));
        ++calls;
        return std::vector{Figure::of(1)};
    };
    bootstrap(patients, watch, {50, 0.95, IntervalKind::Bca}, core::Random(1));
    RC_ASSERT(calls == 1 + 50 + patients);
}

TEST(Bootstrap, OfManyPatientsEachIsLeftOutOnceInFiveHundredParts) {
    std::vector<unsigned> leftOut(1200, 0U);
    std::size_t calls = 0;
    const PatientStatistics watch = [&](std::span<const unsigned> times) {
        if (++calls > 1 + 10)
            for (std::size_t i = 0; i < times.size(); ++i)
                leftOut[i] += 1 - times[i];
        return std::vector{Figure::of(1)};
    };
    bootstrap(leftOut.size(), watch, {10, 0.95, IntervalKind::Bca}, core::Random(1));
    EXPECT_EQ(calls, 1U + 10U + 500U);
    EXPECT_EQ(leftOut, std::vector<unsigned>(1200, 1U));
}

// What makes the interval honest: ten equal images of a patient are one observation, not ten.
TEST(Bootstrap, ImagesOfOnePatientDoNotNarrowTheInterval) {
    const auto values = someValues(30);
    std::vector<double> tenfold;
    for (const double value : values)
        tenfold.insert(tenfold.end(), 10, value);
    const BootstrapPlan plan{1000, 0.95, IntervalKind::Percentile};
    const PatientStatistics byPatient = [&](std::span<const unsigned> times) {
        double sum = 0, n = 0;
        for (std::size_t i = 0; i < tenfold.size(); ++i) {
            sum += times[i / 10] * tenfold[i];
            n += times[i / 10];
        }
        return std::vector{Figure::of(sum / n)};
    };
    const auto width = [](const Bootstrapped& b) {
        return b.intervals[0].high.value() - b.intervals[0].low.value();
    };
    const double single = width(bootstrap(30, meanOf(values), plan, core::Random(1)));
    const double clustered = width(bootstrap(30, byPatient, plan, core::Random(1)));
    const double naive = width(bootstrap(300, meanOf(tenfold), plan, core::Random(1)));
    EXPECT_NEAR(clustered, single, 1e-9);
    EXPECT_LT(naive, 0.5 * clustered);
}

// Of 300 samples of 40 from a normal distribution, about 95 % of the intervals hold the mean.
TEST(Bootstrap, CoversTheTruthAboutAsOftenAsItSays) {
    for (const auto kind : {IntervalKind::Percentile, IntervalKind::Bca}) {
        core::Random random(99);
        int covered = 0;
        for (int sample = 0; sample < 300; ++sample) {
            std::vector<double> values(40);
            for (auto& value : values)
                value = 5 + random.normal();
            const auto b = bootstrap(40, meanOf(values), {300, 0.95, kind}, random.stream("b"));
            covered += b.intervals[0].low.value() <= 5 && 5 <= b.intervals[0].high.value() ? 1 : 0;
        }
        EXPECT_GE(covered, 270); // 95 % of 300 is 285, its standard deviation 3.8
        EXPECT_LE(covered, 298);
    }
}

TEST(Bootstrap, BcaLeansWhereTheStatisticIsSkewed) {
    std::vector<double> values(30, 0.0);
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = std::exp(0.25 * static_cast<double>(i));
    const BootstrapPlan plain{2000, 0.95, IntervalKind::Percentile};
    const BootstrapPlan bca{2000, 0.95, IntervalKind::Bca};
    const auto p = bootstrap(30, meanOf(values), plain, core::Random(1)).intervals[0];
    const auto b = bootstrap(30, meanOf(values), bca, core::Random(1)).intervals[0];
    EXPECT_GT(b.low.value(), p.low.value());
    EXPECT_GT(b.high.value(), p.high.value());
}

TEST(Bootstrap, SaysWhyThereIsNoInterval) {
    const auto reasonOf = [](std::size_t patients, const PatientStatistics& s, std::size_t draws) {
        const auto b = bootstrap(patients, s, {draws, 0.95, IntervalKind::Bca}, core::Random(1));
        EXPECT_FALSE(b.intervals[0].low.known());
        EXPECT_EQ(b.intervals[0].low.reason(), b.intervals[0].high.reason());
        return std::string(b.intervals[0].low.reason());
    };
    EXPECT_EQ(reasonOf(1, meanOf({2}), 100), "fewer than two patients");
    EXPECT_EQ(reasonOf(5, meanOf({1, 2, 3, 4, 5}), 0), "no intervals were asked for");
    const PatientStatistics none = [](auto) { return std::vector{Figure::none("because")}; };
    EXPECT_EQ(reasonOf(5, none, 100), "because");
    // One patient of ten carries the only lesion: a third of the draws has none.
    const PatientStatistics rare = [](std::span<const unsigned> times) {
        return std::vector{times[0] > 0 ? Figure::of(1) : Figure::none("no lesion")};
    };
    EXPECT_EQ(reasonOf(10, rare, 200), "undefined in more than a tenth of the draws");
}

TEST(Bootstrap, AValueThatNeverVariesIsItsOwnInterval) {
    const auto b =
        bootstrap(6, meanOf({1, 1, 1, 1, 1, 1}), {200, 0.95, IntervalKind::Bca}, core::Random(1));
    EXPECT_EQ(b.intervals[0].low.value(), 1);
    EXPECT_EQ(b.intervals[0].high.value(), 1);
}

RC_GTEST_PROP(Spread, CountingAValueTwiceIsWritingItTwice, ()) {
    const auto drawn = *rc::gen::container<std::vector<std::pair<int, int>>>(
        rc::gen::pair(rc::gen::inRange(-20, 20), rc::gen::inRange(0, 4)));
    std::vector<Weighted> weighted;
    std::vector<double> plain;
    for (const auto& [value, times] : drawn) {
        weighted.push_back({value / 4.0, static_cast<unsigned>(times)});
        plain.insert(plain.end(), static_cast<std::size_t>(times), value / 4.0);
    }
    std::sort(weighted.begin(), weighted.end(),
              [](const auto& a, const auto& b) { return a.value < b.value; });
    const auto a = spreadOfAscending(weighted), b = spreadOf(plain);
    RC_ASSERT(a.n == b.n);
    RC_ASSERT(a.median == b.median);
    RC_ASSERT(a.lowest == b.lowest);
    RC_ASSERT(a.highest == b.highest);
    RC_ASSERT(a.mean.known() == b.mean.known());
    RC_ASSERT(std::abs(a.mean.value() - b.mean.value()) < 1e-12);
    RC_ASSERT(std::abs(a.sd.value() - b.sd.value()) < 1e-12);
}

} // namespace
} // namespace cw::agreement
