// SPDX-License-Identifier: Apache-2.0
// ReadPage, the part with the thumbnails of the case.
#include "app/gui/pages/ReadPage.h"
#include "app/gui/panels/ThumbnailStrip.h"

#include <QCoreApplication>

namespace cw::gui {

QWidget* ReadPage::makeThumbnails() {
    m_thumbnails = new ThumbnailStrip(this);
    connect(m_thumbnails, &ThumbnailStrip::chosen, this, &ReadPage::bringUp);
    connect(m_thumbnails, &ThumbnailStrip::aloneWanted, this, [this](const core::ImageId& id) {
        // Hung as usual first, so that the toggle can only go one way.
        m_hanging->hangAs(m_hanging->shown());
        if (auto* view = bringUp(id))
            m_hanging->toggleMaximised(view);
    });
    return m_thumbnails;
}

void ReadPage::setThumbnailsVisible(bool visible) { m_thumbnails->setVisible(visible); }

bool ReadPage::thumbnailsVisible() const { return !m_thumbnails->isHidden(); }

bool ReadPage::focusThumbnails() {
    if (!thumbnailsVisible())
        return false;
    m_thumbnails->takeFocus();
    return true;
}

/// Which images there are, which hang, how many findings each has.
void ReadPage::refreshThumbnails() {
    const auto& items = m_hanging->items();
    std::vector<ThumbnailStrip::Item> wanted;
    for (const auto i : m_hanging->readingOrder()) {
        auto title = titleOf(items[i].id);
        if (items[i].exam > 0)
            title += QLatin1Char(' ') + QCoreApplication::translate("HangingView", "prior");
        wanted.push_back({items[i].id, title});
    }
    m_thumbnails->setCase(wanted);
    std::set<core::ImageId> hung;
    std::map<core::ImageId, int> findings;
    for (const auto& item : items) {
        const auto* view = m_hanging->viewOf(item.id);
        if (view && !view->isHidden())
            hung.insert(item.id);
    }
    for (const auto& finding : m_desk.findings())
        ++findings[finding.image];
    m_thumbnails->setHung(hung);
    m_thumbnails->setFindings(findings);
}

} // namespace cw::gui
