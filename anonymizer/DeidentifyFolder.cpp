// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/Deidentify.h"
#include "anonymizer/Profile.h"
#include "anonymizer/detail/Journal.h"
#include "core/Files.h"
#include "core/Sha256.h"
#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <set>
#include <thread>

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

/// Everything under the folder that is not a folder, sorted: the order of commits.
Result<std::vector<fs::path>> filesUnder(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code error;
    for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end;
         at.increment(error)) {
        std::error_code ignored;
        if (at->is_symlink(ignored) || !at->is_directory(ignored))
            files.push_back(fs::relative(at->path(), folder, ignored));
    }
    if (error)
        return fail(ErrorCode::Unreadable, "the input folder cannot be walked");
    std::ranges::sort(files);
    return files;
}

const char* extensionOf(const std::string& mediaType) {
    if (mediaType == "image/jpeg")
        return ".jpg";
    if (mediaType == "image/png")
        return ".png";
    return mediaType == "image/tiff" ? ".tif" : ".dcm";
}

/// One item between the parallel part (read, de-identify) and the ordered part (name, write, log).
struct Pending {
    BatchItem item;
    std::string sourceDigest;
    std::optional<DeidentifiedFile> file;
};

class Batch {
public:
    Batch(const BatchOptions& options, const DeidentifyContext& context, Journal journal,
          std::vector<fs::path> files, const core::ProgressFn& progress,
          const core::CancelToken* cancel)
        : m_options(options), m_context(context), m_journal(std::move(journal)),
          m_files(std::move(files)), m_progress(progress), m_cancel(cancel) {}

    Result<BatchReport> run();

private:
    void work();
    Pending prepare(const fs::path& relative);
    void prepareOrThrow(const fs::path& relative, Pending& pending);
    void commitInOrder(std::size_t index, Pending pending);
    Result<void> commit(Pending& pending);
    fs::path freeName(const core::EncodedImage& image, const Pending& pending) const;
    bool stopped() const { return m_failed || (m_cancel && m_cancel->cancelled()); }

    const BatchOptions& m_options;
    const DeidentifyContext& m_context;
    Journal m_journal;
    std::vector<fs::path> m_files;
    const core::ProgressFn& m_progress;
    const core::CancelToken* m_cancel;

    std::atomic<std::size_t> m_next{0};
    std::atomic<bool> m_failed{false};
    std::mutex m_mutex; ///< guards everything below, and the journal
    std::condition_variable m_turn;
    std::size_t m_committed = 0;
    std::set<fs::path> m_names; ///< given in this run
    std::vector<BatchItem> m_items;
    std::optional<Error> m_error;
};

Result<BatchReport> Batch::run() {
    std::vector<std::thread> threads;
    const int workers = std::clamp(m_options.workers, 1, 64);
    for (int i = 0; i < workers; ++i)
        threads.emplace_back([this] { work(); });
    for (std::thread& thread : threads)
        thread.join();
    if (m_error)
        return tl::unexpected<Error>(*m_error);
    if (m_committed < m_files.size())
        return fail(ErrorCode::Cancelled, "stopped; --resume goes on from here");
    BatchReport report;
    report.profile = m_context.profile->name() + ", " + m_context.profile->edition();
    report.keyId = m_context.pseudonyms.keyId();
    report.items = std::move(m_items);
    std::ranges::sort(report.items, {}, &BatchItem::source);
    return report;
}

void Batch::work() {
    for (std::size_t index = m_next++; index < m_files.size() && !stopped(); index = m_next++)
        commitInOrder(index, prepare(m_files[index]));
    // Whoever waits for an item that will never come must wake up.
    m_turn.notify_all();
}

Pending Batch::prepare(const fs::path& relative) {
    Pending pending;
    pending.item.source = sourceToken(m_context, relative);
    try {
        prepareOrThrow(relative, pending);
    } catch (const std::bad_alloc&) {
        pending.item.outcome = Outcome::Quarantined;
        pending.item.reason = "the file needs more memory than there is";
    } catch (const std::exception&) {
        pending.item.outcome = Outcome::Quarantined;
        pending.item.reason = "the file cannot be read";
    }
    return pending;
}

void Batch::prepareOrThrow(const fs::path& relative, Pending& pending) {
    BatchItem& item = pending.item;
    const auto quarantine = [&](std::string reason) {
        item.outcome = Outcome::Quarantined;
        item.reason = std::move(reason);
    };
    const fs::path source = m_options.input / relative;
    if (!fs::is_regular_file(fs::symlink_status(source)))
        return quarantine("a link or device, not a file");
    const auto bytes = core::readFile(source);
    if (!bytes)
        return quarantine(bytes.error().sentence());
    pending.sourceDigest = m_context.pseudonyms.token("source bytes", core::sha256Hex(*bytes), 32);
    std::optional<Journal::Entry> done;
    {
        const std::lock_guard lock(m_mutex);
        done = m_journal.find(item.source);
    }
    // The hash, not the mere presence: a good file may have been damaged since.
    if (done && done->sourceDigest == pending.sourceDigest) {
        const auto existing = core::readFile(m_options.output / done->output);
        if (existing && core::sha256Hex(*existing) == done->sha256) {
            item.outcome = Outcome::AlreadyThere;
            item.output = done->output;
            item.record.outputSha256 = done->sha256;
            return;
        }
    }
    auto file = deidentify(*bytes, m_context, relative.filename());
    if (!file)
        return quarantine(file.error().sentence());
    item.record = file->record;
    pending.file = std::move(*file);
}

