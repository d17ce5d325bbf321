// SPDX-License-Identifier: Apache-2.0
#include "dataset/Sets.h"

#include <array>
#include <cstdio>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace cw::dataset {
namespace {

using namespace testing;
namespace fs = std::filesystem;

struct Exported {
    Store store;
    ScratchFolder scratch;
    FrozenVersion version;
    fs::path folder = scratch.path() / "out";

    Exported() {
        version = freeze(smallContent(store), core::VersionName("v1"), scratch.path() / "v1",
                         store.source(), noon())
                      .value();
    }
    Result<void> run(ExportFormat format, bool withImages = false) {
        return exportVersion(version, {format, folder, withImages}, store.source());
    }
    std::string text(const std::string& file) const {
        return core::readText(folder / file).value();
    }
};

/// What a program prints, and whether it ended well.
std::pair<std::string, bool> outputOf(const std::string& command) {
    std::string output;
    FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
    std::array<char, 4096> buffer{};
    while (std::fgets(buffer.data(), buffer.size(), pipe) != nullptr)
        output += buffer.data();
    return {output, ::pclose(pipe) == 0};
}

/// Reads the file as a stranger would: Python's json, its own shoelace and its own bounding box.
constexpr const char* kOracle = R"PY(
import json, sys
d = json.load(open(sys.argv[1], encoding="utf-8"))
assert all(k in d for k in ("info", "licenses", "categories", "images", "annotations")), sorted(d)
assert isinstance(d["licenses"], list) and d["licenses"][0]["id"] == 1
images = {i["id"]: i for i in d["images"]}
categories = {c["id"]: c["name"] for c in d["categories"]}
assert len(images) == len(d["images"]) and min(images) >= 1 and min(categories) >= 1
assert len({a["id"] for a in d["annotations"]}) == len(d["annotations"]) == int(sys.argv[2])
for a in d["annotations"]:
    assert a["iscrowd"] == 0 and a["category_id"] in categories
    (flat,) = a["segmentation"]
    p = list(zip(flat[0::2], flat[1::2]))
    assert len(p) >= 3 and p[0] != p[-1]
    area = abs(sum(p[i-1][0]*p[i][1] - p[i][0]*p[i-1][1] for i in range(len(p)))) / 2
    assert abs(area - a["area"]) < 1e-9, (area, a["area"])
    xs, ys = [x for x, _ in p], [y for _, y in p]
    assert a["bbox"] == [min(xs), min(ys), max(xs)-min(xs), max(ys)-min(ys)], a["bbox"]
    i = images[a["image_id"]]
    assert 0 <= min(xs) and max(xs) <= i["width"] and 0 <= min(ys) and max(ys) <= i["height"]
try:
    from pycocotools.coco import COCO
    c = COCO(sys.argv[1])
    assert len(c.getAnnIds()) == len(d["annotations"])
except ImportError:
    pass
print("ok")
)PY";

TEST(CocoExport, HoldsUnderAnIndependentReader) {
    Exported exported;
    ASSERT_TRUE(exported.run(ExportFormat::Coco));
    const auto script = exported.scratch.path() / "oracle.py";
    ASSERT_TRUE(core::writeWhole(script, std::string_view(kOracle)));
    const auto [output, well] =
        outputOf("/usr/bin/python3 " + script.string() + " " +
                 (exported.folder / "annotations/instances_default.json").string() + " 2");
    EXPECT_TRUE(well) << output;
}

TEST(CocoExport, KeepsEveryVertexAsItWasDrawn) {
    Exported exported;
    ASSERT_TRUE(exported.run(ExportFormat::Coco));
    const auto coco = nlohmann::json::parse(exported.text("annotations/instances_default.json"));
    std::size_t at = 0;
    for (const DatasetImage& image : exported.version.content.images)
        for (const annotation::Finding& finding : image.findings) {
            const auto flat =
                coco["annotations"][at++]["segmentation"][0].get<std::vector<double>>();
            core::Polygon outline;
            for (std::size_t i = 0; i < flat.size(); i += 2)
                outline.vertices.push_back({flat[i], flat[i + 1]});
            EXPECT_EQ(outline, finding.outline);
        }
    EXPECT_EQ(at, coco["annotations"].size());
}

TEST(CocoExport, GivesTheMenusLabelsTheSameIdsWhateverTheContent) {
    Exported exported;
    auto& images = exported.version.content.images;
    for (auto& image : images)
        image.findings.clear();
    ASSERT_TRUE(exported.run(ExportFormat::Coco));
    const auto coco = nlohmann::json::parse(exported.text("annotations/instances_default.json"));
    const auto labels = annotation::lesionLabels(true);
    ASSERT_EQ(coco["categories"].size(), labels.size());
    for (std::size_t i = 0; i < labels.size(); ++i) {
        EXPECT_EQ(coco["categories"][i]["id"], i + 1);
        EXPECT_EQ(coco["categories"][i]["name"], labels[i]);
    }
}

