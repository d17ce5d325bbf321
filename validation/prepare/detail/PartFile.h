// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "validation/prepare/PreparedSet.h"

#include <cstdint>

namespace cw::validation::detail {

/// Where a picture's pixels stand in a part's data file; width 0: nowhere.
struct PixelPlace {
    std::uint64_t offset = 0;
    int width = 0, height = 0, samples = 1;
};
struct Places {
    std::size_t file = 0; ///< which part
    PixelPlace input, reduced;
};

struct PartContent {
    std::vector<PreparedPicture> pictures; ///< without pixels
    std::vector<Places> places;
};

/// part-0003.json tells what stands where in part-0003.data; it is written last, so that a part
/// with its .json is whole.
std::filesystem::path dataFileOf(const std::filesystem::path& partJson);
/// Corrupt: the two files do not fit each other.
Result<PartContent> readPart(const std::filesystem::path& partJson);
/// 8-bit pixels. NotFound: the picture has none; IoFailure.
Result<core::Image> readPixels(const std::filesystem::path& dataFile, const PixelPlace& place);

} // namespace cw::validation::detail
