// SPDX-License-Identifier: Apache-2.0
#include "viewers/ImageView.h"

#include "viewers/ShapePainter.h"
#include "viewers/ViewportSampler.h"
#include "viewers/detail/Canvas.h"

#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QPolygonF>
#include <QWheelEvent>
#include <cmath>

namespace cw::viewers {
namespace {

constexpr double kWheelStep = 1.2;  // zoom per notch
constexpr double kWindowDrag = 400; // logical pixels of drag for one width of the file's window

/// Shift moves this view alone, without those that are linked with it.
bool alone(Qt::KeyboardModifiers modifiers) { return modifiers.testFlag(Qt::ShiftModifier); }

} // namespace

/// What the canvas asks for while it paints; keeps the samples of the last view, so that a change
/// of grey alone does not read the picture again.
class ImageView::Source : public detail::CanvasSource {
public:
    explicit Source(ImageView& owner) : m_owner(owner) {}
    void fillPicture(std::span<std::uint32_t> rgba, int width, int height, double dpr) override {
        if (!m_owner.m_picture) {
            std::fill(rgba.begin(), rgba.end(), 0xFF000000U);
            return;
        }
        if (m_stale || !(m_sampledFor == m_owner.m_view) || m_sampler.width() != width ||
            m_sampler.height() != height || m_dpr != dpr) {
            m_sampler.sample(*m_owner.m_picture, m_owner.m_view, width, height, dpr);
            m_sampledFor = m_owner.m_view;
            m_dpr = dpr;
            m_stale = false;
        }
        m_sampler.colour(*m_owner.m_picture, m_owner.m_grey, rgba);
    }
    void paintOverlay(QPainter& painter) override { m_owner.paintOverlay(painter); }
    void pictureReplaced() {
        m_sampler = {};
        m_stale = true;
    }

private:
    ImageView& m_owner;
    ViewportSampler m_sampler;
    ViewTransform m_sampledFor;
    double m_dpr = 0;
    bool m_stale = true;
};

struct ImageView::Canvas {
    explicit Canvas(ImageView& owner)
        : source(owner), surface(detail::createCanvas(&owner, source)) {}
    Source source;
    detail::Canvas* surface; ///< owned by the view as a QWidget
};

ImageView::ImageView(QWidget* parent) : QWidget(parent), m_canvas(std::make_unique<Canvas>(*this)) {
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(1, 1);
    // The mouse is this widget's business; the canvas only paints.
    m_canvas->surface->widget()->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_canvas->surface->widget()->setFocusPolicy(Qt::NoFocus);
    m_canvas->surface->widget()->setGeometry(rect());
    m_canvas->surface->whenMarked = [this] { emit looksDifferent(); };
}

ImageView::~ImageView() {
    delete m_canvas->surface->widget(); // before the source that it asks
}

void ImageView::setPicture(std::shared_ptr<const Picture> picture) {
    m_picture = std::move(picture);
    m_captionBlock = {};
    m_canvas->source.pictureReplaced();
    m_headline.clear();
    m_loading = false;
    m_grey = {};
    if (m_picture) {
        const auto& image = m_picture->image();
        m_view.setImageSize(image.width(), image.height());
    }
    setPlace(m_place);
}

void ImageView::setPlace(const Place& place) {
    m_place = place;
    m_view.setMirrored(place.orientation.mirrored);
    m_view.setQuarterTurns(place.orientation.quarterTurns);
    if (m_fitted)
        m_view.fit(m_place.anchor);
    changed();
}

void ImageView::setTitle(const QString& title, const QString& caption) {
    m_title = title;
    m_caption = caption;
    setAccessibleName(title);
    setAccessibleDescription(caption);
    m_canvas->surface->markChanged();
}

void ImageView::setBadges(const QStringList& badges) {
    m_badges = badges;
    m_canvas->surface->markChanged();
}

void ImageView::setMessage(const QString& headline, const QString& detail) {
    m_picture.reset();
    m_canvas->source.pictureReplaced();
    m_headline = headline;
    m_detail = detail;
    m_loading = false;
    changed();
}

void ImageView::setLoading(bool loading) {
    m_loading = loading;
    m_canvas->surface->markChanged();
}

void ImageView::changed() { m_canvas->surface->markChanged(); }

void ImageView::setView(const ViewTransform& view) {
    m_view = view;
    m_view.setWidgetSize(width(), height());
    changed();
}

void ImageView::fit() {
    m_fitted = true;
    m_view.fit(m_place.anchor);
    changed();
}

void ImageView::oneToOne() {
    m_fitted = false;
    const auto centre = m_view.focus();
    m_view.setZoom(1 / devicePixelRatioF());
    m_view.setFocus({std::round(centre.x), std::round(centre.y)}); // pixel on pixel: not smoothed
    changed();
    emit viewChanged();
}

core::Window ImageView::window() const {
    return m_picture ? m_picture->windowOf(m_grey) : m_grey.window.value_or(core::Window{});
}

void ImageView::setGrey(const core::ViewGrey& grey) {
    m_grey = grey;
    m_canvas->surface->markChanged();
}

void ImageView::dragWindow(double dx, double dy) {
    if (!m_picture)
        return;
    const double step = m_picture->firstWindow().width / kWindowDrag;
    auto next = window();
    next.width = std::max(1.0, next.width + dx * step);
    next.centre += dy * step; // down raises the centre: darker
    m_grey.window = next;
    m_canvas->surface->markChanged();
}

void ImageView::setShapes(core::ImageId image, std::vector<Shape> own, std::vector<Shape> others) {
    m_image = std::move(image);
    m_own = std::move(own);
    m_others = std::move(others);
    std::vector<annotation::Finding> editable;
    for (const auto& shape : m_own)
        editable.push_back(shape.finding);
    const int w = m_picture ? m_picture->image().width() : 0;
    const int h = m_picture ? m_picture->image().height() : 0;
    m_tool.setScene(m_image, w, h, std::move(editable));
    m_layer.invalidate();
    toolChanged();
}

void ImageView::setFindingsHidden(bool hidden) {
    m_hidden = hidden;
    m_canvas->surface->markChanged();
}

void ImageView::setWordsHidden(bool hidden) {
    m_wordsHidden = hidden;
    m_canvas->surface->markChanged();
}

void ImageView::setCurtains(const Curtains& curtains) {
    if (m_curtains == curtains)
        return;
    m_curtains = curtains;
    m_canvas->surface->markChanged();
}

void ImageView::setShapeVisibility(const ShapeVisibility& visibility) {
    m_visibility = visibility;
    m_canvas->surface->markChanged();
}

void ImageView::setFieldOnly(bool fieldOnly) {
    m_fieldOnly = fieldOnly;
    m_canvas->surface->markChanged();
}

void ImageView::setUnderlay(Underlay underlay) {
    m_underlay = std::move(underlay);
    m_canvas->surface->markChanged();
}

void ImageView::setMode(PolygonTool::Mode mode) {
    m_tool.setMode(mode);
    using Mode = PolygonTool::Mode;
    const bool picks = m_tool.mode() == Mode::Select || m_tool.mode() == Mode::Merge;
    setCursor(picks ? Qt::ArrowCursor : Qt::CrossCursor);
    toolChanged();
}

void ImageView::toolChanged() {
    m_canvas->surface->markChanged();
    tellSelection();
}

void ImageView::tellSelection() {
    if (m_told == m_tool.selected())
        return;
    m_told = m_tool.selected();
    emit selectionChanged(m_told);
}

void ImageView::take(const PolygonTool::Outcome& outcome) {
    toolChanged();
    if (outcome.edit)
        emit editProposed(*outcome.edit);
    else if (outcome.refusal != PolygonTool::Refusal::None)
        emit refused(outcome.refusal);
}

QImage ImageView::grabPicture() { return m_canvas->surface->grab(); }

// -- events ---------------------------------------------------------------------------------------

void ImageView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    m_canvas->surface->widget()->setGeometry(rect());
    m_view.setWidgetSize(width(), height());
    if (m_fitted)
        m_view.fit(m_place.anchor);
    changed();
    emit resized();
}

