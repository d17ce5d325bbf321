// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/workflow/Project.h"
#include "app/workflow/StoreAccess.h"

#include <map>
#include <string>
#include <vector>

namespace cw::workflow {

/// What may be wrong with images that are in a project (programme.md 3: near-duplicates are found
/// and removed before annotation; a missing or mis-shot image is found at import).
enum class SuspicionKind {
    SamePixels,      ///< two images of a case with equal decoded pixels
    NearDuplicate,   ///< two images of a case that differ in encoding, size or lie
    SamePatient,     ///< two cases share an image, a study or an accession: one person, two IDs
    LookAlike,       ///< images of two cases that a person should hold side by side
    MissingView,     ///< of the four views of an examination
    DoubledView,     ///< one view of one side twice in an examination
    MixedLaterality, ///< a view twice on one side and missing on the other: a side was mistaken
    Laterality,      ///< the side is unknown, contradictory, or not what the pixels show
    Blank,           ///< nothing to see, neither breast nor retina
    Saturated,       ///< a third and more of the field is at one end of the brightness
    Unreadable       ///< the stored image cannot be decoded
};
std::string_view name(SuspicionKind kind); ///< "same-pixels", "near-duplicate", ...
enum class Severity { High, Medium, Low };
std::string_view name(Severity severity);

/// What a person says of one.
enum class RefineVerdict { Fine, Duplicate, Exclude };
std::optional<RefineVerdict> refineVerdictFrom(std::string_view text); ///< "fine", ...

/// Open until somebody decides, or until what was suspicious is so no longer (a view came later).
enum class SuspicionState { Open, Dismissed, Confirmed, Resolved };
std::string_view name(SuspicionState state); ///< "open", "dismissed", "confirmed", "resolved"

struct Suspicion {
    std::string id; ///< "R-" and twelve hexadecimal digits; the same in every run
    SuspicionKind kind = SuspicionKind::LookAlike;
    Severity severity = Severity::Low;
    std::vector<core::CaseId> cases;
    std::vector<core::ImageId> images;
    std::map<std::string, std::string> measures; ///< "correlation" -> "0.9871"; no patient data
    std::string words;                           ///< one English sentence
    SuspicionState state = SuspicionState::Open;
    std::string foundAt;                        ///< UTC
    std::string verdict, by, reason, decidedAt; ///< of a person; empty while open
    core::CaseId excluded;                      ///< by that decision, or empty
};

struct RefineReport {
    std::size_t images = 0; ///< that the project holds
    std::size_t looked = 0; ///< of these, decoded in this run; the others were known
    std::size_t found = 0;  ///< suspicions that are new
    std::size_t resolved = 0;
    std::vector<Suspicion> worklist; ///< open ones, worst first
};

struct RefineOptions {
    /// Near-duplicates are looked for among new images and between them and the others, not again
    /// among the others: at the end of an import.
    bool newImagesOnly = false;
    int workers = 2;
    core::ProgressFn progress = {};
    const core::CancelToken* cancel = nullptr;
};

/// Looks at every image that was not looked at before, compares all cases, and writes what is new
/// into <project>/refinement/suspicions.jsonl (detail/ChainedLog.h). What somebody has decided is
/// never asked again, in whatever way the project grows; excluded cases are left alone. Cancelled:
/// what was looked at is kept. Corrupt: the record was changed.
Result<RefineReport> refine(Project& project, const RefineOptions& options = {});
/// The same for a project that others use meanwhile: decoding and comparing happen between the
/// calls of store, from threads of its own, and each call is short.
Result<RefineReport> refine(const StoreAccess& store, const core::Clock& clock,
                            const RefineOptions& options = {});

/// Every suspicion there ever was, open ones first, then by severity and id.
Result<std::vector<Suspicion>> suspicions(const std::filesystem::path& project);

struct RefineDecision {
    std::string id;
    RefineVerdict verdict = RefineVerdict::Fine;
    std::string by, reason; ///< both needed; they must not hold a patient's numbers
    /// With Exclude (and, if named, Duplicate): which of the suspicion's cases is left out. Exclude
    /// of a suspicion of one case needs none.
    core::CaseId excludedCase;
};
/// Puts a decision on record and, where it says so, excludes the case (image-faulty). A second
/// decision on the same suspicion stands beside the first and counts from then on; an exclusion is
/// not taken back. Errors: NotFound, InvalidArgument (no name, no reason, which case?).
Result<Suspicion> decide(Project& project, const RefineDecision& decision);

} // namespace cw::workflow
