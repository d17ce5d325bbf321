// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/ReadingDesk.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QListWidget>
#include <functional>

namespace cw::gui {

/// The reader's findings as a list, with label and terms of the selected one. A view of the desk:
/// it holds nothing of its own.
class FindingsPanel : public QWidget {
    Q_OBJECT
public:
    /// titleOf: "R CC" for an image.
    FindingsPanel(ReadingDesk& desk, core::ImageKind kind,
                  std::function<QString(const core::ImageId&)> titleOf, QWidget* parent = nullptr);
    void select(const core::LesionId& id);
    const core::LesionId& selected() const { return m_selected; }

signals:
    void findingChosen(const cw::core::LesionId& id); ///< by the user, in the list

private:
    void refresh();
    void refreshTerms();
    void addTerm(const std::string& key, const std::vector<std::string>& choices);

    ReadingDesk& m_desk;
    core::ImageKind m_kind;
    std::function<QString(const core::ImageId&)> m_titleOf;
    QLabel* m_heading;
    QLabel* m_empty;
    QListWidget* m_list;
    QWidget* m_spring;
    QWidget* m_terms;
    QFormLayout* m_form;
    core::LesionId m_selected;
    std::string m_shownTerms; ///< what the form was built for, so that typing does not rebuild it
};

} // namespace cw::gui
