// SPDX-License-Identifier: Apache-2.0
#include "app/print/PageBreaks.h"

#include <QAbstractTextDocumentLayout>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextTable>
#include <cmath>
#include <vector>

namespace cw::print {
namespace {

/// A paragraph or a whole table of the page.
struct Part {
    QTextBlock block;
    QTextTable* table = nullptr;
};

std::vector<Part> partsOf(const QTextDocument& document) {
    std::vector<Part> parts;
    for (auto at = document.rootFrame()->begin(); !at.atEnd(); ++at) {
        if (auto* table = qobject_cast<QTextTable*>(at.currentFrame()))
            parts.push_back({{}, table});
        else if (at.currentBlock().length() > 1) // Qt puts empty ones around tables
            parts.push_back({at.currentBlock(), nullptr});
    }
    return parts;
}

QRectF boxOf(const QTextDocument& document, const Part& part) {
    const auto* layout = document.documentLayout();
    return part.table != nullptr ? layout->frameBoundingRect(part.table)
                                 : layout->blockBoundingRect(part.block);
}

bool isHeading(const Part& part) {
    return part.table == nullptr && part.block.blockFormat().headingLevel() > 0;
}

bool isPlot(const Part& part) {
    if (part.table != nullptr)
        return false;
    for (auto at = part.block.begin(); !at.atEnd(); ++at)
        if (at.fragment().charFormat().isImageFormat())
            return true;
    return false;
}

/// What must fit below the top of a part for it to stay on its page: itself, and what its reader
/// needs at once. 0 for running text.
double neededFrom(const QTextDocument& document, const std::vector<Part>& parts, std::size_t at,
                  double page) {
    constexpr double kTableHead = 110, kShort = 90, kGap = 12, kWhole = 0.6;
    const auto heightOf = [&](std::size_t i) {
        return i < parts.size() ? boxOf(document, parts[i]).height() : 0;
    };
    std::size_t i = at;
    double needed = 0;
    while (i < parts.size() && isHeading(parts[i]))
        needed += heightOf(i++) + kGap;
    const bool headed = i > at;
    const auto isShown = [&](std::size_t k) {
        return k < parts.size() && (parts[k].table != nullptr || isPlot(parts[k]));
    };
    // Short words that introduce a table or plot stay with it; a caption belongs to what is above.
    const bool caption = !headed && at > 0 && isPlot(parts[at - 1]);
    for (int words = 0; words < 3 && !caption && i < parts.size() && !isShown(i) &&
                        !isHeading(parts[i]) && heightOf(i) <= kShort;
         ++words)
        needed += heightOf(i++);
    if (!isShown(i))
        return headed ? std::min(needed + heightOf(i), needed + kShort) : 0;
    if (isPlot(parts[i]))
        return needed + heightOf(i) + heightOf(i + 1);
    return needed + (heightOf(i) <= kWhole * page ? heightOf(i) : kTableHead);
}

void breakBefore(const Part& part) {
    if (part.table != nullptr) {
        auto format = part.table->format();
        format.setPageBreakPolicy(QTextFormat::PageBreak_AlwaysBefore);
        part.table->setFormat(format);
        return;
    }
    auto format = part.block.blockFormat();
    format.setPageBreakPolicy(QTextFormat::PageBreak_AlwaysBefore);
    QTextCursor(part.block).setBlockFormat(format);
}

/// Qt lays out again only from the change on and keeps old places of what follows a table; another
/// page size throws all of them away.
void layOutAgain(QTextDocument& document, const QSizeF& page) {
    document.setPageSize(page + QSizeF(0, 1));
    document.setPageSize(page);
}

} // namespace

void keepTogether(QTextDocument& document, const QSizeF& page) {
    layOutAgain(document, page);
    const auto parts = partsOf(document);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const double needed = neededFrom(document, parts, i, page.height());
        if (needed <= 0 || needed > page.height())
            continue;
        const double within = std::fmod(boxOf(document, parts[i]).top(), page.height());
        if (within <= 1 || within + needed < page.height())
            continue;
        breakBefore(parts[i]);
        layOutAgain(document, page);
    }
}

} // namespace cw::print
