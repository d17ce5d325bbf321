// SPDX-License-Identifier: Apache-2.0
#include "app/gui/PdfPage.h"

#include "core/Files.h"

#include <QBuffer>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>

namespace cw::gui {

QString programVersion() { return QStringLiteral("Concord 0.1.0"); }

Result<void> writePdfPage(const std::filesystem::path& file, const QString& title,
                          const std::function<bool(QPainter&, const QRectF&)>& paint) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setPageSize(QPageSize(QPageSize::A4));
        writer.setPageMargins(QMarginsF(0, 0, 0, 0));
        writer.setTitle(title);
        writer.setCreator(programVersion());
        QPainter painter;
        if (!painter.begin(&writer))
            return fail(ErrorCode::Internal, "the page cannot be drawn");
        if (!paint(painter, QRectF(0, 0, writer.width(), writer.height())))
            return fail(ErrorCode::TooLarge, "the text does not fit on one page");
    }
    return core::writeWhole(
        file, std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size()))));
}

} // namespace cw::gui
