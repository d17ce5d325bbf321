// SPDX-License-Identifier: Apache-2.0
#include "app/gui/KeyMap.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QKeyEvent>
#include <QKeySequence>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTextEdit>
#include <algorithm>
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

int combined(const KeyMap::Chord& chord) {
    return static_cast<int>(chord.modifiers.toInt()) | chord.key;
}

} // namespace

int keyAtPosition(const QKeyEvent& event) {
    const unsigned code = event.nativeScanCode();
    for (const auto& row : kRows)
        if (code >= row.firstCode && code < row.firstCode + row.keys.size())
            return row.keys[code - row.firstCode];
    // The keypad's Enter is Enter; Shift does not make Tab another key.
    if (event.key() == Qt::Key_Backtab)
        return Qt::Key_Tab;
    return event.key() == Qt::Key_Enter ? static_cast<int>(Qt::Key_Return) : event.key();
}

KeyMap::KeyMap(QWidget* window) : QObject(window), m_window(window) {
    qApp->installEventFilter(this);
}

void KeyMap::add(Binding binding) {
    if (binding.id.isEmpty())
        binding.id = QKeySequence(combined({binding.key, binding.modifiers}))
                         .toString(QKeySequence::PortableText);
    m_bindings.push_back(std::move(binding));
}

QString KeyMap::text(const Binding& binding) { return text(Chord{binding.key, binding.modifiers}); }

QString KeyMap::text(const Chord& chord) {
    // What stands on the key: "Enter", which Qt calls Return.
    return QKeySequence(combined(chord))
        .toString(QKeySequence::NativeText)
        .replace("Return", "Enter");
}

KeyMap::Chord KeyMap::chordOf(const QKeyEvent& event) {
    return {keyAtPosition(event), event.modifiers() & ~Qt::KeypadModifier};
}

bool KeyMap::listensTo(const QWidget& window) const {
    return &window == m_window ||
           (window.parentWidget() == m_window && window.property("takesKeys").toBool());
}

bool KeyMap::release(const QKeyEvent& event) {
    if (event.isAutoRepeat() || m_held == 0 || keyAtPosition(event) != m_held)
        return false;
    m_held = 0;
    m_bindings[m_heldBinding].released();
    return true;
}

bool KeyMap::press(const QKeyEvent& event, const Chord& chord) {
    if (event.isAutoRepeat() && m_held == chord.key)
        return true;
    for (std::size_t i = 0; i < m_bindings.size(); ++i) {
        const auto& binding = m_bindings[i];
        if (binding.key != chord.key || binding.modifiers != chord.modifiers)
            continue;
        if (binding.released && event.isAutoRepeat())
            continue;
        if (!binding.pressed())
            continue;
        if (binding.released) {
            m_held = chord.key;
            m_heldBinding = i;
        }
        return true;
    }
    return false;
}

bool KeyMap::eventFilter(QObject* watched, QEvent* event) {
    const bool press = event->type() == QEvent::KeyPress;
    const bool release = event->type() == QEvent::KeyRelease;
    if (!m_active || (!press && !release && event->type() != QEvent::ShortcutOverride))
        return false;
    auto* widget = qobject_cast<QWidget*>(watched);
    if (!widget || !listensTo(*widget->window()))
        return false;
    const auto& key = *static_cast<QKeyEvent*>(event);
    const auto chord = chordOf(key);
    if (m_capture) {
        if (press && !key.isAutoRepeat())
            m_capture(chord);
        event->accept();
        return true;
    }
    if (release)
        return this->release(key);
    const bool bound =
        std::any_of(m_bindings.begin(), m_bindings.end(), [&chord](const auto& each) {
            return each.key == chord.key && each.modifiers == chord.modifiers;
        });
    if (!bound)
        return false;
    if (takesText(widget->window()->focusWidget()) && leftToText(chord.key, chord.modifiers))
        return false;
    if (leftToForm(chord.key, chord.modifiers) && widget->property("takesDigits").toBool())
        return false;
    if (!press) {
        event->accept(); // come back as a key press, not as somebody's shortcut
        return true;
    }
    return this->press(key, chord);
}

} // namespace cw::gui
