// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/workflow/Project.h"

namespace cw::workflow::detail {

Result<annotation::ImageSizes> sizesOf(const storage::CaseStore& store, const core::CaseId& id);
/// The reader's session of that round, in its journal.
Result<annotation::ReadingSession> sessionOfRound(Project& project, const core::CaseId& id,
                                                  const core::ReaderId& reader, int round,
                                                  annotation::Journaling journaling);
/// A session of a later round. A new journal begins with what the reader had said in the reading
/// before, so that nobody draws twice what they had drawn.
Result<annotation::ReadingSession> seededSession(Project& project, const core::CaseId& id,
                                                 const core::ReaderId& reader, int round,
                                                 const annotation::Reading& before,
                                                 annotation::Journaling journaling);
/// The session of a reader whose earlier submission was taken back: begins with that, where its
/// journal is still there.
Result<annotation::ReadingSession> takenUpAgain(Project& project, const core::CaseId& id,
                                                const core::ReaderId& reader, int round,
                                                annotation::Journaling journaling);
/// Makes the session say what the reading says, by edits that can be undone.
Result<void> replaceContent(annotation::ReadingSession& session,
                            const annotation::Reading& reading);
bool sameContent(std::vector<annotation::Finding> a, std::vector<annotation::Finding> b);
/// What the session says at that moment, sealed by its hash.
annotation::Reading readingOf(const annotation::ReadingSession& session,
                              std::chrono::system_clock::time_point at);

} // namespace cw::workflow::detail
