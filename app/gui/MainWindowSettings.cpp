// SPDX-License-Identifier: Apache-2.0
// What the window remembers of its reader: place, folded panels, keys. Another reader has his own.
#include "app/gui/KeyHints.h"
#include "app/gui/MainWindow.h"
#include "app/gui/PdfPage.h"
#include "app/gui/SaveFile.h"
#include "app/gui/ShortcutCard.h"
#include "app/gui/Words.h"
#include "app/gui/pages/ReadPage.h"

#include <QCloseEvent>
#include <QGuiApplication>
#include <QScopedValueRollback>

namespace cw::gui {

void MainWindow::connectSettings() {
    connect(m_read, &ReadPage::reportsFoldRequested, this,
            [this](bool folded) { fold("reports", folded); });
    connect(m_read, &ReadPage::picturesCameBack, this,
            [this] { m_settings.setFolded("pictures", false); });
    m_status->setKeyNames([this](const QString& hints) { return keysNow(hints, *m_keys); });
    connect(m_keys, &KeyMap::changed, this, [this] {
        showKeysNow(*this, *m_keys);
        m_status->setKeyNames([this](const QString& hints) { return keysNow(hints, *m_keys); });
        if (!m_applying && !m_settings.setKeys(m_keys->changes()))
            m_status->say(tr("The keys hold for now, but could not be saved for the next time."),
                          true);
    });
}

void MainWindow::applySettings() {
    m_settings = ReaderSettings(m_reader);
    const QScopedValueRollback applying(m_applying, true);
    const bool all = m_keys->setChanges(m_settings.keys());
    emit m_keys->changed();
    for (const auto* panel : {"rail", "panel", "thumbnails", "reports"})
        showFolded(panel, m_settings.folded(panel));
    // Only where there is a second monitor still: a window over the window helps nobody.
    if (QGuiApplication::screens().size() > 1)
        showFolded("pictures", m_settings.folded("pictures"));
    if (!all)
        m_status->say(tr("A key changed earlier is now used by the program itself: see F1."), true);
}

void MainWindow::fold(const QString& panel, bool folded) {
    showFolded(panel, folded);
    m_settings.setFolded(panel, folded);
}

void MainWindow::showFolded(const QString& panel, bool folded) {
    if (panel == QLatin1String("rail"))
        m_rail->setVisible(!folded);
    else if (panel == QLatin1String("reports"))
        m_read->setReportsFolded(folded);
    else if (panel == QLatin1String("pictures"))
        m_read->setPicturesApart(folded);
    else if (panel == QLatin1String("thumbnails"))
        m_read->setThumbnailsVisible(!folded);
    else
        m_read->setPanelVisible(!folded);
}

bool MainWindow::restorePlace() { return restoreGeometry(ReaderSettings(m_reader).geometry()); }

void MainWindow::closeEvent(QCloseEvent* event) {
    ReaderSettings(m_reader).setGeometry(saveGeometry());
    QWidget::closeEvent(event);
}

void MainWindow::saveShortcutCard() {
    askWhereToSave(this, tr("Card to print"), tr("Concord keys") + ".pdf",
                   {tr("PDF page") + " (*.pdf)"}, [this](const std::filesystem::path& file) {
                       const auto reader = QString::fromStdString(m_reader.text());
                       const auto written = writePdf(shortcutCard(*m_keys, reader), file);
                       m_status->say(written ? tr("The card is saved.") : words(written.error()),
                                     !written);
                   });
}

} // namespace cw::gui
