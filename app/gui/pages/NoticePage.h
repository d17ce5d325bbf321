// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QStringList>
#include <QWidget>

class QPushButton;
class QVBoxLayout;

namespace cw::gui {

/// A page that says what to do, with the commands that do it, each with a copy button.
class NoticePage : public QWidget {
    Q_OBJECT
public:
    NoticePage(const QString& headline, const QString& text, const QStringList& commands,
               QWidget* parent = nullptr);
    /// Under the words, above the commands: what can be done from here.
    void addButton(QPushButton* button);

private:
    QVBoxLayout* m_column;
};

} // namespace cw::gui
