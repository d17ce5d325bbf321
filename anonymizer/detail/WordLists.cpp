// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/WordLists.h"
#include <algorithm>
#include <array>

namespace cw::anonymizer {
namespace {

struct File {
    std::string_view name, text;
};
constexpr std::array kFiles{
#include "anonymizer/Words.inc"
};

} // namespace

std::string_view wordFile(std::string_view name) {
    const auto found = std::ranges::find(kFiles, name, &File::name);
    return found == kFiles.end() ? std::string_view() : found->text;
}

std::vector<std::string_view> linesIn(std::string_view file) {
    std::vector<std::string_view> lines;
    for (std::string_view text = wordFile(file); !text.empty();) {
        const auto end = std::min(text.find('\n'), text.size());
        if (end > 0 && text.front() != '#')
            lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

std::vector<std::string_view> wordsIn(std::string_view file, std::string_view section) {
    std::vector<std::string_view> words;
    bool inside = section.empty();
    for (std::string_view text = wordFile(file); !text.empty();) {
        const auto end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.starts_with("# ")) {
            inside = section.empty() || line.substr(2) == section;
            continue;
        }
        while (inside && !line.empty()) {
            const auto blank = std::min(line.find(' '), line.size());
            if (blank > 0)
                words.push_back(line.substr(0, blank));
            line.remove_prefix(std::min(blank + 1, line.size()));
        }
    }
    return words;
}

} // namespace cw::anonymizer
