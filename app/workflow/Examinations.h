// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "storage/CaseStore.h"
#include <span>

namespace cw::workflow {

/// Which examination of the patient every image belongs to: 0 the newest, 1 the one before, ...
struct ExamOrder {
    std::vector<int> exams; ///< one an image, in their order
    bool known = true;      ///< false: several examinations, and nothing says which came first
};

/// A case holds all images of a patient (one case a patient). Studies of one day are one
/// examination: additional views of the same visit are no prior. The order is that of Study Date
/// in the stored, de-identified files: moved dates keep it, removed and fixed ones (19000101) do
/// not. Reads a file a study, and only where a case has several studies.
Result<ExamOrder> examOrder(const storage::CaseStore& store,
                            std::span<const storage::StoredImage> images);

} // namespace cw::workflow
