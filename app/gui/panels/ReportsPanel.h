// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/ProjectAccess.h"

#include <QPlainTextEdit>
#include <QToolButton>
#include <QWidget>

namespace cw::gui {

/// Radiology and pathology reports beside the case, for the roles that may see them; for all others
/// there is no panel. Folded it is one line.
class ReportsPanel : public QWidget {
    Q_OBJECT
public:
    explicit ReportsPanel(ProjectAccess& project, QWidget* parent = nullptr);
    void openCase(const core::CaseId& id);
    bool has() const { return !isHidden(); } ///< reports that this role may see
    void setFolded(bool folded);
    bool folded() const { return m_text->isHidden(); }

signals:
    void foldRequested(bool folded);

private:
    ProjectAccess& m_project;
    QToolButton* m_heading;
    QPlainTextEdit* m_text;
    std::size_t m_count = 0;
};

} // namespace cw::gui
