// SPDX-License-Identifier: Apache-2.0
#include "viewers/HangingView.h"

#include <QCoreApplication>
#include <QResizeEvent>
#include <algorithm>

namespace cw::viewers {

constexpr int kRowGap = 2; // px between rows; columns touch, so that chest walls meet

QString words(HangingDoubt doubt) {
    const char* text = "";
    switch (doubt) {
    case HangingDoubt::LateralityUnknown:
        text =
            QT_TRANSLATE_NOOP("HangingView", "Side unknown: the file does not say left or right");
        break;
    case HangingDoubt::ViewUnknown:
        text = QT_TRANSLATE_NOOP("HangingView", "View unknown: the file does not say CC or MLO");
        break;
    case HangingDoubt::OrientationMissing:
        text = QT_TRANSLATE_NOOP("HangingView",
                                 "Orientation missing: chest wall side taken from the pixels");
        break;
    case HangingDoubt::OrientationContradicted:
        text = QT_TRANSLATE_NOOP("HangingView",
                                 "Tags and pixels disagree about the chest wall: hung by the tags");
        break;
    }
    return QCoreApplication::translate("HangingView", text);
}

HangingView::HangingView(QWidget* parent) : QWidget(parent) { setMinimumSize(200, 150); }

void HangingView::setCase(std::vector<Item> items) {
    m_items = std::move(items);
    m_current = m_maximised = nullptr;
    // Viewports are kept: an OpenGL context is dear, and the last frame stays while the next loads.
    while (m_views.size() > m_items.size()) {
        delete m_views.back();
        m_views.pop_back();
    }
    for (std::size_t i = 0; i < m_items.size(); ++i) {
        if (i == m_views.size())
            m_views.push_back(makeView(i));
        m_views[i]->setShapes(m_items[i].id, {}, {});
        m_views[i]->setLoading(true);
        m_views[i]->setFitted(true);
    }
    m_waiting = m_items.size();
    m_choice = 0;
    m_step = HangingStep::All;
    arrange();
    for (const auto& place : m_places) // until the user touches one: what hangs first
        if (place.row == 0 && place.column == 0)
            m_current = m_views[place.image];
}

ImageView* HangingView::makeView(std::size_t index) {
    auto* view = new ImageView(this);
    view->setObjectName(QStringLiteral("view%1").arg(index));
    m_aids.add(view);
    view->setFieldOnly(m_fieldOnly);
    connect(view, &ImageView::activated, this, [this, view] {
        if (m_current == view)
            return;
        m_current = view;
        emit currentChanged(view);
    });
    connect(view, &ImageView::windowDragged, this, [this](double dx, double dy) {
        for (auto* each : m_views)
            each->dragWindow(dx, dy);
        emit viewChanged();
    });
    connect(view, &ImageView::zoomed, this,
            [this, view](double factor, double x, double y) { zoomOthers(view, factor, x, y); });
    connect(view, &ImageView::viewChanged, this, &HangingView::viewChanged);
    connect(view, &ImageView::maximiseRequested, this, [this, view] { toggleMaximised(view); });
    connect(view, &ImageView::editProposed, this, &HangingView::editProposed);
    connect(view, &ImageView::refused, this, &HangingView::refused);
    connect(view, &ImageView::selectionChanged, this,
            [this, view](const core::LesionId& id) { emit selectionChanged(view, id); });
    connect(view, &ImageView::pointerMoved, this, [this, view](bool inside, double x, double y) {
        emit pointerMoved(view, inside, x, y);
    });
    return view;
}

ImageView* HangingView::viewOf(const core::ImageId& id) const {
    for (std::size_t i = 0; i < m_items.size(); ++i)
        if (m_items[i].id == id)
            return m_views[i];
    return nullptr;
}

std::size_t HangingView::indexOf(const ImageView* view) const {
    return static_cast<std::size_t>(std::find(m_views.begin(), m_views.end(), view) -
                                    m_views.begin());
}

void HangingView::setPicture(const core::ImageId& id, std::shared_ptr<const Picture> picture) {
    auto* view = viewOf(id);
    if (!view)
        return;
    view->setPicture(std::move(picture));
    arrange();
    oneLess();
}

void HangingView::setLook(const core::ImageId& id, std::shared_ptr<const Picture> picture) {
    auto* view = viewOf(id);
    if (!view || !picture)
        return;
    const auto seen = view->view();
    view->setPicture(std::move(picture));
    view->setView(seen);
}

void HangingView::setFailure(const core::ImageId& id, const QString& headline,
                             const QString& detail) {
    if (auto* view = viewOf(id)) {
        view->setMessage(headline, detail);
        oneLess();
    }
}

void HangingView::oneLess() {
    if (m_waiting > 0 && --m_waiting == 0)
        emit allPicturesThere();
}

bool HangingView::setStep(HangingStep step) {
    std::vector<core::ImageAttributes> attributes;
    for (const auto& item : m_items)
        attributes.push_back(item.attributes);
    if (hang(attributes, step).empty())
        return false;
    m_step = step;
    m_maximised = nullptr;
    for (auto* view : m_views)
        view->setFitted(true);
    arrange();
    emit viewChanged();
    return true;
}

void HangingView::arrange() {
    std::vector<core::ImageAttributes> attributes;
    for (const auto& item : m_items)
        attributes.push_back(item.attributes);
    m_places = hang(attributes, m_step);
    const int rows = std::max(1, rowsOf(m_places)), columns = std::max(1, columnsOf(m_places));
    const auto edge = [](int length, int count, int i) { return length * i / count; };
    m_arranging = true;
    for (std::size_t i = 0; i < m_views.size(); ++i) {
        auto* view = m_views[i];
        const auto it = std::find_if(m_places.begin(), m_places.end(),
                                     [i](const Place& place) { return place.image == i; });
        const bool shown = it != m_places.end() && (!m_maximised || m_maximised == view);
        view->setVisible(shown);
        if (!shown)
            continue;
        if (view->picture())
            checkAgainstPixels(*it, *view->picture());
        const int left = edge(width(), columns, it->column);
        const int right = edge(width(), columns, it->column + 1);
        const int top = edge(height() + kRowGap, rows, it->row);
        const int bottom = edge(height() + kRowGap, rows, it->row + 1) - kRowGap;
        view->setGeometry(m_maximised ? rect() : QRect(left, top, right - left, bottom - top));
        view->setPlace(*it);
        showBadges(i);
    }
    m_arranging = false;
    fitAll();
}

void HangingView::showBadges(std::size_t index) {
    const auto& item = m_items[index];
    QStringList badges = item.badges;
    for (const auto doubt : m_views[index]->place().doubts)
        badges << words(doubt);
    m_views[index]->setTitle(QString::fromStdString(titleOf(item.attributes)), item.caption);
    m_views[index]->setBadges(badges);
}

double HangingView::millimetresPerPixel(std::size_t index) const {
    const bool known = std::all_of(m_items.begin(), m_items.end(), [](const Item& item) {
        return item.attributes.kind != core::ImageKind::Mammography ||
               (item.attributes.spacing && item.attributes.spacing->row > 0);
    });
    const auto& spacing = m_items[index].attributes.spacing;
    return known && spacing && spacing->row > 0 ? spacing->row : 1;
}

/// The largest breast decides, all others get the same scale; where every image knows its spacing,
/// the same millimetres, else the same pixels.
void HangingView::fitAll() {
    double scale = 0; // logical pixels per mm or per pixel
    for (std::size_t i = 0; i < m_views.size(); ++i) {
        auto* view = m_views[i];
        if (view->isHidden() || !view->picture() || !view->fitted())
            continue;
        const double mm = millimetresPerPixel(i);
        const double own = std::min(view->width() / (view->view().shownWidth() * mm),
                                    view->height() / (view->view().shownHeight() * mm));
        scale = scale == 0 ? own : std::min(scale, own);
    }
    for (std::size_t i = 0; i < m_views.size() && scale > 0; ++i) {
        auto* view = m_views[i];
        if (view->isHidden() || !view->picture() || !view->fitted())
            continue;
        auto transform = view->view();
        transform.setZoom(scale * millimetresPerPixel(i));
        transform.anchorTo(view->place().anchor);
        view->setView(transform);
    }
}

/// All views of a mammography case keep the same size; the point that stays is the mirror image of
/// the pointer's on the other side.
void HangingView::zoomOthers(ImageView* origin, double factor, double x, double y) {
    const auto index = indexOf(origin);
    if (index >= m_items.size() || m_items[index].attributes.kind != core::ImageKind::Mammography ||
        m_maximised)
        return;
    for (auto* view : m_views) {
        if (view == origin || view->isHidden() || !view->picture())
            continue;
        const bool mirrored = view->place().anchor * origin->place().anchor < 0;
        auto transform = view->view();
        transform.zoomAt({mirrored ? view->width() - x : x, y}, factor);
        view->setFitted(false);
        view->setView(transform);
    }
}

void HangingView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    if (!m_arranging)
        arrange();
}

