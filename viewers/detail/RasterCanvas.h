// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "viewers/detail/Canvas.h"

#include <QWidget>
#include <vector>

namespace cw::viewers::detail {

/// Shows the same picture without OpenGL and without VTK.
class RasterCanvas : public QWidget, public Canvas {
public:
    RasterCanvas(CanvasSource& source, QWidget* parent);
    QWidget* widget() override { return this; }
    void markChanged() override;
    QImage grab() override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    CanvasSource& m_source;
    std::vector<std::uint32_t> m_pixels;
    QSize m_size;
    bool m_changed = true;
};

} // namespace cw::viewers::detail
