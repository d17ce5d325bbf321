// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QByteArray>
#include <QString>

namespace cw::print {

/// An HTML page of ours (agreement/ReportHtml.cpp: tables, simple classes, SVG in the text) as A4
/// pages with page numbers. Needs a QGuiApplication. Empty if the writer cannot begin.
QByteArray pdfOf(const QString& html);

} // namespace cw::print
