// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/IntakeDesk.h"
#include "app/gui/models/IntakeModels.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QWidget>

namespace cw::gui {

/// A crop of a picture with a frame around the writing.
class CropView : public QWidget {
    Q_OBJECT
public:
    explicit CropView(QWidget* parent = nullptr);
    void show(const QImage& crop, const QRectF& box);
    void clear(const QString& instead);
    bool hasPicture() const { return !m_crop.isNull(); }
    QSize sizeHint() const override { return {320, 200}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QImage m_crop;
    QRectF m_box;
    QString m_instead;
};

/// Writing found in pictures, which a person decides on: hide, keep, or hide in this place on every
/// picture of the device. What it says stays masked until asked for.
class WritingPanel : public QWidget {
    Q_OBJECT
public:
    explicit WritingPanel(IntakeDesk& desk, QWidget* parent = nullptr);
    /// For the keys H, K and D; false where there is nothing to decide.
    bool decide(workflow::WritingVerdict verdict, bool everywhere);
    bool showText();
    /// The table, which takes the arrows.
    QTableView* table() const { return m_table; }

private:
    QWidget* makeDetail();
    void refresh();
    void select(int row);
    void refreshDetail();
    const workflow::Writing* current() const;

    IntakeDesk& m_desk;
    WritingTableModel* m_model;
    QTableView* m_table;
    CropView* m_crop;
    QLabel *m_heading, *m_text, *m_deviceName;
    QLineEdit* m_reason;
    QPushButton *m_hide, *m_keep, *m_device, *m_read;
    std::string m_lookedAt; ///< token and number of the crop that is shown or asked for
};

} // namespace cw::gui
