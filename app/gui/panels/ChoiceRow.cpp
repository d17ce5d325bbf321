// SPDX-License-Identifier: Apache-2.0
#include "app/gui/panels/ChoiceRow.h"

#include "app/gui/KeyMap.h"
#include "app/gui/panels/ChoiceButton.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QStyle>
#include <QVBoxLayout>
#include <algorithm>

namespace cw::gui {
namespace {

constexpr int kRoom = 256;   // px that a row of the side panel has
constexpr int kCaption = 92; // px of a caption that stands before its answers
constexpr int kGap = 3;
constexpr double kFull = 0.7; // of a line

bool isDigit(const std::string& value) {
    return value.size() == 1 && value.front() >= '0' && value.front() <= '9';
}

/// Whether the answers are digits themselves: BI-RADS 4 is the key 4.
bool areDigits(const std::vector<ChoiceRow::Choice>& choices) {
    return std::all_of(choices.begin(), choices.end(),
                       [](const auto& c) { return isDigit(c.value); });
}

/// The key of the nth answer, as it is printed: 1 to 9, 0, then the same with Shift.
QString keyOf(std::size_t n) {
    return n >= 20 ? QString()
                   : (n >= 10 ? QStringLiteral("⇧") : QString()) + QString::number((n + 1) % 10);
}

bool contains(const std::string& list, const std::string& word) {
    return ("," + list + ",").find("," + word + ",") != std::string::npos;
}

} // namespace

ChoiceRow::ChoiceRow(const QString& question, const std::vector<Choice>& choices, QWidget* parent,
                     Takes takes)
    : QWidget(parent), m_choices(choices), m_question(question), m_takes(takes) {
    m_caption = new QLabel(question, this);
    m_caption->setProperty("role", "caption");
    m_caption->setWordWrap(true);
    const bool digits = areDigits(choices);
    for (std::size_t i = 0; i < choices.size(); ++i) {
        const auto key = digits ? QString::fromStdString(choices[i].value) : keyOf(i);
        auto* button = new ChoiceButton(choices[i].words,
                                        digits || key == choices[i].words ? QString() : key, this);
        button->setFocusPolicy(i == 0 ? Qt::TabFocus : Qt::NoFocus); // one stop a row
        button->setAccessibleName(question + QStringLiteral(": ") + choices[i].words);
        button->setObjectName(QString::fromStdString(choices[i].value));
        button->setToolTip(
            key.isEmpty() ? choices[i].words
            : i >= 10
                ? tr("%1 (Shift and digit %2 while this question has the focus)")
                      .arg(choices[i].words, key.mid(1))
                : tr("%1 (digit %2 while this question has the focus)").arg(choices[i].words, key));
        connect(button, &QToolButton::clicked, this, [this, i] { click(i); });
        connect(button, &ChoiceButton::focusMoved, this, [this](bool in) {
            unfold(in);
            if (in)
                emit focused();
        });
        m_buttons.push_back(button);
    }
    int lines = 1, used = 0;
    for (const auto* button : m_buttons) {
        const int width = button->sizeHint().width();
        if (used > 0 && used + kGap + width > kRoom)
            ++lines, used = 0;
        used += (used > 0 ? kGap : 0) + width;
    }
    layOut(question, lines == 1 && used <= kRoom - kCaption - kGap ? 0 : lines);
    setFocusPolicy(Qt::NoFocus);
    setProperty("takesDigits", true); // the event passes here after the button declined it
    setAccessibleName(question);
}

/// lines 0: the answers fit beside the caption.
void ChoiceRow::layOut(const QString& question, int lines) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGap);
    QHBoxLayout* line = nullptr;
    const auto nextLine = [&] {
        line = new QHBoxLayout;
        line->setSpacing(kGap);
        column->addLayout(line);
    };
    if (lines == 0) {
        nextLine();
        m_caption->setFixedWidth(kCaption);
        line->addWidget(m_caption);
    } else {
        m_caption->setVisible(!question.isEmpty());
        column->addWidget(m_caption);
        nextLine();
    }
    int used = 0;
    // A line that is nearly full is filled; a few words on a line of their own stay as they are.
    const auto endLine = [&] {
        if (lines > 1 && used < kFull * kRoom)
            line->addStretch(1);
    };
    for (auto* button : m_buttons) {
        const int width = button->sizeHint().width();
        if (lines > 0 && used > 0 && used + kGap + width > kRoom) {
            endLine();
            nextLine();
            used = 0;
        }
        used += (used > 0 ? kGap : 0) + width;
        line->addWidget(button);
    }
    endLine();
}

bool ChoiceRow::holds(std::size_t index) const {
    return m_takes == Takes::Several ? contains(m_value, m_choices[index].value)
                                     : m_value == m_choices[index].value;
}

