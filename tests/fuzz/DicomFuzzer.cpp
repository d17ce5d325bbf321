// SPDX-License-Identifier: Apache-2.0
// clang only: cmake -DCW_FUZZER=ON, then dicom_fuzzer CORPUS_FOLDER.
#include "fuzz/Replay.h"

#include <cstdint>
#include <cstdlib>

// The names are libFuzzer's.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto message =
        cw::test::openAsViewer(std::span(reinterpret_cast<const std::byte*>(bytes), size));
    if (message.starts_with("DEFECT"))
        std::abort();
    return 0;
}
