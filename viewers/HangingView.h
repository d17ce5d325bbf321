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
        int exam = 0;       ///< as HungImage::exam
        bool examOrderKnown = true;
    };
    explicit HangingView(QWidget* parent = nullptr);

    /// Viewports are there at once and say that they load; pictures follow.
    void setCase(std::vector<Item> items);
    void setPicture(const core::ImageId& id, std::shared_ptr<const Picture> picture);
    /// Another look at the picture that hangs there, of the same size: zoom and pan stay.
    void setLook(const core::ImageId& id, std::shared_ptr<const Picture> picture);
    void setFailure(const core::ImageId& id, const QString& headline, const QString& detail);
    /// The steps of the cases to come; without one, the built-in protocol of the images' kind.
    void setProtocol(HangingProtocol protocol);
    const HangingProtocol& protocol() const { return m_protocol; }
    /// By its key, from the step's first page. False if there is nothing to show in that step; then
    /// nothing changes.
    bool setStep(int key);
    int step() const { return m_step; } ///< its key
    /// The next part of the images or page of the step, after the last the first.
    void nextOfStep();
    /// Which of the step's pages is shown, and which part of its images, all from 1.
    struct Shown {
        int step = 1; ///< key
        std::size_t page = 1, pages = 1, part = 1, parts = 1;
    };
    Shown shown() const;
    void hangAs(const Shown& shown); ///< as it was; nothing if there is no such step here
    /// Hangs a page that has this image, of this step if it can be. False for an unknown one.
    bool bringUp(const core::ImageId& id);
    /// Indices of the items as the protocol's first step shows them, then those it does not.
    std::vector<std::size_t> readingOrder() const;
    ImageView* maximised() const { return m_maximised; } ///< null where none fills the window

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
    void showAnew();
    void chooseCurrent();
    void fitAll();
    void zoomOthers(ImageView* origin, double factor, double x, double y);
    void panOthers(ImageView* origin, double dx, double dy);
    bool movesWith(const ImageView* view, const ImageView* origin) const;
    std::vector<HungImage> hungImages() const;
    const ProtocolStep& stepNow() const;
    void doubtSizes();
    void showPart();
    void showBadges(std::size_t index);
    void oneLess();
    std::size_t indexOf(const ImageView* view) const;
    double millimetresPerPixel(std::size_t index) const;

    std::vector<Item> m_items;
    std::vector<ImageView*> m_views;
    HangingProtocol m_protocol;
    bool m_protocolGiven = false;
    HungPage m_page; ///< what is shown
    int m_step = 1;  ///< key
    std::size_t m_pageNumber = 0, m_pageCount = 1, m_part = 0;
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
