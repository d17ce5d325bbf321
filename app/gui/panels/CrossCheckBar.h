// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/ProjectAccess.h"

#include <QPushButton>
#include <QWidget>

namespace cw::gui {

/// What the coordinator does with all cases on which the readers differ: opens their cross-checks,
/// and closes those in which both have had their say. Says what came of it in one line.
class CrossCheckBar : public QWidget {
    Q_OBJECT
public:
    explicit CrossCheckBar(ProjectAccess& project, QWidget* parent = nullptr);
    void setBy(const std::string& by) { m_by = by; } ///< on record as who opened them
    /// differing: cases that could be opened or go to an adjudicator; open: cross-checks.
    void setCounts(std::size_t differing, std::size_t open);

signals:
    void done(const QString& summary);
    void failed(const cw::Error& error);

private:
    void open();
    void close();

    ProjectAccess& m_project;
    std::string m_by;
    QPushButton *m_open, *m_close;
};

} // namespace cw::gui
