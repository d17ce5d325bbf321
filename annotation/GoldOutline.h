// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "annotation/ComparisonRules.h"
#include "core/Polygon.h"
#include <optional>

namespace cw::annotation {

/// The contour half way between two outlines: where the mean of their signed distances is zero
/// (negative inside). Two concentric circles give the circle of the mean radius. It lies within
/// what either covers and around what both cover; the same for (a, b) and (b, a). The largest piece
/// is meant; nothing if there is none, as of two outlines that lie apart.
///
/// Sampled on a grid of at least 1/4 px and at most 512 cells along the longer side of both; within
/// half a cell of the truth, and within a tenth of one along smooth stretches (Lorensen & Cline
/// 1987 in two dimensions).
std::optional<core::Polygon> meanOutline(const core::Polygon& a, const core::Polygon& b);

/// One outline for a lesion that two readers agree on. Where the setting gives none (no common
/// area, say), and for identical outlines, it is A's.
core::Polygon goldOutline(const core::Polygon& a, const core::Polygon& b, GoldContour gold);

} // namespace cw::annotation
