// SPDX-License-Identifier: Apache-2.0
#include "DrawnEyes.h"
#include "imaging/Lettering.h"
#include "imaging/PerceptualHash.h"
#include "imaging/Picture.h"
#include "imaging/Portrait.h"
#include "imaging/Resample.h"
#include "validation/Folds.h"
#include "validation/identity/IdentityClusters.h"

#include <gtest/gtest.h>
#include <map>

namespace cw::validation {
namespace {

using testing::DrawnEye;
using testing::Exposure;

/// Pictures in memory, each its own patient unless said otherwise.
struct Album {
    std::vector<Sample> samples;
    std::vector<core::Image> pictures;

    std::size_t add(core::Image picture, int label = 0) {
        const auto number = pictures.size();
        samples.push_back(
            {"picture " + std::to_string(number), "P" + std::to_string(number), label});
        pictures.push_back(std::move(picture));
        return number;
    }
    IdentitySource source() const {
        return [this](std::size_t i) -> Result<IdentityPicture> {
            if (pictures[i].width() == 1)
                return fail(ErrorCode::Unreadable, "the file is not a picture");
            CW_TRY(core::Image grey, imaging::identityPicture(pictures[i]));
            return IdentityPicture{std::move(grey), imaging::pixelHash(pictures[i])};
        };
    }
    IdentityClusters found(IdentityRequest request = {}) const {
        return findIdentities(samples, source(), request).value();
    }
};

Sameness verdictBetween(const IdentityClusters& clusters, std::size_t a, std::size_t b) {
    for (const IdentityPair& pair : clusters.pairs)
        if (pair.first == std::min(a, b) && pair.second == std::max(a, b))
            return pair.verdict;
    return Sameness::Different;
}

core::Image asJpeg(const core::Image& image, int quality) {
    return std::move(imaging::decodePicture(imaging::encodeJpeg(image, quality).value())->image);
}

/// A copy whose header says that low values are bright.
core::Image asMonochrome1(const core::Image& image) {
    auto copy = core::Image::create(image.width(), image.height(), 1, core::SampleType::U8,
                                    core::PixelMeaning::Monochrome1)
                    .value();
    for (std::size_t i = 0; i < image.sampleCount(); ++i)
        copy.samples<std::uint8_t>()[i] =
            static_cast<std::uint8_t>(255 - image.samples<std::uint8_t>()[i]);
    return copy;
}

core::Image brighter(core::Image image) {
    for (auto& sample : image.samples<std::uint8_t>())
        sample = static_cast<std::uint8_t>(std::lround(255 * std::pow(sample / 255.0, 0.6)));
    return image;
}

Album strangers(core::Seed from, std::size_t count) {
    Album album;
    for (std::size_t i = 0; i < count; ++i) {
        Exposure how;
        how.noise = from + i;
        how.lightFrom = 0.7 * static_cast<double>(i);
        album.add(DrawnEye(from + i).photographed(how));
    }
    return album;
}

TEST(Identity, FindsCopiesWhateverWasDoneToThem) {
    Album album = strangers(100, 8);
    constexpr double quarter = 1.5707963;
    std::vector<std::size_t> copies{album.add(asJpeg(album.pictures[0], 40)),
                                    album.add(imaging::resized(album.pictures[1], 154).value())};
    std::vector<Exposure> turns(3);
    turns[0].turn = quarter;
    turns[1].turn = 7 * quarter / 90;
    turns[2].mirrored = true;
    for (std::size_t i = 0; i < turns.size(); ++i) {
        turns[i].noise = 102 + i;
        turns[i].lightFrom = 0.7 * static_cast<double>(2 + i) + turns[i].turn;
        if (turns[i].mirrored)
            turns[i].lightFrom = 2 * quarter - turns[i].lightFrom;
        copies.push_back(album.add(asJpeg(DrawnEye(102 + i).photographed(turns[i]), 60)));
    }
    copies.push_back(album.add(asMonochrome1(album.pictures[5])));
    copies.push_back(album.add(asJpeg(brighter(album.pictures[6]), 75)));
    const auto clusters = album.found();
    for (std::size_t i = 0; i < copies.size(); ++i) {
        EXPECT_GE(verdictBetween(clusters, i, copies[i]), Sameness::SameBody) << "copy " << i;
        EXPECT_EQ(clusters.clusterOf[copies[i]], i);
    }
    EXPECT_EQ(clusters.pairs.size(), copies.size());
    EXPECT_EQ(verdictBetween(clusters, 0, copies[0]), Sameness::SamePicture);
    EXPECT_EQ(verdictBetween(clusters, 5, copies[5]), Sameness::SamePicture);
    std::map<std::size_t, std::string> orientation;
    for (const IdentityPair& pair : clusters.pairs)
        orientation[pair.first] = orientationText(pair.measure);
    EXPECT_EQ(orientation[0], "as it is");
    EXPECT_EQ(orientation[1], "60 % of the size");
    EXPECT_EQ(orientation[2], "turned by 90 degrees");
    EXPECT_EQ(orientation[3], "turned by 7 degrees");
    EXPECT_EQ(orientation[4], "mirrored");
}

TEST(Identity, FindsAnEyePhotographedAgain) {
    Album album = strangers(200, 6);
    for (std::size_t i = 0; i < 4; ++i) {
        Exposure again;
        again.turn = 0.1;
        again.size = 1.08;
        again.right = 0.08;
        again.down = -0.05;
        again.bend = 0.05; // another distance to the eye: no plane picture of a plane
        again.lightFrom = 4;
        again.noise = 900 + i;
        album.add(DrawnEye(200 + i).photographed(again));
    }
    IdentityRequest all;
    all.rank = 10; // whether it is a candidate is another question: decision 0166
    const auto clusters = album.found(all);
    for (std::size_t i = 0; i < 4; ++i)
        EXPECT_GE(verdictBetween(clusters, i, 6 + i), Sameness::SameBody) << "eye " << i;
    EXPECT_EQ(clusters.pairs.size(), 4U);
}

TEST(Identity, MergesNoStrangers) {
    IdentityRequest all;
    all.rank = 30; // every pair is looked at
    const auto clusters = strangers(300, 10).found(all);
    EXPECT_EQ(clusters.compared, 45U);
    EXPECT_TRUE(clusters.pairs.empty());
    EXPECT_TRUE(clusters.ties().empty());
}

TEST(Identity, IsNotDeceivedByDustOnTheSensor) {
    // Opaque eyes: nothing is seen but the light, the grain and forty specks in the same spots.
    Album album;
    for (std::size_t i = 0; i < 6; ++i) {
        Exposure how;
        how.vessels = false;
        how.dust = 7;
        how.noise = 40 + i;
        how.lightFrom = static_cast<double>(i);
        album.add(DrawnEye(i).photographed(how));
    }
    const auto clusters = album.found();
    EXPECT_TRUE(clusters.ties().empty());
    EXPECT_FALSE(clusters.pairs.empty()); // but a person is told
    int most = 0;
    for (const IdentityPair& pair : clusters.pairs)
        most = std::max(most, pair.measure.inliers);
    EXPECT_GE(most, 20); // as many as a true pair has: inliers alone would merge them
}

TEST(Identity, IsNotDeceivedByTheSameWriting) {
    Album album = strangers(500, 5);
    for (core::Image& picture : album.pictures)
        ASSERT_TRUE(imaging::burnText(picture, "ROOM 4 OD 2026", {60, 130}, 14, 255));
    EXPECT_TRUE(album.found().ties().empty());
}

TEST(Identity, DoesNotDependOnWorkersOrOnWhereTheWorkingFileIs) {
    Album album = strangers(600, 3);
    album.add(asJpeg(album.pictures[2], 40));
    IdentityRequest one, many;
    one.workers = 1;
    many.workers = 4;
    many.scratch = ::testing::TempDir();
    const auto a = album.found(one), b = album.found(many);
    EXPECT_EQ(a.clusterOf, b.clusterOf);
    EXPECT_EQ(a.compared, b.compared);
    ASSERT_EQ(a.pairs.size(), b.pairs.size());
    for (std::size_t i = 0; i < a.pairs.size(); ++i)
        EXPECT_EQ(a.pairs[i].measure, b.pairs[i].measure);
}

TEST(Identity, SaysWhenTheWorkingFileCannotBeMade) {
    const Album album = strangers(650, 2);
    IdentityRequest request;
    request.scratch = "/no/such/folder";
    const auto clusters = findIdentities(album.samples, album.source(), request);
    ASSERT_FALSE(clusters);
    EXPECT_EQ(clusters.error().code, ErrorCode::IoFailure);
}

TEST(Identity, ComparesAFewPairsAPictureEvenWhereAllLookAlike) {
    // Forty pictures of the same light and rim, each with its own grain: by hash all are near all.
    Album album;
    for (std::size_t i = 0; i < 40; ++i) {
        Exposure how;
        how.vessels = false;
        how.noise = 40 + i;
        album.add(DrawnEye(7).photographed(how));
    }
    IdentityRequest request;
    request.rank = 2;
    // Of 780: each picture's two nearest by three portraits and two framings of the hash.
    EXPECT_LE(album.found(request).compared, 40U * 2 * 5);
}

TEST(Identity, SeesEqualPixelsAndPicturesThatAreNone) {
    Album album = strangers(700, 4);
    const auto twin = album.add(album.pictures[1]);
    const auto none = album.add(
        core::Image::create(1, 1, 1, core::SampleType::U8, core::PixelMeaning::Monochrome2)
            .value());
    const auto clusters = album.found();
    EXPECT_EQ(verdictBetween(clusters, 1, twin), Sameness::SamePixels);
    EXPECT_EQ(clusters.unreadable, std::vector<std::size_t>{none});
}

TEST(Identity, LooksWithinPatientsOnlyWhenAsked) {
    Album album = strangers(800, 4);
    const auto copy = album.add(asJpeg(album.pictures[0], 40));
    album.samples[copy].patient = album.samples[0].patient;
    EXPECT_TRUE(album.found().pairs.empty());
    IdentityRequest within;
    within.withinPatients = true;
    const auto clusters = album.found(within);
    EXPECT_EQ(verdictBetween(clusters, 0, copy), Sameness::SamePicture);
    EXPECT_TRUE(clusters.acrossPatients(album.samples).empty());
}

TEST(Identity, TiesPatientsTogetherAndListsContradictingLabels) {
    Album album = strangers(900, 8);
    for (std::size_t i = 0; i < 8; ++i)
        album.samples[i].label = static_cast<int>(i % 2);
    const auto copy = album.add(asJpeg(album.pictures[3], 40), 0);
    const auto clusters = album.found();
    ASSERT_EQ(clusters.contradicting(album.samples).size(), 1U);
    EXPECT_EQ(clusters.contradicting(album.samples)[0].first, 3U);
    FoldRequest request;
    request.k = 3;
    request.ties = clusters.ties();
    const auto folds = assignFolds(album.samples, request).value();
    EXPECT_EQ(folds.folds[3], folds.folds[copy]);
    EXPECT_EQ(folds.groups.joinedGroups, 1U);
    EXPECT_EQ(sentences(clusters, album.samples).back(),
              "1 of them has labels that contradict each other");
}

TEST(Identity, EndsWithPicturesThatShowNothing) {
    Album album;
    for (const int side : {2, 3, 40, 300})
        album.add(core::Image::create(side, side, 1, core::SampleType::U8,
                                      core::PixelMeaning::Monochrome2)
                      .value());
    EXPECT_TRUE(album.found().ties().empty());
}

TEST(Identity, StopsWhenAsked) {
    const Album album = strangers(1000, 3);
    core::CancelToken cancel;
    cancel.cancel();
    const auto stopped = findIdentities(album.samples, album.source(), {}, {}, &cancel);
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().code, ErrorCode::Cancelled);
    EXPECT_FALSE(findIdentities({}, album.source(), {}));
}

TEST(VerdictOf, NeedsInliersSpreadAndCorrelationTogether) {
    imaging::PairMeasure sure;
    sure.inliers = 60;
    sure.spread = 0.4;
    sure.overlap = 0.8;
    sure.correlation = 0.6;
    sure.elsewhere = 0.5;
    sure.turnDegrees = 4;
    EXPECT_EQ(verdictOf(sure), Sameness::SameBody);
    auto copy = sure;
    copy.correlation = 0.9;
    EXPECT_EQ(verdictOf(copy), Sameness::SamePicture);
    auto few = sure, corner = sure, unlike = sure, dust = sure, inPlace = sure;
    few.inliers = 12;
    corner.spread = 0.02;
    unlike.correlation = 0.2;
    dust.elsewhere = 0.05;
    inPlace.turnDegrees = 0;
    for (const auto& doubtful : {few, corner, unlike, dust, inPlace})
        EXPECT_EQ(verdictOf(doubtful), Sameness::Suspected);
    EXPECT_EQ(verdictOf({}), Sameness::Different);
}

} // namespace
} // namespace cw::validation
