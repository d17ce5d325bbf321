// SPDX-License-Identifier: Apache-2.0
#include "app/gui/KeyMap.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QKeyEvent>
#include <QKeySequence>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTextEdit>
#include <string_view>

namespace cw::gui {
namespace {

/// Rows of a keyboard with the scan code of their first key: evdev codes, X11 adds 8.
struct Row {
    unsigned firstCode;
    std::string_view keys;
};
constexpr Row kRows[] = {
    {2 + 8, "1234567890"}, {16 + 8, "QWERTYUIOP"}, {30 + 8, "ASDFGHJKL"}, {44 + 8, "ZXCVBNM"}};

bool takesText(const QWidget* widget) {
    if (const auto* edit = qobject_cast<const QLineEdit*>(widget))
        return !edit->isReadOnly();
    return qobject_cast<const QPlainTextEdit*>(widget) || qobject_cast<const QTextEdit*>(widget) ||
           qobject_cast<const QAbstractSpinBox*>(widget);
}

/// Keys that mean something to a text field keep that meaning there.
bool leftToText(int key, Qt::KeyboardModifiers modifiers) {
    if (key >= Qt::Key_F1 && key <= Qt::Key_F35)
        return false;
    const bool control = modifiers.testFlag(Qt::ControlModifier);
    return !(control && (key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_K));
}

/// A question of the form takes the digits while it has the focus, Backspace takes its answer back
/// (not the finding), the arrows go among the answers and Tab to the next question.
bool leftToForm(int key, Qt::KeyboardModifiers modifiers) {
    const bool digit = key >= Qt::Key_0 && key <= Qt::Key_9;
    if (modifiers != Qt::NoModifier)
        return digit && modifiers == Qt::ShiftModifier;
    switch (key) {
    case Qt::Key_Tab:
    case Qt::Key_Backspace:
    case Qt::Key_Delete:
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
        return true;
    default:
        return digit;
    }
}

} // namespace

int keyAtPosition(const QKeyEvent& event) {
    const unsigned code = event.nativeScanCode();
    for (const auto& row : kRows)
        if (code >= row.firstCode && code < row.firstCode + row.keys.size())
            return row.keys[code - row.firstCode];
    // The keypad's Enter is Enter.
    return event.key() == Qt::Key_Enter ? static_cast<int>(Qt::Key_Return) : event.key();
}

KeyMap::KeyMap(QWidget* window) : QObject(window), m_window(window) {
    qApp->installEventFilter(this);
}

QString KeyMap::text(const Binding& binding) {
    // What stands on the key: "Enter", which Qt calls Return.
    return QKeySequence(static_cast<int>(binding.modifiers.toInt()) | binding.key)
        .toString(QKeySequence::NativeText)
        .replace("Return", "Enter");
}

const KeyMap::Binding* KeyMap::find(const QKeyEvent& event) const {
    const int key = keyAtPosition(event);
    const auto modifiers = event.modifiers() & ~Qt::KeypadModifier;
    for (const auto& binding : m_bindings)
        if (binding.key == key && binding.modifiers == modifiers)
            return &binding;
    return nullptr;
}

bool KeyMap::eventFilter(QObject* watched, QEvent* event) {
    const bool press = event->type() == QEvent::KeyPress;
    const bool release = event->type() == QEvent::KeyRelease;
    if (!press && !release && event->type() != QEvent::ShortcutOverride)
        return false;
    auto* widget = qobject_cast<QWidget*>(watched);
    if (!widget || widget->window() != m_window)
        return false;
    const auto& key = *static_cast<QKeyEvent*>(event);
    if (release) {
        if (key.isAutoRepeat() || m_held == 0 || keyAtPosition(key) != m_held)
            return false;
        for (const auto& binding : m_bindings)
            if (binding.key == m_held && binding.released)
                binding.released();
        m_held = 0;
        return true;
    }
    const auto* binding = find(key);
    if (!binding)
        return false;
    if (takesText(m_window->focusWidget()) && leftToText(binding->key, binding->modifiers))
        return false;
    if (leftToForm(binding->key, binding->modifiers) && widget->property("takesDigits").toBool())
        return false;
    if (!press) {
        event->accept(); // come back as a key press, not as somebody's shortcut
        return true;
    }
    if (binding->released) {
        if (!key.isAutoRepeat()) {
            if (!binding->pressed())
                return false;
            m_held = binding->key;
        }
        return m_held == binding->key;
    }
    return binding->pressed();
}

} // namespace cw::gui