TEST(Export, WritesTheSameBytesTwice) {
    for (const auto format : {ExportFormat::Coco, ExportFormat::Csv, ExportFormat::Json}) {
        Exported a, b;
        ASSERT_TRUE(a.run(format));
        ASSERT_TRUE(b.run(format));
        std::size_t files = 0;
        for (const auto& entry : fs::recursive_directory_iterator(a.folder))
            if (entry.is_regular_file()) {
                const auto name = entry.path().lexically_relative(a.folder).string();
                EXPECT_EQ(a.text(name), b.text(name));
                ++files;
            }
        EXPECT_GE(files, 1U);
    }
}

TEST(Export, LeavesFreeTextBehind) {
    for (const auto format : {ExportFormat::Coco, ExportFormat::Csv, ExportFormat::Json}) {
        Exported exported;
        ASSERT_TRUE(exported.run(format));
        for (const auto& entry : fs::recursive_directory_iterator(exported.folder))
            if (entry.is_regular_file()) {
                EXPECT_EQ(core::readText(entry.path())->find("SENTINEL"), std::string::npos)
                    << entry.path();
            }
    }
}

TEST(CsvExport, HasOneLineAnImageAndOneALesion) {
    Exported exported;
    ASSERT_TRUE(exported.run(ExportFormat::Csv));
    const auto script = exported.scratch.path() / "read.py";
    ASSERT_TRUE(core::writeWhole(
        script,
        std::string_view(
            "import csv,sys\n"
            "i=list(csv.DictReader(open(sys.argv[1],newline='')))\n"
            "a=list(csv.DictReader(open(sys.argv[2],newline='')))\n"
            "assert len(i)==3 and len(a)==2,(len(i),len(a))\n"
            "assert None not in i[0] and i[0]['manufacturer']=='Synthetic, \"Imaging\"',i[0]\n"
            "assert {r['answer_assessment'] for r in i}=={'5'}\n"
            "assert {r['outline_px'] for r in a}=={'100.25 100;120 140;80 140',"
            "'10 10;50 10;50 30;30 30;30 60.5;10 60.5'}\n"
            "assert {float(r['area_px2']) for r in a}=={800.0,1410.0},a\n")));
    const auto [output, well] = outputOf("/usr/bin/python3 " + script.string() + " " +
                                         (exported.folder / "images.csv").string() + " " +
                                         (exported.folder / "annotations.csv").string());
    EXPECT_TRUE(well) << output;
}

TEST(JsonExport, NamesEverythingItHolds) {
    Exported exported;
    ASSERT_TRUE(exported.run(ExportFormat::Json));
    const auto json = nlohmann::json::parse(exported.text("dataset.json"));
    EXPECT_EQ(json["manifestSha256"], exported.version.manifestSha256);
    EXPECT_EQ(json["images"].size(), 3U);
    EXPECT_EQ(json["excludedCases"][0]["caseId"], "C-0003");
    std::size_t findings = 0;
    for (const auto& image : json["images"])
        findings += image["findings"].size();
    EXPECT_EQ(findings, 2U);
}

TEST(Export, CopiesTheImagesUnderTheNamesInTheTables) {
    Exported exported;
    ASSERT_TRUE(exported.run(ExportFormat::Coco, true));
    const auto coco = nlohmann::json::parse(exported.text("annotations/instances_default.json"));
    for (const auto& image : coco["images"]) {
        const auto bytes = exported.text("images/" + image["file_name"].get<std::string>());
        EXPECT_EQ(core::sha256Hex(bytes), image["sha256"].get<std::string>());
    }
}

TEST(Export, LeavesNoHalfFolderWhenAnImageIsCorrupt) {
    Exported exported;
    exported.store.blobs.rbegin()->second += "!";
    const auto done = exported.run(ExportFormat::Csv, true);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, ErrorCode::Corrupt);
    EXPECT_FALSE(fs::exists(exported.folder));
    EXPECT_EQ(std::distance(fs::directory_iterator(exported.scratch.path()), {}), 1); // v1
}

TEST(Export, RefusesAFolderThatHoldsAnything) {
    Exported exported;
    fs::create_directory(exported.folder);
    ASSERT_TRUE(core::writeWhole(exported.folder / "mine", std::string_view("text")));
    const auto done = exported.run(ExportFormat::Json);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, ErrorCode::Conflict);
    EXPECT_EQ(exported.text("mine"), "text");
}

TEST(Export, KnowsItsFormatsByName) {
    EXPECT_EQ(exportFormatFrom("coco"), ExportFormat::Coco);
    EXPECT_EQ(exportFormatFrom("csv"), ExportFormat::Csv);
    EXPECT_EQ(exportFormatFrom("json"), ExportFormat::Json);
    EXPECT_FALSE(exportFormatFrom("COCO ").has_value());
}

} // namespace
} // namespace cw::dataset
