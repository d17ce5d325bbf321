// SPDX-License-Identifier: Apache-2.0
#include "core/Presentation.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace cw::core {
namespace {

struct Range {
    double low, high;
};

bool isPadding(const Presentation& p, double stored) {
    return p.padding && stored >= p.padding->first && stored <= p.padding->second;
}

double looked(const LookupTable& table, double value) {
    if (table.entries.empty())
        return value;
    const auto last = static_cast<double>(table.entries.size() - 1);
    const double index = std::clamp(std::floor(value - table.firstValue), 0.0, last);
    return table.entries[static_cast<std::size_t>(index)];
}

double modalityValue(const Presentation& p, double stored) {
    return p.modalityLut ? looked(*p.modalityLut, stored)
                         : stored * p.rescaleSlope + p.rescaleIntercept;
}

// PS3.3 C.11.2.1.2 and C.11.2.1.3, output scaled to [0, 1].
double windowed(const Window& w, double x) {
    switch (w.function) {
    case VoiFunction::Linear: {
        if (w.width <= 1)
            return x <= w.centre - 0.5 ? 0 : 1;
        const double low = w.centre - 0.5 - (w.width - 1) / 2;
        return std::clamp((x - low) / (w.width - 1), 0.0, 1.0);
    }
    case VoiFunction::LinearExact:
        if (w.width <= 0)
            return x <= w.centre ? 0 : 1;
        return std::clamp((x - (w.centre - w.width / 2)) / w.width, 0.0, 1.0);
    case VoiFunction::Sigmoid:
        return 1 / (1 + std::exp(-4 * (x - w.centre) / (w.width == 0 ? 1 : w.width)));
    }
    return 0;
}

template <class T>
Range valueRange(const Image& image, const Presentation& p) {
    auto low = std::numeric_limits<double>::infinity();
    auto high = -low;
    for (const T sample : image.samples<T>()) {
        const auto value = static_cast<double>(sample);
        if (!std::isfinite(value) || isPadding(p, value))
            continue;
        low = std::min(low, value);
        high = std::max(high, value);
    }
    return low <= high ? Range{low, high} : Range{0, 1};
}

Range valueRange(const Image& image, const Presentation& p) {
    switch (image.sampleType()) {
    case SampleType::U8:
        return valueRange<std::uint8_t>(image, p);
    case SampleType::S8:
        return valueRange<std::int8_t>(image, p);
    case SampleType::U16:
        return valueRange<std::uint16_t>(image, p);
    case SampleType::S16:
        return valueRange<std::int16_t>(image, p);
    case SampleType::U32:
        return valueRange<std::uint32_t>(image, p);
    case SampleType::S32:
        return valueRange<std::int32_t>(image, p);
    case SampleType::F32:
        return valueRange<float>(image, p);
    }
    return {0, 1};
}

/// The chain stored value -> grey, with the choices already made.
class GreyChain {
public:
    GreyChain(const Image& image, const Presentation& p, const ViewGrey& view) : m_p(p) {
        if (!view.window && !p.voiLuts.empty() && (view.voiLut || view.fileWindow == 0)) {
            m_lut = &p.voiLuts[std::min(view.voiLut.value_or(0), p.voiLuts.size() - 1)];
        } else if (view.window) {
            m_window = *view.window;
        } else if (!p.windows.empty()) {
            m_window = p.windows[std::min(view.fileWindow, p.windows.size() - 1)];
        } else {
            m_window = fullRangeWindow(image, p);
        }
        m_invert = p.inverse != view.invert;
    }

