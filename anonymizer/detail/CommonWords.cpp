// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/CharacterSet.h"
#include "anonymizer/detail/Identifiers.h"
#include <algorithm>
#include <array>

namespace cw::anonymizer {
namespace {

// Sorted by bytes (a test checks it). Words that stand in every export: to search for them as parts
// of a name would drown the true finds.
constexpr std::array<std::string_view, 92> kCommon{
    "academic",    "and",         "anonymized", "anonymous",   "arch",    "b",
    "c",           "center",      "centre",     "city",        "clinic",  "code",
    "college",     "concord",     "curation",   "data",        "default", "demo",
    "department",  "description", "detector",   "dept",        "device",  "doctor",
    "dr",          "f",           "female",     "foundation",  "general", "gender",
    "group",       "health",      "hospital",   "id",          "imaging", "institute",
    "institution", "jr",          "left",       "m",           "male",    "mammo",
    "md",          "medical",     "medicine",   "mr",          "mrs",     "ms",
    "n",           "name",        "national",   "no",          "none",    "null",
    "o",           "of",          "operator",   "original",    "other",   "patient",
    "phantom",     "phd",         "physician",  "primary",     "prof",    "public",
    "radiology",   "removed",     "research",   "right",       "room",    "school",
    "scan",        "series",      "service",    "site",        "state",   "station",
    "study",       "synthetic",   "system",     "technician",  "test",    "the",
    "unit",        "university",  "unknown",    "unspecified", "user",    "value",
    "yes",         "y",
};

} // namespace

bool isCommonWord(std::string_view word) {
    return std::ranges::find(kCommon, std::string_view(lowered(word))) != kCommon.end();
}

} // namespace cw::anonymizer
