// SPDX-License-Identifier: Apache-2.0
#include "app/gui/panels/ComparePanes.h"

#include "app/gui/Words.h"
#include "app/gui/panels/StatusLine.h"

#include <QHBoxLayout>
#include <QResizeEvent>
#include <QVBoxLayout>
#include <algorithm>

namespace cw::gui {
namespace {

/// A lesion that is looked at fills about this part of the viewport.
constexpr double kLesionPart = 0.25;
constexpr int kNarrowest = 260; ///< a pane: less shows no breast

viewers::ShapeOwner ownerOf(std::size_t side) {
    return side == 0 ? viewers::ShapeOwner::ReaderA : viewers::ShapeOwner::ReaderB;
}

/// The place of an image that stands alone: turned as in the hanging, centred.
viewers::Place placeOf(const core::ImageAttributes& attributes) {
    viewers::Place place;
    place.orientation = viewers::orientationOf(attributes);
    return place;
}

} // namespace

ComparePanes::ComparePanes(StatusLine& status, QWidget* parent)
    : QWidget(parent), m_status(status) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2);
    for (std::size_t i = 0; i < m_panes.size(); ++i) {
        row->addWidget(makePane(i), 1);
        connectPane(i);
    }
    m_panes[kOverlay].view->setUnderlay([this](QPainter& painter, const viewers::ViewTransform& v) {
        paintPairMarks(painter, v, m_marks);
    });
}

QWidget* ComparePanes::makePane(std::size_t index) {
    const char* names[] = {"sideA", "sideB", "sideBoth"};
    const QString spoken[] = {tr("Reading A"), tr("Reading B"), tr("Both readings")};
    auto& pane = m_panes[index];
    pane.box = new QWidget(this);
    auto* column = new QVBoxLayout(pane.box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    pane.heading = new QLabel(pane.box);
    pane.heading->setContentsMargins(12, 5, 12, 5);
    // A long name must not push the panes apart.
    pane.heading->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    pane.heading->setTextFormat(Qt::PlainText); // names are what people typed
    if (index < kOverlay)
        pane.heading->setStyleSheet(
            QStringLiteral("color: %1")
                .arg(QColor::fromRgb(viewers::colourOf(ownerOf(index))).name()));
    pane.view = new viewers::ImageView(pane.box);
    pane.view->setObjectName(names[index]);
    pane.view->setAccessibleName(spoken[index]);
    pane.view->tool().setReadOnly(true);
    m_aids.add(pane.view);
    column->addWidget(pane.heading);
    column->addWidget(pane.view, 1);
    return pane.box;
}

void ComparePanes::connectPane(std::size_t index) {
    using viewers::ImageView;
    auto* view = m_panes[index].view;
    connect(view, &ImageView::viewChanged, this, [this, index] { link(index); });
    connect(view, &ImageView::windowDragged, this, [this](double dx, double dy) {
        for (auto& pane : m_panes)
            pane.view->dragWindow(dx, dy);
        m_status.showView(m_panes[0].view);
    });
    connect(view, &ImageView::maximiseRequested, this, &ComparePanes::fit);
    connect(view, &ImageView::pointerMoved, this, [this, view](bool inside, double x, double y) {
        m_status.showPointer(view, inside, x, y);
    });
}

void ComparePanes::setCase(const ComparedCase& compared, const std::array<QString, 2>& headings) {
    m_compared = &compared;
    m_image = {};
    m_marks.clear();
    for (std::size_t i = 0; i < 2; ++i)
        m_panes[i].heading->setText(headings[i]);
    m_panes[kOverlay].heading->setText(
        QStringLiteral("A + B      ✓ %1   ≠ %2").arg(tr("agreed"), tr("differs")));
    foldOverlay();
}

void ComparePanes::setImage(const storage::StoredImage& image) {
    m_image = image.id;
    for (auto& pane : m_panes) {
        pane.view->setPlace(placeOf(image.attributes));
        pane.view->setTitle(QString::fromStdString(viewers::titleOf(image.attributes)));
        pane.view->setLoading(true);
        pane.view->setFitted(true);
    }
}

void ComparePanes::setPicture(const std::shared_ptr<const viewers::Picture>& picture) {
    for (auto& pane : m_panes) {
        pane.view->setPicture(picture);
        pane.view->fit();
    }
    link(0);
    refreshShapes();
}

void ComparePanes::setMessage(const QString& headline, const QString& detail) {
    for (auto& pane : m_panes)
        pane.view->setMessage(headline, detail);
}

void ComparePanes::refreshShapes() {
    if (!m_compared)
        return;
    m_marks = pairMarks(*m_compared, m_image);
    for (std::size_t i = 0; i < m_panes.size(); ++i) {
        std::vector<viewers::Shape> shapes;
        for (std::size_t reader = 0; reader < 2; ++reader) {
            const auto& reading = m_compared->readings[reader];
            if (!reading || (reader != i && i != kOverlay))
                continue;
            for (const auto& finding : reading->findings)
                if (finding.image == m_image)
                    shapes.push_back({finding, ownerOf(reader), lesionWords(finding.label)});
        }
        m_panes[i].view->setShapes(m_image, {}, std::move(shapes));
        m_panes[i].view->setShapeVisibility(m_visibility);
    }
    m_status.showView(m_panes[0].view);
}

void ComparePanes::setShapeVisibility(const viewers::ShapeVisibility& visibility) {
    m_visibility = visibility;
    for (auto& pane : m_panes)
        pane.view->setShapeVisibility(visibility);
}

void ComparePanes::setFindingsHidden(bool hidden) {
    for (auto& pane : m_panes)
        pane.view->setFindingsHidden(hidden);
}

bool ComparePanes::setOverlayWanted(bool wanted) {
    m_overlayWanted = wanted;
    foldOverlay();
    return wanted == showsOverlay();
}

void ComparePanes::foldOverlay() {
    const bool room = width() >= 3 * kNarrowest;
    const bool shown = m_overlayWanted && room && m_compared && m_compared->bothVisible();
    m_panes[kOverlay].box->setVisible(shown);
    if (shown) // it missed what was zoomed while it was folded
        m_panes[kOverlay].view->setView(m_panes[0].view->view());
    emit overlayShown(shown);
}

void ComparePanes::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    foldOverlay();
}

void ComparePanes::link(std::size_t from) {
    for (std::size_t i = 0; i < m_panes.size(); ++i)
        if (i != from) {
            m_panes[i].view->setFitted(m_panes[from].view->fitted());
            m_panes[i].view->setView(m_panes[from].view->view());
        }
    m_status.showView(m_panes[0].view);
}

void ComparePanes::zoomTo(const core::RectPx& box) {
    for (auto& pane : m_panes) {
        auto view = pane.view->view();
        const double room = kLesionPart * std::min(view.widgetWidth(), view.widgetHeight());
        const double zoom = room / std::max({1.0, box.width(), box.height()});
        view.setZoom(std::clamp(zoom, 0.05, 2.0));
        view.setFocus({(box.left + box.right) / 2, (box.top + box.bottom) / 2});
        pane.view->setFitted(false);
        pane.view->setView(view);
    }
    link(0); // as fit()
}

void ComparePanes::fit() {
    for (auto& pane : m_panes)
        pane.view->fit();
    link(0); // the panes may differ by a pixel: one zoom for all of them
}

void ComparePanes::toggleInvert() {
    for (auto& pane : m_panes) {
        auto grey = pane.view->grey();
        grey.invert = !grey.invert;
        pane.view->setGrey(grey);
    }
}

} // namespace cw::gui
