// SPDX-License-Identifier: Apache-2.0
#include "app/gui/panels/IntakeReportPanel.h"

#include "app/gui/IntakeWords.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSaveFile>
#include <QVBoxLayout>
#include <map>

namespace cw::gui {
namespace {

QString cell(const QString& text) {
    return QStringLiteral("<td style='padding:3px 18px 3px 0'>%1</td>").arg(text.toHtmlEscaped());
}
QString row(const QString& a, const QString& b) {
    return QStringLiteral("<tr>%1%2</tr>").arg(cell(a), cell(b));
}
QString row(const QString& a, std::size_t n) { return row(a, QString::number(n)); }
QString counted(const std::map<QString, std::size_t>& counts) {
    QString html;
    for (const auto& [what, count] : counts)
        html += row(what, count);
    return html;
}
QString text(const std::string& utf8) { return QString::fromStdString(utf8); }

/// The parts of the page.
class ReportPage {
    Q_DECLARE_TR_FUNCTIONS(ReportPage)
public:
    static QString title() { return tr("Report of the intake"); }
    static QString part(const QString& heading, const QString& rows) {
        if (rows.isEmpty())
            return {};
        const auto head = heading.isEmpty()
                              ? QString()
                              : QStringLiteral("<h3>%1</h3>").arg(heading.toHtmlEscaped());
        return head + QStringLiteral("<table cellspacing='0'>%1</table>").arg(rows);
    }
    static QString facts(const workflow::Intake& intake) {
        const auto& said = intake.plan().facts;
        QString html = row(tr("Profile"), profileLineWords(intake.profileLine())) +
                       row(tr("Key (fingerprint)"), text(intake.keyId()));
        const std::pair<QString, QString> rows[] = {
            {tr("Operator"), text(said.operatorName)},
            {tr("Purpose"), purposeWords(said.purpose)},
            {tr("Purpose in words"), text(said.purposeText)},
            {tr("IRB or DRB"), text(said.irb)},
            {tr("Recipient"), text(said.recipient)},
            {tr("Kept until"), text(said.periodUntil)},
            {tr("Reviewer"), text(said.reviewer)}};
        for (const auto& [name, value] : rows)
            if (!value.isEmpty())
                html += row(name, value);
        return part({}, html);
    }
    static QString files(const workflow::IntakeStatus& status) {
        using State = workflow::IntakeItem::State;
        return part(tr("Files"),
                    row(tr("Files in the source"), status.input) +
                        row(tr("Done"), status.count(State::Done)) +
                        row(tr("Quarantined"), status.count(State::Quarantined)) +
                        row(tr("Stopped by the leak gate"), status.count(State::Leaked)) +
                        row(tr("Held: writing in the picture"), status.count(State::Held)) +
                        row(tr("The counts add up"), status.reconciles ? tr("yes") : tr("no")) +
                        row(tr("Released"), status.released));
    }
    static QString reasons(const workflow::IntakeStatus& status) {
        std::map<QString, std::size_t> reasons;
        for (const auto& item : status.items)
            if (item.state != workflow::IntakeItem::State::Done)
                ++reasons[reasonWords(item)];
        return part(tr("Why files were not written"), counted(reasons));
    }
    static QString decisions(const std::vector<workflow::Writing>& writings) {
        std::map<QString, std::size_t> decisions;
        for (const auto& writing : writings)
            ++decisions[verdictWords(writing) + QStringLiteral("   ") + matchWords(writing.match)];
        return part(tr("Writing in pictures"), counted(decisions));
    }
    static QString checks() {
        QString html = QStringLiteral("<h3>%1</h3><ul>").arg(tr("How it was checked"));
        for (const auto& check :
             {tr("Every attribute of every file at every depth was decided by the profile; files "
                 "were written afresh."),
              tr("Every written file was searched, byte by byte and decoded, for what identified "
                 "its source; one with a find does not leave."),
              tr("Every picture was looked through for writing. Faint, vertical, very small or "
                 "handwritten text can be missed.")})
            html += QStringLiteral("<li>%1</li>").arg(check.toHtmlEscaped());
        return html + QStringLiteral("</ul>");
    }
};

} // namespace

QString reportHtml(const workflow::Intake& intake, const workflow::IntakeStatus& status,
                   const std::vector<workflow::Writing>& writings) {
    return QStringLiteral(
               "<html><head><meta charset='utf-8'></head><body><h2>%1</h2>%2</body></html>")
        .arg(ReportPage::title(), ReportPage::facts(intake) + ReportPage::files(status) +
                                      ReportPage::reasons(status) +
                                      ReportPage::decisions(writings) + ReportPage::checks());
}

IntakeReportPanel::IntakeReportPanel(IntakeDesk& desk, QWidget* parent)
    : QWidget(parent), m_desk(desk) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 14, 24, 14);
    auto* bar = new QHBoxLayout;
    auto* back = new QPushButton(tr("Back   Esc"), this);
    back->setObjectName("reportBack");
    auto* save = new QPushButton(tr("Save …"), this);
    save->setObjectName("reportSave");
    bar->addWidget(back);
    bar->addWidget(save);
    bar->addStretch(1);
    column->addLayout(bar);
    m_page = new QTextBrowser(this);
    m_page->setObjectName("reportPage");
    m_page->setAccessibleName(tr("Report of the intake"));
    m_page->setOpenLinks(false);
    column->addWidget(m_page, 1);
    connect(back, &QPushButton::clicked, this, &IntakeReportPanel::closed);
    connect(save, &QPushButton::clicked, this, &IntakeReportPanel::chooseFile);
}

void IntakeReportPanel::refresh() {
    if (m_desk.isOpen())
        m_page->setHtml(reportHtml(*m_desk.intake(), m_desk.status(), m_desk.writings()));
}

void IntakeReportPanel::chooseFile() {
    auto* dialog = new QFileDialog(window(), tr("Save the report"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("Page (*.html)"), tr("Record of the run (*.json)")});
    dialog->setDefaultSuffix("html");
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
        dialog->setDefaultSuffix(filter.contains("json") ? "json" : "html");
    });
    connect(dialog, &QFileDialog::fileSelected, this, &IntakeReportPanel::save);
    dialog->open();
}

void IntakeReportPanel::save(const QString& file) {
    QByteArray bytes = reportHtml(*m_desk.intake(), m_desk.status(), m_desk.writings()).toUtf8();
    if (file.endsWith(".json")) {
        const auto json = m_desk.intake()->reportJson();
        if (!json) {
            emit said(intakeErrorWords(json.error()), true);
            return;
        }
        bytes = QByteArray::fromStdString(*json);
    }
    QSaveFile out(file);
    const bool saved =
        out.open(QIODevice::WriteOnly) && out.write(bytes) == bytes.size() && out.commit();
    emit said(saved ? tr("The report is saved.") : tr("The report cannot be written there."),
              !saved);
}

} // namespace cw::gui
