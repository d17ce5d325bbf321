// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "annotation/FundusGeometry.h"

#include <QFrame>
#include <QLabel>
#include <array>

namespace cw::gui {

/// The numbers of one eye, below its picture: cup/disc, disc diameter, distances from the fovea,
/// how far mm may be trusted, and lesions counted by quadrant. A measure that lacks a mark says
/// which. Its height never changes, so the picture above never moves.
class EyeMeasures : public QFrame {
    Q_OBJECT
public:
    explicit EyeMeasures(QWidget* parent = nullptr);

    /// title: "R". selected: a finding on this picture, or null.
    void tell(const QString& title, const annotation::FundusMeasures& measures,
              const annotation::Finding* selected);

private:
    static constexpr int kRows = 6, kColumns = 6; ///< label, four quadrants, all
    QLabel* line(const char* name);
    void makeTable(QWidget* parent);
    void showScale(const annotation::FundusMeasures& measures);
    void showCounts(const annotation::FundusMeasures& measures);

    QLabel *m_title, *m_scale, *m_cup, *m_disc, *m_fovea, *m_exudate, *m_place;
    std::array<std::array<QLabel*, kColumns>, kRows> m_cells{};
};

} // namespace cw::gui
