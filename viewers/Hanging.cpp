// SPDX-License-Identifier: Apache-2.0
#include "viewers/Hanging.h"

#include <algorithm>
#include <array>
#include <optional>
#include <tuple>

namespace cw::viewers {
namespace {

using core::ImageAttributes;
using core::ImageKind;
using core::Laterality;
using core::ViewPosition;

char opposite(char direction) {
    switch (direction) {
    case 'A':
        return 'P';
    case 'P':
        return 'A';
    case 'R':
        return 'L';
    case 'L':
        return 'R';
    case 'H':
        return 'F';
    case 'F':
        return 'H';
    default:
        return 0;
    }
}

/// Directions of the body towards the right and towards the bottom of a picture.
struct Facing {
    char right = 0, down = 0;
    bool operator==(const Facing&) const = default;
};

Facing mirrored(Facing f) { return {opposite(f.right), f.down}; }
/// After a quarter turn clockwise what was on top is on the right, what was right is at the bottom.
Facing turnedOnce(Facing f) { return {opposite(f.down), f.right}; }

bool hangsAsCc(const ImageAttributes& a) {
    using enum ViewPosition;
    if (a.view == Unknown || a.view == Other) // only a picture from above or below shows R or L
        return a.rowTowards == 'R' || a.rowTowards == 'L' || a.columnTowards == 'R' ||
               a.columnTowards == 'L';
    return a.view == CC || a.view == XCCL || a.view == XCCM || a.view == FB;
}

std::optional<Facing> wanted(const ImageAttributes& a) {
    if (a.laterality != Laterality::Right && a.laterality != Laterality::Left)
        return std::nullopt;
    const bool right = a.laterality == Laterality::Right;
    if (hangsAsCc(a))
        return right ? Facing{'P', 'L'} : Facing{'A', 'R'};
    return right ? Facing{'P', 'F'} : Facing{'A', 'F'};
}

/// Chest walls meet in the middle: right breasts touch the right edge of their viewport.
int anchorOf(const ImageAttributes& a) {
    if (a.kind != ImageKind::Mammography)
        return 0;
    return a.laterality == Laterality::Right ? 1 : a.laterality == Laterality::Left ? -1 : 0;
}

Place placed(std::size_t image, const HungImage& hung, int row, int column) {
    const auto& a = hung.attributes;
    Place place{image, row, column, anchorOf(a), orientationOf(a), {}};
    if (!hung.examOrderKnown)
        place.doubts.push_back(HangingDoubt::ExamOrderUnknown);
    if (a.laterality == Laterality::Unknown)
        place.doubts.push_back(HangingDoubt::LateralityUnknown);
    if (a.kind != ImageKind::Mammography)
        return place;
    if (a.view == ViewPosition::Unknown)
        place.doubts.push_back(HangingDoubt::ViewUnknown);
    if (!place.orientation.fromTags)
        place.doubts.push_back(HangingDoubt::OrientationMissing);
    if (a.closeUp)
        place.doubts.push_back(HangingDoubt::CloseUp);
    return place;
}

bool fits(const HungImage& hung, const PlaceFilter& filter) {
    const auto& a = hung.attributes;
    const bool viewFits =
        filter.views.empty() ||
        std::find(filter.views.begin(), filter.views.end(), a.view) != filter.views.end();
    return (hung.exam > 0) == (filter.exam == Exam::Prior) && viewFits &&
           (!filter.side || *filter.side == a.laterality);
}

/// Hands images out to places: each image once in a page, of priors the newest,
/// whole views before close-ups, pictures for presentation before raw ones.
class Hands {
public:
    Hands(std::span<const HungImage> images, const ProtocolStep& step)
        : m_images(images), m_taken(images.size(), false) {
        for (const auto& page : step.pages)
            for (const auto& place : page.places)
                m_exams[place.filter.exam == Exam::Prior ? 1U : 0U] = true;
    }

