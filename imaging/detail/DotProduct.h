// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <cstdint>

namespace cw::imaging::detail {

/// Sum of a[i] * b[i]: exact, so that it is the same on every processor. Values of 8 bits kept in
/// 16, fewer than 2^16 of them: the compiler makes eight or sixteen multiplications of it at once.
std::int32_t dotProduct(const std::int16_t* a, const std::int16_t* b, std::size_t size);

/// out[j] = dotProduct(row, rows + j * 128) for `count` rows of 128 values.
void dotProducts128(const std::int16_t* row, const std::int16_t* rows, std::size_t count,
                    std::int32_t* out);

} // namespace cw::imaging::detail
