// SPDX-License-Identifier: Apache-2.0
// HangingView by the steps of its protocol.
#include "viewers/BodyParts.h"
#include "viewers/HangingView.h"

#include <algorithm>
#include <tuple>

namespace cw::viewers {

void HangingView::setProtocol(HangingProtocol protocol) {
    CW_ASSERT(!protocol.steps.empty());
    m_protocol = std::move(protocol);
    m_protocolGiven = true;
    m_step = m_protocol.steps.front().key;
    m_pageNumber = m_part = 0;
    arrange();
}

const ProtocolStep& HangingView::stepNow() const {
    const auto* step = m_protocol.step(m_step);
    CW_ASSERT(step);
    return *step;
}

std::vector<HungImage> HangingView::hungImages() const {
    std::vector<HungImage> images;
    for (const auto& item : m_items)
        images.push_back({item.attributes, item.exam, item.examOrderKnown});
    return images;
}

HangingView::Shown HangingView::shown() const {
    Shown shown{m_step, m_pageNumber + 1, m_pageCount, m_part + 1, 1};
    if (!m_items.empty() && stepNow().scale == StepScale::Quadrants)
        for (const auto& place : m_page.places)
            if (const auto* view = m_views[place.image]; view->picture())
                shown.parts = std::max(
                    shown.parts,
                    bodyParts(*view->picture(), view->view(), view->devicePixelRatioF()).size());
    shown.part = std::min(shown.part, shown.parts);
    return shown;
}

void HangingView::hangAs(const Shown& shown) {
    const auto* step = m_protocol.step(shown.step);
    if (!step || hang(hungImages(), *step).empty())
        return;
    m_step = shown.step;
    m_pageNumber = shown.page - 1;
    m_part = shown.part - 1;
    showAnew();
}

bool HangingView::setStep(int key) {
    const auto* step = m_protocol.step(key);
    if (!step || hang(hungImages(), *step).empty())
        return false;
    m_step = key;
    m_pageNumber = m_part = 0;
    showAnew();
    return true;
}

void HangingView::nextOfStep() {
    if (m_items.empty())
        return;
    const auto now = shown();
    if (now.part < now.parts) {
        ++m_part;
    } else {
        m_pageNumber = (m_pageNumber + 1) % m_pageCount;
        m_part = 0;
    }
    showAnew();
}

bool HangingView::bringUp(const core::ImageId& id) {
    const auto index = indexOf(viewOf(id));
    if (index >= m_items.size())
        return false;
    const auto images = hungImages();
    const auto pageWith = [&](const ProtocolStep& step) -> std::optional<std::size_t> {
        const auto pages = hang(images, step);
        for (std::size_t i = 0; i < pages.size(); ++i)
            for (const auto& place : pages[i].places)
                if (place.image == index)
                    return i;
        return std::nullopt;
    };
    if (m_maximised == m_views[index] || (!m_maximised && !m_views[index]->isHidden()))
        return true; // it is there
    std::vector<const ProtocolStep*> steps{&stepNow()};
    for (const auto& step : m_protocol.steps)
        steps.push_back(&step);
    for (const auto* step : steps)
        if (const auto page = pageWith(*step)) {
            m_step = step->key;
            m_pageNumber = *page;
            m_part = 0;
            showAnew();
            return true;
        }
    return false;
}

std::vector<std::size_t> HangingView::readingOrder() const {
    std::vector<std::size_t> order;
    const auto add = [&order](std::size_t i) {
        if (std::find(order.begin(), order.end(), i) == order.end())
            order.push_back(i);
    };
    if (m_items.empty())
        return order;
    for (auto& page : hang(hungImages(), m_protocol.steps.front())) {
        std::stable_sort(page.places.begin(), page.places.end(), [](const auto& a, const auto& b) {
            return std::pair(a.row, a.column) < std::pair(b.row, b.column);
        });
        for (const auto& place : page.places)
            add(place.image);
    }
    std::vector<std::size_t> rest; // priors above all: examination by examination, CC first
    for (std::size_t i = 0; i < m_items.size(); ++i)
        rest.push_back(i);
    std::stable_sort(rest.begin(), rest.end(), [this](std::size_t i, std::size_t j) {
        const auto rank = [](const Item& item) {
            return std::tuple(item.exam, item.attributes.view,
                              item.attributes.laterality != core::Laterality::Right);
        };
        return rank(m_items[i]) < rank(m_items[j]);
    });
    for (const auto i : rest)
        add(i);
    return order;
}

/// What was moved or maximised is hung as the step says.
void HangingView::showAnew() {
    m_maximised = nullptr;
    for (auto* view : m_views)
        view->setFitted(true);
    arrange();
    if (m_current && m_current->isHidden()) {
        chooseCurrent();
        emit currentChanged(m_current);
    }
    emit viewChanged();
}

/// One image pixel a screen pixel, the part of the body whose turn it is.
void HangingView::showPart() {
    for (const auto& place : m_page.places) {
        auto* view = m_views[place.image];
        if (!view->picture() || !view->fitted())
            continue;
        const auto parts = bodyParts(*view->picture(), view->view(), view->devicePixelRatioF());
        auto transform = view->view();
        transform.setZoom(1 / view->devicePixelRatioF());
        transform.setFocus(parts[std::min(m_part, parts.size() - 1)]);
        view->setView(transform);
    }
}

} // namespace cw::viewers
