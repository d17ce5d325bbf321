// SPDX-License-Identifier: Apache-2.0
#include "app/print/PdfDocument.h"

#include "app/print/PageBreaks.h"
#include "app/print/PlotObject.h"

#include <QAbstractTextDocumentLayout>
#include <QBuffer>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QRegularExpression>
#include <QTextDocument>

namespace cw::print {
namespace {

// Laid out in CSS px (96 to the inch) and scaled to the device, so that px in the page mean px.
constexpr double kPxPerMm = 96 / 25.4;
constexpr double kPageWidth = 210 * kPxPerMm, kPageHeight = 297 * kPxPerMm;
constexpr double kSide = 18 * kPxPerMm, kTop = 16 * kPxPerMm, kBottom = 20 * kPxPerMm;
constexpr double kWidth = kPageWidth - 2 * kSide, kHeight = kPageHeight - kTop - kBottom;

// Latin from DejaVu: of Noto Sans CJK's Latin forms of digits Qt does not find the characters
// again, and a number of the report could not be searched for or copied. Hangul from Noto.
constexpr const char *kLatin = "DejaVu Sans", *kHangul = "Noto Sans CJK KR";

// The screen's style sheet speaks of things that Qt's rich text does not know.
constexpr const char* kStyle = R"(
h1{font-size:24px;font-weight:600;margin-top:0px;margin-bottom:4px}
h2{font-size:18px;font-weight:600;margin-top:24px;margin-bottom:6px}
h3{font-size:14px;font-weight:600;margin-top:16px;margin-bottom:4px}
p{margin-top:4px;margin-bottom:4px}
th{font-weight:600;border-bottom:1px solid #7b8794}
td{border-bottom:1px solid #e4e7eb}
.soft{color:#52606d}.small{font-size:11px;color:#52606d}.synthetic{color:#8a4700;font-weight:600}
.good{color:#0b6e4f}.bad{color:#b3261e}.warn{color:#8a4700}.badge{font-size:11px;font-weight:600}
.figure{font-size:24px;font-weight:600;margin-bottom:0px}.say{font-size:15px;font-weight:600}
.plots td{border-bottom:0px}.tiles td{border-bottom:0px}.verdict td{border-bottom:0px}.mean td{font-weight:600}.n{white-space:nowrap}
)";

/// A page that opens nothing: whatever it names stays unread.
class ClosedDocument : public QTextDocument {
protected:
    QVariant loadResource(int, const QUrl&) override { return {}; }
};

/// What Qt's rich text does not know, said so that it does.
QString plainer(QString html) {
    static const QRegularExpression kStyleBlock(QStringLiteral("<style>.*?</style>"),
                                                QRegularExpression::DotMatchesEverythingOption);
    html.remove(kStyleBlock);
    // Qt leaves the words of a row on one page and takes its picture to the next.
    static const QRegularExpression kThumbnail(QStringLiteral("<img class=\"thumb\"[^>]*>"));
    html.remove(kThumbnail);
    html.replace(QStringLiteral("<table>"),
                 QStringLiteral("<table width=\"100%\" cellspacing=\"0\" cellpadding=\"3\" "
                                "style=\"border-collapse:collapse\">"));
    // Frames without lines of their own: their look is in kStyle, but for what only attributes say.
    const auto framed = [&](const char* cssClass, const char* attributes) {
        html.replace(QStringLiteral("<table class=\"%1\">").arg(QLatin1String(cssClass)),
                     QStringLiteral("<table class=\"%1\" width=\"100%\" cellspacing=\"0\" %2>")
                         .arg(QLatin1String(cssClass), QLatin1String(attributes)));
    };
    framed("plots", "cellpadding=\"0\" style=\"margin-bottom:10px\"");
    framed("tiles", "cellpadding=\"5\"");
    framed("sign", "cellpadding=\"14\"");
    framed("verdict goodbox", "cellpadding=\"8\" bgcolor=\"#eaf6f0\"");
    framed("verdict badbox", "cellpadding=\"8\" bgcolor=\"#fdeeec\"");
    html.replace(QStringLiteral("<th>"), QStringLiteral("<th align=\"left\">"));
    html.replace(QStringLiteral("<th class=\"n\">"),
                 QStringLiteral("<th class=\"n\" align=\"right\">"));
    html.replace(QStringLiteral("<td class=\"n\">"),
                 QStringLiteral("<td class=\"n\" align=\"right\">"));
    html.replace(QStringLiteral("<figure>"), QStringLiteral("<div>"));
    html.replace(QStringLiteral("</figure>"), QStringLiteral("</div>"));
    html.replace(QStringLiteral("<figcaption>"), QStringLiteral("<p class=\"small\">"));
    html.replace(QStringLiteral("</figcaption>"), QStringLiteral("</p>"));
    return html;
}

/// As the text names it from now on; nothing for what could not be read.
QString namedPlot(const PlotObject& plots, int plot, double widest) {
    if (plot < 0)
        return {};
    const auto size = plots.sizeOf(plot, widest);
    return QStringLiteral("<img src=\"plot:%1\" width=\"%2\" height=\"%3\">")
        .arg(plot)
        .arg(size.width())
        .arg(size.height());
}

QByteArray withOurFonts(QString svg) {
    static const QRegularExpression kFamilies(QStringLiteral("font-family=\"[^\"]*\""));
    // QtSvg squeezes the letters that it takes from a second font: such words get that font whole.
    static const QRegularExpression kBeyondLatin(
        QStringLiteral("<text ([^>]*)>([^<]*[\\x{1100}-\\x{ffff}][^<]*)</text>"));
    svg.replace(kFamilies, QStringLiteral("font-family=\"%1\"").arg(QLatin1String(kLatin)));
    svg.replace(
        kBeyondLatin,
        QStringLiteral("<text font-family=\"%1\" \\1>\\2</text>").arg(QLatin1String(kHangul)));
    return svg.toUtf8();
}

/// Takes plots (SVG) and pictures that stand in the page itself (PNG) out of the text and leaves
/// their numbers there.
QString withPlotsOut(const QString& html, PlotObject& plots) {
    const QString svgStart = QStringLiteral("<svg "), svgEnd = QStringLiteral("</svg>");
    const QString mapStart = QStringLiteral("<img class=\"map\""), mapEnd = QStringLiteral(">");
    const QString data = QStringLiteral("src=\"data:image/png;base64,");
    constexpr double kMapWidth = 300;
    QString text;
    qsizetype at = 0;
    for (;;) {
        const auto svg = html.indexOf(svgStart, at), map = html.indexOf(mapStart, at);
        const bool isMap = map >= 0 && (svg < 0 || map < svg);
        const auto from = isMap ? map : svg;
        const QString& end = isMap ? mapEnd : svgEnd;
        const auto to = from < 0 ? -1 : html.indexOf(end, from);
        if (to < 0)
            return text + html.mid(at);
        text += html.mid(at, from - at);
        const QString part = html.mid(from, to + end.size() - from);
        if (isMap) {
            const auto bytes = part.indexOf(data) + data.size();
            const auto quote = part.indexOf(QLatin1Char('"'), bytes);
            if (part.contains(data) && quote > bytes)
                text += namedPlot(plots,
                                  plots.addPicture(QByteArray::fromBase64(
                                      part.mid(bytes, quote - bytes).toLatin1())),
                                  kMapWidth);
        } else {
            text += namedPlot(plots, plots.add(withOurFonts(part)), kWidth);
        }
        at = to + end.size();
    }
}

void drawPage(QPainter& painter, QTextDocument& document, int page, int pages) {
    painter.save();
    painter.translate(kSide, kTop - page * kHeight);
    const QRectF view(0, page * kHeight, kWidth, kHeight);
    // Layout puts what begins the next page up to a pixel before the break.
    painter.setClipRect(view.adjusted(0, 0, 0, -1.5));
    QAbstractTextDocumentLayout::PaintContext context;
    context.clip = view;
    context.palette.setColor(QPalette::Text, QColor(0x1f, 0x29, 0x33));
    document.documentLayout()->draw(&painter, context);
    painter.restore();
    QFont small = document.defaultFont();
    small.setPixelSize(11);
    painter.setFont(small);
    painter.setPen(QColor(0x52, 0x60, 0x6d));
    const QRectF foot(kSide, kPageHeight - kBottom, kWidth, kBottom * 0.6);
    painter.drawText(foot, Qt::AlignLeft | Qt::AlignVCenter,
                     document.metaInformation(QTextDocument::DocumentTitle));
    painter.drawText(foot, Qt::AlignRight | Qt::AlignVCenter,
                     QStringLiteral("%1 / %2").arg(page + 1).arg(pages));
}

} // namespace

QByteArray pdfOf(const QString& html) {
    PlotObject plots;
    ClosedDocument document;
    QFont font;
    font.setFamilies({QString::fromLatin1(kLatin), QString::fromLatin1(kHangul)});
    font.setPixelSize(12);
    // Any spacing switches ligatures off: the fi of "specific" would be one character to a search.
    font.setLetterSpacing(QFont::AbsoluteSpacing, 0.02);
    font.setHintingPreference(QFont::PreferNoHinting); // the printer's grid is finer than 96 dpi
    document.setDefaultFont(font);
    document.setUseDesignMetrics(true);
    document.setDocumentMargin(0);
    document.setDefaultStyleSheet(QString::fromLatin1(kStyle));
    document.setUndoRedoEnabled(false);
    document.documentLayout()->registerHandler(QTextFormat::ImageObject, &plots);
    document.setHtml(withPlotsOut(plainer(html), plots));
    document.setPageSize(QSizeF(kWidth, kHeight));
    keepTogether(document, QSizeF(kWidth, kHeight));

    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setPageSize(QPageSize(QPageSize::A4));
        writer.setPageMargins(QMarginsF(0, 0, 0, 0));
        writer.setTitle(document.metaInformation(QTextDocument::DocumentTitle));
        writer.setCreator(QStringLiteral("Concord"));
        QPainter painter;
        if (!painter.begin(&writer))
            return {};
        painter.scale(writer.width() / kPageWidth, writer.height() / kPageHeight);
        const int pages = document.pageCount();
        for (int page = 0; page < pages; ++page) {
            if (page > 0)
                writer.newPage();
            drawPage(painter, document, page, pages);
        }
    }
    return bytes;
}

} // namespace cw::print