PolygonTool::Pointer ImageView::pointerAt(const QPointF& widget,
                                          Qt::KeyboardModifiers modifiers) const {
    return {m_view.toImage({widget.x(), widget.y()}), 1 / m_view.zoom(),
            modifiers.testFlag(Qt::AltModifier), modifiers.testFlag(Qt::ControlModifier)};
}

void ImageView::mousePressEvent(QMouseEvent* event) {
    emit activated();
    if (!m_picture)
        return;
    if (event->button() == Qt::LeftButton) {
        take(m_tool.press(pointerAt(event->position(), event->modifiers())));
    } else if (event->button() == Qt::MiddleButton || event->button() == Qt::RightButton) {
        m_drag = event->button();
        m_last = event->position();
    }
}

void ImageView::mouseMoveEvent(QMouseEvent* event) {
    if (!m_picture)
        return;
    const auto at = event->position();
    const auto delta = at - m_last;
    if (m_drag == Qt::MiddleButton) {
        m_fitted = false;
        m_view.panBy(delta.x(), delta.y());
        changed();
        if (!alone(event->modifiers()))
            emit panned(delta.x(), delta.y());
        emit viewChanged();
    } else if (m_drag == Qt::RightButton) {
        if (alone(event->modifiers())) {
            dragWindow(delta.x(), delta.y());
            emit viewChanged();
        } else {
            emit windowDragged(delta.x(), delta.y());
        }
    } else {
        const auto state = m_tool.state();
        m_tool.move(pointerAt(at, event->modifiers()), event->buttons() & Qt::LeftButton);
        if (state != PolygonTool::State::Idle || m_tool.reach())
            m_canvas->surface->markChanged();
    }
    m_last = at;
    const auto image = m_view.toImage({at.x(), at.y()});
    emit pointerMoved(true, image.x, image.y);
}

