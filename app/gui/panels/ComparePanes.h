// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/CompareCase.h"
#include "app/gui/panels/PairMarks.h"
#include "viewers/LookingAids.h"

#include <QLabel>
#include <QWidget>
#include <array>

namespace cw::gui {

class StatusLine;

/// Reading A, reading B and both over each other, with the same pan, zoom and window. The third
/// pane marks what is agreed and what differs; it is folded by hand, or where there is no room.
class ComparePanes : public QWidget {
    Q_OBJECT
public:
    static constexpr std::size_t kOverlay = 2;
    explicit ComparePanes(StatusLine& status, QWidget* parent = nullptr);

    /// The readings to show; has to live as long as it is shown. Titles over the panes.
    void setCase(const ComparedCase& compared, const std::array<QString, 2>& headings);
    void setImage(const storage::StoredImage& image); ///< its picture is on the way
    void setPicture(const std::shared_ptr<const viewers::Picture>& picture);
    void setMessage(const QString& headline, const QString& detail);
    void setShapeVisibility(const viewers::ShapeVisibility& visibility);
    void setFindingsHidden(bool hidden);
    /// False: wanted, but there is no room or nothing to lay over each other.
    bool setOverlayWanted(bool wanted);
    bool showsOverlay() const { return !m_panes[kOverlay].box->isHidden(); }

    viewers::ImageView& view(std::size_t index) { return *m_panes[index].view; }
    void zoomTo(const core::RectPx& box); ///< so that it fills a part of the pane
    void fit();
    void oneToOne() { view(0).oneToOne(); }
    void toggleInvert();
    void toggleMagnifier() { m_aids.setMagnifier(!m_aids.magnifier()); }

signals:
    void overlayShown(bool shown);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Pane {
        QWidget* box = nullptr;
        QLabel* heading = nullptr;
        viewers::ImageView* view = nullptr;
    };
    QWidget* makePane(std::size_t index);
    void connectPane(std::size_t index);
    void link(std::size_t from);
    void refreshShapes();
    void foldOverlay();

    StatusLine& m_status;
    std::array<Pane, 3> m_panes;
    viewers::LookingAids m_aids;
    const ComparedCase* m_compared = nullptr;
    core::ImageId m_image;
    viewers::ShapeVisibility m_visibility;
    std::vector<PairMark> m_marks;
    bool m_overlayWanted = true;
};

} // namespace cw::gui
