// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QImage>
#include <cstdint>
#include <functional>
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

/// The picture with its overlay painted into it. By the raster engine, at device resolution, before
/// the pixels go to the screen: its lines are smooth where the OpenGL engine's are not without
/// multisampling, and blending a second layer over the whole viewport would cost more than the
/// rest. Screen: the pixels become 0xffRRGGBB, the raster engine's own form, which it paints into
/// and copies to the window without converting (a third of a frame's time).
enum class PixelForm { Rgba, Screen };
void compose(CanvasSource& source, std::span<std::uint32_t> rgba, QSize devicePixels,
             double devicePixelRatio, PixelForm form = PixelForm::Rgba);

/// The surface of a viewport. Two kinds: VTK in an OpenGL widget, and a plain raster widget for
/// platforms on which Debian's VTK cannot open a context (it needs GLX).
class Canvas {
public:
    virtual ~Canvas() = default;
    virtual QWidget* widget() = 0;
    virtual void markChanged() = 0;   ///< repaint soon, asking the source again
    virtual QImage grab() = 0;        ///< what is shown, in device pixels
    std::function<void()> whenMarked; ///< for what is shown over the canvas
};

/// True where an OpenGL canvas can work: X11 with GLX (style.md 8.2.9).
bool glxAvailable();
/// True where OpenGL is emulated on the processor (Mesa's llvmpipe and the like).
bool openGlIsEmulated();
/// Owned by parent as a QWidget. VTK on graphics hardware; the raster canvas where there is no GLX
/// or OpenGL is only emulated, which costs ten times as much for the same pixels
/// (docs/decisions/0050). CONCORD_CANVAS=vtk or raster in the environment decides otherwise.
Canvas* createCanvas(QWidget* parent, CanvasSource& source);

} // namespace cw::viewers::detail
