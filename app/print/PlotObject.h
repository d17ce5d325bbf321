// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QImage>
#include <QObject>
#include <QSvgRenderer>
#include <QTextObjectInterface>
#include <memory>
#include <vector>

namespace cw::print {

/// Draws the plots of a page as vectors where its text says <img src="plot:N">; anything else that
/// an image names stays empty.
class PlotObject : public QObject, public QTextObjectInterface {
    Q_OBJECT
    Q_INTERFACES(QTextObjectInterface)

public:
    /// The number to name it by, or -1 for bytes that are no SVG.
    int add(const QByteArray& svg);
    /// A picture that stands in the page itself; -1 for bytes that are no PNG or a huge one.
    int addPicture(const QByteArray& png);
    /// As drawn, in CSS px, at most that wide.
    QSizeF sizeOf(int plot, double widest) const;

    QSizeF intrinsicSize(QTextDocument* document, int position, const QTextFormat& format) override;
    void drawObject(QPainter* painter, const QRectF& rectangle, QTextDocument* document,
                    int position, const QTextFormat& format) override;

private:
    struct Plot {
        std::unique_ptr<QSvgRenderer> svg; ///< or else picture
        QImage picture;
    };
    const Plot* namedBy(const QTextFormat& format) const;
    std::vector<Plot> m_plots;
};

} // namespace cw::print
