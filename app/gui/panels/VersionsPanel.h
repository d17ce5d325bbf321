// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/ProjectAccess.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QWidget>
#include <vector>

namespace cw::gui {

/// The frozen versions, newest first: when, checksum, counts; with two of them selected, what is
/// another in the later one.
class VersionsPanel : public QWidget {
    Q_OBJECT
public:
    explicit VersionsPanel(ProjectAccess& project, QWidget* parent = nullptr);
    void refresh();
    void setBusy(bool busy);
    core::VersionName current() const; ///< empty: there is none
    void say(const QString& words);    ///< in the text below the table

signals:
    void verifyRequested(const cw::core::VersionName& name);
    void currentChanged();
    void failed(const cw::Error& error);

private:
    void describe();
    void describeOne(std::size_t row);
    void describeDifference(std::size_t earlier, std::size_t later);

    ProjectAccess& m_project;
    std::vector<storage::CaseStore::Version> m_versions; ///< newest first, as the rows
    QTableWidget* m_table;
    QPlainTextEdit* m_text;
    QPushButton* m_verify;
    bool m_busy = false;
};

} // namespace cw::gui
