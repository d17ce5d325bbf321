// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Ids.h"
#include "viewers/Hanging.h"

#include <QFrame>
#include <QImage>
#include <QListWidget>
#include <QThreadPool>
#include <map>
#include <set>

namespace cw::gui {

/// The images of a case small, one below the other: which of them hang now, and how many findings
/// each has. A click brings one up, Enter or a double click alone. Thumbnails are made off the
/// window's thread, of pictures that are loaded anyway.
class ThumbnailStrip : public QFrame {
    Q_OBJECT
public:
    explicit ThumbnailStrip(QWidget* parent = nullptr);
    ~ThumbnailStrip() override; ///< waits for what is being made

    struct Item {
        core::ImageId id;
        QString title; ///< "R CC"
    };
    /// The same images again: nothing changes.
    void setCase(const std::vector<Item>& items);
    void setPicture(const core::ImageId& id, std::shared_ptr<const viewers::Picture> picture,
                    const viewers::Orientation& orientation);
    void setHung(const std::set<core::ImageId>& hung);
    void setFindings(const std::map<core::ImageId, int>& findings);
    void takeFocus();
    bool allMade() const { return m_making == 0; }

signals:
    void chosen(const cw::core::ImageId& id);
    void aloneWanted(const cw::core::ImageId& id);

private:
    struct Entry {
        Item item;
        QImage image;
        bool hung = false;
        int findings = 0;
        QListWidgetItem* row = nullptr;
    };
    Entry* find(const core::ImageId& id);
    void refresh(Entry& entry);
    core::ImageId idOf(const QListWidgetItem* row) const;

    QListWidget* m_list;
    std::vector<Entry> m_entries;
    QThreadPool m_pool;
    int m_making = 0;
};

} // namespace cw::gui
