// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/detail/ChainedLog.h"

#include "core/Files.h"
#include "core/Sha256.h"

#include <cstdio>

namespace cw::workflow::detail {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

std::string hashOf(const std::string& previous, const std::string& body) {
    return core::sha256Hex(previous + "\n" + body);
}

} // namespace

ChainedLog::ChainedLog(fs::path file, std::string name)
    : m_file(std::move(file)), m_head(core::sha256Hex(name)) {}

Result<ChainedLog> ChainedLog::open(const fs::path& file, std::string name) {
    ChainedLog log(file, std::move(name));
    std::error_code error;
    if (!fs::exists(file, error))
        return log;
    CW_TRY(log.m_text, core::readText(file));
    const std::string_view text = log.m_text;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = text.find('\n', at);
        if (end == std::string_view::npos)
            return fail(ErrorCode::Corrupt, "the record ends within a row");
        CW_CHECK(log.take(text.substr(at, end - at)));
        at = end + 1;
    }
    return log;
}

Result<void> ChainedLog::take(std::string_view line) {
    const auto row = Json::parse(line, nullptr, false);
    const auto place = "row " + std::to_string(m_rows.size() + 1) + " of the record";
    const bool whole = row.is_object() && row.size() == 4 && row.contains("body") &&
                       row["body"].is_object() && row.contains("hash") && row["hash"].is_string() &&
                       row.contains("number") && row["number"].is_number_unsigned() &&
                       row.contains("previous") && row["previous"].is_string();
    if (!whole || row.dump() != line)
        return fail(ErrorCode::Corrupt, place + " is not as it was written");
    if (row["number"] != m_rows.size() + 1 || row["previous"] != m_head ||
        row["hash"] != hashOf(m_head, row["body"].dump()))
        return fail(ErrorCode::Corrupt, place + " does not follow the row before it");
    m_head = row["hash"].get<std::string>();
    m_hashes.push_back(m_head);
    m_rows.push_back(row["body"]);
    return {};
}

Result<void> ChainedLog::append(const std::vector<Row>& bodies) {
    if (bodies.empty())
        return {};
    std::error_code error;
    fs::create_directories(m_file.parent_path(), error);
    CW_TRY(const auto lock, core::FileLock::take(m_file.string() + ".lock"));
    const auto onDisk = fs::exists(m_file, error) ? fs::file_size(m_file, error) : 0;
    if (onDisk != m_text.size())
        return fail(ErrorCode::Conflict, "another program has added to the record; try again");
    auto text = m_text;
    auto head = m_head;
    auto number = m_rows.size();
    std::vector<std::string> hashes;
    for (const auto& body : bodies) {
        auto hash = hashOf(head, body.dump());
        const Json row{{"body", body}, {"hash", hash}, {"number", ++number}, {"previous", head}};
        text += row.dump() + "\n";
        head = std::move(hash);
        hashes.push_back(head);
    }
    CW_CHECK(core::writeWhole(m_file, text));
    m_text = std::move(text);
    m_head = std::move(head);
    m_rows.insert(m_rows.end(), bodies.begin(), bodies.end());
    m_hashes.insert(m_hashes.end(), hashes.begin(), hashes.end());
    return {};
}

std::string fixedText(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.4f", value);
    return text;
}

} // namespace cw::workflow::detail
