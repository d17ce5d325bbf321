// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Image.h"
#include "core/ImageAttributes.h"
#include "imaging/PairMeasure.h"
#include "imaging/Portrait.h"

namespace cw::imaging {

/// All that tells whether two pictures show one eye or breast: what candidates are found by, and
/// what a pair of them is measured by. The field is looked for once for both.
struct IdentityLook {
    Portrait portrait;
    LocalFeatures features;
};

/// Of an identityPicture(); rim of the field and writing left out. Errors: InvalidArgument where it
/// is not 8-bit grey; TooLarge without memory for it; Internal.
Result<IdentityLook> identityLook(const core::Image& grey, core::ImageKind kind);

} // namespace cw::imaging
