// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/PictureLoader.h"
#include "viewers/HangingView.h"

#include <QWidget>
#include <set>

class QToolButton;

namespace cw::gui {

/// How the pictures of a fundus case are looked at: one view for all of them, chosen here or by a
/// key that goes through them, and the original for as long as another key is held. Zoom and pan
/// stay; findings lie over every view alike. A case opens in colour.
class FundusStrip : public QWidget {
    Q_OBJECT
public:
    FundusStrip(PictureLoader& loader, viewers::HangingView& hanging, QWidget* parent = nullptr);

    void caseOpened();
    workflow::FundusView view() const { return m_view; }
    void choose(workflow::FundusView view);
    void chooseNext();
    /// False where the original is what is shown.
    bool holdOriginal(bool held);

signals:
    void refused(const cw::Error& error);

private:
    workflow::FundusView wanted() const;
    void requestPictures();
    void mark();

    PictureLoader& m_loader;
    viewers::HangingView& m_hanging;
    std::vector<QToolButton*> m_buttons;
    std::set<core::ImageId> m_asked; ///< pictures that are on their way
    workflow::FundusView m_view = workflow::FundusView::Colour;
    bool m_held = false;
};

} // namespace cw::gui
