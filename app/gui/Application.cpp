// SPDX-License-Identifier: Apache-2.0
#include "app/gui/Application.h"

#include "app/gui/ShortcutCard.h"
#include "app/gui/Theme.h"
#include "app/gui/Words.h"
#include "app/gui/Workstation.h"
#include "app/gui/pages/ComparePage.h"
#include "app/gui/pages/IntakePage.h"
#include "app/gui/pages/ReadPage.h"
#include "app/gui/pages/WorklistPage.h"

#include <QApplication>
#include <QEventLoop>
#include <QLocale>
#include <QSurfaceFormat>
#include <QTimer>
#include <QTranslator>
#include <filesystem>

// Resources of a static library are not found unless somebody asks; the macro wants no namespace.
static void initGuiResources() { Q_INIT_RESOURCE(gui); }

namespace cw::gui {
namespace {

constexpr int kScreenshotPatienceMs = 120000;

std::filesystem::path pathOf(const QString& text) {
    return std::filesystem::path(text.toUtf8().toStdString());
}

Workplace workplaceOf(const QString& page) {
    if (page == "intake")
        return Workplace::Intake;
    if (page == "read")
        return Workplace::Read;
    if (page == "compare")
        return Workplace::Compare;
    if (page == "dataset")
        return Workplace::Dataset;
    if (page == "inspect")
        return Workplace::Inspect;
    return page == "audit" ? Workplace::Audit : Workplace::Worklist;
}

} // namespace

void preparePlatform() {
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "xcb");
    if (qEnvironmentVariableIsEmpty("QT_XCB_GL_INTEGRATION"))
        qputenv("QT_XCB_GL_INTEGRATION", "xcb_glx");
    QSurfaceFormat format;
    format.setVersion(3, 2);
    format.setProfile(QSurfaceFormat::CoreProfile);
    format.setDepthBufferSize(24);
    QSurfaceFormat::setDefaultFormat(format);
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
}

void prepareLook(QApplication& application, const QString& language) {
    initGuiResources();
    QCoreApplication::setApplicationName("concord-workstation");
    QCoreApplication::setOrganizationName("Concord");
    const bool korean =
        language == "ko" || (language.isEmpty() && QLocale::system().language() == QLocale::Korean);
    if (korean) {
        auto* translator = new QTranslator(&application);
        if (translator->load(":/i18n/concord_ko.qm"))
            QCoreApplication::installTranslator(translator);
    }
    applyTheme(application, korean);
}

std::unique_ptr<MainWindow> makeWindow(const Options& options, QString& problem) {
    auto access = openProject(options, problem);
    return std::make_unique<MainWindow>(std::move(access), options, problem);
}

void goTo(MainWindow& window, const Options& options) {
    if (!window.worklistPage())
        return;
    const auto place = options.page.isEmpty() ? window.place() : workplaceOf(options.page);
    const core::CaseId id(options.caseId.toStdString());
    if (!id.empty())
        window.worklistPage()->select(id);
    // A case without a page is to be read; a page that was asked for is shown.
    if (!id.empty() && options.page.isEmpty())
        return window.openCase(id);
    if (place == Workplace::Read && !id.empty())
        return window.openCase(id);
    window.show(place);
    if (!options.source.isEmpty())
        window.intakePage()->setSource(options.source);
}

int writeShortcutCard(const Options& options, QString& problem) {
    MainWindow window(nullptr, options); // all keys, those of both kinds of project
    window.keys().setChanges(ReaderSettings(window.reader()).keys());
    const auto written =
        writePdf(shortcutCard(window.keys(), options.reader), pathOf(options.shortcutCard));
    if (!written)
        problem = words(written.error());
    return written ? 0 : 1;
}

int takeScreenshot(MainWindow& window, const Options& options, QString& problem) {
    window.QWidget::show();
    QEventLoop loop;
    QTimer patience;
    bool late = false;
    QObject::connect(&patience, &QTimer::timeout, &loop, [&] {
        late = true;
        loop.quit();
    });
    // Through the loop once more after the last picture: layouts and canvases settle.
    QObject::connect(&window, &MainWindow::becameSettled, &loop,
                     [&] { QTimer::singleShot(0, &loop, &QEventLoop::quit); });
    patience.start(kScreenshotPatienceMs);
    goTo(window, options);
    if (window.settled())
        QTimer::singleShot(0, &loop, &QEventLoop::quit);
    loop.exec();
    QCoreApplication::processEvents();
    if (window.place() == Workplace::Read && window.readPage())
        window.readPage()->selectNext(); // so that the terms of a finding are seen
    QCoreApplication::processEvents();
    if (late) {
        problem = "The page did not finish loading.";
        return 1;
    }
    if (!window.grab().save(options.screenshot, "PNG")) {
        problem = "The picture cannot be written.";
        return 1;
    }
    return 0;
}

} // namespace cw::gui
