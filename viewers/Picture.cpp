// SPDX-License-Identifier: Apache-2.0
#include "viewers/Picture.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace cw::viewers {
namespace {

using core::Image;
using core::SampleType;

constexpr int kSmallestLevel = 64; ///< px; below this a further level saves nothing

int lowestOf(SampleType type) {
    return type == SampleType::S8 ? -128 : type == SampleType::S16 ? -32768 : 0;
}

template <class T>
std::vector<std::uint16_t> indicesOf(const Image& image) {
    const auto from = image.samples<T>();
    const int lowest = lowestOf(image.sampleType());
    std::vector<std::uint16_t> to(from.size());
    std::transform(from.begin(), from.end(), to.begin(), [lowest](T value) {
        return static_cast<std::uint16_t>(static_cast<int>(value) - lowest);
    });
    return to;
}

/// Mean of a 2 x 2 block; padding is left out of it, or the rim of the breast would glow or darken.
struct GreyMean {
    std::optional<std::pair<int, int>> padding;
    std::uint16_t operator()(std::uint16_t a, std::uint16_t b, std::uint16_t c,
                             std::uint16_t d) const {
        if (!padding)
            return static_cast<std::uint16_t>((a + b + c + d + 2) / 4);
        int sum = 0, count = 0;
        for (const int value : {int{a}, int{b}, int{c}, int{d}}) {
            if (value >= padding->first && value <= padding->second)
                continue;
            sum += value;
            ++count;
        }
        return count == 0 ? a : static_cast<std::uint16_t>((sum + count / 2) / count);
    }
};

struct ColourMean {
    std::uint32_t operator()(std::uint32_t a, std::uint32_t b, std::uint32_t c,
                             std::uint32_t d) const {
        std::uint32_t mean = 0;
        for (unsigned shift = 0; shift < 32; shift += 8) {
            const auto of = [shift](std::uint32_t v) { return (v >> shift) & 255U; };
            mean |= ((of(a) + of(b) + of(c) + of(d) + 2) / 4) << shift;
        }
        return mean;
    }
};

template <class T, class Mean>
std::vector<T> halved(const T* from, int width, int height, const Mean& mean) {
    const int w = (width + 1) / 2, h = (height + 1) / 2;
    std::vector<T> to(static_cast<std::size_t>(w) * static_cast<std::size_t>(h));
    for (int row = 0; row < h; ++row) {
        const T* upper = from + static_cast<std::ptrdiff_t>(2 * row) * width;
        const T* lower = 2 * row + 1 < height ? upper + width : upper;
        T* out = to.data() + static_cast<std::ptrdiff_t>(row) * w;
        for (int column = 0; column < width / 2; ++column)
            out[column] = mean(upper[2 * column], upper[2 * column + 1], lower[2 * column],
                               lower[2 * column + 1]);
        if (width % 2 == 1)
            out[w - 1] =
                mean(upper[width - 1], upper[width - 1], lower[width - 1], lower[width - 1]);
    }
    return to;
}

/// 32-bit samples have no grey table; bring them to 16 bits and move the scale into the rescale.
Result<Image> broughtTo16Bits(const Image& image, core::Presentation& presentation) {
    double low = std::numeric_limits<double>::infinity(), high = -low;
    for (int row = 0; row < image.height(); ++row)
        for (int column = 0; column < image.width(); ++column) {
            const double value = image.valueAt(column, row);
            if (std::isfinite(value)) {
                low = std::min(low, value);
                high = std::max(high, value);
            }
        }
    if (!(low <= high))
        low = high = 0;
    const double step = high > low ? (high - low) / 65535 : 1;
    CW_TRY(auto out,
           Image::create(image.width(), image.height(), 1, SampleType::U16, image.meaning()));
    auto to = out.samples<std::uint16_t>();
    std::size_t i = 0;
    for (int row = 0; row < image.height(); ++row)
        for (int column = 0; column < image.width(); ++column, ++i) {
            const double value = image.valueAt(column, row);
            to[i] = std::isfinite(value)
                        ? static_cast<std::uint16_t>(std::lround((value - low) / step))
                        : std::uint16_t{0};
        }
    presentation.rescaleIntercept += presentation.rescaleSlope * low;
    presentation.rescaleSlope *= step;
    presentation.padding.reset();
    return out;
}

core::Window rangeOf(const core::LookupTable& lut) {
    const auto length = static_cast<double>(std::max<std::size_t>(1, lut.entries.size()));
    return {lut.firstValue + length / 2, length, core::VoiFunction::Linear, lut.explanation};
}

core::Window firstWindowOf(const Image& image, const core::Presentation& presentation) {
    if (!presentation.voiLuts.empty())
        return rangeOf(presentation.voiLuts.front());
    if (!presentation.windows.empty())
        return presentation.windows.front();
    return core::fullRangeWindow(image, presentation);
}

} // namespace

