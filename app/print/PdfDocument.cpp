// SPDX-License-Identifier: Apache-2.0
#include "app/print/PdfDocument.h"

#include "app/print/PlotObject.h"

#include <QAbstractTextDocumentLayout>
#include <QBuffer>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QRegularExpression>
#include <QTextBlock>
#include <QTextDocument>
#include <cmath>

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
    html.replace(QStringLiteral("<table>"),
                 QStringLiteral("<table width=\"100%\" cellspacing=\"0\" cellpadding=\"3\" "
                                "style=\"border-collapse:collapse\">"));
    html.replace(QStringLiteral("<th>"), QStringLiteral("<th align=\"left\">"));
    html.replace(QStringLiteral("<figure>"), QStringLiteral("<div>"));
    html.replace(QStringLiteral("</figure>"), QStringLiteral("</div>"));
    html.replace(QStringLiteral("<figcaption>"), QStringLiteral("<p class=\"small\">"));
    html.replace(QStringLiteral("</figcaption>"), QStringLiteral("</p>"));
    return html;
}

/// Takes the pictures out of the text and leaves their numbers there.
QString withPlotsOut(const QString& html, PlotObject& plots) {
    static const QRegularExpression kFamilies(QStringLiteral("font-family=\"[^\"]*\""));
    // QtSvg squeezes the letters that it takes from a second font: such words get that font whole.
    static const QRegularExpression kBeyondLatin(
        QStringLiteral("<text ([^>]*)>([^<]*[\\x{1100}-\\x{ffff}][^<]*)</text>"));
    const QString start = QStringLiteral("<svg "), end = QStringLiteral("</svg>");
    QString text;
    qsizetype at = 0;
    for (;;) {
        const auto from = html.indexOf(start, at);
        const auto to = from < 0 ? -1 : html.indexOf(end, from);
        if (to < 0)
            return text + html.mid(at);
        text += html.mid(at, from - at);
        QString svg = html.mid(from, to + end.size() - from);
        svg.replace(kFamilies, QStringLiteral("font-family=\"%1\"").arg(QLatin1String(kLatin)));
        svg.replace(
            kBeyondLatin,
            QStringLiteral("<text font-family=\"%1\" \\1>\\2</text>").arg(QLatin1String(kHangul)));
        if (const int plot = plots.add(svg.toUtf8()); plot >= 0) {
            const auto size = plots.sizeOf(plot, kWidth);
            text += QStringLiteral("<img src=\"plot:%1\" width=\"%2\" height=\"%3\">")
                        .arg(plot)
                        .arg(size.width())
                        .arg(size.height());
        }
        at = to + end.size();
    }
}

/// Height of the plot in a block, 0 where there is none.
double plotHeightIn(const QTextBlock& block) {
    for (auto part = block.begin(); !part.atEnd(); ++part)
        if (part.fragment().charFormat().isImageFormat())
            return part.fragment().charFormat().toImageFormat().height();
    return 0;
}

/// What must fit below the top of a block, in px, for it to stay on its page.
double neededBelow(const QTextBlock& block) {
    constexpr double kTableHead = 110, kNextHeading = 40, kCaption = 30;
    if (const double plot = plotHeightIn(block); plot > 0)
        return plot + kCaption;
    if (block.blockFormat().headingLevel() == 0)
        return 0;
    return kTableHead + (block.next().blockFormat().headingLevel() > 0 ? kNextHeading : 0);
}

/// No heading alone at the foot of a page, no plot without its caption: what does not fit begins
/// the next page. From the top, as each break moves what follows.
void keepTogether(QTextDocument& document) {
    for (auto block = document.begin(); block.isValid(); block = block.next()) {
        const double needed = neededBelow(block);
        if (needed <= 0 || needed > kHeight)
            continue;
        const auto box = document.documentLayout()->blockBoundingRect(block);
        const double within = std::fmod(box.top(), kHeight);
        if (within <= 1 || within + needed < kHeight)
            continue;
        QTextCursor cursor(block);
        auto format = block.blockFormat();
        format.setPageBreakPolicy(QTextFormat::PageBreak_AlwaysBefore);
        cursor.setBlockFormat(format);
    }
}

void drawPage(QPainter& painter, QTextDocument& document, int page, int pages) {
    painter.save();
    painter.translate(kSide, kTop - page * kHeight);
    const QRectF view(0, page * kHeight, kWidth, kHeight);
    painter.setClipRect(view);
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
    keepTogether(document);

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
