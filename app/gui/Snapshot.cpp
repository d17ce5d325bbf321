// SPDX-License-Identifier: Apache-2.0
#include "app/gui/Snapshot.h"

#include "app/gui/PdfPage.h"
#include "core/Files.h"
#include "viewers/HangingView.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFontMetricsF>
#include <QGuiApplication>
#include <QPainter>

namespace cw::gui {
namespace {

constexpr double kA4Height = 842, kMargin = 40; // points
constexpr double kLargest = 9.5, kSmallest = 6.5, kViewsPart = 0.5;

QString say(const char* text) { return QCoreApplication::translate("Snapshot", text); }

/// Lines of text from top to bottom, wrapped; measures while it does not draw.
class Text {
public:
    Text(QPainter& painter, const QRectF& area, double unit, bool draw)
        : m_painter(painter), m_area(area), m_unit(unit), m_y(area.top()), m_draw(draw) {}
    void add(const QString& text, double points, bool bold, double indent = 0) {
        QFont font = QGuiApplication::font();
        font.setPixelSize(std::max(1, static_cast<int>(points * m_unit)));
        font.setBold(bold);
        const double left = m_area.left() + indent * m_unit;
        const QRectF room(left, m_y, m_area.right() - left, 1e6);
        const auto box =
            QFontMetricsF(font, m_painter.device()).boundingRect(room, Qt::TextWordWrap, text);
        if (m_draw) {
            m_painter.setFont(font);
            m_painter.drawText(QRectF(room.topLeft(), QSizeF(room.width(), box.height() + m_unit)),
                               Qt::TextWordWrap, text);
        }
        m_y += box.height() + points * m_unit * 0.25;
    }
    void gap(double points) { m_y += points * m_unit; }
    double y() const { return m_y; }

private:
    QPainter& m_painter;
    QRectF m_area;
    double m_unit, m_y;
    bool m_draw;
};

/// Findings and answers; of the findings the first ones only where not all of them fit.
void words(const Snapshot& snapshot, Text& text, double points, std::size_t shown) {
    text.add(say(QT_TRANSLATE_NOOP("Snapshot", "Findings: %1")).arg(snapshot.findings.size()),
             points * 1.15, true);
    for (std::size_t i = 0; i < shown; ++i) {
        const auto& line = snapshot.findings[i];
        text.add(QStringLiteral("%1   %2").arg(i + 1).arg(line.finding), points, false, 8);
        if (!line.terms.isEmpty())
            text.add(line.terms, points, false, 24);
    }
    if (shown < snapshot.findings.size())
        text.add(say(QT_TRANSLATE_NOOP("Snapshot", "%1 more findings are not on this page."))
                     .arg(snapshot.findings.size() - shown),
                 points, true, 8);
    text.gap(points * 0.6);
    text.add(say(QT_TRANSLATE_NOOP("Snapshot", "Answers")), points * 1.15, true);
    if (snapshot.answers.isEmpty())
        text.add(say(QT_TRANSLATE_NOOP("Snapshot", "none yet")), points, false, 8);
    for (const auto& line : snapshot.answers)
        text.add(line, points, false, 8);
}

double heightOf(const Snapshot& snapshot, QPainter& painter, const QRectF& area, double unit,
                double points, std::size_t shown) {
    Text text(painter, area, unit, false);
    words(snapshot, text, points, shown);
    return text.y() - area.top();
}

} // namespace

QImage pictureOf(viewers::HangingView& hanging, bool outlines) {
    const double ratio = hanging.devicePixelRatioF();
    QImage picture(hanging.size() * ratio, QImage::Format_RGB32);
    picture.fill(Qt::black);
    if (!outlines)
        hanging.setFindingsHidden(true);
    // The frame of the viewport that has the keys is the window's, not the case's.
    auto* focus = hanging.focusWidget();
    const bool framed = focus && focus->hasFocus();
    if (framed)
        focus->clearFocus();
    QPainter painter(&picture);
    for (auto* view : hanging.views()) {
        if (view->isHidden())
            continue;
        auto seen = view->grabPicture();
        seen.setDevicePixelRatio(1);
        painter.drawImage(QRectF(QPointF(view->pos()) * ratio, QSizeF(view->size()) * ratio), seen);
    }
    if (framed)
        focus->setFocus();
    if (!outlines)
        hanging.setFindingsHidden(false);
    return picture;
}

bool paint(const Snapshot& snapshot, QPainter& painter, const QRectF& page) {
    const double unit = page.height() / kA4Height;
    const auto inner =
        page.adjusted(kMargin * unit, kMargin * unit, -kMargin * unit, -kMargin * unit);
    painter.setPen(Qt::black);
    Text head(painter, inner, unit, true);
    head.add(say(QT_TRANSLATE_NOOP("Snapshot", "Case %1")).arg(snapshot.caseId), 15, true);
    const auto reader = snapshot.reader.isEmpty()
                            ? say(QT_TRANSLATE_NOOP("Snapshot", "no reader"))
                            : say(QT_TRANSLATE_NOOP("Snapshot", "reader %1")).arg(snapshot.reader);
    head.add(QStringList{snapshot.kind, reader, snapshot.takenAt}.join(QStringLiteral("   ·   ")),
             9, false);
    head.gap(4);
    // The picture keeps its proportions: nothing of a breast is stretched.
    auto size = QSizeF(snapshot.views.size());
    size.scale(inner.width(), inner.height() * kViewsPart, Qt::KeepAspectRatio);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(
        QRectF(QPointF(inner.left() + (inner.width() - size.width()) / 2, head.y()), size),
        snapshot.views);
    const double foot = 26 * unit;
    QRectF area = inner;
    area.setTop(head.y() + size.height() + 12 * unit);
    area.setBottom(inner.bottom() - foot);
    auto shown = snapshot.findings.size();
    double points = kLargest;
    const auto fits = [&] {
        return heightOf(snapshot, painter, area, unit, points, shown) <= area.height();
    };
    while (points > kSmallest && !fits())
        points -= 0.25;
    while (shown > 0 && !fits())
        --shown;
    Text text(painter, area, unit, true);
    words(snapshot, text, points, shown);
    QRectF bottom = inner;
    bottom.setTop(inner.bottom() - foot + 6 * unit);
    Text last(painter, bottom, unit, true);
    last.add(say(QT_TRANSLATE_NOOP("Snapshot",
                                   "Not for diagnosis. De-identified material of a data set under "
                                   "curation; made by %1."))
                 .arg(programVersion()),
             8, false);
    return shown == snapshot.findings.size();
}

Result<void> save(const Snapshot& snapshot, const std::filesystem::path& file) {
    if (file.extension() == ".pdf" || file.extension() == ".PDF")
        return writePdfPage(file, snapshot.caseId, [&](QPainter& painter, const QRectF& page) {
            paint(snapshot, painter, page);
            return true; // what is left out is said on the page
        });
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (!snapshot.views.save(&buffer, "PNG"))
        return fail(ErrorCode::Internal, "the picture cannot be coded");
    return core::writeWhole(
        file, std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size()))));
}

} // namespace cw::gui
