// SPDX-License-Identifier: Apache-2.0
#include "app/print/PlotObject.h"

#include <QPainter>
#include <QTextImageFormat>

namespace cw::print {

int PlotObject::add(const QByteArray& svg) {
    auto plot = std::make_unique<QSvgRenderer>(svg);
    if (!plot->isValid())
        return -1;
    plot->setAspectRatioMode(Qt::KeepAspectRatio);
    m_plots.push_back(std::move(plot));
    return static_cast<int>(m_plots.size()) - 1;
}

QSizeF PlotObject::sizeOf(int plot, double widest) const {
    const QSizeF size = m_plots.at(static_cast<std::size_t>(plot))->defaultSize();
    return size.width() > widest ? size * (widest / size.width()) : size;
}

QSvgRenderer* PlotObject::namedBy(const QTextFormat& format) const {
    const QString name = format.toImageFormat().name();
    bool isNumber = false;
    const auto number = name.mid(5).toUInt(&isNumber);
    if (!name.startsWith(QStringLiteral("plot:")) || !isNumber || number >= m_plots.size())
        return nullptr;
    return m_plots[number].get();
}

QSizeF PlotObject::intrinsicSize(QTextDocument*, int, const QTextFormat& format) {
    const auto image = format.toImageFormat();
    return namedBy(format) ? QSizeF(image.width(), image.height()) : QSizeF();
}

void PlotObject::drawObject(QPainter* painter, const QRectF& rectangle, QTextDocument*, int,
                            const QTextFormat& format) {
    if (auto* plot = namedBy(format))
        plot->render(painter, rectangle);
}

} // namespace cw::print
