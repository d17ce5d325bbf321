// SPDX-License-Identifier: Apache-2.0
#include "app/gui/Application.h"
#include "app/gui/HangingFiles.h"
#include "app/gui/Workstation.h"
#include "core/Process.h"

#include <QApplication>
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
    if (!options.shortcutCard.isEmpty() && qEnvironmentVariableIsEmpty("DISPLAY"))
        qputenv("QT_QPA_PLATFORM", "offscreen"); // drawing a page needs no screen
    preparePlatform();
    QApplication application(argc, argv);
    prepareLook(application, options.language);
    QString problem;
    if (!options.shortcutCard.isEmpty()) {
        const int status = writeShortcutCard(options, problem);
        if (status != 0)
            std::fprintf(stderr, "concord-workstation: %s\n", qPrintable(problem));
        return status == 0 ? 0 : kCouldNotRun;
    }
    if (!options.screenshot.isEmpty()) {
        const auto window = makeWindow(options, problem);
        if (!problem.isEmpty()) {
            std::fprintf(stderr, "concord-workstation: %s\n", qPrintable(problem));
            return kCouldNotRun;
        }
        window->resize(1600, 1000);
        const int status = takeScreenshot(*window, options, problem);
        if (status != 0)
            std::fprintf(stderr, "concord-workstation: %s\n", qPrintable(problem));
        return status;
    }
    Workstation workstation(options);
    workstation.start();
    if (!workstation.problem().isEmpty())
        std::fprintf(stderr, "concord-workstation: %s\n", qPrintable(workstation.problem()));
    const int status = application.exec();
    return workstation.problem().isEmpty() ? status : kCouldNotRun;
}
