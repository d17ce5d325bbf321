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
        else if (at.currentBlock().isValid())
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

bool isEmpty(const Part& part) { return part.table == nullptr && part.block.length() <= 1; }

/// What must fit below the top of a part for it to stay on its page: itself, and what its reader
/// needs at once. 0 for running text.
double neededFrom(const QTextDocument& document, const std::vector<Part>& parts, std::size_t at,
                  double page) {
    constexpr double kTableHead = 110, kShort = 90;
    double needed = 0;
    bool leads = false; // so far only what announces something else
    for (std::size_t i = at; i < parts.size(); ++i) {
        const double height = boxOf(document, parts[i]).height();
        const bool followed = i + 1 < parts.size();
        if (isHeading(parts[i])) {
            needed += height + 12;
            leads = true;
        } else if (isPlot(parts[i])) { // with its caption
            return needed + height + (followed ? boxOf(document, parts[i + 1]).height() : 0);
        } else if (parts[i].table != nullptr) {
            return needed + height <= page ? needed + height : needed + kTableHead;
        } else if (isEmpty(parts[i]) && (leads || i > at)) {
            needed += height;
        } else if (height <= kShort && followed && (leads || parts[i + 1].table != nullptr)) {
            needed += height; // the words above a table or plot
            leads = leads && parts[i + 1].table == nullptr && !isPlot(parts[i + 1]) ? false : true;
            if (!leads)
                return needed;
        } else {
            return leads ? needed + std::min(height, kShort) : 0;
        }
    }
    return needed;
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
