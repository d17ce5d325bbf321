// SPDX-License-Identifier: Apache-2.0
#include "imaging/Asymmetry.h"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>

namespace cw::imaging {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
const std::vector<std::string> kNames = {"density", "mass"};

TEST(Asymmetry, IsLeftMinusRightOfTheSameView) {
    const std::vector<ViewOfPatient> views = {
        {"A", "L", "CC"}, {"A", "R", "CC"}, {"A", "L", "MLO"}, {"A", "R", "MLO"}, {"B", "R", "CC"}};
    const std::vector<double> values = {5, 1, 3, 4, 10, 20, 7, 21, 0, 0};
    const auto found = asymmetry(views, kNames, values).value();
    EXPECT_EQ(found.names,
              (std::vector<std::string>{"density_left_minus_right", "density_difference",
                                        "mass_left_minus_right", "mass_difference"}));
    EXPECT_EQ(found.paired, 4U);
    ASSERT_EQ(found.values.size(), 5U * 4U);
    const std::vector<double> cc = {2, 2, -3, 3}, mlo = {3, 3, -1, 1};
    for (std::size_t c = 0; c < 4; ++c) {
        EXPECT_EQ(found.values[c], cc[c]);
        EXPECT_EQ(found.values[4 + c], cc[c]); // both pictures of a pair
        EXPECT_EQ(found.values[8 + c], mlo[c]);
        EXPECT_EQ(found.values[12 + c], mlo[c]);
        EXPECT_TRUE(std::isnan(found.values[16 + c])); // B has one breast only
    }
}

TEST(Asymmetry, OfMissingSidesViewsAndValuesIsNotANumber) {
    const std::vector<ViewOfPatient> views = {{"A", "L", "CC"}, {"A", "R", "MLO"}, {"C", "L", ""},
                                              {"C", "R", ""},   {"D", "", "CC"},   {"E", "L", "CC"},
                                              {"E", "R", "CC"}};
    std::vector<double> values(14, 1);
    values[10] = kNaN; // E's left density
    const auto found = asymmetry(views, kNames, values).value();
    for (std::size_t i = 0; i < 5 * 4; ++i)
        EXPECT_TRUE(std::isnan(found.values[i])) << i;
    EXPECT_TRUE(std::isnan(found.values[20]));
    EXPECT_EQ(found.values[22], 0); // the other feature of the pair is there
    EXPECT_EQ(found.paired, 2U);
}

TEST(Asymmetry, TakesTheMeanOfRepeatedExposures) {
    const std::vector<ViewOfPatient> views = {{"A", "L", "CC"}, {"A", "L", "CC"}, {"A", "R", "CC"}};
    const auto found = asymmetry(views, {kNames.data(), 1}, std::vector<double>{4, 6, 2}).value();
    EXPECT_EQ(found.values[0], 3);
    EXPECT_EQ(found.values[4], 3);
}

TEST(Asymmetry, RefusesWhatDoesNotFit) {
    const std::vector<ViewOfPatient> one = {{"A", "L", "CC"}};
    EXPECT_EQ(asymmetry(one, kNames, std::vector<double>{1}).error().code,
              ErrorCode::InvalidArgument);
    const std::vector<ViewOfPatient> nobody = {{"", "L", "CC"}};
    EXPECT_EQ(asymmetry(nobody, kNames, std::vector<double>{1, 2}).error().code,
              ErrorCode::InvalidArgument);
}

} // namespace
} // namespace cw::imaging
