// SPDX-License-Identifier: Apache-2.0
#include "validation/study/detail/PngText.h"

#include "core/Base64.h"
#include "imaging/Picture.h"

namespace cw::validation::detail {

Result<std::string> pngText(const core::Image& picture) {
    CW_TRY(const auto png, imaging::encodePng(picture));
    return core::base64(png);
}

} // namespace cw::validation::detail
