// SPDX-License-Identifier: Apache-2.0
// clang only: cmake -DCW_FUZZER=ON, then deidentify_fuzzer CORPUS_FOLDER.
#include "fuzz/DeidentifyCheck.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>

// The names are libFuzzer's.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto message =
        cw::test::deidentifyAndCheck(std::span(reinterpret_cast<const std::byte*>(bytes), size));
    if (message.starts_with("DEFECT")) {
        std::fprintf(stderr, "%s\n", message.c_str());
        std::abort();
    }
    return 0;
}
