// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Image.h"

#include <string>

namespace cw::validation::detail {

/// 8-bit grey or Rgb as a PNG in base64, as a page holds it.
Result<std::string> pngText(const core::Image& picture);

} // namespace cw::validation::detail
