// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QDialog>

class QDoubleSpinBox;
class QLabel;
class QPushButton;

namespace cw::gui {

/// Shows a bar; the user holds a ruler to it and types its length. What the monitor says of itself
/// stands in the field as a start, with the warning that it is no measurement.
class RulerDialog : public QDialog {
    Q_OBJECT
public:
    /// For the monitor that the parent is on.
    explicit RulerDialog(QWidget* parent);
    int barDevicePixels() const { return m_bar; } ///< from line to line
    double mmPerPixel() const;                    ///< by the length in the field

private:
    void lengthChanged();

    int m_bar = 0;
    QDoubleSpinBox* m_length;
    QLabel* m_result;
    QPushButton* m_keep;
};

} // namespace cw::gui
