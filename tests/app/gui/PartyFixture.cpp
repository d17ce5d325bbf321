// SPDX-License-Identifier: Apache-2.0
#include "PartyFixture.h"

#include <QFile>
#include <stdexcept>

namespace cw::testing {
namespace {

template <class T>
T need(Result<T> result) {
    if (!result)
        throw std::runtime_error(result.error().sentence());
    return std::move(*result);
}
void need(const Result<void>& result) {
    if (!result)
        throw std::runtime_error(result.error().sentence());
}

} // namespace

storage::Login PartyTest::login(const std::string& name) {
    return {name, "password of " + name, storage::PasswordCost::least()};
}

void PartyTest::SetUp() {
    using storage::Role;
    auto project = need(workflow::Project::open(m_project.folder().toStdString()));
    for (const auto& [name, role] : {std::pair{"boss", Role::Coordinator},
                                     {"stew", Role::Steward},
                                     {"ann", Role::Reader},
                                     {"ben", Role::Reader},
                                     {"judge", Role::Adjudicator},
                                     {"review", Role::Reviewer}})
        need(project.store().addAccount(login(name), {role}));
}

workflow::Project PartyTest::as(const std::string& name) const {
    return need(workflow::Project::open(m_project.folder().toStdString(),
                                        storage::Access::ReadWrite, core::systemClock(),
                                        login(name)));
}

QString PartyTest::passwordFile(const std::string& name) const {
    QFile file(m_secrets.filePath(QString::fromStdString(name)));
    file.open(QIODevice::WriteOnly);
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    file.write(("password of " + name + "\n").c_str());
    return file.fileName();
}

void PartyTest::enter(const std::string& name) {
    m_window.reset();
    gui::Options options;
    options.project = m_project.folder();
    options.user = QString::fromStdString(name);
    options.passwordFile = passwordFile(name);
    QString problem;
    m_window = gui::makeWindow(options, problem);
    ASSERT_TRUE(problem.isEmpty()) << problem.toStdString();
    m_window->resize(1600, 1000);
    m_window->QWidget::show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(m_window.get()));
    m_window->activateWindow();
}

void PartyTest::read(const std::string& reader, const char* caseId, const std::string& label,
                     const std::string& comment, Then then, double left) {
    auto project = as(reader);
    const core::CaseId id(caseId);
    const auto images = need(project.store().images(id));
    auto session = need(project.openSession(id, core::ReaderId(reader)));
    annotation::Finding finding;
    finding.id = session.nextLesionId();
    finding.image = images.front().id;
    finding.label = label;
    finding.outline.vertices = {{left, 700}, {left + 200, 700}, {left + 200, 900}, {left, 900}};
    if (!comment.empty())
        finding.attributes["comment"] = comment;
    need(session.apply(annotation::AddFinding{finding}));
    for (const auto& [key, value] :
         {std::pair{"density", "b"}, {"assessment", "4"}, {"diagnosis", "malignant"}})
        need(session.apply(annotation::SetAnswer{key, std::nullopt, std::string(value)}));
    if (!comment.empty())
        need(session.apply(annotation::SetAnswer{"comment", std::nullopt, comment}));
    if (then == Then::Submit)
        need(project.submit(session));
    else
        session.flush();
}

void PartyTest::settle(const char* caseId) {
    read("ann", caseId, "mass", {});
    read("ben", caseId, "mass", {});
    { as("ann"); } // hers are released when she, or the coordinator, comes by
    auto boss = as("boss");
    static_cast<void>(need(boss.compareAll()));
}

} // namespace cw::testing
