// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/LeakScan.h"
#include "anonymizer/Profile.h"
#include "anonymizer/detail/FileSearch.h"
#include "anonymizer/detail/OriginalsIndex.h"
#include "anonymizer/detail/PictureScan.h"
#include "anonymizer/detail/TreeFiles.h"
#include "dicom/StreamedFile.h"
#include <atomic>
#include <mutex>
#include <thread>

namespace cw::anonymizer {
namespace {

namespace fs = std::filesystem;

/// The options whose codes a file names: their letters in the table.
std::string lettersOf(const std::set<std::string>& methods) {
    std::string letters;
    for (const OptionName& option : optionNames())
        if (methods.contains(std::string(option.code)))
            letters += static_cast<char>(option.option);
    return letters;
}

/// Whether the table keeps the attribute under one of the options.
bool isKeptBy(const std::string& letters, dicom::Tag tag) {
    const auto& table = confidentialityTable();
    const auto row = std::ranges::lower_bound(table, tag, {}, &TableRow::tag);
    if (row == table.end() || row->tag != tag)
        return false;
    for (std::size_t i = 0; i + 1 < row->options.size(); i += 2)
        if (row->options[i + 1] == 'K' && letters.find(row->options[i]) != std::string::npos)
            return true;
    return false;
}

/// Judges by all originals together, and by what the output says of itself.
class TreeJudge final : public FindJudge {
public:
    TreeJudge(const OriginalsIndex& originals, std::string fingerprint)
        : m_originals(originals), m_fingerprint(std::move(fingerprint)) {}

    bool isShiftedDay(const OutputFacts& facts, const ElementPlace& element,
                      const std::string& yyyymmdd) const override {
        if (facts.temporal.starts_with("UNMODIFIED"))
            return element.tag != dicom::Tag{0x0010, 0x0030};
        return facts.temporal.starts_with("MODIFIED") &&
               !m_originals.hadDate(m_fingerprint, element.tag, yyyymmdd);
    }
    bool isKept(const OutputFacts& facts, const ElementPlace& element, const SearchSet& set,
                const SearchForm& form) const override {
        if (facts.methods.empty())
            return false;
        const std::string letters = lettersOf(facts.methods);
        if (element.tag.isPrivate())
            return set.isOnly(form, kPrivateKind) &&
                   letters.find(static_cast<char>(Option::RetainSafePrivate)) != std::string::npos;
        if (!isKeptBy(letters, element.tag))
            return false;
        const std::string own = dicom::keyword(element.tag);
        return set.kind(form) == own ||
               std::ranges::any_of(form.otherKinds,
                                   [&](std::uint32_t kind) { return set.kind(kind) == own; });
    }

private:
    const OriginalsIndex& m_originals;
    const std::string m_fingerprint;
};

std::string fingerprintOf(const fs::path& file) {
    auto source = dicom::ByteSource::open(file);
    if (!source)
        return {};
    const auto read = dicom::StreamedFile::open(std::move(*source), {});
    return read ? anonymizer::fingerprintOf(read->header()) : std::string();
}

std::string pictures(std::size_t count) {
    return std::to_string(count) + (count == 1 ? " picture " : " pictures ");
}

/// A tree in the making of its report, by several threads.
class TreeScan {
public:
    TreeScan(const OriginalsIndex& originals, const LeakScanOptions& options, core::Work work)
        : m_originals(originals), m_options(options), m_work(work),
          m_contents(originals.contents().forms(), originals.contents().kinds()),
          m_names(originals.names().forms(), originals.names().kinds()),
          m_words(originals.contents()) {}

    Result<LeakReport> run(const fs::path& folder) {
        CW_TRY(m_files, filesUnder(folder));
        m_folder = folder;
        std::vector<std::thread> threads;
        const int workers = std::clamp<int>(m_options.workers, 1, 64);
        for (int i = 1; i < workers; ++i)
            threads.emplace_back([this] { work(); });
        work();
        for (std::thread& thread : threads)
            thread.join();
        if (m_error)
            return tl::unexpected(*m_error);
        if (m_options.cancel && m_options.cancel->cancelled())
            return fail(ErrorCode::Cancelled, "the search for leaks was stopped");
        finish();
        return std::move(m_report);
    }

private:
    void work() {
        try {
            PictureScan scan(m_words);
            while (!m_stop && !(m_options.cancel && m_options.cancel->cancelled())) {
                const std::size_t next = m_next++;
                if (next >= m_files.size())
                    break;
                if (auto done = file(m_files[next], scan); !done)
                    giveUp(std::move(done).error());
            }
        } catch (const std::exception&) {
            giveUp({ErrorCode::Internal, "the search for leaks met an unexpected error", {}});
        }
    }
    void giveUp(Error error) {
        const std::lock_guard lock(m_mutex);
        if (!m_error)
            m_error = std::move(error);
        m_stop = true;
    }

    Result<void> file(const TreeFile& file, PictureScan& scan) {
        const fs::path path = m_folder / file.relative;
        const TreeJudge judge(m_originals, fingerprintOf(path));
        CW_TRY(const auto source, dicom::ByteSource::open(path));
        const WindowSearch::Sets contents{&m_contents}, names{&m_names};
        CW_TRY(auto found, FileSearch(contents, names, judge).run(source, file.relative));
        PictureFinds seen;
        if (m_options.pictures) {
            seen = scan.file(path, file.relative);
            if (seen.outcome != PictureFinds::Outcome::NoPicture)
                m_readsPictures = scan.readerReady(), m_readsKorean = scan.readsKorean();
        }
        const std::lock_guard lock(m_mutex);
        add(file, std::move(found), std::move(seen));
        return {};
    }

