// SPDX-License-Identifier: Apache-2.0
#include "app/gui/panels/StatusLine.h"

#include "app/gui/Words.h"

#include <QHBoxLayout>
#include <QStyle>
#include <cmath>

namespace cw::gui {
namespace {

constexpr int kMessageMs = 8000;

QLabel* field(QWidget* parent, const char* name) {
    auto* label = new QLabel(parent);
    label->setObjectName(name);
    return label;
}

/// Longest distance between two vertices, mm.
double longestAxisMm(const core::Polygon& outline, const core::SpacingMm& spacing) {
    double longest = 0;
    const auto& v = outline.vertices;
    for (std::size_t i = 0; i < v.size(); ++i)
        for (std::size_t j = i + 1; j < v.size(); ++j)
            longest = std::max(longest, std::hypot((v[i].x - v[j].x) * spacing.column,
                                                   (v[i].y - v[j].y) * spacing.row));
    return longest;
}

} // namespace

StatusLine::StatusLine(QWidget* parent) : QWidget(parent) {
    setObjectName("statusLine");
    setAttribute(Qt::WA_StyledBackground);
    setFixedHeight(26);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 0, 12, 0);
    row->setSpacing(18);
    m_place = field(this, "place");
    m_pointer = field(this, "pointer");
    m_scale = field(this, "scale");
    m_window = field(this, "window");
    m_zoom = field(this, "zoom");
    m_saved = field(this, "saved");
    m_hint = field(this, "hint");
    m_hint->setAccessibleName(tr("Messages"));
    for (auto* label : {m_place, m_pointer, m_scale, m_window, m_zoom, m_saved})
        row->addWidget(label);
    row->addStretch(1);
    row->addWidget(m_hint);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &StatusLine::restoreHint);
}

void StatusLine::showPlace(const QString& text) { m_place->setText(text); }

void StatusLine::showPointer(const viewers::ImageView* view, bool inside, double x, double y) {
    m_pointer->clear();
    if (!inside || !view || !view->picture())
        return;
    const auto& image = view->picture()->image();
    const int column = static_cast<int>(std::floor(x)), row = static_cast<int>(std::floor(y));
    if (column < 0 || row < 0 || column >= image.width() || row >= image.height())
        return;
    QStringList values;
    for (int s = 0; s < image.samplesPerPixel(); ++s)
        values << QString::number(image.valueAt(column, row, s));
    m_pointer->setText(tr("x %1  y %2   value %3").arg(column).arg(row).arg(values.join(' ')));
}

void StatusLine::showScale(const std::optional<core::SpacingMm>& spacing,
                           const annotation::Finding* selected) {
    if (!spacing) {
        m_scale->setText(tr("no mm: the file names no pixel size"));
        return;
    }
    const auto source = words(*spacing);
    if (selected)
        m_scale->setText(tr("longest axis %1 mm (%2)")
                             .arg(longestAxisMm(selected->outline, *spacing), 0, 'f', 1)
                             .arg(source));
    else if (spacing->row == spacing->column)
        m_scale->setText(tr("%1 mm per pixel (%2)").arg(spacing->row, 0, 'f', 3).arg(source));
    else
        m_scale->setText(tr("%1 x %2 mm per pixel (%3)")
                             .arg(spacing->column, 0, 'f', 3)
                             .arg(spacing->row, 0, 'f', 3)
                             .arg(source));
}

void StatusLine::showView(const viewers::ImageView* view) {
    if (!view || !view->picture()) {
        m_window->clear();
        m_zoom->clear();
        return;
    }
    const auto window = view->window();
    m_window->setText(
        tr("W %1  L %2").arg(std::lround(window.width)).arg(std::lround(window.centre)));
    const auto percent = QStringLiteral("%1 %").arg(
        std::lround(view->view().zoom() * view->devicePixelRatioF() * 100));
    const auto note = m_zoomNote ? m_zoomNote(*view) : QString();
    m_zoom->setText(note.isEmpty() ? percent : percent + QStringLiteral("  ") + note);
}

void StatusLine::setZoomNote(std::function<QString(const viewers::ImageView&)> note) {
    m_zoomNote = std::move(note);
}

void StatusLine::showSaved(const QDateTime& when, const QDateTime& notOnDiskSince) {
    m_saved->setStyleSheet(notOnDiskSince.isValid() ? "color: #E6B450" : "");
    if (notOnDiskSince.isValid())
        m_saved->setText(tr("not on disk since %1").arg(notOnDiskSince.toString("HH:mm")));
    else
        m_saved->setText(when.isValid() ? tr("saved %1").arg(when.toString("HH:mm:ss")) : QString());
}

void StatusLine::showHint(const QString& hint) {
    m_hintText = hint;
    if (!m_timer.isActive())
        restoreHint();
}

void StatusLine::say(const QString& message, bool amber) {
    if (message.isEmpty()) {
        m_timer.stop();
        restoreHint();
        return;
    }
    m_hint->setText(message);
    m_hint->setStyleSheet(amber ? "color: #E6B450" : "color: #C9CDD2");
    m_timer.start(kMessageMs);
}

void StatusLine::restoreHint() {
    m_hint->setText(m_keyNames ? m_keyNames(m_hintText) : m_hintText);
    m_hint->setStyleSheet({});
}

void StatusLine::setKeyNames(std::function<QString(const QString&)> names) {
    m_keyNames = std::move(names);
    showHint(m_hintText);
}

void StatusLine::clear() {
    for (auto* label : {m_place, m_pointer, m_scale, m_window, m_zoom, m_saved})
        label->clear();
    showHint({});
}

} // namespace cw::gui
