// SPDX-License-Identifier: Apache-2.0
#include "app/gui/PictureLoader.h"

#include <QMetaObject>
#include <algorithm>

namespace cw::gui {
namespace {

constexpr std::size_t kKeptBytes = 700U << 20; ///< two full-size cases with their pyramids

std::size_t bytesOf(const viewers::Picture& picture) {
    const auto& image = picture.image();
    return image.bytes().size() * (picture.colour() ? 3 : 2);
}

using PictureResult = Result<std::shared_ptr<const viewers::Picture>>;

PictureResult decoded(ProjectAccess& project, const core::ImageId& id) {
    CW_TRY(const auto bytes,
           project.with([&](workflow::Project& p) { return p.store().bytes(id); }));
    CW_TRY(auto loaded, workflow::loadStoredImage(bytes, {}));
    std::optional<core::Polygon> field;
    if (project.with([](workflow::Project& p) { return p.store().kind(); }) ==
        core::ImageKind::Fundus)
        field = workflow::fieldOutline(*loaded.image);
    return viewers::Picture::prepare(std::move(loaded.image), std::move(loaded.presentation),
                                     std::move(field));
}

PictureResult inView(const viewers::Picture& original, workflow::FundusView view) {
    // The pixels are shared with the original for as long as this takes.
    workflow::LoadedImage loaded;
    loaded.image = {&original.image(), [](const core::Image*) {}};
    loaded.presentation = original.presentation();
    CW_TRY(auto made, workflow::inView(std::move(loaded), view));
    return viewers::Picture::prepare(std::move(made.image), std::move(made.presentation),
                                     original.field());
}

PictureResult made(ProjectAccess& project, const core::ImageId& id, workflow::FundusView view,
                   std::shared_ptr<const viewers::Picture> original) {
    try {
        if (!original) {
            CW_TRY(original, decoded(project, id));
        }
        if (view == workflow::FundusView::Colour)
            return original;
        return inView(*original, view);
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

PictureLoader::PicturePtr PictureLoader::kept(const Key& key) {
    const auto found = std::find_if(m_kept.begin(), m_kept.end(),
                                    [&](const auto& each) { return each.first == key; });
    if (found == m_kept.end())
        return nullptr;
    m_kept.splice(m_kept.begin(), m_kept, found);
    return found->second;
}

void PictureLoader::request(const core::ImageId& id, Priority priority, workflow::FundusView view) {
    const Key key{id, view};
    if (priority == Priority::Now)
        m_wanted.insert(key);
    if (const auto picture = kept(key)) {
        if (priority == Priority::Now)
            QMetaObject::invokeMethod(
                this, [this, key, picture] { finished(key, picture); }, Qt::QueuedConnection);
        return;
    }
    if (!m_running.insert(key).second)
        return;
    emit runningChanged();
    m_pool.start(
        [this, key, original = kept({id, workflow::FundusView::Colour})] {
            auto outcome = made(m_project, key.first, key.second, original);
            QMetaObject::invokeMethod(
                this, [this, key, outcome = std::move(outcome)] { finished(key, outcome); },
                Qt::QueuedConnection);
        },
        priority == Priority::Now ? 1 : 0);
}

void PictureLoader::finished(const Key& key, const Outcome& outcome) {
    const bool wasRunning = m_running.erase(key) > 0;
    if (outcome)
        keep(key, *outcome);
    if (m_wanted.erase(key) > 0) {
        if (outcome)
            emit loaded(key.first, *outcome, key.second);
        else
            emit failed(key.first, outcome.error(), key.second);
    }
    if (wasRunning)
        emit runningChanged();
}

void PictureLoader::keep(const Key& key, PicturePtr picture) {
    m_kept.remove_if([&key](const auto& each) { return each.first == key; });
    m_kept.emplace_front(key, std::move(picture));
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
