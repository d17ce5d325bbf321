// SPDX-License-Identifier: Apache-2.0
#include "app/gui/models/ReaderProgress.h"

#include <QDateTime>

namespace cw::gui {

ReaderProgress progressOf(const core::ReaderId& reader, std::span<const storage::CaseRow> cases,
                          std::span<const storage::WorklistItem> own, QDate today) {
    ReaderProgress progress;
    if (reader.empty())
        return progress;
    for (const auto& row : cases)
        for (std::size_t i = 0; i < row.readers.size(); ++i)
            if (row.readers[i] == reader) {
                ++progress.assigned;
                progress.submitted += i < row.submitted.size() && row.submitted[i];
            }
    for (const auto& item : own)
        if (!item.submittedAt.empty()) {
            const auto at =
                QDateTime::fromString(QString::fromStdString(item.submittedAt), Qt::ISODate);
            progress.today += at.toLocalTime().date() == today;
        }
    return progress;
}

} // namespace cw::gui
