// SPDX-License-Identifier: Apache-2.0
#include "dicom/PixelLayers.h"
#include "dicom/Pixels.h"
#include "dicom/detail/Codec.h"
#include "dicom/detail/FrameLayout.h"
#include "dicom/detail/InstanceImpl.h"
#include "dicom/detail/ItemValues.h"

#include <cstring>

namespace cw::dicom {
namespace {

constexpr std::uint16_t kFirstOverlay = 0x6000, kLastOverlay = 0x601E;
constexpr Tag kIconSequence{0x0088, 0x0200};

std::optional<core::Image> planeOf(const std::string& bits, int rows, int columns) {
    auto image = core::Image::create(columns, rows, 1, core::SampleType::U8,
                                     core::PixelMeaning::Monochrome2);
    if (!image || (image->sampleCount() + 7) / 8 > bits.size())
        return std::nullopt;
    auto samples = image->samples<std::uint8_t>();
    for (std::size_t i = 0; i < samples.size(); ++i)
        samples[i] = (static_cast<unsigned char>(bits[i / 8]) >> (i % 8) & 1) != 0 ? 255 : 0;
    return std::move(*image);
}

/// Bits a sample that a compressed frame can hold at most, told by its first bytes: what it holds
/// no more than the stored bits need not be decoded again.
int codedDepth(const Instance& instance, int frame) {
    constexpr int kAny = 32;
    const auto& store = *instance.impl().pixels;
    if (!store.encapsulated)
        return kAny;
    const auto range = fragmentsOf(store, {}, instance.frameCount(), frame);
    if (!range)
        return kAny;
    const auto coded = store.fragments[range->first];
    if (const auto header = jpegHeader(coded))
        return header->precision;
    // ISO/IEC 15444-1 A.5.1: SOC and SIZ open a codestream; Ssiz of the first component.
    constexpr std::size_t kSsiz = 42;
    if (coded.size() > kSsiz && coded[0] == std::byte{0xFF} && coded[1] == std::byte{0x4F})
        return (std::to_integer<int>(coded[kSsiz]) & 0x7F) + 1;
    return kAny;
}

class SpareBits {
public:
    explicit SpareBits(const FrameLayout& layout) : m_signed(layout.isSigned) {
        const int bits = layout.bitsAllocated, high = layout.highBit;
        const std::uint64_t all = (std::uint64_t{1} << bits) - 1;
        const std::uint64_t stored = ((std::uint64_t{1} << layout.bitsStored) - 1)
                                     << (high + 1 - layout.bitsStored);
        m_spare = static_cast<std::uint32_t>(all & ~stored);
        m_above = static_cast<std::uint32_t>(all & ~((std::uint64_t{2} << high) - 1));
        m_sign = 1U << high;
    }
    /// 255 for each word with a spare bit set; false if there is none.
    template <class T>
    bool mark(ByteView cells, std::span<std::uint8_t> plane) const {
        bool any = false;
        for (std::size_t i = 0; i < plane.size(); ++i) {
            T word = 0;
            std::memcpy(&word, cells.data() + i * sizeof(T), sizeof(T));
            std::uint32_t set = word & m_spare;
            // Signed values are often written extended into the bits above: that is no overlay.
            if (m_signed && (word & m_sign) != 0 && (set & m_above) == m_above)
                set &= ~m_above;
            plane[i] = set != 0 ? 255 : 0;
            any = any || set != 0;
        }
        return any;
    }

private:
    std::uint32_t m_spare = 0, m_above = 0, m_sign = 0;
    bool m_signed;
};

} // namespace

std::vector<OverlayPlane> overlaysOf(const Instance& instance) {
    auto& set = instance.impl().dataset();
    std::vector<OverlayPlane> planes;
    for (std::uint16_t group = kFirstOverlay; group <= kLastOverlay; group += 2) {
        const auto rows = integerIn(set, {group, 0x0010}).value_or(0),
                   columns = integerIn(set, {group, 0x0011}).value_or(0);
        if (rows < 1 || columns < 1 || rows > 65535 || columns > 65535)
            continue;
        auto bits = planeOf(bytesIn(set, {group, 0x3000}), static_cast<int>(rows),
                            static_cast<int>(columns));
        if (!bits)
            continue;
        const auto row = integerIn(set, {group, 0x0050}, 0).value_or(1),
                   column = integerIn(set, {group, 0x0050}, 1).value_or(1);
        planes.push_back(
            {group, static_cast<int>(row - 1), static_cast<int>(column - 1), std::move(*bits)});
    }
    return planes;
}

Result<std::optional<core::Image>> spareBitsOf(const Instance& instance, int frame) {
    std::optional<core::Image> none;
    CW_TRY(const auto layout, layoutOf(instance));
    const auto bits = layout.bitsAllocated;
    if (layout.samples != 1 || bits < 8 || layout.bitsStored == bits ||
        codedDepth(instance, frame) <= layout.bitsStored)
        return none;
    CW_TRY(const auto raw, rawFrame(instance, layout, frame, false));
    if (raw.bitsAllocated != bits)
        return none; // the codec's cells are narrower: nothing lies above them
    CW_TRY(auto plane, core::Image::create(layout.columns, layout.rows, 1, core::SampleType::U8,
                                           core::PixelMeaning::Monochrome2));
    const SpareBits spare(layout);
    const auto samples = plane.samples<std::uint8_t>();
    const bool set = bits == 8    ? spare.mark<std::uint8_t>(raw.cells, samples)
                     : bits == 16 ? spare.mark<std::uint16_t>(raw.cells, samples)
                                  : spare.mark<std::uint32_t>(raw.cells, samples);
    return set ? std::optional(std::move(plane)) : none;
}

std::optional<core::Image> iconOf(const Instance& instance) {
    const auto items = itemsIn(instance.impl().dataset(), kIconSequence);
    if (items.empty())
        return std::nullopt;
    auto& item = *items.front();
    const auto rows = integerIn(item, {0x0028, 0x0010}).value_or(0),
               columns = integerIn(item, {0x0028, 0x0011}).value_or(0),
               samples = integerIn(item, {0x0028, 0x0002}).value_or(1),
               bits = integerIn(item, {0x0028, 0x0100}).value_or(8);
    if (rows < 1 || columns < 1 || rows > 4096 || columns > 4096 || bits != 8 ||
        (samples != 1 && samples != 3))
        return std::nullopt;
    const auto bytes = bytesIn(item, kPixelData);
    auto image = core::Image::create(static_cast<int>(columns), static_cast<int>(rows),
                                     static_cast<int>(samples), core::SampleType::U8,
                                     samples == 3 ? core::PixelMeaning::Rgb
                                                  : core::PixelMeaning::Monochrome2);
    if (!image || image->bytes().size() > bytes.size())
        return std::nullopt;
    std::memcpy(image->bytes().data(), bytes.data(), image->bytes().size());
    return std::move(*image);
}

} // namespace cw::dicom
