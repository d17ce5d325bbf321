// SPDX-License-Identifier: Apache-2.0
// Drives the real window by mouse and keys and prints how long it takes, beside the targets of
// docs/benchmarks.md. Judges nothing: the exit status is 0 whatever the figures.
//   xvfb-run -a -s "-screen 0 1920x1200x24" concord-bench-reading FOLDER [--rounds N] [--tiny]
// FOLDER keeps the data that is made on the first run (1.5 GB while it is made).
#include "bench/reading/Sections.h"
#include "bench/reading/StockMapper.h"

#include "app/gui/Application.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QProcess>
#include <QSettings>
#include <QTemporaryDir>
#include <cstdio>

using namespace cw;

namespace {

int runSection(const QString& name, const std::filesystem::path& folder, int rounds, bool tiny) {
    const auto data = bench::prepareBenchData(folder, tiny);
    if (!data) {
        std::fprintf(stderr, "concord-bench-reading: %s\n", data.error().sentence().c_str());
        return 3;
    }
    const int frames = rounds * 12;
    if (name == "memory")
        bench::measureMemory(*data);
    else if (name == "opening")
        bench::measureOpening(*data, rounds);
    else if (name == "moving")
        bench::measureMoving(*data, frames);
    else if (name == "shapes")
        bench::measureShapes(*data, frames);
    else if (name == "journal")
        bench::measureJournal(folder, rounds * 40);
    else if (name == "stock")
        bench::measureStockMapper(frames);
    else if (name != "data")
        return 2;
    return 0;
}

} // namespace

int main(int argc, char** argv) {
    gui::preparePlatform();
    QApplication application(argc, argv);
    gui::prepareLook(application, "en");
    const QTemporaryDir settings; // not those of whoever measures
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
    QCommandLineParser options;
    options.addPositionalArgument("folder", "where the data is made and kept");
    options.addOptions({{"rounds", "cases opened a row", "N", "5"},
                        {"tiny", "half-size pictures: a test of this program"},
                        {"section", "only this one", "NAME"}});
    options.addHelpOption();
    options.process(application);
    if (options.positionalArguments().size() != 1)
        options.showHelp(2);
    const int rounds = std::max(1, options.value("rounds").toInt());
    const auto folder = options.positionalArguments().front();
    if (options.isSet("section"))
        return runSection(options.value("section"), folder.toStdString(), rounds,
                          options.isSet("tiny"));
    for (const char* section :
         {"data", "memory", "opening", "moving", "shapes", "journal", "stock"}) {
        auto arguments = QCoreApplication::arguments().mid(1);
        arguments << "--section" << section;
        QProcess child;
        child.setProcessChannelMode(QProcess::ForwardedChannels);
        child.start(QCoreApplication::applicationFilePath(), arguments);
        if (!child.waitForFinished(-1) || child.exitStatus() != QProcess::NormalExit ||
            child.exitCode() != 0)
            return 3;
    }
    return 0;
}
