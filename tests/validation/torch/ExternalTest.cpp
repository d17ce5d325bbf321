// SPDX-License-Identifier: Apache-2.0
// What a user's network answers here against what python3-torch says that it answers.
#include "Networks.h"
#include "core/Sha256.h"
#include "validation/models/ForeignNetwork.h"

#include <gtest/gtest.h>
#include <numeric>

namespace cw::validation {
namespace {

using namespace testing;

Training eight() {
    return {{0, 1, 2, 3, 4, 5, 6, 7},
            {0, 1, 0, 1, 0, 1, 0, 1},
            {"a", "b", "c", "d", "e", "f", "g", "h"}};
}

class BothFormats : public ::testing::TestWithParam<std::string> {};

TEST_P(BothFormats, ScoreAsPythonDoes) {
    CW_NEED_NETWORKS();
    const Networks& networks = Networks::get();
    for (const char* name : {"one", "two", "three"}) {
        const auto model = makeExternal(networks.file(name + GetParam()), false);
        ASSERT_TRUE(model) << name << model.error().sentence();
        const auto set = networks.pictures();
        const auto trained = (*model)->train(set, eight(), {});
        ASSERT_TRUE(trained) << name << trained.error().sentence();
        const auto scores = trained->scorer->score(eight().rows).value();
        const auto expected = networks.answers(name);
        ASSERT_EQ(expected.size(), 8U);
        for (std::size_t i = 0; i < 8; ++i) {
            EXPECT_NEAR(scores[i], expected[i], 1e-5) << name << i;
            EXPECT_EQ(trained->inner[i].score, scores[i]);
        }
        EXPECT_GT(std::abs(expected[0] - expected[1]), 1e-4);
        EXPECT_NE(
            trained->settings.find(core::sha256OfFile(networks.file(name + GetParam())).value()),
            std::string::npos);
    }
}

TEST_P(BothFormats, GiveFeaturesAsPythonDoes) {
    CW_NEED_NETWORKS();
    const Networks& networks = Networks::get();
    const auto network = GetParam() == ".onnx"
                             ? openOnnx(networks.file("features.onnx")).value()
                             : openTorchScript(networks.file("features.pt")).value();
    // The means over places of a map, computed here by hand from the raw output.
    std::vector<float> pixels(8 * 3 * 32 * 32);
    const auto set = networks.pictures();
    const double mean[] = {0.485, 0.456, 0.406}, deviation[] = {0.229, 0.224, 0.225};
    for (std::size_t i = 0; i < 8; ++i) {
        const auto image = set.input(i).value();
        for (std::size_t p = 0; p < 1024; ++p)
            for (std::size_t c = 0; c < 3; ++c)
                pixels[(i * 3 + c) * 1024 + p] = static_cast<float>(
                    (image.samples<std::uint8_t>()[p * 3 + c] / 255.0 - mean[c]) / deviation[c]);
    }
    const auto output = network->forward(pixels, 8, 3, 32).value();
    ASSERT_EQ(output.shape, (std::vector<std::int64_t>{8, 12, 8, 8}));
    const auto expected = networks.answers("features");
    for (std::size_t i = 0; i < expected.size(); ++i)
        EXPECT_NEAR(
            std::accumulate(output.values.begin() + static_cast<std::ptrdiff_t>(64 * i),
                            output.values.begin() + static_cast<std::ptrdiff_t>(64 * i + 64), 0.0) /
                64,
            expected[i], 1e-5);
}

TEST_P(BothFormats, FrozenBelowALogisticHeadLearnAndRepeat) {
    CW_NEED_NETWORKS();
    const Networks& networks = Networks::get();
    const auto set = learnedSet(5, {.patients = 60, .channels = 3, .contrast = 140, .radius = 0.2});
    const auto parts = partsOf(set.samples);
    const auto model = makeExternal(networks.file("features" + GetParam()), true).value();
    const auto run = runOf(*model, set.set, parts, {}).value();
    EXPECT_GT(aucOf(run.scores, parts.test, set.samples), 0.75);
    EXPECT_EQ(run.innerRows.size(), parts.training.rows.size());
    const auto again = makeExternal(networks.file("features" + GetParam()), true).value();
    EXPECT_EQ(run, runOf(*again, set.set, parts, {}).value());
}

TEST_P(BothFormats, DoNotSeeTheLabelsOfTheTestPart) {
    CW_NEED_NETWORKS();
    for (const bool frozen : {false, true}) {
        auto set = learnedSet(6, {.patients = 24, .channels = 3});
        const auto parts = partsOf(set.samples);
        const auto model =
            makeExternal(Networks::get().file((frozen ? "features" : "two") + GetParam()), frozen);
        ModelContext context;
        context.cases = set.samples;
        const auto before = runOf(**model, set.set, parts, context).value();
        for (const std::size_t row : parts.test)
            set.samples[row].label = 1 - set.samples[row].label;
        EXPECT_EQ(before, runOf(**model, set.set, parts, context).value());
    }
}

TEST_P(BothFormats, RefuseAPictureTheyWereNotMadeFor) {
    CW_NEED_NETWORKS();
    const auto file = Networks::get().folder.path() / ("wrong" + GetParam());
    std::filesystem::copy_file(Networks::get().file("two" + GetParam()), file,
                               std::filesystem::copy_options::overwrite_existing);
    Networks::get().folder.write(file.filename().string() + ".json",
                                 R"({"side": 32, "channels": "grey"})");
    const auto model = makeExternal(file, false).value();
    const auto trained = model->train(Networks::get().pictures(), eight(), {});
    ASSERT_FALSE(trained);
    EXPECT_EQ(trained.error().code, ErrorCode::Malformed);
}

TEST_P(BothFormats, OneClassIsAnError) {
    CW_NEED_NETWORKS();
    Training training = eight();
    std::ranges::fill(training.labels, 1);
    for (const bool frozen : {false, true})
        EXPECT_EQ(makeExternal(Networks::get().file("features" + GetParam()), frozen)
                      .value()
                      ->train(Networks::get().pictures(), training, {})
                      .error()
                      .code,
                  ErrorCode::InvalidArgument);
}

INSTANTIATE_TEST_SUITE_P(External, BothFormats, ::testing::Values(".pt", ".onnx"),
                         [](const auto& one) { return one.param.substr(1); });

TEST(External, NetworkThatIsNotReproducibleIsRefused) {
    CW_NEED_NETWORKS();
    const auto model = makeExternal(Networks::get().file("restless.pt"), false).value();
    const auto trained = model->train(Networks::get().pictures(), eight(), {});
    ASSERT_FALSE(trained);
    EXPECT_NE(trained.error().message.find("training mode"), std::string::npos);
}

TEST(External, MapOfFeaturesIsNoScore) {
    CW_NEED_NETWORKS();
    const auto model = makeExternal(Networks::get().file("features.pt"), false).value();
    const auto trained = model->train(Networks::get().pictures(), eight(), {});
    ASSERT_FALSE(trained);
    EXPECT_NE(trained.error().message.find("backbone"), std::string::npos);
}

} // namespace
} // namespace cw::validation