void HangingView::fit() {
    for (auto* view : m_views)
        view->setFitted(true);
    arrange();
    emit viewChanged();
}

void HangingView::oneToOne() {
    if (m_current && m_items.size() > 0 &&
        m_items.front().attributes.kind != core::ImageKind::Mammography) {
        m_current->oneToOne();
        return;
    }
    for (auto* view : m_views)
        view->oneToOne();
}

void HangingView::toggleInvert() {
    for (auto* view : m_views) {
        auto grey = view->grey();
        grey.invert = !grey.invert;
        view->setGrey(grey);
    }
}

std::optional<HangingView::Chosen> HangingView::nextWindow() { return chooseWindow(m_choice + 1); }

std::optional<HangingView::Chosen> HangingView::chooseWindow(std::size_t number) {
    std::vector<std::vector<Picture::Choice>> lists;
    std::optional<std::size_t> leading; // its list is gone through; others may be shorter
    for (std::size_t i = 0; i < m_views.size(); ++i) {
        const auto* picture = m_views[i]->picture();
        lists.push_back(picture ? picture->choices() : std::vector<Picture::Choice>());
        if (!lists[i].empty() && (!leading || m_views[i] == m_current))
            leading = i;
    }
    if (!leading)
        return std::nullopt;
    m_choice = number % lists[*leading].size();
    for (std::size_t i = 0; i < m_views.size(); ++i) {
        if (lists[i].empty())
            continue;
        auto grey = lists[i][std::min(m_choice, lists[i].size() - 1)].grey;
        grey.invert = m_views[i]->grey().invert;
        m_views[i]->setGrey(grey);
    }
    emit viewChanged();
    const auto& chosen = lists[*leading][m_choice];
    return Chosen{m_choice + 1, lists[*leading].size(), chosen.kind,
                  QString::fromStdString(chosen.explanation).trimmed()};
}

void HangingView::toggleMaximised(ImageView* view) {
    m_maximised = m_maximised ? nullptr : view;
    for (auto* each : m_views)
        each->setFitted(true);
    arrange();
    emit viewChanged();
}

void HangingView::setFindingsHidden(bool hidden) {
    for (auto* view : m_views)
        view->setFindingsHidden(hidden);
}

void HangingView::setShapeVisibility(const ShapeVisibility& visibility) {
    for (auto* view : m_views)
        view->setShapeVisibility(visibility);
}

void HangingView::setFieldOnly(bool fieldOnly) {
    m_fieldOnly = fieldOnly;
    for (auto* view : m_views)
        view->setFieldOnly(fieldOnly);
}

void HangingView::setMode(PolygonTool::Mode mode) {
    for (auto* view : m_views)
        view->setMode(mode);
}

} // namespace cw::viewers
