// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/support/Folder.h"

#include <cstring>
#include <sstream>
#include <unordered_map>
#include <vector>

namespace cw::testing {

/// An oracle of its own, not the program's leak scan: every planted identifier, as the phantom
/// lists them (8 bytes or longer), searched in every byte of a text.
class PlantedSearch {
public:
    explicit PlantedSearch(const fs::path& identifiersTxt) {
        std::istringstream lines(contentOf(identifiersTxt));
        for (std::string line; std::getline(lines, line);)
            if (line.size() >= kPrefix) {
                m_byPrefix[prefixOf(line.data())].push_back(line);
                ++m_count;
            }
    }
    std::size_t count() const { return m_count; }

    /// How many places hold one; the identifiers themselves stay unsaid.
    std::size_t hits(const std::string& text) const {
        std::size_t found = 0;
        for (std::size_t i = 0; i + kPrefix <= text.size(); ++i) {
            const auto candidates = m_byPrefix.find(prefixOf(text.data() + i));
            if (candidates == m_byPrefix.end())
                continue;
            for (const auto& word : candidates->second)
                found += text.compare(i, word.size(), word) == 0 ? 1U : 0U;
        }
        return found;
    }
    /// Files under the folder with at least one hit, in their bytes or their names, relative.
    std::vector<std::string> filesWithHits(const fs::path& folder) const {
        std::vector<std::string> files;
        for (const auto& entry : fs::recursive_directory_iterator(folder)) {
            const auto name = entry.path().lexically_relative(folder).string();
            if (hits(name) > 0 || (entry.is_regular_file() && hits(contentOf(entry.path())) > 0))
                files.push_back(name);
        }
        return files;
    }

private:
    static constexpr std::size_t kPrefix = 8;
    static std::uint64_t prefixOf(const char* text) {
        std::uint64_t prefix = 0;
        std::memcpy(&prefix, text, kPrefix);
        return prefix;
    }
    std::unordered_map<std::uint64_t, std::vector<std::string>> m_byPrefix;
    std::size_t m_count = 0;
};

} // namespace cw::testing
