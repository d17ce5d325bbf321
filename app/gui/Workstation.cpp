// SPDX-License-Identifier: Apache-2.0
#include "app/gui/Workstation.h"

#include "app/gui/Application.h"
#include "app/gui/Words.h"
#include "app/gui/pages/ReadPage.h"
#include "app/gui/panels/LoginDialog.h"
#include "app/workflow/PasswordFile.h"

#include <QCoreApplication>

namespace cw::gui {
namespace {

std::filesystem::path pathOf(const QString& text) {
    return std::filesystem::path(text.toUtf8().toStdString());
}

QString nameOf(const QString& folder) {
    return QString::fromStdString(pathOf(folder).lexically_normal().filename().string());
}

QString say(const char* sentence) { return QCoreApplication::translate("Application", sentence); }

bool hasAccounts(const QString& folder) {
    const auto needed = storage::CaseStore::needsLogin(pathOf(folder));
    return needed && *needed; // whatever else is wrong, opening says it
}

Result<workflow::Project> openAs(const QString& folder, const std::optional<storage::Login>& who) {
    return workflow::Project::open(pathOf(folder), storage::Access::ReadWrite, core::systemClock(),
                                   who);
}

} // namespace

QString whyNotOpened(const Error& error, const QString& folder) {
    const auto name = nameOf(folder);
    if (error.code == ErrorCode::NotFound)
        return say(QT_TRANSLATE_NOOP("Application", "There is no Concord project in \"%1\"."))
            .arg(name);
    if (error.code == ErrorCode::Conflict)
        return say(QT_TRANSLATE_NOOP("Application",
                                     "\"%1\" is open in another program: close that first."))
            .arg(name);
    if (error.code == ErrorCode::Unsupported)
        return say(QT_TRANSLATE_NOOP("Application",
                                     "\"%1\" was made by a newer version of Concord."))
            .arg(name);
    return say(QT_TRANSLATE_NOOP("Application", "\"%1\" cannot be opened: %2"))
        .arg(name, words(error));
}

std::unique_ptr<ProjectAccess> openProject(const Options& options, QString& problem) {
    if (options.project.isEmpty())
        return nullptr;
    std::optional<storage::Login> who;
    if (!options.user.isEmpty()) {
        auto login =
            workflow::loginFromFile(options.user.toStdString(), pathOf(options.passwordFile));
        if (!login) {
            problem = say(QT_TRANSLATE_NOOP("Application",
                                            "The password file cannot be used: there is none, it "
                                            "is empty, or others may read it."));
            return nullptr;
        }
        who.emplace(*login);
    } else if (hasAccounts(options.project)) {
        problem = say(QT_TRANSLATE_NOOP("Application",
                                        "This project has accounts: say who you are with --user "
                                        "and --password-file."));
        return nullptr;
    }
    auto project = openAs(options.project, who);
    if (project)
        return std::make_unique<ProjectAccess>(std::move(*project));
    problem = who && project.error().code == ErrorCode::Forbidden
                  ? say(QT_TRANSLATE_NOOP("Application", "Name and password do not fit."))
                  : whyNotOpened(project.error(), options.project);
    return nullptr;
}

Workstation::Workstation(Options options, QObject* parent)
    : QObject(parent), m_options(std::move(options)) {}

Workstation::~Workstation() = default;

void Workstation::start() {
    const bool asked = m_options.user.isEmpty() || m_options.passwordFile.isEmpty();
    if (asked && !m_options.project.isEmpty() && hasAccounts(m_options.project))
        return askWhoItIs();
    showWindow(openProject(m_options, m_problem));
}

void Workstation::askWhoItIs() {
    m_login = std::make_unique<LoginDialog>(
        nameOf(m_options.project),
        [this](const QString& name, const QString& password) { return enter(name, password); });
    connect(m_login.get(), &LoginDialog::entered, this, [this] {
        showWindow(std::move(m_entered));
        // It is inside a signal of this dialog that we are.
        m_login->hide();
        m_login.release()->deleteLater();
    });
    connect(m_login.get(), &QDialog::rejected, qApp, &QCoreApplication::quit,
            Qt::QueuedConnection); // nobody is at work meanwhile
    m_login->setName(m_options.user);
    m_login->show();
}

QString Workstation::enter(const QString& name, const QString& password) {
    auto secret = password.toUtf8().toStdString();
    auto project = openAs(m_options.project, storage::Login(name.toStdString(), secret));
    secret.assign(secret.size(), '\0');
    if (!project && project.error().code == ErrorCode::Forbidden)
        return say(QT_TRANSLATE_NOOP("Application", "Name and password do not fit."));
    if (!project)
        return whyNotOpened(project.error(), m_options.project);
    m_options.user = name; // who is likely to come back
    m_entered = std::make_unique<ProjectAccess>(std::move(*project));
    return {};
}

void Workstation::showWindow(std::unique_ptr<ProjectAccess> project) {
    m_window = std::make_unique<MainWindow>(std::move(project), m_options, m_problem);
    connect(m_window.get(), &MainWindow::userChangeRequested, this, &Workstation::changeUser,
            Qt::QueuedConnection); // it ends the window that asks
    m_window->resize(1600, 1000);
    if (m_geometry.isEmpty())
        m_window->restorePlace();
    else
        m_window->restoreGeometry(m_geometry);
    m_window->QWidget::show();
    goTo(*m_window, m_options);
}

/// The next may not be the one of the command line, and opens at his own beginning.
void Workstation::changeUser() {
    if (!m_window || !m_window->readyToLeave())
        return;
    m_geometry = m_window->saveGeometry();
    m_options.caseId.clear();
    m_options.page.clear();
    m_options.source.clear();
    m_options.passwordFile.clear();
    m_options.user.clear();
    askWhoItIs();
    m_window.reset();
}

} // namespace cw::gui
