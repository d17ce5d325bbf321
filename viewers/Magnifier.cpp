// SPDX-License-Identifier: Apache-2.0
#include "viewers/Magnifier.h"

#include "viewers/ShapePainter.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

namespace cw::viewers {
namespace {

constexpr int kDiameter = 280, kTipDiameter = 150; // logical px
constexpr double kLargestShare = 0.7;              // of the viewport's shorter side
constexpr int kTipGap = 26;                        // px from the pen's tip to the rim of its lens
constexpr double kWindowDrag = 400;                // px of drag for one width of the file's window

/// True if some of the outline may be seen: 200 outlines are not worth drawing for one lens.
bool mayBeSeen(const Shape& shape, const QRectF& imageArea) {
    double left = 1e300, top = 1e300, right = -1e300, bottom = -1e300;
    for (const auto& v : shape.finding.outline.vertices) {
        left = std::min(left, v.x);
        right = std::max(right, v.x);
        top = std::min(top, v.y);
        bottom = std::max(bottom, v.y);
    }
    return left <= imageArea.right() && right >= imageArea.left() && top <= imageArea.bottom() &&
           bottom >= imageArea.top();
}

} // namespace

Magnifier::Magnifier(ImageView& view) : QWidget(&view), m_view(view) {
    setObjectName("magnifier");
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
    setFocusPolicy(Qt::NoFocus);
    hide();
    connect(&view, &ImageView::looksDifferent, this, [this] {
        if (m_use != Use::Off)
            place();
    });
}

void Magnifier::setUse(Use use) {
    if (m_use == use)
        return;
    m_use = use;
    m_own.reset();
    place();
}

void Magnifier::setMagnification(int times) {
    m_times = std::clamp(times, kLeast, kMost);
    place();
}

void Magnifier::follow(QPoint pointer) {
    m_pointer = pointer;
    if (m_use != Use::Off)
        place();
}

void Magnifier::leave() {
    m_pointer.reset();
    hide();
}

void Magnifier::place() {
    forgetOwnWindow();
    const bool tip = m_use == Use::AtPenTip;
    const bool drawing = m_view.tool().mode() != PolygonTool::Mode::Select;
    if (m_use == Use::Off || !m_pointer || !m_view.picture() || (tip && !drawing)) {
        hide();
        return;
    }
    const int room = static_cast<int>(kLargestShare * std::min(m_view.width(), m_view.height()));
    const int radius = std::max(2, std::min(tip ? kTipDiameter : kDiameter, room) / 2);
    QPoint centre = *m_pointer;
    if (tip) {
        // Beside the spot, towards wherever there is room.
        const int away = static_cast<int>((radius + kTipGap) / std::sqrt(2.0));
        centre.rx() += centre.x() + away + radius > m_view.width() ? -away : away;
        centre.ry() += centre.y() - away - radius < 0 ? away : -away;
    }
    setGeometry(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius);
    setVisible(true);
    update();
}

void Magnifier::forgetOwnWindow() {
    if (m_ownOf != m_view.picture() || !(m_ownImage == m_view.imageId()))
        m_own.reset();
}

void Magnifier::dragWindow(double dx, double dy) {
    const auto* picture = m_view.picture();
    if (!picture)
        return;
    forgetOwnWindow();
    const double step = picture->firstWindow().width / kWindowDrag;
    auto window = m_own.value_or(m_view.window());
    window.width = std::max(1.0, window.width + dx * step);
    window.centre += dy * step;
    m_own = window;
    m_ownOf = picture;
    m_ownImage = m_view.imageId();
    update();
}

core::ViewGrey Magnifier::grey() const {
    auto grey = m_view.grey();
    if (m_own)
        grey.window = m_own;
    return grey;
}

ViewTransform Magnifier::lensView() const {
    const QPointF spot = m_pointer ? QPointF(*m_pointer) : QPointF();
    auto lens = m_view.view();
    const auto focus = lens.toImage({spot.x(), spot.y()});
    lens.setWidgetSize(width(), height());
    lens.setZoom(lens.zoom() * m_times);
    lens.setFocus(focus);
    return lens;
}

void Magnifier::paintEvent(QPaintEvent* /*event*/) {
    if (!m_view.picture() || !m_pointer)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(m_view.font());
    QPainterPath round;
    round.addEllipse(QRectF(rect()).adjusted(1, 1, -1, -1));
    painter.setClipPath(round);
    const auto lens = lensView();
    paintPicture(painter, lens);
    if (!m_view.findingsHidden())
        paintFindings(painter, lens);
    paintCovered(painter);
    painter.setClipping(false);
    paintFrame(painter);
}

void Magnifier::paintPicture(QPainter& painter, const ViewTransform& lens) {
    const double dpr = devicePixelRatioF();
    const QSize size = this->size() * dpr;
    m_pixels.resize(static_cast<std::size_t>(size.width()) *
                    static_cast<std::size_t>(size.height()));
    m_sampler.sample(*m_view.picture(), lens, size.width(), size.height(), dpr);
    m_sampler.colour(*m_view.picture(), grey(), m_pixels);
    QImage image(reinterpret_cast<const uchar*>(m_pixels.data()), size.width(), size.height(),
                 size.width() * 4, QImage::Format_RGBX8888);
    image.setDevicePixelRatio(dpr);
    painter.drawImage(QPointF(0, 0), image);
}

void Magnifier::paintFindings(QPainter& painter, const ViewTransform& lens) const {
    const auto a = lens.toImage({0, 0});
    const auto b = lens.toImage({lens.widgetWidth(), lens.widgetHeight()});
    const QRectF area = QRectF(QPointF(a.x, a.y), QPointF(b.x, b.y)).normalized();
    const auto& visibility = m_view.shapeVisibility();
    const bool bare = visibility.outlinesOnly;
    const auto& tool = m_view.tool();
    const auto dragged = tool.dragged();
    for (const auto& shape : m_view.otherShapes())
        if (visibility.shows(shape) && mayBeSeen(shape, area))
            paintShape(painter, lens, shape, {false, std::nullopt, bare});
    for (const auto& shape : m_view.ownShapes()) {
        const bool selected = !tool.selected().empty() && shape.finding.id == tool.selected();
        if (!selected && (!visibility.shows(shape) || !mayBeSeen(shape, area)))
            continue; // what is selected shows even where its class is hidden
        auto shown = shape;
        if (selected && dragged)
            shown.finding.outline = *dragged;
        paintShape(painter, lens, shown,
                   {selected, selected ? tool.selectedVertex() : std::nullopt, bare});
    }
    paintDraft(painter, lens, tool);
    paintReach(painter, lens, tool);
}

/// What a curtain covers is not seen through the lens either.
void Magnifier::paintCovered(QPainter& painter) const {
    const QPointF spot(*m_pointer), centre(width() / 2.0, height() / 2.0);
    const double times = lensView().zoom() / m_view.view().zoom();
    for (const auto& rect : covered(m_view.curtains(), m_view.size(), m_view.place().anchor))
        painter.fillRect(QRectF((rect.topLeft() - spot) * times + centre, rect.size() * times),
                         Qt::black);
}

void Magnifier::paintFrame(QPainter& painter) const {
    const QRectF bounds(rect());
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(QColor(0x0B, 0x0C, 0x0E), 4));
    painter.drawEllipse(bounds.adjusted(2, 2, -2, -2));
    painter.setPen(QPen(QColor(0x4A, 0x50, 0x58), 1));
    painter.drawEllipse(bounds.adjusted(3.5, 3.5, -3.5, -3.5));
    const QPointF centre = bounds.center();
    if (m_use == Use::AtPenTip) {
        constexpr double from = 4, to = 13; // the spot itself stays free
        for (const auto& [colour, wide] :
             {std::pair{QColor(8, 9, 10, 190), 3.0}, {QColor(0xF0, 0xF2, 0xF4), 1.0}}) {
            painter.setPen(QPen(colour, wide));
            for (const auto& way : {QPointF(1, 0), QPointF(-1, 0), QPointF(0, 1), QPointF(0, -1)})
                painter.drawLine(centre + way * from, centre + way * to);
        }
    }
    auto font = m_view.font();
    font.setPixelSize(11);
    painter.setFont(font);
    auto text = QStringLiteral("%1×").arg(m_times);
    if (m_own)
        text += QStringLiteral("   ") +
                tr("W %1  L %2").arg(std::lround(m_own->width)).arg(std::lround(m_own->centre));
    const double w = QFontMetricsF(font).horizontalAdvance(text);
    paintHaloText(painter, {centre.x() - w / 2, bounds.bottom() - 13}, text,
                  QColor(0xC9, 0xCD, 0xD2));
}

} // namespace cw::viewers
