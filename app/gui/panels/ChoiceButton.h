// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QToolButton>

namespace cw::gui {

/// An answer of a ChoiceRow, with the key that gives it in small before its words. Only Space is
/// its own key; the others are the row's.
class ChoiceButton : public QToolButton {
    Q_OBJECT
public:
    /// hint: the key as it is printed ("3"); empty: the words say it themselves.
    ChoiceButton(const QString& words, const QString& hint, QWidget* parent);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

signals:
    void focusMoved(bool in);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    QFont hintFont() const;
    int hintWidth() const;

    QString m_hint;
};

} // namespace cw::gui
