// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/ProjectFile.h"

#include "core/Files.h"
#include <nlohmann/json.hpp>

namespace cw::storage::detail {
namespace {

constexpr const char* kSchema = "concord-project-1";
constexpr std::uintmax_t kLargest = 64 << 10;

} // namespace

Result<ProjectFile> readProjectFile(const std::filesystem::path& folder) {
    CW_TRY(const auto text, core::readText(folder / ProjectFile::kName, kLargest));
    const auto damaged = [] {
        return fail(ErrorCode::Corrupt, "the project's concord.json is damaged");
    };
    const auto json = nlohmann::json::parse(text, nullptr, false);
    const auto word = [&](const char* key) {
        const auto found = json.find(key);
        return found != json.end() && found->is_string() ? found->get<std::string>()
                                                         : std::string();
    };
    if (!json.is_object() || word("schema") != kSchema)
        return damaged();
    auto address = DatabaseAddress::parse(word("database"));
    if (!address)
        return damaged();
    return ProjectFile{std::move(*address), word("images")};
}

Result<void> writeProjectFile(const std::filesystem::path& folder, const ProjectFile& file) {
    nlohmann::json json = {{"schema", kSchema}, {"database", file.database.url()}};
    if (!file.images.empty())
        json["images"] = file.images.string();
    const auto text = json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + '\n';
    return core::writeNew(folder / ProjectFile::kName, std::as_bytes(std::span(text)));
}

} // namespace cw::storage::detail
