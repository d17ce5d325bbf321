// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/workflow/study/StudyDesk.h"

#include <QWidget>
#include <vector>

namespace cw::gui {

/// ROC curves of the folds that are in, thin, and their mean (vertical average), thick. Grows while
/// a validation runs.
class RocPlot : public QWidget {
    Q_OBJECT
public:
    explicit RocPlot(QWidget* parent = nullptr);
    void setFolds(const std::vector<workflow::FoldLine>& folds);

    QSize sizeHint() const override { return {320, 320}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<workflow::FoldLine> m_folds;
};

} // namespace cw::gui
