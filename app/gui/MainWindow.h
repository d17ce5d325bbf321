// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/KeyMap.h"
#include "app/gui/Options.h"
#include "app/gui/PictureLoader.h"
#include "app/gui/ReaderSettings.h"
#include "app/gui/panels/Rail.h"
#include "app/gui/panels/StatusLine.h"

#include <QComboBox>
#include <QStackedWidget>
#include <memory>

namespace cw::gui {

class ComparePage;
class DiskWatch;
class IntakePage;
class JournalBanner;
class KeyListPanel;
class ReadPage;
class ReadingTime;
class RecordsPage;
class WorklistPage;

/// The frame: rail, header, pages, status line. Only wires; each page has its own class.
class MainWindow : public QWidget {
    Q_OBJECT
public:
    /// project may be null: then problem (or the lack of a project) is said in the middle.
    MainWindow(std::unique_ptr<ProjectAccess> project, const Options& options,
               const QString& problem = {}, QWidget* parent = nullptr);
    ~MainWindow() override;

    void show(Workplace place);
    Workplace place() const { return m_place; }
    void openCase(const core::CaseId& id);
    void setReader(const core::ReaderId& reader);
    const core::ReaderId& reader() const { return m_reader; }
    /// True when the page has loaded all that it shows.
    bool settled() const;

    ReadPage* readPage() const { return m_read; }
    bool loading() const { return m_loader->running() > 0; } ///< pictures
    ComparePage* comparePage() const { return m_compare; }
    ReadingTime& readingTime() const { return *m_time; }
    WorklistPage* worklistPage() const { return m_worklist; }
    IntakePage* intakePage() const { return m_intake; }
    StatusLine& status() { return *m_status; }
    DiskWatch& disk() { return *m_disk; }
    KeyMap& keys() { return *m_keys; }
    /// Where the reader left the window; false if he never had one.
    bool restorePlace();

signals:
    void becameSettled();

protected:
    void closeEvent(QCloseEvent* event) override; ///< remembers the place

private:
    QWidget* makeHeader(const Options& options);
    void makePages();
    void connectPages();
    void connectSettling();
    void bindKeys();
    void bindReadingKeys();
    void bindPageKeys();
    void bindIntakeKeys();
    void bindLookKeys();
    void bindAidKeys();
    void bindSettlingKeys();
    void showRole();
    void bind(int key, Qt::KeyboardModifiers modifiers, const QString& words,
              KeyMap::Action action);
    void toggleKeyList();
    void connectSettings();
    void applySettings();
    void fold(const QString& panel, bool folded); ///< and remembers it
    void showFolded(const QString& panel, bool folded);
    void saveShortcutCard();
    void neighbour(int step);
    void fillReaders();
    void showJobs();
    core::CaseId caseForCompare() const;
    bool reading() const { return m_place == Workplace::Read && m_read; }
    bool comparing() const { return m_place == Workplace::Compare && m_compare; }
    bool takingIn() const { return m_place == Workplace::Intake && m_intake; }

    std::unique_ptr<ProjectAccess> m_project;
    std::unique_ptr<PictureLoader> m_loader;
    core::ReaderId m_reader;
    Workplace m_place = Workplace::Worklist;
    KeyMap* m_keys;
    Rail* m_rail;
    QStackedWidget* m_stack;
    StatusLine* m_status;
    QComboBox* m_readers = nullptr;
    QLabel *m_jobs = nullptr, *m_role = nullptr;
    JournalBanner* m_banner = nullptr;
    KeyListPanel* m_keyList = nullptr;
    DiskWatch* m_disk = nullptr;
    ReadingTime* m_time = nullptr;
    ReaderSettings m_settings;
    bool m_applying = false; ///< settings are being put into force, not made
    std::map<Workplace, QWidget*> m_pages;
    IntakePage* m_intake = nullptr;
    WorklistPage* m_worklist = nullptr;
    ReadPage* m_read = nullptr;
    ComparePage* m_compare = nullptr;
    RecordsPage *m_versions = nullptr, *m_audit = nullptr;
};

} // namespace cw::gui
