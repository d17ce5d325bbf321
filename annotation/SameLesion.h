// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "annotation/Edit.h"
#include "annotation/Vocabulary.h"
#include <functional>

namespace cw::annotation {

/// One lesion on several images of a breast or an eye: its findings share the attribute "lesion"
/// ("1", "2" ...). Each keeps its own outline and description.
inline constexpr const char* kLesionKey = "lesion";

using SideOf = std::function<core::Laterality(const core::ImageId&)>;

/// The findings of the same lesion, itself included, in the order of the reading. One that is
/// linked to nothing that is left stands alone.
std::vector<const Finding*> sameLesion(const std::vector<Finding>& findings,
                                       const Finding& finding);

/// The order of a reading on the screen: L2 before L10, so that no lesion changes its number when
/// the tenth is drawn. (The canonical form of a reading sorts by the text of ids.)
bool drawnBefore(const core::LesionId& a, const core::LesionId& b);

/// 1, 2 ... in the order of the findings; findings of one lesion have one number.
std::map<core::LesionId, int> lesionNumbers(const std::vector<Finding>& findings);

/// Whether two findings may be made one lesion: InvalidArgument with the reason if they are on one
/// image, of two sides, the same already, or would put two outlines of one lesion on an image.
Result<void> mayBeSame(const std::vector<Finding>& findings, const core::LesionId& a,
                       const core::LesionId& b, const SideOf& sideOf);

/// The step that makes them one lesion, with all that either is linked to. Errors as mayBeSame().
Result<EditGroup> linkStep(const std::vector<Finding>& findings, const core::LesionId& a,
                           const core::LesionId& b, const SideOf& sideOf);
/// The step that takes a finding out of its lesion; nothing if it stands alone.
std::optional<EditGroup> unlinkStep(const std::vector<Finding>& findings, const core::LesionId& id);

/// The step that fills what "to" does not say with what "from" does: never overwrites, never
/// copies confidence and comment, nothing if the labels differ or all is said.
std::optional<EditGroup> copyDescriptionStep(core::ImageKind kind, const Finding& from,
                                             const Finding& to);

} // namespace cw::annotation
