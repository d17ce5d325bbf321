// SPDX-License-Identifier: Apache-2.0
#include "app/gui/panels/FlowPanel.h"

#include "app/gui/Theme.h"
#include "app/gui/Words.h"

#include <QCoreApplication>
#include <QPainter>
#include <QToolButton>
#include <algorithm>
#include <map>

namespace cw::gui {
namespace {

using workflow::FlowCase;
using Place = FlowCase::Place;

constexpr int kBranchIndent = 46, kSpineAt = 20;

} // namespace

QString reasonWords(const FlowCase& one) {
    if (one.exclusion)
        return words(*one.exclusion);
    if (one.place == Place::Ineligible)
        return QCoreApplication::translate("FlowPanel", "Not eligible: %1")
            .arg(QString::fromStdString(one.rule));
    if (one.place == Place::Undecided)
        return QCoreApplication::translate("FlowPanel", "Waits for a decision");
    return {};
}

FlowPanel::FlowPanel(QWidget* parent) : QWidget(parent) {
    setObjectName("flow");
    m_column = new QVBoxLayout(this);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(10);
    m_current = QStringLiteral("flow-in");
}

void FlowPanel::addBox(const QString& id, const QString& words, std::size_t count,
                       FlowFilter filter, bool branch) {
    auto* button = new QToolButton(this);
    button->setObjectName(id);
    button->setText(QStringLiteral("%1   %2").arg(words).arg(count));
    button->setAccessibleName(button->text());
    button->setToolTip(tr("Show these cases"));
    button->setCheckable(true);
    button->setProperty("role", "choice");
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    button->setMinimumHeight(branch ? 26 : 38);
    m_group->addButton(button);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(branch ? kBranchIndent : 0, 0, 0, 0);
    row->addWidget(button);
    m_column->addLayout(row);
    m_boxes.push_back({button, branch});
    connect(button, &QToolButton::clicked, this, [this, id, words, wanted = std::move(filter)] {
        m_current = id;
        emit chosen(wanted, words);
    });
}

void FlowPanel::setFlow(const std::vector<FlowCase>& flow) {
    for (const auto& box : m_boxes)
        delete box.button;
    m_boxes.clear();
    while (auto* item = m_column->takeAt(0))
        delete item;
    delete m_group;
    m_group = new QButtonGroup(this);
    const auto of = [](Place place) {
        return [place](const FlowCase& one) { return one.place == place; };
    };
    const auto count = [&flow](const FlowFilter& filter) {
        return static_cast<std::size_t>(std::ranges::count_if(flow, filter));
    };
    addBox(
        "flow-in", tr("Taken in"), flow.size(), [](const FlowCase&) { return true; }, false);
    std::map<QString, std::size_t> reasons;
    for (const auto& one : flow)
        if (one.place == Place::Excluded || one.place == Place::Ineligible)
            ++reasons[reasonWords(one)];
    for (const auto& [reason, cases] : reasons)
        addBox(
            "flow-reason-" + reason, reason, cases,
            [wanted = reason](const FlowCase& one) { return reasonWords(one) == wanted; }, true);
    if (const auto cases = count(of(Place::Unfinished)); cases > 0)
        addBox("flow-unfinished", tr("Not finished yet"), cases, of(Place::Unfinished), true);
    if (const auto cases = count(of(Place::Undecided)); cases > 0)
        addBox("flow-undecided", tr("Waits for a decision"), cases, of(Place::Undecided), true);
    addBox("flow-left", tr("Left for the version"), count(of(Place::Left)), of(Place::Left), false);
    m_column->addStretch(1);
    auto pressed = std::ranges::find_if(
        m_boxes, [this](const Box& box) { return box.button->objectName() == m_current; });
    if (pressed == m_boxes.end())
        pressed = m_boxes.begin();
    pressed->button->click();
    update();
}

/// A spine from what came in to what is left, with an arrow to each that went out.
void FlowPanel::paintEvent(QPaintEvent*) {
    if (m_boxes.size() < 2)
        return;
    QPainter painter(this);
    painter.setPen(QPen(QColor::fromRgb(colour::kDim), 1));
    const auto boxOf = [](const Box& box) { return box.button->geometry(); };
    painter.drawLine(kSpineAt, boxOf(m_boxes.front()).bottom(), kSpineAt,
                     boxOf(m_boxes.back()).top());
    for (const auto& box : m_boxes)
        if (box.branch) {
            const int y = boxOf(box).center().y(), x = boxOf(box).left() - 2;
            painter.drawLine(kSpineAt, y, x, y);
            painter.drawLine(x - 4, y - 4, x, y);
            painter.drawLine(x - 4, y + 4, x, y);
        }
    const int end = boxOf(m_boxes.back()).top() - 1;
    painter.drawLine(kSpineAt - 4, end - 4, kSpineAt, end);
    painter.drawLine(kSpineAt + 4, end - 4, kSpineAt, end);
}

} // namespace cw::gui
