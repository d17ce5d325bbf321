// SPDX-License-Identifier: Apache-2.0
// What the reading page has for eyes alone: measures below the pictures, grid, landmarks.
#include "app/gui/pages/ReadPage.h"

namespace cw::gui {

void ReadPage::makeMeasures(QBoxLayout& column) {
    if (m_project.kind() != core::ImageKind::Fundus)
        return;
    m_measures = new MeasureStrip(m_desk, *m_hanging, this);
    m_landmarks = new LandmarkPen(m_desk, *m_hanging, *m_measures, m_status, this);
    column.addWidget(m_measures);
    connect(m_landmarks, &LandmarkPen::penWanted, this,
            [this] { setMode(viewers::PolygonTool::Mode::Polygon); });
    connect(m_landmarks, &LandmarkPen::found, this, &ReadPage::selected);
}

bool ReadPage::nextGrid() {
    if (m_measures)
        m_measures->nextGrid();
    return m_measures != nullptr;
}

bool ReadPage::toggleField() {
    if (m_measures)
        m_measures->toggleField();
    return m_measures != nullptr;
}

bool ReadPage::outlineMark(const std::string& label) {
    return m_landmarks && m_landmarks->outline(label);
}

bool ReadPage::markFovea() { return m_landmarks && m_landmarks->markFoveaAtPointer(); }

} // namespace cw::gui
