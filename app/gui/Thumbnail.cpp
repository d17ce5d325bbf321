// SPDX-License-Identifier: Apache-2.0
#include "app/gui/Thumbnail.h"

#include "viewers/ViewportSampler.h"

namespace cw::gui {

/// A viewport as small as that. Made at twice the size: the sampler's pyramid halves, and the last
/// step, which is not a halving, stays smooth.
QImage thumbnailOf(const viewers::Picture& picture, const viewers::Orientation& orientation,
                   QSize box) {
    constexpr int kFiner = 2;
    viewers::ViewTransform view;
    view.setImageSize(picture.image().width(), picture.image().height());
    view.setMirrored(orientation.mirrored);
    view.setQuarterTurns(orientation.quarterTurns);
    const auto size = QSizeF(view.shownWidth(), view.shownHeight())
                          .scaled(box, Qt::KeepAspectRatio)
                          .toSize()
                          .expandedTo({1, 1});
    const auto fine = size * kFiner;
    view.setWidgetSize(fine.width(), fine.height());
    view.fit();
    viewers::ViewportSampler sampler;
    sampler.sample(picture, view, fine.width(), fine.height(), 1);
    QImage image(fine, QImage::Format_RGBX8888);
    sampler.colour(
        picture, {},
        {reinterpret_cast<std::uint32_t*>(image.bits()),
         static_cast<std::size_t>(fine.width()) * static_cast<std::size_t>(fine.height())});
    return image.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
}

} // namespace cw::gui
