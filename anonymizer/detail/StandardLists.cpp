// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/StandardLists.h"
#include <algorithm>
#include <array>
#include <iterator>
#include <tuple>

namespace cw::anonymizer {
namespace {

constexpr SafePrivateRow kSafePrivate[] = {
#include "anonymizer/detail/SafePrivate.inc"
};

constexpr ConceptRow kConcepts[] = {
#include "anonymizer/detail/StructuredContent.inc"
};

std::string_view unpadded(std::string_view text) {
    while (!text.empty() && (text.back() == ' ' || text.back() == '\0'))
        text.remove_suffix(1);
    return text;
}

} // namespace

const SafePrivateRow* safePrivateRow(dicom::Tag tag, std::string_view creator) {
    const auto wanted =
        std::tuple(tag.group, unpadded(creator), static_cast<std::uint16_t>(tag.element & 0xFF));
    const auto key = [](const SafePrivateRow& row) {
        return std::tuple(row.group, row.creator, row.element);
    };
    const auto found = std::ranges::lower_bound(kSafePrivate, wanted, {}, key);
    return found != std::end(kSafePrivate) && key(*found) == wanted ? &*found : nullptr;
}

bool isSafeCreator(std::uint16_t group, std::string_view creator) {
    const auto wanted = std::tuple(group, unpadded(creator));
    const auto key = [](const SafePrivateRow& row) { return std::tuple(row.group, row.creator); };
    const auto found = std::ranges::lower_bound(kSafePrivate, wanted, {}, key);
    return found != std::end(kSafePrivate) && key(*found) == wanted;
}

const ConceptRow* conceptRow(std::string_view code, std::string_view scheme,
                             std::string_view valueType) {
    const auto wanted = std::tuple(code, scheme, valueType);
    const auto key = [](const ConceptRow& row) {
        return std::tuple(row.code, row.scheme, row.valueType);
    };
    const auto found = std::ranges::lower_bound(kConcepts, wanted, {}, key);
    return found != std::end(kConcepts) && key(*found) == wanted ? &*found : nullptr;
}

bool isPublicCodingScheme(std::string_view designator) {
    constexpr std::array<std::string_view, 22> schemes{
        "ACR",  "BI",   "DCM", "DCMUID", "FMA",  "I10",         "I9",   "I9C",
        "ICDO", "ISO",  "LN",  "MA",     "MSH",  "NCDR [2.0b]", "NCIt", "RADLEX",
        "SCT",  "SNM3", "SNT", "SRT",    "UCUM", "UMLS"};
    static_assert(std::ranges::is_sorted(schemes));
    return std::ranges::binary_search(schemes, unpadded(designator));
}

bool isDefinedTerm(std::string_view value) {
    constexpr std::array<std::string_view, 61> terms{"A",
                                                     "ALUMINUM",
                                                     "AXIAL",
                                                     "BREAST",
                                                     "BW",
                                                     "CC",
                                                     "CODE",
                                                     "COLOR",
                                                     "CONTAINER",
                                                     "CONTAINS",
                                                     "DERIVED",
                                                     "DERIVED\\PRIMARY",
                                                     "DERIVED\\SECONDARY",
                                                     "DIGITAL",
                                                     "DIRECT",
                                                     "EYE",
                                                     "F",
                                                     "FOR PRESENTATION",
                                                     "FOR PROCESSING",
                                                     "FULLFIELD",
                                                     "HAS CONCEPT MOD",
                                                     "HAS OBS CONTEXT",
                                                     "HAS PROPERTIES",
                                                     "IDENTITY",
                                                     "IMAGE",
                                                     "INVERSE",
                                                     "L",
                                                     "LIN",
                                                     "LINEAR",
                                                     "LOG",
                                                     "M",
                                                     "MG",
                                                     "ML",
                                                     "MLO",
                                                     "MOLYBDENUM",
                                                     "MONOCHROME1",
                                                     "MONOCHROME2",
                                                     "NO",
                                                     "NONE",
                                                     "NUM",
                                                     "O",
                                                     "OP",
                                                     "ORIGINAL",
                                                     "ORIGINAL\\PRIMARY",
                                                     "ORIGINAL\\PRIMARY\\",
                                                     "OT",
                                                     "PALETTE COLOR",
                                                     "R",
                                                     "RGB",
                                                     "RHODIUM",
                                                     "SC",
                                                     "SCINTILLATOR",
                                                     "SIGMOID",
                                                     "SR",
                                                     "STEREO",
                                                     "TEXT",
                                                     "TUNGSTEN",
                                                     "WSD",
                                                     "YBR_FULL",
                                                     "YBR_FULL_422",
                                                     "YES"};
    static_assert(std::ranges::is_sorted(terms));
    return std::ranges::binary_search(terms, value);
}

} // namespace cw::anonymizer
