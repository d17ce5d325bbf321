// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "viewers/ImageView.h"
#include "viewers/LookingAids.h"

#include <map>
#include <optional>

namespace cw::viewers {

/// The viewports of a case, hung: one ImageView an image, all at the same size, chest walls
/// together in the middle. Lays them out itself, because no layout leaves exactly no gap.
class HangingView : public QWidget {
    Q_OBJECT
public:
    struct Item {
        core::ImageId id;
        core::ImageAttributes attributes;
        QString caption;    ///< under the title
        QStringList badges; ///< beside those that the hanging itself raises
    };
    explicit HangingView(QWidget* parent = nullptr);

    /// Viewports are there at once and say that they load; pictures follow.
    void setCase(std::vector<Item> items);
    void setPicture(const core::ImageId& id, std::shared_ptr<const Picture> picture);
    /// Another look at the picture that hangs there, of the same size: zoom and pan stay.
    void setLook(const core::ImageId& id, std::shared_ptr<const Picture> picture);
    void setFailure(const core::ImageId& id, const QString& headline, const QString& detail);
    /// False if there is nothing to show in that step; then nothing changes.
    bool setStep(HangingStep step);
    HangingStep step() const { return m_step; }

    /// In the order of the items.
    const std::vector<ImageView*>& views() const { return m_views; }
    ImageView* viewOf(const core::ImageId& id) const;
    ImageView* current() const { return m_current; } ///< last touched; may be null
    const std::vector<Item>& items() const { return m_items; }
    bool allLoaded() const { return m_waiting == 0; }

    void fit();
    void oneToOne();
    void toggleInvert();
    /// Each image's next VOI LUT or window, by its place in the file's list, then its full range,
    /// then the first again; inverted stays inverted. What the current view shows now; nothing for
    /// colour.
    struct Chosen {
        std::size_t number = 0, count = 0; ///< from 1
        Picture::Choice::Kind kind = Picture::Choice::Kind::FullRange;
        QString explanation;
    };
    std::optional<Chosen> nextWindow();
    /// That one of the current view's list (Picture::choices), from 0; a shorter list's last.
    std::optional<Chosen> chooseWindow(std::size_t number);
    LookingAids& aids() { return m_aids; } ///< magnifier, curtains, words
    void toggleMaximised(ImageView* view);
    void setFindingsHidden(bool hidden);
    void setShapeVisibility(const ShapeVisibility& visibility);
    void setFieldOnly(bool fieldOnly); ///< of all views, also of those still to come
    void setMode(PolygonTool::Mode mode);

signals:
    void currentChanged(cw::viewers::ImageView* view);
    void editProposed(const cw::annotation::Edit& edit);
    void refused(cw::viewers::PolygonTool::Refusal why);
    void selectionChanged(cw::viewers::ImageView* view, const cw::core::LesionId& id);
    void pointerMoved(cw::viewers::ImageView* view, bool inside, double x, double y);
    void viewChanged();
    void allPicturesThere();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    ImageView* makeView(std::size_t index);
    void arrange();
    void fitAll();
    void zoomOthers(ImageView* origin, double factor, double x, double y);
    void showBadges(std::size_t index);
    void oneLess();
    std::size_t indexOf(const ImageView* view) const;
    double millimetresPerPixel(std::size_t index) const;

    std::vector<Item> m_items;
    std::vector<ImageView*> m_views;
    std::vector<Place> m_places; ///< of the step
    HangingStep m_step = HangingStep::All;
    ImageView* m_current = nullptr;
    ImageView* m_maximised = nullptr;
    std::size_t m_waiting = 0;
    std::size_t m_choice = 0; ///< which of its windows every image shows
    bool m_arranging = false;
    LookingAids m_aids;
    bool m_fieldOnly = false;
};

/// The badge's words.
QString words(HangingDoubt doubt);

} // namespace cw::viewers
