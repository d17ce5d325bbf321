// SPDX-License-Identifier: Apache-2.0
#include "app/gui/DiskWatch.h"

#include <QLocale>

namespace cw::gui {
namespace {

constexpr int kEveryMs = 30'000;

} // namespace

DiskWatch::DiskWatch(Free free, QWidget* parent) : QLabel(parent), m_free(std::move(free)) {
    setObjectName("diskState");
    setProperty("role", "amber");
    connect(&m_timer, &QTimer::timeout, this, &DiskWatch::look);
    m_timer.start(kEveryMs);
    look();
}

void DiskWatch::setFree(Free free) {
    m_free = std::move(free);
    look();
}

void DiskWatch::look() {
    const auto bytes = m_free();
    const bool little = bytes && *bytes < kLittleBytes;
    setVisible(little);
    if (!little) {
        clear();
        return;
    }
    const auto room = QLocale(QLocale::C).formattedDataSize(static_cast<qint64>(*bytes), 0);
    setText(*bytes < kNothingBytes
                ? tr("▲ Disk full but for %1: edits will soon not be saved").arg(room)
                : tr("▲ Disk nearly full: %1 left").arg(room));
    setToolTip(
        tr("Make room on the disk that holds the project. What is saved stays saved; an edit "
           "that cannot be saved is refused and said."));
}

std::optional<std::uintmax_t> freeBytes(const std::filesystem::path& folder) {
    std::error_code error;
    const auto space = std::filesystem::space(folder, error);
    return error ? std::nullopt : std::optional(space.available);
}

} // namespace cw::gui
