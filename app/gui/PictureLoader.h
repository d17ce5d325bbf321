// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/ProjectAccess.h"
#include "app/workflow/FundusLook.h"
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
    /// Answers with loaded() or failed(), later, also for pictures that are kept. Other views than
    /// Colour are for fundus photographs.
    void request(const core::ImageId& id, Priority priority = Priority::Now,
                 workflow::FundusView view = workflow::FundusView::Colour);
    std::size_t running() const { return m_running.size(); }

signals:
    void loaded(const cw::core::ImageId& id, std::shared_ptr<const cw::viewers::Picture> picture,
                cw::workflow::FundusView view);
    void failed(const cw::core::ImageId& id, const cw::Error& error, cw::workflow::FundusView view);
    void runningChanged();

private:
    using PicturePtr = std::shared_ptr<const viewers::Picture>;
    using Outcome = Result<PicturePtr>;
    using Key = std::pair<core::ImageId, workflow::FundusView>;
    PicturePtr kept(const Key& key); ///< null if it is not; the last to be dropped from now on
    void finished(const Key& key, const Outcome& outcome);
    void keep(const Key& key, PicturePtr picture);

    ProjectAccess& m_project;
    QThreadPool m_pool;
    std::set<Key> m_running, m_wanted;
    std::list<std::pair<Key, PicturePtr>> m_kept;
};

} // namespace cw::gui