    void add(const TreeFile& file, GateResult found, PictureFinds seen) {
        using Outcome = PictureFinds::Outcome;
        ++m_report.filesScanned;
        m_report.bytesScanned += found.bytes;
        m_report.found += found.found + seen.leaks.size();
        if (!found.leaks.empty() || !seen.leaks.empty() || seen.hasText)
            m_report.hashes[file.relative] = found.sha256;
        for (auto* leaks : {&found.leaks, &seen.leaks})
            std::ranges::move(*leaks, std::back_inserter(m_report.leaks));
        m_hashes[file.relative.generic_string()] = std::move(found.sha256);
        const bool read = seen.outcome == Outcome::Read || seen.outcome == Outcome::Partly;
        m_report.picturesRead += read ? 1 : 0;
        m_report.picturesUnread += seen.outcome == Outcome::Unread ? 1 : 0;
        m_partly += seen.outcome == Outcome::Partly ? 1 : 0;
        if (seen.hasText) {
            ++m_report.picturesWithText;
            m_report.textIn.push_back(file.relative);
        }
        ++m_work.files;
        m_work.bytes += found.bytes;
        if (m_options.progress)
            m_options.progress(m_work);
    }

    void finish() {
        std::ranges::stable_sort(m_report.leaks, {}, &Leak::file);
        std::ranges::sort(m_report.textIn);
        m_report.outputSha256 = treeSha256(m_hashes);
        const FormSet& contents = m_originals.contents();
        m_report.identifiers = contents.identifiers();
        m_report.forms = m_contents.size();
        for (std::size_t i = 0; i < contents.kinds().size(); ++i)
            m_report.searchedFor[contents.kinds()[i]] = contents.countOfKind()[i];
        m_report.originalsUnread = m_originals.unread();
        notes();
    }

    void notes() {
        auto& notes = m_report.notes;
        if (!m_options.pictures)
            notes.emplace_back("pictures were not searched for burned-in text");
        if (m_report.picturesUnread > 0)
            notes.push_back(pictures(m_report.picturesUnread) +
                            (m_readsPictures
                                 ? "could not be decoded and searched for burned-in text"
                                 : "not searched for burned-in text: Tesseract's "
                                   "language data are not installed"));
        if (m_partly > 0)
            notes.push_back(pictures(m_partly) +
                            "searched in part only: more frames or more writing than is read");
        if (m_report.picturesRead > 0 && !m_readsKorean)
            notes.emplace_back("Korean writing in pictures was not read: Tesseract's Korean "
                               "language data are not installed");
        if (m_report.originalsUnread > 0)
            notes.push_back(std::to_string(m_report.originalsUnread) +
                            " of the originals could not be read: only their names were searched "
                            "for");
    }

    const OriginalsIndex& m_originals;
    const LeakScanOptions& m_options;
    core::Work m_work;
    const SearchSet m_contents, m_names;
    const PictureWords m_words;
    fs::path m_folder;
    std::vector<TreeFile> m_files;
    std::atomic<std::size_t> m_next{0};
    std::atomic<bool> m_stop{false}, m_readsPictures{false}, m_readsKorean{false};

    std::mutex m_mutex; ///< guards what follows, and m_work
    std::optional<Error> m_error;
    LeakReport m_report;
    std::map<std::string, std::string> m_hashes;
    std::size_t m_partly = 0;
};

std::uint64_t bytesOf(const std::vector<TreeFile>& files) {
    std::uint64_t bytes = 0;
    for (const TreeFile& file : files)
        bytes += file.bytes;
    return bytes;
}

} // namespace

Result<LeakReport> leakScan(const fs::path& original, const fs::path& output,
                            const LeakScanOptions& options) try {
    CW_TRY(const auto sources, filesUnder(original));
    CW_TRY(const auto outputs, filesUnder(output));
    core::Work work{0, sources.size() + outputs.size(), 0, bytesOf(sources) + bytesOf(outputs)};
    OriginalsIndex originals;
    for (const TreeFile& source : sources) {
        if (options.cancel && options.cancel->cancelled())
            return fail(ErrorCode::Cancelled, "the search for leaks was stopped");
        originals.add(original, source.relative);
        ++work.files;
        work.bytes += source.bytes;
        if (options.progress)
            options.progress(work);
    }
    originals.finish();
    TreeScan scan(originals, options, work);
    CW_TRY(auto report, scan.run(output));
    report.originals = sources.size();
    return report;
} catch (const std::exception&) {
    return fail(ErrorCode::Internal, "the search for leaks met an unexpected error");
}

Result<LeakReport> leakScan(const fs::path& original, const fs::path& output,
                            const core::ProgressFn& progress) {
    LeakScanOptions options;
    if (progress)
        options.progress = [&](const core::Work& work) {
            progress(work.files, work.totalFiles, "files");
        };
    return leakScan(original, output, options);
}

Result<LeakReport> leakScanFor(const std::vector<Identifier>& identifiers, const fs::path& output,
                               const LeakScanOptions& options) try {
    CW_TRY(const auto outputs, filesUnder(output));
    OriginalsIndex values;
    values.add(identifiers);
    values.finish();
    TreeScan scan(values, options, {0, outputs.size(), 0, bytesOf(outputs)});
    return scan.run(output);
} catch (const std::exception&) {
    return fail(ErrorCode::Internal, "the search for leaks met an unexpected error");
}

} // namespace cw::anonymizer
