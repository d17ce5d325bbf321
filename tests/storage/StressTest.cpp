// SPDX-License-Identifier: Apache-2.0
// Two workstations on one project, one of them killed in the middle: ten thousand operations, and
// the books are right afterwards.
#include "core/Sha256.h"
#include "storage/Projects.h"
#include "storage/RawDatabase.h"
#include <csignal>
#include <map>
#include <poll.h>
#include <random>
#include <set>
#include <sstream>

namespace cw::storage {
namespace {

using namespace cw::testing;

CW_ON_BOTH_BACKENDS(TwoWorkstations);

constexpr int kOperations = 10000;
constexpr int kCases = 60;

/// One workstation: random operations on the project, and a line about each that it was told is
/// done ("kind argument"), or that was refused by a rule ("-"), or that failed ("! why").
class Workstation {
public:
    Workstation(CaseStore store, std::string name, unsigned seed, int told)
        : m_store(std::move(store)), m_name(std::move(name)), m_random(seed), m_told(told) {}

    void run(int operations) {
        for (int i = 0; i < operations; ++i) {
            const auto line = step(i) + '\n'; // below PIPE_BUF: written whole
            if (write(m_told, line.data(), line.size()) != static_cast<ssize_t>(line.size()))
                return;
        }
    }

private:
    int below(int n) { return std::uniform_int_distribution<int>(0, n - 1)(m_random); }
    core::CaseId aCase() {
        char text[24];
        std::snprintf(text, sizeof text, "C-%04d", 1 + below(kCases));
        return core::CaseId(text);
    }
    const core::ReaderId& aReader() { return below(2) == 0 ? kA : kB; }

    template <class T>
    static std::string told(const Result<T>& result, const std::string& done) {
        if (result)
            return done;
        const auto code = result.error().code;
        const auto sentence = result.error().sentence();
        const bool rule = code == ErrorCode::Forbidden || code == ErrorCode::NotFound ||
                          (code == ErrorCode::Conflict && sentence.starts_with("somebody else"));
        return rule ? "-" : "! " + sentence;
    }

    std::string addImage(int i) {
        const auto content = m_name + "/" + std::to_string(i);
        const auto added =
            add(m_store, anImage("patient-" + std::to_string(below(kCases)), content, content));
        return told(added, "add " + core::sha256Hex(content));
    }
    std::string submit() {
        const auto id = aCase();
        const auto reading = aReading(id, aReader(), std::to_string(1 + below(5)));
        return told(m_store.submit(reading), "submit " + reading.id.text());
    }
    std::string compare() {
        const auto id = aCase();
        const auto both = m_store.bothReadings(id);
        if (!both)
            return told(both, "");
        return told(m_store.saveComparison(*annotation::compare(both->first, both->second)),
                    "compare " + id.text());
    }
    std::string decide(int i) {
        const auto id = aCase();
        const auto comment = m_name + "." + std::to_string(i);
        const annotation::Decision decision{id,     kC,     annotation::Verdict::AgreeWithA, {}, {},
                                            "2026", comment};
        return told(m_store.saveDecision(decision), "decide " + comment);
    }
    std::string claimAndRelease() {
        const Claim claim{aCase(), "adjudication", m_name, "", "", "", m_name};
        const auto mine = m_store.claim(claim);
        if (!mine || below(3) == 0)
            return told(mine, "claim");
        return told(m_store.release(*mine), "claim");
    }

    std::string step(int i) {
        const int kind = below(100);
        if (kind < 10)
            return addImage(i);
        if (kind < 20)
            return told(m_store.assign(aCase(), kA, kB), "assign");
        if (kind < 30)
            return told(m_store.noteOpened(aCase(), aReader()), "open");
        if (kind < 45)
            return submit();
        if (kind < 55)
            return compare();
        if (kind < 65)
            return decide(i);
        if (kind < 67) {
            const auto id = aCase();
            return told(m_store.exclude(id, annotation::ExclusionReason::Other),
                        "exclude " + id.text());
        }
        if (kind < 77)
            return claimAndRelease();
        if (kind < 85)
            return told(m_store.cases(), "cases");
        const auto note = m_name + "." + std::to_string(i);
        return told(m_store.audit(m_name, "note", note), "note " + note);
    }

    CaseStore m_store;
    std::string m_name;
    std::mt19937 m_random;
    int m_told;
};

/// A workstation in a process of its own, and what it has told so far.
struct Running {
    pid_t process = 0;
    int from = -1;
    std::string text;
    bool ended = false;

    static Running start(const std::filesystem::path& folder, const std::string& name,
                         unsigned seed, int operations) {
        int ends[2];
        EXPECT_EQ(pipe(ends), 0);
        Running running;
        running.from = ends[0];
        running.process = fork();
        if (running.process == 0) {
            close(ends[0]);
            auto store = CaseStore::open(folder, aClock());
            if (!store)
                _exit(1);
            Workstation(std::move(*store), name, seed, ends[1]).run(operations);
            _exit(0);
        }
        close(ends[1]);
        return running;
    }
    int lines() const { return static_cast<int>(std::count(text.begin(), text.end(), '\n')); }
    void receive() {
        char buffer[4096];
        const auto got = ::read(from, buffer, sizeof buffer);
        ended = got <= 0;
        if (!ended)
            text.append(buffer, static_cast<std::size_t>(got));
    }
    int wait() {
        while (!ended)
            receive();
        close(from);
        int status = 0;
        waitpid(process, &status, 0);
        return status;
    }
};

/// Takes in what both say until one has said so many lines.
void receiveUntil(Running& one, Running& two, int linesOfTwo) {
    while (!two.ended && two.lines() < linesOfTwo) {
        pollfd both[] = {{one.ended ? -1 : one.from, POLLIN, 0}, {two.from, POLLIN, 0}};
        ASSERT_GT(poll(both, 2, -1), 0);
        if (both[0].revents != 0)
            one.receive();
        if (both[1].revents != 0)
            two.receive();
    }
}

/// "kind argument" of every line: kind -> arguments.
std::multimap<std::string, std::string> acknowledged(const std::string& text) {
    std::multimap<std::string, std::string> all;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);)
        all.emplace(line.substr(0, line.find(' ')),
                    line.find(' ') == line.npos ? "" : line.substr(line.find(' ') + 1));
    return all;
}

