// SPDX-License-Identifier: Apache-2.0
#include "dicom/DerivedUid.h"

#include "core/Sha256.h"

#include <algorithm>
#include <array>

namespace cw::dicom {

std::string uidOfDigest(std::string_view sha256Hex) {
    std::array<unsigned, 16> number{};
    for (std::size_t i = 0; i < number.size(); ++i)
        number[i] =
            static_cast<unsigned>(std::stoul(std::string(sha256Hex.substr(2 * i, 2)), nullptr, 16));
    number[6] = (number[6] & 0x0FU) | 0x80U; // version 8 and the variant of RFC 9562
    number[8] = (number[8] & 0x3FU) | 0x80U;
    std::string digits;
    while (std::ranges::any_of(number, [](unsigned byte) { return byte != 0; })) {
        unsigned rest = 0;
        for (unsigned& byte : number) {
            const auto value = rest << 8U | byte;
            byte = value / 10;
            rest = value % 10;
        }
        digits.insert(digits.begin(), static_cast<char>('0' + rest));
    }
    return "2.25." + digits;
}

std::string derivedUid(const std::vector<std::string_view>& words) {
    core::Sha256 hash;
    hash.add("concord-uid-1");
    for (const auto word : words) {
        // The length keeps "ab","c" and "a","bc" apart.
        hash.add("\n" + std::to_string(word.size()) + ":");
        hash.add(word);
    }
    return uidOfDigest(hash.hex());
}

bool isUid(std::string_view text) {
    if (text.empty() || text.size() > 64)
        return false;
    std::size_t partAt = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        if (i < text.size() && text[i] >= '0' && text[i] <= '9')
            continue;
        if (i < text.size() && text[i] != '.')
            return false;
        const auto part = text.substr(partAt, i - partAt);
        if (part.empty() || (part.size() > 1 && part.front() == '0'))
            return false;
        partAt = i + 1;
    }
    return true;
}

} // namespace cw::dicom
