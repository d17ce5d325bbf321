// SPDX-License-Identifier: Apache-2.0
#include "GuiFixture.h"

#include "phantom/Phantom.h"

#include <QProcess>
#include <filesystem>

namespace cw::testing {
namespace {

namespace fs = std::filesystem;

core::Clock fixedClock() {
    return
        [] { return std::chrono::system_clock::time_point(std::chrono::seconds(1'800'000'000)); };
}

/// Made once; nobody opens it afterwards.
const fs::path& original() {
    static const QTemporaryDir folder;
    static const fs::path project = [] {
        const fs::path root = folder.path().toStdString();
        phantom::PhantomPlan plan;
        plan.patients = 2;
        plan.seed = 7;
        plan.scale = phantom::Scale::Half;
        if (!phantom::writePhantom(root / "export", plan))
            throw std::runtime_error("no phantom");
        auto made =
            workflow::Project::create(root / "project", core::ImageKind::Mammography, fixedClock());
        if (!made)
            throw std::runtime_error(made.error().sentence());
        if (auto report =
                made->import({root / "export"}, root / "key", root / "export/clinical.csv");
            !report)
            throw std::runtime_error(report.error().sentence());
        for (const char* id : {"C-0001", "C-0002"})
            if (auto done = made->store().assign(core::CaseId(id), core::ReaderId("ann"),
                                                 core::ReaderId("ben"));
                !done)
                throw std::runtime_error(done.error().sentence());
        return root / "project";
    }();
    return project;
}

} // namespace

QString GuiProject::folder() const {
    const auto folder = m_folder.path() + "/project";
    if (!m_made)
        fs::copy(original(), folder.toStdString(), fs::copy_options::recursive);
    m_made = true;
    return folder;
}

void GuiTest::open(const QString& reader, const QString& folder) {
    m_window.reset();
    gui::Options options;
    options.project = folder.isEmpty() ? m_project.folder() : folder;
    options.reader = reader;
    QString problem;
    m_window = gui::makeWindow(options, problem);
    ASSERT_TRUE(problem.isEmpty()) << problem.toStdString();
    m_window->resize(1600, 1000);
    m_window->QWidget::show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(m_window.get()));
    m_window->activateWindow();
}

void GuiTest::openCase(const char* id) {
    m_window->openCase(core::CaseId(id));
    CW_EVENTUALLY(page().ready());
}

QPoint GuiTest::at(const viewers::ImageView& view, double x, double y) {
    const auto p = view.view().toWidget({x, y});
    return {static_cast<int>(p.x), static_cast<int>(p.y)};
}

void GuiTest::click(viewers::ImageView& view, double x, double y, Qt::KeyboardModifiers m) {
    QTest::mouseClick(&view, Qt::LeftButton, m, at(view, x, y));
}

void GuiTest::drag(viewers::ImageView& view, core::PointPx from, core::PointPx to) {
    const auto a = at(view, from.x, from.y), b = at(view, to.x, to.y);
    QTest::mousePress(&view, Qt::LeftButton, {}, a);
    for (int i = 1; i <= 4; ++i) {
        const QPointF p = QPointF(a) + (QPointF(b) - QPointF(a)) * i / 4.0;
        QMouseEvent move(QEvent::MouseMove, p, view.mapToGlobal(p), Qt::NoButton, Qt::LeftButton,
                         {});
        QCoreApplication::sendEvent(&view, &move);
    }
    QTest::mouseRelease(&view, Qt::LeftButton, {}, b);
}

QWidget* GuiTest::focus() const {
    // Without a window manager the window may not be the active one.
    auto* focus =
        QApplication::focusWidget() ? QApplication::focusWidget() : m_window->focusWidget();
    return focus ? focus : m_window.get();
}

void GuiTest::key(Qt::Key key, Qt::KeyboardModifiers modifiers) {
    QTest::keyClick(focus(), key, modifiers);
}

void GuiTest::drawSquare(double left, double top, double side) {
    key(Qt::Key_P);
    click(view(0), left, top);
    click(view(0), left + side, top);
    click(view(0), left + side, top + side);
    click(view(0), left, top + side);
    key(Qt::Key_Return);
}

void GuiTest::answerEverything() {
    for (const auto& [question, answer] :
         {std::pair{"density", "b"}, {"assessment", "4"}, {"diagnosis", "malignant"}}) {
        auto* row = m_window->findChild<QWidget*>(QStringLiteral("question-") + question);
        ASSERT_TRUE(row);
        auto* button = row->findChild<QToolButton*>(answer);
        ASSERT_TRUE(button);
        QTest::mouseClick(button, Qt::LeftButton);
    }
}

void GuiTest::runUntilKilled(const QString& test) {
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert("CW_KILL_PROJECT", m_project.folder());
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QCoreApplication::applicationFilePath(),
                  {"--gtest_also_run_disabled_tests", "--gtest_filter=*" + test});
    ASSERT_TRUE(process.waitForFinished(90000));
    ASSERT_EQ(process.exitStatus(), QProcess::CrashExit) << process.readAll().toStdString();
}

void GuiTest::picture(const QString& name) {
    const auto to = qEnvironmentVariable("CONCORD_SCREENSHOTS");
    if (to.isEmpty())
        return;
    QCoreApplication::processEvents();
    EXPECT_TRUE(m_window->grab().save(to + "/" + name));
}

} // namespace cw::testing
