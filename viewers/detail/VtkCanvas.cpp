// SPDX-License-Identifier: Apache-2.0
#include "viewers/detail/VtkCanvas.h"

#include <QOpenGLContext>
#include <QOpenGLExtraFunctions>

#include <vtkCallbackCommand.h>
#include <vtkCamera.h>
#include <vtkCommand.h>
#include <vtkGenericOpenGLRenderWindow.h>
#include <vtkImageData.h>
#include <vtkImageProperty.h>
#include <vtkImageSlice.h>
#include <vtkImageSliceMapper.h>
#include <vtkNew.h>
#include <vtkOpenGLFramebufferObject.h>
#include <vtkOpenGLState.h>
#include <vtkRenderer.h>

namespace cw::viewers::detail {

struct VtkCanvas::Scene {
    vtkNew<vtkGenericOpenGLRenderWindow> window;
    vtkNew<vtkRenderer> renderer;
    vtkNew<vtkImageData> picture;
    vtkNew<vtkImageSliceMapper> mapper;
    vtkNew<vtkImageSlice> slice;
    vtkNew<vtkCallbackCommand> events;
    QSize size;
};

VtkCanvas::VtkCanvas(CanvasSource& source, QWidget* parent)
    : QOpenGLWidget(parent), m_source(source), m_scene(std::make_unique<Scene>()) {
    // No alpha in the widget's framebuffer: with one, Mesa lets the desktop shine through wherever
    // it is not 1, and clearing it after every blit costs a pass over the viewport.
    setTextureFormat(GL_RGB8);
    auto& window = *m_scene->window.Get();
    window.SetReadyForRendering(false);
    window.SetFrameBlitModeToNoBlit();
    window.SetMultiSamples(0);
    window.AddRenderer(m_scene->renderer);

    m_scene->events->SetClientData(this);
    m_scene->events->SetCallback([](vtkObject*, unsigned long event, void* self, void* call) {
        auto* canvas = static_cast<VtkCanvas*>(self);
        if (event == vtkCommand::WindowMakeCurrentEvent)
            canvas->makeVtkCurrent();
        else if (event == vtkCommand::WindowIsCurrentEvent)
            *static_cast<bool*>(call) =
                canvas->m_context && QOpenGLContext::currentContext() == canvas->m_context;
        else if (event == vtkCommand::WindowFrameEvent && !canvas->m_inPaint)
            canvas->update();
    });
    window.AddObserver(vtkCommand::WindowMakeCurrentEvent, m_scene->events);
    window.AddObserver(vtkCommand::WindowIsCurrentEvent, m_scene->events);
    window.AddObserver(vtkCommand::WindowFrameEvent, m_scene->events);

    m_scene->mapper->SetInputData(m_scene->picture);
    m_scene->mapper->BorderOn(); // world = device pixels, edges included
    m_scene->slice->SetMapper(m_scene->mapper);
    m_scene->slice->GetProperty()->SetInterpolationTypeToNearest();
    m_scene->renderer->SetBackground(0, 0, 0);
    m_scene->renderer->AutomaticLightCreationOff();
}

VtkCanvas::~VtkCanvas() {
    // First of all: the signal would otherwise reach us from ~QOpenGLWidget, after our members
    // died.
    disconnect(m_contextGone);
    releaseGl();
    m_scene->window->RemoveObserver(m_scene->events);
}

void VtkCanvas::markChanged() {
    m_changed = true;
    update();
    if (whenMarked)
        whenMarked();
}

void VtkCanvas::makeVtkCurrent() {
    // Never QOpenGLWidget::makeCurrent() in here: it binds the widget's framebuffer behind VTK's
    // cache, which gives a garbage picture and no error.
    if (m_context && m_surface)
        m_context->makeCurrent(m_surface);
}

// May run again: a widget moved to another window can get another context.
void VtkCanvas::initializeGL() {
    releaseGl();
    m_context = context();
    m_surface = m_context->surface();
    disconnect(m_contextGone);
    m_contextGone =
        connect(m_context, &QOpenGLContext::aboutToBeDestroyed, this, [this] { releaseGl(); });
    auto& window = *m_scene->window.Get();
    window.SetOwnContext(0);
    window.SetReadyForRendering(true);
    window.SetForceMaximumHardwareLineWidth(1);
    window.OpenGLInitContext();
    m_changed = true;
}

void VtkCanvas::releaseGl() {
    if (!m_context)
        return;
    makeCurrent();
    m_scene->window->Finalize();
    m_scene->window->SetReadyForRendering(false);
    doneCurrent();
    m_context = nullptr;
    m_surface = nullptr;
}

bool VtkCanvas::preparePicture(QSize size) {
    auto& scene = *m_scene;
    if (size != scene.size) {
        scene.size = size;
        scene.picture->SetDimensions(size.width(), size.height(), 1);
        scene.picture->SetSpacing(1, 1, 1);
        scene.picture->SetOrigin(0.5, 0.5, 0);
        scene.picture->AllocateScalars(VTK_UNSIGNED_CHAR, 4);
        scene.window->SetSize(size.width(), size.height());
        // Seen from -z with y pointing down: row 0 on top, not mirrored, one unit a device pixel.
        auto* camera = scene.renderer->GetActiveCamera();
        const double x = size.width() / 2.0, y = size.height() / 2.0;
        camera->ParallelProjectionOn();
        camera->SetFocalPoint(x, y, 0);
        camera->SetPosition(x, y, -1);
        camera->SetViewUp(0, -1, 0);
        camera->SetParallelScale(y);
        camera->SetClippingRange(0.5, 2);
        if (!scene.renderer->HasViewProp(scene.slice))
            scene.renderer->AddViewProp(scene.slice);
        m_changed = true;
    }
    if (m_changed) {
        auto* pixels = static_cast<std::uint32_t*>(scene.picture->GetScalarPointer());
        if (!pixels)
            return false;
        const auto count =
            static_cast<std::size_t>(size.width()) * static_cast<std::size_t>(size.height());
        compose(m_source, {pixels, count}, size, devicePixelRatioF());
        scene.picture->Modified();
        m_changed = false;
    }
    return true;
}

void VtkCanvas::paintGL() {
    const QSize devicePixels = size() * devicePixelRatioF(); // QSize rounds; int(w * dpr) would not
    if (devicePixels.isEmpty() || !m_context || m_inPaint || !preparePicture(devicePixels))
        return;
    m_inPaint = true;
    auto& window = *m_scene->window.Get();
    window.SetDPI(static_cast<int>(72 * devicePixelRatioF()));
    auto* state = window.GetState();
    state->Reset();
    state->Push();
    state->vtkglDepthFunc(GL_LEQUAL);
    state->vtkglEnable(GL_DEPTH_TEST); // VTK 9.1 does not do so itself
    window.Render();
    makeCurrent(); // Render() may have switched contexts
    if (window.GetRenderFramebuffer())
        blitToWidget(devicePixels);
    state->Pop();
    m_inPaint = false;
}

void VtkCanvas::blitToWidget(QSize size) {
    auto* gl = context()->extraFunctions();
    auto* state = m_scene->window->GetState();
    state->vtkglDisable(GL_SCISSOR_TEST);
    gl->glDisable(GL_SCISSOR_TEST);
    state->vtkglBindFramebuffer(GL_DRAW_FRAMEBUFFER, defaultFramebufferObject());
    gl->glBindFramebuffer(GL_DRAW_FRAMEBUFFER, defaultFramebufferObject());
    m_scene->window->BlitDisplayFramebuffer(0, 0, 0, size.width(), size.height(), 0, 0,
                                            size.width(), size.height(), GL_COLOR_BUFFER_BIT,
                                            GL_NEAREST);
}

} // namespace cw::viewers::detail
