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

std::vector<HungImage> hung(const std::vector<ImageAttributes>& images) {
    std::vector<HungImage> all;
    for (const auto& a : images)
        all.push_back({a});
    return all;
}

/// The pages of a step of the built-in protocol.
std::vector<HungPage> pagesOf(const std::vector<HungImage>& images, int key) {
    return hang(images, *builtInProtocol(images.front().attributes.kind).step(key));
}

/// The first page of a step.
std::vector<Place> hang(const std::vector<ImageAttributes>& images, int key) {
    const auto pages = pagesOf(hung(images), key);
    return pages.empty() ? std::vector<Place>() : pages.front().places;
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
    const auto places = hang(shuffledCase(), 1);
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
    const auto places = hang(shuffledCase(), 1);
    EXPECT_EQ(placeOf(places, 1).anchor, 1);
    EXPECT_EQ(placeOf(places, 3).anchor, -1);
}

TEST(Hanging, LeavesStandardOrientationsAsTheyAreStored) {
    for (const auto& place : hang(shuffledCase(), 1)) {
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
    auto place = hang(std::vector{a}, 1).front();
    EXPECT_TRUE(hasDoubt(place, HangingDoubt::OrientationMissing));
    const auto picture = testing::pictureOf(testing::breast(400, 500, PictureSide::Left));
    checkAgainstPixels(place, *picture);
    EXPECT_TRUE(place.orientation.mirrored); // wall left in the file, wanted on the right
}

TEST(Hanging, DoesNotFlipWhenTheMissingOrientationIsAlreadyRight) {
    const auto a = mammogram(Laterality::Right, ViewPosition::CC, 0, 0);
    auto place = hang(std::vector{a}, 1).front();
    checkAgainstPixels(place, *testing::pictureOf(testing::breast(400, 500, PictureSide::Right)));
    EXPECT_FALSE(place.orientation.mirrored);
}

TEST(Hanging, HangsByTheTagsAndSaysSoWhenThePixelsContradictThem) {
    const auto a = mammogram(Laterality::Left, ViewPosition::CC, 'A', 'R');
    auto place = hang(std::vector{a}, 1).front();
    checkAgainstPixels(place, *testing::pictureOf(testing::breast(400, 500, PictureSide::Right)));
    EXPECT_FALSE(place.orientation.mirrored);
    EXPECT_TRUE(hasDoubt(place, HangingDoubt::OrientationContradicted));
}

TEST(Hanging, HasNoDoubtWhenTagsAndPixelsAgree) {
    const auto a = mammogram(Laterality::Left, ViewPosition::CC, 'P', 'R'); // stored mirrored
    auto place = hang(std::vector{a}, 1).front();
    checkAgainstPixels(place, *testing::pictureOf(testing::breast(400, 500, PictureSide::Right)));
    EXPECT_TRUE(place.doubts.empty());
}

TEST(Hanging, LosesNoImage) {
    auto images = shuffledCase();
    images.push_back(images[0]); // a second L MLO
    images.push_back(mammogram(Laterality::Unknown, ViewPosition::CC, 'A', 'R'));
    images.push_back(mammogram(Laterality::Right, ViewPosition::ML, 'P', 'F'));
    for (const int key : {1, 6}) {
        std::vector<std::size_t> seen;
        for (const auto& page : pagesOf(hung(images), key))
            for (const auto& place : page.places)
                seen.push_back(place.image);
        std::sort(seen.begin(), seen.end());
        EXPECT_EQ(seen, (std::vector<std::size_t>{0, 1, 2, 3, 4, 5, 6})) << key;
    }
}

TEST(Hanging, PutsFurtherImagesOnTheirOwnSideOfTheScreen) {
    auto images = shuffledCase();
    images.erase(images.begin() + 3); // no L CC
    images.push_back(
        mammogram(Laterality::Right, ViewPosition::ML, 'P', 'F')); // not into its place
    const auto pages = pagesOf(hung(images), 1);
    ASSERT_EQ(pages.size(), 2U);
    EXPECT_EQ(pages[0].places.size(), 3U);
    ASSERT_EQ(pages[1].places.size(), 1U);
    EXPECT_EQ(pages[1].places[0].image, 3U);
    EXPECT_EQ(pages[1].places[0].column, 0);
    EXPECT_EQ(pages[1].columns, 2);
}

TEST(Hanging, PutsAnImageOfUnknownSideIntoAFreePlaceWithABadge) {
    auto images = shuffledCase();
    images[1].laterality = Laterality::Unknown;
    const auto places = hang(images, 1);
    const auto& place = placeOf(places, 1);
    EXPECT_EQ((std::pair{place.row, place.column}), (std::pair{0, 0}));
    EXPECT_TRUE(hasDoubt(place, HangingDoubt::LateralityUnknown));
}

TEST(Hanging, ShowsTheRightEyeOnTheViewersLeftAndFlipsNothing) {
    ImageAttributes left, right;
    left.kind = right.kind = core::ImageKind::Fundus;
    left.laterality = Laterality::Left;
    right.laterality = Laterality::Right;
    const auto places = hang(std::vector{left, right}, 1);
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
    const auto pages = pagesOf(hung({left}), 1);
    EXPECT_EQ(pages.front().columns, 1);
    EXPECT_EQ(pages.front().rows, 1);
    EXPECT_EQ(pagesOf(hung({left}), 5).size(), 1U); // the left eye
    EXPECT_TRUE(pagesOf(hung({left}), 4).empty());  // there is no right one
}

TEST(Hanging, ShowsPairsByStep) {
    EXPECT_EQ(hang(shuffledCase(), 2).size(), 2U);
    const auto mlo = pagesOf(hung(shuffledCase()), 3);
    ASSERT_EQ(mlo.size(), 1U);
    EXPECT_EQ(placeOf(mlo[0].places, 2).column, 0);
    EXPECT_EQ(placeOf(mlo[0].places, 0).column, 1);
    EXPECT_EQ(mlo[0].rows, 1);
    EXPECT_EQ(placeOf(hang(shuffledCase(), 4), 2).column, 1); // R CC | R MLO
    EXPECT_EQ(placeOf(hang(shuffledCase(), 5), 3).column, 0); // L CC | L MLO
    EXPECT_EQ(pagesOf(hung(shuffledCase()), 1).size(), 1U);   // nothing further
}

TEST(Hanging, GoesThroughTheViewsOneByOneForTheQuadrants) {
    const auto pages = pagesOf(hung(shuffledCase()), 6);
    ASSERT_EQ(pages.size(), 4U);
    std::vector<std::size_t> order;
    for (const auto& page : pages)
        order.push_back(page.places.front().image);
    EXPECT_EQ(order, (std::vector<std::size_t>{1, 3, 2, 0})); // R CC, L CC, R MLO, L MLO
}

TEST(Hanging, GivesAnEmptyRowsRoomToTheOther) {
    auto images = shuffledCase();
    const auto pages = pagesOf(hung({images[0], images[2]}), 1); // MLO only
    EXPECT_EQ(pages.front().rows, 1);
    EXPECT_EQ(placeOf(pages.front().places, 0).row, 0);
    EXPECT_EQ(placeOf(pages.front().places, 0).column, 1);
}

/// Two examinations, the four views each; the newer one's images come last.
std::vector<HungImage> withPrior() {
    auto images = hung(shuffledCase());
    for (auto& image : images)
        image.exam = 1;
    for (const auto& image : hung(shuffledCase()))
        images.push_back(image);
    return images;
}

TEST(Hanging, ShowsTheCurrentExaminationAloneUntilThePriorIsAskedFor) {
    for (const int key : {1, 2, 3, 4, 5, 6})
        for (const auto& page : pagesOf(withPrior(), key))
            for (const auto& place : page.places)
                EXPECT_GE(place.image, 4U) << key;
}

TEST(Hanging, HangsTheCurrentViewsAboveTheSameViewsOfThePrior) {
    const auto pages = pagesOf(withPrior(), 7);
    ASSERT_EQ(pages.size(), 2U);
    const auto at = [&](std::size_t page, std::size_t image) {
        const auto& place = placeOf(pages[page].places, image);
        return std::pair{place.row, place.column};
    };
    EXPECT_EQ(at(0, 5), (std::pair{0, 0})); // R CC
    EXPECT_EQ(at(0, 1), (std::pair{1, 0})); // R CC before
    EXPECT_EQ(at(0, 7), (std::pair{0, 1}));
    EXPECT_EQ(at(0, 3), (std::pair{1, 1}));
    EXPECT_EQ(at(1, 6), (std::pair{0, 0})); // R MLO
    EXPECT_EQ(at(1, 2), (std::pair{1, 0}));
    EXPECT_TRUE(pagesOf(hung(shuffledCase()), 7).empty()); // without a prior there is no such step
}

TEST(Hanging, TakesTheNewestOfSeveralPriors) {
    auto images = withPrior();
    for (std::size_t i = 0; i < 4; ++i)
        images[i].exam = 2;
    for (auto image : hung(shuffledCase())) {
        image.exam = 1;
        images.push_back(image);
    }
    EXPECT_EQ(placeOf(pagesOf(images, 7)[0].places, 9).row, 1); // R CC of exam 1, not of exam 2
}

TEST(Hanging, SaysWhenNothingTellsWhichExaminationIsTheNewest) {
    auto images = withPrior();
    for (auto& image : images)
        image.examOrderKnown = false;
    for (const auto& page : pagesOf(images, 7))
        for (const auto& place : page.places)
            EXPECT_TRUE(hasDoubt(place, HangingDoubt::ExamOrderUnknown));
}

TEST(Hanging, PrefersAWholeViewToACloseUpOfTheSameAndMarksTheCloseUp) {
    auto images = shuffledCase();
    images.push_back(images[1]);
    images[1].closeUp = true;
    const auto pages = pagesOf(hung(images), 1);
    ASSERT_EQ(pages.size(), 2U);
    EXPECT_FALSE(hasDoubt(placeOf(pages[0].places, 4), HangingDoubt::CloseUp));
    EXPECT_TRUE(hasDoubt(placeOf(pages[1].places, 1), HangingDoubt::CloseUp));
}

TEST(Hanging, TurnsExaggeratedViewsAsCcAndStraightLateralsAsMlo) {
    using enum ViewPosition;
    for (const auto view : {CC, XCCL, XCCM, FB, Other, Unknown})
        EXPECT_EQ(orientationOf(mammogram(Laterality::Right, view, 'A', 'L')),
                  (Orientation{true, 0, true}));
    for (const auto view : {MLO, ML, LM, LMO, SIO, ISO, Other, Unknown})
        EXPECT_EQ(orientationOf(mammogram(Laterality::Right, view, 'A', 'F')),
                  (Orientation{true, 0, true}));
    // Letters that the view cannot have.
    EXPECT_FALSE(orientationOf(mammogram(Laterality::Right, CC, 'A', 'F')).fromTags);
}

} // namespace
} // namespace cw::viewers
