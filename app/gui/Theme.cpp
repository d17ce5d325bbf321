// SPDX-License-Identifier: Apache-2.0
#include "app/gui/Theme.h"

#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QPainter>
#include <QPainterPath>
#include <QPalette>
#include <QStyleFactory>

namespace cw::gui {
namespace {

QFont uiFont(bool korean) {
    const QStringList wanted =
        korean ? QStringList{"Noto Sans CJK KR", "Noto Sans KR", "NanumGothic"}
               : QStringList{"Noto Sans", "Inter", "Noto Sans CJK KR", "DejaVu Sans"};
    const auto installed = QFontDatabase::families();
    QFont font;
    for (const auto& family : wanted)
        if (installed.contains(family)) {
            font.setFamily(family);
            break;
        }
    font.setPixelSize(13);
    return font;
}

QPalette darkPalette() {
    QPalette palette;
    const QColor background(colour::kBackground), panel(colour::kPanel), text(colour::kText),
        dim(colour::kDim), accent(colour::kAccent);
    palette.setColor(QPalette::Window, background);
    palette.setColor(QPalette::WindowText, text);
    palette.setColor(QPalette::Base, panel);
    palette.setColor(QPalette::AlternateBase, QColor(0x18, 0x1A, 0x1E));
    palette.setColor(QPalette::Text, text);
    palette.setColor(QPalette::Button, QColor(0x1E, 0x21, 0x25));
    palette.setColor(QPalette::ButtonText, text);
    palette.setColor(QPalette::ToolTipBase, panel);
    palette.setColor(QPalette::ToolTipText, text);
    palette.setColor(QPalette::PlaceholderText, dim);
    palette.setColor(QPalette::Highlight, QColor(0x1F, 0x3D, 0x50));
    palette.setColor(QPalette::HighlightedText, QColor(0xE4, 0xE8, 0xEC));
    palette.setColor(QPalette::Link, accent);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, QColor(0x5A, 0x60, 0x67));
    return palette;
}

QPainterPath outlineOf(Icon icon) {
    QPainterPath p;
    const auto line = [&p](double x1, double y1, double x2, double y2) {
        p.moveTo(x1, y1);
        p.lineTo(x2, y2);
    };
    switch (icon) {
    case Icon::Intake: // an arrow into a tray
        line(10, 3, 10, 12);
        line(6.5, 8.5, 10, 12);
        line(13.5, 8.5, 10, 12);
        p.addPolygon(QPolygonF({{3, 12}, {3, 16.5}, {17, 16.5}, {17, 12}}));
        break;
    case Icon::Worklist: // a list
        for (const double y : {5.0, 10.0, 15.0}) {
            p.addEllipse(QPointF(4, y), 1, 1);
            line(7.5, y, 17, y);
        }
        break;
    case Icon::Read: // an eye
        p.moveTo(2.5, 10);
        p.quadTo(10, 1.5, 17.5, 10);
        p.quadTo(10, 18.5, 2.5, 10);
        p.addEllipse(QPointF(10, 10), 2.4, 2.4);
        break;
    case Icon::Compare: // two outlines that overlap
        p.addEllipse(QPointF(7.5, 10), 5, 5);
        p.addEllipse(QPointF(12.5, 10), 5, 5);
        break;
    case Icon::Inspect: // a lens
        p.addEllipse(QRectF(3.5, 3.5, 9, 9));
        line(11.5, 11.5, 16.5, 16.5);
        break;
    case Icon::Dataset: // a stack
        p.addEllipse(QRectF(3.5, 3, 13, 4.5));
        for (const double y : {5.2, 10.0, 14.8})
            if (y > 6) {
                p.moveTo(3.5, y - 0.5);
                p.cubicTo(3.5, y + 2.5, 16.5, y + 2.5, 16.5, y - 0.5);
            }
        line(3.5, 5.2, 3.5, 14.3);
        line(16.5, 5.2, 16.5, 14.3);
        break;
    case Icon::Validate: // an ROC curve
        p.addPolygon(QPolygonF({{3, 3}, {3, 17}, {17, 17}}));
        p.moveTo(3, 17);
        p.cubicTo(4, 7, 8, 5, 17, 4);
        break;
    case Icon::Audit: // a page with a tick
        p.addRect(QRectF(4, 2.5, 12, 15));
        line(7, 10.5, 9, 12.5);
        line(9, 12.5, 13, 7.5);
        break;
    }
    return p;
}

QPixmap drawn(const QPainterPath& path, QColor ink) {
    constexpr int kScale = 3;
    QPixmap pixmap(20 * kScale, 20 * kScale);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(kScale, kScale);
    QPen pen(ink, 1.4);
    pen.setCapStyle(Qt::RoundCap);
    pen.setJoinStyle(Qt::RoundJoin);
    painter.setPen(pen);
    painter.drawPath(path);
    return pixmap;
}

} // namespace

void applyTheme(QApplication& application, bool korean) {
    application.setStyle(QStyleFactory::create("Fusion"));
    application.setPalette(darkPalette());
    application.setFont(uiFont(korean));
    QFile sheet(":/concord.qss");
    if (sheet.open(QIODevice::ReadOnly))
        application.setStyleSheet(QString::fromUtf8(sheet.readAll()));
}

QIcon iconOf(Icon icon) {
    const auto path = outlineOf(icon);
    QIcon result;
    result.addPixmap(drawn(path, QColor(colour::kDim)), QIcon::Normal, QIcon::Off);
    result.addPixmap(drawn(path, QColor(colour::kAccent)), QIcon::Normal, QIcon::On);
    result.addPixmap(drawn(path, QColor(0x45, 0x4A, 0x50)), QIcon::Disabled);
    return result;
}

} // namespace cw::gui
