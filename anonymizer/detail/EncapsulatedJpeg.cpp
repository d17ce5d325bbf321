// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/EncapsulatedJpeg.h"
#include <algorithm>
#include <array>
#include <cstdint>

namespace cw::anonymizer {
namespace {

using Bytes = std::span<const std::byte>;

constexpr std::size_t kItemHeader = 8;

std::uint32_t little(Bytes bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 4; i-- > 0;)
        value = value << 8 | std::to_integer<std::uint32_t>(bytes[at + i]);
    return value;
}

constexpr std::uint32_t kItem = 0xE000FFFEU, kDelimiter = 0xE0DDFFFEU;

/// The items that follow; nothing unless they end in a sequence delimiter inside the file.
std::optional<Encapsulated> itemsFrom(Bytes file, std::size_t begin) {
    Encapsulated found{begin, 0, {}, {}};
    for (std::size_t i = begin + 12; file.size() >= i + kItemHeader;) {
        const std::uint32_t tag = little(file, i), length = little(file, i + 4);
        i += kItemHeader;
        if (tag == kDelimiter) {
            if (found.offsetTable.offset == 0)
                return std::nullopt;
            found.end = i;
            return found;
        }
        if (tag != kItem || length > file.size() - i)
            return std::nullopt;
        if (found.offsetTable.offset == 0)
            found.offsetTable = {i, length};
        else
            found.fragments.push_back({i, length});
        i += length;
    }
    return std::nullopt;
}

} // namespace

std::optional<Encapsulated> findEncapsulated(Bytes file) {
    // (7FE0,0010) OB, undefined length; the last one, for an icon may carry one of its own.
    constexpr std::array<unsigned char, 12> head{0xE0, 0x7F, 0x10, 0x00, 'O',  'B',
                                                 0,    0,    0xFF, 0xFF, 0xFF, 0xFF};
    const auto same = [](unsigned char a, std::byte b) { return std::byte{a} == b; };
    const auto matches = [&](unsigned char a) {
        return [a, same](std::byte b) { return same(a, b); };
    };
    std::optional<Encapsulated> last;
    for (auto at = file.begin();; ++at) {
        at = std::find_if(at, file.end(), matches(head[0]));
        if (file.end() - at < static_cast<std::ptrdiff_t>(head.size()))
            return last;
        if (!std::equal(head.begin(), head.end(), at, same))
            continue;
        if (auto found = itemsFrom(file, static_cast<std::size_t>(at - file.begin()))) {
            at = file.begin() + static_cast<std::ptrdiff_t>(found->end) - 1;
            last = std::move(found);
        }
    }
}

} // namespace cw::anonymizer