    HungPage page(const ProtocolPage& wish) {
        HungPage page{wish.rows, wish.columns, {}};
        std::vector<bool> here(m_images.size(), false);
        for (const auto& place : wish.places)
            if (const auto image = best(place.filter, here)) {
                here[*image] = m_taken[*image] = true;
                page.places.push_back(placed(*image, m_images[*image], place.row, place.column));
            }
        return page;
    }

    /// Images that no place took, into the free places of their own side or, where a tag is
    /// missing, of any; anySide: into every free place.
    void fill(HungPage& page, const ProtocolPage& wish, bool anySide) {
        for (const auto& place : wish.places) {
            const bool free =
                std::none_of(page.places.begin(), page.places.end(), [&](const Place& p) {
                    return p.row == place.row && p.column == place.column;
                });
            const auto side = anySide ? std::nullopt : place.filter.side;
            if (const auto image = free ? nextFree(side) : std::nullopt) {
                m_taken[*image] = true;
                page.places.push_back(placed(*image, m_images[*image], place.row, place.column));
            }
        }
    }

    std::optional<std::size_t> nextFree(std::optional<Laterality> side = {}) const {
        const auto suits = [side](Laterality l) {
            return !side || l == *side || (l != Laterality::Right && l != Laterality::Left);
        };
        for (std::size_t i = 0; i < m_images.size(); ++i)
            if (!m_taken[i] && m_exams[m_images[i].exam > 0 ? 1U : 0U] &&
                suits(m_images[i].attributes.laterality))
                return i;
        return std::nullopt;
    }

private:
    std::optional<std::size_t> best(const PlaceFilter& filter,
                                    const std::vector<bool>& here) const {
        std::optional<std::size_t> best;
        const auto rank = [&](std::size_t i) {
            const auto& a = m_images[i].attributes;
            return std::tuple(m_images[i].exam, a.closeUp,
                              a.presentationIntent == "FOR PROCESSING");
        };
        for (std::size_t i = 0; i < m_images.size(); ++i)
            if (!here[i] && fits(m_images[i], filter) && (!best || rank(i) < rank(*best)))
                best = i;
        return best;
    }

