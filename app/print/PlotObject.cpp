// SPDX-License-Identifier: Apache-2.0
#include "app/print/PlotObject.h"

#include <QBuffer>
#include <QImageReader>
#include <QPainter>
#include <QTextImageFormat>

namespace cw::print {

int PlotObject::add(const QByteArray& svg) {
    auto plot = std::make_unique<QSvgRenderer>(svg);
    if (!plot->isValid())
        return -1;
    plot->setAspectRatioMode(Qt::KeepAspectRatio);
    m_plots.push_back({std::move(plot), {}});
    return static_cast<int>(m_plots.size()) - 1;
}

int PlotObject::addPicture(const QByteArray& png) {
    constexpr int kLongestSide = 4096;
    QBuffer buffer;
    buffer.setData(png);
    QImageReader reader(&buffer, "png");
    const auto size = reader.size();
    if (!size.isValid() || size.width() > kLongestSide || size.height() > kLongestSide)
        return -1;
    auto picture = reader.read();
    if (picture.isNull())
        return -1;
    m_plots.push_back({nullptr, std::move(picture)});
    return static_cast<int>(m_plots.size()) - 1;
}

QSizeF PlotObject::sizeOf(int plot, double widest) const {
    const auto& named = m_plots.at(static_cast<std::size_t>(plot));
    const QSizeF size = named.svg ? named.svg->defaultSize() : named.picture.size();
    if (!named.svg && size.width() > 0) // a heat map has no size in px of a page
        return size * (widest / size.width());
    return size.width() > widest ? size * (widest / size.width()) : size;
}

const PlotObject::Plot* PlotObject::namedBy(const QTextFormat& format) const {
    const QString name = format.toImageFormat().name();
    bool isNumber = false;
    const auto number = name.mid(5).toUInt(&isNumber);
    if (!name.startsWith(QStringLiteral("plot:")) || !isNumber || number >= m_plots.size())
        return nullptr;
    return &m_plots[number];
}

QSizeF PlotObject::intrinsicSize(QTextDocument*, int, const QTextFormat& format) {
    const auto image = format.toImageFormat();
    return namedBy(format) ? QSizeF(image.width(), image.height()) : QSizeF();
}

void PlotObject::drawObject(QPainter* painter, const QRectF& rectangle, QTextDocument*, int,
                            const QTextFormat& format) {
    const auto* plot = namedBy(format);
    if (plot == nullptr)
        return;
    if (plot->svg)
        plot->svg->render(painter, rectangle);
    else
        painter->drawImage(rectangle, plot->picture);
}

} // namespace cw::print
