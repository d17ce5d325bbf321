// SPDX-License-Identifier: Apache-2.0
#include "phantom/Phantom.h"

#include "support/TemporaryFolder.h"
#include <gtest/gtest.h>
#include <set>

namespace cw::phantom {
namespace {

TEST(MammographyPhantom, ComesInBothFullSizes) {
    const testing::TemporaryFolder folder;
    PhantomPlan plan;
    plan.patients = 3;
    const auto truth = writePhantom(folder / "p", plan);
    ASSERT_TRUE(truth) << truth.error().sentence();
    std::set<std::pair<int, int>> sizes;
    for (const auto& patient : truth->patients)
        for (const auto& image : patient.images)
            sizes.insert({image.height, image.width});
    EXPECT_EQ(sizes, (std::set<std::pair<int, int>>{{3328, 2560}, {4096, 3328}}));
}

} // namespace
} // namespace cw::phantom
