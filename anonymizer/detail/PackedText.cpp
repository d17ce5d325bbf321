// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/PackedText.h"
#include <algorithm>
#include <array>
#include <zlib.h>

namespace cw::anonymizer {
namespace {

/// Six bytes decoded: the shortest that chance does not write.
constexpr std::size_t kShortestBase64 = 8, kShortestHex = 12;
constexpr signed char kNone = -1;

constexpr std::array<signed char, 256> base64Table() {
    std::array<signed char, 256> table{};
    for (auto& value : table)
        value = kNone;
    for (int i = 0; i < 26; ++i) {
        table[static_cast<std::size_t>('A' + i)] = static_cast<signed char>(i);
        table[static_cast<std::size_t>('a' + i)] = static_cast<signed char>(26 + i);
    }
    for (int i = 0; i < 10; ++i)
        table[static_cast<std::size_t>('0' + i)] = static_cast<signed char>(52 + i);
    table['+'] = table['-'] = 62;
    table['/'] = table['_'] = 63;
    return table;
}

constexpr std::array<signed char, 256> hexTable() {
    std::array<signed char, 256> table{};
    for (auto& value : table)
        value = kNone;
    for (int i = 0; i < 10; ++i)
        table[static_cast<std::size_t>('0' + i)] = static_cast<signed char>(i);
    for (int i = 0; i < 6; ++i)
        table[static_cast<std::size_t>('A' + i)] = table[static_cast<std::size_t>('a' + i)] =
            static_cast<signed char>(10 + i);
    return table;
}

constexpr auto kBase64 = base64Table(), kHex = hexTable();

/// The run's digits of bitsEach bits from the first-th on, put together to bytes.
std::string joined(std::string_view run, const std::array<signed char, 256>& digits,
                   std::size_t first, unsigned bitsEach) {
    std::string out;
    out.reserve(run.size());
    unsigned bits = 0, held = 0;
    for (const char c : run) {
        const signed char digit = digits[static_cast<unsigned char>(c)];
        if (digit == kNone) // a line break
            continue;
        if (first > 0) { // before the group
            --first;
            continue;
        }
        bits = bits << bitsEach | static_cast<unsigned char>(digit);
        held += bitsEach;
        if (held < 8)
            continue;
        held -= 8;
        out += static_cast<char>(bits >> held & 0xFFU);
    }
    return out;
}

/// Words of a language have their capitals first; base64 of a text has one behind a small letter.
bool looksEncoded(std::string_view run) {
    const auto isSmall = [](char c) { return c >= 'a' && c <= 'z'; };
    const auto small = std::ranges::find_if(run, isSmall);
    return std::any_of(small, run.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

struct Alphabet {
    const std::array<signed char, 256>& digits;
    unsigned bitsEach;
    std::size_t shortest; ///< run
    std::size_t group;    ///< digits that begin and end on a byte
    bool mayBreak;        ///< lines may
    std::string_view name;
};
constexpr Alphabet kBase64Text{kBase64, 6, kShortestBase64, 4, true, "base64 text"},
    kHexText{kHex, 4, kShortestHex, 2, false, "hexadecimal text"};

template <class See>
void runsOf(std::string_view text, const Alphabet& alphabet, See see) {
    std::size_t begin = 0, length = 0;
    const auto close = [&](std::size_t end) {
        const auto run = text.substr(begin, end - begin);
        if (length >= alphabet.shortest && (!alphabet.mayBreak || looksEncoded(run)))
            for (std::size_t first = 0; first < alphabet.group; ++first)
                see(joined(run, alphabet.digits, first, alphabet.bitsEach), begin, alphabet.name);
        length = 0;
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (alphabet.digits[static_cast<unsigned char>(text[i])] != kNone) {
            begin = length++ == 0 ? i : begin;
        } else if (length > 0 && !(alphabet.mayBreak && (text[i] == '\r' || text[i] == '\n'))) {
            close(i);
        }
    }
    close(text.size());
}

} // namespace

void decodeRuns(std::string_view text, const SeeDecoded& see) {
    runsOf(text, kBase64Text, see);
    runsOf(text, kHexText, see);
}

void findPacked(std::string_view text, const std::function<void(std::size_t)>& see) {
    for (std::size_t i = 0; i + 2 < text.size(); ++i) {
        const unsigned first = static_cast<unsigned char>(text[i]),
                       second = static_cast<unsigned char>(text[i + 1]);
        const bool zlib =
            (first & 0x8FU) == 0x08 && (first << 8 | second) % 31 == 0 && (second & 0x20U) == 0;
        const bool gzip = first == 0x1F && second == 0x8B && text[i + 2] == 8;
        if (zlib || gzip)
            see(i);
    }
}

struct Unpacker::Stream {
    z_stream z{};
    bool ready = false;
    std::array<char, 1 << 14> out{};
    ~Stream() {
        if (ready)
            ::inflateEnd(&z);
    }
};

Unpacker::Unpacker() : m_stream(std::make_unique<Stream>()) {}
Unpacker::~Unpacker() = default;

Unpacker::End Unpacker::unpack(SourceView& file, std::uint64_t at, Format format,
                               std::uint64_t limit,
                               const std::function<void(std::string_view)>& see) {
    auto& [z, ready, out] = *m_stream;
    const int windowBits = format == Format::Bare ? -MAX_WBITS : MAX_WBITS + 32;
    const int begun = ready ? ::inflateReset2(&z, windowBits) : ::inflateInit2(&z, windowBits);
    ready = ready || begun == Z_OK;
    if (begun != Z_OK)
        return End::Whole;
    std::uint64_t written = 0;
    std::string in; // a copy: see() may move the view's window
    for (std::size_t chunk = 512;; chunk = out.size()) {
        in = file.at(at, chunk);
        at += in.size();
        z.next_in = reinterpret_cast<Bytef*>(in.data());
        z.avail_in = static_cast<uInt>(in.size());
        int state = Z_OK;
        do {
            z.next_out = reinterpret_cast<Bytef*>(out.data());
            z.avail_out = static_cast<uInt>(out.size());
            state = ::inflate(&z, Z_NO_FLUSH);
            const std::size_t got = out.size() - z.avail_out;
            if (got > 0)
                see({out.data(), got});
            written += got;
            if (written > limit)
                return End::TooLarge;
        } while (state == Z_OK && (z.avail_in > 0 || z.avail_out == 0));
        if (in.empty() || (state != Z_OK && state != Z_BUF_ERROR))
            return End::Whole;
    }
}

} // namespace cw::anonymizer
