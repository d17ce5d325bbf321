// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "viewers/ImageView.h"
#include "viewers/ViewportSampler.h"

namespace cw::viewers {

/// A round lens over a viewport: the same picture, read again from its own pixels at a higher zoom,
/// turned and mirrored as the viewport is, with the outlines. A widget above the canvas, so that
/// moving it repaints neither the picture nor the outlines below. Takes no mouse events.
class Magnifier : public QWidget {
    Q_OBJECT
public:
    static constexpr int kLeast = 2, kMost = 4; ///< times the viewport's zoom

    /// Off; around the pointer; beside the pointer with a cross at its spot, while a tool draws.
    enum class Use { Off, AtPointer, AtPenTip };

    explicit Magnifier(ImageView& view); ///< a child of the view
    void setUse(Use use);
    Use use() const { return m_use; }
    void setMagnification(int times); ///< clamped to kLeast, kMost
    int magnification() const { return m_times; }

    void follow(QPoint pointer); ///< widget space of the view
    void leave();                ///< the pointer has left the view

    /// The lens's own window: begins as the view's, which it leaves alone. dx, dy as in
    /// ImageView::dragWindow.
    void dragWindow(double dx, double dy);
    bool hasOwnWindow() const { return m_own.has_value(); }
    core::ViewGrey grey() const;

    /// Image space <-> the lens's own logical pixels; the spot at the pointer is its centre.
    ViewTransform lensView() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void place();
    void paintPicture(QPainter& painter, const ViewTransform& lens);
    void paintFindings(QPainter& painter, const ViewTransform& lens) const;
    void paintCovered(QPainter& painter) const;
    void paintFrame(QPainter& painter) const;
    void forgetOwnWindow();

    ImageView& m_view;
    Use m_use = Use::Off;
    int m_times = kLeast;
    std::optional<QPoint> m_pointer;
    std::optional<core::Window> m_own;
    const Picture* m_ownOf = nullptr; ///< the picture that m_own was set for
    core::ImageId m_ownImage;
    ViewportSampler m_sampler;
    std::vector<std::uint32_t> m_pixels;
};

} // namespace cw::viewers
