// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/workflow/Refinement.h"
#include "app/workflow/detail/ChainedLog.h"

namespace cw::workflow::detail {

/// <project>/refinement/suspicions.jsonl; rows "found", "resolved" and "decided".
Result<ChainedLog> openRefineLog(const std::filesystem::path& project);
/// Every suspicion as its rows left it. Corrupt: a row of no known form.
Result<std::map<std::string, Suspicion>> suspicionsIn(const ChainedLog& log);

ChainedLog::Row foundRow(const Suspicion& suspicion, const std::string& at);
ChainedLog::Row resolvedRow(const std::string& id, const std::string& at);
ChainedLog::Row decidedRow(const RefineDecision& decision, const core::CaseId& excluded,
                           const std::string& at);

} // namespace cw::workflow::detail
