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

class AuditPage;
class ComparePage;
class DatasetPage;
class DiskWatch;
class InspectPage;
class IntakePage;
class JournalBanner;
class KeyListPanel;
class ReadPage;
class ReadingTime;
class ValidatePage;
class WorklistPage;

/// The frame: rail, header, pages, status line. Only wires; each page has its own class.
class MainWindow : public QWidget {
    Q_OBJECT
public:
    /// project may be null: then problem (or the lack of a project) is said in the middle.
    MainWindow(std::unique_ptr<ProjectAccess> project, const Options& options,
               const QString& problem = {}, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Somewhere this user's roles do not reach: nothing happens, and the status line says so.
    void show(Workplace place);
    const std::set<Workplace>& places() const { return m_places; } ///< of this user
    Workplace place() const { return m_place; }
    void openCase(const core::CaseId& id);
    void setReader(const core::ReaderId& reader);
    const core::ReaderId& reader() const { return m_reader; }
    /// Everything drawn is on disk; else says what holds the user here.
    bool readyToLeave();
    /// True when the page has loaded all that it shows.
    bool settled() const;

    ReadPage* readPage() const { return m_read; }
    bool loading() const { return m_loader->running() > 0; } ///< pictures
    ComparePage* comparePage() const { return m_compare; }
    ReadingTime& readingTime() const { return *m_time; }
    WorklistPage* worklistPage() const { return m_worklist; }
    IntakePage* intakePage() const { return m_intake; }
    DatasetPage* datasetPage() const { return m_dataset; }
    ValidatePage* validatePage() const { return m_validate; }
    AuditPage* auditPage() const { return m_audit; }
    InspectPage* inspectPage() const { return m_inspect; }
    StatusLine& status() { return *m_status; }
    DiskWatch& disk() { return *m_disk; }
    KeyMap& keys() { return *m_keys; }
    /// Where the reader left the window; false if he never had one.
    bool restorePlace();

signals:
    void becameSettled();
    void userChangeRequested(); ///< somebody else wants to log in

protected:
    void closeEvent(QCloseEvent* event) override; ///< remembers the place

private:
    QWidget* makeHeader(const Options& options);
    void addReaders(QWidget& header);
    void addAccount(QWidget& header);
    void showVersion();
    void connectRecords();
    void setBusy(bool busy);
    bool auditing() const { return m_place == Workplace::Audit && m_audit; }
    bool inspecting() const { return m_place == Workplace::Inspect && m_inspect; }
    bool freezing() const { return m_place == Workplace::Dataset && m_dataset; }
    bool validating() const { return m_place == Workplace::Validate && m_validate; }
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
    std::set<Workplace> m_places;
    Workplace m_place = Workplace::Worklist;
    KeyMap* m_keys;
    Rail* m_rail;
    QStackedWidget* m_stack;
    StatusLine* m_status;
    QComboBox* m_readers = nullptr; ///< of an open project; with accounts the reader is the account
    QLabel *m_jobs = nullptr, *m_role = nullptr, *m_version = nullptr;
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
    InspectPage* m_inspect = nullptr;
    DatasetPage* m_dataset = nullptr;
    ValidatePage* m_validate = nullptr;
    AuditPage* m_audit = nullptr;
};

} // namespace cw::gui
