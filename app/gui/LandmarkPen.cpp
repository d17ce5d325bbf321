// SPDX-License-Identifier: Apache-2.0
#include "app/gui/LandmarkPen.h"

#include "app/gui/Words.h"
#include "app/gui/panels/StatusLine.h"

#include <QMouseEvent>
#include <algorithm>

namespace cw::gui {

using viewers::HangingView;
using viewers::ImageView;

LandmarkPen::LandmarkPen(ReadingDesk& desk, HangingView& hanging, MeasureStrip& strip,
                         StatusLine& status, QObject* parent)
    : QObject(parent), m_desk(desk), m_hanging(hanging), m_strip(strip), m_status(status) {
    connect(&m_hanging, &HangingView::pointerMoved, this,
            [this](ImageView* view, bool inside, double x, double y) {
                m_under = inside ? view : nullptr;
                m_pointer = {x, y};
            });
    connect(&m_strip, &MeasureStrip::landmarkWanted, this, [this](const std::string& label) {
        if (label == m_expected)
            forget();
        else if (label != "fovea")
            outline(label);
        else
            expect(label);
        m_strip.showExpected(m_expected);
    });
}

bool LandmarkPen::outline(const std::string& label) {
    if (!editing())
        return true;
    const auto* view = m_hanging.current();
    for (const auto& finding : m_desk.findings())
        if (view && finding.label == label && finding.image == view->imageId()) {
            m_status.say(tr("%1 is outlined on this picture already: move its corners, or delete "
                            "it.")
                             .arg(lesionWords(label)));
            emit found(m_hanging.viewOf(finding.image), finding.id);
            return true;
        }
    emit penWanted(); // a change of tool forgets what was asked for before
    expect(label);
    return true;
}

bool LandmarkPen::markFoveaAtPointer() {
    if (!editing())
        return true;
    if (m_under && std::ranges::find(m_hanging.views(), m_under) != m_hanging.views().end() &&
        m_under->picture())
        markFovea(*m_under, m_pointer);
    else
        expect("fovea");
    return true;
}

void LandmarkPen::expect(const std::string& label) {
    forget();
    if (!editing())
        return;
    m_expected = label;
    m_strip.showExpected(label);
    if (label == "fovea") {
        for (auto* view : m_hanging.views())
            view->installEventFilter(this);
        m_status.say(tr("Click on the centre of the fovea."));
    } else {
        m_status.say(tr("%1: the next outline is for it.").arg(lesionWords(label)));
    }
}

std::string LandmarkPen::take() {
    const auto label = m_expected;
    forget();
    return label;
}

bool LandmarkPen::forget() {
    const bool asked = !m_expected.empty();
    m_expected.clear();
    for (auto* view : m_hanging.views())
        view->removeEventFilter(this);
    m_strip.showExpected({});
    return asked;
}

bool LandmarkPen::eventFilter(QObject* watched, QEvent* event) {
    auto* view = qobject_cast<ImageView*>(watched);
    if (!view || event->type() != QEvent::MouseButtonPress || m_expected != "fovea")
        return false;
    const auto& mouse = *static_cast<QMouseEvent*>(event);
    if (mouse.button() != Qt::LeftButton || !view->picture())
        return false;
    const auto at = view->view().toImage({mouse.position().x(), mouse.position().y()});
    forget();
    markFovea(*view, at);
    emit view->activated(); // as any click in it
    return true;
}

void LandmarkPen::markFovea(ImageView& view, core::PointPx at) {
    const auto& image = view.picture()->image();
    auto circle = annotation::foveaMark(at, m_strip.measuresOf(view.imageId()), image.width(),
                                        image.height());
    if (!circle) {
        m_status.say(tr("Too near to the picture's border for the fovea."), true);
        return;
    }
    for (const auto& finding : m_desk.findings())
        if (finding.label == "fovea" && finding.image == view.imageId()) {
            const auto id = finding.id;
            m_desk.apply(annotation::SetOutline{id, finding.outline, std::move(*circle)});
            return;
        }
    annotation::Finding mark;
    mark.image = view.imageId();
    mark.outline = std::move(*circle);
    m_desk.apply(annotation::AddFinding{std::move(mark)}, "fovea");
}

} // namespace cw::gui
