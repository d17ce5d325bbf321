// SPDX-License-Identifier: Apache-2.0
#include "app/gui/panels/ValidateForm.h"

#include "app/workflow/Tasks.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>

namespace cw::gui {
namespace {

QString wordsOf(const std::string& task) {
    if (task == "malignant")
        return ValidateForm::tr("Malignant against normal and benign");
    if (task == "benign")
        return ValidateForm::tr("Benign against normal and malignant");
    if (task == "glaucoma")
        return ValidateForm::tr("Glaucoma against normal");
    if (task == "amd")
        return ValidateForm::tr("AMD against normal");
    if (task == "dr")
        return ValidateForm::tr("Diabetic retinopathy against normal");
    if (task == "rvo")
        return ValidateForm::tr("Retinal vein occlusion against normal");
    return ValidateForm::tr("Any disease against normal");
}

} // namespace

ValidateForm::ValidateForm(core::ImageKind kind, QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    auto* heading = new QLabel(tr("Validate a version"), this);
    heading->setProperty("role", "heading");
    m_version = new QComboBox(this);
    m_version->setObjectName("validateVersion");
    m_task = new QComboBox(this);
    m_task->setObjectName("validateTask");
    for (const auto& task : workflow::taskNames(kind))
        m_task->addItem(wordsOf(task), QString::fromStdString(task));
    if (kind == core::ImageKind::Fundus) // what asks most of the data stands last in the list
        m_task->setCurrentIndex(m_task->count() - 1);
    m_hasTarget = new QCheckBox(tr("Target AUC"), this);
    m_hasTarget->setObjectName("validateHasTarget");
    m_target = new QDoubleSpinBox(this);
    m_target->setObjectName("validateTarget");
    m_target->setRange(0.5, 1);
    m_target->setSingleStep(0.01);
    m_target->setValue(kind == core::ImageKind::Fundus ? 0.93 : 0.85);
    m_target->setAccessibleName(tr("Target AUC"));
    m_target->setToolTip(tr("Set it before you look at a result"));
    m_folds = new QSpinBox(this);
    m_folds->setObjectName("validateFolds");
    m_folds->setRange(2, 100);
    m_folds->setValue(kind == core::ImageKind::Fundus ? 10 : 5); // programme.md 2.6
    m_seed = new QSpinBox(this);
    m_seed->setRange(1, 1'000'000);
    m_seed->setToolTip(tr("The same seed, the same figures"));
    auto* form = new QFormLayout;
    form->setSpacing(6);
    form->addRow(tr("Version"), m_version);
    form->addRow(tr("Question"), m_task);
    form->addRow(m_hasTarget, m_target);
    form->addRow(tr("Folds"), m_folds);
    form->addRow(tr("Seed"), m_seed);
    column->addWidget(heading);
    column->addLayout(form);
    column->addWidget(new QLabel(tr("Models, on the same folds"), this));
    for (const auto& [name, label] :
         {std::pair{"features", tr("Measures of the picture (minutes)")},
          {"shortcut", tr("Control: all but the picture's content")},
          {"cnn", tr("Small network (tens of minutes)")}}) {
        auto* box = new QCheckBox(label, this);
        box->setObjectName(QStringLiteral("validateModel-") + QLatin1String(name));
        box->setChecked(std::string(name) == "features");
        connect(box, &QCheckBox::toggled, this, &ValidateForm::refresh);
        column->addWidget(box);
        m_models.emplace_back(box, name);
    }
    m_checks = new QCheckBox(tr("Checks of the data set"), this);
    m_checks->setObjectName("validateChecks");
    m_checks->setChecked(true);
    column->addWidget(m_checks);
    m_start = new QPushButton(tr("Validate   Ctrl+Enter"), this);
    m_start->setObjectName("validateStart");
    m_start->setProperty("role", "primary");
    m_start->setToolTip(tr("A run that was stopped goes on where it was"));
    m_cancel = new QPushButton(tr("Stop"), this);
    m_cancel->setObjectName("validateCancel");
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_start, 1);
    buttons->addWidget(m_cancel);
    column->addLayout(buttons);
    connect(m_hasTarget, &QCheckBox::toggled, this, &ValidateForm::refresh);
    connect(m_start, &QPushButton::clicked, this, &ValidateForm::start);
    connect(m_cancel, &QPushButton::clicked, this, &ValidateForm::cancelRequested);
    refresh();
}

void ValidateForm::setVersions(const std::vector<std::string>& names) {
    const auto chosen = m_version->currentText();
    m_version->clear();
    for (const auto& name : names)
        m_version->addItem(QString::fromStdString(name));
    m_version->setCurrentIndex(std::max(0, m_version->findText(chosen)));
    refresh();
}

void ValidateForm::setRunning(bool running) {
    m_running = running;
    refresh();
}

void ValidateForm::refresh() {
    const bool any =
        std::ranges::any_of(m_models, [](const auto& model) { return model.first->isChecked(); });
    m_target->setEnabled(m_hasTarget->isChecked());
    m_start->setEnabled(!m_running && any && m_version->count() > 0);
    m_cancel->setEnabled(m_running);
}

workflow::StudyWish ValidateForm::wish() const {
    workflow::StudyWish wish;
    wish.version = core::VersionName(m_version->currentText().toStdString());
    wish.task = m_task->currentData().toString().toStdString();
    wish.models.clear();
    for (const auto& [box, name] : m_models)
        if (box->isChecked())
            wish.models.push_back(name);
    if (m_hasTarget->isChecked())
        wish.target = m_target->value();
    wish.folds = m_folds->value();
    wish.seed = static_cast<core::Seed>(m_seed->value());
    wish.checks = m_checks->isChecked();
    return wish;
}

void ValidateForm::start() {
    if (m_start->isEnabled())
        emit startRequested(wish());
}

} // namespace cw::gui
