// SPDX-License-Identifier: Apache-2.0
#include "dicom/detail/Colour.h"

#include "dicom/detail/InstanceImpl.h"
#include "dicom/detail/ItemValues.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace cw::dicom {
namespace {

constexpr std::size_t kMaxEntries = 65536;

template <class T>
void convertYbr(std::span<const T> in, std::span<T> out, int bits, bool partial) {
    const double half = std::exp2(bits - 1), highest = std::exp2(bits) - 1;
    const double black = partial ? highest * 16 / 255 : 0;
    const double yScale = partial ? 255.0 / 219 : 1, cScale = partial ? 255.0 / 224 : 1;
    const auto clip = [highest](double v) {
        return static_cast<T>(std::lround(std::clamp(v, 0.0, highest)));
    };
    for (std::size_t i = 0; i + 2 < in.size(); i += 3) {
        const double y = (static_cast<double>(in[i]) - black) * yScale;
        const double b = (static_cast<double>(in[i + 1]) - half) * cScale;
        const double r = (static_cast<double>(in[i + 2]) - half) * cScale;
        // ITU-R BT.601 as in PS3.3 C.7.6.3.1.2.
        out[i] = clip(y + 1.402 * r);
        out[i + 1] = clip(y - 0.344136 * b - 0.714136 * r);
        out[i + 2] = clip(y + 1.772 * b);
    }
}

struct Palette {
    int first = 0;
    int bits = 16;
    std::vector<std::uint16_t> entries;
};

/// PS3.3 C.7.9.2: discrete (0), linear (1) and indirect (2) segments.
class SegmentReader {
public:
    SegmentReader(const std::vector<std::uint16_t>& codes, std::size_t limit)
        : m_codes(codes), m_limit(limit) {}

    std::optional<std::vector<std::uint16_t>> read() {
        std::size_t at = 0;
        while (at + 1 < m_codes.size() && m_out.size() < m_limit)
            if (!segment(at, true))
                return std::nullopt;
        return m_out;
    }

private:
    bool segment(std::size_t& at, bool indirectAllowed) {
        if (at + 2 > m_codes.size())
            return false;
        const auto kind = m_codes[at];
        const std::size_t length = m_codes[at + 1];
        at += 2;
        if (kind == 0)
            return discrete(at, length);
        if (kind == 1)
            return linear(at, length);
        return kind == 2 && indirectAllowed && indirect(at, length);
    }
    bool discrete(std::size_t& at, std::size_t length) {
        if (length > m_codes.size() - at)
            return false;
        m_out.insert(m_out.end(), m_codes.begin() + static_cast<std::ptrdiff_t>(at),
                     m_codes.begin() + static_cast<std::ptrdiff_t>(at + length));
        at += length;
        return m_out.size() <= m_limit;
    }
    bool linear(std::size_t& at, std::size_t length) {
        if (at >= m_codes.size() || m_out.empty() || length == 0 ||
            length > m_limit - std::min(m_limit, m_out.size()))
            return false;
        const double from = m_out.back(), to = m_codes[at++];
        for (std::size_t i = 1; i <= length; ++i)
            m_out.push_back(static_cast<std::uint16_t>(std::lround(
                from + (to - from) * static_cast<double>(i) / static_cast<double>(length))));
        return true;
    }
    bool indirect(std::size_t& at, std::size_t count) {
        if (at + 2 > m_codes.size())
            return false;
        std::size_t target = m_codes[at] | static_cast<std::size_t>(m_codes[at + 1]) << 16;
        at += 2;
        for (std::size_t i = 0; i < count && m_out.size() < m_limit; ++i)
            if (!segment(target, false))
                return false;
        return true;
    }

