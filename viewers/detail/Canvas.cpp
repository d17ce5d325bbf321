// SPDX-License-Identifier: Apache-2.0
#include "viewers/detail/Canvas.h"

#include "viewers/detail/RasterCanvas.h"
#include "viewers/detail/VtkCanvas.h"

#include <QGuiApplication>
#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QOpenGLFunctions>
#include <QPainter>

namespace cw::viewers::detail {

bool glxAvailable() {
    return QGuiApplication::platformName() == QLatin1String("xcb") &&
           qgetenv("QT_XCB_GL_INTEGRATION") != "xcb_egl";
}

bool openGlIsEmulated() {
    static const bool emulated = [] {
        QOffscreenSurface surface;
        surface.create();
        QOpenGLContext context;
        if (!context.create() || !context.makeCurrent(&surface))
            return true;
        const auto* name = context.functions()->glGetString(GL_RENDERER);
        const QByteArray renderer(reinterpret_cast<const char*>(name));
        context.doneCurrent();
        return renderer.contains("llvmpipe") || renderer.contains("softpipe") ||
               renderer.contains("SWR") || renderer.contains("Software");
    }();
    return emulated;
}

Canvas* createCanvas(QWidget* parent, CanvasSource& source) {
    const auto wanted = qgetenv("CONCORD_CANVAS");
    if (glxAvailable() && wanted != "raster" && (wanted == "vtk" || !openGlIsEmulated()))
        return new VtkCanvas(source, parent);
    return new RasterCanvas(source, parent);
}

void compose(CanvasSource& source, std::span<std::uint32_t> rgba, QSize devicePixels,
             double devicePixelRatio, PixelForm form) {
    source.fillPicture(rgba, devicePixels.width(), devicePixels.height(), devicePixelRatio);
    if (form == PixelForm::Screen)
        for (auto& pixel : rgba)
            pixel = (pixel & 0xFF00FF00U) | (pixel & 0xFFU) << 16 | ((pixel >> 16) & 0xFFU);
    QImage picture(reinterpret_cast<uchar*>(rgba.data()), devicePixels.width(),
                   devicePixels.height(), devicePixels.width() * 4,
                   form == PixelForm::Screen ? QImage::Format_RGB32 : QImage::Format_RGBX8888);
    picture.setDevicePixelRatio(devicePixelRatio);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    source.paintOverlay(painter);
}

} // namespace cw::viewers::detail
