// SPDX-License-Identifier: Apache-2.0
// What the Compare page shows of a case, and what it says instead of what is hidden.
#include "app/gui/CaseClaim.h"
#include "app/gui/Words.h"
#include "app/gui/pages/ComparePage.h"
#include "app/gui/panels/StatusLine.h"
#include "app/workflow/Redrawing.h"

#include <QButtonGroup>
#include <QLayout>

namespace cw::gui {

void ComparePage::openCase(const core::CaseId& id, const core::ReaderId& viewer) {
    auto compared =
        m_project.with([&](workflow::Project& p) { return comparedCase(p, id, viewer); });
    if (!compared) {
        m_status.say(words(compared.error()), true);
        return;
    }
    m_case = id;
    m_compared = std::move(*compared);
    m_ready = false;
    m_aim.reset();
    showCase();
    claimCase();
    showImages();
    m_image = m_compared.images.size(); // so that the first choice loads
    if (!m_compared.images.empty())
        chooseImage(firstDifferingImage());
}

/// Two who decide the same case at once would find out when the second one confirms.
void ComparePage::claimCase() {
    const bool decides = !m_compared.viewerSlot() && !m_compared.viewer.empty() &&
                         m_compared.row.state == storage::CaseState::NeedsAdjudication;
    m_decision->setEnabled(true);
    if (!decides)
        return m_claim->release();
    const auto taken = m_claim->take(m_case, "adjudication", m_compared.viewer.text());
    if (taken)
        return;
    m_decision->setEnabled(taken.error().code != ErrorCode::Conflict);
    m_status.say(words(taken.error()), true);
}

void ComparePage::hideEvent(QHideEvent* event) {
    m_claim->release();
    QWidget::hideEvent(event);
}

/// After somebody has said something: the pictures stay as they are.
void ComparePage::reload() {
    auto compared = m_project.with(
        [&](workflow::Project& p) { return comparedCase(p, m_case, m_compared.viewer); });
    if (!compared) {
        m_status.say(words(compared.error()), true);
        return;
    }
    m_compared = std::move(*compared);
    takeFocus();
    m_crossCheck->setCase(m_compared);
    m_decision->setCase(m_compared, false);
    emit decided(m_case);
}

void ComparePage::showCase() {
    m_title->setText(QString::fromStdString(m_case.text()));
    m_status.showPlace(QString::fromStdString(m_case.text()));
    showHidden();
    m_differences->setCase(m_compared, m_project.kind());
    m_form->setCase(m_compared, m_project.kind());
    m_crossCheck->setCase(m_compared);
    const auto begun = m_project.with([&](workflow::Project& p) -> Result<bool> {
        const bool third = !m_compared.viewerSlot() && !m_compared.viewer.empty() &&
                           m_compared.row.state == storage::CaseState::NeedsAdjudication;
        return third ? workflow::redrawingBegun(p, m_case, m_compared.viewer) : false;
    });
    m_decision->setCase(m_compared, begun && *begun);
    std::set<std::string> labels;
    std::set<viewers::ShapeOwner> owners;
    for (const auto owner : {viewers::ShapeOwner::ReaderA, viewers::ShapeOwner::ReaderB}) {
        const auto& reading = m_compared.readings[owner == viewers::ShapeOwner::ReaderA ? 0 : 1];
        if (!reading)
            continue;
        for (const auto& finding : reading->findings) {
            labels.insert(finding.label);
            owners.insert(owner);
        }
    }
    m_shapes->setContent(labels, owners);
}

/// What the blind rule keeps back is said, never shown as an empty list.
void ComparePage::showHidden() {
    const auto& readers = m_compared.row.readers;
    const auto slot = m_compared.viewerSlot();
    const bool ownDone = slot && m_compared.readings[*slot];
    QString why;
    std::array<QString, 2> headings;
    for (std::size_t i = 0; i < 2; ++i) {
        const auto name =
            i < readers.size() ? QString::fromStdString(readers[i].text()) : QString();
        headings[i] = QStringLiteral("%1   %2").arg(QLatin1Char(i == 0 ? 'A' : 'B')).arg(name);
        if (m_compared.readings[i])
            continue;
        why = readers.empty() ? tr("The case has no readers yet.")
              : slot == i     ? tr("You have not submitted this case.")
              : !slot         ? tr("Hidden until both readers have submitted.")
              : ownDone       ? tr("Hidden until the other reader has submitted.")
                              : tr("Hidden until you submit.");
        headings[i] += QStringLiteral("   –   ") + why;
    }
    m_panes->setCase(m_compared, headings);
    m_blind->setText(why);
    m_blind->setVisible(!why.isEmpty());
    const bool compared = m_compared.comparison.has_value();
    m_differences->setVisible(compared);
    m_form->setVisible(compared);
    m_spring->setVisible(!compared);
    m_agreement->setText(compared ? words(m_compared.comparison->agreement)
                                  : tr("Not compared yet"));
}

void ComparePage::showImages() {
    qDeleteAll(m_imageBar->findChildren<QToolButton*>());
    auto* group = new QButtonGroup(m_imageBar);
    for (std::size_t i = 0; i < m_compared.images.size(); ++i) {
        auto* button = new QToolButton(m_imageBar);
        button->setText(QString::fromStdString(viewers::titleOf(m_compared.images[i].attributes)));
        button->setCheckable(true);
        button->setProperty("role", "tool");
        button->setFocusPolicy(Qt::NoFocus);
        group->addButton(button);
        m_imageBar->layout()->addWidget(button);
        connect(button, &QToolButton::clicked, this, [this, i] { chooseImage(i); });
    }
}

/// The first image with a difference; where nothing differs, the first with a lesion.
std::size_t ComparePage::firstDifferingImage() const {
    if (m_compared.comparison)
        for (const auto& pair : m_compared.comparison->lesions)
            if (pair.match != annotation::LesionMatch::Agree)
                if (const auto index = m_compared.indexOf(pair.image))
                    return *index;
    if (m_compared.comparison && !m_compared.comparison->lesions.empty())
        return m_compared.indexOf(m_compared.comparison->lesions.front().image).value_or(0);
    return 0;
}

} // namespace cw::gui
