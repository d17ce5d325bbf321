// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Ids.h"
#include "core/ImageAttributes.h"

#include <QByteArray>
#include <QString>
#include <map>

namespace cw::gui {

/// What the program remembers of a reader between runs: an INI file of the user's account
/// (~/.config/Concord/workstation.ini), group reader/<name>. Nothing of any case or patient. Where
/// nobody reads, a group of its own. Cheap to copy; every call goes to the file's cache.
class ReaderSettings {
public:
    explicit ReaderSettings(core::ReaderId reader = {});
    const core::ReaderId& reader() const { return m_reader; }

    /// Keys that were moved: default key -> key now, both as QKeySequence writes them ("Ctrl+Z").
    std::map<QString, QString> keys() const;
    bool setKeys(const std::map<QString, QString>& keys); ///< false: it could not be written

    /// panel: "rail", "panel", "thumbnails"; "pictures": they are in a window of their own.
    bool folded(const QString& panel) const;
    void setFolded(const QString& panel, bool folded);

    /// Id of the hanging protocol chosen for that kind of images: a reader of mammograms may read
    /// fundus pictures too. Empty: none was chosen.
    QString hanging(core::ImageKind kind) const;
    void setHanging(core::ImageKind kind, const QString& protocol);

    /// QWidget::saveGeometry() of the main window; of a reader who has none the last one of
    /// anybody at this computer.
    QByteArray geometry() const;
    void setGeometry(const QByteArray& geometry);

private:
    QString key(const QString& name) const;

    core::ReaderId m_reader;
};

} // namespace cw::gui
