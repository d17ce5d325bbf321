// SPDX-License-Identifier: Apache-2.0
#include "app/gui/Thumbnail.h"

#include <QTransform>

namespace cw::gui {
namespace {

/// The smallest level that still has at least the wanted size in one direction.
template <class Level>
const Level& levelFor(const std::vector<Level>& levels, QSize wanted) {
    std::size_t chosen = 0;
    while (chosen + 1 < levels.size() && (levels[chosen + 1].width >= wanted.width() ||
                                          levels[chosen + 1].height >= wanted.height()))
        ++chosen;
    return levels[chosen];
}

QImage greyOf(const viewers::Picture& picture, QSize wanted) {
    const auto table = picture.greyTable({});
    if (!table)
        return {};
    const auto& level = levelFor(picture.greyLevels(), wanted);
    QImage image(level.width, level.height, QImage::Format_Grayscale8);
    for (int row = 0; row < level.height; ++row) {
        auto* out = image.scanLine(row);
        const auto* in = level.index + static_cast<std::ptrdiff_t>(row) *
                                           static_cast<std::ptrdiff_t>(level.width);
        for (int column = 0; column < level.width; ++column)
            out[column] = table->entries[in[column]];
    }
    return image;
}

QImage colourOf(const viewers::Picture& picture, QSize wanted) {
    const auto& level = levelFor(picture.colourLevels(), wanted);
    return QImage(reinterpret_cast<const uchar*>(level.rgba), level.width, level.height,
                  level.width * 4, QImage::Format_RGBX8888)
        .copy();
}

} // namespace

QImage thumbnailOf(const viewers::Picture& picture, const viewers::Orientation& orientation,
                   QSize box) {
    const auto stored = orientation.quarterTurns % 2 == 0 ? box : box.transposed();
    // Twice as many pixels as are shown: the last step, which is not a halving, stays smooth.
    auto image = picture.colour() ? colourOf(picture, stored * 2) : greyOf(picture, stored * 2);
    if (image.isNull())
        return {};
    // The proportions are those of the image itself: a level's sides are rounded.
    const QSizeF whole(picture.image().width(), picture.image().height());
    const auto size = whole.scaled(stored, Qt::KeepAspectRatio).toSize().expandedTo({1, 1});
    image = image.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    if (orientation.mirrored)
        image = image.mirrored(true, false);
    if (orientation.quarterTurns != 0)
        image = image.transformed(QTransform().rotate(90.0 * orientation.quarterTurns));
    return image;
}

} // namespace cw::gui
