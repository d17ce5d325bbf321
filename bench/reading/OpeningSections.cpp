// SPDX-License-Identifier: Apache-2.0
#include "app/gui/pages/WorklistPage.h"
#include "bench/reading/Figures.h"
#include "bench/reading/Sections.h"
#include "bench/reading/WindowDriver.h"

#include <fstream>

namespace cw::bench {
namespace {

/// Peak resident memory of this process so far, MB.
double peakMb() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmHWM:"))
            return std::stod(line.substr(6)) / 1024;
    return -1;
}

void measureCold(const std::filesystem::path& project, const std::string& what, double target,
                 int rounds, bool fromDisk) {
    Figures figures(what, target);
    for (int i = 0; i < rounds; ++i) {
        WindowDriver driver(project); // a new window: nothing is kept
        const char* id = i % 2 == 0 ? "C-0001" : "C-0002";
        driver.window().worklistPage()->select(core::CaseId(id));
        if (fromDisk)
            forgetCached(project);
        figures.time([&] { driver.openCaseFromWorklist(id); });
        driver.waitUntilQuiet();
    }
    figures.print();
}

void measurePrefetched(const std::filesystem::path& project, int rounds) {
    Figures figures("next case, prefetched: PgDn to four views painted", 150);
    for (int i = 0; i < rounds; ++i) {
        WindowDriver driver(project);
        driver.window().worklistPage()->select(core::CaseId("C-0001"));
        driver.openCaseFromWorklist("C-0001");
        driver.waitUntilQuiet();
        figures.time([&] {
            driver.key(Qt::Key_PageDown);
            driver.untilCaseIsShown();
        });
        driver.waitUntilQuiet();
    }
    figures.print();
}

} // namespace

void measureMemory(const BenchData& data) {
    WindowDriver driver(data.plain);
    driver.window().worklistPage()->select(core::CaseId("C-0001"));
    driver.openCaseFromWorklist("C-0001");
    driver.waitUntilQuiet();
    driver.key(Qt::Key_PageDown);
    driver.untilCaseIsShown();
    driver.waitUntilQuiet();
    std::printf("%-58s %.0f MB   target 1536 %s\n",
                "peak memory: second case shown, third prefetched", peakMb(),
                peakMb() <= 1536 ? "met" : "MISSED");
}

void measureOpening(const BenchData& data, int rounds) {
    measureCold(data.plain, "case to four views, uncompressed, file cached", 1000, rounds, false);
    measureCold(data.plain, "case to four views, uncompressed, from the disk", 1000, rounds, true);
    measureCold(data.lossless, "case to four views, JPEG lossless, file cached", 2000, rounds,
                false);
    measureCold(data.lossless, "case to four views, JPEG lossless, from the disk", 2000, rounds,
                true);
    measurePrefetched(data.plain, rounds);
}

} // namespace cw::bench
