// SPDX-License-Identifier: Apache-2.0
// ReadPage, the part that saves what is seen.
#include "app/gui/FindingLines.h"
#include "app/gui/SaveFile.h"
#include "app/gui/Snapshot.h"
#include "app/gui/Words.h"
#include "app/gui/pages/ReadPage.h"
#include "app/gui/panels/StatusLine.h"

#include <QDateTime>

namespace cw::gui {

Snapshot ReadPage::snapshot(bool outlines) {
    Snapshot snapshot;
    snapshot.views = pictureOf(*m_hanging, outlines);
    snapshot.caseId = QString::fromStdString(m_desk.caseId().text());
    snapshot.kind = words(m_project.kind());
    snapshot.reader = QString::fromStdString(m_desk.reader().text());
    snapshot.takenAt = QDateTime::currentDateTime().toString("yyyy-MM-dd HH:mm");
    // Free text stays here: nobody can vouch that it names no one.
    for (auto finding : m_desk.findings()) {
        finding.attributes.erase("comment");
        snapshot.findings.push_back(
            {QStringLiteral("%1   %2").arg(lesionWords(finding.label), titleOf(finding.image)),
             descriptorLines(m_project.kind(), finding).join(QStringLiteral(", "))});
    }
    auto answers = m_desk.answers();
    answers.erase("comment");
    snapshot.answers = answerLines(answers, m_project.kind());
    return snapshot;
}

bool ReadPage::saveSnapshot(bool outlines) {
    if (!ready()) {
        m_status.say(tr("The case is still loading."), true);
        return true;
    }
    // Taken now: what hangs there when a name has been found may be another case.
    const auto taken = std::make_shared<Snapshot>(snapshot(outlines));
    askWhereToSave(
        window(), outlines ? tr("Save what is seen") : tr("Save without outlines"),
        taken->caseId + ".png",
        {tr("Picture of the views") + " (*.png)", tr("Page with the findings") + " (*.pdf)"},
        [this, taken](const std::filesystem::path& file) {
            if (const auto saved = save(*taken, file); !saved)
                m_status.say(tr("Not saved: %1").arg(words(saved.error())), true);
            else
                m_status.say(tr("Saved: %1").arg(QString::fromStdString(file.filename())));
        });
    return true;
}

} // namespace cw::gui
