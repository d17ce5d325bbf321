// SPDX-License-Identifier: Apache-2.0
#include "app/gui/panels/PairMarks.h"

#include "app/gui/Words.h"
#include "viewers/ShapePainter.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>

namespace cw::gui {
namespace {

constexpr double kAway = 7, kArm = 9; ///< of the corners, logical pixels
constexpr double kUnderCaption = 27;  ///< B's caption stands right under its outline

core::RectPx around(const core::RectPx& a, const core::RectPx& b) {
    return {std::min(a.left, b.left), std::min(a.top, b.top), std::max(a.right, b.right),
            std::max(a.bottom, b.bottom)};
}

/// The box as it is seen: a hanging turns and mirrors.
QRectF seen(const viewers::ViewTransform& view, const core::RectPx& box) {
    const auto a = view.toWidget({box.left, box.top}), b = view.toWidget({box.right, box.bottom});
    return QRectF(QPointF(a.x, a.y), QPointF(b.x, b.y))
        .normalized()
        .adjusted(-kAway, -kAway, kAway, kAway);
}

QPainterPath corners(const QRectF& r) {
    QPainterPath path;
    const auto corner = [&path](QPointF at, double dx, double dy) {
        path.moveTo(at + QPointF(dx, 0));
        path.lineTo(at);
        path.lineTo(at + QPointF(0, dy));
    };
    corner(r.topLeft(), kArm, kArm);
    corner(r.topRight(), -kArm, kArm);
    corner(r.bottomLeft(), kArm, -kArm);
    corner(r.bottomRight(), -kArm, -kArm);
    return path;
}

} // namespace

std::vector<PairMark> pairMarks(const ComparedCase& compared, const core::ImageId& image) {
    std::vector<PairMark> marks;
    if (!compared.comparison)
        return marks;
    for (const auto& pair : compared.comparison->lesions) {
        const auto *a = compared.find(0, pair.a), *b = compared.find(1, pair.b);
        if (!(pair.image == image) || (!a && !b))
            continue;
        const auto box = a && b ? around(core::boundsOf(a->outline), core::boundsOf(b->outline))
                                : core::boundsOf((a ? a : b)->outline);
        marks.push_back({box, pair.match == annotation::LesionMatch::Agree, words(pair.match)});
    }
    return marks;
}

void paintPairMarks(QPainter& painter, const viewers::ViewTransform& view,
                    const std::vector<PairMark>& marks) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    auto font = painter.font();
    font.setPixelSize(11);
    painter.setFont(font);
    for (const auto& mark : marks) {
        const auto box = seen(view, mark.box);
        const auto ink = QColor::fromRgb(mark.agreed ? viewers::colourOf(viewers::ShapeOwner::Truth)
                                                     : viewers::kAmber);
        const auto path = corners(box);
        for (const auto& pen : {QPen(QColor(8, 9, 10, 200), 3.5), QPen(ink, 1.6)})
            painter.strokePath(path, pen);
        const auto text = (mark.agreed ? QStringLiteral("✓ ") : QStringLiteral("≠ ")) + mark.words;
        viewers::paintHaloText(painter, box.bottomLeft() + QPointF(0, kUnderCaption), text, ink);
    }
    painter.restore();
}

} // namespace cw::gui
