// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/workflow/Project.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cw::workflow {

/// One worklist item as a file for scripts and other tools: schema "concord-reading-1" as
/// annotation::canonicalJson writes it, plus "images" (id, laterality, view, width, height) and
/// "labels" for whoever fills it in. Findings and answers are those of the reader so far.
struct ReadingFile {
    core::CaseId caseId;
    std::string json;
    bool submitted = false;
};
/// All cases on the reader's worklist, or one. Opens no session and changes no state, except that a
/// begun reading's journal is read. NotFound: no such case; Forbidden: not on the reader's
/// worklist.
Result<std::vector<ReadingFile>> exportReadings(Project& project, const core::ReaderId& reader,
                                                const std::optional<core::CaseId>& only = {});

struct AppliedReading {
    core::CaseId caseId;
    core::ReaderId reader;
    std::size_t findings = 0, answers = 0;
    bool submitted = false;
};
/// Amend: what the reader says now of a case under cross-check (DoubleReading.h).
enum class AfterImport { KeepOpen, Submit, Amend };
/// Makes the reader's session hold exactly what the file says, by edits; nothing is applied unless
/// all of it is valid. "images" and "labels" of the template are ignored, "submittedAt" is not
/// believed.
/// reason: of an amendment.
Result<AppliedReading> importReading(Project& project, std::string_view json, AfterImport after,
                                     const std::string& reason = {});

} // namespace cw::workflow
