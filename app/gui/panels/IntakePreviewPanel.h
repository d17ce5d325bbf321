// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/IntakeDesk.h"
#include "app/gui/models/IntakeModels.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSortFilterProxyModel>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>

namespace cw::gui {

/// Exactly what would change in one file of the source. Values, and the names of the files, stay
/// hidden until the steward asks for them: somebody may look over his shoulder.
class IntakePreviewPanel : public QWidget {
    Q_OBJECT
public:
    explicit IntakePreviewPanel(IntakeDesk& desk, QWidget* parent = nullptr);
    bool valuesShown() const { return m_values->isChecked(); }

signals:
    void valuesShownChanged(bool shown);

private:
    QWidget* makeBar();
    void fillFiles();
    void request();
    void show(const workflow::IntakePreview& preview);
    void say(const QString& text);

    IntakeDesk& m_desk;
    PreviewTableModel* m_model;
    QSortFilterProxyModel* m_filter;
    QStackedWidget* m_stack;
    QComboBox* m_files;
    QLineEdit* m_search;
    QToolButton* m_values;
    QTableView* m_table;
    QLabel *m_note, *m_count;
};

} // namespace cw::gui
