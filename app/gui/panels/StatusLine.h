// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Units.h"
#include "viewers/ImageView.h"

#include <QDateTime>
#include <QLabel>
#include <QTimer>
#include <functional>

namespace cw::gui {

/// The line at the bottom: where the pointer is, the value, millimetres with their source or the
/// plain statement that there are none, window, zoom, when the last edit was saved, a hint or
/// message.
class StatusLine : public QWidget {
    Q_OBJECT
public:
    explicit StatusLine(QWidget* parent = nullptr);
    void showPlace(const QString& text);
    void showPointer(const viewers::ImageView* view, bool inside, double x, double y);
    void showScale(const std::optional<core::SpacingMm>& spacing,
                   const annotation::Finding* selected);
    void showView(const viewers::ImageView* view);
    /// notOnDiskSince: instead of it, where edits wait for a disk that does not take them.
    void showSaved(const QDateTime& when, const QDateTime& notOnDiskSince = {});
    /// Words to stand beside the zoom of a view ("true size ..."); empty: none.
    void setZoomNote(std::function<QString(const viewers::ImageView&)> note);
    void showHint(const QString& hint);
    /// Takes the hint's place for a while; amber for refusals. No dialog.
    void say(const QString& message, bool amber = false);
    void clear();
    /// What the keys named in hints are called now.
    void setKeyNames(std::function<QString(const QString&)> names);
    QString message() const { return m_hint->text(); }

private:
    void restoreHint();

    QLabel *m_place, *m_pointer, *m_scale, *m_window, *m_zoom, *m_saved, *m_hint;
    QString m_hintText;
    std::function<QString(const QString&)> m_keyNames;
    std::function<QString(const viewers::ImageView&)> m_zoomNote;
    QTimer m_timer;
};

} // namespace cw::gui
