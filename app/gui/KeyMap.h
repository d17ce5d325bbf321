// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QObject>
#include <QString>
#include <functional>
#include <vector>

class QKeyEvent;
class QWidget;

namespace cw::gui {

/// The key at that place of a keyboard, whatever the input method or layout makes of it: on X11 by
/// the scan code, so that P is P while Hangul is on. Falls back to the key the event names.
int keyAtPosition(const QKeyEvent& event);

/// The keys of the window, by position. Letters are left alone while text is being typed.
class KeyMap : public QObject {
    Q_OBJECT
public:
    /// False: the key is not taken and goes on to the focused widget.
    using Action = std::function<bool()>;
    struct Binding {
        int key = 0;
        Qt::KeyboardModifiers modifiers;
        QString words; ///< for the list on F1; empty: not listed
        Action pressed;
        Action released; ///< for keys that act while held, if they were taken
    };
    /// Listens to the keys that go to widgets of this window.
    explicit KeyMap(QWidget* window);
    void add(Binding binding) { m_bindings.push_back(std::move(binding)); }
    const std::vector<Binding>& bindings() const { return m_bindings; }
    static QString text(const Binding& binding); ///< "Ctrl+Z"

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    const Binding* find(const QKeyEvent& event) const;

    QWidget* m_window;
    std::vector<Binding> m_bindings;
    int m_held = 0;
};

} // namespace cw::gui