Result<std::shared_ptr<const Picture>> Picture::prepare(std::shared_ptr<const core::Image> image,
                                                        core::Presentation presentation,
                                                        std::optional<core::Polygon> field) {
    if (!image || image->width() < 1 || image->height() < 1)
        return fail(ErrorCode::InvalidArgument, "there are no pixels to show");
    std::shared_ptr<Picture> picture(new Picture);
    picture->m_image = std::move(image);
    picture->m_presentation = std::move(presentation);
    picture->m_field = std::move(field);
    const bool grey = picture->m_image->samplesPerPixel() == 1;
    CW_CHECK(grey ? picture->prepareGrey() : picture->prepareColour());
    picture->findHeavySides();
    picture->m_air = picture->findAirAround();
    return std::shared_ptr<const Picture>(std::move(picture));
}

Result<void> Picture::prepareGrey() {
    const auto type = m_image->sampleType();
    if (type == SampleType::U32 || type == SampleType::S32 || type == SampleType::F32) {
        CW_TRY(auto brought, broughtTo16Bits(*m_image, m_presentation));
        m_greySource = std::move(brought);
    }
    const Image& source = m_greySource ? *m_greySource : *m_image;
    const std::uint16_t* first = nullptr;
    switch (source.sampleType()) {
    case SampleType::U16:
        first = source.samples<std::uint16_t>().data();
        break;
    case SampleType::U8:
        m_greyStore.push_back(indicesOf<std::uint8_t>(source));
        break;
    case SampleType::S8:
        m_greyStore.push_back(indicesOf<std::int8_t>(source));
        break;
    default:
        m_greyStore.push_back(indicesOf<std::int16_t>(source));
        break;
    }
    const int lowest = lowestOf(source.sampleType());
    if (m_presentation.padding)
        m_padding = {static_cast<int>(std::floor(m_presentation.padding->first)) - lowest,
                     static_cast<int>(std::ceil(m_presentation.padding->second)) - lowest};
    m_grey.push_back({source.width(), source.height(), first ? first : m_greyStore.back().data()});
    while (std::min(m_grey.back().width, m_grey.back().height) > kSmallestLevel) {
        const auto level = m_grey.back();
        m_greyStore.push_back(halved(level.index, level.width, level.height, GreyMean{m_padding}));
        m_grey.push_back(
            {(level.width + 1) / 2, (level.height + 1) / 2, m_greyStore.back().data()});
    }
    m_firstWindow = firstWindowOf(source, m_presentation);
    return {};
}

Result<void> Picture::prepareColour() {
    CW_TRY(const auto shown, core::shown(*m_image, m_presentation, {}));
    if (shown.samplesPerPixel() != 3)
        return fail(ErrorCode::Unsupported, "only grey and RGB pixels can be shown");
    const auto from = shown.samples<std::uint8_t>();
    std::vector<std::uint32_t> first(from.size() / 3);
    for (std::size_t i = 0; i < first.size(); ++i)
        first[i] = 0xFF000000U | static_cast<std::uint32_t>(from[3 * i]) |
                   static_cast<std::uint32_t>(from[3 * i + 1]) << 8 |
                   static_cast<std::uint32_t>(from[3 * i + 2]) << 16;
    m_colourStore.push_back(std::move(first));
    m_colour.push_back({shown.width(), shown.height(), m_colourStore.back().data()});
    while (std::min(m_colour.back().width, m_colour.back().height) > kSmallestLevel) {
        const auto level = m_colour.back();
        m_colourStore.push_back(halved(level.rgba, level.width, level.height, ColourMean{}));
        m_colour.push_back(
            {(level.width + 1) / 2, (level.height + 1) / 2, m_colourStore.back().data()});
    }
    m_firstWindow = {128, 256, core::VoiFunction::Linear, {}};
    return {};
}