void ChoiceRow::setValue(const std::string& value, const QString& otherwise) {
    const bool changed = value != m_value || otherwise != m_otherwise;
    m_value = value;
    m_otherwise = otherwise;
    std::size_t stop = 0;
    for (std::size_t i = 0; i < m_buttons.size(); ++i) {
        m_buttons[i]->setChecked(holds(i));
        if (holds(i))
            stop = i;
    }
    for (std::size_t i = 0; i < m_buttons.size(); ++i)
        m_buttons[i]->setFocusPolicy(i == stop ? Qt::TabFocus : Qt::NoFocus);
    if (!changed)
        return;
    m_caption->setText(m_otherwise.isEmpty() ? m_question
                                             : m_question + QStringLiteral(": ") + m_otherwise);
    unfold(m_open && isAncestorOf(focusWidget()));
}

void ChoiceRow::setCaption(const QString& question, const char* role) {
    m_question = question;
    m_caption->setText(question);
    if (m_caption->property("role").toString() != QLatin1String(role)) {
        m_caption->setProperty("role", role);
        m_caption->style()->unpolish(m_caption);
        m_caption->style()->polish(m_caption);
    }
}

void ChoiceRow::setFolding(bool folding) {
    m_folding = folding;
    unfold(!folding);
}

void ChoiceRow::unfold(bool open) {
    m_open = open || !m_folding;
    const bool answered = std::any_of(m_buttons.begin(), m_buttons.end(),
                                      [](const auto* button) { return button->isChecked(); });
    for (auto* button : m_buttons)
        button->setVisible(m_open || !answered || button->isChecked());
}

void ChoiceRow::click(std::size_t index) {
    if (m_folding && !m_open && holds(index)) {
        m_buttons[index]->setChecked(true);
        return unfold(true);
    }
    if (m_kept && holds(index)) {
        m_buttons[index]->setChecked(true);
        return unfold(false);
    }
    choose(index);
}

void ChoiceRow::choose(std::size_t index) {
    const auto& word = m_choices[index].value;
    if (m_takes == Takes::One)
        return take(word == m_value ? std::string() : word);
    std::string list; // in menu order, whatever the order of choosing
    for (std::size_t i = 0; i < m_choices.size(); ++i)
        if (holds(i) != (i == index))
            list += (list.empty() ? "" : ",") + m_choices[i].value;
    take(list);
}

void ChoiceRow::take(const std::string& value) {
    setValue(value);
    unfold(false);
    emit chosen(value);
}

void ChoiceRow::takeFocus() {
    unfold(true);
    const auto at = std::find_if(m_buttons.begin(), m_buttons.end(),
                                 [](const auto* button) { return button->isChecked(); });
    (at == m_buttons.end() ? m_buttons.front() : *at)->setFocus();
    emit focused();
}

void ChoiceRow::step(int by) {
    const int count = static_cast<int>(m_buttons.size());
    for (int i = 0; i < count; ++i)
        if (m_buttons[static_cast<std::size_t>(i)]->hasFocus() ||
            focusWidget() == m_buttons[static_cast<std::size_t>(i)]) {
            m_buttons[static_cast<std::size_t>((i + by + count) % count)]->setFocus();
            return;
        }
}

// A digit that is itself an answer chooses that (BI-RADS 4 by the key 4), else it counts from one.
// The digit of the answer that stands confirms it: it never takes it back.
bool ChoiceRow::chooseByDigit(int digit, bool shifted) {
    std::size_t index = 0;
    if (areDigits(m_choices)) {
        const auto at = std::find_if(m_choices.begin(), m_choices.end(), [digit](const auto& c) {
            return c.value == std::to_string(digit);
        });
        if (at == m_choices.end() || shifted)
            return false;
        index = static_cast<std::size_t>(at - m_choices.begin());
    } else {
        index = static_cast<std::size_t>((digit + 9) % 10) + (shifted ? 10 : 0);
    }
    if (index >= m_choices.size())
        return false;
    if (m_takes == Takes::Several || !holds(index))
        choose(index);
    return true;
}

void ChoiceRow::keyPressEvent(QKeyEvent* event) {
    const int key = keyAtPosition(*event);
    const auto modifiers = event->modifiers() & ~Qt::KeypadModifier;
    const bool shifted = modifiers == Qt::ShiftModifier;
    if (modifiers != Qt::NoModifier && !shifted)
        return QWidget::keyPressEvent(event);
    const int digit = key - Qt::Key_0;
    if (digit >= 0 && digit <= 9) {
        if (chooseByDigit(digit, shifted) && m_takes == Takes::One)
            emit answeredByKey();
    } else if (key == Qt::Key_Left || key == Qt::Key_Right) {
        step(key == Qt::Key_Left ? -1 : 1);
    } else if (key == Qt::Key_Up || key == Qt::Key_Down) {
        emit left(key == Qt::Key_Up ? Leaving::Up : Leaving::Down);
    } else if (key == Qt::Key_Return) {
        emit left(Leaving::Enter);
    } else if (key == Qt::Key_Backspace || key == Qt::Key_Delete) {
        if (!m_kept && !m_value.empty())
            take({});
    } else {
        QWidget::keyPressEvent(event);
    }
}

} // namespace cw::gui