void Batch::commitInOrder(std::size_t index, Pending pending) {
    std::unique_lock lock(m_mutex);
    m_turn.wait(lock, [&] { return m_committed == index || stopped(); });
    if (m_committed != index)
        return;
    if (auto committed = commit(pending); !committed) {
        m_error = committed.error();
        m_failed = true;
    } else {
        m_items.push_back(std::move(pending.item));
        ++m_committed;
        if (m_progress)
            m_progress(m_committed, m_files.size(), "images");
    }
    m_turn.notify_all();
}

/// patient/study/uid.dcm; where that name is taken by other content (two sources that claim one
/// UID), a keyed mark of the source tells them apart.
fs::path Batch::freeName(const core::EncodedImage& image, const Pending& pending) const {
    const fs::path folder = fs::path(image.patient.text()) / image.study.text();
    const std::string extension = extensionOf(image.mediaType);
    const fs::path plain = folder / (pending.file->instanceUid + extension);
    if (!m_names.contains(plain))
        return plain;
    return folder /
           (pending.file->instanceUid + "-" + pending.item.source.substr(0, 12) + extension);
}

Result<void> Batch::commit(Pending& pending) {
    BatchItem& item = pending.item;
    if (item.outcome == Outcome::AlreadyThere)
        m_names.insert(item.output);
    if (!pending.file)
        return {};
    const core::EncodedImage& image = pending.file->image.value();
    item.output = freeName(image, pending);
    m_names.insert(item.output);
    const fs::path target = m_options.output / item.output;
    std::error_code error;
    fs::create_directories(target.parent_path(), error);
    const auto existing = fs::exists(target, error)
                              ? core::readFile(target)
                              : Result<std::vector<std::byte>>(fail(ErrorCode::NotFound, ""));
    // A run that was killed between writing and logging left the very same bytes.
    if (!existing || core::sha256Hex(*existing) != item.record.outputSha256)
        if (auto written = core::writeWhole(target, image.bytes); !written)
            return within(written.error(), "writing a de-identified image");
    item.outcome = Outcome::Written;
    return m_journal.add(item.source,
                         {pending.sourceDigest, item.output, item.record.outputSha256});
}

Result<void> checkFolders(const BatchOptions& options) {
    std::error_code error;
    if (!fs::is_directory(options.input, error))
        return fail(ErrorCode::NotFound, "the input folder is not there");
    CW_CHECK(refuseNested(options.input, options.output, "input and output"));
    if (options.report)
        CW_CHECK(refuseNested(options.input, *options.report, "input and report"));
    if (fs::exists(options.output, error) && !fs::is_directory(options.output, error))
        return fail(ErrorCode::InvalidArgument, "the output is not a folder");
    if (!options.resume && fs::is_directory(options.output, error) &&
        !fs::is_empty(options.output, error))
        return fail(ErrorCode::Conflict,
                    "the output folder is not empty; go on with --resume, or choose another");
    fs::create_directories(options.output, error);
    if (error)
        return fail(ErrorCode::IoFailure, "the output folder cannot be made");
    return {};
}

} // namespace

std::string sourceToken(const DeidentifyContext& context, const std::filesystem::path& relative) {
    return context.pseudonyms.token("source path", relative.generic_string(), 24);
}

Result<BatchReport> deidentifyFolder(const BatchOptions& options, const DeidentifyContext& context,
                                     const core::ProgressFn& progress,
                                     const core::CancelToken* cancel) {
    CW_ASSERT(context.profile != nullptr);
    CW_CHECK(checkFolders(options));
    CW_TRY(core::FileLock lock, core::FileLock::take(options.output / ".concord-lock"));
    CW_TRY(auto files, filesUnder(options.input));
    CW_TRY(Journal journal,
           Journal::open(options.output, context.profile->name(), context.pseudonyms.keyId()));
    Batch batch(options, context, std::move(journal), std::move(files), progress, cancel);
    CW_TRY(BatchReport report, batch.run());
    if (options.report) {
        std::error_code error;
        std::filesystem::create_directories(*options.report, error);
        CW_CHECK(core::writeWhole(*options.report / "report.json", report.toJson()));
    }
    return report;
}

} // namespace cw::anonymizer
