// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/DeidentifyFolder.h"
#include "anonymizer/Profile.h"
#include "anonymizer/detail/BatchWorkers.h"
#include "anonymizer/detail/DroppedWords.h"
#include "anonymizer/detail/GroupCommit.h"
#include "anonymizer/detail/ItemFile.h"
#include "anonymizer/detail/Journal.h"
#include "anonymizer/detail/SourceWalk.h"
#include "core/Files.h"
#include "core/Sha256.h"
#include <algorithm>
#include <thread>
#include <unistd.h>
#include <unordered_set>

namespace cw::anonymizer {
namespace {

namespace fs = std::filesystem;

bool isInside(const fs::path& inner, const fs::path& outer) {
    const auto [outerEnd, innerEnd] =
        std::mismatch(outer.begin(), outer.end(), inner.begin(), inner.end());
    return outerEnd == outer.end();
}

Result<fs::path> resolved(const fs::path& path) {
    std::error_code error;
    fs::path full = fs::weakly_canonical(fs::absolute(path, error), error);
    if (error)
        return fail(ErrorCode::InvalidArgument, "a folder's path cannot be resolved");
    // "dir/" ends in an empty element, which would hide nesting.
    return full.has_filename() ? full : full.parent_path();
}

Result<void> refuseNested(const fs::path& a, const fs::path& b, const char* names) {
    CW_TRY(const fs::path first, resolved(a));
    CW_TRY(const fs::path second, resolved(b));
    if (isInside(first, second) || isInside(second, first))
        return fail(ErrorCode::InvalidArgument,
                    std::string(names) + " must not lie one inside the other");
    return {};
}

/// Identified copies must never end up in what goes out.
Result<void> checkQuarantine(const BatchOptions& options) {
    if (!options.quarantine)
        return {};
    CW_CHECK(refuseNested(options.input, *options.quarantine, "input and quarantine"));
    CW_CHECK(refuseNested(options.output, *options.quarantine, "output and quarantine"));
    if (options.report)
        CW_CHECK(refuseNested(*options.report, *options.quarantine, "report and quarantine"));
    std::error_code error;
    fs::create_directories(*options.quarantine, error);
    if (error || ::access(options.quarantine->c_str(), W_OK) != 0)
        return fail(ErrorCode::IoFailure, "the quarantine folder cannot be written");
    return {};
}

/// Whole files of the output, the program's own (".concord-...") left out.
std::size_t outputsUnder(const fs::path& output) {
    std::size_t files = 0;
    std::error_code error;
    for (fs::recursive_directory_iterator at(output, error), end; !error && at != end;
         at.increment(error)) {
        std::error_code ignored;
        const bool own = at.depth() == 0 && at->path().filename().native().starts_with(".concord-");
        if (own)
            at.disable_recursion_pending();
        else if (at->is_symlink(ignored) || !at->is_directory(ignored))
            ++files;
    }
    return files;
}

/// What the run has counted so far; told of every item in the order of commits.
class Tally {
public:
    Tally(const BatchOptions& options, const SourceCount& ahead, const core::ProgressFn& progress,
          std::optional<ItemFile> items)
        : m_options(options), m_ahead(ahead), m_progress(progress), m_items(std::move(items)) {}

    Result<void> add(Finished& finished) {
        BatchItem& item = finished.item;
        ++m_report.outcomes[static_cast<std::size_t>(item.outcome)];
        ++m_done;
        m_bytes += finished.sourceBytes;
        if (item.outcome == Outcome::Written) {
            m_report.bytesIn += finished.sourceBytes;
            m_report.bytesOut += item.bytes;
        }
        if (!item.output.empty()) {
            m_subjects.insert(std::hash<std::string>{}(item.patient));
            m_studies.insert(std::hash<std::string>{}(item.patient + ' ' + item.study));
        }
        if (item.outcome == Outcome::Written)
            m_dropped.add(std::hash<std::string>{}(item.patient), finished.dropped, finished.names);
        m_report.leaked += finished.leaked ? 1 : 0;
        if (!item.reason.empty())
            ++m_report.reasons[item.reason];
        for (const auto& [action, count] : item.record.actions)
            m_report.actions[action] += count;
        if (m_items)
            CW_CHECK(m_items->add(item));
        if (m_options.each)
            m_options.each(item);
        tell();
        return {};
    }

