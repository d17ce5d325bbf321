// SPDX-License-Identifier: Apache-2.0
#include "app/gui/panels/FindingForm.h"

#include "annotation/FormSteps.h"
#include "app/gui/Words.h"

#include <QVBoxLayout>

namespace cw::gui {

FindingForm::FindingForm(ReadingDesk& desk, core::ImageKind kind, TitleOf titleOf,
                         annotation::SideOf sideOf, QWidget* parent)
    : QWidget(parent), m_desk(desk), m_kind(kind), m_titleOf(std::move(titleOf)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 12, 10);
    column->setSpacing(8);
    m_title = new QLabel(this);
    m_title->setObjectName("findingTitle");
    m_rows = new QuestionRows(annotation::findingQuestions(kind), QStringLiteral("finding-"), this);
    m_links = new LesionLinks(desk, kind, m_titleOf, std::move(sideOf), this);
    column->addWidget(m_title);
    column->addWidget(m_rows);
    column->addWidget(m_links);
    connect(m_rows, &QuestionRows::answered, this,
            [this](const std::string& key, const std::string& value) {
                const auto* finding = m_desk.find(m_finding);
                if (!finding)
                    return;
                if (const auto step = annotation::descriptionStep(m_kind, *finding, key, value);
                    step && m_desk.apply(*step) && key == "label")
                    emit labelChosen(value);
            });
    connect(m_rows, &QuestionRows::finished, this, &FindingForm::finished);
    connect(m_rows, &QuestionRows::rowFocused, this, &FindingForm::rowFocused);
    connect(&m_desk, &ReadingDesk::changed, this, &FindingForm::refresh);
    refresh();
}

void FindingForm::display(const core::LesionId& id) {
    m_finding = id;
    refresh();
}

bool FindingForm::focusQuestion() { return !isHidden() && m_rows->focusFirst(); }

void FindingForm::refresh() {
    const auto* finding = m_desk.find(m_finding);
    m_links->display(finding);
    if (finding) {
        const auto number = annotation::lesionNumbers(m_desk.findings()).at(finding->id);
        m_title->setText(QStringLiteral("%1   %2   %3")
                             .arg(number)
                             .arg(lesionWords(finding->label), m_titleOf(finding->image)));
        m_rows->display(annotation::descriptionOf(*finding),
                        m_desk.state() == ReadingDesk::State::Editing);
    }
    setVisible(finding != nullptr);
}

} // namespace cw::gui
