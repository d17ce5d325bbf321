// SPDX-License-Identifier: Apache-2.0
#include "viewers/detail/Canvas.h"

#include "viewers/detail/RasterCanvas.h"
#include "viewers/detail/VtkCanvas.h"

#include <QGuiApplication>
#include <QPainter>

namespace cw::viewers::detail {

bool glxAvailable() {
    return QGuiApplication::platformName() == QLatin1String("xcb") &&
           qgetenv("QT_XCB_GL_INTEGRATION") != "xcb_egl";
}

Canvas* createCanvas(QWidget* parent, CanvasSource& source) {
    if (glxAvailable() && qgetenv("CONCORD_CANVAS") != "raster")
        return new VtkCanvas(source, parent);
    return new RasterCanvas(source, parent);
}

void OverlayLayer::paint(QPainter& painter, QSize logicalSize, double devicePixelRatio,
                         CanvasSource& source) {
    const QSize size = logicalSize * devicePixelRatio;
    if (size.isEmpty())
        return;
    if (m_image.size() != size) {
        m_image = QImage(size, QImage::Format_ARGB32_Premultiplied);
        m_changed = true;
    }
    if (m_changed) {
        m_image.setDevicePixelRatio(devicePixelRatio);
        m_image.fill(Qt::transparent);
        QPainter onLayer(&m_image);
        onLayer.setRenderHint(QPainter::Antialiasing);
        source.paintOverlay(onLayer);
        m_changed = false;
    }
    painter.drawImage(QPointF(0, 0), m_image);
}

} // namespace cw::viewers::detail
