// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QStringList>
#include <QWidget>

namespace cw::gui {

/// A page that says what to do, with the commands that do it, each with a copy button.
class NoticePage : public QWidget {
    Q_OBJECT
public:
    NoticePage(const QString& headline, const QString& text, const QStringList& commands,
               QWidget* parent = nullptr);
};

} // namespace cw::gui
