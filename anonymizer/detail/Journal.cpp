// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/Journal.h"
#include <nlohmann/json.hpp>
#include <sstream>

namespace cw::anonymizer {
namespace {

using nlohmann::json;

json headerOf(const std::string& profile, const std::string& keyId) {
    return {{"concord-journal", 1}, {"profile", profile}, {"key", keyId}};
}

} // namespace

Result<Journal> Journal::open(const std::filesystem::path& outputFolder, const std::string& profile,
                              const std::string& keyId) {
    const auto path = outputFolder / kFileName;
    std::map<std::string, Entry> entries;
    std::error_code error;
    const bool begun = std::filesystem::exists(path, error);
    bool headerSeen = false, torn = false;
    if (begun) {
        CW_TRY(const std::string text, core::readText(path));
        torn = !text.empty() && text.back() != '\n';
        std::istringstream lines(text);
        for (std::string line; std::getline(lines, line);) {
            // The last line may be half of one: a kill may come in between.
            const json entry = json::parse(line, nullptr, false);
            if (!entry.is_object())
                continue;
            if (entry.contains("concord-journal")) {
                headerSeen = true;
                if (entry != headerOf(profile, keyId))
                    return fail(ErrorCode::Conflict,
                                "the output folder was begun with another profile or key");
            } else if (entry.value("source", "") != "") {
                entries[entry.value("source", "")] = {entry.value("digest", ""),
                                                      entry.value("output", ""),
                                                      entry.value("sha256", "")};
            }
        }
    }
    CW_TRY(core::AppendFile file, core::AppendFile::open(path));
    if (torn)
        CW_CHECK(file.append(""));
    if (!headerSeen)
        CW_CHECK(file.append(headerOf(profile, keyId).dump()));
    return Journal(std::move(file), std::move(entries));
}

std::optional<Journal::Entry> Journal::find(const std::string& sourceToken) const {
    const auto found = m_entries.find(sourceToken);
    return found == m_entries.end() ? std::nullopt : std::optional(found->second);
}

Result<void> Journal::add(const std::string& sourceToken, const Entry& entry) {
    const json line{{"source", sourceToken},
                    {"digest", entry.sourceDigest},
                    {"output", entry.output.generic_string()},
                    {"sha256", entry.sha256}};
    m_entries[sourceToken] = entry;
    return m_file.append(line.dump());
}

} // namespace cw::anonymizer
