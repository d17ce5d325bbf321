// SPDX-License-Identifier: Apache-2.0
// KeyMap, the part that moves keys. A change is remembered under the default key, so that it keeps
// its meaning when words or their order change.
#include "app/gui/KeyMap.h"

#include <QKeySequence>
#include <algorithm>
#include <set>

namespace cw::gui {
namespace {

QString stored(const KeyMap::Chord& chord) {
    return QKeySequence(static_cast<int>(chord.modifiers.toInt()) | chord.key)
        .toString(QKeySequence::PortableText);
}

bool usable(const KeyMap::Chord& chord) {
    const std::set<int> modifiersAlone{Qt::Key_Shift,  Qt::Key_Control,     Qt::Key_Alt,
                                       Qt::Key_AltGr,  Qt::Key_Meta,        Qt::Key_CapsLock,
                                       Qt::Key_Hangul, Qt::Key_Hangul_Hanja};
    constexpr auto kOurs = Qt::ShiftModifier | Qt::ControlModifier | Qt::AltModifier;
    return chord.key != 0 && chord.key != Qt::Key_unknown && !modifiersAlone.contains(chord.key) &&
           (chord.modifiers & ~kOurs) == Qt::NoModifier;
}

} // namespace

bool KeyMap::isFixed(const QString& id) const {
    if (id == QLatin1String("Esc") || id == QLatin1String("F1"))
        return true;
    return std::none_of(m_bindings.begin(), m_bindings.end(), [&id](const Binding& binding) {
        return binding.id == id && !binding.words.isEmpty();
    });
}

std::vector<KeyMap::Line> KeyMap::lines() const {
    std::vector<Line> lines;
    for (const auto& binding : m_bindings) {
        if (binding.words.isEmpty())
            continue;
        const auto line = std::find_if(lines.begin(), lines.end(),
                                       [&](const Line& each) { return each.id == binding.id; });
        if (line == lines.end())
            lines.push_back({binding.id, text(binding), {binding.words}, isFixed(binding.id)});
        else
            line->words << binding.words;
    }
    return lines;
}

QString KeyMap::whoHas(const Chord& chord) const {
    for (const auto& binding : m_bindings)
        if (binding.key == chord.key && binding.modifiers == chord.modifiers)
            return binding.id;
    return {};
}

void KeyMap::place(const QString& id, const Chord& chord) {
    for (auto& binding : m_bindings)
        if (binding.id == id) {
            binding.key = chord.key;
            binding.modifiers = chord.modifiers;
        }
}

KeyMap::Move KeyMap::move(const QString& id, const Chord& to) {
    if (!usable(to))
        return Move::Unusable;
    if (isFixed(id))
        return Move::Fixed;
    if (const auto holder = whoHas(to); !holder.isEmpty() && holder != id)
        return isFixed(holder) ? Move::Fixed : Move::Taken;
    place(id, to);
    emit changed();
    return Move::Moved;
}

void KeyMap::exchange(const QString& one, const QString& other) {
    if (isFixed(one) || isFixed(other))
        return;
    const auto first = chord(one), second = chord(other);
    place(one, second);
    place(other, first);
    emit changed();
}

void KeyMap::reset() {
    setChanges({});
    emit changed();
}

std::map<QString, QString> KeyMap::changes() const {
    std::map<QString, QString> changes;
    for (const auto& binding : m_bindings)
        if (const auto key = stored({binding.key, binding.modifiers}); key != binding.id)
            changes[binding.id] = key;
    return changes;
}

bool KeyMap::setChanges(const std::map<QString, QString>& changes) {
    for (const auto& binding : m_bindings)
        place(binding.id, defaultChord(binding.id));
    std::set<QString> moved;
    bool all = true;
    for (const auto& [id, key] : changes) {
        const auto to = defaultChord(key);
        if (isFixed(id) || !usable(to)) {
            all = false;
            continue;
        }
        place(id, to);
        moved.insert(id);
    }
    // Two on one key, for instance since a newer program uses it itself: the change gives way. Each
    // round takes one back, and taking one back can only meet another change.
    const auto clashes = [this](const QString& id) {
        const auto own = chord(id);
        return std::any_of(m_bindings.begin(), m_bindings.end(), [&](const Binding& binding) {
            return binding.id != id && binding.key == own.key && binding.modifiers == own.modifiers;
        });
    };
    for (auto it = moved.begin(); it != moved.end();) {
        if (!clashes(*it)) {
            ++it;
            continue;
        }
        place(*it, defaultChord(*it));
        moved.erase(it);
        all = false;
        it = moved.begin();
    }
    return all;
}

KeyMap::Chord KeyMap::chord(const QString& id) const {
    for (const auto& binding : m_bindings)
        if (binding.id == id)
            return {binding.key, binding.modifiers};
    return defaultChord(id);
}

KeyMap::Chord KeyMap::defaultChord(const QString& id) {
    const auto sequence = QKeySequence::fromString(id, QKeySequence::PortableText);
    if (sequence.count() != 1)
        return {};
    return {sequence[0].key(), sequence[0].keyboardModifiers()};
}

} // namespace cw::gui
