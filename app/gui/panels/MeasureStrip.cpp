// SPDX-License-Identifier: Apache-2.0
#include "app/gui/panels/MeasureStrip.h"

#include <QHBoxLayout>
#include <QVBoxLayout>
#include <algorithm>

namespace cw::gui {

using viewers::FundusGrid;

constexpr std::size_t kEyes = 2;

MeasureStrip::MeasureStrip(ReadingDesk& desk, viewers::HangingView& hanging, QWidget* parent)
    : QWidget(parent), m_desk(desk), m_hanging(hanging) {
    setObjectName("measures");
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(6, 0, 0, 0);
    row->setSpacing(0);
    auto* buttons = new QVBoxLayout;
    buttons->setContentsMargins(0, 3, 0, 3);
    buttons->setSpacing(0);
    const std::tuple<const char*, QString, QString, const char*> landmarks[] = {
        {"optic-disc", tr("Disc"), tr("Outline the optic disc   Shift+D"), "mark-disc"},
        {"optic-cup", tr("Cup"), tr("Outline the optic cup   Shift+C"), "mark-cup"},
        {"fovea", tr("Fovea"),
         tr("Mark the fovea: where the pointer is by Shift+F, else by a click"), "mark-fovea"}};
    for (const auto& [label, words, tip, name] : landmarks) {
        auto* button = makeButton(words, tip, name);
        buttons->addWidget(button);
        m_landmarks[label] = button;
        connect(button, &QToolButton::clicked, this,
                [this, label = std::string(label)] { emit landmarkWanted(label); });
    }
    m_gridButton = makeButton({}, tr("Grid over the picture: none, ETDRS, quadrants   R"), "grid");
    buttons->addWidget(m_gridButton);
    connect(m_gridButton, &QToolButton::clicked, this, &MeasureStrip::nextGrid);
    m_fieldButton =
        makeButton(tr("Field only"), tr("Black outside the field of view in every look   Shift+R"),
                   "fieldOnly");
    buttons->addWidget(m_fieldButton);
    connect(m_fieldButton, &QToolButton::clicked, this,
            [this](bool checked) { m_hanging.setFieldOnly(checked); });
    row->addLayout(buttons);
    for (std::size_t i = 0; i < kEyes; ++i) {
        auto* eye = new EyeMeasures(this);
        eye->setObjectName(QStringLiteral("eye%1").arg(i));
        eye->hide();
        row->addWidget(eye, 1);
        m_eyes.push_back(eye);
    }
    setFixedHeight(m_eyes.front()->height());
    showGrid();
    connect(&m_desk, &ReadingDesk::changed, this, &MeasureStrip::refresh);
    connect(&m_hanging, &viewers::HangingView::viewChanged, this, &MeasureStrip::showEyes);
    connect(&m_hanging, &viewers::HangingView::currentChanged, this, &MeasureStrip::showEyes);
    connect(&m_hanging, &viewers::HangingView::allPicturesThere, this, &MeasureStrip::refresh);
}

QToolButton* MeasureStrip::makeButton(const QString& words, const QString& tip, const char* name) {
    auto* button = new QToolButton(this);
    button->setObjectName(name);
    button->setText(words);
    button->setProperty("role", "tool");
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    button->setFocusPolicy(Qt::NoFocus); // keys stay with the picture
    button->setCheckable(true);
    button->setStyleSheet(QStringLiteral("padding: 1px 8px;"));
    button->setFixedWidth(118); // the same for every word, so that nothing moves
    return button;
}

void MeasureStrip::nextGrid() {
    m_grid = m_grid == FundusGrid::None    ? FundusGrid::Etdrs
             : m_grid == FundusGrid::Etdrs ? FundusGrid::Quadrants
                                           : FundusGrid::None;
    showGrid();
    refresh();
}

void MeasureStrip::showGrid() {
    m_gridButton->setText(m_grid == FundusGrid::None    ? tr("Grid: none")
                          : m_grid == FundusGrid::Etdrs ? tr("Grid: ETDRS")
                                                        : tr("Grid: quadrants"));
    m_gridButton->setChecked(m_grid != FundusGrid::None);
}

annotation::FundusMeasures MeasureStrip::measuresOf(const core::ImageId& id) const {
    const auto it = m_measures.find(id);
    return it == m_measures.end() ? annotation::FundusMeasures{} : it->second;
}

void MeasureStrip::select(const core::LesionId& id) {
    if (m_selected == id)
        return;
    m_selected = id;
    showEyes();
}

void MeasureStrip::showExpected(const std::string& landmark) {
    for (const auto& [label, button] : m_landmarks)
        button->setChecked(label == landmark);
}

std::vector<std::size_t> MeasureStrip::shownEyes() const {
    const auto& views = m_hanging.views();
    std::vector<std::size_t> shown;
    for (std::size_t i = 0; i < views.size(); ++i)
        if (!views[i]->isHidden())
            shown.push_back(i);
    std::ranges::sort(shown, [&](std::size_t a, std::size_t b) {
        return std::pair(views[a]->x(), views[a]->y()) < std::pair(views[b]->x(), views[b]->y());
    });
    // With more pictures than places, the one that was touched last has the first.
    if (shown.size() > kEyes) {
        const auto current = std::ranges::find_if(
            shown, [&](std::size_t i) { return views[i] == m_hanging.current(); });
        if (current != shown.end())
            std::rotate(shown.begin(), current, current + 1);
        shown.resize(kEyes);
    }
    return shown;
}

void MeasureStrip::refresh() {
    m_measures.clear();
    for (std::size_t i = 0; i < m_hanging.items().size(); ++i) {
        const auto& item = m_hanging.items()[i];
        auto* view = m_hanging.views()[i];
        auto measures = annotation::measureFundus(m_desk.findings(), item.id, item.attributes);
        if (m_grid == FundusGrid::None)
            view->setUnderlay({});
        else
            view->setUnderlay([measures, grid = m_grid, view](QPainter& painter,
                                                              const viewers::ViewTransform& seen) {
                const auto& image = view->picture()->image();
                paintFundusGrid(painter, seen, measures, grid, image.width(), image.height());
            });
        m_measures.emplace(item.id, std::move(measures));
    }
    showEyes();
    const bool editing = m_desk.state() == ReadingDesk::State::Editing;
    for (auto& [label, button] : m_landmarks)
        button->setEnabled(editing);
}

void MeasureStrip::showEyes() {
    const auto shown = shownEyes();
    for (std::size_t i = 0; i < kEyes; ++i) {
        m_eyes[i]->setVisible(i < shown.size());
        if (i >= shown.size())
            continue;
        const auto& item = m_hanging.items()[shown[i]];
        const auto* selected = m_desk.find(m_selected);
        m_eyes[i]->tell(QString::fromStdString(viewers::titleOf(item.attributes)),
                        measuresOf(item.id),
                        selected && selected->image == item.id ? selected : nullptr);
    }
}

} // namespace cw::gui
