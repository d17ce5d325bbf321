// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dicom/Tag.h"
#include <cstddef>
#include <string_view>

namespace cw::anonymizer {

/// PS3.5 7.4: One must have a value, Two may be empty, Three may be absent. A conditional type
/// counts as its unconditional one: the file had the attribute, so the condition may well hold.
enum class AttributeType { Unknown, One, Two, Three };

/// IODs that have the same types of the attributes of Table E.1-1, in the order of IodTypes.inc.
enum class Iod {
    DigitalXRay,           ///< digital X-ray, mammography, intra-oral; presentation and processing
    BreastVolume,          ///< breast tomosynthesis, breast projections
    OphthalmicPhotography, ///< 8 and 16 bit, wide field
    OphthalmicTomography,
    SecondaryCapture,
    MultiFrameCapture,
    Classic,          ///< the single-frame image IODs of CR, CT, MR, US, NM, XA, RF, VL
    StructuredReport, ///< basic, enhanced, comprehensive, mammography and chest CAD
    KeyObjects,
    PresentationState,
    Segmentation,
    Unknown
};
inline constexpr std::size_t kIodCount = static_cast<std::size_t>(Iod::Unknown) + 1;

Iod iodOf(std::string_view sopClassUid);

/// Type of a top-level attribute in an IOD (PS3.3, see scripts/generate-iod-types). Unknown for
/// IODs and attributes not listed: the caller then keeps the file valid under any type.
AttributeType attributeType(dicom::Tag tag, Iod iod);

} // namespace cw::anonymizer