    Result<BatchReport> finish(const DeidentifyContext& context) {
        m_report.profile = context.profile->name();
        m_report.edition = context.profile->edition();
        m_report.profileSha256 = context.profile->digest();
        m_report.keyId = context.pseudonyms.keyId();
        m_report.toolVersion = m_options.toolVersion;
        m_report.gate = static_cast<bool>(m_options.gate);
        m_report.pixelCheck = static_cast<bool>(m_options.pixels);
        for (auto& row : m_dropped.common())
            m_report.droppedWords.emplace_back(std::move(row.word), row.times);
        m_report.subjects = m_subjects.size();
        m_report.studies = m_studies.size();
        m_report.outputsFound = outputsUnder(m_options.output);
        if (m_items) {
            CW_TRY(m_report.itemsSha256, m_items->finish());
            const std::string text = m_report.toJson();
            CW_CHECK(core::writeWhole(*m_options.report / "report.json", text));
            m_report.sha256 = core::sha256Hex(text);
            CW_CHECK(core::writeWhole(*m_options.report / "report.sha256",
                                      m_report.sha256 + "  report.json\n" + m_report.itemsSha256 +
                                          "  " + ItemFile::kFileName + "\n"));
        }
        return std::move(m_report);
    }

    void foundInput(std::size_t files) { m_report.input = files; }

private:
    void tell() const {
        const std::size_t total = m_ahead.complete ? std::max(m_ahead.files.load(), m_done) : 0;
        if (m_progress)
            m_progress(m_done, total, "images");
        if (m_options.work)
            m_options.work(
                {m_done, total, m_bytes, total > 0 ? std::max(m_ahead.bytes.load(), m_bytes) : 0});
    }

