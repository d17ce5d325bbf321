// SPDX-License-Identifier: Apache-2.0
#include "viewers/CaptionBlock.h"

#include "viewers/ShapePainter.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QStringList>
#include <algorithm>
#include <cmath>

namespace cw::viewers {
namespace {

constexpr double kMargin = 10, kLine = 15; // logical px
constexpr int kDarkest = 12;               // of 255: noise of air; skin is brighter

} // namespace

AirMap::AirMap(const Picture& picture) {
    if (picture.colour() || picture.greyLevels().empty())
        return;
    const auto table = picture.greyTable({});
    if (!table)
        return;
    const auto& level = picture.greyLevels().back();
    m_width = level.width;
    m_height = level.height;
    m_perPixel = std::ldexp(1.0, static_cast<int>(picture.greyLevels().size()) - 1);
    const auto count = static_cast<std::size_t>(m_width) * static_cast<std::size_t>(m_height);
    m_tissue.resize(count);
    for (std::size_t i = 0; i < count; ++i)
        m_tissue[i] = table->entries[level.index[i]] > kDarkest;
}

bool AirMap::isAir(const ViewTransform& view, const QRectF& area) const {
    if (m_tissue.empty())
        return true;
    const auto a = view.toImage({area.left(), area.top()});
    const auto b = view.toImage({area.right(), area.bottom()});
    const auto first = [this](double p, double q) {
        return std::max(0, static_cast<int>(std::floor(std::min(p, q) / m_perPixel)));
    };
    const auto last = [this](double p, double q, int size) {
        return std::min(size - 1, static_cast<int>(std::floor(std::max(p, q) / m_perPixel)));
    };
    for (int row = first(a.y, b.y); row <= last(a.y, b.y, m_height); ++row)
        for (int column = first(a.x, b.x); column <= last(a.x, b.x, m_width); ++column)
            if (m_tissue[static_cast<std::size_t>(row) * static_cast<std::size_t>(m_width) +
                         static_cast<std::size_t>(column)])
                return false;
    return true;
}

QRectF CaptionBlock::placeFor(const QSizeF& block, const Picture* picture,
                              const ViewTransform& view, int anchor, double top) {
    if (picture != m_airOf) {
        m_air = picture && anchor != 0 ? AirMap(*picture) : AirMap();
        m_airOf = anchor != 0 ? picture : nullptr;
    }
    const double x = anchor < 0 ? view.widgetWidth() - kMargin - block.width() : kMargin;
    const QRectF under(QPointF(x, top), block);
    if (anchor == 0 || m_air.isAir(view, under))
        return under;
    const QRectF below(QPointF(x, view.widgetHeight() - kMargin - block.height()), block);
    return below.top() > top && m_air.isAir(view, below) ? below : QRectF();
}

double CaptionBlock::paint(QPainter& painter, const QString& lines, const Picture* picture,
                           const ViewTransform& view, int anchor, double top) {
    auto font = painter.font();
    font.setPixelSize(11);
    painter.setFont(font);
    const QFontMetricsF metrics(font);
    QStringList words;
    double width = 0;
    for (const auto& line : lines.split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
        words << metrics.elidedText(line, Qt::ElideRight, view.widgetWidth() - 2 * kMargin);
        width = std::max(width, metrics.horizontalAdvance(words.back()));
    }
    const QSizeF size(width, kLine * static_cast<double>(words.size()));
    const auto place = placeFor(size, picture, view, anchor, top);
    if (words.isEmpty() || place.isNull())
        return top;
    double baseline = place.top() + 11;
    for (const auto& line : words) {
        const double x =
            anchor < 0 ? place.right() - metrics.horizontalAdvance(line) : place.left();
        paintHaloText(painter, {x, baseline}, line, QColor(0x9A, 0xA0, 0xA8));
        baseline += kLine;
    }
    return place.top() > top ? top : place.bottom();
}

} // namespace cw::viewers
