// SPDX-License-Identifier: Apache-2.0
#include "validation/models/ForeignNetwork.h"
#include "../Oracle.h"
#include "validation/models/LearnedModels.h"

#include <cmath>
#include <gtest/gtest.h>

namespace cw::validation {
namespace {

using namespace testing;

TEST(NetworkCard, DefaultsAreThoseOfImageNet) {
    const ScratchFolder folder;
    const auto card = readNetworkCard(folder.path() / "net.onnx").value();
    EXPECT_EQ(card.side, 224);
    EXPECT_EQ(card.channels, "rgb");
    EXPECT_EQ(card.mean, (std::vector<double>{0.485, 0.456, 0.406}));
    EXPECT_EQ(card.output, 1);
}

TEST(NetworkCard, IsReadFromBesideTheNetwork) {
    const ScratchFolder folder;
    folder.write("net.onnx.json",
                 R"({"side": 32, "channels": "grey", "output": 3, "values": "probabilities"})");
    const auto card = readNetworkCard(folder.path() / "net.onnx").value();
    EXPECT_EQ(card.side, 32);
    EXPECT_EQ(card.mean.size(), 1U);
    EXPECT_EQ(card.output, 3);
    EXPECT_TRUE(card.probabilities);
}

TEST(NetworkCard, MistakesAreNamed) {
    const ScratchFolder folder;
    for (const auto& [text, named] :
         std::vector<std::pair<std::string, std::string>>{{R"({"size": 32})", "unknown key"},
                                                          {R"({"side": 2})", "side"},
                                                          {R"({"side": "32"})", "side"},
                                                          {R"({"side": 9999999999999})", "side"},
                                                          {R"({"channels": "cmyk"})", "channels"},
                                                          {R"({"mean": [1]})", "mean"},
                                                          {R"({"std": [1, 0, 1]})", "std"},
                                                          {R"({"std": "x"})", "std"},
                                                          {R"({"output": -1})", "output"},
                                                          {R"({"values": 3})", "values"}}) {
        folder.write("net.pt.json", text);
        const auto card = readNetworkCard(folder.path() / "net.pt");
        ASSERT_FALSE(card) << text;
        EXPECT_EQ(card.error().code, ErrorCode::InvalidArgument) << text;
        EXPECT_NE(card.error().message.find(named), std::string::npos) << card.error().message;
    }
    folder.write("net.pt.json", "[1, 2");
    EXPECT_EQ(readNetworkCard(folder.path() / "net.pt").error().code, ErrorCode::Malformed);
}

TEST(NetworkScores, AreTheLogOddsOfTheChosenOutput) {
    NetworkCard card;
    EXPECT_NEAR(scoresFrom({{1, 1}, {0.7F}}, card)->front(), 0.7, 1e-6);
    EXPECT_NEAR(scoresFrom({{2}, {0.7F, -2}}, card)->back(), -2, 1e-6);
    EXPECT_NEAR(scoresFrom({{1, 2}, {1, 3.5F}}, card)->front(), 2.5, 1e-6);
    // Softmax of (1, 2, 0): e^2 / (e + 1).
    EXPECT_NEAR(scoresFrom({{1, 3}, {1, 2, 0}}, card)->front(), 2 - std::log(std::exp(1) + 1),
                1e-6);
    EXPECT_NEAR(scoresFrom({{1, 2, 1, 1}, {1, 3}}, card)->front(), 2, 1e-6);
    card.probabilities = true;
    EXPECT_NEAR(scoresFrom({{1, 1}, {0.8F}}, card)->front(), std::log(4), 1e-5);
    EXPECT_NEAR(scoresFrom({{1, 2}, {0.2F, 0.8F}}, card)->front(), std::log(4), 1e-5);
    EXPECT_TRUE(std::isfinite(scoresFrom({{1, 1}, {1}}, card)->front()));
}

TEST(NetworkScores, OtherShapesAreRefused) {
    NetworkCard card;
    EXPECT_FALSE(scoresFrom({{}, {}}, card));
    EXPECT_FALSE(scoresFrom({{2, 1}, {}}, card));
    EXPECT_FALSE(scoresFrom({{0, 2}, {}}, card));
    EXPECT_FALSE(scoresFrom({{1, 2, 4, 4}, std::vector<float>(32)}, card));
    EXPECT_FALSE(scoresFrom({{1, 1}, {NAN}}, card));
    card.output = 2;
    EXPECT_EQ(scoresFrom({{1, 2}, {1, 2}}, card).error().code, ErrorCode::InvalidArgument);
}

TEST(External, RefusesWhatIsNoNetwork) {
    const ScratchFolder folder;
    EXPECT_EQ(makeExternal(folder.path() / "missing.onnx", false).error().code,
              ErrorCode::NotFound);
    EXPECT_EQ(makeExternal(folder.write("net.exe", "x"), false).error().code,
              ErrorCode::InvalidArgument);
    EXPECT_EQ(makeExternal(folder.write("net.onnx", "no network"), false).error().code,
              ErrorCode::Malformed);
    EXPECT_EQ(makeExternal(folder.write("empty.onnx", ""), true).error().code,
              ErrorCode::Malformed);
    EXPECT_EQ(makeExternal(folder.write("net.pt", "no network"), false).error().code,
              builtWithTorch() ? ErrorCode::Malformed : ErrorCode::Unsupported);
}

} // namespace
} // namespace cw::validation
