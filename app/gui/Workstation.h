// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/MainWindow.h"

#include <QByteArray>
#include <QObject>
#include <memory>

namespace cw::gui {

class LoginDialog;

/// Opens the project of the options; in one with accounts, as whoever they name. Nothing, and an
/// empty problem: no project is named.
std::unique_ptr<ProjectAccess> openProject(const Options& options, QString& problem);
/// What is said of a project that was not opened.
QString whyNotOpened(const Error& error, const QString& folder);

/// The program from login to login: asks who somebody is where the project has accounts, shows the
/// window, and takes it down whole when the user changes: of what one saw nothing is left for the
/// next.
class Workstation : public QObject {
    Q_OBJECT
public:
    explicit Workstation(Options options, QObject* parent = nullptr);
    ~Workstation() override;
    /// Shows the login or the window; a project that cannot be opened is said in the window.
    void start();
    MainWindow* window() const { return m_window.get(); } ///< nullptr while somebody logs in
    LoginDialog* login() const { return m_login.get(); }  ///< nullptr while somebody works
    const QString& problem() const { return m_problem; }  ///< why the project is not open

public slots:
    void changeUser();

private:
    void askWhoItIs();
    QString enter(const QString& name, const QString& password);
    void showWindow(std::unique_ptr<ProjectAccess> project);

    Options m_options;
    QString m_problem;
    QByteArray m_geometry; ///< of the last user's window
    std::unique_ptr<ProjectAccess> m_entered;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<LoginDialog> m_login;
};

} // namespace cw::gui
