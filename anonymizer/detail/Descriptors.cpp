// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/Descriptors.h"
#include "anonymizer/detail/CharacterSet.h"
#include <algorithm>
#include <array>

namespace cw::anonymizer {
namespace {

// Sorted by bytes (a test checks it). Nothing here is a number, a place or a person's usual name.
constexpr std::array<std::string_view, 124> kDictionary{
    "2d",
    "3d",
    "additional",
    "angiography",
    "autofluorescence",
    "axilla",
    "axillary",
    "bilat",
    "bilateral",
    "biopsy",
    "breast",
    "breasts",
    "calcification",
    "calcifications",
    "camera",
    "cc",
    "central",
    "cesm",
    "cleavage",
    "color",
    "colour",
    "combo",
    "compression",
    "cone",
    "contralateral",
    "craniocaudal",
    "dbt",
    "density",
    "diagnostic",
    "digital",
    "direct",
    "disc",
    "disk",
    "displaced",
    "down",
    "energy",
    "enlarged",
    "exaggerated",
    "exam",
    "examination",
    "eye",
    "eyes",
    "ffdm",
    "field",
    "film",
    "fluorescein",
    "followup",

    "fovea",
    "full",
    "fundus",
    "general",
    "high",
    "image",
    "images",
    "implant",
    "infrared",
    "lateral",
    "lateromedial",
    "left",
    "lesion",
    "lm",
    "low",
    "macula",
    "macular",
    "magnification",
    "magnified",
    "mammo",
    "mammogram",
    "mammography",
    "mass",
    "medial",
    "mediolateral",
    "ml",
    "mlo",
    "nasal",
    "nipple",
    "nonmydriatic",
    "oblique",
    "od",
    "optic",
    "optical",
    "os",
    "ou",
    "palpable",
    "peripheral",
    "photo",
    "photograph",
    "photography",
    "posterior",
    "presentation",
    "processed",
    "processing",
    "profile",
    "quality",
    "raw",
    "retina",
    "retinal",
    "right",
    "rolled",
    "routine",
    "screening",
    "series",
    "spot",
    "standard",
    "stereo",
    "study",
    "superior",
    "synthesized",
    "tangential",
    "temporal",
    "tomo",
    "tomosynthesis",
    "ultrawide",
    "unilateral",
    "view",
    "views",
    "wide",

    "xccl",
    "xccm",
    "\xEA\xB2\x80\xEC\x82\xAC", // 검사
    "\xEB\xA7\x9D\xEB\xA7\x89", // 망막
    "\xEC\x95\x88\xEC\xA0\x80", // 안저
    "\xEC\x9C\xA0\xEB\xB0\xA9", // 유방
    "\xEC\xB4\xAC\xEC\x98\x81", // 촬영
};

bool isWordByte(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           static_cast<unsigned char>(c) >= 0x80;
}

} // namespace

std::vector<std::string_view> wordsOf(std::string_view utf8) {
    std::vector<std::string_view> words;
    for (std::size_t i = 0; i < utf8.size();) {
        if (!isWordByte(utf8[i])) {
            ++i;
            continue;
        }
        std::size_t end = i;
        while (end < utf8.size() && isWordByte(utf8[end]))
            ++end;
        words.push_back(utf8.substr(i, end - i));
        i = end;
    }
    return words;
}

bool isDictionaryWord(std::string_view word) {
    return std::ranges::binary_search(kDictionary, std::string_view(lowered(word)));
}

std::string cleanedDescriptor(std::string_view utf8) {
    std::string kept;
    for (const std::string_view word : wordsOf(utf8)) {
        if (!isDictionaryWord(word))
            continue;
        if (!kept.empty())
            kept += ' ';
        kept += word;
    }
    return kept;
}

} // namespace cw::anonymizer
