// SPDX-License-Identifier: Apache-2.0
#include "app/gui/panels/RocPlot.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>

namespace cw::gui {
namespace {

constexpr int kMargin = 44, kSteps = 100;
const QColor kAxis("#868C94"), kFold("#5B6B7A"), kMean("#56B4E9"), kChance("#3A3F45");

/// The curve's upper value at a step.
double rateAt(const std::vector<workflow::CurvePoint>& curve, double falsePositiveRate) {
    double best = 0;
    for (std::size_t i = 0; i < curve.size(); ++i) {
        if (curve[i].falsePositiveRate <= falsePositiveRate) {
            best = std::max(best, curve[i].truePositiveRate);
            continue;
        }
        if (i > 0) { // between two points the curve is straight
            const auto &a = curve[i - 1], &b = curve[i];
            const double share = (falsePositiveRate - a.falsePositiveRate) /
                                 (b.falsePositiveRate - a.falsePositiveRate);
            best = std::max(best,
                            a.truePositiveRate + share * (b.truePositiveRate - a.truePositiveRate));
        }
        break;
    }
    return best;
}

} // namespace

RocPlot::RocPlot(QWidget* parent) : QWidget(parent) {
    setObjectName("rocPlot");
    setMinimumSize(220, 220);
    setFolds({});
}

void RocPlot::setFolds(const std::vector<workflow::FoldLine>& folds) {
    m_folds = folds;
    setAccessibleName(tr("ROC curves of %1 folds").arg(folds.size()));
    update();
}

void RocPlot::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double side = std::min(width(), height()) - 1.5 * kMargin;
    const QRectF box(kMargin, 8, side, side);
    const auto at = [&](double x, double y) {
        return QPointF(box.left() + x * side, box.bottom() - y * side);
    };
    painter.setPen(QPen(kAxis, 1));
    painter.drawRect(box);
    for (const double tick : {0.0, 0.5, 1.0}) {
        painter.drawText(QRectF(at(tick, 0).x() - 20, box.bottom() + 4, 40, 16), Qt::AlignHCenter,
                         QString::number(tick, 'g', 2));
        painter.drawText(QRectF(0, at(0, tick).y() - 8, kMargin - 6, 16), Qt::AlignRight,
                         QString::number(tick, 'g', 2));
    }
    painter.drawText(QRectF(box.left(), box.bottom() + 20, side, 18), Qt::AlignHCenter,
                     tr("1 - specificity"));
    painter.save();
    painter.translate(10, box.center().y());
    painter.rotate(-90);
    painter.drawText(QRectF(-side / 2, -8, side, 16), Qt::AlignHCenter, tr("sensitivity"));
    painter.restore();
    painter.setPen(QPen(kChance, 1, Qt::DashLine));
    painter.drawLine(at(0, 0), at(1, 1));

    std::vector<double> mean(kSteps + 1, 0);
    int counted = 0;
    painter.setPen(QPen(kFold, 1));
    for (const auto& fold : m_folds) {
        if (fold.curve.empty())
            continue;
        ++counted;
        QPainterPath path(at(0, 0));
        for (const auto& point : fold.curve)
            path.lineTo(at(point.falsePositiveRate, point.truePositiveRate));
        painter.drawPath(path);
        for (int i = 0; i <= kSteps; ++i)
            mean[static_cast<std::size_t>(i)] +=
                rateAt(fold.curve, static_cast<double>(i) / kSteps);
    }
    if (counted == 0) {
        painter.setPen(kAxis);
        painter.drawText(box, Qt::AlignCenter, tr("Folds appear here as they come in."));
        return;
    }
    painter.setPen(QPen(kMean, 2.5));
    QPainterPath path(at(0, 0));
    for (int i = 0; i <= kSteps; ++i)
        path.lineTo(
            at(static_cast<double>(i) / kSteps, mean[static_cast<std::size_t>(i)] / counted));
    painter.drawPath(path);
}

} // namespace cw::gui
