// SPDX-License-Identifier: Apache-2.0
#include "agreement/detail/Markup.h"

#include <charconv>
#include <cmath>

namespace cw::agreement::detail {

std::string fixed(double value, int places) {
    char buffer[64];
    const double half = 0.5 * std::pow(10.0, -places);
    if (std::abs(value) < half)
        value = 0;
    if (std::abs(value) > 1e15)
        return shortest(value);
    const auto end =
        std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed, places).ptr;
    return {buffer, end};
}

std::string fileWord(std::string_view text) {
    std::string word;
    for (const char c : text) {
        const bool upper = c >= 'A' && c <= 'Z';
        if (upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            word += upper ? static_cast<char>(c - 'A' + 'a') : c;
        else if (!word.empty() && word.back() != '-')
            word += '-';
        if (word.size() == 40)
            break;
    }
    while (!word.empty() && word.back() == '-')
        word.pop_back();
    return word.empty() ? "x" : word;
}

} // namespace cw::agreement::detail
