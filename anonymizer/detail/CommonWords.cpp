// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/CharacterSet.h"
#include "anonymizer/detail/Identifiers.h"
#include <algorithm>
#include <array>

namespace cw::anonymizer {
namespace {

// Sorted by bytes (a test checks it). Words that stand in every export: to search for them as parts
// of a name would drown the true finds.
constexpr std::array<std::string_view, 101> kCommon{
    "academic",    "and",         "annotations", "anonymized", "anonymous",   "arch",
    "b",           "c",           "center",      "centre",     "city",        "clinic",
    "clinical",    "code",        "college",     "concord",    "curation",    "data",
    "default",     "demo",        "department",  "dept",       "description", "detector",
    "device",      "dicomdir",    "doctor",      "dr",         "f",           "female",
    "foundation",  "gender",      "general",     "group",      "health",      "hospital",
    "id",          "identifiers", "image",       "images",     "imaging",     "institute",
    "institution", "jr",          "left",        "m",          "male",        "mammo",
    "manifest",    "md",          "medical",     "medicine",   "mr",          "mrs",
    "ms",          "n",           "name",        "national",   "no",          "none",
    "null",        "o",           "of",          "operator",   "original",    "other",
    "patient",     "phantom",     "phd",         "physician",  "primary",     "prof",
    "public",      "radiology",   "removed",     "report",     "research",    "right",
    "room",        "scan",        "school",      "series",     "service",     "site",
    "state",       "station",     "study",       "synthetic",  "system",      "technician",
    "test",        "the",         "truth",       "unit",       "university",  "unknown",
    "unspecified", "user",        "value",       "y",          "yes",
};

} // namespace

bool isCommonWord(std::string_view word) {
    return std::ranges::binary_search(kCommon, std::string_view(lowered(word)));
}

} // namespace cw::anonymizer
