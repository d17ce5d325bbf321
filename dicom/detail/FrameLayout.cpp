// SPDX-License-Identifier: Apache-2.0
#include "dicom/detail/FrameLayout.h"

#include "core/Image.h"
#include "dicom/detail/InstanceImpl.h"

namespace cw::dicom {
namespace {

constexpr Tag kSamplesPerPixel{0x0028, 0x0002}, kPhotometric{0x0028, 0x0004},
    kPlanarConfiguration{0x0028, 0x0006}, kRows{0x0028, 0x0010}, kColumns{0x0028, 0x0011},
    kBitsAllocated{0x0028, 0x0100}, kBitsStored{0x0028, 0x0101}, kHighBit{0x0028, 0x0102},
    kPixelRepresentation{0x0028, 0x0103};

int within(const Instance& instance, Tag tag, int fallback, int low, int high) {
    const auto value = instance.integer(tag);
    if (!value)
        return fallback;
    return *value < low || *value > high ? low - 1 : static_cast<int>(*value);
}

/// A name that fits the number of samples: a wrong one must not lead a converter astray.
std::string photometricFor(const Instance& instance, int samples) {
    auto name = instance.text(kPhotometric).value_or("");
    const bool colour = name == "RGB" || name.starts_with("YBR_");
    if (samples == 3)
        return colour ? name : "RGB";
    return colour || name.empty() ? "MONOCHROME2" : name;
}

} // namespace

bool FrameLayout::chromaHalved() const {
    return samples == 3 && (photometric == "YBR_FULL_422" || photometric == "YBR_PARTIAL_422");
}

Result<FrameLayout> layoutOf(const Instance& instance) {
    FrameLayout layout;
    layout.rows = within(instance, kRows, 0, 1, 65535);
    layout.columns = within(instance, kColumns, 0, 1, 65535);
    if (layout.rows < 1 || layout.columns < 1)
        return fail(ErrorCode::Unsupported, "the object has no image: no rows or columns");
    layout.samples = within(instance, kSamplesPerPixel, 1, 1, 3);
    if (layout.samples != 1 && layout.samples != 3)
        return fail(ErrorCode::Unsupported, "samples per pixel are neither 1 nor 3");
    layout.bitsAllocated = within(instance, kBitsAllocated, 0, 1, 32);
    const auto bits = layout.bitsAllocated;
    if (bits != 1 && bits != 8 && bits != 16 && bits != 32)
        return fail(ErrorCode::Unsupported, "bits allocated are not 1, 8, 16 or 32");
    layout.bitsStored = within(instance, kBitsStored, bits, 1, bits);
    if (layout.bitsStored < 1)
        return fail(ErrorCode::Malformed, "bits stored do not fit bits allocated");
    layout.highBit = within(instance, kHighBit, layout.bitsStored - 1, 0, bits - 1);
    if (layout.highBit < layout.bitsStored - 1)
        return fail(ErrorCode::Malformed, "the high bit does not fit bits stored and allocated");
    layout.isSigned = instance.integer(kPixelRepresentation).value_or(0) == 1;
    layout.planar = layout.samples > 1 && instance.integer(kPlanarConfiguration).value_or(0) == 1;
    layout.photometric = photometricFor(instance, layout.samples);
    if (layout.sampleCount() > core::Image::kMaxSamples)
        return fail(ErrorCode::TooLarge, "a frame claims more than 200 million samples");
    return layout;
}

} // namespace cw::dicom
