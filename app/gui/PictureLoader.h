// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/ProjectAccess.h"
#include "viewers/Picture.h"

#include <QObject>
#include <QThreadPool>
#include <list>
#include <set>

namespace cw::gui {

/// Decodes images off the GUI thread and hands over finished pictures. Keeps the last few, so that
/// going back, and going on to a prefetched case, is immediate.
class PictureLoader : public QObject {
    Q_OBJECT
public:
    explicit PictureLoader(ProjectAccess& project, QObject* parent = nullptr);
    ~PictureLoader() override; ///< waits for what is running

    enum class Priority { Now, Ahead };
    /// Answers with loaded() or failed(), later, also for pictures that are kept.
    void request(const core::ImageId& id, Priority priority = Priority::Now);
    std::size_t running() const { return m_running.size(); }

signals:
    void loaded(const cw::core::ImageId& id, std::shared_ptr<const cw::viewers::Picture> picture);
    void failed(const cw::core::ImageId& id, const cw::Error& error);
    void runningChanged();

private:
    using Outcome = Result<std::shared_ptr<const viewers::Picture>>;
    void finished(const core::ImageId& id, const Outcome& outcome);
    void keep(const core::ImageId& id, std::shared_ptr<const viewers::Picture> picture);

    ProjectAccess& m_project;
    QThreadPool m_pool;
    std::set<core::ImageId> m_running, m_wanted;
    std::list<std::pair<core::ImageId, std::shared_ptr<const viewers::Picture>>> m_kept;
};

} // namespace cw::gui