    const std::vector<std::uint16_t>& m_codes;
    std::size_t m_limit;
    std::vector<std::uint16_t> m_out;
};

std::optional<std::vector<std::uint16_t>> entriesOf(const Instance& instance, std::uint16_t channel,
                                                    std::size_t count) {
    auto& set = instance.impl().dataset();
    const auto plain = bytesIn(set, {0x0028, static_cast<std::uint16_t>(0x1201 + channel)});
    if (plain.size() >= 2 * count)
        return wordsOf(plain);
    if (!plain.empty()) {
        std::vector<std::uint16_t> values; // 8-bit entries, two in a word
        for (const char c : plain)
            values.push_back(static_cast<unsigned char>(c));
        return values;
    }
    const auto segmented = bytesIn(set, {0x0028, static_cast<std::uint16_t>(0x1221 + channel)});
    if (!segmented.empty()) {
        const auto codes = wordsOf(segmented);
        return SegmentReader(codes, kMaxEntries).read();
    }
    return std::nullopt;
}

Result<Palette> paletteOf(const Instance& instance, std::uint16_t channel) {
    const Tag descriptor{0x0028, static_cast<std::uint16_t>(0x1101 + channel)};
    const auto count = instance.integer(descriptor, 0), first = instance.integer(descriptor, 1),
               bits = instance.integer(descriptor, 2);
    if (!count || !first || !bits || (*bits != 8 && *bits != 16))
        return fail(ErrorCode::Malformed, "the palette has no usable descriptor");
    Palette palette;
    const auto size = *count <= 0 ? *count + 65536 : *count; // 0 stands for 65536
    palette.first = static_cast<int>(*first);
    palette.bits = static_cast<int>(*bits);
    auto entries = entriesOf(instance, channel, static_cast<std::size_t>(size));
    if (!entries || entries->empty())
        return fail(ErrorCode::Malformed, "the palette has no entries");
    palette.entries = std::move(*entries);
    palette.entries.resize(std::min(palette.entries.size(), static_cast<std::size_t>(size)));
    return palette;
}

std::uint16_t looked(const Palette& palette, int index) {
    const auto last = static_cast<int>(palette.entries.size()) - 1;
    return palette.entries[static_cast<std::size_t>(std::clamp(index - palette.first, 0, last))];
}

} // namespace

Result<core::Image> ybrToRgb(const core::Image& ybr, bool partialRange) {
    CW_TRY(auto rgb, core::Image::create(ybr.width(), ybr.height(), 3, ybr.sampleType(),
                                         core::PixelMeaning::Rgb));
    rgb.setBitsStored(ybr.bitsStored());
    if (ybr.sampleType() == core::SampleType::U8)
        convertYbr(ybr.samples<std::uint8_t>(), rgb.samples<std::uint8_t>(), ybr.bitsStored(),
                   partialRange);
    else if (ybr.sampleType() == core::SampleType::U16)
        convertYbr(ybr.samples<std::uint16_t>(), rgb.samples<std::uint16_t>(), ybr.bitsStored(),
                   partialRange);
    else
        return fail(ErrorCode::Unsupported, "YBR pixels of this depth are not handled");
    return rgb;
}

Result<core::Image> paletteToRgb(const core::Image& indices, const Instance& instance) {
    std::array<Palette, 3> channels;
    for (std::uint16_t c = 0; c < 3; ++c) {
        CW_TRY(channels[c], paletteOf(instance, c));
    }
    const auto highest = [](const Palette& p) {
        return *std::max_element(p.entries.begin(), p.entries.end());
    };
    // Some writers say 16 bits and fill in 8: the picture would be black.
    const bool eight = std::all_of(channels.begin(), channels.end(), [&](const Palette& p) {
        return p.bits == 8 || highest(p) < 256;
    });
    const auto type = eight ? core::SampleType::U8 : core::SampleType::U16;
    CW_TRY(auto rgb, core::Image::create(indices.width(), indices.height(), 3, type,
                                         core::PixelMeaning::Rgb));
    const auto width = static_cast<std::size_t>(indices.width());
    for (std::size_t i = 0; i < indices.sampleCount(); ++i) {
        const int index = static_cast<int>(
            indices.valueAt(static_cast<int>(i % width), static_cast<int>(i / width)));
        for (std::size_t c = 0; c < 3; ++c) {
            const auto value = looked(channels[c], index);
            if (eight)
                rgb.samples<std::uint8_t>()[3 * i + c] = static_cast<std::uint8_t>(value);
            else
                rgb.samples<std::uint16_t>()[3 * i + c] = value;
        }
    }
    return rgb;
}

} // namespace cw::dicom
