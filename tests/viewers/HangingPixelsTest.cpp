// SPDX-License-Identifier: Apache-2.0
// Hanging seen by pixels: what the screen shows is looked at, not what the code says it did.
#include "viewers/SyntheticImages.h"
#include "viewers/ViewTransform.h"
#include "viewers/ViewportSampler.h"

#include "viewers/Hanging.h"

#include <cmath>

namespace cw::viewers {
namespace {

using core::Laterality;
using core::ViewPosition;

constexpr int kAir = 5, kTissue = 2000, kMarker = 3600, kPadding = 0, kTop = 4095;
constexpr int kAcross = 300,
              kAlong = 360; // of the breast: chest wall to nipple side, lateral/head to the other

/// The breast in the body's own directions, 0 to 1 each. posterior: 0 in front of the nipple, 1 at
/// the chest wall; away: 0 at the lateral (CC) or the head end (MLO), 1 at the other end.
int bodyValue(double posterior, double away) {
    if (posterior < 0.04)
        return kPadding; // collimated
    const double x = (1 - posterior) / 0.7, y = (away - 0.5) / 0.42;
    if (std::hypot(posterior - 0.12, away - 0.12) < 0.05)
        return kMarker; // the technician's marker lies in the air, lateral or at the head
    if (std::hypot(posterior - 0.28, away - 0.5) < 0.05)
        return kTissue + 800; // nipple
    return x * x + y * y < 1 ? kTissue : kAir;
}

/// A file whose rows run towards one letter and whose columns run towards another.
struct Stored {
    char row, column;
    Laterality side;
    ViewPosition view;
    bool monochrome1;
};

bool alongPosterior(char letter) { return letter == 'A' || letter == 'P'; }

/// 0 to 1 towards the letter of the pixel's body direction "posterior" or "away", from the tag's
/// definition alone: the letter names what the index grows towards (PS3.3 C.7.6.1.1.1).
double towards(char letter, double t, Laterality side) {
    // "away" grows towards the feet in MLO; in CC towards the midline: left in a right breast.
    const char positive = alongPosterior(letter)             ? 'P'
                          : (letter == 'H' || letter == 'F') ? 'F'
                          : side == Laterality::Right        ? 'L'
                                                             : 'R';
    return letter == positive ? t : 1 - t;
}

std::shared_ptr<const Picture> pictureOf(const Stored& s) {
    const bool upright = alongPosterior(s.row);
    const int width = upright ? kAcross : kAlong, height = upright ? kAlong : kAcross;
    const auto image = testing::imageOf(width, height, [&](int column, int row) {
        const double alongRow = towards(s.row, (column + 0.5) / width, s.side);
        const double alongColumn = towards(s.column, (row + 0.5) / height, s.side);
        const int value =
            upright ? bodyValue(alongRow, alongColumn) : bodyValue(alongColumn, alongRow);
        return s.monochrome1 ? kTop - value : value;
    });
    auto presentation = testing::windowed(kTop / 2.0, kTop);
    presentation.inverse = s.monochrome1;
    const double padding = s.monochrome1 ? kTop - kPadding : kPadding;
    presentation.padding = std::pair{padding, padding};
    return testing::pictureOf(image, presentation);
}

core::ImageAttributes attributesOf(const Stored& s) {
    core::ImageAttributes a;
    a.kind = core::ImageKind::Mammography;
    a.laterality = s.side;
    a.view = s.view;
    a.rowTowards = s.row;
    a.columnTowards = s.column;
    return a;
}

/// A viewport as the screen shows it.
class Screen {
public:
    static constexpr int kWidth = 180, kHeight = 200;
    Screen(const Picture& picture, const Place& place, bool invert)
        : m_pixels(static_cast<std::size_t>(kWidth) * kHeight) {
        ViewTransform view;
        view.setWidgetSize(kWidth, kHeight);
        view.setImageSize(picture.image().width(), picture.image().height());
        view.setMirrored(place.orientation.mirrored);
        view.setQuarterTurns(place.orientation.quarterTurns);
        view.fit(place.anchor);
        ViewportSampler sampler;
        sampler.sample(picture, view, kWidth, kHeight, 1);
        core::ViewGrey grey;
        grey.invert = invert;
        sampler.colour(picture, grey, m_pixels);
    }
    int grey(int x, int y) const {
        return static_cast<int>(
            m_pixels[static_cast<std::size_t>(y) * kWidth + static_cast<std::size_t>(x)] & 255U);
    }
    /// Centre of the pixels within a band of grey; the marker and the nipple are told by it.
    core::PointPx centreOf(int low, int high, int top = 0, int bottom = kHeight) const {
        double sx = 0, sy = 0, n = 0;
        for (int y = top; y < bottom; ++y)
            for (int x = 0; x < kWidth; ++x)
                if (grey(x, y) >= low && grey(x, y) <= high) {
                    sx += x;
                    sy += y;
                    ++n;
                }
        EXPECT_GT(n, 20) << "nothing of grey " << low << " to " << high;
        return {sx / n, sy / n};
    }

private:
    std::vector<std::uint32_t> m_pixels;
};

/// Every way to store a view: rows along one axis of the body and columns along the other.
std::vector<Stored> allStored(Laterality side, ViewPosition view, bool monochrome1) {
    std::vector<Stored> all;
    const char first = view == ViewPosition::CC ? 'R' : 'H', second = first == 'R' ? 'L' : 'F';
    for (const char ap : {'A', 'P'})
        for (const char other : {first, second}) {
            all.push_back({ap, other, side, view, monochrome1});
            all.push_back({other, ap, side, view, monochrome1});
        }
    return all;
}

std::string nameOf(const Stored& s) {
    return titleOf(attributesOf(s)) + " stored " + s.row + "\\" + s.column +
           (s.monochrome1 ? " MONOCHROME1" : " MONOCHROME2");
}

template <class Check>
void forAllStored(const Check& check) {
    int count = 0;
    for (const auto side : {Laterality::Right, Laterality::Left})
        for (const auto view : {ViewPosition::CC, ViewPosition::MLO})
            for (const bool monochrome1 : {false, true})
                for (const auto& stored : allStored(side, view, monochrome1)) {
                    SCOPED_TRACE(nameOf(stored));
                    const auto picture = pictureOf(stored);
                    const HungImage image{attributesOf(stored)};
                    auto page = hang(std::span(&image, 1),
                                     builtInProtocol(core::ImageKind::Mammography).steps.front())
                                    .front();
                    auto& place = page.places.front();
                    checkAgainstPixels(place, *picture);
                    check(stored, *picture, place);
                    ++count;
                }
    EXPECT_EQ(count, 64);
}

TEST(HangingPixels, EveryOrientationViewAndPolarityHangsTheSame) {
    forAllStored([](const Stored& stored, const Picture& picture, const Place& place) {
        const bool right = stored.side == Laterality::Right;
        EXPECT_TRUE(place.doubts.empty());
        EXPECT_EQ(place.column, right ? 0 : 1); // R on the viewer's left
        const Screen screen(picture, place, false);
        // Chest wall at the inner edge of the viewport, without a gap, all along its middle.
        const int inner = right ? Screen::kWidth - 1 : 0, outer = Screen::kWidth - 1 - inner;
        for (int y = Screen::kHeight / 3; y < 2 * Screen::kHeight / 3; ++y)
            EXPECT_NEAR(screen.grey(inner, y), 125, 6) << "row " << y;
        EXPECT_EQ(screen.grey(outer, Screen::kHeight / 2), 0);
        // The marker is lateral (CC) or at the head (MLO): in the upper half, on the air side.
        const auto marker = screen.centreOf(205, 255);
        EXPECT_LT(marker.y, Screen::kHeight / 3);
        const auto nipple = screen.centreOf(165, 190, Screen::kHeight / 4, 3 * Screen::kHeight / 4);
        EXPECT_NEAR(nipple.y, Screen::kHeight / 2.0, 3);
        for (const auto& landmark : {marker, nipple}) {
            if (right)
                EXPECT_LT(landmark.x, Screen::kWidth / 2.0);
            else
                EXPECT_GT(landmark.x, Screen::kWidth / 2.0);
        }
    });
}

TEST(HangingPixels, AirAndPaddingAreBlackInEitherPolarityAndTissueIsNot) {
    forAllStored([](const Stored& stored, const Picture& picture, const Place& place) {
        const Screen plain(picture, place, false), inverted(picture, place, true);
        const bool right = stored.side == Laterality::Right;
        int air = 0, tissue = 0;
        for (int y = 0; y < Screen::kHeight; ++y)
            for (int x = 0; x < Screen::kWidth; ++x) {
                const int grey = plain.grey(x, y);
                if (grey == 0) { // padding, air or outside the picture
                    ++air;
                    EXPECT_EQ(inverted.grey(x, y), 0) << "at " << x << ", " << y;
                } else if (grey > 110) {
                    ++tissue;
                    EXPECT_NEAR(inverted.grey(x, y), 255 - grey, 3) << "at " << x << ", " << y;
                }
            }
        EXPECT_GT(air, 8000);
        EXPECT_GT(tissue, 8000);
        // The corner away from the chest wall is air within the picture.
        EXPECT_EQ(inverted.grey(right ? 30 : Screen::kWidth - 31, Screen::kHeight - 12), 0);
    });
}

TEST(HangingPixels, APictureWhoseTagsSayTheOtherSideIsMarkedAlsoLyingOnItsSide) {
    for (const auto& stored : allStored(Laterality::Left, ViewPosition::CC, false)) {
        SCOPED_TRACE(nameOf(stored));
        auto lying = stored; // the pixels of a file that says A where it should say P
        for (char* letter : {&lying.row, &lying.column})
            *letter = *letter == 'A' ? 'P' : *letter == 'P' ? 'A' : *letter;
        const HungImage image{attributesOf(lying)};
        auto page =
            hang(std::span(&image, 1), builtInProtocol(core::ImageKind::Mammography).steps.front())
                .front();
        checkAgainstPixels(page.places.front(), *pictureOf(stored));
        EXPECT_EQ(page.places.front().doubts, std::vector{HangingDoubt::OrientationContradicted});
    }
}

} // namespace
} // namespace cw::viewers
