// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/IntakeDesk.h"

#include <QTextBrowser>
#include <QWidget>

namespace cw::gui {

/// The report of an intake as a page, in the user's language: counts, reasons, decisions. No
/// patient data.
QString reportHtml(const workflow::Intake& intake, const workflow::IntakeStatus& status,
                   const std::vector<workflow::Writing>& writings);

/// Shows it; saves it as HTML, or the batch's own report as JSON.
class IntakeReportPanel : public QWidget {
    Q_OBJECT
public:
    explicit IntakeReportPanel(IntakeDesk& desk, QWidget* parent = nullptr);
    void refresh();

signals:
    void closed();
    void said(const QString& sentence, bool amber);

private:
    void chooseFile();
    void save(const QString& file);

    IntakeDesk& m_desk;
    QTextBrowser* m_page;
};

} // namespace cw::gui
