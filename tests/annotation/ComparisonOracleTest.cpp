// SPDX-License-Identifier: Apache-2.0
// Areas, distances and matchings beside shapely, scipy and numpy, on real regions and random ones.
#include "annotation/Comparison.h"
#include "annotation/Outlines.h"
#include "annotation/Readings.h"
#include "annotation/detail/Assignment.h"
#include "core/Random.h"
#include "support/TemporaryFolder.h"

#include <fstream>
#include <sstream>

namespace cw::annotation {
namespace {

using namespace cw::testing;
using core::Polygon;

std::string oracle(const std::string& arguments) {
    const std::string command =
        "/usr/bin/python3 '" CW_SOURCE_DIR "/tests/annotation/comparison_oracle.py' " + arguments;
    std::string text;
    FILE* pipe = ::popen(command.c_str(), "r");
    char buffer[4096];
    while (const auto count = std::fread(buffer, 1, sizeof buffer, pipe))
        text.append(buffer, count);
    EXPECT_EQ(::pclose(pipe), 0) << command;
    return text;
}

bool hasOracle() {
    return std::system("/usr/bin/python3 -c 'import shapely, scipy, numpy' 2>/dev/null") == 0;
}
#define CW_NEED_ORACLE()                                                                           \
    if (!hasOracle())                                                                              \
    GTEST_SKIP() << "needs python3-shapely and python3-scipy"

std::string written(const Polygon& polygon) {
    std::ostringstream out;
    out.precision(17);
    for (const auto& p : polygon.vertices)
        out << p.x << ' ' << p.y << ' ';
    return out.str();
}

/// The outline drawn by another hand: moved as a whole and vertex by vertex.
Polygon jittered(Polygon polygon, double px, core::Random& random) {
    const double dx = px * random.normal(), dy = px * random.normal();
    for (auto& p : polygon.vertices)
        p = {p.x + dx + 0.3 * px * random.normal(), p.y + dy + 0.3 * px * random.normal()};
    return polygon;
}

Polygon randomStar(core::Random& random, double x, double y, double radius) {
    std::vector<double> radii(3 + random.below(60));
    for (auto& r : radii)
        r = radius * random.uniform(0.3, 1);
    return starShaped({x, y}, radii);
}

using Pair = std::pair<Polygon, Polygon>;

/// Every figure of every pair against the oracle; the number of pairs that it could judge.
std::size_t checkPairs(const std::vector<Pair>& pairs) {
    TemporaryFolder folder;
    const auto file = folder / "pairs.txt";
    std::ofstream out(file);
    for (const auto& [a, b] : pairs)
        out << written(a) << '\n' << written(b) << '\n';
    out.close();
    std::istringstream answers(oracle("pairs " + file.string()));
    std::size_t judged = 0, at = 0;
    for (std::string line; std::getline(answers, line); ++at) {
        if (line == "invalid")
            continue;
        ++judged;
        const auto& [a, b] = pairs.at(at);
        std::istringstream words(line);
        double areaA = 0, areaB = 0, shared = 0, hd = 0, hd95 = 0, asd = 0;
        EXPECT_TRUE(words >> areaA >> areaB >> shared >> hd >> hd95 >> asd) << line;
        const auto overlap = exactOverlap(a, b);
        const double together = areaA + areaB - shared;
        EXPECT_NEAR(core::areaPx2(a), areaA, 1e-9 * areaA);
        EXPECT_NEAR(core::areaPx2(b), areaB, 1e-9 * areaB);
        EXPECT_NEAR(overlap.intersectionPx2, shared, 1e-9 * std::max(areaA, areaB)) << at;
        EXPECT_NEAR(overlap.iou(), shared / together, 1e-9) << at;
        EXPECT_NEAR(overlap.dice(), 2 * shared / (areaA + areaB), 1e-9) << at;
        const auto distances = outlineDistances(a, b);
        EXPECT_TRUE(distances) << at;
        if (!distances)
            continue;
        EXPECT_NEAR(distances->hausdorff, hd, 1e-9) << at;
        EXPECT_NEAR(distances->hausdorff95, hd95, 1e-9) << at;
        EXPECT_NEAR(distances->average, asd, 1e-9) << at;
    }
    EXPECT_EQ(at, pairs.size());
    return judged;
}

struct Region {
    std::string image;
    Polygon outline;
};

std::vector<Region> realRegions() {
    const auto csv = testData() / "mg_images_cdd_cesm" / "via_regions.csv";
    std::istringstream lines(oracle("regions '" + csv.string() + "'"));
    std::vector<Region> regions;
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        Region region;
        std::string shape;
        words >> region.image >> shape;
        for (double x = 0, y = 0; words >> x >> y;)
            region.outline.vertices.push_back({x, y});
        auto& v = region.outline.vertices;
        if (v.size() > 1 && v.front() == v.back()) // VIA closes its polygons
            v.pop_back();
        regions.push_back(std::move(region));
    }
    return regions;
}

TEST(ComparisonOracle, RealRegionsDrawnTwiceHaveShapelysAreasAndScipysDistances) {
    CW_NEED_TEST_DATA();
    CW_NEED_ORACLE();
    core::Random random(1);
    std::vector<Pair> pairs;
    for (const auto& region : realRegions())
        for (const double px : {0.4, 12.0})
            pairs.emplace_back(region.outline, jittered(region.outline, px, random));
    ASSERT_EQ(pairs.size(), 100U);
    EXPECT_GT(checkPairs(pairs), 60U);
}

TEST(ComparisonOracle, RandomOutlinesHaveShapelysAreasAndScipysDistances) {
    CW_NEED_ORACLE();
    core::Random random(2);
    std::vector<Pair> pairs;
    for (int i = 0; i < 150; ++i) {
        const double x = random.uniform(0, 4000), y = random.uniform(0, 4000);
        const double radius = random.uniform(2, 200);
        pairs.emplace_back(randomStar(random, x, y, radius),
                           randomStar(random, x + random.uniform(-radius, radius),
                                      y + random.uniform(-radius, radius),
                                      radius * random.uniform(0.3, 2)));
    }
    EXPECT_EQ(checkPairs(pairs), pairs.size()) << "star-shaped outlines are simple";
}

TEST(ComparisonOracle, TheHungarianMethodFindsScipysSums) {
    CW_NEED_ORACLE();
    core::Random random(3);
    std::vector<std::vector<std::vector<double>>> matrices;
    TemporaryFolder folder;
    std::ofstream out(folder / "gains.txt");
    out.precision(17);
    for (int i = 0; i < 200; ++i) {
        std::vector<std::vector<double>> gains(1 + random.below(30));
        const auto columns = 1 + random.below(30);
        out << gains.size() << ' ' << columns;
        for (auto& row : gains)
            for (std::size_t c = 0; c < columns; ++c) {
                // Sparse and coarse too: equal gains and rows that gain nothing.
                const double gain = random.chance(0.4) ? 0
                                    : i % 2 == 0       ? random.uniform()
                                                       : double(random.below(4)) / 4;
                row.push_back(gain);
                out << ' ' << gain;
            }
        out << '\n';
        matrices.push_back(std::move(gains));
    }
    out.close();
    std::istringstream answers(oracle("assignment " + (folder / "gains.txt").string()));
    for (const auto& gains : matrices) {
        double expected = -1, sum = 0;
        ASSERT_TRUE(answers >> expected);
        const auto partner = detail::bestAssignment(gains);
        for (std::size_t row = 0; row < gains.size(); ++row)
            sum += partner[row] ? gains[row][*partner[row]] : 0;
        EXPECT_NEAR(sum, expected, 1e-9);
    }
}

TEST(ComparisonOracle, ReadingsAreMatchedWithTheSumOfOverlapThatScipyFinds) {
    CW_NEED_ORACLE();
    core::Random random(4);
    std::vector<Finding> inA, inB;
    TemporaryFolder folder;
    std::ofstream out(folder / "findings.txt");
    const auto put = [&](std::vector<Finding>& findings, const char* side, const std::string& image,
                         Polygon outline) {
        out << image << ' ' << side << ' ' << written(outline) << '\n';
        findings.push_back(aFinding(lesionName(static_cast<int>(findings.size())),
                                    std::move(outline), "mass", core::ImageId(image)));
    };
    for (int image = 0; image < 20; ++image) // crowded on purpose: many ways to pair
        for (int i = 0; i < 14; ++i) {
            const auto name = "image-" + std::to_string(image);
            auto outline = randomStar(random, random.uniform(100, 260), random.uniform(100, 260),
                                      random.uniform(20, 60));
            put(inB, "b", name, randomStar(random, random.uniform(100, 260), 180, 50));
            put(inA, "a", name, std::move(outline));
        }
    out.close();
    ComparisonRules rules;
    rules.centroidAdmits = rules.distanceAdmits = false;
    const auto comparison = compare(aReading("A", inA), aReading("B", inB), rules);
    ASSERT_TRUE(comparison);
    std::map<std::string, double> sums;
    for (const auto& pair : comparison->lesions)
        sums[pair.image.text()] += pair.iou.value_or(0);
    std::istringstream answers(oracle("matching " + (folder / "findings.txt").string()));
    std::size_t images = 0;
    std::string image;
    for (double expected = 0; answers >> image >> expected; ++images)
        EXPECT_NEAR(sums[image], expected, 1e-4) << "ties weigh up to a millionth a pair";
    EXPECT_EQ(images, 20U);
}

TEST(ComparisonOracle, RealRegionsReadTwiceFindTheirPartners) {
    CW_NEED_TEST_DATA();
    CW_NEED_ORACLE();
    core::Random random(5);
    std::vector<Finding> inA, inB;
    int number = 0;
    for (const auto& region : realRegions()) {
        const auto id = lesionName(number++);
        inA.push_back(aFinding(id, region.outline, "mass", core::ImageId(region.image)));
        inB.push_back(
            aFinding(id, jittered(region.outline, 2, random), "mass", core::ImageId(region.image)));
    }
    const auto comparison = compare(aReading("A", inA), aReading("B", inB));
    ASSERT_TRUE(comparison);
    ASSERT_EQ(comparison->lesions.size(), inA.size());
    for (const auto& pair : comparison->lesions) {
        EXPECT_EQ(pair.a, pair.b);
        ASSERT_TRUE(pair.iou && pair.metrics);
        EXPECT_LT(pair.metrics->px.average, 6) << "a hand that moved 2 px";
    }
}

} // namespace
} // namespace cw::annotation
