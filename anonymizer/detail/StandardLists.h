// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dicom/Tag.h"
#include <string_view>

namespace cw::anonymizer {

/// A private attribute that the standard knows to be safe (PS3.15 E.3.10-1).
struct SafePrivateRow {
    std::uint16_t group;
    std::uint16_t element; ///< its last two digits: the block is the file's own
    std::string_view creator;
    std::string_view vr; ///< "DS", "OW/OB", or empty where the standard says none
};
/// The row of an element with this creator, or null.
const SafePrivateRow* safePrivateRow(dicom::Tag tag, std::string_view creator);
/// Some element of this creator is in the list.
bool isSafeCreator(std::uint16_t group, std::string_view creator);

/// A concept whose content items may identify (PS3.15 E.3.4-1).
struct ConceptRow {
    std::string_view code, scheme;
    std::string_view valueType; ///< "TEXT", "PNAME" ...
    std::string_view basic;     ///< "X", "D", "X/D"
    std::string_view options;   ///< as TableRow::options
    std::string_view meaning;
};
const ConceptRow* conceptRow(std::string_view code, std::string_view scheme,
                             std::string_view valueType);

/// Coding schemes that a publisher keeps (PS3.16 8): a code's meaning is theirs, not a hospital's.
bool isPublicCodingScheme(std::string_view designator);

/// Values of coded strings that every image has: they name a kind of thing and need no search.
bool isDefinedTerm(std::string_view value);

} // namespace cw::anonymizer
