// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/EncapsulatedJpeg.h"
#include "anonymizer/detail/JpegStrip.h"
#include <algorithm>
#include <array>

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

bool isJpegFamily(std::string_view transferSyntax) {
    constexpr std::array<std::string_view, 6> plain{
        "1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.51", "1.2.840.10008.1.2.4.57",
        "1.2.840.10008.1.2.4.70", "1.2.840.10008.1.2.4.80", "1.2.840.10008.1.2.4.81"};
    return std::ranges::find(plain, transferSyntax) != plain.end();
}

void append(std::vector<std::byte>& out, std::uint32_t value) {
    for (int shift = 0; shift < 32; shift += 8)
        out.push_back(static_cast<std::byte>(value >> shift & 0xFFU));
}

void appendItem(std::vector<std::byte>& out, Bytes payload) {
    append(out, kItem);
    append(out, static_cast<std::uint32_t>(payload.size() + payload.size() % 2));
    out.insert(out.end(), payload.begin(), payload.end());
    if (payload.size() % 2 != 0)
        out.push_back(std::byte{0});
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

Result<int> cutJpegMetadata(std::vector<std::byte>& encoded, const dicom::Instance& instance) {
    if (!isJpegFamily(instance.transferSyntaxUid()))
        return 0;
    const auto found = findEncapsulated(encoded);
    // A frame spread over fragments would need joining; one fragment a frame is what cameras and
    // mammography units write.
    if (!found || found->fragments.size() != static_cast<std::size_t>(instance.frameCount()))
        return 0;
    const Bytes file(encoded);
    std::vector<std::vector<std::byte>> frames;
    int cut = 0;
    for (const Fragment& fragment : found->fragments) {
        const Bytes frame = file.subspan(fragment.offset, fragment.length);
        // The even padding behind EOI is no trailer.
        auto stripped = stripJpeg(frame, {});
        if (!stripped) // what the codec may still read is not ours to refuse here
            return 0;
        const bool onlyPadding =
            stripped->cut == 1 && stripped->bytes.size() + 1 == frame.size() &&
            std::equal(stripped->bytes.begin(), stripped->bytes.end(), frame.begin());
        cut += onlyPadding ? 0 : stripped->cut;
        frames.push_back(std::move(stripped->bytes));
    }
    if (cut == 0)
        return 0;
    std::vector<std::byte> out(encoded.begin(),
                               encoded.begin() + static_cast<std::ptrdiff_t>(found->begin) + 12);
    std::vector<std::byte> table;
    std::uint32_t position = 0;
    for (const auto& frame : frames) {
        if (found->offsetTable.length > 0)
            append(table, position);
        position += static_cast<std::uint32_t>(kItemHeader + frame.size() + frame.size() % 2);
    }
    appendItem(out, table);
    for (const auto& frame : frames)
        appendItem(out, frame);
    append(out, kDelimiter);
    append(out, 0);
    out.insert(out.end(), encoded.begin() + static_cast<std::ptrdiff_t>(found->end), encoded.end());
    encoded = std::move(out);
    return cut;
}

} // namespace cw::anonymizer
