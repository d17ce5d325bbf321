// SPDX-License-Identifier: Apache-2.0
#include "viewers/BodyParts.h"

#include <cmath>

namespace cw::viewers {

std::vector<core::PointPx> bodyParts(const Picture& picture, const ViewTransform& view,
                                     double devicePixelRatio) {
    double left = 0, top = 0, right = picture.image().width(), bottom = picture.image().height();
    if (const auto& air = picture.air()) {
        const double cell = std::ldexp(1.0, air->level);
        left = air->body.left * cell;
        top = air->body.top * cell;
        right = std::min(right, (air->body.right + 1) * cell);
        bottom = std::min(bottom, (air->body.bottom + 1) * cell);
    }
    auto transform = view;
    transform.setZoom(1 / devicePixelRatio);
    transform.setFocus({(left + right) / 2, (top + bottom) / 2});
    const bool turned = transform.quarterTurns() % 2 == 1;
    const double width = (turned ? bottom - top : right - left) * transform.zoom();
    const double height = (turned ? right - left : bottom - top) * transform.zoom();
    // Centres along one axis, as offsets from the middle of the body.
    const auto centres = [](double body, double viewport) {
        std::vector<double> all{0};
        if (body <= viewport)
            return all;
        const auto n = static_cast<int>(std::ceil(body / viewport));
        all.clear();
        for (int i = 0; i < n; ++i)
            all.push_back((i / (n - 1.0) - 0.5) * (body - viewport));
        return all;
    };
    std::vector<core::PointPx> parts;
    for (const double y : centres(height, view.widgetHeight()))
        for (const double x : centres(width, view.widgetWidth())) {
            const auto at =
                transform.toImage({view.widgetWidth() / 2.0 + x, view.widgetHeight() / 2.0 + y});
            parts.push_back({std::round(at.x), std::round(at.y)}); // pixel on pixel: not smoothed
        }
    return parts;
}

} // namespace cw::viewers
