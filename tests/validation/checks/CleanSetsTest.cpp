// SPDX-License-Identifier: Apache-2.0
#include "Made.h"

#include <gtest/gtest.h>

namespace cw::validation {
namespace {

using namespace testing;

/// 20 clean sets, every check: no alarm. Of each size that a hospital may bring.
TEST(CleanSets, RaiseNoAlarm) {
    for (core::Seed seed = 101; seed <= 120; ++seed) {
        Made set = made(
            seed,
            {.patients = seed % 2 == 0 ? 60 : 140, .each = seed % 3 == 0 ? 4 : 2, .signal = 4});
        for (Sample& sample : set.samples) {
            sample.more["density"] =
                std::string(1, "abcd"[std::stoi(sample.patient.substr(1)) % 7 % 4]);
            sample.more["severity"] =
                sample.label == 0 ? "none" : (sample.age > 55 ? "high" : "low");
        }
        set.done();
        const auto results = allChecks(set.input(), saidOf(set, seed)).value();
        for (const CheckResult& result : results)
            EXPECT_FALSE(alarms(result))
                << "seed " << seed << ", " << result.check << ": " << result.sentence;
        EXPECT_GT(results.size(), checkNames().size());
    }
}

} // namespace
} // namespace cw::validation
