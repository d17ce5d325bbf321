// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "storage/CaseProcess.h"

#include <QDate>
#include <span>

namespace cw::gui {

/// How far a reader is with what was assigned to him.
struct ReaderProgress {
    std::size_t assigned = 0, submitted = 0;
    std::size_t today = 0; ///< submitted on that day, local time
    std::size_t left() const { return assigned - submitted; }
};
/// today: from the reader's own worklist, for the audit trail is not a reader's to see.
ReaderProgress progressOf(const core::ReaderId& reader, std::span<const storage::CaseRow> cases,
                          std::span<const storage::WorklistItem> own, QDate today);

} // namespace cw::gui
