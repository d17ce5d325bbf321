// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/WellKnownUids.h"
#include <algorithm>

namespace cw::anonymizer {

bool isWellKnownUid(std::string_view uid) {
    constexpr std::string_view root = "1.2.840.10008.";
    // "1.2.840.10008.5.1.4.1.1.88.76" and its like: components of one to three digits.
    constexpr std::size_t longest = 36, longestComponent = 3;
    if (!uid.starts_with(root) || uid.size() > longest)
        return false;
    std::size_t component = 0;
    for (const char c : uid.substr(root.size())) {
        component = c == '.' ? 0 : component + 1;
        if ((c != '.' && (c < '0' || c > '9')) || component > longestComponent)
            return false;
    }
    return true;
}

} // namespace cw::anonymizer
