// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QObject>
#include <QString>
#include <QStringList>
#include <functional>
#include <map>
#include <vector>

class QKeyEvent;
class QWidget;

namespace cw::gui {

/// The key at that place of a keyboard, whatever the input method or layout makes of it: on X11 by
/// the scan code, so that P is P while Hangul is on. Falls back to the key the event names.
int keyAtPosition(const QKeyEvent& event);

/// The keys of the window, by position. Letters are left alone while text is being typed. Keys can
/// be moved; what is bound to one default key moves together.
class KeyMap : public QObject {
    Q_OBJECT
public:
    /// False: the key is not taken; the next binding of the same key is asked, then the widget.
    using Action = std::function<bool()>;
    struct Binding {
        int key = 0; ///< as it is now
        Qt::KeyboardModifiers modifiers;
        QString words; ///< for the list on F1; empty: not listed, and never moved
        Action pressed;
        Action released = {}; ///< for keys that act while held, if they were taken
        QString id = {};      ///< the default key, "Ctrl+Z": how a change of it is remembered
    };
    /// Listens to the keys that go to widgets of this window.
    explicit KeyMap(QWidget* window);
    void add(Binding binding);
    const std::vector<Binding>& bindings() const { return m_bindings; }
    static QString text(const Binding& binding); ///< "Ctrl+Z", as it is now

    /// One line of the list on F1: a key with all that it does.
    struct Line {
        QString id, key;
        QStringList words;
        bool fixed = false; ///< Esc and F1 stay: without them nobody finds back
    };
    std::vector<Line> lines() const;

    struct Chord {
        int key = 0;
        Qt::KeyboardModifiers modifiers;
        bool operator==(const Chord&) const = default;
    };
    static Chord chordOf(const QKeyEvent& event);
    static QString text(const Chord& chord); ///< as it stands on the keyboard
    enum class Move {
        Moved,
        Taken,   ///< another line has it: whoHas()
        Fixed,   ///< the line, or what the key does now, cannot be moved
        Unusable ///< a modifier alone, or a key this program does not know
    };
    Move move(const QString& id, const Chord& to);
    QString whoHas(const Chord& chord) const; ///< id of the line; empty: none
    void exchange(const QString& one, const QString& other);
    void reset();
    /// Default key -> key now, of those that were moved.
    std::map<QString, QString> changes() const;
    /// Puts all keys where these changes say, the others where they were by default. False: a
    /// change names no key of this program or one that is taken; it is left out.
    bool setChanges(const std::map<QString, QString>& changes);
    /// The key now of a line; of a key that is no line of this list that key itself.
    Chord chord(const QString& id) const;
    static Chord defaultChord(const QString& id);

    /// The next keys pressed go there, and do nothing else, until it is called with nothing.
    void captureKeys(std::function<void(const Chord&)> capture) { m_capture = std::move(capture); }
    void setActive(bool active) { m_active = active; } ///< a window without a project has no keys

signals:
    void changed(); ///< a key was moved

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    /// The window itself, and windows of it with the property "takesKeys".
    bool listensTo(const QWidget& window) const;
    bool release(const QKeyEvent& event);
    bool press(const QKeyEvent& event, const Chord& chord);
    void place(const QString& id, const Chord& chord);
    bool isFixed(const QString& id) const;

    QWidget* m_window;
    std::vector<Binding> m_bindings;
    std::function<void(const Chord&)> m_capture;
    std::size_t m_heldBinding = 0;
    int m_held = 0;
    bool m_active = true;
};

} // namespace cw::gui
