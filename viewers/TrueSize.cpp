// SPDX-License-Identifier: Apache-2.0
#include "viewers/TrueSize.h"

#include "viewers/HangingView.h"

#include <cmath>

namespace cw::viewers {

std::optional<double> trueSizeZoom(const std::optional<core::SpacingMm>& spacing, double monitorMm,
                                   double devicePixelRatio) {
    if (!spacing || !(spacing->row > 0) || !(spacing->column > 0) || !(monitorMm > 0))
        return std::nullopt;
    constexpr double square = 0.01;
    if (std::abs(spacing->row - spacing->column) > square * spacing->row)
        return std::nullopt;
    return spacing->row / (monitorMm * devicePixelRatio);
}

int showTrueSize(HangingView& hanging, double monitorMm) {
    int shown = 0;
    for (std::size_t i = 0; i < hanging.views().size(); ++i) {
        auto* view = hanging.views()[i];
        const auto zoom = trueSizeZoom(hanging.items()[i].attributes.spacing, monitorMm,
                                       view->devicePixelRatioF());
        if (!zoom || !view->picture() || view->isHidden())
            continue;
        auto transform = view->view();
        transform.setZoom(*zoom);
        transform.anchorTo(view->place().anchor);
        view->setFitted(false);
        view->setView(transform);
        ++shown;
    }
    if (shown > 0)
        emit hanging.viewChanged();
    return shown;
}

} // namespace cw::viewers
