// SPDX-License-Identifier: Apache-2.0
#include "viewers/Hanging.h"

#include <algorithm>
#include <array>
#include <optional>

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

std::optional<Facing> wanted(const ImageAttributes& a) {
    if (a.laterality != Laterality::Right && a.laterality != Laterality::Left)
        return std::nullopt;
    const bool right = a.laterality == Laterality::Right;
    if (a.view == ViewPosition::CC)
        return right ? Facing{'P', 'L'} : Facing{'A', 'R'};
    return right ? Facing{'P', 'F'} : Facing{'A', 'F'};
}

/// Chest walls meet in the middle: right breasts touch the right edge of their viewport.
int anchorOf(const ImageAttributes& a) {
    if (a.kind != ImageKind::Mammography)
        return 0;
    return a.laterality == Laterality::Right ? 1 : a.laterality == Laterality::Left ? -1 : 0;
}

Place placed(std::size_t image, const ImageAttributes& a, int row, int column) {
    Place place{image, row, column, anchorOf(a), orientationOf(a), {}};
    if (a.laterality == Laterality::Unknown)
        place.doubts.push_back(HangingDoubt::LateralityUnknown);
    if (a.kind != ImageKind::Mammography)
        return place;
    if (a.view == ViewPosition::Unknown)
        place.doubts.push_back(HangingDoubt::ViewUnknown);
    if (!place.orientation.fromTags)
        place.doubts.push_back(HangingDoubt::OrientationMissing);
    return place;
}

/// Index of the image of each of the four places R CC, L CC, R MLO, L MLO, and of all the others.
struct FourPlaces {
    std::array<std::optional<std::size_t>, 4> standard;
    std::vector<std::size_t> others;
};

FourPlaces sorted(std::span<const ImageAttributes> images) {
    FourPlaces sorted;
    for (std::size_t i = 0; i < images.size(); ++i) {
        const auto& a = images[i];
        const bool sided = a.laterality == Laterality::Right || a.laterality == Laterality::Left;
        const bool viewed = a.view == ViewPosition::CC || a.view == ViewPosition::MLO;
        auto& slot = sorted.standard[(a.view == ViewPosition::MLO ? 2U : 0U) +
                                     (a.laterality == Laterality::Left ? 1U : 0U)];
        if (sided && viewed && !slot)
            slot = i;
        else
            sorted.others.push_back(i);
    }
    return sorted;
}

std::vector<Place> pairOf(std::span<const ImageAttributes> images, const FourPlaces& four,
                          std::size_t first, std::size_t second) {
    std::vector<Place> places;
    for (const auto& [slot, column] : {std::pair{first, 0}, std::pair{second, 1}})
        if (const auto image = four.standard[slot])
            places.push_back(placed(*image, images[*image], 0, column));
    return places;
}

std::vector<Place> fourUp(std::span<const ImageAttributes> images, const FourPlaces& four) {
    std::vector<Place> places;
    auto next = four.others.begin();
    for (std::size_t slot = 0; slot < 4; ++slot) {
        auto image = four.standard[slot];
        if (!image && next != four.others.end())
            image = *next++; // the badge says that this place was only free
        if (image)
            places.push_back(placed(*image, images[*image], static_cast<int>(slot / 2),
                                    static_cast<int>(slot % 2)));
    }
    return places;
}

std::vector<Place> furtherOf(std::span<const ImageAttributes> images, const FourPlaces& four) {
    const auto freePlaces = static_cast<std::size_t>(
        std::count(four.standard.begin(), four.standard.end(), std::nullopt));
    std::vector<Place> places;
    for (std::size_t i = freePlaces; i < four.others.size(); ++i) {
        const auto n = static_cast<int>(i - freePlaces);
        places.push_back(placed(four.others[i], images[four.others[i]], n / 2, n % 2));
    }
    return places;
}

std::vector<Place> eyes(std::span<const ImageAttributes> images, HangingStep step) {
    if (step == HangingStep::Further)
        return {};
    std::vector<std::size_t> left, right;
    for (std::size_t i = 0; i < images.size(); ++i)
        (images[i].laterality == Laterality::Left ? left : right).push_back(i);
    if (step == HangingStep::RightPair && !right.empty())
        left.clear();
    if (step == HangingStep::LeftPair && !left.empty())
        right.clear();
    std::vector<Place> places;
    const bool oneSide = left.empty() || right.empty();
    int n = 0;
    for (const auto i : right) {
        places.push_back(oneSide ? placed(i, images[i], n / 2, n % 2) : placed(i, images[i], n, 0));
        ++n;
    }
    n = 0;
    for (const auto i : left) {
        places.push_back(oneSide ? placed(i, images[i], n / 2, n % 2) : placed(i, images[i], n, 1));
        ++n;
    }
    return places;
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

std::vector<Place> hang(std::span<const ImageAttributes> images, HangingStep step) {
    const bool mammography = std::any_of(images.begin(), images.end(), [](const auto& a) {
        return a.kind == ImageKind::Mammography;
    });
    if (!mammography)
        return eyes(images, step);
    const auto four = sorted(images);
    switch (step) {
    case HangingStep::All:
        return fourUp(images, four);
    case HangingStep::CcPair:
        return pairOf(images, four, 0, 1);
    case HangingStep::MloPair:
        return pairOf(images, four, 2, 3);
    case HangingStep::RightPair:
        return pairOf(images, four, 0, 2);
    case HangingStep::LeftPair:
        return pairOf(images, four, 1, 3);
    case HangingStep::Further:
        return furtherOf(images, four);
    }
    return {};
}

int rowsOf(std::span<const Place> places) {
    int rows = 0;
    for (const auto& place : places)
        rows = std::max(rows, place.row + 1);
    return rows;
}

int columnsOf(std::span<const Place> places) {
    int columns = 0;
    for (const auto& place : places)
        columns = std::max(columns, place.column + 1);
    return columns;
}

void checkAgainstPixels(Place& place, const Picture& picture) {
    const auto heavy = picture.heavySide();
    if (place.anchor == 0 || !heavy || place.orientation.quarterTurns % 2 == 1)
        return; // an unknown side, no clear chest wall, or one that is not at a vertical edge
    auto& turn = place.orientation;
    const bool flipped = turn.mirrored != (turn.quarterTurns == 2);
    const bool shownOnRight = (*heavy == PictureSide::Right) != flipped;
    if (shownOnRight == (place.anchor > 0))
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
