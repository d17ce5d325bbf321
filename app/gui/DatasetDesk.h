// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/ProjectAccess.h"

#include <QObject>
#include <QThreadPool>
#include <optional>

namespace cw::gui {

/// Freezing, checking and exporting off the GUI thread, one at a time. The project is in the
/// worker's hands meanwhile: whoever asks it would wait, so the window shows that it is busy.
class DatasetDesk : public QObject {
    Q_OBJECT
public:
    enum class Work { None, Freezing, Verifying, Exporting };
    explicit DatasetDesk(ProjectAccess& project, QObject* parent = nullptr);
    ~DatasetDesk() override; ///< waits for what runs

    struct Freeze {
        core::VersionName name;
        std::filesystem::path licence, terms; ///< empty: none
    };
    void freeze(const Freeze& wanted);
    void verify(const core::VersionName& name);
    struct Export {
        core::VersionName version;
        std::string format;           ///< "coco" ..., "dicom-seg", "dicom-sr", "gsps"
        std::filesystem::path folder; ///< new or empty
        bool withImages = false;
        dataset::Naming naming = dataset::Naming::ById; ///< not of the DICOM forms
        std::optional<workflow::ReleaseTerms> terms;    ///< nothing: to nobody in particular
    };
    void exportVersion(const Export& wanted);
    Work work() const { return m_work; }

signals:
    void workChanged();
    void progressed(int done, int total);
    void frozen(const QString& name, const QString& manifestSha256);
    void verified(const QString& name, const cw::dataset::VerifyReport& report);
    void exported(const QString& recipient, const QString& filesSha256); ///< empty: to nobody
    void failed(const cw::Error& error);

private:
    template <class Job, class Answer>
    void inBackground(Work work, Job job, Answer answer);
    core::ProgressFn progressFn();

    ProjectAccess& m_project;
    QThreadPool m_pool;
    Work m_work = Work::None;
};

} // namespace cw::gui
