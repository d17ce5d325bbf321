// SPDX-License-Identifier: Apache-2.0
#include "imaging/Picture.h"
#include "validation/models/LearnedModels.h"
#include "validation/study/Study.h"

#include <set>

namespace cw::validation {
namespace {

using namespace testing;

StudyRequest requestWithNetwork(const PictureSet& set) {
    auto request = requestOf(set);
    request.models = {"features", "cnn:epochs=2"};
    request.checks = {"label-noise"};
    return request;
}

std::vector<std::byte> fromBase64(std::string_view text) {
    static const std::string letters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::vector<std::byte> bytes;
    unsigned bits = 0, count = 0;
    for (const char c : text) {
        if (c == '=')
            break;
        bits = bits << 6 | static_cast<unsigned>(letters.find(c));
        if ((count += 6) >= 8)
            bytes.push_back(static_cast<std::byte>(bits >> (count -= 8) & 255U));
    }
    return bytes;
}

TEST(HeatMaps, AreOfTheCasesThatTheChecksNameAndAlwaysTheSame) {
    if (!builtWithTorch())
        GTEST_SKIP() << "built without libtorch";
    const auto set = pictures(5, 20, 14);
    const ScratchFolder folder;
    const auto plan = StudyPlan::write(folder.path() / "one", requestWithNetwork(set)).value();
    runAll(plan, toolsOf(set));
    const auto study = aggregate(plan).value();
    ASSERT_EQ(study.heatMaps.size(), 6U);
    const auto noise = std::find_if(study.checks.begin(), study.checks.end(),
                                    [](const auto& check) { return check.check == "label-noise"; });
    ASSERT_NE(noise, study.checks.end());
    std::set<std::string> drawn;
    for (const HeatMap& map : study.heatMaps) {
        EXPECT_TRUE(drawn.insert(map.image).second) << "a picture is drawn twice";
        EXPECT_EQ(map.how, "occlusion");
        EXPECT_TRUE(map.model.starts_with("cnn"));
        const auto png = imaging::decodePicture(fromBase64(map.pngBase64));
        ASSERT_TRUE(png) << png.error().sentence();
        EXPECT_EQ(png->image.width(), 32);
    }
    for (std::size_t i = 0; i < std::min<std::size_t>(6, noise->cases.size()); ++i)
        EXPECT_EQ(study.heatMaps[i].image, noise->cases[i].image);

    const auto again = StudyPlan::write(folder.path() / "two", requestWithNetwork(set)).value();
    runAll(again, toolsOf(set));
    EXPECT_EQ(resultsOf(again, again.tasks().back().id), resultsOf(plan, plan.tasks().back().id));
}

TEST(HeatMaps, NeedTheFoldsAndAreNoTaskWithoutANetwork) {
    const auto set = pictures(5, 12, 14);
    const ScratchFolder folder;
    const auto without = StudyPlan::write(folder.path() / "without", requestOf(set)).value();
    EXPECT_NE(without.tasks().back().kind, TaskKind::Maps);
    const auto with = StudyPlan::write(folder.path() / "with", requestWithNetwork(set)).value();
    ASSERT_EQ(with.tasks().back().kind, TaskKind::Maps);
    const auto early = runTask(with, with.tasks().back().id, toolsOf(set));
    ASSERT_FALSE(early);
    EXPECT_EQ(early.error().code, ErrorCode::InvalidArgument);
}

} // namespace
} // namespace cw::validation
