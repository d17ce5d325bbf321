// SPDX-License-Identifier: Apache-2.0
#include "app/gui/models/ReaderProgress.h"

#include <QDateTime>

namespace cw::gui {

ReaderProgress progressOf(const core::ReaderId& reader, std::span<const storage::CaseRow> cases,
                          std::span<const storage::CaseStore::AuditRow> trail, QDate today) {
    ReaderProgress progress;
    if (reader.empty())
        return progress;
    for (const auto& row : cases)
        for (std::size_t i = 0; i < row.readers.size(); ++i)
            if (row.readers[i] == reader) {
                ++progress.assigned;
                progress.submitted += i < row.submitted.size() && row.submitted[i];
            }
    for (const auto& row : trail)
        if (row.actor == reader.text() && row.action.starts_with("submit ")) {
            const auto at = QDateTime::fromString(QString::fromStdString(row.at), Qt::ISODate);
            progress.today += at.toLocalTime().date() == today;
        }
    return progress;
}

} // namespace cw::gui
