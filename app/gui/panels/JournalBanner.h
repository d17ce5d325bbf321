// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/ReadingDesk.h"

#include <QLabel>
#include <QPointer>

namespace cw::gui {

/// In the window's header, seen from every page: edits are not on disk, since when and what to do.
/// Hidden while all is well; has room of its own, so that no picture moves when it appears. Keeps
/// the window from being closed by one click while there are such edits.
class JournalBanner : public QLabel {
    Q_OBJECT
public:
    explicit JournalBanner(QWidget* parent = nullptr);
    void watch(ReadingDesk& desk, QWidget& window);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void refresh();
    QString headline(const QDateTime& since) const;

    QPointer<ReadingDesk> m_desk;
    bool m_closeRefused = false; ///< the next close is meant
};

} // namespace cw::gui
