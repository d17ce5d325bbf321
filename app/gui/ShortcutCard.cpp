// SPDX-License-Identifier: Apache-2.0
#include "app/gui/ShortcutCard.h"

#include "app/gui/PdfPage.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QGuiApplication>
#include <QPainter>

namespace cw::gui {
namespace {

constexpr double kA4Height = 842, kMargin = 40, kGap = 22, kKeyWidth = 78; // points
constexpr double kLargest = 10, kSmallest = 6;

using Lines = std::vector<std::pair<QString, QString>>;

QString say(const char* text) { return QCoreApplication::translate("ShortcutCard", text); }

/// Two columns of lines: gesture bold on the left, words beside it, wrapped, never cut.
struct Columns {
    QPainter& painter;
    double unit;   ///< of the device a point
    double points; ///< size of the text
    QFont words, keys;

    Columns(QPainter& p, double perPoint, double size)
        : painter(p), unit(perPoint), points(size), words(QGuiApplication::font()) {
        words.setPixelSize(std::max(1, static_cast<int>(size * unit)));
        keys = words;
        keys.setBold(true);
    }
    QRectF wrapped(const QFont& font, double width, const QString& text) const {
        return QFontMetricsF(font, painter.device())
            .boundingRect(QRectF(0, 0, width, 1e6), Qt::TextWordWrap, text);
    }
    double height(const std::pair<QString, QString>& line, double keyWidth, double width) const {
        return std::max(wrapped(keys, keyWidth, line.first).height(),
                        wrapped(words, width - keyWidth, line.second).height()) +
               points * unit * 0.32;
    }
    double draw(const std::pair<QString, QString>& line, QPointF at, double keyWidth,
                double width) const {
        const double needed = height(line, keyWidth, width);
        painter.setFont(keys);
        painter.drawText(QRectF(at, QSizeF(keyWidth, needed)), Qt::TextWordWrap, line.first);
        painter.setFont(words);
        painter.drawText(QRectF(at + QPointF(keyWidth, 0), QSizeF(width - keyWidth, needed)),
                         Qt::TextWordWrap, line.second);
        return needed;
    }
};

/// Draws, or only tries whether it fits, the lines from top to bottom in two columns.
bool inTwoColumns(const Columns& columns, const Lines& lines, const QRectF& area, bool draw) {
    const double unit = columns.unit, width = (area.width() - kGap * unit) / 2;
    const double keyWidth = kKeyWidth * unit;
    double total = 0;
    for (const auto& line : lines)
        total += columns.height(line, keyWidth, width);
    double x = area.left(), y = area.top();
    bool second = false;
    for (const auto& line : lines) {
        const double needed = columns.height(line, keyWidth, width);
        if (!second && y > area.top() &&
            (y + needed > area.bottom() || y - area.top() + needed / 2 > total / 2)) {
            second = true;
            x += width + kGap * unit;
            y = area.top();
        }
        if (y + needed > area.bottom())
            return false;
        if (draw)
            columns.draw(line, {x, y}, keyWidth, width);
        y += needed;
    }
    return true;
}

double mouseHeight(const Columns& columns, const Lines& mouse, double width) {
    double height = 0;
    for (const auto& line : mouse)
        height += columns.height(line, kKeyWidth * 1.6 * columns.unit, width);
    return height;
}

} // namespace

std::vector<std::pair<QString, QString>> mouseRules() {
    return {{say(QT_TRANSLATE_NOOP("ShortcutCard", "Left button")),
             say(QT_TRANSLATE_NOOP("ShortcutCard", "the tool; select"))},
            {say(QT_TRANSLATE_NOOP("ShortcutCard", "Right drag")),
             say(QT_TRANSLATE_NOOP("ShortcutCard", "window: right wider, up brighter"))},
            {say(QT_TRANSLATE_NOOP("ShortcutCard", "Middle drag")),
             say(QT_TRANSLATE_NOOP("ShortcutCard", "move the image"))},
            {say(QT_TRANSLATE_NOOP("ShortcutCard", "Wheel")),
             say(QT_TRANSLATE_NOOP("ShortcutCard", "zoom at the pointer"))},
            {say(QT_TRANSLATE_NOOP("ShortcutCard", "Double click")),
             say(QT_TRANSLATE_NOOP("ShortcutCard", "one view alone, and back"))}};
}

ShortcutCard shortcutCard(const KeyMap& keys, const QString& reader) {
    ShortcutCard card;
    card.title = say(QT_TRANSLATE_NOOP("ShortcutCard", "Concord workstation: keys and mouse"));
    card.subtitle =
        keys.changes().empty()
            ? say(QT_TRANSLATE_NOOP("ShortcutCard", "Keys by position, as the program comes"))
        : reader.isEmpty()
            ? say(QT_TRANSLATE_NOOP("ShortcutCard", "Keys by position, as changed here"))
            : say(QT_TRANSLATE_NOOP("ShortcutCard", "Keys by position, as changed by %1"))
                  .arg(reader);
    for (const auto& line : keys.lines())
        card.keys.emplace_back(line.key, line.words.join(QStringLiteral("; ")));
    card.mouse = mouseRules();
    return card;
}

bool paint(const ShortcutCard& card, QPainter& painter, const QRectF& page) {
    const double unit = page.height() / kA4Height;
    const auto inner =
        page.adjusted(kMargin * unit, kMargin * unit, -kMargin * unit, -kMargin * unit);
    painter.setPen(Qt::black);
    const Columns title(painter, unit, 15), under(painter, unit, 9);
    const double head = (15 + 9) * 1.5 * unit + 8 * unit;
    for (double points = kLargest; points >= kSmallest; points -= 0.25) {
        const Columns columns(painter, unit, points);
        const double rules = mouseHeight(columns, card.mouse, inner.width()) + 14 * unit;
        const QRectF area(inner.left(), inner.top() + head, inner.width(),
                          inner.height() - head - rules);
        if (!inTwoColumns(columns, card.keys, area, false))
            continue;
        painter.setFont(title.keys);
        painter.drawText(QRectF(inner.topLeft(), QSizeF(inner.width(), 24 * unit)),
                         Qt::AlignLeft | Qt::AlignTop, card.title);
        painter.setFont(under.words);
        painter.drawText(QRectF(inner.left(), inner.top() + 23 * unit, inner.width(), 15 * unit),
                         Qt::AlignLeft | Qt::AlignTop, card.subtitle);
        inTwoColumns(columns, card.keys, area, true);
        double y = area.bottom() + 12 * unit;
        painter.setPen(QPen(QColor(0x90, 0x90, 0x90), 0.6 * unit));
        painter.drawLine(QPointF(inner.left(), y - 6 * unit), QPointF(inner.right(), y - 6 * unit));
        painter.setPen(Qt::black);
        for (const auto& line : card.mouse)
            y += columns.draw(line, {inner.left(), y}, kKeyWidth * 1.6 * unit, inner.width());
        return true;
    }
    return false;
}

Result<void> writePdf(const ShortcutCard& card, const std::filesystem::path& file) {
    return writePdfPage(file, card.title, [&card](QPainter& painter, const QRectF& page) {
        return paint(card, painter, page);
    });
}

} // namespace cw::gui
