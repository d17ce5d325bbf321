// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/detail/Sources.h"

#include "app/workflow/FileSort.h"
#include "app/workflow/detail/Archive.h"
#include "app/workflow/detail/MediaIndex.h"
#include "storage/CommonFolder.h"

#include <algorithm>
#include <fstream>

namespace cw::workflow::detail {

namespace fs = std::filesystem;

bool isInside(const fs::path& inner, const fs::path& outer) {
    std::error_code ignored;
    auto full = [&](const fs::path& path) {
        auto resolved = fs::weakly_canonical(fs::absolute(path, ignored), ignored);
        // "folder/" ends in an empty element, which would hide nesting.
        return resolved.has_filename() ? resolved : resolved.parent_path();
    };
    const auto a = full(inner), b = full(outer);
    return std::mismatch(b.begin(), b.end(), a.begin(), a.end()).first == b.end();
}

Result<std::vector<SourceFile>> filesOf(const fs::path& source) {
    std::error_code error;
    if (fs::is_regular_file(source, error))
        return std::vector<SourceFile>{{source, source.filename().string()}};
    std::vector<SourceFile> files;
    fs::recursive_directory_iterator walk(source, fs::directory_options::skip_permission_denied,
                                          error);
    if (error)
        return fail(ErrorCode::Unreadable, "it cannot be listed: " + error.message());
    for (; walk != fs::recursive_directory_iterator(); walk.increment(error)) {
        std::error_code none;
        if (walk->is_regular_file(none))
            files.push_back({walk->path(), walk->path().lexically_relative(source).string()});
        if (error)
            return fail(ErrorCode::Unreadable, "it cannot be listed: " + error.message());
    }
    std::ranges::sort(files, {}, &SourceFile::relative);
    return files;
}

namespace {

bool isArchive(const fs::path& file) {
    std::vector<char> head(kBytesToSort);
    std::ifstream stream(file, std::ios::binary);
    stream.read(head.data(), static_cast<std::streamsize>(head.size()));
    head.resize(static_cast<std::size_t>(std::max<std::streamsize>(stream.gcount(), 0)));
    const auto bytes = std::as_bytes(std::span(head));
    // What is DICOM goes the way of DICOM, whatever its preamble looks like.
    return looksLikeArchive(bytes) && sortOf(bytes) == FileSort::Neither;
}

/// The file that an index lists, as it lies there: media mounted elsewhere come in lower case.
fs::path onMedia(const fs::path& root, const fs::path& listed) {
    std::error_code error;
    if (fs::is_regular_file(root / listed, error))
        return listed;
    auto lower = listed.string();
    std::ranges::transform(lower, lower.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    });
    return fs::is_regular_file(root / lower, error) ? fs::path(lower) : fs::path();
}

/// What the index lists and is not there is said so; with take its files are taken as well.
void readIndex(const fs::path& index, const std::string& relative, bool take, SourceList& list) {
    ++list.indexes;
    const auto listed = filesOfMediaIndex(index);
    if (!listed) {
        list.missing.push_back({relative, listed.error().sentence()});
        return;
    }
    const auto root = index.parent_path();
    for (const auto& file : *listed) {
        const auto found = onMedia(root, file);
        if (found.empty())
            list.missing.push_back(
                {file.generic_string(), "the index of the media lists a file that is not there"});
        else if (take)
            list.files.push_back({root / found, found.generic_string()});
    }
}

void sortIn(SourceFile file, SourceList& list) {
    if (isMediaIndexName(file.file))
        readIndex(file.file, file.relative, false, list);
    else if (isArchive(file.file))
        list.archives.push_back(std::move(file.file));
    else
        list.files.push_back(std::move(file));
}

} // namespace

std::vector<fs::path> foldersOf(const fs::path& project) {
    std::vector<fs::path> folders{project};
    if (const auto common = storage::commonFolder(project); common != project)
        folders.push_back(common.parent_path()); // beside the images
    return folders;
}

Result<SourceList> listSources(const std::vector<fs::path>& sources, const fs::path& project) {
    SourceList list;
    for (std::size_t s = 0; s < sources.size(); ++s) {
        const auto which = "source " + std::to_string(s + 1);
        std::error_code error;
        if (!fs::exists(sources[s], error))
            return fail(ErrorCode::NotFound, which + " is not there");
        for (const auto& folder : foldersOf(project))
            if (isInside(sources[s], folder) || isInside(folder, sources[s]))
                return fail(ErrorCode::InvalidArgument,
                            which + " and the project's folder lie inside each other");
        if (isMediaIndexName(sources[s]) && fs::is_regular_file(sources[s], error)) {
            readIndex(sources[s], sources[s].filename().string(), true, list);
            continue;
        }
        auto found = filesOf(sources[s]);
        if (!found)
            return within(found.error(), which);
        for (auto& file : *found)
            sortIn(std::move(file), list);
    }
    return list;
}

Result<anonymizer::PseudonymKey> keyOutside(const fs::path& keyFile,
                                            std::span<const fs::path> folders) {
    for (const auto& folder : folders)
        if (isInside(keyFile, folder))
            return fail(ErrorCode::InvalidArgument,
                        "the key file lies inside a folder that is handed on: whoever gets the "
                        "folder could undo it");
    std::error_code ignored;
    if (fs::exists(keyFile, ignored))
        return anonymizer::PseudonymKey::read(keyFile);
    if (keyFile.has_parent_path())
        fs::create_directories(keyFile.parent_path(), ignored);
    const auto key = anonymizer::PseudonymKey::random();
    CW_CHECK(key.writeNew(keyFile));
    return key;
}

} // namespace cw::workflow::detail
