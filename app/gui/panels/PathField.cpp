// SPDX-License-Identifier: Apache-2.0
#include "app/gui/panels/PathField.h"

#include <QDropEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QMimeData>
#include <QUrl>

namespace cw::gui {

QString droppedPath(const QMimeData* data) {
    for (const auto& url : data->urls())
        if (url.isLocalFile())
            return url.toLocalFile();
    return {};
}

PathField::PathField(const QString& name, Wants wants, QWidget* parent)
    : QWidget(parent), m_wants(wants) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    m_edit = new QLineEdit(this);
    m_edit->setAccessibleName(name);
    m_edit->setAcceptDrops(false); // the field takes the drop: a path, not a URL's text
    auto* button = new QPushButton(QStringLiteral("…"), this);
    button->setAccessibleName(tr("Choose: %1").arg(name));
    button->setToolTip(tr("Choose: %1").arg(name));
    button->setFixedWidth(34);
    row->addWidget(m_edit, 1);
    row->addWidget(button);
    setFocusProxy(m_edit);
    setAcceptDrops(true);
    connect(m_edit, &QLineEdit::editingFinished, this, &PathField::tell);
    connect(button, &QPushButton::clicked, this, &PathField::choose);
}

void PathField::setPath(const QString& path) {
    m_edit->setText(path);
    tell();
}

void PathField::tell() {
    if (m_told == path())
        return;
    m_told = path();
    m_edit->setToolTip(m_told);
    emit changed();
}

void PathField::choose() {
    // Not modal to the program: long work goes on and the window stays alive behind it.
    auto* dialog = new QFileDialog(window(), m_edit->accessibleName(), path());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    switch (m_wants) {
    case Wants::Folder:
        dialog->setFileMode(QFileDialog::Directory);
        dialog->setOption(QFileDialog::ShowDirsOnly);
        break;
    case Wants::File:
        dialog->setFileMode(QFileDialog::ExistingFile);
        break;
    case Wants::NewFile:
        dialog->setFileMode(QFileDialog::AnyFile);
        dialog->setOption(QFileDialog::DontConfirmOverwrite);
        dialog->setAcceptMode(QFileDialog::AcceptSave);
        dialog->setLabelText(QFileDialog::Accept, tr("Take"));
        break;
    }
    connect(dialog, &QFileDialog::fileSelected, this, &PathField::setPath);
    dialog->open();
}

void PathField::dragEnterEvent(QDragEnterEvent* event) {
    if (!droppedPath(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void PathField::dropEvent(QDropEvent* event) {
    setPath(droppedPath(event->mimeData()));
    event->acceptProposedAction();
}

} // namespace cw::gui
