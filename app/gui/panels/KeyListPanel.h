// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/KeyMap.h"

#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <map>

class QGridLayout;

namespace cw::gui {

/// The list on F1: every key with what it does, the mouse rules, and where keys are changed: click
/// on one, press the new one. A key that is taken is named, and pressed once more exchanged.
class KeyListPanel : public QFrame {
    Q_OBJECT
public:
    explicit KeyListPanel(KeyMap& keys, QWidget* parent);
    void popUp(); ///< in the middle of the parent, over everything

signals:
    void cardRequested();

protected:
    void hideEvent(QHideEvent* event) override;

private:
    void fill();
    QWidget* keyOf(const KeyMap::Line& line);
    void ask(const QString& id);
    void pressed(const KeyMap::Chord& chord);
    void stopAsking(const QString& message);
    QString wordsOf(const QString& id) const;

    KeyMap& m_keys;
    QWidget* m_table = nullptr;
    QLabel* m_message;
    QPushButton* m_reset;
    std::map<QString, QPushButton*> m_buttons;
    QString m_asked; ///< whose new key is waited for
    KeyMap::Chord m_refused;
};

} // namespace cw::gui
