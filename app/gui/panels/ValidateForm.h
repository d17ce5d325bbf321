// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/workflow/study/StudyDesk.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QPushButton>
#include <QSpinBox>
#include <QWidget>

namespace cw::gui {

/// What is asked: version, question, models, target set beforehand, folds, seed.
class ValidateForm : public QWidget {
    Q_OBJECT
public:
    explicit ValidateForm(core::ImageKind kind, QWidget* parent = nullptr);
    void setVersions(const std::vector<std::string>& names); ///< newest first
    void setRunning(bool running);
    void start(); ///< as the button does

signals:
    void startRequested(const cw::workflow::StudyWish& wish);
    void cancelRequested();

private:
    workflow::StudyWish wish() const;
    void refresh();

    QComboBox *m_version, *m_task;
    std::vector<std::pair<QCheckBox*, std::string>> m_models;
    QCheckBox *m_hasTarget, *m_checks;
    QDoubleSpinBox* m_target;
    QSpinBox *m_folds, *m_seed;
    QPushButton *m_start, *m_cancel;
    bool m_running = false;
};

} // namespace cw::gui
