// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "viewers/Shape.h"

#include <QToolButton>

namespace cw::gui {

/// Which outlines are shown: by class, by reader where several are to be seen, and whether with
/// their words or as bare lines. A menu that stays open while it is ticked.
class ShapesMenu : public QToolButton {
    Q_OBJECT
public:
    explicit ShapesMenu(QWidget* parent = nullptr);
    /// Classes and owners that are there to be chosen from; what was hidden stays hidden.
    void setContent(const std::set<std::string>& labels,
                    const std::set<viewers::ShapeOwner>& owners);
    const viewers::ShapeVisibility& visibility() const { return m_visibility; }
    void toggleOutlinesOnly();

signals:
    void changed(const cw::viewers::ShapeVisibility& visibility);

private:
    void rebuild();
    void tell();

    viewers::ShapeVisibility m_visibility;
    std::set<std::string> m_labels;
    std::set<viewers::ShapeOwner> m_owners;
    QMenu* m_list;
};

} // namespace cw::gui
