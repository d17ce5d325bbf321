// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Result.h"
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace cw::core {

enum class SampleType { U8, S8, U16, S16, U32, S32, F32 };
std::size_t bytesPerSample(SampleType type);

/// How to read the samples before any window. Rgb means 8- or 16-bit red, green, blue interleaved;
/// YBR and palette images have been converted to Rgb by the decoder unless raw values were asked
/// for.
enum class PixelMeaning { Monochrome1, Monochrome2, Rgb, PaletteIndex, Ybr };

/// One frame of stored pixels: rows from top to bottom, samples interleaved, native byte order,
/// sign-extended to the sample type, never windowed, never flipped. Decoded once and shared as
/// std::shared_ptr<const Image>.
class Image {
public:
    /// Pixels above which create() refuses: 200 million samples.
    static constexpr std::size_t kMaxSamples = 200'000'000;

    /// Fails with TooLarge or InvalidArgument before anything is allocated. Zero filled.
    static Result<Image> create(int width, int height, int samplesPerPixel, SampleType type,
                                PixelMeaning meaning);

    int width() const { return m_width; }
    int height() const { return m_height; }
    int samplesPerPixel() const { return m_samples; }
    SampleType sampleType() const { return m_type; }
    PixelMeaning meaning() const { return m_meaning; }
    /// Bits that carry information (DICOM Bits Stored); 8 * bytesPerSample unless set.
    int bitsStored() const { return m_bitsStored; }
    void setBitsStored(int bits) { m_bitsStored = bits; }

    std::size_t sampleCount() const;
    std::span<std::byte> bytes() { return m_bytes; }
    std::span<const std::byte> bytes() const { return m_bytes; }

    /// The samples as T; T must have the size of the sample type.
    template <class T>
    std::span<T> samples() {
        CW_ASSERT(sizeof(T) == bytesPerSample(m_type));
        return {reinterpret_cast<T*>(m_bytes.data()), sampleCount()};
    }
    template <class T>
    std::span<const T> samples() const {
        CW_ASSERT(sizeof(T) == bytesPerSample(m_type));
        return {reinterpret_cast<const T*>(m_bytes.data()), sampleCount()};
    }
    /// One sample as a number, whatever the type; for tests and sparse access, not for loops.
    double valueAt(int column, int row, int sample = 0) const;

    bool operator==(const Image&) const = default;

private:
    Image() = default;
    int m_width = 0, m_height = 0, m_samples = 1, m_bitsStored = 8;
    SampleType m_type = SampleType::U8;
    PixelMeaning m_meaning = PixelMeaning::Monochrome2;
    std::vector<std::byte> m_bytes;
};

} // namespace cw::core
