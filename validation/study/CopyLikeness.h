// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "validation/prepare/PreparedSet.h"
#include "validation/study/StudyPlan.h"
#include "validation/study/StudyResult.h"

namespace cw::validation {

/// How near a picture of a copy is to the original, as imaging::fidelityOf() measures it: as both
/// came (native resolution) and at the side that a network sees. Named numbers for
/// PreparedPicture::blocks["likeness"]; NaN where the two cannot be laid over each other (another
/// size or number of samples) and, of the PSNR, where they are equal.
Result<imaging::FeatureVector> likenessOf(const core::Image& original, const core::Image& copy,
                                          const core::Image& copyInput,
                                          const StudyRequest& request);

/// The same over a whole copy. `original` and `copy` hold the same images.
Result<CopyLikeness> likenessOf(const std::string& name, const PreparedSet& original,
                                const PreparedSet& copy);

} // namespace cw::validation
