// SPDX-License-Identifier: Apache-2.0
#include "validation/models/detail/RowSpace.h"
#include "core/Random.h"
#include "validation/Logistic.h"

#include <gtest/gtest.h>

namespace cw::validation::detail {
namespace {

/// More columns than rows, the last row a copy of the first.
Matrix wide(core::Seed seed, std::size_t rows, std::size_t columns) {
    core::Random random(seed);
    Matrix matrix(rows, columns);
    for (double& value : matrix.values)
        value = random.normal();
    for (std::size_t c = 0; c < columns; ++c)
        matrix.row(rows - 1)[c] = matrix.row(0)[c];
    return matrix;
}

TEST(RowSpace, FitInItIsTheFitOnAllColumns) {
    const Matrix matrix = wide(1, 24, 90);
    std::vector<int> labels;
    for (int i = 0; i < 24; ++i)
        labels.push_back(i % 3 == 0 ? 1 : 0);
    const auto whole = Logistic::fittedTo(matrix, labels, 5);
    const RowSpace space(matrix);
    EXPECT_EQ(space.coordinates().columns, 23U); // the copy adds none
    const auto small = Logistic::fittedTo(space.coordinates(), labels, 5);
    const auto weights = space.weightsOf(small.weights);
    EXPECT_NEAR(small.intercept, whole.intercept, 1e-6);
    for (std::size_t c = 0; c < weights.size(); ++c)
        EXPECT_NEAR(weights[c], whole.weights[c], 1e-6);
}

TEST(RowSpace, TallMatrixStaysAsItIs) {
    const Matrix matrix = wide(1, 24, 9);
    const RowSpace space(matrix);
    EXPECT_EQ(space.coordinates().values, matrix.values);
    EXPECT_EQ(space.weightsOf({1, 2}), (std::vector<double>{1, 2}));
}

TEST(RowSpace, ZerosAreNoSpace) {
    const RowSpace space(Matrix(3, 8));
    EXPECT_EQ(space.coordinates().columns, 0U);
    EXPECT_EQ(space.weightsOf({}), std::vector<double>(8, 0));
}

} // namespace
} // namespace cw::validation::detail
