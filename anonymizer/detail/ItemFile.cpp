// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/ItemFile.h"
#include <nlohmann/json.hpp>

namespace cw::anonymizer {
namespace {

std::filesystem::path unfinished(const std::filesystem::path& file) {
    return file.string() + ".part";
}

} // namespace

Result<ItemFile> ItemFile::begin(const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    const auto path = folder / kFileName;
    std::filesystem::remove(unfinished(path), error);
    CW_TRY(core::AppendFile file, core::AppendFile::open(unfinished(path)));
    return ItemFile(std::move(file), path);
}

Result<void> ItemFile::add(const BatchItem& item) {
    nlohmann::json line{{"source", item.source}, {"outcome", name(item.outcome)}};
    if (!item.output.empty()) {
        line["output"] = item.output.generic_string();
        line["bytes"] = item.bytes;
    }
    if (!item.reason.empty())
        line["reason"] = item.reason;
    if (!item.record.outputSha256.empty())
        line["sha256"] = item.record.outputSha256;
    if (!item.record.actions.empty())
        line["actions"] = item.record.actions;
    if (!item.record.warnings.empty())
        line["warnings"] = item.record.warnings;
    m_lines += line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
    return m_lines.size() > 64 * 1024 ? flush() : Result<void>();
}

Result<void> ItemFile::flush() {
    m_hash.add(std::string_view(m_lines));
    auto written = m_file.appendUnsynced(m_lines);
    m_lines.clear();
    return written;
}

Result<std::string> ItemFile::finish() {
    CW_CHECK(flush());
    CW_CHECK(m_file.sync());
    CW_CHECK(core::moveFile(unfinished(m_path), m_path));
    return m_hash.hex();
}

} // namespace cw::anonymizer
