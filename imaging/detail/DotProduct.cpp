// SPDX-License-Identifier: Apache-2.0
#include "imaging/detail/DotProduct.h"

// A second version for processors with wider registers, chosen when the program starts. Not under a
// sanitizer, which is not up yet when that choice is made.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) &&                             \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define CW_WIDE __attribute__((target_clones("avx2", "default")))
#else
#define CW_WIDE
#endif

namespace cw::imaging::detail {

CW_WIDE std::int32_t dotProduct(const std::int16_t* a, const std::int16_t* b, std::size_t size) {
    std::int32_t sum = 0;
    for (std::size_t i = 0; i < size; ++i)
        sum += static_cast<std::int32_t>(a[i]) * b[i];
    return sum;
}

CW_WIDE void dotProducts128(const std::int16_t* row, const std::int16_t* rows, std::size_t count,
                            std::int32_t* out) {
    for (std::size_t j = 0; j < count; ++j) {
        std::int32_t sum = 0;
        for (std::size_t d = 0; d < 128; ++d)
            sum += static_cast<std::int32_t>(row[d]) * rows[j * 128 + d];
        out[j] = sum;
    }
}

} // namespace cw::imaging::detail
