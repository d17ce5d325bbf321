// SPDX-License-Identifier: Apache-2.0
#include "../Oracle.h"
#include "LearnedSets.h"

#include <gtest/gtest.h>
#include <numeric>
#include <set>

namespace cw::validation {
namespace {

using namespace testing;

CnnOptions tiny() {
    CnnOptions options;
    options.epochs = 8;
    options.width = 16; // libdnnl 2.6.3 has died with 8
    options.batch = 16;
    return options;
}

std::unique_ptr<ImageModel> cnn(const CnnOptions& options = tiny()) {
    return makeCnn(options).value();
}

ModelContext contextOf(const LearnedSet& set, core::Seed seed = 3) {
    ModelContext context;
    context.cases = set.samples;
    context.seed = seed;
    return context;
}

TEST(Cnn, SameSeedGivesTheSameBitsAndAnotherSeedOthers) {
    const auto set = learnedSet(1, {.patients = 24});
    const auto parts = partsOf(set.samples);
    const auto first = runOf(*cnn(), set.set, parts, contextOf(set)).value();
    EXPECT_EQ(first, runOf(*cnn(), set.set, parts, contextOf(set)).value());
    EXPECT_NE(first.scores, runOf(*cnn(), set.set, parts, contextOf(set, 4))->scores);
}

TEST(Cnn, SmallCacheGivesTheSameBits) {
    const auto set = learnedSet(1, {.patients = 24});
    const auto parts = partsOf(set.samples);
    CnnOptions none = tiny();
    none.cacheBytes = 3 * 32 * 32;
    EXPECT_EQ(runOf(*cnn(), set.set, parts, contextOf(set)).value(),
              runOf(*cnn(none), set.set, parts, contextOf(set)).value());
}

/// Cases come without labels; here they carry them, and the model still must not look.
TEST(Cnn, DoesNotSeeTheLabelsOfTheTestPart) {
    auto set = learnedSet(2, {.patients = 24});
    const auto parts = partsOf(set.samples);
    const auto before = runOf(*cnn(), set.set, parts, contextOf(set)).value();
    for (const std::size_t row : parts.test)
        set.samples[row].label = 1 - set.samples[row].label;
    EXPECT_EQ(before, runOf(*cnn(), set.set, parts, contextOf(set)).value());
}

TEST(Cnn, SeesTheLabelsOfTheTrainingPart) {
    const auto set = learnedSet(2, {.patients = 24});
    auto parts = partsOf(set.samples);
    const auto before = runOf(*cnn(), set.set, parts, contextOf(set)).value();
    for (int& label : parts.training.labels)
        label = 1 - label;
    EXPECT_NE(before.scores, runOf(*cnn(), set.set, parts, contextOf(set))->scores);
}

TEST(Cnn, LearnsAPlantedBlob) {
    const auto set = learnedSet(3, {.patients = 120});
    const auto parts = partsOf(set.samples);
    CnnOptions options = tiny();
    options.epochs = 14;
    const auto run = runOf(*cnn(options), set.set, parts, contextOf(set)).value();
    EXPECT_GT(aucOf(run.scores, parts.test, set.samples), 0.9);
}

TEST(Cnn, GoesThroughASmallSetMoreOften) {
    const auto set = learnedSet(1, {.patients = 24});
    const auto parts = partsOf(set.samples);
    CnnOptions options = tiny();
    options.epochs = 2;
    options.patience = 99;
    options.leastSteps = 12;
    const std::size_t learned = parts.training.rows.size() - parts.training.rows.size() / 5;
    const std::size_t steps = (learned + 15) / 16;
    const auto run = runOf(*cnn(options), set.set, parts, contextOf(set)).value();
    EXPECT_NE(run.settings.find(" of " + std::to_string((12 + steps - 1) / steps)),
              std::string::npos)
        << run.settings;
}

TEST(Cnn, LearnsNothingWhereThereIsNothing) {
    double sum = 0;
    for (const core::Seed seed : {4U, 5U, 6U}) {
        const auto set = learnedSet(seed, {.patients = 80, .contrast = 0});
        const auto parts = partsOf(set.samples);
        const auto run = runOf(*cnn(), set.set, parts, contextOf(set)).value();
        sum += aucOf(run.scores, parts.test, set.samples);
    }
    EXPECT_NEAR(sum / 3, 0.5, 0.2); // 20 test pictures: standard error of the mean 0.08
}

TEST(Cnn, ColourPicturesWorkToo) {
    const auto set = learnedSet(3, {.patients = 80, .channels = 3});
    const auto parts = partsOf(set.samples);
    const auto run = runOf(*cnn(), set.set, parts, contextOf(set)).value();
    EXPECT_GT(aucOf(run.scores, parts.test, set.samples), 0.75);
}

/// Nothing but the light tells the classes apart.
LearnedSet litByLabel() {
    auto set = learnedSet(3, {.patients = 80, .channels = 3, .contrast = 0});
    std::vector<PreparedPicture> pictures;
    for (std::size_t row = 0; row < set.set.size(); ++row) {
        pictures.push_back(set.set.at(row));
        pictures.back().input = set.set.input(row).value();
        if (set.samples[row].label == 1)
            for (std::uint8_t& sample : pictures.back().input->samples<std::uint8_t>())
                sample = static_cast<std::uint8_t>(std::min(255, sample + 60));
    }
    set.set = PreparedSet::of(std::move(pictures)).value();
    return set;
}

TEST(Cnn, EvenLightLeavesNothingToLearnFromBrightness) {
    const auto set = litByLabel();
    const auto parts = partsOf(set.samples);
    CnnOptions options = tiny();
    const auto asItIs = runOf(*cnn(options), set.set, parts, contextOf(set)).value();
    options.evenLight = true;
    const auto even = runOf(*cnn(options), set.set, parts, contextOf(set)).value();
    EXPECT_GT(aucOf(asItIs.scores, parts.test, set.samples), 0.95);
    EXPECT_LT(aucOf(even.scores, parts.test, set.samples), 0.85); // 20 pictures: 0.5 +- 0.13
    const auto grey = learnedSet(3, {.patients = 24});
    EXPECT_FALSE(runOf(*cnn(options), grey.set, partsOf(grey.samples), contextOf(grey)));
}

TEST(Cnn, ViewsOfABreastShareAScoreAndBreastsDiffer) {
    const auto set = learnedSet(7, {.patients = 16, .views = true});
    const auto parts = partsOf(set.samples);
    const auto run = runOf(*cnn(), set.set, parts, contextOf(set)).value();
    for (std::size_t i = 0; i + 1 < parts.test.size(); ++i) {
        const Sample &a = set.samples[parts.test[i]], &b = set.samples[parts.test[i + 1]];
        if (a.patient == b.patient && a.laterality == b.laterality)
            EXPECT_EQ(run.scores[i], run.scores[i + 1]);
        else
            EXPECT_NE(run.scores[i], run.scores[i + 1]);
    }
    CnnOptions alone = tiny();
    alone.fusion = Fusion::None;
    const auto single = runOf(*cnn(alone), set.set, parts, contextOf(set)).value();
    EXPECT_NE(single.scores[0], single.scores[1]);
}

TEST(Cnn, AViewAskedForAloneHasTheScoreOfItsBreast) {
    const auto set = learnedSet(7, {.patients = 16, .views = true});
    const auto parts = partsOf(set.samples);
    const auto trained = cnn()->train(set.set, parts.training, contextOf(set)).value();
    const auto together = trained.scorer->score(parts.test).value();
    const std::vector<std::size_t> one{parts.test[0]};
    EXPECT_NEAR(trained.scorer->score(one)->front(), together[0], 1e-5);
}

TEST(Cnn, HeldOutScoresAreOfWholePatientsOfTheTrainingPart) {
    const auto set = learnedSet(8, {.patients = 20, .views = true});
    const auto parts = partsOf(set.samples);
    const auto run = runOf(*cnn(), set.set, parts, contextOf(set)).value();
    std::set<std::string> held;
    for (const std::size_t row : run.innerRows)
        held.insert(set.samples[row].patient);
    std::size_t rows = 0;
    for (const std::size_t row : parts.training.rows)
        rows += held.contains(set.samples[row].patient);
    EXPECT_EQ(rows, run.innerRows.size());
    EXPECT_LT(rows, parts.training.rows.size() / 2);
    EXPECT_GE(held.size(), 2U);
}

TEST(Cnn, SeveralNetworksGiveInnerScoresOfMorePatients) {
    const auto set = learnedSet(8, {.patients = 20});
    const auto parts = partsOf(set.samples);
    CnnOptions two = tiny();
    two.epochs = 2;
    two.members = 5;
    const auto run = runOf(*cnn(two), set.set, parts, contextOf(set)).value();
    EXPECT_EQ(std::set<std::size_t>(run.innerRows.begin(), run.innerRows.end()).size(),
              parts.training.rows.size());
}

TEST(Cnn, OneClassIsAnError) {
    const auto set = learnedSet(1, {.patients = 12});
    auto parts = partsOf(set.samples);
    std::ranges::fill(parts.training.labels, 1);
    const auto trained = cnn()->train(set.set, parts.training, contextOf(set));
    ASSERT_FALSE(trained);
    EXPECT_EQ(trained.error().code, ErrorCode::InvalidArgument);
}

TEST(Cnn, OnePatientOfAClassIsNotedAndScored) {
    const auto set = learnedSet(1, {.patients = 12});
    Parts parts;
    for (std::size_t row = 0; row < 12; ++row) {
        if (set.samples[row].label == 1 && row > 2)
            continue;
        parts.training.rows.push_back(row);
        parts.training.labels.push_back(set.samples[row].label);
        parts.training.groups.push_back(set.samples[row].patient);
    }
    const auto trained = cnn()->train(set.set, parts.training, contextOf(set)).value();
    EXPECT_NE(trained.note.find("too few patients"), std::string::npos);
    EXPECT_EQ(trained.inner.size(), parts.training.rows.size());
}

TEST(Cnn, ConstantPicturesHaveFiniteScores) {
    std::vector<PreparedPicture> pictures;
    Parts parts;
    for (int i = 0; i < 12; ++i) {
        PreparedPicture picture;
        picture.image = "i" + std::to_string(100 + i);
        picture.input =
            core::Image::create(32, 32, 1, core::SampleType::U8, core::PixelMeaning::Monochrome2)
                .value();
        pictures.push_back(std::move(picture));
        parts.training.rows.push_back(static_cast<std::size_t>(i));
        parts.training.labels.push_back(i % 2);
        parts.training.groups.push_back(std::to_string(i));
    }
    parts.test = parts.training.rows;
    const auto set = PreparedSet::of(std::move(pictures)).value();
    const auto run = runOf(*cnn(), set, parts, {}).value();
    for (const double score : run.scores)
        EXPECT_TRUE(std::isfinite(score));
}

TEST(Cnn, PictureWithAFaultHasNoScoreAndTeachesNothing) {
    auto good = learnedSet(1, {.patients = 24});
    auto parts = partsOf(good.samples);
    std::vector<PreparedPicture> pictures;
    for (std::size_t row = 0; row < good.set.size(); ++row) {
        pictures.push_back(good.set.at(row));
        pictures.back().input = good.set.input(row).value();
    }
    const std::size_t lost = parts.test.front(), untaught = parts.training.rows.front();
    for (const std::size_t row : {lost, untaught}) {
        PreparedPicture torn;
        torn.image = pictures[row].image;
        torn.fault = "torn";
        pictures[row] = std::move(torn);
    }
    const auto set = PreparedSet::of(std::move(pictures)).value();
    const auto trained = cnn()->train(set, parts.training, contextOf(good)).value();
    const auto scores = trained.scorer->score(parts.test).value();
    EXPECT_TRUE(std::isnan(scores.front()));
    EXPECT_TRUE(std::isfinite(scores.back()));
    for (const InnerScore& one : trained.inner)
        EXPECT_NE(one.row, untaught);
}

TEST(Cnn, StopsWhenItIsCancelled) {
    const auto set = learnedSet(1, {.patients = 12});
    core::CancelToken cancel;
    cancel.cancel();
    ModelContext context = contextOf(set);
    context.cancel = &cancel;
    const auto trained = cnn()->train(set.set, partsOf(set.samples).training, context);
    ASSERT_FALSE(trained);
    EXPECT_EQ(trained.error().code, ErrorCode::Cancelled);
}

TEST(Cnn, IsKeptAsAnArchiveWithACard) {
    const auto set = learnedSet(1, {.patients = 12});
    const ScratchFolder folder;
    const auto trained = cnn()->train(set.set, partsOf(set.samples).training, contextOf(set));
    ASSERT_TRUE(trained);
    ASSERT_TRUE(trained->scorer->save(folder.path()));
    EXPECT_TRUE(std::filesystem::exists(folder.path() / "cnn-1.pt"));
    EXPECT_NE(core::readText(folder.path() / "cnn.json")->find("\"side\": 32"), std::string::npos);
}

TEST(Cnn, ReadAgainScoresEveryPictureAsBefore) {
    const auto set = learnedSet(1, {.patients = 12});
    const ScratchFolder folder;
    CnnOptions alone = tiny();
    alone.fusion = Fusion::None; // a unit of one picture, as it lies: what scorePicture() sees
    alone.flips = false;
    const auto trained = cnn(alone)->train(set.set, partsOf(set.samples).training, contextOf(set));
    ASSERT_TRUE(trained);
    ASSERT_TRUE(trained->scorer->save(folder.path()));
    const auto again = cnn(alone)->load(set.set, {}, folder.path());
    ASSERT_TRUE(again) << again.error().sentence();
    std::vector<std::size_t> rows(set.set.size());
    std::iota(rows.begin(), rows.end(), 0U);
    const auto scores = trained->scorer->score(rows).value();
    EXPECT_EQ((*again)->score(rows).value(), scores);
    for (const std::size_t row : rows)
        EXPECT_NEAR((*again)->scorePicture(set.set.input(row).value()).value(), scores[row], 1e-5);
    const ScratchFolder empty;
    EXPECT_FALSE(cnn(alone)->load(set.set, {}, empty.path()));
}

} // namespace
} // namespace cw::validation
