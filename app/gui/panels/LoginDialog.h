// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <functional>

namespace cw::gui {

/// Who opens a project with accounts: name and password. Says when Caps Lock is on; no input method
/// composes Hangul in the password.
class LoginDialog : public QDialog {
    Q_OBJECT
public:
    /// Tries to open; an empty answer: it is open. Else a sentence that names neither what of the
    /// two was wrong nor who exists. May take a second.
    using Attempt = std::function<QString(const QString& name, const QString& password)>;
    LoginDialog(const QString& project, Attempt attempt, QWidget* parent = nullptr);
    void setName(const QString& name); ///< and the focus to the password

signals:
    void entered(); ///< it is open

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void attempt();
    void noteCapsLock(const class QKeyEvent& event);

    Attempt m_attempt;
    QLineEdit *m_name, *m_password;
    QLabel *m_capsLock, *m_message;
    QPushButton* m_enter;
};

} // namespace cw::gui
