// SPDX-License-Identifier: Apache-2.0
#include "app/gui/panels/QuestionRows.h"

#include "app/gui/Words.h"

#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>

namespace cw::gui {
namespace {

using annotation::Asked;

constexpr int kFoldFrom = 10;     ///< a longer list shows its answer alone
constexpr int kLongestText = 400; ///< characters

std::string nameOf(const annotation::Question& question) {
    const std::string key(question.key);
    return question.refines.empty() ? key : key + "/" + std::string(question.refines);
}

} // namespace

QuestionRows::QuestionRows(std::span<const annotation::Question> form, const QString& prefix,
                           QWidget* parent)
    : QWidget(parent), m_form(form) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    for (const auto& question : form)
        if (question.asked != Asked::Detail)
            addRow(question, prefix);
    m_more = new QToolButton(this);
    m_more->setObjectName(prefix + "more");
    m_more->setCheckable(true);
    m_more->setProperty("role", "tool");
    m_more->setProperty("takesDigits", true); // Tab goes on from here, too
    column->addWidget(m_more, 0, Qt::AlignLeft);
    connect(m_more, &QToolButton::toggled, this, &QuestionRows::refresh);
    for (const auto& question : form)
        if (question.asked == Asked::Detail)
            addRow(question, prefix);
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        connectRow(i);
    refresh();
}

void QuestionRows::addRow(const annotation::Question& question, const QString& prefix) {
    const auto name = nameOf(question);
    const auto words = prefix == "finding-" ? attributeKeyWords(name) : answerKeyWords(name);
    Row row{&question};
    if (question.terms.empty()) {
        row.text = new QLineEdit(this);
        row.text->setMaxLength(kLongestText);
        row.text->setPlaceholderText(words);
        row.text->setToolTip(tr("Free text: no names, no dates. It is not exported."));
    } else {
        std::vector<ChoiceRow::Choice> choices;
        for (const auto& term : question.terms)
            if (!term.retired)
                choices.push_back({std::string(term.word),
                                   answerWords(std::string(question.key), std::string(term.word))});
        const bool folds = static_cast<int>(choices.size()) >= kFoldFrom;
        row.choices =
            new ChoiceRow(words, choices, this,
                          question.several ? ChoiceRow::Takes::Several : ChoiceRow::Takes::One);
        row.choices->setFolding(folds);
        row.choices->setKept(question.key == "label");
    }
    row.widget()->setObjectName(prefix + QString::fromStdString(name));
    row.widget()->setAccessibleName(words);
    layout()->addWidget(row.widget());
    m_rows.push_back(row);
}

void QuestionRows::connectRow(std::size_t index) {
    const auto& row = m_rows[index];
    if (row.text) {
        connect(row.text, &QLineEdit::editingFinished, this, [this, index] {
            const auto& each = m_rows[index];
            rowChosen(each, each.text->text().trimmed().toStdString());
        });
        connect(row.text, &QLineEdit::returnPressed, this, [this, index] { goOn(index, false); });
        return;
    }
    connect(row.choices, &ChoiceRow::chosen, this,
            [this, index](const std::string& value) { rowChosen(m_rows[index], value); });
    connect(row.choices, &ChoiceRow::answeredByKey, this, [this, index] { goOn(index, true); });
    connect(row.choices, &ChoiceRow::left, this,
            [this, index](ChoiceRow::Leaving how) { leave(index, how); });
    connect(row.choices, &ChoiceRow::focused, this,
            [this, index] { emit rowFocused(m_rows[index].widget()); });
}

void QuestionRows::rowChosen(const Row& row, const std::string& value) {
    const std::string key(row.question->key);
    const auto at = m_answers.find(key);
    const auto now = at == m_answers.end() ? std::string() : at->second;
    // A finer answer that is taken back leaves the coarse one.
    const auto wanted =
        value.empty() && row.question->refines != "" ? std::string(row.question->refines) : value;
    if (wanted != now)
        emit answered(key, wanted);
}

void QuestionRows::display(const annotation::Answers& answers, bool enabled) {
    m_answers = answers;
    m_enabled = enabled;
    refresh();
}

