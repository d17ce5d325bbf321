// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/IodTypes.h"
#include <algorithm>
#include <array>
#include <span>

namespace cw::anonymizer {
namespace {

using enum AttributeType;

struct TypedTag {
    dicom::Tag tag;
    AttributeType type;
};

// Modules shared by the classic (not multi-frame-functional-group) image IODs, PS3.3 C.7 and
// C.12.1.
constexpr std::array kClassic{
    TypedTag{{0x0008, 0x0012}, Three}, TypedTag{{0x0008, 0x0013}, Three}, // SOP Common
    TypedTag{{0x0008, 0x0020}, Two},   TypedTag{{0x0008, 0x0030}, Two},   // General Study
    TypedTag{{0x0008, 0x0050}, Two},   TypedTag{{0x0008, 0x0090}, Two},
    TypedTag{{0x0008, 0x1110}, Three}, TypedTag{{0x0020, 0x0010}, Two},
    TypedTag{{0x0032, 0x1060}, Three}, TypedTag{{0x0008, 0x0021}, Three}, // General Series
    TypedTag{{0x0008, 0x0031}, Three}, TypedTag{{0x0008, 0x1070}, Three},
    TypedTag{{0x0008, 0x1072}, Three}, TypedTag{{0x0008, 0x1111}, Three},
    TypedTag{{0x0018, 0x1030}, Three}, TypedTag{{0x0008, 0x0080}, Three}, // General Equipment
    TypedTag{{0x0008, 0x0082}, Three}, TypedTag{{0x0008, 0x1010}, Three},
    TypedTag{{0x0018, 0x1000}, Three}, TypedTag{{0x0008, 0x0022}, Three}, // General Image
    TypedTag{{0x0008, 0x0023}, Two},   TypedTag{{0x0008, 0x002A}, Three},
    TypedTag{{0x0008, 0x0032}, Three}, TypedTag{{0x0008, 0x0033}, Two},
    TypedTag{{0x0010, 0x0010}, Two},   TypedTag{{0x0010, 0x0020}, Two}, // Patient
    TypedTag{{0x0010, 0x0030}, Two},   TypedTag{{0x0010, 0x0040}, Two},
    TypedTag{{0x0010, 0x2203}, Three},                                    // 2C, for animals
    TypedTag{{0x0018, 0x0010}, Two},                                      // Contrast/Bolus
    TypedTag{{0x0018, 0x1400}, Three}, TypedTag{{0x0018, 0x700A}, Three}, // X-ray acquisition
    TypedTag{{0x0018, 0x700C}, Three}, TypedTag{{0x0018, 0x700E}, Three},
};
// Acquisition Context is mandatory there (A.26, A.27): the sequence is type 2.
constexpr std::array kMammography{TypedTag{{0x0040, 0x0555}, Two}};
// Ophthalmic Photography Image C.8.17.2 and Acquisition Context A.41.
constexpr std::array kOphthalmic{
    TypedTag{{0x0008, 0x0023}, One},
    TypedTag{{0x0008, 0x0033}, One},
    TypedTag{{0x0008, 0x002A}, One},
    TypedTag{{0x0040, 0x0555}, Two},
};

constexpr std::string_view kStorageRoot = "1.2.840.10008.5.1.4.1.1.";

enum class Family { Unknown, Classic, Mammography, Ophthalmic };

Family familyOf(std::string_view sopClassUid) {
    if (!sopClassUid.starts_with(kStorageRoot))
        return Family::Unknown;
    const std::string_view kind = sopClassUid.substr(kStorageRoot.size());
    constexpr std::array<std::string_view, 6> digitalXRay{"1.1",   "1.1.1", "1.2",
                                                          "1.2.1", "1.3",   "1.3.1"};
    constexpr std::array<std::string_view, 4> photography{"77.1.5.1", "77.1.5.2", "77.1.5.5",
                                                          "77.1.5.6"};
    constexpr std::array<std::string_view, 13> classic{
        "1", "2", "3.1", "4", "6.1", "7", "7.1", "7.2", "7.3", "7.4", "12.1", "12.2", "20"};
    if (std::ranges::find(digitalXRay, kind) != digitalXRay.end())
        return Family::Mammography;
    if (std::ranges::find(photography, kind) != photography.end())
        return Family::Ophthalmic;
    return std::ranges::find(classic, kind) != classic.end() ? Family::Classic : Family::Unknown;
}

AttributeType lookUp(std::span<const TypedTag> table, dicom::Tag tag) {
    const auto found = std::ranges::find(table, tag, &TypedTag::tag);
    return found == table.end() ? Unknown : found->type;
}

} // namespace

AttributeType attributeType(dicom::Tag tag, std::string_view sopClassUid) {
    const Family family = familyOf(sopClassUid);
    AttributeType type = Unknown;
    if (family == Family::Mammography)
        type = lookUp(kMammography, tag);
    else if (family == Family::Ophthalmic)
        type = lookUp(kOphthalmic, tag);
    if (type == Unknown && family != Family::Unknown)
        type = lookUp(kClassic, tag);
    return type;
}

} // namespace cw::anonymizer
