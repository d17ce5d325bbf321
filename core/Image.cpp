// SPDX-License-Identifier: Apache-2.0
#include "core/Image.h"

namespace cw::core {

std::size_t bytesPerSample(SampleType type) {
    switch (type) {
    case SampleType::U8:
    case SampleType::S8:
        return 1;
    case SampleType::U16:
    case SampleType::S16:
        return 2;
    case SampleType::U32:
    case SampleType::S32:
    case SampleType::F32:
        return 4;
    }
    return 1;
}

Result<Image> Image::create(int width, int height, int samplesPerPixel, SampleType type,
                            PixelMeaning meaning) {
    if (width <= 0 || height <= 0 || samplesPerPixel <= 0 || samplesPerPixel > 4)
        return fail(ErrorCode::InvalidArgument, "an image needs rows, columns and 1 to 4 samples");
    const auto count = static_cast<std::size_t>(width) * static_cast<std::size_t>(height) *
                       static_cast<std::size_t>(samplesPerPixel);
    if (count > kMaxSamples)
        return fail(ErrorCode::TooLarge, "the image claims more than 200 million samples");
    Image image;
    image.m_width = width;
    image.m_height = height;
    image.m_samples = samplesPerPixel;
    image.m_type = type;
    image.m_meaning = meaning;
    image.m_bitsStored = static_cast<int>(8 * bytesPerSample(type));
    image.m_bytes.resize(count * bytesPerSample(type));
    return image;
}

std::size_t Image::sampleCount() const { return m_bytes.size() / bytesPerSample(m_type); }

double Image::valueAt(int column, int row, int sample) const {
    CW_ASSERT(column >= 0 && column < m_width && row >= 0 && row < m_height && sample >= 0 &&
              sample < m_samples);
    const auto index = (static_cast<std::size_t>(row) * static_cast<std::size_t>(m_width) +
                        static_cast<std::size_t>(column)) *
                           static_cast<std::size_t>(m_samples) +
                       static_cast<std::size_t>(sample);
    switch (m_type) {
    case SampleType::U8:
        return samples<std::uint8_t>()[index];
    case SampleType::S8:
        return samples<std::int8_t>()[index];
    case SampleType::U16:
        return samples<std::uint16_t>()[index];
    case SampleType::S16:
        return samples<std::int16_t>()[index];
    case SampleType::U32:
        return samples<std::uint32_t>()[index];
    case SampleType::S32:
        return samples<std::int32_t>()[index];
    case SampleType::F32:
        return static_cast<double>(samples<float>()[index]);
    }
    return 0;
}

} // namespace cw::core
