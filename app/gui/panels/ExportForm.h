// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/DatasetDesk.h"
#include "app/gui/panels/PathField.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QWidget>
#include <optional>

namespace cw::gui {

/// A version in a format that other tools read, into a new folder; to a recipient on record where
/// there is one.
class ExportForm : public QWidget {
    Q_OBJECT
public:
    explicit ExportForm(QWidget* parent = nullptr);
    /// nothing: this role may not see the record; exporting asks the project all the same.
    void setRecipients(const std::optional<workflow::Recipients>& known);
    void setVersion(const core::VersionName& version); ///< empty: there is none
    void setBusy(bool busy);

signals:
    void exportRequested(const cw::gui::DatasetDesk::Export& wanted);

private:
    void refresh();
    void request();

    core::VersionName m_version;
    QLabel* m_what;
    QComboBox *m_format, *m_names, *m_recipient;
    QCheckBox* m_images;
    PathField* m_folder;
    QLineEdit *m_purpose, *m_use, *m_until;
    QPushButton* m_export;
    bool m_busy = false, m_required = false;
};

} // namespace cw::gui
