// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/workflow/Project.h"

namespace cw::workflow {

/// The truth of a case as a third person draws it, where neither reading will do: a session of
/// their own in a journal of its own, as a reader has. start: the reading whose outlines and
/// answers it begins with; nothing: an empty one. A drawing that was begun goes on where it was
/// left, and start is not looked at. Forbidden: the case is not to be adjudicated, or that person
/// read it.
Result<annotation::ReadingSession> openRedrawing(Project& project, const core::CaseId& id,
                                                 const core::ReaderId& adjudicator,
                                                 const std::optional<annotation::Reading>& start,
                                                 annotation::Journaling journaling = {});
/// Whether such a drawing of this person was begun and is not decided yet.
Result<bool> redrawingBegun(Project& project, const core::CaseId& id,
                            const core::ReaderId& adjudicator);
/// Records the decision (Verdict::Redrawn) with what was drawn. Errors as Project::adjudicate().
Result<void> submitRedrawing(Project& project, annotation::ReadingSession& session,
                             const std::string& comment);

} // namespace cw::workflow
