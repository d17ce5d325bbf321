// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QToolButton>
#include <QWidget>
#include <string>
#include <vector>

namespace cw::gui {

/// A question with its answers as buttons side by side. A click chooses, a second one takes the
/// answer back; with the focus inside, the digit keys choose.
class ChoiceRow : public QWidget {
    Q_OBJECT
public:
    struct Choice {
        std::string value; ///< stored word
        QString words;
    };
    ChoiceRow(const QString& question, const std::vector<Choice>& choices,
              QWidget* parent = nullptr);
    void setValue(const std::string& value); ///< empty: none; emits nothing
    const std::string& value() const { return m_value; }
    void takeFocus();

signals:
    void chosen(const std::string& value);
    void answeredByKey(); ///< the focus may go on to the next question

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void choose(std::size_t index);
    bool chooseByDigit(int digit);

    std::vector<Choice> m_choices;
    std::vector<QToolButton*> m_buttons;
    std::string m_value;
};

} // namespace cw::gui
