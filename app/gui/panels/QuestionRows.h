// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "annotation/Vocabulary.h"
#include "app/gui/panels/ChoiceRow.h"

#include <QLineEdit>

namespace cw::gui {

/// The rows of a form: shows those questions that the answers call for, and goes from row to row
/// by keys. Changes nothing itself.
class QuestionRows : public QWidget {
    Q_OBJECT
public:
    /// prefix: of the rows' object names ("question-": "question-density",
    /// "question-assessment/4").
    QuestionRows(std::span<const annotation::Question> form, const QString& prefix,
                 QWidget* parent = nullptr);
    /// Whether the case has both breasts: else a category of one of them is that of the case.
    void setBothSides(bool both) { m_bothSides = both; }
    void display(const annotation::Answers& answers, bool enabled);
    bool focusFirst();  ///< the first row
    bool focusOpen();   ///< the first shown row without an answer
    bool focusNeeded(); ///< the same among what a reading needs
    bool holdsFocus() const;
    ChoiceRow* row(std::string_view key) const; ///< not one that refines; null for texts

signals:
    void answered(const std::string& key, const std::string& value); ///< empty: taken back
    void finished();                                                 ///< by key, after the last row
    void rowFocused(QWidget* row);

private:
    struct Row {
        const annotation::Question* question;
        ChoiceRow* choices = nullptr;
        QLineEdit* text = nullptr;
        QWidget* widget() const { return choices ? static_cast<QWidget*>(choices) : text; }
    };
    void addRow(const annotation::Question& question, const QString& prefix);
    void connectRow(std::size_t index);
    void rowChosen(const Row& row, const std::string& value);
    bool shown(const Row& row) const;
    bool isOpen(const Row& row) const;
    void focus(const Row& row);
    void goOn(std::size_t from, bool onlyOpen);
    void leave(std::size_t from, ChoiceRow::Leaving how);
    void refresh();

    std::span<const annotation::Question> m_form;
    std::vector<Row> m_rows;
    QToolButton* m_more;
    annotation::Answers m_answers;
    bool m_enabled = false, m_bothSides = true;
};

} // namespace cw::gui
