// SPDX-License-Identifier: Apache-2.0
#include "app/support/Concord.h"
#include "app/support/PlantedSearch.h"

#include <csignal>
#include <gtest/gtest.h>

namespace cw::testing {
namespace {

std::size_t filesIn(const fs::path& folder) {
    std::error_code error;
    std::size_t count = 0;
    for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end;
         at.increment(error))
        count += at->is_regular_file(error) ? 1U : 0U;
    return count;
}

/// Interrupts the run as soon as it has written something.
Outcome interruptedOnceBusy(const std::vector<std::string>& arguments, const fs::path& output) {
    Running running(arguments);
    siginfo_t ended{};
    auto alive = [&] {
        ::waitid(P_PID, static_cast<id_t>(running.pid()), &ended, WEXITED | WNOHANG | WNOWAIT);
        return ended.si_pid == 0;
    };
    while (filesIn(output) < 3 && alive())
        ::poll(nullptr, 0, 5);
    ::kill(running.pid(), SIGINT);
    return running.wait();
}

TEST(Interrupt, StopsAnImportThatASecondOneFinishes) {
    const ScratchFolder scratch;
    const auto patients = scratch / "patients", project = scratch / "project";
    ASSERT_EQ(
        concord({"phantom", patients, "--kind", "mammography", "--patients", "6", "--half"}).status,
        0);
    ASSERT_EQ(concord({"init", project, "--kind", "mammography"}).status, 0);
    const auto stopped = interruptedOnceBusy({CW_CONCORD, "import", project, patients, "--json"},
                                             project + "/images");
    if (stopped.status == 0)
        GTEST_SKIP() << "the import was done before the signal came";
    EXPECT_EQ(stopped.status, 3) << stopped.err;
    EXPECT_EQ(stopped.json()["error"]["code"], "Cancelled") << stopped.out;

    const auto second = concord({"import", project, patients, "--json"});
    ASSERT_EQ(second.status, 0) << second.err;
    const auto answer = second.json();
    EXPECT_GT(answer["already_there"], 0);
    EXPECT_EQ(answer["already_there"].get<int>() + answer["imported"].get<int>(), 24);
}

TEST(Demo, RefusesAFolderWithOtherThingsInItAndTouchesNothing) {
    const ScratchFolder scratch;
    write(scratch / "thesis.txt", "my only copy");
    const auto outcome = concord({"demo", scratch.path().string()});
    EXPECT_EQ(outcome.status, 3);
    EXPECT_EQ(contentOf(scratch / "thesis.txt"), "my only copy");
    EXPECT_EQ(filesIn(scratch.path()), 1U);
}

TEST(Demo, EndsInAReportAndIsLeftAloneTheSecondTime) {
    const ScratchFolder scratch;
    const auto folder = scratch / "demo";
    const std::vector<std::string> small{"demo",     folder, "--mammography", "15",
                                         "--fundus", "40",   "--json"};
    const auto first = concord(small);
    ASSERT_EQ(first.status, 0) << first.out << first.err;
    EXPECT_EQ(first.json()["leaks"], 0);
    for (const auto* kind : {"mammography", "fundus"}) {
        const PlantedSearch planted(folder + "/truth/" + kind + "/identifiers.txt");
        ASSERT_GT(planted.count(), 50U);
        EXPECT_EQ(planted.hits(contentOf(folder + "/report.html") + first.out + first.err), 0U);
        for (const auto* part : {"mammography", "fundus", "export", "validation"})
            EXPECT_EQ(planted.filesWithHits(fs::path(folder) / part), std::vector<std::string>{});
    }
    auto report = contentOf(folder + "/report.html");
    const std::string nameOfSvg = "http://www.w3.org/2000/svg"; // a name, nobody fetches it
    for (auto at = report.find(nameOfSvg); at != std::string::npos; at = report.find(nameOfSvg))
        report.erase(at, nameOfSvg.size());
    for (const auto* part : {"simulated", "synthetic", "<svg", "data:image/png;base64,", "kappa",
                             "excluded", "leak scan", "mean AUC"})
        EXPECT_NE(report.find(part), std::string::npos) << part;
    for (const auto* outside : {"<script", "http://", "https://", "src=\""})
        EXPECT_EQ(report.find(outside), std::string::npos) << "the report reaches out: " << outside;
    const auto time = fs::last_write_time(folder + "/report.html");
    const auto second = concord(small);
    EXPECT_EQ(second.status, 0);
    EXPECT_EQ(second.json()["already_there"], true);
    EXPECT_EQ(fs::last_write_time(folder + "/report.html"), time);
    EXPECT_EQ(concord({"demo", folder, "--seed", "1"}).status, 3) << "another plan's demo is kept";
}

} // namespace
} // namespace cw::testing
