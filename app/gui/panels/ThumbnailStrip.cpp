// SPDX-License-Identifier: Apache-2.0
#include "app/gui/panels/ThumbnailStrip.h"

#include "app/gui/Thumbnail.h"

#include <QHBoxLayout>
#include <QMetaObject>
#include <QPainter>
#include <algorithm>

namespace cw::gui {
namespace {

constexpr QSize kBox(72, 84);
constexpr int kStripWidth = 92, kRowHeight = 112;
constexpr double kAside = 0.5; // how bright what does not hang is

/// On black, in a frame where it hangs.
QPixmap framed(const QImage& image, bool hung, double ratio) {
    QPixmap pixmap(kBox * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::black);
    QPainter painter(&pixmap);
    if (!image.isNull()) {
        const QSizeF size = QSizeF(image.size()) / ratio;
        painter.setOpacity(hung ? 1 : kAside);
        painter.drawImage(
            QRectF(QPointF((kBox.width() - size.width()) / 2, (kBox.height() - size.height()) / 2),
                   size),
            image);
        painter.setOpacity(1);
    }
    if (hung) {
        painter.setPen(QPen(QColor(0x2F, 0x6F, 0x96), 1));
        painter.drawRect(QRectF(0.5, 0.5, kBox.width() - 1, kBox.height() - 1));
    }
    return pixmap;
}

} // namespace

ThumbnailStrip::ThumbnailStrip(QWidget* parent) : QFrame(parent) {
    setObjectName("thumbnailStrip");
    setProperty("role", "panel");
    setFixedWidth(kStripWidth);
    m_pool.setMaxThreadCount(1);
    m_list = new QListWidget(this);
    m_list->setObjectName("thumbnails");
    m_list->setAccessibleName(tr("Images of the case"));
    m_list->setViewMode(QListView::IconMode);
    m_list->setFlow(QListView::TopToBottom);
    m_list->setWrapping(false);
    m_list->setMovement(QListView::Static);
    m_list->setIconSize(kBox);
    m_list->setGridSize({kStripWidth - 12, kRowHeight});
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setStyleSheet("font-size: 11px"); // "R MLO prior", or a count, whole
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_list);
    connect(m_list, &QListWidget::itemClicked, this,
            [this](QListWidgetItem* item) { emit chosen(idOf(item)); });
    connect(m_list, &QListWidget::itemActivated, this,
            [this](QListWidgetItem* item) { emit aloneWanted(idOf(item)); });
}

ThumbnailStrip::~ThumbnailStrip() {
    m_pool.clear();
    m_pool.waitForDone();
}

void ThumbnailStrip::setCase(const std::vector<Item>& items) {
    const bool same =
        std::equal(items.begin(), items.end(), m_entries.begin(), m_entries.end(),
                   [](const Item& item, const Entry& entry) { return item.id == entry.item.id; });
    if (same)
        return;
    m_list->clear();
    m_entries.clear();
    for (const auto& item : items) {
        auto* row = new QListWidgetItem(m_list);
        row->setTextAlignment(Qt::AlignHCenter);
        m_entries.push_back({item, {}, false, 0, row});
        refresh(m_entries.back());
    }
}

ThumbnailStrip::Entry* ThumbnailStrip::find(const core::ImageId& id) {
    const auto it = std::find_if(m_entries.begin(), m_entries.end(),
                                 [&id](const Entry& entry) { return entry.item.id == id; });
    return it == m_entries.end() ? nullptr : &*it;
}

core::ImageId ThumbnailStrip::idOf(const QListWidgetItem* row) const {
    for (const auto& entry : m_entries)
        if (entry.row == row)
            return entry.item.id;
    return {};
}

void ThumbnailStrip::setPicture(const core::ImageId& id,
                                std::shared_ptr<const viewers::Picture> picture,
                                const viewers::Orientation& orientation) {
    if (!find(id))
        return;
    ++m_making;
    m_pool.start(
        [this, id, orientation, picture = std::move(picture), box = kBox * devicePixelRatioF()] {
            auto image = thumbnailOf(*picture, orientation, box);
            QMetaObject::invokeMethod(
                this,
                [this, id, image = std::move(image)] {
                    --m_making;
                    if (auto* entry = find(id)) { // else another case hangs by now
                        entry->image = image;
                        refresh(*entry);
                    }
                },
                Qt::QueuedConnection);
        });
}

void ThumbnailStrip::takeFocus() {
    m_list->setFocus();
    if (!m_list->currentItem())
        m_list->setCurrentRow(0);
}

void ThumbnailStrip::setHung(const std::set<core::ImageId>& hung) {
    for (auto& entry : m_entries)
        if (entry.hung != hung.contains(entry.item.id)) {
            entry.hung = !entry.hung;
            refresh(entry);
        }
}

void ThumbnailStrip::setFindings(const std::map<core::ImageId, int>& findings) {
    for (auto& entry : m_entries) {
        const auto it = findings.find(entry.item.id);
        const int count = it == findings.end() ? 0 : it->second;
        if (entry.findings == count)
            continue;
        entry.findings = count;
        refresh(entry);
    }
}

void ThumbnailStrip::refresh(Entry& entry) {
    const auto& title = entry.item.title;
    entry.row->setIcon(framed(entry.image, entry.hung, devicePixelRatioF()));
    entry.row->setText(
        entry.findings == 0 ? title : QStringLiteral("%1 · %2").arg(title).arg(entry.findings));
    const auto count = tr("findings: %1").arg(entry.findings);
    const auto words =
        QStringList{title, entry.hung ? tr("hangs now") : tr("does not hang now"), count}.join(
            QStringLiteral(", "));
    entry.row->setToolTip(words);
    entry.row->setData(Qt::AccessibleTextRole, words);
}

} // namespace cw::gui