    const BatchOptions& m_options;
    const SourceCount& m_ahead;
    const core::ProgressFn& m_progress;
    std::optional<ItemFile> m_items;
    BatchReport m_report;
    std::size_t m_done = 0;
    std::uint64_t m_bytes = 0;
    std::unordered_set<std::size_t> m_subjects, m_studies; ///< hashes of pseudonyms
    DroppedWords m_dropped;
};

/// Takes groups from the workers and commits them until there are no more, or one fails.
Result<void> commitAll(BatchWorkers& workers, GroupCommit& commit) {
    Result<void> outcome;
    while (outcome) {
        auto group = workers.takeGroup();
        if (group.empty())
            break;
        outcome = commit.commit(std::move(group));
    }
    workers.stop();
    // What has its name by now may still count, even when the run ends here.
    auto closed = commit.finish();
    return outcome ? closed : outcome;
}

/// Counting ahead runs beside the work and ends with it.
class Ahead {
public:
    Ahead(SourceCount& count, const fs::path& folder)
        : m_count(count), m_thread([&count, folder] { count.run(folder); }) {}
    Ahead(const Ahead&) = delete;
    Ahead& operator=(const Ahead&) = delete;
    ~Ahead() {
        m_count.stop = true;
        m_thread.join();
    }

private:
    SourceCount& m_count;
    std::thread m_thread;
};

/// Made by the run, gone with it, however it ends; a killed run's are removed by the next.
class TemporaryFiles {
public:
    explicit TemporaryFiles(const fs::path& output) : m_folder(output / ".concord-tmp") { clear(); }
    TemporaryFiles(const TemporaryFiles&) = delete;
    TemporaryFiles& operator=(const TemporaryFiles&) = delete;
    ~TemporaryFiles() { clear(); }
    Result<void> make() const {
        std::error_code error;
        if (!fs::create_directory(m_folder, error))
            return fail(ErrorCode::IoFailure,
                        "the output folder cannot be written: " + error.message());
        return {};
    }
    const fs::path& folder() const { return m_folder; }

private:
    void clear() const {
        std::error_code ignored;
        fs::remove_all(m_folder, ignored);
    }
    fs::path m_folder;
};

Result<BatchReport> runBatch(const BatchOptions& options, const DeidentifyContext& context,
                             const core::ProgressFn& progress, const core::CancelToken* cancel) {
    CW_TRY(Journal journal,
           Journal::open(options.output, context.profile->name() + ' ' + context.profile->digest() +
                                             ' ' + context.pseudonyms.keyId()));
    const TemporaryFiles temporary(options.output);
    CW_CHECK(temporary.make());
    CW_TRY(auto disk, core::FileSystemSync::open(options.output));
    std::optional<ItemFile> items;
    if (options.report) {
        CW_TRY(auto file, ItemFile::begin(*options.report));
        items.emplace(std::move(file));
    }
    CW_TRY(auto walk, SourceWalk::begin(options.input, [&](const fs::path& relative) {
               return sourceToken(context, relative);
           }));
    SourceCount count;
    Tally tally(options, count, progress, std::move(items));
    {
        const Ahead ahead(count, options.input);
        BatchWorkers workers(options, context, journal, std::move(walk), temporary.folder(),
                             cancel);
        GroupCommit commit(options.output, std::move(disk), journal, options.mapping,
                           [&](Finished& finished) { return tally.add(finished); });
        workers.start();
        CW_CHECK(commitAll(workers, commit));
        CW_CHECK(workers.failure());
        if (!workers.complete())
            return fail(ErrorCode::Cancelled, "stopped; --resume goes on from here");
        tally.foundInput(workers.met());
    }
    CW_CHECK(journal.settle());
    return tally.finish(context);
}

} // namespace

Result<void> checkFolders(const BatchOptions& options) {
    std::error_code error;
    if (!fs::is_directory(options.input, error))
        return fail(ErrorCode::NotFound, "the input folder is not there");
    CW_CHECK(refuseNested(options.input, options.output, "input and output"));
    if (options.report) {
        CW_CHECK(refuseNested(options.input, *options.report, "input and report"));
        // What is in the output goes out with it.
        CW_CHECK(refuseNested(options.output, *options.report, "output and report"));
    }
    if (fs::exists(options.output, error) && !fs::is_directory(options.output, error))
        return fail(ErrorCode::InvalidArgument, "the output is not a folder");
    if (!options.resume && fs::is_directory(options.output, error) &&
        !fs::is_empty(options.output, error))
        return fail(ErrorCode::Conflict,
                    "the output folder is not empty; go on with --resume, or choose another");
    fs::create_directories(options.output, error);
    if (error)
        return fail(ErrorCode::IoFailure, "the output folder cannot be made: " + error.message());
    if (::access(options.output.c_str(), W_OK | X_OK) != 0)
        return fail(ErrorCode::IoFailure, "the output folder cannot be written");
    return checkQuarantine(options);
}

std::string sourceToken(const DeidentifyContext& context, const std::filesystem::path& relative) {
    return context.pseudonyms.token("source path", relative.generic_string(), 24);
}

Result<BatchReport> deidentifyFolder(const BatchOptions& options, const DeidentifyContext& context,
                                     const core::ProgressFn& progress,
                                     const core::CancelToken* cancel) {
    CW_ASSERT(context.profile != nullptr);
    CW_CHECK(checkFolders(options));
    CW_TRY(core::FileLock lock, core::FileLock::take(options.output / kLockFileName));
    auto report = runBatch(options, context, progress, cancel);
    if (!report && report.error().code == ErrorCode::IoFailure)
        return within(report.error(), "the run stopped, and --resume goes on from here");
    return report;
}

} // namespace cw::anonymizer
