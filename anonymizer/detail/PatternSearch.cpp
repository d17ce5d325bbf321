// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/PatternSearch.h"
#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace cw::anonymizer {
namespace {

constexpr std::size_t kGram = 4, kShortGram = 3;
constexpr std::size_t kTextStride = 3, kSampleStride = 8;
static_assert(kTextStride + kGram - 1 <= PatternSearch::kShortestInCompressed);
static_assert(kSampleStride + kGram - 1 <= PatternSearch::kShortestInSamples);
constexpr std::uint32_t kShortMask =
    std::endian::native == std::endian::little ? 0x00FFFFFFU : 0xFFFFFF00U;
/// Bytes of the table for each gram: one look in 32 at other data goes on to the chains. Beyond 4
/// MB a larger table would only miss the caches.
constexpr std::size_t kTableEach = 32, kLargestTable = std::size_t{1} << 22;

constexpr std::array<unsigned char, 256> foldTable() {
    std::array<unsigned char, 256> table{};
    for (unsigned i = 0; i < 256; ++i)
        table[i] = static_cast<unsigned char>(i >= 'A' && i <= 'Z' ? i - 'A' + 'a' : i);
    return table;
}
constexpr auto kFold = foldTable();

char folded(char c) { return static_cast<char>(kFold[static_cast<unsigned char>(c)]); }

/// Coarser than the comparison, which is allowed to a filter: one instruction folds four bytes.
std::uint32_t gramAt(const char* at) {
    std::uint32_t gram;
    std::memcpy(&gram, at, sizeof gram);
    return gram | 0x20202020U;
}

std::uint32_t mixed(std::uint32_t gram) { return (gram * 0x9E3779B1U) >> 10; }

} // namespace

void PatternSearch::Tier::add(std::string_view text, std::uint32_t pattern) {
    if (mask == kShortMask) {
        std::array<char, kGram> bytes{};
        std::memcpy(bytes.data(), text.data(), kShortGram);
        entries.push_back({gramAt(bytes.data()) & mask, pattern, kNone, 0});
        return;
    }
    // The grams at the end: UIDs of one maker begin alike.
    const std::size_t last = text.size() - kGram;
    for (std::size_t offset = last + 1 - stride; offset <= last; ++offset)
        entries.push_back(
            {gramAt(text.data() + offset), pattern, kNone, static_cast<std::uint32_t>(offset)});
}

void PatternSearch::Tier::close() {
    if (entries.empty())
        return;
    const auto size = [&](std::size_t each) {
        return std::min(std::bit_ceil(std::max<std::size_t>(entries.size() * each, 64)),
                        kLargestTable);
    };
    table.assign(size(kTableEach), 0);
    heads.assign(size(2), kNone);
    tableMask = static_cast<std::uint32_t>(table.size() - 1);
    headMask = static_cast<std::uint32_t>(heads.size() - 1);
    for (std::uint32_t i = 0; i < entries.size(); ++i) {
        const std::uint32_t hash = mixed(entries[i].gram);
        table[hash & tableMask] = 1;
        std::uint32_t& head = heads[hash & headMask];
        entries[i].next = head;
        head = i;
    }
}

PatternSearch::PatternSearch(const std::vector<Pattern>& patterns) { build(patterns); }

PatternSearch::PatternSearch(const std::vector<std::string>& texts) {
    std::vector<Pattern> patterns;
    patterns.reserve(texts.size());
    for (const std::string& text : texts)
        patterns.push_back({text});
    build(patterns);
}

void PatternSearch::build(const std::vector<Pattern>& patterns) {
    std::size_t bytes = 0, inText = 0, inSamples = 0;
    for (const Pattern& pattern : patterns) {
        bytes += pattern.bytes.size();
        inText += pattern.bytes.size() >= kShortestInCompressed ? kTextStride : 0;
        inSamples += pattern.inSamples ? kSampleStride : 0;
    }
    m_texts.resize(bytes);
    m_begin.reserve(patterns.size() + 1);
    m_long.entries.reserve(inText);
    m_samples.entries.reserve(inSamples);
    m_short.mask = kShortMask;
    m_long.stride = kTextStride;
    m_samples.stride = kSampleStride;
    std::size_t begin = 0;
    for (std::uint32_t i = 0; i < patterns.size(); ++i) {
        const std::size_t size = patterns[i].bytes.size();
        m_begin.push_back(begin);
        std::ranges::transform(patterns[i].bytes, m_texts.data() + begin, folded);
        const std::string_view text(m_texts.data() + begin, size);
        begin += size;
        if (size < kShortest)
            continue;
        m_longest = std::max(m_longest, size);
        (size < kShortestInCompressed ? m_short : m_long).add(text, i);
        if (patterns[i].inSamples && size >= kShortestInSamples)
            m_samples.add(text, i);
    }
    m_begin.push_back(begin);
    for (Tier* tier : {&m_short, &m_long, &m_samples})
        tier->close();
}

void PatternSearch::compare(std::string_view text, const Tier& tier, std::uint32_t gram,
                            std::size_t at, const Found& found) const {
    for (std::uint32_t i = tier.heads[mixed(gram) & tier.headMask]; i != kNone;
         i = tier.entries[i].next) {
        const Entry& entry = tier.entries[i];
        if (entry.gram != gram || entry.offset > at)
            continue;
        const std::string_view pattern = textOf(entry.pattern);
        const std::size_t begin = at - entry.offset;
        if (pattern.size() > text.size() - begin)
            continue;
        const char* const bytes = text.data() + begin;
        std::size_t same = 0;
        while (same < pattern.size() && folded(bytes[same]) == pattern[same])
            ++same;
        if (same == pattern.size())
            found(entry.pattern, begin);
    }
}

void PatternSearch::scan(std::string_view text, const Tier& tier, const Found& found) const {
    if (tier.entries.empty() || text.size() < kShortGram)
        return;
    const std::uint8_t* const table = tier.table.data();
    const std::uint32_t mask = tier.mask, tableMask = tier.tableMask;
    const std::size_t stride = tier.stride;
    const auto known = [&](const char* at) { return table[mixed(gramAt(at) & mask) & tableMask]; };
    const auto look = [&](std::size_t at) {
        if (known(text.data() + at) != 0)
            compare(text, tier, gramAt(text.data() + at) & mask, at, found);
    };
    std::size_t at = 0;
    // Four looks share one branch.
    for (; at + 3 * stride + kGram <= text.size(); at += 4 * stride) {
        const char* const here = text.data() + at;
        if ((known(here) | known(here + stride) | known(here + 2 * stride) |
             known(here + 3 * stride)) != 0)
            for (std::size_t i = 0; i < 4; ++i)
                look(at + i * stride);
    }
    for (; at + kGram <= text.size(); at += stride)
        look(at);
    if (mask != kShortMask)
        return;
    std::array<char, kGram> last{}; // the last three bytes, behind which nothing may be read
    at = text.size() - kShortGram;
    std::memcpy(last.data(), text.data() + at, kShortGram);
    compare(text, tier, gramAt(last.data()) & mask, at, found);
}

void PatternSearch::scan(std::string_view text, Matter matter, const Found& found) const {
    if (matter == Matter::Samples) {
        scan(text, m_samples, found);
        return;
    }
    if (matter == Matter::Text)
        scan(text, m_short, found);
    scan(text, m_long, found);
}

} // namespace cw::anonymizer
