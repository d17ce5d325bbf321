// SPDX-License-Identifier: Apache-2.0
#include "validation/models/LearnedModels.h"

#include <gtest/gtest.h>

namespace cw::validation {
namespace {

TEST(ModelOptions, AreKeysAndValues) {
    const auto options =
        cnnOptionsFrom("side=64,epochs=3,pooling=highest,fusion=none,flips=no,even=yes,rate=0.01")
            .value();
    EXPECT_EQ(options.side, 64);
    EXPECT_EQ(options.epochs, 3);
    EXPECT_EQ(options.pooling, Pooling::Highest);
    EXPECT_EQ(options.fusion, Fusion::None);
    EXPECT_FALSE(options.flips);
    EXPECT_TRUE(options.evenLight);
    EXPECT_EQ(options.learningRate, 0.01);
    EXPECT_EQ(cnnOptionsFrom("")->epochs, CnnOptions{}.epochs);
    EXPECT_EQ(options.leastSteps, 0);
    EXPECT_EQ(cnnOptionsFrom("side=64")->leastSteps, 220);
    EXPECT_EQ(patchOptionsFrom("patch=32,highest=2")->highest, 2);
}

TEST(ModelOptions, MistakesAreNamed) {
    EXPECT_NE(cnnOptionsFrom("colour=3").error().message.find("epochs"), std::string::npos);
    for (const char* text : {"side", "side=", "side=x", "side=1.5", "side=1e99", "flips=maybe",
                             "pooling=max", "rate=nan"})
        EXPECT_EQ(cnnOptionsFrom(text).error().code, ErrorCode::InvalidArgument) << text;
}

TEST(ModelOptions, NonsenseIsRefused) {
    for (const char* text : {"epochs=0", "side=4", "networks=9", "rate=0", "share=2"})
        EXPECT_FALSE(makeLearned("cnn", text)) << text;
    for (const char* text : {"patch=20", "highest=0", "negatives=0"})
        EXPECT_FALSE(makeLearned("patches", text)) << text;
    EXPECT_FALSE(makeLearned("scores", ""));
    EXPECT_FALSE(makeLearned("what", "file"));
}

/// This program does not link libtorch: a plan can name the model, training says what is missing.
TEST(ModelOptions, AProgramWithoutTorchCanNameANetworkAndNotTrainIt) {
    ASSERT_FALSE(builtWithTorch());
    const auto model = makeLearned("cnn", "");
    ASSERT_TRUE(model);
    EXPECT_EQ((*model)->name(), "cnn");
    const auto set = PreparedSet::of({}).value();
    EXPECT_EQ((*model)->train(set, {}, {}).error().code, ErrorCode::Unsupported);
}

} // namespace
} // namespace cw::validation
