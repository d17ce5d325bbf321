// SPDX-License-Identifier: Apache-2.0
#include "validation/study/Thumbnails.h"

#include "imaging/Resample.h"
#include "validation/study/detail/PngText.h"

#include <algorithm>

namespace cw::validation {
namespace {

constexpr int kSide = 64; ///< px; twice what the report shows, for a screen of high density

} // namespace

Result<std::map<std::string, std::string>>
thumbnailsOf(const PreparedSet& set, std::span<const CheckResult> checks, std::size_t most) {
    std::map<std::string, std::string> thumbnails;
    for (const CheckResult& check : checks)
        for (std::size_t i = 0; i < std::min(most, check.cases.size()); ++i) {
            const std::string& image = check.cases[i].image;
            const auto row = set.rowOf(image);
            if (thumbnails.contains(image) || !row || !set.at(*row).fault.empty())
                continue;
            CW_TRY(const core::Image input, set.input(*row));
            CW_TRY(const core::Image small, imaging::resized(input, kSide));
            CW_TRY(thumbnails[image], detail::pngText(small));
        }
    return thumbnails;
}

} // namespace cw::validation
