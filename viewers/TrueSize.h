// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Units.h"
#include <optional>

namespace cw::viewers {

class HangingView;

/// Zoom (logical pixels per image pixel) at which the picture has its physical size on the glass.
/// monitorMm: pitch of the monitor's pixels, mm per device pixel. Nothing without a spacing, or
/// where pixels are not square (more than 1 %), because a viewport has one zoom for both.
std::optional<double> trueSizeZoom(const std::optional<core::SpacingMm>& spacing, double monitorMm,
                                   double devicePixelRatio);

/// Brings every viewport whose picture has a spacing to its true size, chest wall at its edge;
/// others stay as they are. How many there were; 0: none knows its size.
int showTrueSize(HangingView& hanging, double monitorMm);

} // namespace cw::viewers