void ImageView::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == m_drag)
        m_drag = Qt::NoButton;
    if (event->button() == Qt::LeftButton && m_picture)
        take(m_tool.release(pointerAt(event->position(), event->modifiers())));
}

void ImageView::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton)
        return mousePressEvent(event);
    if (m_picture) {
        const auto outcome = m_tool.doubleClick(pointerAt(event->position(), event->modifiers()));
        if (outcome.consumed)
            return take(outcome);
        if (m_tool.mode() != PolygonTool::Mode::Select)
            return;
    }
    emit maximiseRequested();
}

void ImageView::wheelEvent(QWheelEvent* event) {
    // With Shift some systems report the wheel as turned sideways.
    const auto turned = event->angleDelta();
    const double notches = (turned.y() != 0 ? turned.y() : turned.x()) / 120.0;
    if (!m_picture || notches == 0)
        return;
    if (event->modifiers() == Qt::ShiftModifier && m_tool.reach()) {
        m_tool.growReach(std::pow(kWheelStep, notches));
        m_canvas->surface->markChanged();
        return event->accept();
    }
    const double factor = std::pow(kWheelStep, notches);
    const auto at = event->position();
    m_fitted = false;
    m_view.zoomAt({at.x(), at.y()}, factor);
    changed();
    if (!alone(event->modifiers()))
        emit zoomed(factor, at.x(), at.y());
    emit viewChanged();
    event->accept();
}

void ImageView::leaveEvent(QEvent* event) {
    QWidget::leaveEvent(event);
    emit pointerMoved(false, 0, 0);
}

void ImageView::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    m_canvas->surface->markChanged();
    emit activated();
}

void ImageView::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    m_canvas->surface->markChanged();
}

// -- overlay --------------------------------------------------------------------------------------

