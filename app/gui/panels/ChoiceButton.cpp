// SPDX-License-Identifier: Apache-2.0
#include "app/gui/panels/ChoiceButton.h"

#include "app/gui/Theme.h"

#include <QFontMetrics>
#include <QKeyEvent>
#include <QStyleOptionToolButton>
#include <QStylePainter>

namespace cw::gui {
namespace {

constexpr int kGap = 5, kHeight = 26; // px

/// Digits and letters stand close: seven categories fit beside their caption.
int marginOf(const QString& words) { return words.size() <= 2 ? 5 : 8; }

} // namespace

ChoiceButton::ChoiceButton(const QString& words, const QString& hint, QWidget* parent)
    : QToolButton(parent), m_hint(hint) {
    setText(words);
    setCheckable(true);
    setProperty("role", "choice");
    setProperty("takesDigits", true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QFont ChoiceButton::hintFont() const {
    auto small = font();
    small.setPixelSize(10);
    return small;
}

int ChoiceButton::hintWidth() const {
    return m_hint.isEmpty() ? 0 : QFontMetrics(hintFont()).horizontalAdvance(m_hint) + kGap;
}

QSize ChoiceButton::sizeHint() const {
    return {fontMetrics().horizontalAdvance(text()) + hintWidth() + 2 * marginOf(text()), kHeight};
}

void ChoiceButton::paintEvent(QPaintEvent* /*event*/) {
    QStyleOptionToolButton option;
    initStyleOption(&option);
    option.text.clear();
    QStylePainter painter(this);
    painter.drawComplexControl(QStyle::CC_ToolButton, option);
    const int room = width() - 2 * marginOf(text()) - hintWidth();
    const auto shown = fontMetrics().elidedText(text(), Qt::ElideRight, room + 4);
    const int used = hintWidth() + fontMetrics().horizontalAdvance(shown);
    int x = std::max(marginOf(text()), (width() - used) / 2);
    const QColor dim = QColor::fromRgb(colour::kDim);
    painter.setPen(isEnabled() ? dim : dim.darker(150));
    painter.setFont(hintFont());
    if (!m_hint.isEmpty())
        painter.drawText(QRect(x, 0, hintWidth(), height()), Qt::AlignVCenter, m_hint);
    x += hintWidth();
    painter.setFont(font());
    const QColor text = QColor::fromRgb(colour::kText);
    painter.setPen(!isEnabled() && !isChecked() ? dim.darker(130)
                   : isChecked()                ? text.lighter(112)
                                                : text);
    painter.drawText(QRect(x, 0, width() - x, height()), Qt::AlignVCenter, shown);
}

void ChoiceButton::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Space)
        return QToolButton::keyPressEvent(event);
    event->ignore();
}

void ChoiceButton::focusInEvent(QFocusEvent* event) {
    QToolButton::focusInEvent(event);
    emit focusMoved(true);
}

void ChoiceButton::focusOutEvent(QFocusEvent* event) {
    QToolButton::focusOutEvent(event);
    emit focusMoved(false);
}

} // namespace cw::gui
