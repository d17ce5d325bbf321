// SPDX-License-Identifier: Apache-2.0
#include "app/gui/panels/KeyListPanel.h"

#include "app/gui/ShortcutCard.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace cw::gui {

KeyListPanel::KeyListPanel(KeyMap& keys, QWidget* parent) : QFrame(parent), m_keys(keys) {
    setObjectName("keyList");
    setAccessibleName(tr("All keys"));
    setStyleSheet("QFrame#keyList { background: #15171A; border: 1px solid #3A4047; "
                  "border-radius: 4px; }");
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(22, 16, 22, 14);
    column->setSpacing(10);
    m_message = new QLabel(this);
    m_message->setObjectName("keyMessage");
    m_reset = new QPushButton(tr("Reset all keys"), this);
    m_reset->setObjectName("resetKeys");
    auto* card = new QPushButton(tr("Card to print ..."), this);
    card->setObjectName("shortcutCard");
    card->setToolTip(tr("One page of A4 with these keys, as PDF"));
    auto* close = new QPushButton(tr("Close"), this);
    close->setToolTip(tr("Close") + QStringLiteral("   Esc"));
    auto* row = new QHBoxLayout;
    row->addWidget(m_message, 1);
    for (auto* button : {m_reset, card, close}) {
        button->setProperty("takesDigits", true); // Tab goes on to the next, not to a finding
        row->addWidget(button);
    }
    column->addLayout(row);
    connect(m_reset, &QPushButton::clicked, this, [this] {
        stopAsking({});
        m_keys.reset();
        stopAsking(tr("All keys are as the program comes."));
    });
    connect(card, &QPushButton::clicked, this, &KeyListPanel::cardRequested);
    connect(close, &QPushButton::clicked, this, &QWidget::hide);
    connect(&m_keys, &KeyMap::changed, this, &KeyListPanel::fill);
    fill();
    stopAsking({});
    hide();
}

void KeyListPanel::fill() {
    if (m_table) {
        m_table->setParent(nullptr); // gone from the window at once, but
        m_table->deleteLater();      // one of its buttons may be what was clicked
    }
    m_buttons.clear();
    m_table = new QWidget(this);
    auto* grid = new QGridLayout(m_table);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(2);
    const auto lines = m_keys.lines();
    const int rows = std::max(16, static_cast<int>((lines.size() + 2) / 3));
    int n = 0;
    for (const auto& line : lines) {
        grid->addWidget(keyOf(line), n % rows, n / rows * 2);
        auto* words = new QLabel(line.words.join(QStringLiteral("; ")), m_table);
        words->setContentsMargins(0, 0, 14, 0);
        grid->addWidget(words, n % rows, n / rows * 2 + 1);
        ++n;
    }
    QStringList mouse;
    for (const auto& [gesture, effect] : mouseRules())
        mouse << QStringLiteral("%1: %2").arg(gesture, effect);
    auto* rules = new QLabel(mouse.join(QStringLiteral("   ·   ")), m_table);
    rules->setProperty("role", "dim");
    rules->setContentsMargins(0, 8, 0, 0);
    rules->setWordWrap(true);
    grid->addWidget(rules, rows, 0, 1, 6);
    static_cast<QVBoxLayout*>(layout())->insertWidget(0, m_table);
    m_table->show();
    m_reset->setEnabled(!m_keys.changes().empty());
    if (isVisible())
        popUp();
}

QWidget* KeyListPanel::keyOf(const KeyMap::Line& line) {
    if (line.fixed) {
        auto* label = new QLabel(line.key, m_table);
        label->setProperty("role", "dim");
        label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        label->setContentsMargins(0, 0, 8, 0);
        return label;
    }
    auto* button = new QPushButton(line.key, m_table);
    button->setObjectName("key-" + line.id);
    button->setProperty("role", "key");
    const bool moved = !(m_keys.chord(line.id) == KeyMap::defaultChord(line.id));
    button->setProperty("moved", moved);
    button->setProperty("takesDigits", true);
    button->setAccessibleName(tr("%1: change the key").arg(line.words.first()));
    button->setToolTip(tr("Click, then press the new key"));
    connect(button, &QPushButton::clicked, this, [this, id = line.id] { ask(id); });
    m_buttons[line.id] = button;
    return button;
}

QString KeyListPanel::wordsOf(const QString& id) const {
    for (const auto& line : m_keys.lines())
        if (line.id == id)
            return line.words.first();
    return {};
}

void KeyListPanel::ask(const QString& id) {
    stopAsking({});
    m_asked = id;
    m_refused = {};
    m_message->setText(tr("Press the new key for: %1.   Esc leaves it.").arg(wordsOf(id)));
    m_buttons.at(id)->setText(tr("press ..."));
    m_keys.captureKeys([this](const KeyMap::Chord& chord) { pressed(chord); });
}

void KeyListPanel::pressed(const KeyMap::Chord& chord) {
    const auto id = m_asked;
    const auto text = KeyMap::text(chord), words = wordsOf(id);
    if (chord == KeyMap::Chord{Qt::Key_Escape, Qt::NoModifier})
        return stopAsking(tr("No key was changed."));
    const auto holder = m_keys.whoHas(chord);
    if (m_refused == chord && !holder.isEmpty()) {
        const auto theirs = wordsOf(holder);
        m_keys.exchange(id, holder);
        return stopAsking(tr("Exchanged: %1 is now %2, %3 is now %4.")
                              .arg(text, words, KeyMap::text(m_keys.chord(holder)), theirs));
    }
    switch (m_keys.move(id, chord)) {
    case KeyMap::Move::Moved:
        return stopAsking(tr("%1 is now %2.").arg(text, words));
    case KeyMap::Move::Taken:
        m_refused = chord;
        m_message->setText(tr("%1 is taken: %2. Press it again to exchange the two, or another "
                              "key; Esc leaves it.")
                               .arg(text, wordsOf(holder)));
        return;
    case KeyMap::Move::Fixed:
        m_message->setText(tr("%1 cannot be changed. Press another key; Esc leaves it.").arg(text));
        return;
    case KeyMap::Move::Unusable:
        return; // Shift, Ctrl: the key itself is still to come
    }
}

void KeyListPanel::stopAsking(const QString& message) {
    m_keys.captureKeys({});
    if (const auto it = m_buttons.find(m_asked); it != m_buttons.end())
        it->second->setText(KeyMap::text(m_keys.chord(m_asked)));
    m_asked.clear();
    m_message->setText(message.isEmpty() ? tr("Click on a key to change it.") : message);
}

void KeyListPanel::popUp() {
    show();
    adjustSize();
    move((parentWidget()->width() - width()) / 2, (parentWidget()->height() - height()) / 2);
    raise();
}

void KeyListPanel::hideEvent(QHideEvent* event) {
    stopAsking({});
    QFrame::hideEvent(event);
}

} // namespace cw::gui