std::vector<Picture::Choice> Picture::choices() const {
    std::vector<Choice> choices;
    if (colour())
        return choices;
    using Kind = Choice::Kind;
    for (std::size_t i = 0; i < m_presentation.voiLuts.size(); ++i) {
        core::ViewGrey grey;
        grey.voiLut = i;
        choices.push_back({grey, m_presentation.voiLuts[i].explanation, Kind::VoiLut});
    }
    for (const auto& window : m_presentation.windows) {
        core::ViewGrey grey;
        grey.window =
            window; // by value: beside a VOI LUT the file's windows are not its first wish
        choices.push_back({grey, window.explanation, Kind::Window});
    }
    core::ViewGrey full;
    full.window = core::fullRangeWindow(m_greySource ? *m_greySource : *m_image, m_presentation);
    choices.push_back({full, {}, Kind::FullRange});
    return choices;
}

core::Window Picture::windowOf(const core::ViewGrey& view) const {
    if (view.window)
        return *view.window;
    if (view.voiLut && *view.voiLut < m_presentation.voiLuts.size())
        return rangeOf(m_presentation.voiLuts[*view.voiLut]);
    return m_firstWindow;
}

Result<core::GreyTable> Picture::greyTable(const core::ViewGrey& view) const {
    auto chosen = view;
    const bool fileDecides = !m_presentation.voiLuts.empty() || !m_presentation.windows.empty();
    if (!chosen.window && !fileDecides)
        chosen.window = m_firstWindow;
    return core::greyTable(m_greySource ? *m_greySource : *m_image, m_presentation, chosen);
}

/// The clearly heavier of two sums over the same number of pixels.
static std::optional<PictureSide> heavier(double first, double second, double pixels, PictureSide a,
                                          PictureSide b) {
    constexpr double kClearlyHeavier = 1.5, kSomeTissue = 6; // ratio; mean grey of 255
    if (std::max(first, second) / pixels < kSomeTissue)
        return std::nullopt;
    if (first > kClearlyHeavier * second)
        return a;
    if (second > kClearlyHeavier * first)
        return b;
    return std::nullopt;
}

void Picture::findHeavySides() {
    if (m_grey.empty())
        return;
    const auto table = greyTable({});
    if (!table)
        return;
    const auto& level = m_grey[std::min<std::size_t>(m_grey.size() - 1, 4)];
    const int wide = std::max(1, level.width / 20), high = std::max(1, level.height / 20);
    double left = 0, right = 0, top = 0, bottom = 0;
    for (int row = 0; row < level.height; ++row) {
        const auto* line = level.index + static_cast<std::ptrdiff_t>(row) * level.width;
        const auto grey = [&](int column) { return table->entries[line[column]]; };
        for (int i = 0; i < wide; ++i) {
            left += grey(i);
            right += grey(level.width - 1 - i);
        }
        for (int column = 0; column < level.width && row < high; ++column)
            top += grey(column);
        for (int column = 0; column < level.width && row >= level.height - high; ++column)
            bottom += grey(column);
    }
    m_heavySide = heavier(left, right, static_cast<double>(wide) * level.height, PictureSide::Left,
                          PictureSide::Right);
    m_heavyEnd = heavier(top, bottom, static_cast<double>(high) * level.width, PictureSide::Top,
                         PictureSide::Bottom);
}

std::optional<Air> Picture::findAirAround() const {
    constexpr int kEnough = 512; // cells a side; finer ones would only cost time
    if (m_grey.empty())
        return std::nullopt;
    std::size_t n = 0;
    while (n + 1 < m_grey.size() && std::min(m_grey[n].width, m_grey[n].height) > kEnough)
        ++n;
    const bool falling = m_presentation.rescaleSlope < 0;
    return findAir({m_grey[n].index, m_grey[n].width, m_grey[n].height, static_cast<int>(n),
                    m_presentation.inverse == falling, m_padding});
}

} // namespace cw::viewers
