// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "viewers/CaptionBlock.h"
#include "viewers/Curtains.h"
#include "viewers/Hanging.h"
#include "viewers/PolygonTool.h"
#include "viewers/Shape.h"
#include "viewers/ShapeLayer.h"
#include "viewers/ViewTransform.h"

#include <QImage>
#include <QStringList>
#include <QWidget>
#include <functional>
#include <memory>

namespace cw::viewers {

/// One viewport: shows a picture, turns the mouse into view changes and into proposals of edits.
/// Left = tool, right drag = window, middle drag = pan, wheel = zoom at the pointer, double click
/// on nothing = maximise; with Shift the views that are linked with this one stay. Holds view state
/// only; findings belong to whoever sets the shapes.
class ImageView : public QWidget {
    Q_OBJECT
public:
    explicit ImageView(QWidget* parent = nullptr);
    ~ImageView() override;

    /// The last frame stays until the new one is set.
    void setPicture(std::shared_ptr<const Picture> picture);
    const Picture* picture() const { return m_picture.get(); }
    void setPlace(const Place& place); ///< orientation and anchor
    const Place& place() const { return m_place; }
    /// caption: small lines under the title, separated by '\n'; on a mammogram only where air is.
    void setTitle(const QString& title, const QString& caption = {});
    void setBadges(const QStringList& badges);
    /// Instead of a picture: what is wrong, why, what next.
    void setMessage(const QString& headline, const QString& detail);
    void setLoading(bool loading);

    const ViewTransform& view() const { return m_view; }
    void setView(const ViewTransform& view); ///< does not emit viewChanged
    void fit();
    /// True until the user zooms or pans: then a new size keeps what is seen instead of fitting.
    bool fitted() const { return m_fitted; }
    void setFitted(bool fitted) { m_fitted = fitted; }
    void oneToOne(); ///< one image pixel is one pixel of the screen

    const core::ViewGrey& grey() const { return m_grey; }
    core::Window window() const; ///< the one in force
    void setGrey(const core::ViewGrey& grey);
    /// dx, dy in logical pixels of a drag: right widens, up brightens.
    void dragWindow(double dx, double dy);

    /// own: the shapes that the tool may edit; others are only drawn.
    void setShapes(core::ImageId image, std::vector<Shape> own, std::vector<Shape> others);
    void setFindingsHidden(bool hidden);
    const std::vector<Shape>& ownShapes() const { return m_own; }
    const std::vector<Shape>& otherShapes() const { return m_others; }
    bool findingsHidden() const { return m_hidden; }
    void setWordsHidden(bool hidden); ///< title and caption; badges stay
    void setCurtains(const Curtains& curtains);
    const Curtains& curtains() const { return m_curtains; }
    void setShapeVisibility(const ShapeVisibility& visibility);
    const ShapeVisibility& shapeVisibility() const { return m_visibility; }
    const ShapeLayer& shapeLayer() const { return m_layer; }
    /// Black outside the picture's field in every look; without it only where that would glare:
    /// inverted.
    void setFieldOnly(bool fieldOnly);
    /// Painted over the picture and under the findings, hidden with them; empty: nothing.
    using Underlay = std::function<void(QPainter&, const ViewTransform&)>;
    void setUnderlay(Underlay underlay);
    const Underlay& underlay() const { return m_underlay; }
    PolygonTool& tool() { return m_tool; }
    const PolygonTool& tool() const { return m_tool; }
    void setMode(PolygonTool::Mode mode);
    /// Passes a proposal of the tool on (for keys that the window handles: Enter, Del).
    void take(const PolygonTool::Outcome& outcome);
    void toolChanged(); ///< repaint after the tool was driven from outside
    const core::ImageId& imageId() const { return m_image; }

    QImage grabPicture(); ///< what the viewport shows, in device pixels
    QSize sizeHint() const override { return {480, 400}; }

signals:
    void pointerMoved(bool inside, double x, double y); ///< image space
    void viewChanged();                                 ///< by the user: zoom or pan
    void zoomed(double factor, double x, double y);     ///< wheel, at this widget point
    void panned(double dx, double dy);                  ///< middle drag, logical pixels
    void windowDragged(double dx, double dy);
    void resized();
    void looksDifferent(); ///< will be painted anew
    void editProposed(const cw::annotation::Edit& edit);
    void refused(cw::viewers::PolygonTool::Refusal why);
    void selectionChanged(const cw::core::LesionId& id);
    void maximiseRequested();
    void activated();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    class Source;
    void paintOverlay(QPainter& painter);
    void paintWords(QPainter& painter);
    double paintBadge(QPainter& painter, const QString& words, double top) const;
    void paintMessage(QPainter& painter) const;
    void paintShapes(QPainter& painter);
    void paintSurround(QPainter& painter) const;
    void changed();
    void tellSelection();
    PolygonTool::Pointer pointerAt(const QPointF& widget, Qt::KeyboardModifiers modifiers) const;

    struct Canvas;
    std::unique_ptr<Canvas> m_canvas;
    std::shared_ptr<const Picture> m_picture;
    ViewTransform m_view;
    Place m_place;
    core::ViewGrey m_grey;
    bool m_fitted = true, m_loading = false, m_hidden = false;
    bool m_fieldOnly = false;
    QString m_title, m_caption, m_headline, m_detail;
    QStringList m_badges;
    bool m_wordsHidden = false;
    CaptionBlock m_captionBlock;
    Curtains m_curtains;
    core::ImageId m_image;
    std::vector<Shape> m_own, m_others;
    ShapeVisibility m_visibility;
    ShapeLayer m_layer; ///< of the shapes that are not being moved
    Underlay m_underlay;
    PolygonTool m_tool;
    core::LesionId m_told;
    QPointF m_last; ///< of a pan or window drag
    Qt::MouseButton m_drag = Qt::NoButton;
};

} // namespace cw::viewers
