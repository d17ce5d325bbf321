// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "viewers/detail/Canvas.h"

#include <QOpenGLWidget>
#include <memory>

class QSurface;

namespace cw::viewers::detail {

/// The only class that knows OpenGL, Qt and VTK together: a QOpenGLWidget around
/// vtkGenericOpenGLRenderWindow (Debian's own VTK widget is Qt 5). VTK draws the picture of the
/// viewport, one device pixel a texel; QPainter draws the overlay after the blit. No interactor:
/// the mouse belongs to ImageView. Renders from paintGL only.
class VtkCanvas : public QOpenGLWidget, public Canvas {
public:
    VtkCanvas(CanvasSource& source, QWidget* parent);
    ~VtkCanvas() override;

    QWidget* widget() override { return this; }
    void markChanged() override;
    QImage grab() override { return grabFramebuffer(); }

protected:
    void initializeGL() override;
    void paintGL() override;

private:
    struct Scene;
    void releaseGl();
    bool preparePicture(QSize devicePixels);
    void blitToWidget(QSize devicePixels);
    void makeVtkCurrent();

    CanvasSource& m_source;
    std::unique_ptr<Scene> m_scene;
    QOpenGLContext* m_context = nullptr; ///< the one VTK was initialised in
    QSurface* m_surface = nullptr;
    QMetaObject::Connection m_contextGone;
    bool m_changed = true;
    bool m_inPaint = false;
};

} // namespace cw::viewers::detail
