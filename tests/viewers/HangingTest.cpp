// SPDX-License-Identifier: Apache-2.0
#include "viewers/Hanging.h"

#include "viewers/SyntheticImages.h"
#include "viewers/ViewTransform.h"

namespace cw::viewers {
namespace {

using core::ImageAttributes;
using core::Laterality;
using core::ViewPosition;

ImageAttributes mammogram(Laterality side, ViewPosition view, char row, char column) {
    ImageAttributes a;
    a.kind = core::ImageKind::Mammography;
    a.laterality = side;
    a.view = view;
    a.rowTowards = row;
    a.columnTowards = column;
    return a;
}

/// The four views in the standard's own orientation, in a shuffled order.
std::vector<ImageAttributes> shuffledCase() {
    return {mammogram(Laterality::Left, ViewPosition::MLO, 'A', 'F'),
            mammogram(Laterality::Right, ViewPosition::CC, 'P', 'L'),
            mammogram(Laterality::Right, ViewPosition::MLO, 'P', 'F'),
            mammogram(Laterality::Left, ViewPosition::CC, 'A', 'R')};
}

const Place& placeOf(const std::vector<Place>& places, std::size_t image) {
    for (const auto& place : places)
        if (place.image == image)
            return place;
    throw std::runtime_error("the image does not hang");
}

bool hasDoubt(const Place& place, HangingDoubt doubt) {
    return std::find(place.doubts.begin(), place.doubts.end(), doubt) != place.doubts.end();
}

TEST(Hanging, PutsCcOverMloAndTheRightBreastOnTheViewersLeft) {
    const auto places = hang(shuffledCase(), HangingStep::All);
    ASSERT_EQ(places.size(), 4U);
    const auto at = [&](std::size_t image) {
        return std::pair{placeOf(places, image).row, placeOf(places, image).column};
    };
    EXPECT_EQ(at(1), (std::pair{0, 0})); // R CC
    EXPECT_EQ(at(3), (std::pair{0, 1})); // L CC
    EXPECT_EQ(at(2), (std::pair{1, 0})); // R MLO
    EXPECT_EQ(at(0), (std::pair{1, 1})); // L MLO
}

TEST(Hanging, AnchorsRightBreastsAtTheRightEdgeSoThatChestWallsMeet) {
    const auto places = hang(shuffledCase(), HangingStep::All);
    EXPECT_EQ(placeOf(places, 1).anchor, 1);
    EXPECT_EQ(placeOf(places, 3).anchor, -1);
}

TEST(Hanging, LeavesStandardOrientationsAsTheyAreStored) {
    for (const auto& place : hang(shuffledCase(), HangingStep::All)) {
        EXPECT_EQ(place.orientation, (Orientation{false, 0, true}));
        EXPECT_TRUE(place.doubts.empty());
    }
}

TEST(Hanging, MirrorsARightBreastThatIsStoredFacingTheOtherWay) {
    const auto turned = orientationOf(mammogram(Laterality::Right, ViewPosition::CC, 'A', 'L'));
    EXPECT_EQ(turned, (Orientation{true, 0, true}));
}

TEST(Hanging, TurnsAnImageThatIsStoredUpsideDown) {
    // Half a turn: row towards A, column towards H becomes P and F.
    const auto turned = orientationOf(mammogram(Laterality::Right, ViewPosition::MLO, 'A', 'H'));
    EXPECT_EQ(turned, (Orientation{false, 2, true}));
}

TEST(Hanging, FindsATransformForEveryStoredOrientation) {
    // All eight ways to store a left MLO; the wanted letters come out whatever was stored.
    const std::pair<char, char> stored[] = {{'A', 'F'}, {'P', 'F'}, {'A', 'H'}, {'P', 'H'},
                                            {'F', 'A'}, {'F', 'P'}, {'H', 'A'}, {'H', 'P'}};
    std::vector<Orientation> seen;
    for (const auto& [row, column] : stored) {
        const auto o = orientationOf(mammogram(Laterality::Left, ViewPosition::MLO, row, column));
        EXPECT_TRUE(o.fromTags) << row << column;
        EXPECT_EQ(std::find(seen.begin(), seen.end(), o), seen.end()) << row << column;
        seen.push_back(o);
    }
}

/// An independent statement of what a transform does to the directions: where does the body
/// direction that the tag names for the stored row end up on the screen?
TEST(Hanging, BringsTheAnteriorSideOfALeftBreastToTheRightOfTheScreen) {
    const std::pair<char, char> stored[] = {{'A', 'F'}, {'P', 'F'}, {'A', 'H'}, {'P', 'H'},
                                            {'F', 'A'}, {'F', 'P'}, {'H', 'A'}, {'H', 'P'}};
    for (const auto& [row, column] : stored) {
        const auto o = orientationOf(mammogram(Laterality::Left, ViewPosition::MLO, row, column));
        core::PointPx towardsA{}, towardsF{};
        if (row == 'A' || row == 'P')
            towardsA = {row == 'A' ? 1.0 : -1.0, 0};
        else
            towardsF = {row == 'F' ? 1.0 : -1.0, 0};
        if (column == 'A' || column == 'P')
            towardsA = {0, column == 'A' ? 1.0 : -1.0};
        else
            towardsF = {0, column == 'F' ? 1.0 : -1.0};
        ViewTransform view;
        view.setMirrored(o.mirrored);
        view.setQuarterTurns(o.quarterTurns);
        view.setFocus({});
        view.setWidgetSize(2, 2); // centre at (1,1), zoom 1
        EXPECT_EQ(view.toWidget(towardsA), (core::PointPx{2, 1})) << row << column;
        EXPECT_EQ(view.toWidget(towardsF), (core::PointPx{1, 2})) << row << column;
    }
}

TEST(Hanging, SaysWhenTheOrientationIsMissingAndTakesTheSideFromThePixels) {
    const auto a = mammogram(Laterality::Right, ViewPosition::CC, 0, 0);
    auto place = hang(std::vector{a}, HangingStep::All).front();
    EXPECT_TRUE(hasDoubt(place, HangingDoubt::OrientationMissing));
    const auto picture = testing::pictureOf(testing::breast(400, 500, PictureSide::Left));
    checkAgainstPixels(place, *picture);
    EXPECT_TRUE(place.orientation.mirrored); // wall left in the file, wanted on the right
}

TEST(Hanging, DoesNotFlipWhenTheMissingOrientationIsAlreadyRight) {
    const auto a = mammogram(Laterality::Right, ViewPosition::CC, 0, 0);
    auto place = hang(std::vector{a}, HangingStep::All).front();
    checkAgainstPixels(place, *testing::pictureOf(testing::breast(400, 500, PictureSide::Right)));
    EXPECT_FALSE(place.orientation.mirrored);
}

TEST(Hanging, HangsByTheTagsAndSaysSoWhenThePixelsContradictThem) {
    const auto a = mammogram(Laterality::Left, ViewPosition::CC, 'A', 'R');
    auto place = hang(std::vector{a}, HangingStep::All).front();
    checkAgainstPixels(place, *testing::pictureOf(testing::breast(400, 500, PictureSide::Right)));
    EXPECT_FALSE(place.orientation.mirrored);
    EXPECT_TRUE(hasDoubt(place, HangingDoubt::OrientationContradicted));
}

TEST(Hanging, HasNoDoubtWhenTagsAndPixelsAgree) {
    const auto a = mammogram(Laterality::Left, ViewPosition::CC, 'P', 'R'); // stored mirrored
    auto place = hang(std::vector{a}, HangingStep::All).front();
    checkAgainstPixels(place, *testing::pictureOf(testing::breast(400, 500, PictureSide::Right)));
    EXPECT_TRUE(place.doubts.empty());
}

TEST(Hanging, LosesNoImage) {
    auto images = shuffledCase();
    images.push_back(images[0]); // a second L MLO
    images.push_back(mammogram(Laterality::Unknown, ViewPosition::CC, 'A', 'R'));
    std::vector<std::size_t> seen;
    for (const auto step : {HangingStep::All, HangingStep::Further})
        for (const auto& place : hang(images, step))
            seen.push_back(place.image);
    std::sort(seen.begin(), seen.end());
    EXPECT_EQ(seen, (std::vector<std::size_t>{0, 1, 2, 3, 4, 5}));
}

TEST(Hanging, PutsAnImageOfUnknownSideIntoAFreePlaceWithABadge) {
    auto images = shuffledCase();
    images[1].laterality = Laterality::Unknown;
    const auto places = hang(images, HangingStep::All);
    const auto& place = placeOf(places, 1);
    EXPECT_EQ((std::pair{place.row, place.column}), (std::pair{0, 0}));
    EXPECT_TRUE(hasDoubt(place, HangingDoubt::LateralityUnknown));
}

TEST(Hanging, ShowsTheRightEyeOnTheViewersLeftAndFlipsNothing) {
    ImageAttributes left, right;
    left.kind = right.kind = core::ImageKind::Fundus;
    left.laterality = Laterality::Left;
    right.laterality = Laterality::Right;
    const auto places = hang(std::vector{left, right}, HangingStep::All);
    EXPECT_EQ(placeOf(places, 1).column, 0);
    EXPECT_EQ(placeOf(places, 0).column, 1);
    for (const auto& place : places) {
        EXPECT_FALSE(place.orientation.mirrored);
        EXPECT_EQ(place.anchor, 0);
    }
}

TEST(Hanging, GivesOneEyeTheWholeWidth) {
    ImageAttributes left;
    left.kind = core::ImageKind::Fundus;
    left.laterality = Laterality::Left;
    const auto places = hang(std::vector{left}, HangingStep::All);
    EXPECT_EQ(columnsOf(places), 1);
    EXPECT_EQ(rowsOf(places), 1);
}

TEST(Hanging, ShowsPairsByStep) {
    EXPECT_EQ(hang(shuffledCase(), HangingStep::CcPair).size(), 2U);
    const auto mlo = hang(shuffledCase(), HangingStep::MloPair);
    EXPECT_EQ(placeOf(mlo, 2).column, 0);
    EXPECT_EQ(placeOf(mlo, 0).column, 1);
    EXPECT_EQ(rowsOf(mlo), 1);
    EXPECT_TRUE(hang(shuffledCase(), HangingStep::Further).empty());
}

} // namespace
} // namespace cw::viewers
