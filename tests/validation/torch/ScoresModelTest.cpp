// SPDX-License-Identifier: Apache-2.0
#include "../Oracle.h"
#include "LearnedSets.h"

#include <gtest/gtest.h>

namespace cw::validation {
namespace {

using namespace testing;

TEST(GivenScores, AreTheScoresAndInnerScoresOfTheirImages) {
    const auto set = learnedSet(1, {.patients = 8});
    const ScratchFolder folder;
    std::string csv = "score,image\n";
    for (std::size_t row = 1; row < 8; ++row)
        csv += std::to_string(row) + ".5," + set.samples[row].image + "\n";
    const auto model = makeScores(folder.write("s.csv", csv)).value();
    Training training{{0, 1, 2, 3}, {0, 1, 0, 1}, {"a", "b", "c", "d"}};
    const auto trained = model->train(set.set, training, {}).value();
    EXPECT_EQ(trained.inner.size(), 3U);
    EXPECT_NE(trained.note.find("1 pictures"), std::string::npos);
    const std::vector<std::size_t> rows{5, 0};
    const auto scores = trained.scorer->score(rows).value();
    EXPECT_EQ(scores[0], 5.5);
    EXPECT_TRUE(std::isnan(scores[1]));
    training.labels = {1, 1, 1, 1};
    EXPECT_EQ(model->train(set.set, training, {}).error().code, ErrorCode::InvalidArgument);
}

TEST(GivenScores, MistakesNameTheLine) {
    const ScratchFolder folder;
    EXPECT_EQ(makeScores(folder.path() / "none.csv").error().code, ErrorCode::NotFound);
    EXPECT_EQ(makeScores(folder.write("a.csv", "image,value\na,1\n")).error().code,
              ErrorCode::InvalidArgument);
    const auto twice = makeScores(folder.write("b.csv", "image,score\na,1\na,2\n"));
    EXPECT_NE(twice.error().message.find("line 3"), std::string::npos);
    const auto nan = makeScores(folder.write("c.csv", "image,score\na,1\nb,nan\n"));
    EXPECT_EQ(nan.error().code, ErrorCode::Malformed);
    EXPECT_NE(nan.error().message.find("line 3"), std::string::npos);
}

} // namespace
} // namespace cw::validation
