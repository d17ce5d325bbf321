// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Image.h"
#include "phantom/detail/FundusLesions.h"

namespace cw::phantom {

/// The upright 8-bit RGB picture of one eye and what is to be found on it.
struct FundusPicture {
    core::Image image;
    std::vector<TrueLesion> truth; ///< px of the upright picture
    std::vector<TrueLesion> landmarks;
};
Result<FundusPicture> paintFundus(core::FundusField field, core::Laterality laterality,
                                  const EyeSigns& signs, core::Random random);

} // namespace cw::phantom
