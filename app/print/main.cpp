// SPDX-License-Identifier: Apache-2.0
// concord-print REPORT.html REPORT.pdf: exit 0 done, 2 wrong usage or unreadable page, 3 not
// written.
#include "app/print/PdfDocument.h"
#include "core/Files.h"
#include "core/Process.h"

#include <QGuiApplication>
#include <cstdio>

namespace {

int complain(int status, const std::string& sentence) {
    std::fprintf(stderr, "concord-print: %s\n", sentence.c_str());
    return status;
}

/// Qt's remarks about the session (no runtime folder, no theme) are no errors of the page's.
void keepToErrors(QtMsgType type, const QMessageLogContext&, const QString& words) {
    if (type == QtCriticalMsg || type == QtFatalMsg)
        std::fprintf(stderr, "concord-print: %s\n", qPrintable(words));
}

} // namespace

int main(int argc, char** argv) {
    cw::core::neverDumpCore();
    if (argc != 3)
        return complain(2,
                        "give the page and the PDF to write: concord-print REPORT.html REPORT.pdf");
    constexpr std::uintmax_t kLargestPage = 64 << 20;
    const auto html = cw::core::readText(argv[1], kLargestPage);
    if (!html)
        return complain(2, "the page cannot be read: " + html.error().sentence());
    // No display, whatever the session says; a platform theme could ask for one again.
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qunsetenv("QT_QPA_PLATFORMTHEME");
    qInstallMessageHandler(keepToErrors);
    int one = 1;
    const QGuiApplication application(one, argv);
    const auto pdf = cw::print::pdfOf(QString::fromStdString(*html));
    if (pdf.isEmpty())
        return complain(3, "the pages cannot be drawn");
    const auto written = cw::core::writeWhole(
        argv[2], std::as_bytes(std::span(pdf.constData(), static_cast<std::size_t>(pdf.size()))));
    return written ? 0 : complain(3, "the PDF cannot be written: " + written.error().sentence());
}
