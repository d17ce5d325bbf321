// SPDX-License-Identifier: Apache-2.0
#include "core/Geometry.h"
#include "imaging/Picture.h"
#include "validation/models/LearnedModels.h"
#include "validation/study/Study.h"

#include <cmath>
#include <map>
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

/// A dark spot in the retina of every second patient; its place in pixels, by picture.
std::map<std::string, core::PointPx> plantSpots(PictureSet& set) {
    std::map<std::string, core::PointPx> places;
    core::Random random(77);
    for (const Sample& sample : set.samples) {
        if (sample.label == 0)
            continue;
        auto image = *set.images[sample.image];
        const int side = image.width();
        const double angle = random.uniform(0, 6.28);
        const core::PointPx at{side * (0.5 + 0.25 * std::cos(angle)),
                               side * (0.5 + 0.25 * std::sin(angle))};
        auto samples = image.samples<std::uint8_t>();
        for (int y = 0; y < side; ++y)
            for (int x = 0; x < side; ++x)
                if (std::hypot(x - at.x, y - at.y) < side / 18.0)
                    for (int s = 0; s < 3; ++s)
                        samples[3 * static_cast<std::size_t>(y * side + x) +
                                static_cast<std::size_t>(s)] /= 2;
        set.images[sample.image] = std::make_shared<const core::Image>(std::move(image));
        places[sample.image] = at;
    }
    return places;
}

/// Where a map is warmest: the picture under it is grey.
core::PointPx warmestOf(const HeatMap& map) {
    const auto drawn = imaging::decodePicture(fromBase64(map.pngBase64)).value().image;
    core::PointPx warmest{};
    double most = 0;
    for (int y = 10; y < drawn.height() - 10; ++y)
        for (int x = 10; x < drawn.width() - 10; ++x) {
            double warmth = 0; // mean of some pixels: a single one is noise
            for (const auto& [dx, dy] : {std::pair{0, 0}, {-9, 0}, {9, 0}, {0, -9}, {0, 9}})
                warmth += drawn.valueAt(x + dx, y + dy, 0) - drawn.valueAt(x + dx, y + dy, 2);
            if (warmth > most) {
                most = warmth;
                warmest = {static_cast<double>(x), static_cast<double>(y)};
            }
        }
    return warmest;
}

TEST(HeatMaps, OfMeasuresAreWarmestWhereTheLesionLies) {
    auto set = pictures(8, 24, 0, 224);
    const auto places = plantSpots(set);
    // Taken for well: what the check names, and the maps show, are pictures with a spot.
    for (const std::size_t wrong : {2U, 18U})
        set.samples[wrong].label = set.samples[wrong + 1].label = 0;
    const ScratchFolder folder;
    auto request = requestOf(set);
    request.checks = {"label-noise"};
    const auto plan = StudyPlan::write(folder.path() / "study", request).value();
    ASSERT_EQ(plan.tasks().back().kind, TaskKind::Maps);
    runAll(plan, toolsOf(set));
    const auto study = aggregate(plan).value();
    ASSERT_EQ(study.heatMaps.size(), 6U);
    int spotted = 0, found = 0;
    for (const HeatMap& map : study.heatMaps) {
        EXPECT_EQ(map.model, "features");
        const auto place = places.find(map.image);
        if (place == places.end())
            continue;
        ++spotted;
        const auto warmest = warmestOf(map);
        found += std::hypot(warmest.x - place->second.x, warmest.y - place->second.y) < 45;
    }
    EXPECT_GE(spotted, 3);
    EXPECT_EQ(found, spotted);
}

TEST(HeatMaps, NeedTheFoldsAndAModelThatLooksAtPictures) {
    const auto set = pictures(5, 12, 14);
    const ScratchFolder folder;
    const auto drawsMaps = [&](const char* name, std::vector<std::string> models,
                               std::vector<std::string> checks) {
        auto request = requestOf(set);
        request.models = std::move(models);
        request.checks = std::move(checks);
        const auto plan = StudyPlan::write(folder.path() / name, request).value();
        return plan.tasks().back().kind == TaskKind::Maps;
    };
    EXPECT_FALSE(drawsMaps("nothing named", {"features"}, {"none"}));
    EXPECT_FALSE(drawsMaps("shortcut", {"shortcut"}, {"label-noise"}));
    EXPECT_TRUE(drawsMaps("named", {"shortcut", "features:svm"}, {"label-noise"}));
    if (!builtWithTorch())
        return;
    const auto with = StudyPlan::write(folder.path() / "with", requestWithNetwork(set)).value();
    ASSERT_EQ(with.tasks().back().kind, TaskKind::Maps);
    EXPECT_EQ(with.tasks().back().model, 1); // the network, not the measures before it
    const auto early = runTask(with, with.tasks().back().id, toolsOf(set));
    ASSERT_FALSE(early);
    EXPECT_EQ(early.error().code, ErrorCode::InvalidArgument);
}

} // namespace
} // namespace cw::validation
