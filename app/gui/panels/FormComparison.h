// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/CompareCase.h"

#include <QTableWidget>

namespace cw::gui {

/// The questions about the case side by side: what A answered, what B answered, and how much it
/// matters, by colour and by word.
class FormComparison : public QTableWidget {
    Q_OBJECT
public:
    explicit FormComparison(QWidget* parent = nullptr);
    void setCase(const ComparedCase& compared, core::ImageKind kind);
    void lookAt(const std::string& answer); ///< the row of that question

private:
    void addRow(const ComparedCase& compared, const std::string& key);

    std::vector<std::string> m_keys;
};

} // namespace cw::gui