    std::span<const HungImage> m_images;
    std::vector<bool> m_taken;
    std::array<bool, 2> m_exams{}; ///< whether the step is about current images, about priors
};

bool asksForPrior(const ProtocolPage& page) {
    return std::any_of(page.places.begin(), page.places.end(),
                       [](const ProtocolPlace& p) { return p.filter.exam == Exam::Prior; });
}

bool hasPrior(const HungPage& page, std::span<const HungImage> images) {
    return std::any_of(page.places.begin(), page.places.end(),
                       [&](const Place& p) { return images[p.image].exam > 0; });
}

/// Rows without an image give their room to the others.
void closeRows(HungPage& page) {
    std::vector<int> rows;
    for (const auto& place : page.places)
        rows.push_back(place.row);
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    for (auto& place : page.places)
        place.row =
            static_cast<int>(std::lower_bound(rows.begin(), rows.end(), place.row) - rows.begin());
    page.rows = static_cast<int>(rows.size());
}

std::vector<HungPage> fixedPages(std::span<const HungImage> images, const ProtocolStep& step) {
    Hands hands(images, step);
    std::vector<std::pair<HungPage, const ProtocolPage*>> made;
    for (const auto& wish : step.pages)
        made.emplace_back(hands.page(wish), &wish);
    const bool priors = std::any_of(step.pages.begin(), step.pages.end(), asksForPrior);
    const bool anyPrior = std::any_of(images.begin(), images.end(),
                                      [](const HungImage& image) { return image.exam > 0; });
    if (priors && !anyPrior)
        return {};
    std::erase_if(made, [&](const auto& each) {
        return each.first.places.empty() ||
               (asksForPrior(*each.second) && !hasPrior(each.first, images));
    });
    std::vector<HungPage> pages;
    for (auto& [page, wish] : made) {
        if (step.further && !priors)
            hands.fill(page, *wish, false);
        pages.push_back(std::move(page));
    }
    const auto& grid = step.pages.front();
    while (step.further && hands.nextFree()) {
        HungPage page{grid.rows, grid.columns, {}};
        hands.fill(page, grid, false);
        if (page.places.empty())
            hands.fill(page, grid, true);
        pages.push_back(std::move(page));
    }
    for (auto& page : pages)
        closeRows(page);
    return pages;
}

/// One or two columns of one examination: right ones (and those of no known side) on the left.
std::vector<HungPage> pagesBySide(std::span<const HungImage> images, const ProtocolStep& step) {
    std::vector<std::size_t> left, right;
    for (std::size_t i = 0; i < images.size(); ++i) {
        const auto side = images[i].attributes.laterality;
        if (images[i].exam > 0 || (step.onlySide && *step.onlySide != side))
            continue;
        (side == Laterality::Left ? left : right).push_back(i);
    }
    HungPage page;
    const bool oneSide = left.empty() || right.empty();
    for (const auto* list : {&right, &left})
        for (std::size_t n = 0; n < list->size(); ++n) {
            const auto at = static_cast<int>(n);
            page.places.push_back(
                oneSide ? placed((*list)[n], images[(*list)[n]], at / 2, at % 2)
                        : placed((*list)[n], images[(*list)[n]], at, list == &left ? 1 : 0));
        }
    for (const auto& place : page.places) {
        page.rows = std::max(page.rows, place.row + 1);
        page.columns = std::max(page.columns, place.column + 1);
    }
    return page.places.empty() ? std::vector<HungPage>() : std::vector{page};
}

/// Where a stored edge comes to lie on the screen.
PictureSide shown(PictureSide side, const Orientation& turn) {
    using enum PictureSide;
    constexpr std::array clockwise{Left, Top, Right, Bottom};
    auto at = std::find(clockwise.begin(), clockwise.end(), side) - clockwise.begin();
    if (turn.mirrored && at % 2 == 0)
        at = 2 - at;
    return clockwise[static_cast<std::size_t>((at + turn.quarterTurns) % 4)];
}

} // namespace

Orientation orientationOf(const ImageAttributes& attributes) {
    if (attributes.kind != ImageKind::Mammography)
        return {false, 0, true};
    const auto want = wanted(attributes);
    if (!want || !opposite(attributes.rowTowards) || !opposite(attributes.columnTowards))
        return {};
    for (const bool mirror : {false, true}) {
        Facing facing{attributes.rowTowards, attributes.columnTowards};
        if (mirror)
            facing = mirrored(facing);
        for (int turns = 0; turns < 4; ++turns, facing = turnedOnce(facing))
            if (facing == *want)
                return {mirror, turns, true};
    }
    return {}; // letters that no turn or flip brings to the view's
}

std::vector<HungPage> hang(std::span<const HungImage> images, const ProtocolStep& step) {
    return step.bySide ? pagesBySide(images, step) : fixedPages(images, step);
}

void checkAgainstPixels(Place& place, const Picture& picture) {
    auto& turn = place.orientation;
    const auto heavy = turn.quarterTurns % 2 == 0 ? picture.heavySide() : picture.heavyEnd();
    if (place.anchor == 0 || !heavy)
        return; // an unknown side, or no clear chest wall
    const auto wall = place.anchor > 0 ? PictureSide::Right : PictureSide::Left;
    if (shown(*heavy, turn) == wall)
        return;
    if (!turn.fromTags) {
        turn.mirrored = !turn.mirrored;
        return;
    }
    if (std::find(place.doubts.begin(), place.doubts.end(),
                  HangingDoubt::OrientationContradicted) == place.doubts.end())
        place.doubts.push_back(HangingDoubt::OrientationContradicted);
}

std::string titleOf(const ImageAttributes& attributes) {
    const auto side = core::name(attributes.laterality);
    std::string title(side.empty() ? "?" : side);
    if (attributes.kind == ImageKind::Mammography) {
        const auto view = core::name(attributes.view);
        title += ' ';
        title += view.empty() ? "?" : view;
    }
    return title;
}

} // namespace cw::viewers
