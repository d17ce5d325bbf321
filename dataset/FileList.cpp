// SPDX-License-Identifier: Apache-2.0
#include "dataset/FileList.h"

#include "core/Files.h"
#include "core/Sha256.h"
#include "dataset/Records.h"
#include "dataset/detail/RecordJson.h"

#include <algorithm>
#include <map>

namespace cw::dataset {
namespace {

namespace fs = std::filesystem;
using detail::Json;

constexpr const char* kSchema = "concord-files-1";
constexpr std::uintmax_t kListLimit = 256 << 20;

std::string_view nameOf(Naming naming) {
    if (naming == Naming::ById)
        return "by-id";
    return naming == Naming::Programme ? "programme" : "programme-folders";
}

/// Regular files by their path in the folder; what is neither file nor folder counts as foreign.
struct Listing {
    std::vector<std::string> files;
    std::vector<std::string> odd;
};
Result<Listing> listed(const fs::path& folder) {
    Listing listing;
    std::error_code error;
    for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end;
         at.increment(error)) {
        const auto status = at->symlink_status(error);
        if (error || status.type() == fs::file_type::directory)
            continue;
        const auto name = at->path().lexically_relative(folder).generic_string();
        (status.type() == fs::file_type::regular ? listing.files : listing.odd).push_back(name);
    }
    if (error)
        return fail(ErrorCode::Unreadable, "the folder cannot be listed: " + error.message());
    std::sort(listing.files.begin(), listing.files.end());
    return listing;
}

/// The list's own bytes are hashed with this line out of it.
Result<std::string> sealedText(Json list) {
    list.erase("self");
    CW_TRY(const auto open, detail::canonical(list));
    list["self"] = core::sha256Hex(open);
    return detail::canonical(list);
}

struct Entry {
    std::string sha256;
    std::uint64_t bytes = 0;
};
struct FileList {
    std::string version, manifestSha256, format;
    std::map<std::string, Entry> files;
    bool sealed = false;
};

Result<FileList> fileListFrom(const Json& json, const std::string& text) {
    FileList list;
    json.at("version").get_to(list.version);
    json.at("manifestSha256").get_to(list.manifestSha256);
    json.at("format").get_to(list.format);
    for (const Json& file : json.at("files"))
        list.files[file.at("path").get<std::string>()] = {file.at("sha256").get<std::string>(),
                                                          file.at("bytes").get<std::uint64_t>()};
    const auto again = sealedText(json);
    list.sealed = again && *again == text;
    return list;
}

void checkFile(const fs::path& folder, const std::string& name, const Entry& entry,
               FolderReport& report) {
    std::error_code error;
    const auto size = fs::file_size(folder / name, error);
    const auto hash = core::sha256OfFile(folder / name);
    if (error || !hash)
        report.faults.push_back(name + " cannot be read");
    else if (size != entry.bytes || *hash != entry.sha256)
        report.faults.push_back(name + " was changed");
}

void noteStrangers(FolderReport& report, std::size_t count, const std::string& what) {
    if (count > 0)
        report.faults.push_back(std::to_string(count) +
                                (count == 1 ? " entry is " : " entries are ") + what);
}

} // namespace

Result<void> writeFileList(const fs::path& folder, const FrozenVersion& version,
                           const std::string& format, Naming naming,
                           const std::map<std::string, std::string>& known) {
    CW_TRY(const auto listing, listed(folder));
    Json files = Json::array();
    for (const std::string& name : listing.files) {
        const auto written = known.find(name);
        std::string hash = written == known.end() ? std::string() : written->second;
        if (hash.empty()) {
            CW_TRY(hash, core::sha256OfFile(folder / name));
        }
        std::error_code error;
        const auto size = fs::file_size(folder / name, error);
        if (error)
            return fail(ErrorCode::IoFailure, "a file just written cannot be measured");
        files.push_back({{"path", name}, {"bytes", size}, {"sha256", hash}});
    }
    Json list{{"schema", kSchema},
              {"version", version.name.text()},
              {"manifestSha256", version.manifestSha256},
              {"format", format},
              {"names", nameOf(naming)},
              {"kind", core::name(version.content.kind)}};
    list["files"] = std::move(files);
    CW_TRY(const auto text, sealedText(std::move(list)));
    return core::writeWhole(folder / kFileList, std::string_view(text));
}

Result<FolderReport> verifyFolder(const fs::path& folder, const std::string& expectedSha256,
                                  const core::ProgressFn& progress) {
    const auto text = core::readText(folder / kFileList, kListLimit);
    if (!text)
        return fail(text.error().code, "the folder's list of files (concord-files.json) cannot be "
                                       "read: " +
                                           text.error().message);
    FolderReport report;
    report.checked = 1;
    report.listSha256 = core::sha256Hex(*text);
    if (!expectedSha256.empty() && report.listSha256 != expectedSha256)
        report.faults.push_back("the list of files is not the one that was recorded");
    const auto list =
        detail::parsed<FileList>(*text, {kSchema, kSchema}, "the list of files",
                                 [&](const Json& json) { return fileListFrom(json, *text); });
    if (!list) {
        report.faults.push_back(list.error().sentence());
        return report;
    }
    report.version = list->version;
    report.manifestSha256 = list->manifestSha256;
    report.format = list->format;
    if (!list->sealed)
        report.faults.push_back("the list of files was changed");
    CW_TRY(const auto listing, listed(folder));
    // What is not listed is only counted: nobody knows what a stranger put into a file's name.
    noteStrangers(report, listing.odd.size(), "neither file nor folder");
    std::size_t found = 0, added = 0;
    for (const std::string& name : listing.files) {
        if (name == kFileList)
            continue;
        const auto known = list->files.find(name);
        if (known == list->files.end()) {
            ++added;
            continue;
        }
        ++report.checked;
        checkFile(folder, name, known->second, report);
        if (progress)
            progress(++found, list->files.size(), "files");
    }
    noteStrangers(report, added, "added");
    // Names of the list are only compared, never opened: they cannot lead out of the folder.
    for (const auto& [name, entry] : list->files)
        if (!std::binary_search(listing.files.begin(), listing.files.end(), name))
            report.faults.push_back(name + " is missing");
    return report;
}

} // namespace cw::dataset
