// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QLabel>
#include <QTimer>
#include <filesystem>
#include <functional>
#include <optional>

namespace cw::gui {

/// Words in the header while the disk with the project is nearly full, said before an edit cannot
/// be kept; nothing while there is room. Looks when asked and every half minute.
class DiskWatch : public QLabel {
    Q_OBJECT
public:
    static constexpr std::uintmax_t kLittleBytes = 2ULL << 30;    ///< amber: make room
    static constexpr std::uintmax_t kNothingBytes = 200ULL << 20; ///< soon no edit is kept
    /// Free bytes of the disk, or nothing where that is not known.
    using Free = std::function<std::optional<std::uintmax_t>()>;

    DiskWatch(Free free, QWidget* parent = nullptr);
    void look();
    void setFree(Free free); ///< and looks

private:
    Free m_free;
    QTimer m_timer;
};

/// What an ordinary user may still write on the disk that holds the folder.
std::optional<std::uintmax_t> freeBytes(const std::filesystem::path& folder);

} // namespace cw::gui
