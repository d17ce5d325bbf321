// SPDX-License-Identifier: Apache-2.0
#include "dataset/ClinicalFacts.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace cw::dataset {
std::string tidied(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\r\n";
    const auto first = text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos)
        return {};
    std::string result(text.substr(first, text.find_last_not_of(kBlanks) - first + 1));
    for (char& c : result)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return result;
}

std::string textOf(const CaseFacts& facts, std::string_view column) {
    const auto found = facts.clinical.find(std::string(column));
    return found == facts.clinical.end() ? std::string() : tidied(found->second);
}

std::optional<double> numberOf(const CaseFacts& facts, std::string_view column) {
    const std::string text = textOf(facts, column);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

std::optional<bool> yesNoOf(const CaseFacts& facts, std::string_view column) {
    const std::string text = textOf(facts, column);
    if (text == "yes" || text == "y" || text == "true" || text == "1")
        return true;
    if (text == "no" || text == "n" || text == "false" || text == "0")
        return false;
    return std::nullopt;
}

std::optional<std::string> listHas(const CaseFacts& facts, std::string_view column,
                                   std::span<const std::string> words) {
    const std::string text = textOf(facts, column);
    if (text == "none")
        return std::string();
    for (std::size_t begin = 0; begin < text.size();) {
        const auto end = std::min(text.find(';', begin), text.size());
        const auto word = tidied(std::string_view(text).substr(begin, end - begin));
        const auto found = std::ranges::find(words, word, [](const auto& w) { return tidied(w); });
        if (found != words.end())
            return *found;
        begin = end + 1;
    }
    return std::nullopt;
}

} // namespace cw::dataset
