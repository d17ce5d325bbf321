// SPDX-License-Identifier: Apache-2.0
#include "viewers/HangingView.h"

#include <QCoreApplication>
#include <QResizeEvent>
#include <algorithm>

namespace cw::viewers {

constexpr int kRowGap = 2; // px between rows; columns touch, so that chest walls meet

namespace {

core::ImageKind kindOf(const std::vector<HangingView::Item>& items) {
    const bool mammography = std::any_of(items.begin(), items.end(), [](const auto& item) {
        return item.attributes.kind == core::ImageKind::Mammography;
    });
    return mammography ? core::ImageKind::Mammography : core::ImageKind::Fundus;
}

} // namespace

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
    if (!m_protocolGiven)
        m_protocol = builtInProtocol(kindOf(m_items));
    m_step = m_protocol.steps.front().key;
    m_pageNumber = m_part = 0;
    arrange();
    chooseCurrent();
}

/// Until the user touches a view: the one that hangs first.
void HangingView::chooseCurrent() {
    const auto first = std::min_element(
        m_page.places.begin(), m_page.places.end(), [](const Place& a, const Place& b) {
            return std::pair(a.row, a.column) < std::pair(b.row, b.column);
        });
    if (first != m_page.places.end())
        m_current = m_views[first->image];
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
    connect(view, &ImageView::panned, this,
            [this, view](double dx, double dy) { panOthers(view, dx, dy); });
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

void HangingView::arrange() {
    if (m_items.empty())
        return;
    const auto pages = hang(hungImages(), stepNow());
    m_pageCount = std::max<std::size_t>(1, pages.size());
    m_pageNumber = std::min(m_pageNumber, m_pageCount - 1);
    m_page = pages.empty() ? HungPage() : pages[m_pageNumber];
    const int rows = std::max(1, m_page.rows), columns = std::max(1, m_page.columns);
    const auto edge = [](int length, int count, int i) { return length * i / count; };
    doubtSizes();
    m_arranging = true;
    for (std::size_t i = 0; i < m_views.size(); ++i) {
        auto* view = m_views[i];
        const auto it = std::find_if(m_page.places.begin(), m_page.places.end(),
                                     [i](const Place& place) { return place.image == i; });
        const bool shown = it != m_page.places.end() && (!m_maximised || m_maximised == view);
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
    if (stepNow().scale == StepScale::Quadrants && !m_maximised)
        showPart();
    else
        fitAll();
}

/// Where some files of the step name a pixel size and others do not, these cannot be at one size.
void HangingView::doubtSizes() {
    const auto sized = [this](const Place& place) {
        const auto& spacing = m_items[place.image].attributes.spacing;
        return spacing && spacing->row > 0;
    };
    const auto& places = m_page.places;
    if (stepNow().scale != StepScale::SameSize || std::none_of(places.begin(), places.end(), sized))
        return;
    for (auto& place : m_page.places)
        if (m_items[place.image].attributes.kind == core::ImageKind::Mammography && !sized(place) &&
            !m_items[place.image].attributes.closeUp)
            place.doubts.push_back(HangingDoubt::SizeByPixels);
}

void HangingView::showBadges(std::size_t index) {
    const auto& item = m_items[index];
    QStringList badges = item.badges;
    for (const auto doubt : m_views[index]->place().doubts)
        badges << words(doubt);
    auto title = QString::fromStdString(titleOf(item.attributes));
    if (item.exam > 0)
        title += QLatin1Char(' ') + QCoreApplication::translate("HangingView", "prior");
    m_views[index]->setTitle(title, item.caption);
    m_views[index]->setBadges(badges);
}

/// 1 where pixels are compared with pixels: one of the images of the step names no size.
double HangingView::millimetresPerPixel(std::size_t index) const {
    const bool known =
        std::all_of(m_page.places.begin(), m_page.places.end(), [this](const Place& place) {
            const auto& a = m_items[place.image].attributes;
            return a.kind != core::ImageKind::Mammography || a.closeUp ||
                   (a.spacing && a.spacing->row > 0);
        });
    const auto& spacing = m_items[index].attributes.spacing;
    return known && spacing && spacing->row > 0 ? spacing->row : 1;
}

/// The largest breast decides, all others get the same scale; where every image knows its spacing,
/// the same millimetres, else the same pixels. Close-ups fill their own viewport.
void HangingView::fitAll() {
    double scale = 0; // logical pixels per mm or per pixel
    const auto toFit = [this](std::size_t i) {
        return !m_views[i]->isHidden() && m_views[i]->picture() && m_views[i]->fitted();
    };
    const auto ownScale = [this](std::size_t i) {
        const auto* view = m_views[i];
        const double mm = millimetresPerPixel(i);
        return std::min(view->width() / (view->view().shownWidth() * mm),
                        view->height() / (view->view().shownHeight() * mm));
    };
    for (std::size_t i = 0; i < m_views.size(); ++i)
        if (toFit(i) && !m_items[i].attributes.closeUp)
            scale = scale == 0 ? ownScale(i) : std::min(scale, ownScale(i));
    for (std::size_t i = 0; i < m_views.size(); ++i) {
        if (!toFit(i))
            continue;
        auto* view = m_views[i];
        auto transform = view->view();
        const double own = m_items[i].attributes.closeUp ? ownScale(i) : scale;
        transform.setZoom(own * millimetresPerPixel(i));
        transform.anchorTo(view->place().anchor);
        view->setView(transform);
    }
}

/// All views of a mammography case move together, close-ups for themselves.
bool HangingView::movesWith(const ImageView* view, const ImageView* origin) const {
    const auto linked = [this](const ImageView* each) {
        const auto index = indexOf(each);
        return index < m_items.size() && each->picture() && !each->isHidden() &&
               m_items[index].attributes.kind == core::ImageKind::Mammography &&
               !m_items[index].attributes.closeUp;
    };
    return view != origin && !m_maximised && linked(view) && linked(origin);
}

/// The size stays the same everywhere; the point that stays is the mirror image of the pointer's on
/// the other side.
void HangingView::zoomOthers(ImageView* origin, double factor, double x, double y) {
    for (auto* view : m_views) {
        if (!movesWith(view, origin))
            continue;
        const bool mirrored = view->place().anchor * origin->place().anchor < 0;
        auto transform = view->view();
        transform.zoomAt({mirrored ? view->width() - x : x, y}, factor);
        view->setFitted(false);
        view->setView(transform);
    }
}

/// Towards the nipple on one side is towards the nipple on the other.
void HangingView::panOthers(ImageView* origin, double dx, double dy) {
    for (auto* view : m_views) {
        if (!movesWith(view, origin))
            continue;
        const bool mirrored = view->place().anchor * origin->place().anchor < 0;
        auto transform = view->view();
        transform.panBy(mirrored ? -dx : dx, dy);
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
