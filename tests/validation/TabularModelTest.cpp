// SPDX-License-Identifier: Apache-2.0
// What a fold keeps of a model of measures, and what it says of a picture that was changed.
#include "core/Random.h"
#include "validation/Oracle.h"
#include "validation/models/ImageModel.h"

#include <cmath>
#include <gtest/gtest.h>
#include <numeric>

namespace cw::validation {
namespace {

using namespace testing;

struct Made {
    PreparedSet set;
    std::vector<Sample> samples;
    Training training;
};

/// One number knows the label; the other breast of the same woman does not.
Made made(bool breasts) {
    std::vector<PreparedPicture> pictures;
    std::vector<Sample> samples;
    core::Random random(3);
    for (int patient = 0; patient < 24; ++patient)
        for (const char* side : {"L", "R"}) {
            const bool sick = patient % 2 == 1 && *side == 'L';
            PreparedPicture picture;
            picture.image = "i" + std::to_string(100 + pictures.size());
            picture.blocks["features"] = {{"lesion", "texture", "missing"},
                                          {random.normal() + 2 * sick, random.normal(),
                                           patient == 5 ? NAN : random.normal()}};
            picture.blocks["size"] = {{"width"}, {random.normal()}};
            samples.push_back({picture.image, "P" + std::to_string(patient), sick ? 1 : 0, "", side,
                               breasts ? "MLO" : ""});
            pictures.push_back(std::move(picture));
        }
    Made made{PreparedSet::of(std::move(pictures)).value(), std::move(samples), {}};
    for (std::size_t row = 0; row < 36; ++row) {
        made.training.rows.push_back(row);
        made.training.labels.push_back(made.samples[row].label);
        made.training.groups.push_back(made.samples[row].patient);
    }
    return made;
}

ModelContext contextOf(const Made& made) {
    ModelContext context;
    context.cases = made.samples;
    return context;
}

class AModelOfMeasures : public ::testing::TestWithParam<std::tuple<const char*, bool>> {};
INSTANTIATE_TEST_SUITE_P(Each, AModelOfMeasures,
                         ::testing::Combine(::testing::Values("features", "features:svm",
                                                              "features:forest"),
                                            ::testing::Bool()));

TEST_P(AModelOfMeasures, ReadAgainScoresEveryPictureAsBeforeMeasuredOrChanged) {
    const auto [name, breasts] = GetParam();
    const Made it = made(breasts);
    const auto model = makeModel(name).value();
    const auto trained = model->train(it.set, it.training, contextOf(it));
    ASSERT_TRUE(trained) << trained.error().sentence();
    const ScratchFolder folder;
    ASSERT_TRUE(trained->scorer->save(folder.path()));
    const auto again = model->load(it.set, it.samples, folder.path());
    ASSERT_TRUE(again) << again.error().sentence();
    ASSERT_EQ((*again)->sees(), Sees::Features);
    std::vector<std::size_t> rows(it.set.size());
    std::iota(rows.begin(), rows.end(), 0U);
    const auto scores = trained->scorer->score(rows).value();
    EXPECT_EQ((*again)->score(rows).value(), scores);
    for (const std::size_t row : rows) {
        const auto features = it.set.block("features").value();
        const auto own = features.row(row);
        EXPECT_EQ((*again)->scoreFeatures(row, own).value(), scores[row]) << row;
    }
    // As if the lesion had been covered: the score of a sick picture falls.
    std::vector<double> covered{-1, 0, 0};
    double before = 0, after = 0;
    for (const std::size_t row : rows)
        if (it.samples[row].label == 1) {
            before += scores[row];
            after += (*again)->scoreFeatures(row, covered).value();
        }
    EXPECT_LT(after, before);
    covered.pop_back();
    EXPECT_EQ((*again)->scoreFeatures(0, covered).error().code, ErrorCode::Unsupported);
}

TEST(AModelOfShortcuts, KeepsNothingAndSeesNothing) {
    const Made it = made(false);
    const auto model = makeModel("shortcut:size").value();
    const auto trained = model->train(it.set, it.training, contextOf(it)).value();
    const ScratchFolder folder;
    ASSERT_TRUE(trained.scorer->save(folder.path()));
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
    EXPECT_EQ(trained.scorer->sees(), Sees::Nothing);
    EXPECT_EQ(model->load(it.set, it.samples, folder.path()).error().code, ErrorCode::Unsupported);
}

TEST(WhatAFoldKept, SaysWhenWhatItKeptIsTornOrGone) {
    const Made it = made(false);
    const auto model = makeModel("features").value();
    const ScratchFolder folder;
    EXPECT_FALSE(model->load(it.set, it.samples, folder.path()));
    folder.write("tabular.json", "{\"format\": \"concord-model-1\"");
    EXPECT_EQ(model->load(it.set, it.samples, folder.path()).error().code, ErrorCode::Malformed);
}

} // namespace
} // namespace cw::validation
