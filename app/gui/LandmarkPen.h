// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/panels/MeasureStrip.h"

namespace cw::gui {

class StatusLine;

/// Disc, cup and fovea by one key each. Disc and cup: the next outline drawn gets that label. The
/// fovea: a small circle where the pointer is, or where the next click goes; marked again, it
/// moves.
class LandmarkPen : public QObject {
    Q_OBJECT
public:
    LandmarkPen(ReadingDesk& desk, viewers::HangingView& hanging, MeasureStrip& strip,
                StatusLine& status, QObject* parent = nullptr);

    /// "optic-disc" or "optic-cup"; asks for an outlining tool by penWanted().
    bool outline(const std::string& label);
    bool markFoveaAtPointer(); ///< or, with the pointer elsewhere, by the next click
    /// The label for a finding that has just been drawn; empty if none was asked for. Once.
    std::string take();
    const std::string& expected() const { return m_expected; }
    bool forget(); ///< true if something was asked for

signals:
    void penWanted();
    void found(cw::viewers::ImageView* view, const cw::core::LesionId& id); ///< to be selected

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool editing() const { return m_desk.state() == ReadingDesk::State::Editing; }
    void expect(const std::string& label);
    void markFovea(viewers::ImageView& view, core::PointPx at);

    ReadingDesk& m_desk;
    viewers::HangingView& m_hanging;
    MeasureStrip& m_strip;
    StatusLine& m_status;
    std::string m_expected;
    viewers::ImageView* m_under = nullptr; ///< the view under the pointer
    core::PointPx m_pointer;
};

} // namespace cw::gui
