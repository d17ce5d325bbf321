// SPDX-License-Identifier: Apache-2.0
#include "app/gui/pages/NoticePage.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace cw::gui {

NoticePage::NoticePage(const QString& headline, const QString& text, const QStringList& commands,
                       QWidget* parent)
    : QWidget(parent) {
    auto* outer = new QHBoxLayout(this);
    auto* column = new QVBoxLayout;
    outer->addStretch(1);
    outer->addLayout(column, 3);
    outer->addStretch(1);
    column->setSpacing(12);
    column->addStretch(1);
    auto* heading = new QLabel(headline, this);
    heading->setProperty("role", "heading");
    auto* body = new QLabel(text, this);
    body->setWordWrap(true);
    body->setProperty("role", "dim");
    column->addWidget(heading);
    column->addWidget(body);
    for (const auto& command : commands) {
        auto* row = new QHBoxLayout;
        auto* line = new QLineEdit(command, this);
        line->setReadOnly(true);
        line->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
        line->setAccessibleName(tr("Command"));
        auto* copy = new QPushButton(tr("Copy"), this);
        copy->setAccessibleName(tr("Copy %1").arg(command));
        connect(copy, &QPushButton::clicked, this,
                [command] { QGuiApplication::clipboard()->setText(command); });
        row->addWidget(line, 1);
        row->addWidget(copy);
        column->addLayout(row);
    }
    column->addStretch(2);
    m_column = column;
}

void NoticePage::addButton(QPushButton* button) {
    constexpr int kAfterWords = 3; // the stretch, headline and words
    m_column->insertWidget(kAfterWords, button, 0, Qt::AlignLeft);
}

} // namespace cw::gui
