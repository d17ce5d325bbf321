// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/BlobStore.h"

#include "core/Files.h"
#include "core/Sha256.h"
#include <algorithm>

namespace cw::storage::detail {
namespace {

namespace fs = std::filesystem;

bool isHex(const std::string& text) {
    return std::ranges::all_of(
        text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

/// core::writeWhole's name for a file that is not whole yet: ".cw-" and six more.
bool isTemporary(const std::string& name) { return name.size() == 10 && name.starts_with(".cw-"); }

bool isOurs(const fs::directory_entry& file, const std::string& folder) {
    std::error_code error;
    const auto name = file.path().filename().string();
    const bool blob = isSha256(name) && name.starts_with(folder);
    return (blob || isTemporary(name)) &&
           file.symlink_status(error).type() == fs::file_type::regular;
}

/// The entries of a folder, or none if it cannot be read.
std::vector<fs::directory_entry> entries(const fs::path& folder) {
    std::vector<fs::directory_entry> found;
    std::error_code error;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
        found.push_back(*at);
    return found;
}

} // namespace

bool isSha256(const std::string& text) { return text.size() == 64 && isHex(text); }

fs::path BlobStore::fileOf(const core::ImageId& id) const {
    return m_root / id.text().substr(0, 2) / id.text();
}

Result<void> BlobStore::put(const core::ImageId& id, std::span<const std::byte> bytes) const {
    if (get(id))
        return {};
    const auto file = fileOf(id);
    std::error_code error;
    fs::create_directories(file.parent_path(), error);
    if (error)
        return fail(ErrorCode::IoFailure, "cannot make a folder for images");
    auto written = core::writeWhole(file, bytes);
    if (!written)
        return within(std::move(written).error(), "storing an image");
    return {};
}

Result<std::vector<std::byte>> BlobStore::get(const core::ImageId& id) const {
    if (!isSha256(id.text())) // else an id could lead out of the folder
        return fail(ErrorCode::NotFound, "there is no such image");
    CW_TRY(auto bytes, core::readFile(fileOf(id)));
    if (core::sha256Hex(bytes) != id.text())
        return fail(ErrorCode::Corrupt, "a stored image no longer matches its hash");
    return bytes;
}

std::size_t BlobStore::sweep(const std::unordered_set<core::ImageId>& known) const {
    std::size_t removed = 0;
    for (const auto& folder : entries(m_root)) {
        const auto prefix = folder.path().filename().string();
        std::error_code error;
        if (prefix.size() != 2 || !isHex(prefix) ||
            folder.symlink_status(error).type() != fs::file_type::directory)
            continue;
        for (const auto& file : entries(folder.path())) {
            if (!isOurs(file, prefix) ||
                known.contains(core::ImageId(file.path().filename().string())))
                continue;
            removed += fs::remove(file.path(), error);
        }
    }
    return removed;
}

} // namespace cw::storage::detail
