// SPDX-License-Identifier: Apache-2.0
#include "app/gui/panels/ChoiceRow.h"

#include "app/gui/KeyMap.h"

#include <QFontMetrics>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <algorithm>

namespace cw::gui {
namespace {

constexpr int kRoom = 262; // px that a row of the side panel has

int columnsFor(const std::vector<ChoiceRow::Choice>& choices, const QFontMetrics& metrics) {
    int widest = 0;
    for (const auto& choice : choices)
        widest = std::max(widest, metrics.horizontalAdvance(choice.words) + 24);
    return std::clamp(kRoom / std::max(1, widest), 1, static_cast<int>(choices.size()));
}

} // namespace

ChoiceRow::ChoiceRow(const QString& question, const std::vector<Choice>& choices, QWidget* parent)
    : QWidget(parent), m_choices(choices) {
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(4);
    const int columns = columnsFor(choices, fontMetrics());
    auto* label = new QLabel(question, this);
    label->setProperty("role", "caption");
    grid->addWidget(label, 0, 0, 1, columns);
    for (std::size_t i = 0; i < choices.size(); ++i) {
        auto* button = new QToolButton(this);
        button->setText(choices[i].words);
        button->setCheckable(true);
        button->setProperty("role", "choice");
        button->setProperty("takesDigits", true);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        button->setAccessibleName(question + QStringLiteral(": ") + choices[i].words);
        button->setObjectName(QString::fromStdString(choices[i].value));
        button->setToolTip(tr("%1 (digit %2 while this question has the focus)")
                               .arg(choices[i].words)
                               .arg(static_cast<int>(i) + 1));
        const int n = static_cast<int>(i);
        grid->addWidget(button, 1 + n / columns, n % columns);
        connect(button, &QToolButton::clicked, this, [this, i] { choose(i); });
        m_buttons.push_back(button);
    }
    setFocusPolicy(Qt::NoFocus);
    setProperty("takesDigits", true); // the event passes here after the button declined it
    setAccessibleName(question);
}

void ChoiceRow::setValue(const std::string& value) {
    m_value = value;
    for (std::size_t i = 0; i < m_buttons.size(); ++i)
        m_buttons[i]->setChecked(m_choices[i].value == value);
}

void ChoiceRow::choose(std::size_t index) {
    const auto& value = m_choices[index].value;
    setValue(value == m_value ? std::string() : value);
    emit chosen(m_value);
}

void ChoiceRow::takeFocus() {
    for (auto* button : m_buttons)
        if (button->isChecked())
            return button->setFocus();
    m_buttons.front()->setFocus();
}

// A digit that is itself an answer chooses that (BI-RADS 4 by the key 4), else it counts from one.
bool ChoiceRow::chooseByDigit(int digit) {
    for (std::size_t i = 0; i < m_choices.size(); ++i)
        if (m_choices[i].value == std::to_string(digit))
            return choose(i), true;
    if (digit < 1 || digit > static_cast<int>(m_choices.size()))
        return false;
    choose(static_cast<std::size_t>(digit) - 1);
    return true;
}

void ChoiceRow::keyPressEvent(QKeyEvent* event) {
    const int digit = keyAtPosition(*event) - Qt::Key_0;
    if (digit < 0 || digit > 9 || event->modifiers() != Qt::NoModifier)
        return QWidget::keyPressEvent(event);
    if (chooseByDigit(digit) && !m_value.empty())
        emit answeredByKey();
}

} // namespace cw::gui
