// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/TreeFiles.h"
#include "core/Sha256.h"
#include "dicom/ByteSource.h"
#include <algorithm>

namespace cw::anonymizer {

namespace fs = std::filesystem;

Result<std::vector<TreeFile>> filesUnder(const fs::path& folder) {
    std::error_code error;
    if (!fs::is_directory(folder, error))
        return fail(ErrorCode::NotFound, "a folder to compare is not there");
    std::vector<TreeFile> files;
    for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end;
         at.increment(error)) {
        std::error_code ignored;
        if (!at->is_regular_file(ignored))
            continue;
        const auto bytes = at->file_size(ignored);
        files.push_back(
            {at->path().lexically_relative(folder), ignored ? 0 : std::uint64_t{bytes}});
    }
    if (error)
        return fail(ErrorCode::Unreadable, "a folder cannot be walked");
    std::ranges::sort(files, {}, &TreeFile::relative);
    return files;
}

std::string treeSha256(const std::map<std::string, std::string>& hashOfPath) {
    core::Sha256 hash;
    for (const auto& [path, sha256] : hashOfPath)
        hash.add(sha256 + " " + path + "\n");
    return hash.hex();
}

Result<std::string> treeSha256(const fs::path& folder) {
    CW_TRY(const auto files, filesUnder(folder));
    std::map<std::string, std::string> hashes;
    std::vector<std::byte> buffer(std::size_t{256} << 10);
    for (const TreeFile& file : files) {
        CW_TRY(const auto source, dicom::ByteSource::open(folder / file.relative));
        core::Sha256 hash;
        for (std::uint64_t at = 0; at < source.size();) {
            CW_TRY(const auto got, source.read(at, buffer));
            if (got == 0)
                return fail(ErrorCode::Unreadable, "a file became shorter while it was read");
            hash.add(std::span(buffer).first(got));
            at += got;
        }
        hashes[file.relative.generic_string()] = hash.hex();
    }
    return treeSha256(hashes);
}

} // namespace cw::anonymizer