void QuestionRows::refresh() {
    bool details = false;
    for (const auto& row : m_rows) {
        const std::string key(row.question->key);
        const auto at = m_answers.find(key);
        const auto value = at == m_answers.end() ? std::string() : at->second;
        details |= row.question->asked == Asked::Detail &&
                   annotation::applies(m_form, *row.question, m_answers);
        if (row.text) {
            const QSignalBlocker quiet(row.text);
            if (row.text != focusWidget() || !row.text->hasFocus())
                row.text->setText(QString::fromStdString(value));
        } else {
            const auto coarse = std::string(annotation::coarse(m_form, key, value));
            const auto mine = row.question->refines.empty() ? coarse : value;
            bool offered = mine.empty() || row.question->several || !row.question->refines.empty();
            for (const auto& term : row.question->terms)
                offered |= term.word == mine && !term.retired;
            row.choices->setValue(mine, offered ? QString() : answerWords(key, value));
        }
        row.widget()->setEnabled(m_enabled);
        row.widget()->setVisible(shown(row));
    }
    m_more->setVisible(details);
    m_more->setText(m_more->isChecked() ? tr("Less") : tr("More"));
    m_more->setToolTip(m_more->isChecked() ? tr("Fold what is seldom answered")
                                           : tr("Show what is seldom answered"));
}

bool QuestionRows::shown(const Row& row) const {
    const auto& question = *row.question;
    if (!annotation::applies(m_form, question, m_answers))
        return false;
    const bool has = m_answers.contains(std::string(question.key));
    if (question.breast != core::Laterality::Unknown && !m_bothSides && !has)
        return false;
    return question.asked != Asked::Detail || m_more->isChecked() || has;
}

bool QuestionRows::isOpen(const Row& row) const {
    const auto at = m_answers.find(std::string(row.question->key));
    if (at == m_answers.end())
        return true;
    return !row.question->refines.empty() && at->second == row.question->refines;
}

void QuestionRows::focus(const Row& row) {
    if (row.choices)
        return row.choices->takeFocus();
    row.text->setFocus();
    emit rowFocused(row.text);
}

/// On to the next row, or the next without an answer; texts are never in the way of digits.
void QuestionRows::goOn(std::size_t from, bool onlyOpen) {
    for (std::size_t i = from + 1; i < m_rows.size(); ++i)
        if (shown(m_rows[i]) && (!onlyOpen || (m_rows[i].choices && isOpen(m_rows[i]))))
            return focus(m_rows[i]);
    emit finished();
}

void QuestionRows::leave(std::size_t from, ChoiceRow::Leaving how) {
    if (how == ChoiceRow::Leaving::Enter)
        return goOn(from, true);
    const int step = how == ChoiceRow::Leaving::Up ? -1 : 1;
    for (int i = static_cast<int>(from) + step; i >= 0 && i < static_cast<int>(m_rows.size());
         i += step)
        if (const auto& row = m_rows[static_cast<std::size_t>(i)]; shown(row))
            return focus(row);
    if (step > 0 && !m_more->isHidden() && !m_more->isChecked()) {
        m_more->setFocus();
        emit rowFocused(m_more);
    }
}

bool QuestionRows::focusFirst() {
    for (const auto& row : m_rows)
        if (shown(row) && m_enabled)
            return focus(row), true;
    return false;
}

bool QuestionRows::focusOpen() {
    for (const auto& row : m_rows)
        if (m_enabled && row.choices && shown(row) && isOpen(row))
            return focus(row), true;
    return false;
}

bool QuestionRows::focusNeeded() {
    for (const auto& row : m_rows)
        if (m_enabled && row.question->asked == Asked::Needed && shown(row) && isOpen(row))
            return focus(row), true;
    return false;
}

bool QuestionRows::holdsFocus() const {
    auto* focused = window()->focusWidget();
    return focused && isAncestorOf(focused);
}

ChoiceRow* QuestionRows::row(std::string_view key) const {
    for (const auto& row : m_rows)
        if (row.question->key == key && row.question->refines.empty())
            return row.choices;
    return nullptr;
}

} // namespace cw::gui
