// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/detail/Sources.h"

#include <algorithm>

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
