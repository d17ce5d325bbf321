// SPDX-License-Identifier: Apache-2.0
#include "app/gui/SaveFile.h"

#include <QFileDialog>
#include <QRegularExpression>
#include <QStandardPaths>

namespace cw::gui {
namespace {

QString endingOf(const QString& filter) {
    static const QRegularExpression pattern(QStringLiteral("\\*\\.(\\w+)"));
    return pattern.match(filter).captured(1);
}

} // namespace

void askWhereToSave(QWidget* parent, const QString& title, const QString& name,
                    const QStringList& filters,
                    const std::function<void(const std::filesystem::path&)>& save) {
    static QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    auto* dialog = new QFileDialog(parent, title, folder);
    dialog->setObjectName("saveFile");
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setNameFilters(filters);
    dialog->setDefaultSuffix(endingOf(filters.first()));
    dialog->selectFile(name);
    QObject::connect(dialog, &QFileDialog::filterSelected, dialog,
                     [dialog](const QString& f) { dialog->setDefaultSuffix(endingOf(f)); });
    QObject::connect(dialog, &QFileDialog::fileSelected, dialog, [save](const QString& file) {
        folder = QFileInfo(file).absolutePath();
        save(std::filesystem::path(file.toUtf8().toStdString()));
    });
    dialog->open();
}

} // namespace cw::gui
