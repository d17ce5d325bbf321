// SPDX-License-Identifier: Apache-2.0
#include "app/gui/Application.h"
#include "app/gui/HangingFiles.h"
#include "core/Process.h"

#include <QApplication>
#include <QSettings>
#include <cstdio>

namespace {

constexpr int kWrongUsage = 2, kCouldNotRun = 3; // as the command line program

QStringList argumentsOf(int argc, char** argv) {
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments << QString::fromLocal8Bit(argv[i]);
    return arguments;
}

} // namespace

int main(int argc, char** argv) {
    using namespace cw::gui;
    cw::core::neverDumpCore();
    Options options;
    QString text;
    // Before any display is asked for: --help works without one.
    switch (readOptions(argumentsOf(argc, argv), options, text)) {
    case OptionsOutcome::ShowAndQuit:
        std::puts(qPrintable(text));
        return 0;
    case OptionsOutcome::Wrong:
        std::fprintf(stderr, "concord-workstation: %s\n", qPrintable(text));
        return kWrongUsage;
    case OptionsOutcome::Run:
        break;
    }
    if (!options.writeHangings.isEmpty()) {
        if (writeBuiltInHangings(options.writeHangings))
            return 0;
        std::fprintf(stderr,
                     "concord-workstation: the hanging protocols were not written: the folder "
                     "cannot be written or has some already\n");
        return kCouldNotRun;
    }
    preparePlatform();
    QApplication application(argc, argv);
    prepareLook(application, options.language);
    QString problem;
    const auto window = makeWindow(options, problem);
    if (!problem.isEmpty())
        std::fprintf(stderr, "concord-workstation: %s\n", qPrintable(problem));
    window->resize(1600, 1000);
    if (!options.screenshot.isEmpty()) {
        if (!problem.isEmpty())
            return kCouldNotRun;
        const int status = takeScreenshot(*window, options, problem);
        if (status != 0)
            std::fprintf(stderr, "concord-workstation: %s\n", qPrintable(problem));
        return status;
    }
    QSettings settings;
    window->restoreGeometry(settings.value("geometry").toByteArray());
    window->QWidget::show();
    goTo(*window, options);
    const int status = application.exec();
    settings.setValue("geometry", window->saveGeometry());
    return problem.isEmpty() ? status : kCouldNotRun;
}
