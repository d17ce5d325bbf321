// SPDX-License-Identifier: Apache-2.0
#include "dicom/MediaDirectory.h"

#include "core/Files.h"
#include "core/Sha256.h"
#include "dicom/DerivedUid.h"
#include "dicom/StreamedFile.h"
#include "dicom/detail/DirectoryRecords.h"
#include "dicom/detail/FileIds.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <unistd.h>
#include <utility>

namespace cw::dicom {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kDirectoryClass = "1.2.840.10008.1.3.10";
constexpr std::string_view kNotMarked = "it is not marked as de-identified (0012,0062)";
constexpr Tag kIdentityRemoved{0x0012, 0x0062};

Result<fs::path> resolved(const fs::path& path) {
    std::error_code error;
    fs::path full = fs::weakly_canonical(fs::absolute(path, error), error);
    if (error)
        return fail(ErrorCode::InvalidArgument, "a folder's path cannot be resolved");
    return full.has_filename() ? full : full.parent_path(); // "dir/" ends in an empty name
}

/// The output's resolved path, if a file-set can be written there.
Result<fs::path> checkedOutput(const MediaOptions& options) {
    std::error_code error;
    if (!fs::is_directory(options.input, error))
        return fail(ErrorCode::NotFound, "the input folder is not there");
    CW_TRY(const auto input, resolved(options.input));
    CW_TRY(auto output, resolved(options.output));
    if (std::mismatch(input.begin(), input.end(), output.begin(), output.end()).first ==
        input.end())
        return fail(ErrorCode::InvalidArgument, "the output must not lie in the input");
    if (!fs::exists(output, error))
        return output;
    if (!fs::is_directory(output, error))
        return fail(ErrorCode::InvalidArgument, "the output is not a folder");
    if (!fs::is_empty(output, error))
        return fail(ErrorCode::Conflict, "the output folder is not empty");
    return output;
}

/// A folder beside the output that becomes the output, or goes.
class NewFolder {
public:
    static Result<NewFolder> beside(const fs::path& output) {
        std::error_code error;
        fs::create_directories(output.parent_path(), error);
        fs::path folder = output;
        folder += ".concord-" + std::to_string(::getpid());
        if (!fs::create_directory(folder, error))
            return fail(ErrorCode::IoFailure, "the output folder cannot be made");
        return NewFolder(std::move(folder));
    }
    NewFolder(NewFolder&& other) noexcept : m_folder(std::exchange(other.m_folder, {})) {}
    NewFolder& operator=(NewFolder&&) = delete;
    ~NewFolder() {
        std::error_code ignored;
        if (!m_folder.empty())
            fs::remove_all(m_folder, ignored);
    }
    const fs::path& path() const { return m_folder; }
    Result<void> become(const fs::path& output) {
        CW_TRY(auto disk, core::FileSystemSync::open(m_folder));
        CW_CHECK(disk.sync());
        std::error_code error;
        fs::rename(m_folder, output, error); // over an empty folder too
        if (error)
            return fail(ErrorCode::IoFailure, "the output folder cannot be made");
        m_folder.clear();
        return disk.sync();
    }

private:
    explicit NewFolder(fs::path folder) : m_folder(std::move(folder)) {}
    fs::path m_folder;
};

/// Relative paths of all that is no folder, sorted by their bytes.
Result<std::vector<fs::path>> filesUnder(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code error;
    for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end;
         at.increment(error)) {
        const bool own = at.depth() == 0 && at->path().filename().native().starts_with(".concord-");
        std::error_code ignored;
        if (own)
            at.disable_recursion_pending();
        else if (!fs::is_directory(at->symlink_status(ignored)))
            files.push_back(at->path().lexically_relative(folder));
    }
    if (error)
        return fail(ErrorCode::Unreadable, "the input folder cannot be read");
    std::ranges::sort(
        files, {}, [](const fs::path& file) -> const auto& { return file.native(); });
    return files;
}

bool isPartTen(const ByteSource& source) {
    std::array<std::byte, 132> first{};
    const auto got = source.read(0, first);
    return got && *got == first.size() && std::memcmp(first.data() + 128, "DICM", 4) == 0;
}

/// Why this file must not be in a file-set, or nothing.
std::string refusal(const StreamedFile& file, const FileOwner& owner) {
    const auto& header = file.header();
    if (file.sopClassUid() == kDirectoryClass)
        return "a DICOMDIR is made anew, not copied";
    if (header.text(kIdentityRemoved) != "YES")
        return std::string(kNotMarked);
    if (std::ranges::any_of(header.nodes(), [](const auto& n) { return n.tag.group == 0x0004; }))
        return "it holds elements of a directory (group 0004)";
    if (owner.patient.empty())
        return "it has no Patient ID";
    if (owner.study.empty() || owner.series.empty() || owner.instance.empty())
        return "it has no Study, Series or SOP Instance UID";
    return {};
}

FileOwner ownerOf(const Header& header) {
    const auto text = [&](Tag tag) { return header.text(tag).value_or(""); };
    return {.patient = text({0x0010, 0x0020}),
            .study = text({0x0020, 0x000D}),
            .series = text({0x0020, 0x000E}),
            .instance = text({0x0008, 0x0018})};
}

