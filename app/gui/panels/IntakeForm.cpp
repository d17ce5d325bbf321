// SPDX-License-Identifier: Apache-2.0
#include "app/gui/panels/IntakeForm.h"

#include "app/gui/IntakeWords.h"

#include <QVBoxLayout>

namespace cw::gui {
namespace {

std::filesystem::path pathOf(const PathField* field) {
    return std::filesystem::path(field->path().toUtf8().toStdString());
}

std::optional<std::filesystem::path> optionalPath(const PathField* field) {
    if (field->path().isEmpty())
        return std::nullopt;
    return pathOf(field);
}

QLabel* caption(const QString& text, QWidget* buddy, QVBoxLayout* column) {
    auto* label = new QLabel(text, buddy->parentWidget());
    label->setProperty("role", "caption");
    label->setBuddy(buddy);
    column->addWidget(label);
    column->addWidget(buddy);
    return label;
}

QString textOf(const QLineEdit* edit) { return edit->text().trimmed(); }

} // namespace

IntakeForm::IntakeForm(const QString& suggestedKey, QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(14, 12, 14, 12);
    column->setSpacing(4);
    auto* heading = new QLabel(tr("Source and facts"), this);
    heading->setProperty("role", "heading");
    column->addWidget(heading);

    m_source = new PathField(tr("Source folder"), PathField::Wants::Folder, this);
    m_source->edit()->setObjectName("source");
    m_source->edit()->setPlaceholderText(tr("Type, choose or drop a folder here"));
    caption(tr("Source folder"), m_source, column);

    m_profile = new QComboBox(this);
    m_profile->setObjectName("profile");
    m_profile->setAccessibleName(tr("Profile"));
    for (const auto& name : workflow::intakeProfiles()) {
        const auto key = QString::fromStdString(name); // what records and the command line say
        m_profile->addItem(profileName(name), key);
        m_profile->setItemData(m_profile->count() - 1, key, Qt::ToolTipRole);
    }
    m_profile->addItem(tr("from a file"), QString());
    m_profile->setCurrentIndex(std::max(0, m_profile->findData("curation")));
    caption(tr("Profile"), m_profile, column);
    m_profileFile = new PathField(tr("Profile file"), PathField::Wants::File, this);
    m_profileFile->edit()->setObjectName("profileFile");
    m_profileFile->hide();
    column->addWidget(m_profileFile);
    m_description = new QLabel(this);
    m_description->setObjectName("profileWords");
    m_warning = new QLabel(this);
    m_warning->setProperty("role", "amber");
    m_description->setProperty("role", "dim");
    for (auto* label : {m_description, m_warning}) {
        label->setWordWrap(true);
        column->addWidget(label);
    }

    m_key = new PathField(tr("Key file"), PathField::Wants::NewFile, this);
    m_key->edit()->setObjectName("key");
    m_key->edit()->setToolTip(
        tr("Keep it apart from what is released: whoever has it can find pseudonyms by trying."));
    m_key->setPath(suggestedKey);
    caption(tr("Key file (made if it is missing)"), m_key, column);

    m_operator = new QLineEdit(this);
    m_operator->setObjectName("operator");
    m_operator->setAccessibleName(tr("Operator"));
    caption(tr("Operator: who decides and releases"), m_operator, column);
    m_purpose = new QComboBox(this);
    m_purpose->setObjectName("purpose");
    m_purpose->setAccessibleName(tr("Purpose"));
    m_purpose->addItem(QStringLiteral("–"), QString());
    for (const auto& purpose : workflow::intakePurposes())
        m_purpose->addItem(purposeWords(purpose), QString::fromStdString(purpose));
    caption(tr("Purpose"), m_purpose, column);
    m_fold = new QToolButton(this);
    m_fold->setObjectName("more");
    m_fold->setText(tr("Tables, vault, ledger"));
    m_fold->setCheckable(true);
    m_fold->setArrowType(Qt::RightArrow);
    m_fold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_fold->setProperty("role", "tool");
    column->addSpacing(6);
    column->addWidget(m_fold);
    auto* more = makeMore();
    more->hide();
    column->addWidget(more);
    m_problem = new QLabel(this);
    m_problem->setObjectName("intakeProblem");
    m_problem->setProperty("role", "amber");
    m_problem->setWordWrap(true);
    m_problem->hide();
    column->addWidget(m_problem);
    column->addStretch(1);

    connect(m_fold, &QToolButton::toggled, this, [this, more](bool open) {
        m_fold->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
        more->setVisible(open);
    });
    connect(m_profile, &QComboBox::activated, this, &IntakeForm::chooseProfile);
    for (auto* field : {m_source, m_key, m_patients, m_lookup, m_vault, m_ledger, m_profileFile})
        connect(field, &PathField::changed, this, [this] {
            describe();
            emit planChanged();
        });
    for (auto* edit : {m_operator, m_purposeText, m_irb, m_recipient, m_period, m_reviewer})
        connect(edit, &QLineEdit::textChanged, this, &IntakeForm::factsChanged);
    connect(m_purpose, &QComboBox::currentIndexChanged, this, &IntakeForm::factsChanged);
    describe();
}

QWidget* IntakeForm::makeMore() {
    auto* more = new QWidget(this);
    auto* column = new QVBoxLayout(more);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    const auto path = [&](const char* name, const QString& words, PathField::Wants wants) {
        auto* field = new PathField(words, wants, more);
        field->edit()->setObjectName(name);
        caption(words, field, column);
        return field;
    };
    const auto text = [&](const char* name, const QString& words) {
        auto* edit = new QLineEdit(more);
        edit->setObjectName(name);
        edit->setAccessibleName(words);
        caption(words, edit, column);
        return edit;
    };
    using Wants = PathField::Wants;
    m_patients = path("patients", tr("Table of patients (classes, clinical values)"), Wants::File);
    m_lookup = path("lookup", tr("Table of IDs given beforehand"), Wants::File);
    m_vault = path("vault", tr("Vault of the mapping"), Wants::File);
    m_passphrase = text("passphrase", tr("Steward's passphrase of the vault"));
    m_passphrase->setEchoMode(QLineEdit::Password);
    m_ledger = path("ledger", tr("Ledger"), Wants::NewFile);
    m_purposeText = text("purposeText", tr("Purpose in words"));
    m_irb = text("irb", tr("Number of the IRB or DRB approval"));
    m_recipient = text("recipient", tr("Recipient"));
    m_period = text("period", tr("Kept until (YYYY-MM-DD)"));
    m_reviewer = text("reviewer", tr("Reviewer who approves a folder's release"));
    return more;
}

void IntakeForm::chooseProfile() {
    m_profileFile->setVisible(m_profile->currentData().toString().isEmpty());
    describe();
    emit planChanged();
}

void IntakeForm::describe() {
    const auto chosen = m_profile->currentData().toString();
    const auto name = chosen.isEmpty() ? m_profileFile->path() : chosen;
    m_warning->clear();
    if (name.isEmpty()) {
        m_description->setText(tr("A profile file is JSON, as the built-in ones are."));
    } else if (const auto words = workflow::describeProfile(name.toUtf8().toStdString())) {
        m_description->setText(profileWords(words->name, words->description));
        if (!words->warnings.empty())
            m_warning->setText(
                tr("Keeps identifying attributes on purpose: %1.").arg(words->warnings.size()));
        QStringList all;
        for (const auto& warning : words->warnings)
            all << QString::fromStdString(warning);
        m_warning->setToolTip(all.join('\n'));
    } else {
        m_description->clear();
        m_warning->setText(
            tr("This profile cannot be used: %1").arg(intakeErrorWords(words.error())));
        m_warning->setToolTip(QString::fromStdString(words.error().sentence()));
    }
    m_warning->setVisible(!m_warning->text().isEmpty());
}

workflow::IntakePlan IntakeForm::plan() const {
    workflow::IntakePlan plan;
    plan.source = pathOf(m_source);
    plan.keyFile = pathOf(m_key);
    const auto chosen = m_profile->currentData().toString();
    plan.profile = (chosen.isEmpty() ? m_profileFile->path() : chosen).toUtf8().toStdString();
    plan.patients = optionalPath(m_patients);
    plan.lookup = optionalPath(m_lookup);
    plan.vault = optionalPath(m_vault);
    plan.ledger = optionalPath(m_ledger);
    plan.facts = facts();
    return plan;
}

workflow::IntakeFacts IntakeForm::facts() const {
    const auto text = [](const QLineEdit* edit) { return textOf(edit).toStdString(); };
    return {text(m_operator),    m_purpose->currentData().toString().toStdString(),
            text(m_purposeText), text(m_irb),
            text(m_recipient),   text(m_period),
            text(m_reviewer)};
}

void IntakeForm::setSource(const QString& folder) { m_source->setPath(folder); }

void IntakeForm::setLocked(bool locked) {
    for (auto* field : {m_source, m_key, m_patients, m_lookup, m_vault, m_ledger, m_profileFile})
        field->setEnabled(!locked);
    m_profile->setEnabled(!locked);
    m_passphrase->setEnabled(!locked);
}

void IntakeForm::showProblem(const QString& sentence) {
    m_problem->setText(sentence);
    m_problem->setVisible(!sentence.isEmpty());
}

} // namespace cw::gui
