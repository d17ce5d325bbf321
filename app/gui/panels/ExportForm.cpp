// SPDX-License-Identifier: Apache-2.0
#include "app/gui/panels/ExportForm.h"

#include "app/workflow/DicomForms.h"

#include <QFormLayout>
#include <QVBoxLayout>

namespace cw::gui {
namespace {

/// What the formats are called by those who use them.
constexpr std::pair<const char*, const char*> kFormats[] = {
    {"coco", "COCO"},         {"voc", "Pascal VOC"},  {"yolo", "YOLO"},
    {"cvat", "CVAT 1.1"},     {"labelme", "LabelMe"}, {"csv", "CSV"},
    {"json", "JSON"},         {"png-mask", "PNG"},    {"dicom-seg", "DICOM SEG"},
    {"dicom-sr", "DICOM SR"}, {"gsps", "DICOM GSPS"},
};

} // namespace

ExportForm::ExportForm(QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    m_what = new QLabel(this);
    m_what->setProperty("role", "heading");
    m_format = new QComboBox(this);
    m_format->setObjectName("exportFormat");
    for (const auto& [word, name] : kFormats)
        m_format->addItem(QString::fromLatin1(name), QString::fromLatin1(word));
    m_names = new QComboBox(this);
    m_names->setObjectName("exportNames");
    m_names->addItem(tr("Names by checksum"), static_cast<int>(dataset::Naming::ById));
    m_names->addItem(tr("Names of the programme"), static_cast<int>(dataset::Naming::Programme));
    m_names->addItem(tr("A folder per class"), static_cast<int>(dataset::Naming::ProgrammeFolders));
    m_images = new QCheckBox(tr("With the images"), this);
    m_images->setObjectName("exportImages");
    m_folder = new PathField(tr("New folder"), PathField::Wants::Folder, this);
    m_folder->setObjectName("exportFolder");
    m_recipient = new QComboBox(this);
    m_recipient->setObjectName("exportRecipient");
    m_purpose = new QLineEdit(this);
    m_use = new QLineEdit(this);
    m_until = new QLineEdit(this);
    m_until->setPlaceholderText(tr("year-month-day, or empty"));
    auto* form = new QFormLayout;
    form->setSpacing(6);
    for (const auto& [label, field] : {std::pair<QString, QWidget*>{tr("Format"), m_format},
                                       {tr("Files"), m_names},
                                       {QString(), m_images},
                                       {tr("Folder"), m_folder},
                                       {tr("Recipient"), m_recipient},
                                       {tr("Purpose"), m_purpose},
                                       {tr("Use"), m_use},
                                       {tr("Until"), m_until}}) {
        form->addRow(label, field);
        if (field != m_folder && field != m_images)
            field->setAccessibleName(label);
    }
    m_export = new QPushButton(tr("Export"), this);
    m_export->setObjectName("exportVersion");
    column->addWidget(m_what);
    column->addLayout(form);
    column->addWidget(m_export);
    connect(m_export, &QPushButton::clicked, this, &ExportForm::request);
    connect(m_folder->edit(), &QLineEdit::textChanged, this, &ExportForm::refresh);
    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportForm::refresh);
    connect(m_recipient, &QComboBox::currentIndexChanged, this, &ExportForm::refresh);
    setRecipients(std::nullopt);
}

void ExportForm::setRecipients(const std::optional<workflow::Recipients>& known) {
    const auto before = m_recipient->currentText();
    const QSignalBlocker quiet(m_recipient);
    m_recipient->clear();
    m_required = known && known->required();
    if (!m_required)
        m_recipient->addItem(tr("nobody: stays in the house"), QString());
    if (known)
        for (const auto& [name, recipient] : known->all())
            m_recipient->addItem(QString::fromStdString(name), QString::fromStdString(name));
    m_recipient->setCurrentIndex(std::max(0, m_recipient->findText(before)));
    refresh();
}

void ExportForm::setVersion(const core::VersionName& version) {
    m_version = version;
    refresh();
}

void ExportForm::setBusy(bool busy) {
    m_busy = busy;
    refresh();
}

void ExportForm::refresh() {
    m_what->setText(m_version.empty()
                        ? tr("Export a version")
                        : tr("Export %1").arg(QString::fromStdString(m_version.text())));
    const bool dicom = workflow::dicomFormFrom(m_format->currentData().toString().toStdString())
                           .has_value(); // these name their files by themselves
    m_names->setEnabled(!dicom);
    const bool leaves = !m_recipient->currentData().toString().isEmpty();
    for (auto* field : {m_purpose, m_use, m_until})
        field->setEnabled(leaves);
    m_export->setEnabled(!m_busy && !m_version.empty() && !m_folder->path().isEmpty() &&
                         (leaves || !m_required));
}

void ExportForm::request() {
    DatasetDesk::Export wanted;
    wanted.version = m_version;
    wanted.format = m_format->currentData().toString().toStdString();
    wanted.folder = std::filesystem::path(m_folder->path().toUtf8().toStdString());
    wanted.naming = static_cast<dataset::Naming>(m_names->currentData().toInt());
    wanted.withImages = m_images->isChecked() || wanted.naming == dataset::Naming::ProgrammeFolders;
    if (const auto recipient = m_recipient->currentData().toString(); !recipient.isEmpty())
        wanted.terms = workflow::ReleaseTerms{
            recipient.toStdString(), m_purpose->text().toStdString(), m_use->text().toStdString(),
            m_until->text().trimmed().toStdString()};
    emit exportRequested(wanted);
}

} // namespace cw::gui
