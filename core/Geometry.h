// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace cw::core {

/// A point of image space: x to the right, y down, (0,0) the top-left CORNER of the top-left pixel,
/// that pixel's centre at (0.5, 0.5), always in the stored, unflipped image. Same space as DICOM
/// SCOORD (PS3.3 C.18.6) and COCO; OpenCV and ITK need -0.5.
struct PointPx {
    double x = 0, y = 0;
    bool operator==(const PointPx&) const = default;
};

/// A pixel, counted from zero. Does not convert to PointPx: say which point of it you mean.
struct PixelIndex {
    int column = 0, row = 0;
    bool operator==(const PixelIndex&) const = default;
};
constexpr PointPx centreOf(PixelIndex p) { return {p.column + 0.5, p.row + 0.5}; }

/// Half-open rectangle of image space.
struct RectPx {
    double left = 0, top = 0, right = 0, bottom = 0;
    double width() const { return right - left; }
    double height() const { return bottom - top; }
    bool empty() const { return !(right > left && bottom > top); }
    bool operator==(const RectPx&) const = default;
};

} // namespace cw::core
