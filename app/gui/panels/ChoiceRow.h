// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QLabel>
#include <QToolButton>
#include <QWidget>
#include <string>
#include <vector>

namespace cw::gui {

class ChoiceButton;

/// A question with its answers as buttons. A click chooses, a second one takes the answer back.
/// With the focus inside, digits choose (Shift and a digit the eleventh and on), Backspace takes
/// back, Left and Right move among the answers, Enter and the arrows leave the row.
class ChoiceRow : public QWidget {
    Q_OBJECT
public:
    struct Choice {
        std::string value; ///< stored word
        QString words;
    };
    enum class Takes { One, Several };
    enum class Leaving { Up, Down, Enter };

    ChoiceRow(const QString& question, const std::vector<Choice>& choices,
              QWidget* parent = nullptr, Takes takes = Takes::One);
    /// Empty: none; emits nothing. Several: joined by ",". A word that is no choice is shown in the
    /// caption, as otherwise says it.
    void setValue(const std::string& value, const QString& otherwise = {});
    const std::string& value() const { return m_value; }
    void setKept(bool kept) { m_kept = kept; } ///< an answer is changed, never taken back
    void setFolding(bool folding);             ///< only the answer is shown while there is one
    void setCaption(const QString& question, const char* role = "caption");
    void takeFocus();

signals:
    void chosen(const std::string& value);
    void answeredByKey(); ///< the focus may go on to the next question
    void left(cw::gui::ChoiceRow::Leaving how);
    void focused();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void layOut(const QString& question, int lines);
    void click(std::size_t index);
    void choose(std::size_t index);
    void take(const std::string& value);
    bool chooseByDigit(int digit, bool shifted);
    void step(int by);
    void unfold(bool open);
    bool holds(std::size_t index) const;

    std::vector<Choice> m_choices;
    std::vector<ChoiceButton*> m_buttons;
    QLabel* m_caption;
    QString m_question, m_otherwise;
    std::string m_value;
    Takes m_takes;
    bool m_kept = false, m_folding = false, m_open = true;
};

} // namespace cw::gui
