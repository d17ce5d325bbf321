// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/workflow/Project.h"
#include "imaging/FundusViews.h"

namespace cw::workflow {

using imaging::FundusView;

/// A loaded fundus photograph in another view (imaging/FundusViews.h), 8 bits, in the same image
/// space; Colour is the image itself. Unsupported for one that has no colour.
Result<LoadedImage> inView(LoadedImage loaded, FundusView view);

/// Where retina is (imaging/Field.h); nothing where that is not recognised.
std::optional<core::Polygon> fieldOutline(const core::Image& image);

} // namespace cw::workflow
