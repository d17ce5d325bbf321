// SPDX-License-Identifier: Apache-2.0
#include "app/gui/panels/LesionLinks.h"

#include "app/gui/Words.h"

#include <algorithm>

namespace cw::gui {
namespace {

constexpr std::size_t kMostCandidates = 6; ///< then K and a click are quicker than a list

} // namespace

LesionLinks::LesionLinks(ReadingDesk& desk, core::ImageKind kind, TitleOf titleOf,
                         annotation::SideOf sideOf, QWidget* parent)
    : QWidget(parent), m_desk(desk), m_kind(kind), m_titleOf(std::move(titleOf)),
      m_sideOf(std::move(sideOf)) {
    m_column = new QVBoxLayout(this);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(3);
    m_caption = new QLabel(tr("Same lesion on another image (K)"), this);
    m_caption->setProperty("role", "caption");
    m_column->addWidget(m_caption);
}

QPushButton* LesionLinks::add(const QString& words, const QString& tip, const char* role) {
    auto* button = new QPushButton(words, m_rows);
    button->setProperty("role", role);
    button->setProperty("takesDigits", true); // Tab goes on through the form
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    button->setFocusPolicy(Qt::TabFocus);
    m_rows->layout()->addWidget(button);
    return button;
}

/// The step rebuilds the rows, which deletes the button while it is talking.
void LesionLinks::later(annotation::Edit step) {
    QMetaObject::invokeMethod(
        this, [this, step = std::move(step)] { m_desk.apply(step); }, Qt::QueuedConnection);
}

void LesionLinks::addLinked(const annotation::Finding& finding, const annotation::Finding& other) {
    const auto title = m_titleOf(other.image);
    auto* go = add(QStringLiteral("↔  %1   %2").arg(title, lesionWords(other.label)),
                   tr("Go to this lesion on %1").arg(title), "row");
    go->setObjectName("linked");
    connect(go, &QPushButton::clicked, this, [this, id = other.id] {
        QMetaObject::invokeMethod(
            this, [this, id] { emit findingChosen(id); }, Qt::QueuedConnection);
    });
    if (const auto copy = annotation::copyDescriptionStep(m_kind, other, finding)) {
        auto* button = add(tr("Copy the description from %1").arg(title),
                           tr("Fills what is empty here; changes nothing that is there"), "row");
        button->setObjectName("copyDescription");
        connect(button, &QPushButton::clicked, this, [this, step = *copy] { later(step); });
    }
}

void LesionLinks::addCandidate(const annotation::Finding& finding, const annotation::Finding& other,
                               int number) {
    const auto title = m_titleOf(other.image);
    auto* button =
        add(QStringLiteral("+  %1   %2 %3").arg(title).arg(number).arg(lesionWords(other.label)),
            tr("This is the same lesion as %1 on %2").arg(lesionWords(other.label), title), "row");
    button->setObjectName("candidate");
    connect(button, &QPushButton::clicked, this, [this, a = finding.id, b = other.id] {
        QMetaObject::invokeMethod(
            this, [this, a, b] { link(a, b); }, Qt::QueuedConnection);
    });
}

bool LesionLinks::link(const core::LesionId& a, const core::LesionId& b) {
    auto step = annotation::linkStep(m_desk.findings(), a, b, m_sideOf);
    if (!step) {
        emit refused(step.error());
        return false;
    }
    return m_desk.apply(std::move(*step));
}

void LesionLinks::display(const annotation::Finding* finding) {
    const auto& findings = m_desk.findings();
    const bool editing = m_desk.state() == ReadingDesk::State::Editing;
    std::string now = finding ? finding->id.text() + (editing ? "|e" : "|r") : std::string();
    for (const auto& each : findings) {
        now += "|" + each.id.text() + each.label;
        for (const auto& [key, value] : each.attributes)
            now += "," + key + value;
    }
    if (now == m_shown)
        return;
    m_shown = now;
    delete m_rows;
    m_rows = new QWidget(this);
    auto* rows = new QVBoxLayout(m_rows);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(3);
    m_column->addWidget(m_rows);
    if (finding) {
        const auto same = annotation::sameLesion(findings, *finding);
        for (const auto* other : same)
            if (other->id != finding->id)
                addLinked(*finding, *other);
        if (same.size() > 1 && editing) {
            auto* unlink =
                add(tr("Unlink"), tr("This finding is a lesion of its own after all"), "row");
            unlink->setObjectName("unlink");
            if (auto step = annotation::unlinkStep(findings, finding->id))
                connect(unlink, &QPushButton::clicked, this, [this, step = *step] { later(step); });
        }
        const auto numbers = annotation::lesionNumbers(findings);
        std::size_t offered = 0;
        for (const auto& other : findings)
            if (editing && offered < kMostCandidates &&
                annotation::mayBeSame(findings, finding->id, other.id, m_sideOf)) {
                addCandidate(*finding, other, numbers.at(other.id));
                ++offered;
            }
    }
    const bool any = !rows->isEmpty();
    m_caption->setVisible(any);
    m_rows->setVisible(any);
    setVisible(any);
}

} // namespace cw::gui
