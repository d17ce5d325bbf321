// SPDX-License-Identifier: Apache-2.0
#include "viewers/detail/RasterCanvas.h"

#include <QPainter>

namespace cw::viewers::detail {

RasterCanvas::RasterCanvas(CanvasSource& source, QWidget* parent)
    : QWidget(parent), m_source(source) {
    setAttribute(Qt::WA_OpaquePaintEvent);
}

void RasterCanvas::markChanged() {
    m_changed = true;
    update();
    if (whenMarked)
        whenMarked();
}

QImage RasterCanvas::grab() { return QWidget::grab().toImage(); }

void RasterCanvas::paintEvent(QPaintEvent* /*event*/) {
    const QSize size = this->size() * devicePixelRatioF();
    if (size.isEmpty())
        return;
    if (m_changed || size != m_size) {
        m_size = size;
        m_pixels.resize(static_cast<std::size_t>(size.width()) *
                        static_cast<std::size_t>(size.height()));
        compose(m_source, m_pixels, size, devicePixelRatioF(), PixelForm::Screen);
        m_changed = false;
    }
    QImage picture(reinterpret_cast<const uchar*>(m_pixels.data()), size.width(), size.height(),
                   size.width() * 4, QImage::Format_RGB32);
    picture.setDevicePixelRatio(devicePixelRatioF());
    QPainter painter(this);
    painter.drawImage(QPointF(0, 0), picture);
}

} // namespace cw::viewers::detail
