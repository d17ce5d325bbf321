// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/ReadingDesk.h"
#include "app/gui/panels/LesionLinks.h"

#include <QLabel>
#include <QListWidget>

namespace cw::gui {

/// The reader's findings as a list, a lesion on several images once. A view of the reading desk: it
/// holds nothing of its own but which finding is selected.
class FindingsPanel : public QWidget {
    Q_OBJECT
public:
    FindingsPanel(ReadingDesk& desk, core::ImageKind kind, TitleOf titleOf,
                  QWidget* parent = nullptr);
    void select(const core::LesionId& id);
    const core::LesionId& selected() const { return m_selected; }

signals:
    void findingChosen(const cw::core::LesionId& id); ///< by the user, in the list
    void selectionChanged(const cw::core::LesionId& id);

private:
    void refresh();
    QString wordsFor(const std::vector<const annotation::Finding*>& lesion, int number) const;

    ReadingDesk& m_desk;
    core::ImageKind m_kind;
    TitleOf m_titleOf;
    QLabel* m_heading;
    QLabel* m_empty;
    QListWidget* m_list;
    core::LesionId m_selected;
};

} // namespace cw::gui
