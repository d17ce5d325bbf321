// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/FrameSample.h"
#include <algorithm>
#include <cstdlib>

namespace cw::anonymizer {
namespace {

constexpr std::uint64_t kBudget = 64'000'000; ///< samples decoded beside the first three frames
constexpr int kMostRead = 32;
constexpr int kPlainly = 6;       ///< a sixth of the range of the first frame's values
constexpr int kFewestPixels = 24; ///< a digit
constexpr double kNoise = 0.0005; ///< part of the border that differs by chance

template <class T>
bool differ(const core::Image& a, const core::Image& b) {
    const auto one = a.samples<T>(), two = b.samples<T>();
    const auto [low, high] = std::minmax_element(one.begin(), one.end());
    const int step = std::max(1, (static_cast<int>(*high) - static_cast<int>(*low)) / kPlainly);
    const int width = a.width(), height = a.height(), samples = a.samplesPerPixel();
    const int deepX = std::max(1, width / 8), deepY = std::max(1, height / 8);
    int different = 0, looked = 0;
    for (int y = 0; y < height; ++y) {
        const bool wholeRow = y < deepY || y >= height - deepY;
        for (int x = 0; x < width; ++x) {
            if (!wholeRow && x == deepX)
                x = std::max(deepX, width - deepX); // over the middle
            const auto at = (static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                             static_cast<std::size_t>(x)) *
                            static_cast<std::size_t>(samples);
            ++looked;
            for (std::size_t s = 0; s < static_cast<std::size_t>(samples); ++s)
                if (std::abs(static_cast<int>(one[at + s]) - static_cast<int>(two[at + s])) >
                    step) {
                    ++different;
                    break;
                }
        }
    }
    return different >= kFewestPixels && different > kNoise * looked;
}

} // namespace

bool bordersDiffer(const core::Image& a, const core::Image& b) {
    if (a.width() != b.width() || a.height() != b.height() || a.sampleType() != b.sampleType() ||
        a.samplesPerPixel() != b.samplesPerPixel())
        return true;
    switch (a.sampleType()) {
    case core::SampleType::U8:
        return differ<std::uint8_t>(a, b);
    case core::SampleType::S8:
        return differ<std::int8_t>(a, b);
    case core::SampleType::U16:
        return differ<std::uint16_t>(a, b);
    case core::SampleType::S16:
        return differ<std::int16_t>(a, b);
    default:
        return false;
    }
}

FrameSample::FrameSample(int frames) : m_frames(frames) {
    for (const int frame : {0, frames / 2, frames - 1})
        if (std::ranges::find(m_always, frame) == m_always.end())
            m_always.push_back(frame);
}

void FrameSample::planOthers(std::uint64_t samplesOfFrame) {
    const auto rest = static_cast<std::uint64_t>(m_frames) - m_always.size();
    const std::uint64_t affordable =
        std::min(rest, kBudget / std::max<std::uint64_t>(1, samplesOfFrame));
    m_left = static_cast<int>(rest - affordable);
    if (affordable == 0)
        return;
    const auto stride = (rest + affordable - 1) / affordable;
    for (int i = 0; i < m_frames; ++i)
        if (std::ranges::find(m_always, i) == m_always.end() &&
            (stride == 1 || static_cast<std::uint64_t>(i) % stride == 0))
            m_others.push_back(i);
    m_left = static_cast<int>(rest - m_others.size());
}

std::optional<int> FrameSample::next() {
    if (m_nextAlways < m_always.size())
        return m_always[m_nextAlways++];
    if (m_nextOther < m_others.size())
        return m_others[m_nextOther++];
    return std::nullopt;
}

bool FrameSample::worthReading(int frame, const core::Image& pixels) {
    if (frame == 0) {
        planOthers(pixels.sampleCount());
        if (m_frames > 1)
            m_first = pixels;
    }
    const bool always = std::ranges::find(m_always, frame) != m_always.end();
    if (!always && !(m_first && bordersDiffer(*m_first, pixels)))
        return false;
    if (!always && m_read >= kMostRead) {
        ++m_left;
        return false;
    }
    ++m_read;
    return true;
}

} // namespace cw::anonymizer
