// SPDX-License-Identifier: Apache-2.0
#include "annotation/GoldOutline.h"

#include "annotation/OutlineMetrics.h"
#include "annotation/Outlines.h"
#include "annotation/detail/SignedDistance.h"
#include <algorithm>
#include <cmath>
#include <map>

namespace cw::annotation {
namespace {

using core::PointPx;
using core::Polygon;
using core::RectPx;

constexpr double kMostCells = 512;
constexpr double kFinestPx = 0.25;

/// Samples of the mean signed distance, row by row. Only the sign counts away from zero.
struct Field {
    double left = 0, top = 0, step = 1;
    int columns = 0, rows = 0;
    std::vector<double> values;

    double& at(int column, int row) {
        return values[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) +
                      static_cast<std::size_t>(column)];
    }
    PointPx place(int column, int row) const { return {left + column * step, top + row * step}; }
};

RectPx boundsOfBoth(const Polygon& a, const Polygon& b) {
    const auto p = core::boundsOf(a), q = core::boundsOf(b);
    return {std::min(p.left, q.left), std::min(p.top, q.top), std::max(p.right, q.right),
            std::max(p.bottom, q.bottom)};
}

Field meanField(const Polygon& a, const Polygon& b, const RectPx& box) {
    Field field;
    field.step = std::max(kFinestPx, std::max(box.width(), box.height()) / kMostCells);
    // A border of outside all around: every contour closes.
    field.left = box.left - 1.5 * field.step;
    field.top = box.top - 1.5 * field.step;
    field.columns = static_cast<int>(std::ceil(box.width() / field.step)) + 4;
    field.rows = static_cast<int>(std::ceil(box.height() / field.step)) + 4;
    field.values.resize(static_cast<std::size_t>(field.columns) *
                        static_cast<std::size_t>(field.rows));
    detail::SignedDistance toA(a), toB(b);
    for (int row = 0; row < field.rows; ++row)
        for (int column = 0; column < field.columns;) {
            const auto place = field.place(column, row);
            double value = (toA.at(place) + toB.at(place)) / 2;
            if (value == 0)
                value =
                    -1e-9 * field.step; // no contour through a grid point: it could touch itself
            // The field changes by no more than one step a step: what is far from zero has
            // neighbours of its sign, and their size does not matter.
            const int same = std::max(0, static_cast<int>(std::abs(value) / field.step) - 2);
            const int last = std::min(column + same, field.columns - 1);
            for (; column <= last; ++column)
                field.at(column, row) = value;
        }
    return field;
}

/// Marching squares. A contour leaves a cell through the edge by which it enters the next one.
class Contours {
public:
    explicit Contours(Field& field) : m_field(field) {
        for (int row = 0; row + 1 < field.rows; ++row)
            for (int column = 0; column + 1 < field.columns; ++column)
                addCell(column, row);
    }

    std::vector<Polygon> closed() {
        std::vector<Polygon> loops;
        while (!m_next.empty()) {
            Polygon loop;
            auto at = m_next.begin();
            while (at != m_next.end()) {
                loop.vertices.push_back(crossing(at->first));
                const auto to = at->second;
                m_next.erase(at);
                at = m_next.find(to);
            }
            loops.push_back(std::move(loop));
        }
        return loops;
    }

private:
    /// Of the grid: from (column, row) to the right, or down.
    struct Edge {
        int row, column;
        bool down;
        auto operator<=>(const Edge&) const = default;
    };

    PointPx crossing(const Edge& edge) {
        const auto from = m_field.place(edge.column, edge.row);
        const double p = m_field.at(edge.column, edge.row);
        const double q =
            m_field.at(edge.column + (edge.down ? 0 : 1), edge.row + (edge.down ? 1 : 0));
        const double t = p / (p - q) * m_field.step;
        return {from.x + (edge.down ? 0 : t), from.y + (edge.down ? t : 0)};
    }

    void addCell(int column, int row) {
        const double corners[] = {m_field.at(column, row), m_field.at(column + 1, row),
                                  m_field.at(column + 1, row + 1), m_field.at(column, row + 1)};
        // Clockwise from the top; an edge lies between its corner and the next.
        const Edge edges[] = {{row, column, false},
                              {row, column + 1, true},
                              {row + 1, column, false},
                              {row, column, true}};
        // Walking around the cell: where it goes from inside to outside a contour enters, inside on
        // its right hand; it leaves where it comes back in.
        std::vector<int> out, in;
        for (int i = 0; i < 4; ++i) {
            const bool here = corners[i] < 0, next = corners[(i + 1) % 4] < 0;
            if (here && !next)
                out.push_back(i);
            if (!here && next)
                in.push_back(i);
        }
        const bool filled = corners[0] + corners[1] + corners[2] + corners[3] < 0;
        for (std::size_t k = 0; k < out.size(); ++k) {
            // A saddle joins its two inside corners where the middle is inside.
            const int from = out[k];
            const int to = in.size() == 1 ? in[0]
                           : filled       ? following(from, in)
                                          : preceding(from, in);
            m_next.emplace(edges[from], edges[to]);
        }
    }
    static int following(int edge, const std::vector<int>& others) {
        return (others[0] - edge + 4) % 4 < (others[1] - edge + 4) % 4 ? others[0] : others[1];
    }
    static int preceding(int edge, const std::vector<int>& others) {
        return (edge - others[0] + 4) % 4 < (edge - others[1] + 4) % 4 ? others[0] : others[1];
    }

    Field& m_field;
    std::map<Edge, Edge> m_next;
};

/// A contour without the grid's small steps and rounding, ready to be stored.
std::optional<Polygon> tidied(Polygon contour, const RectPx& box, double step) {
    for (auto& p : contour.vertices)
        p = {std::clamp(p.x, box.left, box.right), std::clamp(p.y, box.top, box.bottom)};
    auto thinner = core::simplified(contour, 0.05 * step);
    if (core::isSimple(thinner))
        return thinner;
    return joined(contour, contour); // Clipper parts what touches itself
}

} // namespace

std::string_view name(GoldContour gold) {
    switch (gold) {
    case GoldContour::ReaderA:
        return "reader-a";
    case GoldContour::Union:
        return "union";
    case GoldContour::Intersection:
        return "intersection";
    case GoldContour::Mean:
        return "mean";
    }
    return "";
}

std::optional<Polygon> meanOutline(const Polygon& a, const Polygon& b) {
    if (!(exactOverlap(a, b).intersectionPx2 > 0))
        return std::nullopt;
    const auto box = boundsOfBoth(a, b);
    auto field = meanField(a, b, box);
    auto loops = Contours(field).closed();
    if (loops.empty()) // narrower than the grid
        return std::nullopt;
    auto largest = std::ranges::max_element(loops, {}, core::areaPx2);
    return tidied(std::move(*largest), box, field.step);
}

Polygon goldOutline(const Polygon& a, const Polygon& b, GoldContour gold) {
    const auto shared = exactOverlap(a, b);
    if (shared.unionPx2 > 0 && shared.iou() == 1)
        return a;
    std::optional<Polygon> outline;
    if (gold == GoldContour::Union)
        outline = joined(a, b);
    else if (gold == GoldContour::Intersection)
        outline = common(a, b);
    else if (gold == GoldContour::Mean)
        outline = meanOutline(a, b);
    return outline.value_or(a);
}

} // namespace cw::annotation
