// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/workflow/Refinement.h"
#include "app/workflow/detail/ImageFacts.h"

namespace cw::workflow::detail {

/// A case as the checks see it.
struct CheckedCase {
    storage::CaseRow row;
    std::vector<storage::StoredImage> images;
    std::vector<int> exams; ///< one an image (app/workflow/Examinations.h)
    bool ordered = true;    ///< false: nothing says which examination is the newest
};

/// Views and sides of one case, and its single images.
void checkCase(const CheckedCase& checked, core::ImageKind kind, const FactsByImage& facts,
               std::vector<Suspicion>& found);

/// Images and studies against each other. fresh: images that are new, or nullptr for all.
void checkPairs(const std::vector<CheckedCase>& cases, const FactsByImage& facts,
                const std::vector<core::ImageId>* fresh, std::vector<Suspicion>& found);

/// The id of a suspicion, of what it speaks of; parts in any order are the caller's business.
std::string suspicionId(SuspicionKind kind, const std::vector<std::string>& parts);

} // namespace cw::workflow::detail
