// SPDX-License-Identifier: Apache-2.0
#include "imaging/Batch.h"

#include <malloc.h>
#include <mutex>
#include <opencv2/core.hpp>

namespace cw::imaging {

void workInBatches() {
    static std::once_flag once;
    std::call_once(once, [] {
        constexpr int kKept = 256 << 20, kOwnMapping = 32 << 20; // bytes
        mallopt(M_TRIM_THRESHOLD, kKept);
        mallopt(M_MMAP_THRESHOLD, kOwnMapping);
        cv::setNumThreads(1);
    });
}

} // namespace cw::imaging
