// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QLineEdit>
#include <QPushButton>
#include <QWidget>

class QMimeData;

namespace cw::gui {

/// A path to type, to choose, or to drop from a file browser.
class PathField : public QWidget {
    Q_OBJECT
public:
    enum class Wants { Folder, File, NewFile };
    PathField(const QString& name, Wants wants, QWidget* parent = nullptr);
    QString path() const { return m_edit->text().trimmed(); }
    void setPath(const QString& path); ///< emits changed() if it is another
    QLineEdit* edit() const { return m_edit; }

signals:
    void changed(); ///< Enter, leaving the field, choosing or dropping; not each letter

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void choose();
    void tell();

    Wants m_wants;
    QLineEdit* m_edit;
    QString m_told;
};

/// The first local path of what is dragged; empty if there is none.
QString droppedPath(const QMimeData* data);

} // namespace cw::gui
