// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "storage/CaseStore.h"

#include <string>
#include <vector>

namespace cw::workflow {

/// What a line of the audit trail is about, for looking through it.
enum class AuditTopic {
    Intake,   ///< images that came in, their refinement, eligibility rules
    Readings, ///< assigned, opened, submitted, amended, taken back
    Truth,    ///< compared, cross-checked, decided, excluded, inspected
    Versions, ///< frozen, exported, recipients
    Settings  ///< accounts, policies, and all else
};
AuditTopic topicOf(const storage::CaseStore::AuditRow& row);

/// The trail for a spreadsheet (RFC 4180, UTF-8 with a byte order mark, CRLF): number, time, who,
/// action, detail, hash. No field begins with a character that a spreadsheet takes for a formula.
std::string auditCsv(const std::vector<storage::CaseStore::AuditRow>& trail);

} // namespace cw::workflow
