// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/panels/PathField.h"
#include "app/workflow/Intake.h"

#include <QComboBox>
#include <QLabel>
#include <QToolButton>
#include <QWidget>

namespace cw::gui {

/// What the steward says: where from, by which rules, with which key, and the facts for the record.
/// Everything is on one sheet; what most intakes do not need is folded.
class IntakeForm : public QWidget {
    Q_OBJECT
public:
    /// suggestedKey: outside of the project, beside it.
    explicit IntakeForm(const QString& suggestedKey, QWidget* parent = nullptr);
    workflow::IntakePlan plan() const;
    workflow::IntakeFacts facts() const;
    QString passphrase() const { return m_passphrase->text(); }
    void setSource(const QString& folder);
    void setLocked(bool locked); ///< while something runs
    bool complete() const { return !m_source->path().isEmpty() && !m_key->path().isEmpty(); }
    void showProblem(const QString& sentence); ///< empty: none

signals:
    void planChanged(); ///< source, profile, key or a table
    void factsChanged();

private:
    void chooseProfile();
    void describe();
    QWidget* makeMore();

    PathField *m_source, *m_key, *m_patients, *m_lookup, *m_vault, *m_ledger, *m_profileFile;
    QComboBox *m_profile, *m_purpose;
    QLabel *m_description, *m_warning, *m_problem;
    QLineEdit *m_operator, *m_purposeText, *m_irb, *m_recipient, *m_period, *m_reviewer,
        *m_passphrase;
    QToolButton* m_fold;
};

} // namespace cw::gui
