// SPDX-License-Identifier: Apache-2.0
#include "app/gui/panels/LoginDialog.h"

#include <QFormLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QVBoxLayout>

namespace cw::gui {

LoginDialog::LoginDialog(const QString& project, Attempt attempt, QWidget* parent)
    : QDialog(parent), m_attempt(std::move(attempt)) {
    setObjectName("login");
    setWindowTitle(tr("Concord: who are you?"));
    setMinimumWidth(420);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(22, 20, 22, 18);
    column->setSpacing(12);
    auto* heading = new QLabel(tr("Project %1").arg(project), this);
    heading->setProperty("role", "heading");
    auto* why = new QLabel(tr("This project has accounts. What you may see and do in it goes by "
                              "the roles of yours."),
                           this);
    why->setProperty("role", "dim");
    why->setWordWrap(true);
    m_name = new QLineEdit(this);
    m_name->setObjectName("loginName");
    m_password = new QLineEdit(this);
    m_password->setObjectName("loginPassword");
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData |
                                    Qt::ImhNoPredictiveText | Qt::ImhPreferLatin);
    m_password->setAttribute(Qt::WA_InputMethodEnabled, false);
    auto* form = new QFormLayout;
    form->setSpacing(10);
    form->addRow(tr("Name"), m_name);
    form->addRow(tr("Password"), m_password);
    m_name->setAccessibleName(tr("Name"));
    m_password->setAccessibleName(tr("Password"));
    m_capsLock = new QLabel(tr("▲ Caps Lock is on"), this);
    m_capsLock->setObjectName("capsLock");
    m_message = new QLabel(this);
    m_message->setObjectName("loginMessage");
    m_message->setWordWrap(true);
    for (auto* label : {m_capsLock, m_message}) {
        label->setProperty("role", "amber");
        label->hide();
    }
    m_enter = new QPushButton(tr("Open"), this);
    m_enter->setObjectName("loginEnter");
    m_enter->setProperty("role", "primary");
    m_enter->setDefault(true);
    auto* cancel = new QPushButton(tr("Cancel"), this);
    cancel->setObjectName("loginCancel");
    cancel->setAutoDefault(false);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_enter);
    column->addWidget(heading);
    column->addWidget(why);
    column->addLayout(form);
    column->addWidget(m_capsLock);
    column->addWidget(m_message);
    column->addLayout(buttons);
    m_name->installEventFilter(this);
    m_password->installEventFilter(this);
    connect(m_enter, &QPushButton::clicked, this, &LoginDialog::attempt);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
}

void LoginDialog::setName(const QString& name) {
    m_name->setText(name);
    (name.isEmpty() ? m_name : m_password)->setFocus();
}

void LoginDialog::attempt() {
    if (m_name->text().trimmed().isEmpty()) {
        m_name->setFocus();
        return;
    }
    m_enter->setEnabled(false);
    QGuiApplication::setOverrideCursor(Qt::WaitCursor); // the password's hash takes its time
    const auto problem = m_attempt(m_name->text().trimmed(), m_password->text());
    QGuiApplication::restoreOverrideCursor();
    m_enter->setEnabled(true);
    m_password->clear();
    m_message->setText(problem);
    m_message->setVisible(!problem.isEmpty());
    if (problem.isEmpty())
        emit entered();
    else
        m_password->setFocus();
}

/// Qt does not say how the lock stands; a letter that comes out the other way round does.
void LoginDialog::noteCapsLock(const QKeyEvent& event) {
    if (event.key() == Qt::Key_CapsLock) {
        m_capsLock->hide(); // the next letter tells
        return;
    }
    const auto text = event.text();
    if (text.size() != 1 || text[0].toLower() == text[0].toUpper())
        return;
    m_capsLock->setVisible(text[0].isUpper() != event.modifiers().testFlag(Qt::ShiftModifier));
}

bool LoginDialog::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress)
        noteCapsLock(*static_cast<QKeyEvent*>(event));
    return QDialog::eventFilter(watched, event);
}

} // namespace cw::gui
