// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dicom/Tag.h"
#include <string_view>

namespace cw::anonymizer {

/// PS3.5 7.4: One must have a value, Two may be empty, Three may be absent. A conditional type
/// counts as its unconditional one where the condition is likely to hold for the kind of image.
enum class AttributeType { Unknown, One, Two, Three };

/// Type of a top-level attribute in the IOD of a SOP class, for those attributes that Table E.1-1
/// treats by type. Unknown for IODs and attributes not listed: the caller then keeps the file valid
/// under any type.
AttributeType attributeType(dicom::Tag tag, std::string_view sopClassUid);

} // namespace cw::anonymizer
