// SPDX-License-Identifier: Apache-2.0
#include "app/gui/KeyHints.h"

#include <QAbstractButton>
#include <QLineEdit>

namespace cw::gui {
namespace {

constexpr QLatin1String kBetween("   ");

/// Default keys as they stand on the keyboard -> id.
std::map<QString, QString> idsByText(const KeyMap& keys) {
    std::map<QString, QString> ids;
    for (const auto& line : keys.lines())
        ids[KeyMap::text(KeyMap::defaultChord(line.id))] = line.id;
    return ids;
}

/// The words with another key at their end; the widget remembers whose key that is.
QString renamed(QWidget& widget, const char* property, const QString& words,
                const std::map<QString, QString>& ids, const KeyMap& keys) {
    const auto cut = words.lastIndexOf(kBetween);
    if (cut < 0)
        return words;
    auto id = widget.property(property).toString();
    if (id.isEmpty()) {
        const auto found = ids.find(words.mid(cut + kBetween.size()));
        if (found == ids.end())
            return words;
        id = found->second;
        widget.setProperty(property, id);
    }
    return words.left(cut) + kBetween + KeyMap::text(keys.chord(id));
}

} // namespace

void showKeysNow(QWidget& root, const KeyMap& keys) {
    const auto ids = idsByText(keys);
    for (auto* button : root.findChildren<QAbstractButton*>()) {
        button->setToolTip(renamed(*button, "keyOfTip", button->toolTip(), ids, keys));
        button->setText(renamed(*button, "keyOfText", button->text(), ids, keys));
    }
    for (auto* edit : root.findChildren<QLineEdit*>())
        edit->setPlaceholderText(
            renamed(*edit, "keyOfPlaceholder", edit->placeholderText(), ids, keys));
}

QString keysNow(const QString& hints, const KeyMap& keys) {
    const auto ids = idsByText(keys);
    auto parts = hints.split(kBetween);
    for (auto& part : parts) {
        auto words = part.split(QLatin1Char(' '));
        for (auto& word : words) {
            const bool more = word.endsWith(QLatin1Char(','));
            const auto found = ids.find(more ? word.chopped(1) : word);
            if (found == ids.end())
                break;
            word = KeyMap::text(keys.chord(found->second)) + (more ? "," : "");
            if (!more)
                break;
        }
        part = words.join(QLatin1Char(' '));
    }
    return parts.join(kBetween);
}

} // namespace cw::gui
