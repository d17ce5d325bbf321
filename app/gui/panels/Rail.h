// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QWidget>
#include <map>

class QToolButton;

namespace cw::gui {

enum class Workplace { Intake, Worklist, Read, Compare, Dataset, Validate, Audit };

/// The workplaces in the order of the pipeline.
class Rail : public QWidget {
    Q_OBJECT
public:
    explicit Rail(QWidget* parent = nullptr);
    void setCurrent(Workplace place);

signals:
    void chosen(cw::gui::Workplace place);

private:
    std::map<Workplace, QToolButton*> m_buttons;
};

} // namespace cw::gui