void ImageView::paintOverlay(QPainter& painter) {
    painter.setFont(font());
    paintSurround(painter);
    if (m_picture && !m_hidden && m_underlay)
        m_underlay(painter, m_view);
    if (m_picture && !m_hidden)
        paintShapes(painter);
    paintCurtains(painter, m_curtains, size(), m_place.anchor);
    if (!m_headline.isEmpty())
        paintMessage(painter);
    paintWords(painter);
    if (m_loading) // a thin bar, nothing over the tissue
        painter.fillRect(QRectF(0, 0, width(), 2), QColor(0x56, 0xB4, 0xE9));
    if (hasFocus()) {
        painter.setPen(QPen(QColor(0x56, 0xB4, 0xE9, 150), 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(0.5, 0.5, width() - 1, height() - 1));
    }
}

/// A path, not pixels: sharp at every zoom, and the picture's values stay what they are.
void ImageView::paintSurround(QPainter& painter) const {
    if (!m_picture || !m_picture->field() || !(m_fieldOnly || m_grey.invert))
        return;
    QPainterPath surround;
    surround.addRect(QRectF(-1, -1, width() + 2, height() + 2));
    QPolygonF outline;
    for (const auto& vertex : m_picture->field()->vertices) {
        const auto w = m_view.toWidget(vertex);
        outline << QPointF(w.x, w.y);
    }
    surround.addPolygon(outline);
    surround.closeSubpath();
    painter.fillPath(surround, Qt::black); // odd-even: the outline is the hole
}

void ImageView::paintShapes(QPainter& painter) {
    const auto& active = m_tool.selected();
    m_layer.paint(painter, m_view, m_own, m_others, m_visibility, active);
    const auto dragged = m_tool.dragged();
    for (const auto& shape : m_own) {
        if (!(shape.finding.id == active) || active.empty())
            continue; // what is selected shows even where its class is hidden
        auto shown = shape;
        if (dragged)
            shown.finding.outline = *dragged;
        paintShape(painter, m_view, shown,
                   {true, m_tool.selectedVertex(), m_visibility.outlinesOnly});
    }
    paintDraft(painter, m_view, m_tool);
    if (underMouse() || m_tool.state() != PolygonTool::State::Idle)
        paintReach(painter, m_view, m_tool);
}

/// Title, caption and badges stand on the air side, away from the chest wall.
void ImageView::paintWords(QPainter& painter) {
    constexpr double margin = 10;
    const bool rightAligned = m_place.anchor < 0;
    const auto line = [&](const QString& text, int pixelSize, QColor colour, double baseline) {
        auto f = font();
        f.setPixelSize(pixelSize);
        painter.setFont(f);
        const QFontMetricsF metrics(f);
        const auto words = metrics.elidedText(text, Qt::ElideRight, width() - 2 * margin);
        const double x =
            rightAligned ? width() - margin - metrics.horizontalAdvance(words) : margin;
        paintHaloText(painter, {x, baseline}, words, colour);
    };
    if (!m_title.isEmpty() && !m_wordsHidden)
        line(m_title, 17, QColor(0xC9, 0xCD, 0xD2), 25);
    double top = m_wordsHidden ? margin : 36;
    if (!m_caption.isEmpty() && !m_wordsHidden)
        top = m_captionBlock.paint(painter, m_caption, m_picture.get(), m_view, m_place.anchor,
                                   top - 4) +
              4;
    for (const auto& badge : m_badges)
        top = paintBadge(painter, badge, top) + 4;
}

double ImageView::paintBadge(QPainter& painter, const QString& words, double top) const {
    constexpr double margin = 10, padding = 6, triangle = 12;
    auto f = font();
    f.setPixelSize(11);
    painter.setFont(f);
    const double room = std::min(230.0, width() - 2 * margin - triangle - 3 * padding);
    if (room < 40)
        return top;
    const auto text =
        QFontMetricsF(f).boundingRect(QRectF(0, 0, room, 200), Qt::TextWordWrap, words);
    const double w = text.width() + triangle + 3 * padding, h = text.height() + 2 * padding - 2;
    const double x = m_place.anchor < 0 ? width() - margin - w : margin;
    const QColor amber = QColor::fromRgb(kAmber);
    painter.setPen(QPen(amber, 1));
    painter.setBrush(QColor(0x1E, 0x18, 0x0A, 225));
    painter.drawRoundedRect(QRectF(x, top, w, h), 3, 3);
    const double ty = top + h / 2;
    painter.setPen(Qt::NoPen);
    painter.setBrush(amber);
    painter.drawPolygon(QPolygonF({{x + padding, ty + 5},
                                   {x + padding + triangle, ty + 5},
                                   {x + padding + triangle / 2, ty - 6}}));
    painter.setPen(amber);
    painter.drawText(
        QRectF(x + triangle + 2 * padding, top + padding - 1, text.width() + 1, text.height() + 1),
        Qt::TextWordWrap, words);
    return top + h;
}

void ImageView::paintMessage(QPainter& painter) const {
    const double w = std::min(420.0, width() - 40.0);
    QRectF box((width() - w) / 2, height() / 2.0 - 40, w, 200);
    auto f = font();
    f.setPixelSize(15);
    painter.setFont(f);
    painter.setPen(QColor::fromRgb(kAmber));
    QRectF used;
    painter.drawText(box, Qt::TextWordWrap | Qt::AlignHCenter, m_headline, &used);
    f.setPixelSize(13);
    painter.setFont(f);
    painter.setPen(QColor(0x9A, 0xA0, 0xA8));
    box.setTop(used.bottom() + 8);
    painter.drawText(box, Qt::TextWordWrap | Qt::AlignHCenter, m_detail);
}

} // namespace cw::viewers