/// The header with what a record must have (PS3.3 F.5) and de-identification may have emptied.
Result<Header> forRecords(const StreamedFile& file, const FileNumbers& numbers) {
    std::vector<NewElement> added;
    const auto ensure = [&](Tag tag, std::string_view vr,
                            const std::string& value) -> Result<void> {
        if (!file.header().text(tag).value_or("").empty())
            return {};
        CW_TRY(auto element, textElement(tag, vr, value));
        added.push_back(std::move(element));
        return {};
    };
    CW_CHECK(ensure({0x0008, 0x0016}, "UI", file.sopClassUid()));
    CW_CHECK(ensure({0x0008, 0x0020}, "DA", "19000101")); // as DCMTK's dcmmkdir has it
    CW_CHECK(ensure({0x0008, 0x0030}, "TM", "000000"));
    CW_CHECK(ensure({0x0020, 0x0010}, "SH", std::to_string(numbers.study)));
    CW_CHECK(ensure({0x0020, 0x0011}, "IS", std::to_string(numbers.series)));
    CW_CHECK(ensure({0x0020, 0x0013}, "IS", std::to_string(numbers.file)));
    return file.header().with(std::move(added));
}

/// The file-set in the making.
class FileSet {
public:
    FileSet(fs::path input, fs::path folder, DirectoryRecords records)
        : m_input(std::move(input)), m_folder(std::move(folder)), m_records(std::move(records)) {}

    /// Puts the file in, or notes why not. An error is one of the output.
    Result<void> take(const fs::path& relative) {
        auto source = ByteSource::open(m_input / relative);
        std::error_code error;
        if (fs::symlink_status(m_input / relative, error).type() != fs::file_type::regular ||
            (source && !isPartTen(*source))) {
            ++m_report.other;
            return {};
        }
        if (!source)
            return refuse(relative, "it cannot be read");
        const auto file = StreamedFile::open(std::move(*source), {.spillFolder = m_folder});
        if (!file)
            return refuse(relative, file.error().message);
        const auto owner = ownerOf(file->header());
        if (const auto reason = refusal(*file, owner); !reason.empty()) {
            if (reason == kNotMarked)
                ++m_report.notDeidentified;
            return refuse(relative, reason);
        }
        if (m_ids.has(owner.instance))
            return refuse(relative, "another file has the same SOP Instance UID");
        return place(relative, *file, owner);
    }
    Result<MediaReport> finish() {
        m_report.patients = m_ids.patients();
        m_report.studies = m_ids.studies();
        m_report.series = m_ids.series();
        m_report.files = m_ids.files();
        if (m_report.written())
            CW_CHECK(m_records.write(uidOfDigest(m_contents.hex())));
        return std::move(m_report);
    }

private:
    Result<void> refuse(const fs::path& relative, std::string reason) {
        m_report.refused.push_back({relative.generic_string(), std::move(reason)});
        return {};
    }
    Result<void> place(const fs::path& relative, const StreamedFile& file, const FileOwner& owner) {
        const auto numbers = m_ids.next(owner);
        if (!numbers.fit())
            return fail(ErrorCode::TooLarge, "more files than the names of a file-set can number");
        const auto path = numbers.path();
        const auto header = forRecords(file, numbers);
        if (!header)
            return refuse(relative, header.error().message);
        const auto target = m_folder / path;
        std::error_code error;
        fs::create_directories(target.parent_path(), error);
        if (error)
            return fail(ErrorCode::IoFailure, "a folder of the file-set cannot be made");
        if (auto added = m_records.add(path, *header, file.transferSyntaxUid()); !added) {
            for (auto folder = target.parent_path();
                 folder != m_folder && fs::is_empty(folder, error); folder = folder.parent_path())
                fs::remove(folder, error);
            return added.error().code == ErrorCode::Unsupported
                       ? refuse(relative, added.error().message)
                       : Result<void>(tl::unexpected(added.error()));
        }
        CW_CHECK(bring(m_input / relative, target));
        m_ids.take(owner);
        m_contents.add(path + "\n" + owner.instance + "\n");
        return {};
    }
    Result<void> bring(const fs::path& from, const fs::path& to) {
        std::error_code error;
        fs::create_hard_link(from, to, error);
        if (!error)
            return {};
        fs::copy_file(from, to, error); // another disk, or one without links
        if (error)
            return fail(ErrorCode::IoFailure, "a file cannot be copied into the file-set");
        ++m_report.copied;
        return {};
    }

    fs::path m_input, m_folder;
    DirectoryRecords m_records;
    FileIds m_ids;
    core::Sha256 m_contents;
    MediaReport m_report;
};

} // namespace

Result<MediaReport> writeMediaDirectory(const MediaOptions& options) {
    CW_TRY(const auto output, checkedOutput(options));
    CW_TRY(const auto files, filesUnder(options.input));
    CW_TRY(auto folder, NewFolder::beside(output));
    // DCMTK writes what it holds when it goes: the file-set goes before its folder does.
    CW_TRY(auto records, DirectoryRecords::begin(folder.path()));
    FileSet set(options.input, folder.path(), std::move(records));
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (options.cancel != nullptr && options.cancel->cancelled())
            return fail(ErrorCode::Cancelled, "stopped; nothing was written");
        if (options.progress)
            options.progress(i, files.size(), "files");
        CW_CHECK(set.take(files[i]));
    }
    CW_TRY(auto report, set.finish());
    if (report.written())
        CW_CHECK(folder.become(output));
    return report;
}

} // namespace cw::dicom
