// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QWidget>
#include <map>
#include <set>

class QToolButton;

namespace cw::gui {

enum class Workplace { Intake, Worklist, Read, Compare, Inspect, Dataset, Validate, Audit };

/// The workplaces in the order of the pipeline.
class Rail : public QWidget {
    Q_OBJECT
public:
    explicit Rail(QWidget* parent = nullptr);
    void setCurrent(Workplace place);
    /// The others are not there: neither shown nor reached by Tab.
    void setPlaces(const std::set<Workplace>& places);

signals:
    void chosen(cw::gui::Workplace place);

private:
    std::map<Workplace, QToolButton*> m_buttons;
};

} // namespace cw::gui
