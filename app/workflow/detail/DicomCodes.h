// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "annotation/Finding.h"
#include "core/ImageAttributes.h"
#include "dicom/ReferencedOutline.h"

namespace cw::workflow {

/// Findings in codes and numbers: what segments and reports say of a lesion. Words without a public
/// code get one of the program's own scheme (dicom::kOwnScheme), the word itself.

dicom::Code categoryCode();
dicom::Code labelCode(core::ImageKind kind, const std::string& label);
/// A question of a form ("margin") as a concept name.
dicom::Code questionCode(const std::string& key);
dicom::Code procedureCode(core::ImageKind kind);
/// Breast or retina, and which one.
dicom::Code siteCode(const core::ImageAttributes& image);
dicom::Code sideCode(const core::ImageAttributes& image);
/// For SEG, where the region and its side are two codes.
dicom::Code regionCode(const core::ImageAttributes& image);
dicom::Code quadrantCode(core::ImageKind kind, const annotation::Finding& finding);

/// Shape, margin, assessment ..., by the vocabulary; neither comments nor what is not in it.
std::vector<std::pair<dicom::Code, dicom::Code>> evaluationsOf(core::ImageKind kind,
                                                               const annotation::Finding& finding);
std::vector<std::pair<dicom::Code, dicom::Code>>
assessmentsOf(core::ImageKind kind, const annotation::CaseAnswers& answers);

/// Area in mm2 and the long axis (the longest distance of two vertices) in mm, with the source of
/// the spacing as their method; nothing where no spacing is known.
std::vector<dicom::Measurement> measurementsOf(const core::Polygon& outline,
                                               const std::optional<core::SpacingMm>& spacing);

} // namespace cw::workflow
