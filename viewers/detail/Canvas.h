// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QImage>
#include <cstdint>
#include <memory>
#include <span>

class QPainter;
class QWidget;

namespace cw::viewers::detail {

/// Whoever knows what a canvas shows. Asked only while painting.
class CanvasSource {
public:
    virtual ~CanvasSource() = default;
    /// Bytes R, G, B, 255; rows from top to bottom; width x height device pixels.
    virtual void fillPicture(std::span<std::uint32_t> rgba, int width, int height,
                             double devicePixelRatio) = 0;
    /// Outlines and words, in logical pixels.
    virtual void paintOverlay(QPainter& painter) = 0;
};

/// The surface of a viewport. Two kinds: VTK in an OpenGL widget, and a plain raster widget for
/// platforms on which Debian's VTK cannot open a context (it needs GLX).
class Canvas {
public:
    virtual ~Canvas() = default;
    virtual QWidget* widget() = 0;
    virtual void pictureChanged() = 0; ///< repaint soon, asking for the picture again
    virtual void overlayChanged() = 0; ///< repaint soon, asking for the overlay again
    virtual QImage grab() = 0;         ///< what is shown, in device pixels
};

/// True where an OpenGL canvas can work: X11 with GLX (style.md 8.2.9).
bool glxAvailable();
/// Owned by parent as a QWidget. CONCORD_CANVAS=raster in the environment avoids OpenGL.
Canvas* createCanvas(QWidget* parent, CanvasSource& source);

/// The overlay rendered by the raster engine, which smooths lines where the OpenGL engine without
/// multisampling does not; repainted only when it changed.
class OverlayLayer {
public:
    void markChanged() { m_changed = true; }
    void paint(QPainter& painter, QSize logicalSize, double devicePixelRatio, CanvasSource& source);

private:
    QImage m_image;
    bool m_changed = true;
};

} // namespace cw::viewers::detail
