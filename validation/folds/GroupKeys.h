// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "validation/Sample.h"
#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace cw::validation {

/// Why two samples must never part. Patient and accession are what the manifest says; the others
/// are what the pixels say, because patient IDs lie (reference/validation.md, 0.6).
enum class Tie { Patient, Accession, SamePicture, SameBody };
const char* name(Tie tie); ///< "patient", "accession", "same picture", "same eye or breast"

/// Two samples, by their number, that must lie in one fold.
struct SampleTie {
    std::size_t first = 0, second = 0;
    Tie why = Tie::SamePicture;
    bool operator==(const SampleTie&) const = default;
};

/// Samples that hang together by any chain of ties (union-find).
struct Groups {
    std::vector<std::size_t> groupOf; ///< by sample: 0 .. key.size() - 1
    /// By group: its alphabetically first patient. A patient lies in one group, so that the key
    /// names it, whatever the order of the samples; groups are numbered in the order of their keys.
    std::vector<std::string> key;
    std::size_t patients = 0;     ///< different ones in the samples
    std::size_t joinedGroups = 0; ///< groups of more than one patient
};

/// What an accession is told apart by: numbers are given by a site. Empty where there is none.
std::string accessionKey(const Sample& sample);

/// Groups by patient and accession (empty ones tie nothing) and the ties given. An accession is
/// taken as one within one site. Precondition: ties name samples that exist.
Groups groupsOf(std::span<const Sample> samples, std::span<const SampleTie> ties = {});

} // namespace cw::validation
