// SPDX-License-Identifier: Apache-2.0
#include "app/gui/panels/FindingsPanel.h"

#include "app/gui/Words.h"

#include <QSignalBlocker>
#include <QVBoxLayout>

namespace cw::gui {

FindingsPanel::FindingsPanel(ReadingDesk& desk, core::ImageKind kind,
                             std::function<QString(const core::ImageId&)> titleOf, QWidget* parent)
    : QWidget(parent), m_desk(desk), m_kind(kind), m_titleOf(std::move(titleOf)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 10, 12, 8);
    column->setSpacing(8);
    m_heading = new QLabel(this);
    m_heading->setProperty("role", "heading");
    m_empty =
        new QLabel(tr("None yet. Press P and click around a finding; F draws freehand."), this);
    m_empty->setProperty("role", "dim");
    m_empty->setWordWrap(true);
    m_list = new QListWidget(this);
    m_list->setObjectName("findings");
    m_list->setAccessibleName(tr("Findings"));
    m_list->setUniformItemSizes(false);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_terms = new QWidget(this);
    m_form = new QFormLayout(m_terms);
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setSpacing(5);
    column->addWidget(m_heading);
    column->addWidget(m_empty);
    column->addWidget(m_list, 1);
    column->addWidget(m_terms);
    m_spring = new QWidget(this); // holds the words at the top while there is no list
    column->addWidget(m_spring, 1);
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row < 0)
            return;
        m_selected = core::LesionId(m_list->item(row)->data(Qt::UserRole).toString().toStdString());
        refreshTerms();
        emit findingChosen(m_selected);
    });
    connect(&m_desk, &ReadingDesk::changed, this, &FindingsPanel::refresh);
    refresh();
}

void FindingsPanel::select(const core::LesionId& id) {
    if (id == m_selected)
        return;
    m_selected = id;
    refresh();
}

void FindingsPanel::refresh() {
    const QSignalBlocker quiet(m_list);
    const auto& findings = m_desk.findings();
    m_heading->setText(tr("Findings") + QStringLiteral("  %1").arg(findings.size()));
    m_list->clear();
    int selectedRow = -1, number = 0;
    for (const auto& finding : findings) {
        QString text = QStringLiteral("%1   %2   %3")
                           .arg(++number)
                           .arg(lesionWords(finding.label), m_titleOf(finding.image));
        QStringList terms;
        for (const auto& [key, value] : finding.attributes)
            terms << attributeWords(value);
        if (!terms.isEmpty())
            text += QStringLiteral("\n     ") + terms.join(QStringLiteral(", "));
        auto* item = new QListWidgetItem(text, m_list);
        item->setData(Qt::UserRole, QString::fromStdString(finding.id.text()));
        if (finding.id == m_selected)
            selectedRow = number - 1;
    }
    m_list->setCurrentRow(selectedRow);
    if (selectedRow < 0)
        m_selected = {};
    m_empty->setVisible(findings.empty());
    m_list->setVisible(!findings.empty());
    m_spring->setVisible(findings.empty());
    refreshTerms();
}

void FindingsPanel::refreshTerms() {
    const auto* finding = m_desk.find(m_selected);
    std::string now = finding ? finding->id.text() + "|" + finding->label : std::string();
    if (finding)
        for (const auto& [key, value] : finding->attributes)
            now += "|" + key + "=" + value;
    now += m_desk.state() == ReadingDesk::State::Editing ? "|e" : "|r";
    if (now == m_shownTerms)
        return;
    m_shownTerms = now;
    while (m_form->rowCount() > 0)
        m_form->removeRow(0);
    m_terms->setVisible(finding != nullptr);
    if (!finding)
        return;
    addTerm({}, annotation::lesionLabels(m_kind == core::ImageKind::Mammography));
    for (const auto& question : findingQuestions(finding->label))
        addTerm(question.key, question.answers);
}

/// A row of the form; the empty key is the label itself.
void FindingsPanel::addTerm(const std::string& key, const std::vector<std::string>& choices) {
    const auto* finding = m_desk.find(m_selected);
    auto* box = new QComboBox(m_terms);
    box->setObjectName(QString::fromStdString(key.empty() ? "label" : key));
    box->setEnabled(m_desk.state() == ReadingDesk::State::Editing);
    std::string current = finding->label;
    if (!key.empty()) {
        const auto it = finding->attributes.find(key);
        current = it == finding->attributes.end() ? std::string() : it->second;
        box->addItem(QStringLiteral("–"), QString());
    }
    for (const auto& choice : choices)
        box->addItem(key.empty() ? lesionWords(choice) : attributeWords(choice),
                     QString::fromStdString(choice));
    if (!current.empty() && box->findData(QString::fromStdString(current)) < 0)
        box->addItem(key.empty() ? lesionWords(current) : attributeWords(current),
                     QString::fromStdString(current)); // read in from elsewhere: shown, not lost
    box->setCurrentIndex(box->findData(QString::fromStdString(current)));
    const auto words = key.empty() ? tr("Label") : attributeKeyWords(key);
    box->setAccessibleName(words);
    auto* caption = new QLabel(words, m_terms);
    caption->setProperty("role", "caption");
    m_form->addRow(caption, box);
    connect(box, &QComboBox::activated, this, [this, key, current, box](int) {
        const auto value = box->currentData().toString().toStdString();
        if (value == current)
            return;
        const auto optional = [](const std::string& text) {
            return text.empty() ? std::nullopt : std::optional(text);
        };
        // Later: the edit rebuilds the form, which deletes this box while it is talking.
        QMetaObject::invokeMethod(
            this,
            [this, key, current, value, optional] {
                if (key.empty())
                    m_desk.apply(annotation::SetLabel{m_selected, current, value});
                else
                    m_desk.apply(annotation::SetAttribute{m_selected, key, optional(current),
                                                          optional(value)});
            },
            Qt::QueuedConnection);
    });
}

} // namespace cw::gui