void expectBooksInOrder(const std::filesystem::path& folder, const std::string& told, int kills) {
    const auto done = acknowledged(told);
    for (auto [at, end] = done.equal_range("!"); at != end; ++at)
        ADD_FAILURE() << "an operation failed: " << at->second;
    const auto store = opened(folder);
    RawDatabase raw(folder / "concord.sqlite");
    const auto count = [&](const std::string& from) {
        return std::stoul(raw.value("SELECT count(*) FROM " + from));
    };
    // Nothing lost that was acknowledged, nothing there that nobody asked for: a killed program
    // may have done one thing that it could not tell of.
    const auto expectAll = [&](const std::string& kind, const std::string& query) {
        const auto rows = raw.column(query);
        const std::set<std::string> present(rows.begin(), rows.end());
        EXPECT_EQ(present.size(), rows.size()) << kind << ": something is there twice";
        for (auto [at, end] = done.equal_range(kind); at != end; ++at)
            EXPECT_TRUE(present.contains(at->second)) << kind << " was acknowledged and is gone";
        EXPECT_LE(rows.size(), done.count(kind) + static_cast<unsigned>(kills)) << kind;
    };
    expectAll("add", "SELECT id FROM images WHERE added_at <> '' AND position > " +
                         std::to_string(kCases));
    expectAll("submit", "SELECT id FROM readings");
    expectAll("note", "SELECT detail FROM audit WHERE action = 'note'");
    // Nothing torn: the record of a thing is written with the thing.
    const auto like = [](const std::string& action) {
        return "audit WHERE action LIKE '" + action + " %'";
    };
    EXPECT_EQ(count("readings"), count(like("submit")));
    EXPECT_EQ(count("decisions"), count(like("decide")));
    EXPECT_EQ(count("exclusions"), count(like("exclude")));
    EXPECT_EQ(count("(SELECT DISTINCT action FROM audit WHERE action LIKE 'compare %') AS x"),
              count("comparisons"));
    EXPECT_EQ(count("sources"), count("images") - kCases);
    EXPECT_EQ(count("cases"), static_cast<unsigned>(kCases));
    EXPECT_EQ(count("(SELECT case_id FROM assignments GROUP BY case_id HAVING count(*) <> 2) AS x"),
              0U);
    EXPECT_GE(count("decisions"), done.count("decide"));
    EXPECT_LE(count("decisions"), done.count("decide") + static_cast<unsigned>(kills));
    EXPECT_GT(done.count("decide"), 100U) << "the operations did reach the end of the pipeline";
    const auto allImages = store.allImages();
    for (const auto& [id, images] : *allImages)
        for (const auto& image : images)
            EXPECT_TRUE(store.bytes(image.id)) << "a row without its bytes";

    const auto allReadings = store.allReadings();
    for (const auto& [id, readings] : *allReadings)
        EXPECT_TRUE(readings.a.caseId == id && readings.b.caseId == id);
}

TEST_P(TwoWorkstations, LoseNothingWhenOneOfThemIsKilled) {
    TemporaryFolder folder;
    const auto first = folder / "first";
    auto second = first;
    {
        auto placement = aPlacement();
        if (placement.database)
            placement.images = folder / "images of both";
        auto store = CaseStore::create(first, core::ImageKind::Mammography, aClock(), placement);
        ASSERT_TRUE(store) << store.error().sentence();
        for (int i = 0; i < kCases; ++i) // so that the patients have their cases in this order
            ASSERT_TRUE(add(*store, anImage("patient-" + std::to_string(i), std::to_string(i))));
        if (placement.database) {
            second = folder / "second";
            ASSERT_TRUE(CaseStore::join(second, aClock(), placement));
        }
    }
    auto one = Running::start(first, "one", 1, kOperations / 2);
    auto killed = Running::start(second, "two", 2, kOperations / 2);
    receiveUntil(one, killed, kOperations / 6);
    kill(killed.process, SIGKILL);
    EXPECT_TRUE(WIFSIGNALED(killed.wait())) << "it was to be in the middle of its work";
    const int left = kOperations / 2 - killed.lines();
    auto again = Running::start(second, "three", 3, left);
    receiveUntil(one, again, left);
    EXPECT_EQ(again.wait(), 0);
    EXPECT_EQ(one.wait(), 0);
    EXPECT_EQ(one.lines() + killed.lines() + again.lines(), kOperations);
    RawDatabase(first / "concord.sqlite").waitUntilNobodyIsPresent();
    expectBooksInOrder(first, one.text + killed.text + again.text, 1);
}

} // namespace
} // namespace cw::storage
