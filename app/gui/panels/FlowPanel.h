// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/workflow/DatasetFlow.h"

#include <QButtonGroup>
#include <QVBoxLayout>
#include <QWidget>
#include <functional>
#include <vector>

class QToolButton;

namespace cw::gui {

/// Which cases of the flow: one box of the diagram.
using FlowFilter = std::function<bool(const workflow::FlowCase&)>;

/// The flow diagram of a study: what came in, what was excluded by which reason, what is not
/// finished, what is left. Each box shows its cases when it is pressed.
class FlowPanel : public QWidget {
    Q_OBJECT
public:
    explicit FlowPanel(QWidget* parent = nullptr);
    void setFlow(const std::vector<workflow::FlowCase>& flow);

signals:
    void chosen(const cw::gui::FlowFilter& filter, const QString& words);

protected:
    void paintEvent(QPaintEvent* event) override; ///< the lines between the boxes

private:
    void addBox(const QString& id, const QString& words, std::size_t count, FlowFilter filter,
                bool branch);

    QVBoxLayout* m_column;
    QButtonGroup* m_group = nullptr;
    struct Box {
        QToolButton* button;
        bool branch;
    };
    std::vector<Box> m_boxes;
    QString m_current; ///< id of the pressed one, kept over a refresh
};

/// Why a case is where it is: "Readers disagree", "Not eligible: four-views".
QString reasonWords(const workflow::FlowCase& one);

} // namespace cw::gui
