// SPDX-License-Identifier: Apache-2.0
#include "app/gui/PictureLoader.h"

#include <QMetaObject>

namespace cw::gui {
namespace {

constexpr std::size_t kKeptBytes = 700U << 20; ///< two full-size cases with their pyramids

std::size_t bytesOf(const viewers::Picture& picture) {
    const auto& image = picture.image();
    return image.bytes().size() * (picture.colour() ? 3 : 2);
}

Result<std::shared_ptr<const viewers::Picture>> decoded(ProjectAccess& project,
                                                        const core::ImageId& id) {
    try {
        CW_TRY(const auto bytes,
               project.with([&](workflow::Project& p) { return p.store().bytes(id); }));
        CW_TRY(auto loaded, workflow::loadStoredImage(bytes, {}));
        return viewers::Picture::prepare(std::move(loaded.image), std::move(loaded.presentation));
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::TooLarge, "not enough memory for this image");
    }
}

} // namespace

PictureLoader::PictureLoader(ProjectAccess& project, QObject* parent)
    : QObject(parent), m_project(project) {
    m_pool.setMaxThreadCount(2);
}

PictureLoader::~PictureLoader() {
    m_pool.clear();
    m_pool.waitForDone();
}

void PictureLoader::request(const core::ImageId& id, Priority priority) {
    if (priority == Priority::Now)
        m_wanted.insert(id);
    for (auto it = m_kept.begin(); it != m_kept.end(); ++it)
        if (it->first == id) {
            m_kept.splice(m_kept.begin(), m_kept, it);
            const auto picture = it->second;
            if (priority == Priority::Now)
                QMetaObject::invokeMethod(
                    this, [this, id, picture] { finished(id, picture); }, Qt::QueuedConnection);
            return;
        }
    if (!m_running.insert(id).second)
        return;
    emit runningChanged();
    m_pool.start(
        [this, id] {
            auto outcome = decoded(m_project, id);
            QMetaObject::invokeMethod(
                this, [this, id, outcome = std::move(outcome)] { finished(id, outcome); },
                Qt::QueuedConnection);
        },
        priority == Priority::Now ? 1 : 0);
}

void PictureLoader::finished(const core::ImageId& id, const Outcome& outcome) {
    const bool wasRunning = m_running.erase(id) > 0;
    if (outcome)
        keep(id, *outcome);
    if (m_wanted.erase(id) > 0) {
        if (outcome)
            emit loaded(id, *outcome);
        else
            emit failed(id, outcome.error());
    }
    if (wasRunning)
        emit runningChanged();
}

void PictureLoader::keep(const core::ImageId& id, std::shared_ptr<const viewers::Picture> picture) {
    m_kept.remove_if([&id](const auto& kept) { return kept.first == id; });
    m_kept.emplace_front(id, std::move(picture));
    std::size_t total = 0;
    for (auto it = m_kept.begin(); it != m_kept.end(); ++it) {
        total += bytesOf(*it->second);
        if (total > kKeptBytes && it != m_kept.begin()) {
            m_kept.erase(it, m_kept.end());
            return;
        }
    }
}

} // namespace cw::gui