    std::uint8_t operator()(double stored) const {
        if (isPadding(m_p, stored))
            return 0; // black in either polarity: air must not glare when inverted
        const double value = modalityValue(m_p, stored);
        double grey = m_lut ? looked(*m_lut, value) / (std::exp2(m_lut->bits) - 1)
                            : windowed(m_window, value);
        if (m_invert)
            grey = 1 - grey;
        return static_cast<std::uint8_t>(std::lround(std::clamp(grey, 0.0, 1.0) * 255));
    }

private:
    const Presentation& m_p;
    const LookupTable* m_lut = nullptr;
    Window m_window;
    bool m_invert = false;
};

template <class T>
void throughTable(const Image& image, const GreyTable& table, Image& out) {
    const auto from = image.samples<T>();
    auto to = out.samples<std::uint8_t>();
    for (std::size_t i = 0; i < from.size(); ++i)
        to[i] = table[static_cast<int>(from[i])];
}

template <class T>
void throughChain(const Image& image, const GreyChain& chain, Image& out) {
    const auto from = image.samples<T>();
    auto to = out.samples<std::uint8_t>();
    for (std::size_t i = 0; i < from.size(); ++i)
        to[i] = chain(static_cast<double>(from[i]));
}

Result<Image> shownColour(const Image& image) {
    if (image.sampleType() == SampleType::U8)
        return image;
    if (image.sampleType() != SampleType::U16)
        return fail(ErrorCode::Unsupported, "colour pixels of this depth cannot be shown");
    CW_TRY(auto out, Image::create(image.width(), image.height(), image.samplesPerPixel(),
                                   SampleType::U8, PixelMeaning::Rgb));
    const int shift = std::max(0, image.bitsStored() - 8);
    const auto from = image.samples<std::uint16_t>();
    auto to = out.samples<std::uint8_t>();
    for (std::size_t i = 0; i < from.size(); ++i)
        to[i] = static_cast<std::uint8_t>(std::min(255, from[i] >> shift));
    return out;
}

} // namespace

Window fullRangeWindow(const Image& image, const Presentation& presentation) {
    const auto range = valueRange(image, presentation);
    const double a = modalityValue(presentation, range.low);
    const double b = modalityValue(presentation, range.high);
    const double low = std::min(a, b), high = std::max(a, b);
    return {(low + high + 1) / 2, high - low + 1, VoiFunction::Linear, "full range"};
}

Result<GreyTable> greyTable(const Image& image, const Presentation& presentation,
                            const ViewGrey& view) {
    GreyTable table;
    int highest = 0;
    switch (image.sampleType()) {
    case SampleType::U8:
        highest = 255;
        break;
    case SampleType::U16:
        highest = 65535;
        break;
    case SampleType::S8:
        table.lowest = -128;
        highest = 127;
        break;
    case SampleType::S16:
        table.lowest = -32768;
        highest = 32767;
        break;
    default:
        return fail(ErrorCode::Unsupported, "no grey table for 32-bit samples");
    }
    const GreyChain chain(image, presentation, view);
    table.entries.resize(static_cast<std::size_t>(highest - table.lowest + 1));
    for (int value = table.lowest; value <= highest; ++value)
        table.entries[static_cast<std::size_t>(value - table.lowest)] = chain(value);
    return table;
}

Result<Image> shown(const Image& image, const Presentation& presentation, const ViewGrey& view) {
    if (image.samplesPerPixel() > 1)
        return shownColour(image);
    CW_TRY(auto out, Image::create(image.width(), image.height(), 1, SampleType::U8,
                                   PixelMeaning::Monochrome2));
    const GreyChain chain(image, presentation, view);
    switch (image.sampleType()) {
    case SampleType::U32:
        throughChain<std::uint32_t>(image, chain, out);
        return out;
    case SampleType::S32:
        throughChain<std::int32_t>(image, chain, out);
        return out;
    case SampleType::F32:
        throughChain<float>(image, chain, out);
        return out;
    default:
        break;
    }
    CW_TRY(const auto table, greyTable(image, presentation, view));
    switch (image.sampleType()) {
    case SampleType::U8:
        throughTable<std::uint8_t>(image, table, out);
        break;
    case SampleType::S8:
        throughTable<std::int8_t>(image, table, out);
        break;
    case SampleType::U16:
        throughTable<std::uint16_t>(image, table, out);
        break;
    default:
        throughTable<std::int16_t>(image, table, out);
        break;
    }
    return out;
}

} // namespace cw::core
