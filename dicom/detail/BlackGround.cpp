// SPDX-License-Identifier: Apache-2.0
#include "dicom/detail/BlackGround.h"
#include "core/Presentation.h"
#include "dicom/Pixels.h"
#include "dicom/detail/Colour.h"

#include <algorithm>
#include <limits>

namespace cw::dicom {
namespace {

std::uint32_t wordOf(int value, const FrameLayout& layout) {
    const std::uint32_t all = layout.bitsAllocated >= 32 ? ~0U : (1U << layout.bitsAllocated) - 1;
    const int shift = layout.highBit + 1 - layout.bitsStored;
    // Signed values stay extended into the bits above: not every reader cuts them off.
    const std::uint32_t stored = layout.bitsStored >= 32 ? ~0U : (1U << layout.bitsStored) - 1;
    const auto bits = static_cast<std::uint32_t>(value) & (layout.isSigned ? ~0U : stored);
    return (bits << shift) & all;
}

struct Range {
    int lowest, highest;
};

Range storableRange(const FrameLayout& layout) {
    const int bits = std::min(layout.bitsStored, 31);
    if (layout.isSigned)
        return {-(1 << (bits - 1)), (1 << (bits - 1)) - 1};
    return {0, bits == 31 ? std::numeric_limits<int>::max() : (1 << bits) - 1};
}

template <class T>
Range usedRange(const core::Image& image) {
    const auto samples = image.samples<T>();
    const auto [low, high] = std::minmax_element(samples.begin(), samples.end());
    return {static_cast<int>(*low), static_cast<int>(*high)};
}

Range usedRange(const core::Image& image) {
    switch (image.sampleType()) {
    case core::SampleType::U8:
        return usedRange<std::uint8_t>(image);
    case core::SampleType::S8:
        return usedRange<std::int8_t>(image);
    case core::SampleType::U16:
        return usedRange<std::uint16_t>(image);
    case core::SampleType::S16:
        return usedRange<std::int16_t>(image);
    default:
        return {0, 0};
    }
}

/// The grey that the file's own views and the full range give a value; the brightest counts.
class Brightness {
public:
    Brightness(const core::Image& image, const core::Presentation& presentation) {
        core::ViewGrey grey;
        const auto views = std::max<std::size_t>(
            1, presentation.voiLuts.empty() ? presentation.windows.size() : 1);
        for (std::size_t i = 0; i < views; ++i) {
            grey.fileWindow = i;
            add(image, presentation, grey);
        }
        grey.window = core::fullRangeWindow(image, presentation);
        add(image, presentation, grey);
    }
    bool empty() const { return m_tables.empty(); }
    int operator()(int value) const {
        int most = 0;
        for (const auto& table : m_tables)
            most = std::max(most, static_cast<int>(table[value]));
        return most;
    }

private:
    void add(const core::Image& image, const core::Presentation& presentation,
             const core::ViewGrey& grey) {
        if (auto table = core::greyTable(image, presentation, grey))
            m_tables.push_back(std::move(*table));
    }
    std::vector<core::GreyTable> m_tables;
};

/// The darkest of the ends of the values in use and of the storable ones; those in use first, so
/// that a window over the range of the values stays what it was.
Result<int> blackGrey(const Instance& instance, const FrameLayout& layout, int frame) {
    const auto storable = storableRange(layout);
    const auto presentation = presentationOf(instance, frame);
    if (layout.bitsAllocated == 32 || layout.bitsAllocated == 1) {
        const bool falling = presentation.rescaleSlope < 0;
        return presentation.inverse != falling ? storable.highest : storable.lowest;
    }
    CW_TRY(const auto image, decodeFrame(instance, frame, ColourHandling::Stored));
    // Padding is shown black whatever its value: it must not count as the dark end.
    auto unpadded = presentation;
    unpadded.padding.reset();
    const Brightness brightness(image, unpadded);
    const auto used = usedRange(image);
    const std::array candidates{used.lowest, used.highest, storable.lowest, storable.highest};
    if (brightness.empty())
        return presentation.inverse ? storable.highest : storable.lowest;
    return *std::ranges::min_element(candidates,
                                     [&](int a, int b) { return brightness(a) < brightness(b); });
}

Result<int> blackIndex(const Instance& instance, const FrameLayout& layout) {
    const int entries = 1 << std::min(layout.bitsStored, 16);
    const bool wide = layout.bitsAllocated > 8;
    CW_TRY(auto indices,
           core::Image::create(entries, 1, 1, wide ? core::SampleType::U16 : core::SampleType::U8,
                               core::PixelMeaning::PaletteIndex));
    for (int i = 0; i < entries; ++i) {
        if (wide)
            indices.samples<std::uint16_t>()[static_cast<std::size_t>(i)] =
                static_cast<std::uint16_t>(i);
        else
            indices.samples<std::uint8_t>()[static_cast<std::size_t>(i)] =
                static_cast<std::uint8_t>(i);
    }
    CW_TRY(const auto colours, paletteToRgb(indices, instance));
    int darkest = 0;
    double least = std::numeric_limits<double>::max();
    for (int i = 0; i < entries; ++i) {
        const double luma = 0.299 * colours.valueAt(i, 0, 0) + 0.587 * colours.valueAt(i, 0, 1) +
                            0.114 * colours.valueAt(i, 0, 2);
        if (luma < least) {
            least = luma;
            darkest = i;
        }
    }
    return darkest;
}

} // namespace

Result<BlackGround> blackOf(const Instance& instance, const FrameLayout& layout, int frame,
                            const std::string& photometric) {
    BlackGround black;
    if (layout.samples == 3 && photometric.starts_with("YBR")) {
        const int middle = 1 << (layout.bitsStored - 1);
        // PS3.3 C.7.6.3.1.2: luminance of the partial range starts at a sixteenth.
        const int dark = photometric.starts_with("YBR_PARTIAL") ? middle / 8 : 0;
        black.values = {dark, middle, middle};
    } else if (layout.samples == 1 && photometric == "PALETTE COLOR") {
        CW_TRY(black.values[0], blackIndex(instance, layout));
    } else if (layout.samples == 1) {
        CW_TRY(black.values[0], blackGrey(instance, layout, frame));
    }
    for (std::size_t i = 0; i < black.words.size(); ++i)
        black.words[i] = wordOf(black.values[i], layout);
    return black;
}

} // namespace cw::dicom
