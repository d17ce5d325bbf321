// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/ImageAttributes.h"
#include "core/Progress.h"
#include "validation/Folds.h"
#include "validation/checks/CheckResult.h"
#include "validation/prepare/PreparedSet.h"

#include <span>
#include <vector>

namespace cw::validation {

/// Who is who by the pixels, because patient IDs lie.
struct StudyIdentity {
    std::vector<SampleTie> ties; ///< by index into the samples; only what is certain
    CheckResult check;           ///< "identity": the pairs in words, contradicting labels
};
/// samples: usable ones, each with a row in the set. scratch: a folder for a working file of some
/// 90 KB a picture, so that memory need not hold them.
Result<StudyIdentity> identityOf(const PreparedSet& set, std::span<const Sample> samples,
                                 core::ImageKind kind, const std::filesystem::path& scratch,
                                 const core::CancelToken* cancel);

/// The split as a table and in words: what is in each fold, and the proof that nothing leaks.
CheckResult foldCheck(const FoldAssignment& assignment, std::span<const Sample> samples);

} // namespace cw::validation
