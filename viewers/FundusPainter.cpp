// SPDX-License-Identifier: Apache-2.0
#include "viewers/FundusPainter.h"

#include "viewers/ShapePainter.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>
#include <cmath>
#include <numbers>

namespace cw::viewers {
namespace {

using annotation::EtdrsGrid;
using annotation::FundusMeasures;
using core::PointPx;

constexpr QColor kLine(0xD8, 0xDC, 0xE0, 165), kUnder(8, 9, 10, 120), kWords(0xD8, 0xDC, 0xE0, 220);
constexpr double kPi = std::numbers::pi;

class GridPainter {
public:
    GridPainter(QPainter& painter, const ViewTransform& view) : m_painter(painter), m_view(view) {
        auto font = m_painter.font();
        font.setPixelSize(11);
        m_painter.setFont(font);
    }

    void etdrs(const EtdrsGrid& grid) {
        QPainterPath path;
        for (std::size_t ring = 0; ring < 3; ++ring) {
            for (int i = 0; i <= kSteps; ++i)
                extend(path, onRing(grid, ring, 2 * kPi * i / kSteps), i == 0);
        }
        for (int i = 0; i < 4; ++i) { // from the inner ring outwards: the centre is one field
            const double angle = kPi / 4 + i * kPi / 2;
            extend(path, onRing(grid, 0, angle), true);
            extend(path, onRing(grid, 2, angle), false);
        }
        stroke(path, Qt::SolidLine);
        words(grid);
    }

    void quadrants(const FundusMeasures& measures, int width, int height) {
        const auto disc = measures.disc->centre;
        const double gap = measures.disc->diameterPx() / 2 * 1.15; // the disc itself stays free
        QPainterPath path;
        for (const auto& [from, to] : {std::pair{PointPx{disc.x, disc.y - gap}, PointPx{disc.x, 0}},
                                       {{disc.x, disc.y + gap}, {disc.x, double(height)}},
                                       {{disc.x - gap, disc.y}, {0, disc.y}},
                                       {{disc.x + gap, disc.y}, {double(width), disc.y}}}) {
            extend(path, from, true);
            extend(path, to, false);
        }
        stroke(path, Qt::DashLine);
        // Near the crossing, where all four of them are in every picture.
        const double off = 2.2 * gap;
        const bool nasalRight = measures.quadrants->nasalTowards > 0;
        for (const double down : {-1.0, 1.0})
            for (const double right : {-1.0, 1.0})
                text({disc.x + right * off, disc.y + down * off},
                     QString(QLatin1Char(down < 0 ? 'S' : 'I')) +
                         QLatin1Char((right > 0) == nasalRight ? 'N' : 'T'));
    }

    void cross(PointPx at) {
        const auto w = m_view.toWidget(at);
        constexpr double arm = 7, inner = 2;
        QPainterPath path;
        for (const auto& [dx, dy] : {std::pair{1.0, 0.0}, {-1.0, 0.0}, {0.0, 1.0}, {0.0, -1.0}}) {
            path.moveTo(w.x + inner * dx, w.y + inner * dy);
            path.lineTo(w.x + arm * dx, w.y + arm * dy);
        }
        stroke(path, Qt::SolidLine);
    }

private:
    static constexpr int kSteps = 96;

    static PointPx onRing(const EtdrsGrid& grid, std::size_t ring, double angle) {
        return {grid.fovea.x + grid.radiusX[ring] * std::cos(angle),
                grid.fovea.y + grid.radiusY[ring] * std::sin(angle)};
    }
    void extend(QPainterPath& path, PointPx image, bool starts) const {
        const auto w = m_view.toWidget(image);
        if (starts)
            path.moveTo(w.x, w.y);
        else
            path.lineTo(w.x, w.y);
    }
    void stroke(const QPainterPath& path, Qt::PenStyle style) {
        m_painter.setBrush(Qt::NoBrush);
        m_painter.setPen(QPen(kUnder, 3, Qt::SolidLine));
        m_painter.drawPath(path);
        m_painter.setPen(QPen(kLine, 1, style));
        m_painter.drawPath(path);
    }
    void text(PointPx image, const QString& what) {
        const auto w = m_view.toWidget(image);
        const QFontMetricsF metrics(m_painter.font());
        paintHaloText(m_painter,
                      {w.x - metrics.horizontalAdvance(what) / 2, w.y + metrics.ascent() / 2 - 1},
                      what, kWords);
    }

    void words(const EtdrsGrid& grid) {
        // Too small on the screen, and the words would be all there is.
        if (grid.radiusX[2] * m_view.zoom() < 40)
            return;
        const char* mm[] = {"1", "3", "6 mm"};
        const char* discs[] = {"2/3", "2", "4 DD"};
        for (std::size_t ring = 0; ring < 3; ++ring)
            if (ring > 0 || grid.radiusX[0] * m_view.zoom() > 24)
                text(onRing(grid, ring, kPi / 4),
                     QLatin1String(grid.basis ? mm[ring] : discs[ring]));
        const double nasal = grid.nasalTowards > 0 ? 0 : kPi;
        const double outside = 1 + 12 / (grid.radiusX[2] * m_view.zoom());
        for (const auto& [angle, letter] :
             {std::pair{-kPi / 2, "S"}, {kPi / 2, "I"}, {nasal, "N"}, {kPi - nasal, "T"}})
            text({grid.fovea.x + outside * grid.radiusX[2] * std::cos(angle),
                  grid.fovea.y + outside * grid.radiusY[2] * std::sin(angle)},
                 QLatin1String(letter));
    }

    QPainter& m_painter;
    const ViewTransform& m_view;
};

} // namespace

void paintFundusGrid(QPainter& painter, const ViewTransform& view, const FundusMeasures& measures,
                     FundusGrid grid, int imageWidth, int imageHeight) {
    if (grid == FundusGrid::None)
        return;
    painter.save();
    GridPainter lines(painter, view);
    if (grid == FundusGrid::Etdrs && measures.grid)
        lines.etdrs(*measures.grid);
    if (grid == FundusGrid::Quadrants && measures.quadrants)
        lines.quadrants(measures, imageWidth, imageHeight);
    if (measures.disc)
        lines.cross(measures.disc->centre);
    if (measures.fovea)
        lines.cross(*measures.fovea);
    painter.restore();
}

} // namespace cw::viewers
