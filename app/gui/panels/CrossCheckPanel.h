// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/CompareCase.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QWidget>

namespace cw::gui {

/// A case in cross-check: each of its two readers lets their reading stand or amends it, after
/// having seen the other one. Everybody who may see both sees who has said what.
class CrossCheckPanel : public QWidget {
    Q_OBJECT
public:
    explicit CrossCheckPanel(QWidget* parent = nullptr);
    void setCase(const ComparedCase& compared);
    /// Asks for the optional reason; the reading stands once that is confirmed. False: it is not
    /// this viewer's turn.
    bool chooseStand();
    bool amend();   ///< false: it is not this viewer's turn
    bool confirm(); ///< that it stands, if that was chosen

signals:
    void standRequested(const QString& reason);
    void amendRequested();

private:
    QString said(const ComparedCase& compared, std::size_t side) const;
    void showAsking(bool asking);

    QLabel *m_heading, *m_said;
    QPushButton *m_stand, *m_amend, *m_record;
    QLineEdit* m_reason;
    bool m_turn = false; ///< this viewer has to say something
};

} // namespace cw::gui
