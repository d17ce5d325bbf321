// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dicom/detail/PixelStore.h"
#include "dicom/detail/VrTable.h"
#include <optional>
#include <string>
#include <string_view>

namespace cw::dicom {

/// Arrays of numbers beyond this are data, not particulars: their text is left empty.
constexpr std::size_t kLongestNumbersShown = 256;
constexpr std::size_t kLongestBytesShown = 64U << 10;

/// The value as ElementView shows it: a view of the bytes where they are text or bytes, else
/// decimal text built in `scratch`.
std::string_view valueText(const VrTraits& vr, ByteView value, std::string& scratch);
/// The index-th number of a binary VR, or of IS and DS; nullopt if there is none.
std::optional<double> numberIn(const VrTraits& vr, ByteView value, std::size_t index);
/// The bytes of a value given as text: numbers are parsed for binary VRs. nullopt if it is none.
std::optional<Bytes> valueFromText(const VrTraits& vr, std::string_view text);

} // namespace cw::dicom
