// SPDX-License-Identifier: Apache-2.0
// What each export says comes back within the tolerances of workstation.md section 3.
#include "core/Raster.h"
#include "dataset/FormatOracle.h"
#include "dataset/Sets.h"
#include "dataset/formats/RunLength.h"
#include "dataset/formats/Writers.h"
#include "support/Polygons.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <set>

namespace cw::dataset {
namespace {

using namespace testing;
namespace fs = std::filesystem;

constexpr int kWidth = 200, kHeight = 300; // Sets.h

core::Polygon anyOutline() {
    const auto radii = *rc::gen::container<std::vector<int>>(*rc::gen::inRange<std::size_t>(3, 40),
                                                             rc::gen::inRange(200, 4500));
    std::vector<double> px;
    for (const int radius : radii)
        px.push_back(radius / 100.0);
    const double x = *rc::gen::inRange(5000, 15000) / 100.0 + 1.0 / 3;
    const double y = *rc::gen::inRange(5000, 25000) / 100.0 + 1.0 / 7;
    return cw::testing::starShaped({x, y}, px);
}

DatasetContent anyContent(Store& store) {
    DatasetContent content = smallContent(store);
    std::ranges::sort(content.images, {}, &DatasetImage::id); // as freeze() has them
    for (DatasetImage& image : content.images) {
        image.findings.clear();
        const int count = *rc::gen::inRange(0, 4);
        for (int i = 0; i < count; ++i) {
            auto lesion = finding(image, "L" + std::to_string(i + 1), anyOutline().vertices);
            lesion.label = *rc::gen::element(std::string("mass"), std::string("calcification"),
                                             std::string("from, \"elsewhere\""));
            lesion.attributes = {{"margin", "spiculated"}, {"lesion", "2"}};
            image.findings.push_back(std::move(lesion));
        }
    }
    return content;
}

struct Trip {
    Store store;
    ScratchFolder scratch;
    FrozenVersion version;
    AnnotationSet back;

    Trip(DatasetContent content, ExportFormat format, ReadOptions options = {}) {
        version.name = core::VersionName("v1");
        version.createdAt = "2026-11-30T12:00:00Z";
        version.content = std::move(content);
        const fs::path folder = scratch.path() / "out";
        const auto done = exportVersion(version, {format, folder}, store.source());
        RC_ASSERT(done.has_value());
        auto read = readAnnotations(folder, options);
        if (!read)
            RC_FAIL(read.error().sentence());
        back = std::move(*read);
        for (AnnotatedImage& image : back.images) // YOLO leaves sizes to the pictures
            if (image.width == 0)
                image.width = kWidth, image.height = kHeight;
        RC_ASSERT(toPixels(back).has_value());
        RC_ASSERT(back.faults.empty());
    }

    /// The findings of each image, in order, with their outlines at most this far off.
    void expectSame(double tolerancePx, bool attributes) const {
        std::size_t at = 0;
        for (const DatasetImage& image : version.content.images)
            for (const annotation::Finding& finding : image.findings) {
                RC_ASSERT(at < back.shapes.size());
                const AnnotatedShape& shape = back.shapes[at++];
                RC_ASSERT(detailStem(back.images[shape.image].name) == image.id.text());
                RC_ASSERT(shape.label == finding.label);
                RC_ASSERT(shape.regions.size() == 1U);
                const auto& v = shape.regions[0].outline.vertices;
                RC_ASSERT(v.size() == finding.outline.vertices.size());
                for (std::size_t i = 0; i < v.size(); ++i) {
                    RC_ASSERT(std::abs(v[i].x - finding.outline.vertices[i].x) <= tolerancePx);
                    RC_ASSERT(std::abs(v[i].y - finding.outline.vertices[i].y) <= tolerancePx);
                }
                if (attributes) {
                    RC_ASSERT(shape.attributes == finding.attributes);
                    RC_ASSERT(shape.id == finding.id.text());
                }
            }
        RC_ASSERT(at == back.shapes.size());
    }
    static std::string detailStem(const std::string& name) {
        return fs::path(name).stem().string();
    }
};

void sameAfter(ExportFormat format, double tolerancePx, bool attributes) {
    EXPECT_TRUE(rc::check([&] {
        Store store;
        Trip(anyContent(store), format).expectSame(tolerancePx, attributes);
    }));
}

TEST(RoundTrip, CocoIsExact) { sameAfter(ExportFormat::Coco, 0, true); }
TEST(RoundTrip, LabelMeIsExact) { sameAfter(ExportFormat::LabelMe, 0, true); }
TEST(RoundTrip, CsvIsExact) { sameAfter(ExportFormat::Csv, 0, true); }
TEST(RoundTrip, JsonIsExact) { sameAfter(ExportFormat::Json, 0, true); }
TEST(RoundTrip, CvatIsWithinAHundredthOfAPixel) { sameAfter(ExportFormat::Cvat, 0.01, true); }
TEST(RoundTrip, YoloIsWithinAMillionthOfTheImage) {
    sameAfter(ExportFormat::Yolo, 1e-6 * kWidth, false);
}

std::set<std::pair<int, int>> pixelsOf(const core::Polygon& outline) {
    std::set<std::pair<int, int>> pixels;
    for (const core::Span& span : core::spansOf(outline))
        for (int column = span.firstColumn; column < span.endColumn; ++column)
            if (span.row >= 0 && span.row < kHeight && column >= 0 && column < kWidth)
                pixels.insert({span.row, column});
    return pixels;
}

std::set<std::pair<int, int>> pixelsOf(const AnnotatedShape& shape) {
    std::set<std::pair<int, int>> pixels;
    for (const Region& region : shape.regions) {
        pixels.merge(pixelsOf(region.outline));
        for (const core::Polygon& hole : region.holes)
            for (const auto& pixel : pixelsOf(hole))
                pixels.erase(pixel);
    }
    return pixels;
}

TEST(RoundTrip, MasksKeepEveryPixelOfALabel) {
    EXPECT_TRUE(rc::check([] {
        Store store;
        auto content = anyContent(store);
        for (auto& image : content.images) // one label: what overlaps is the same class
            for (auto& finding : image.findings)
                finding.label = "mass";
        const Trip trip(content, ExportFormat::PngMask);
        std::size_t at = 0;
        for (const DatasetImage& image : content.images) {
            std::set<std::pair<int, int>> drawn;
            for (const auto& finding : image.findings)
                drawn.merge(pixelsOf(finding.outline));
            if (drawn.empty())
                continue;
            RC_ASSERT(trip.back.shapes.at(at).label == "mass");
            RC_ASSERT(pixelsOf(trip.back.shapes.at(at++)) == drawn);
        }
        RC_ASSERT(at == trip.back.shapes.size());
    }));
}

TEST(RoundTrip, VocKeepsEveryPixelOfALoneLesion) {
    EXPECT_TRUE(rc::check([] {
        Store store;
        auto content = anyContent(store);
        for (auto& image : content.images)
            image.findings.resize(std::min<std::size_t>(image.findings.size(), 1));
        const Trip trip(content, ExportFormat::Voc);
        std::size_t at = 0;
        for (const DatasetImage& image : content.images)
            for (const auto& finding : image.findings) {
                const AnnotatedShape& shape = trip.back.shapes.at(at++);
                RC_ASSERT(shape.label == finding.label);
                RC_ASSERT(shape.attributes == finding.attributes);
                const auto drawn = pixelsOf(finding.outline);
                if (shape.kind == ShapeKind::Mask)
                    RC_ASSERT(pixelsOf(shape) == drawn);
                else { // without a single pixel's centre: the box stays
                    RC_ASSERT(drawn.empty());
                    RC_ASSERT(boundsOf(shape).left <= core::boundsOf(finding.outline).left);
                }
            }
        RC_ASSERT(at == trip.back.shapes.size());
    }));
}

TEST(Exports, AreReadTheSameByPythonsOwnReaders) {
    Store store;
    for (const auto& [format, name, file, tolerance] :
         {std::tuple{ExportFormat::Coco, "coco", "annotations/instances_default.json", 1e-9},
          std::tuple{ExportFormat::Cvat, "cvat", "annotations.xml", 0.2},
          std::tuple{ExportFormat::Yolo, "yolo", "", 1e-4}}) {
        ScratchFolder scratch;
        FrozenVersion version;
        version.content = smallContent(store);
        const auto folder = scratch.path() / "out";
        ASSERT_TRUE(exportVersion(version, {format, folder}, store.source()));
        const auto truth = oracle(name, folder / file);
        ASSERT_FALSE(truth.contains("error")) << truth["error"];
        ASSERT_EQ(truth["images"].size(), 3U) << name;
        ASSERT_EQ(truth["shapes"].size(), 2U) << name;
        const double scale = format == ExportFormat::Yolo ? kWidth * kHeight : 1;
        EXPECT_NEAR(truth["shapes"][0][2].get<double>() * scale, 1410, tolerance * scale) << name;
        EXPECT_NEAR(truth["shapes"][1][2].get<double>() * scale, 800, tolerance * scale) << name;
    }
}

TEST(Exports, SayInALogWhatTheyAre) {
    Store store;
    for (const char* name : {"coco", "csv", "json", "voc", "yolo", "cvat", "labelme", "png-mask"}) {
        ScratchFolder scratch;
        FrozenVersion version;
        version.name = core::VersionName("v7");
        version.manifestSha256 = "abc";
        version.content = smallContent(store);
        const auto format = exportFormatFrom(name);
        ASSERT_TRUE(format) << name;
        ASSERT_TRUE(exportVersion(version, {*format, scratch.path() / "out"}, store.source()));
        const auto log =
            nlohmann::json::parse(core::readText(scratch.path() / "out/export.json").value());
        EXPECT_EQ(log["format"], name);
        EXPECT_EQ(log["version"], "v7");
        EXPECT_EQ(log["manifestSha256"], "abc");
        EXPECT_EQ(log["counts"]["findings"], 2);
        EXPECT_FALSE(log["tolerance"].get<std::string>().empty());
        for (const auto& entry : fs::recursive_directory_iterator(scratch.path()))
            if (entry.is_regular_file()) {
                EXPECT_EQ(core::readText(entry.path())->find("SENTINEL"), std::string::npos);
            }
    }
}

/// numpy, with PIL reading the picture: the mask of an export against a polygon filled by hand.
TEST(Exports, MaskPicturesHoldIndicesForOtherPrograms) {
    Store store;
    ScratchFolder scratch;
    FrozenVersion version;
    version.content = smallContent(store);
    const auto folder = scratch.path();
    ASSERT_TRUE(exportVersion(version, {ExportFormat::PngMask, folder / "m"}, store.source()));
    ASSERT_TRUE(exportVersion(version, {ExportFormat::Voc, folder / "v"}, store.source()));
    const std::string script = R"PY(
import glob, sys
import numpy as np
from PIL import Image
masks = {}
for f in glob.glob(sys.argv[1] + "/m/masks/*.png"):
    a = np.array(Image.open(f)); assert a.shape == (300, 200) and a.dtype == np.uint8, (a.shape, a.dtype)
    masks[f.split("/")[-1]] = a
assert len(masks) == 3
n = [f for f, a in masks.items() if a.any()]
assert len(n) == 1
a = masks[n[0]]
y, x = np.mgrid[0:300, 0:200] + 0.5
L = (x > 10) & (x < 50) & (y > 10) & (y < 30) | (x > 10) & (x < 30) & (y > 10) & (y < 60.5)
assert (a[:80] == L[:80]).all(), (a[:80] != L[:80]).sum()
(c,) = glob.glob(sys.argv[1] + "/m/classes/mass/*.png")
assert (np.array(Image.open(c)) == 255 * (a > 0)).all()
i = Image.open(sys.argv[1] + "/v/SegmentationObject/" + n[0]); assert i.mode == "P", i.mode
assert i.getpalette()[:9] == [0, 0, 0, 128, 0, 0, 0, 128, 0]
o = np.array(i); assert set(np.unique(o)) == {0, 1, 2} and ((o > 0) == (a > 0)).all()
print("ok")
)PY";
    ASSERT_TRUE(core::writeWhole(folder / "read.py", std::string_view(script)));
    const std::string command =
        "/usr/bin/python3 " + (folder / "read.py").string() + " " + folder.string();
    EXPECT_EQ(std::system(command.c_str()), 0);
}

/// Pixels at random: rings, pinched corners, holes in holes.
Bitmap anyBitmap() {
    const int width = *rc::gen::inRange(1, 14), height = *rc::gen::inRange(1, 14);
    Bitmap bitmap{*rc::gen::inRange(0, 9), *rc::gen::inRange(0, 9), width, height, {}};
    bitmap.inside = *rc::gen::container<std::vector<std::uint8_t>>(
        static_cast<std::size_t>(width * height),
        rc::gen::map(rc::gen::inRange(0, 3), [](int v) { return std::uint8_t(v > 0); }));
    return bitmap;
}

std::set<std::pair<int, int>> pixelsOf(const Bitmap& bitmap) {
    std::set<std::pair<int, int>> pixels;
    for (int row = 0; row < bitmap.height; ++row)
        for (int column = 0; column < bitmap.width; ++column)
            if (bitmap.at(column, row))
                pixels.insert({row + bitmap.top, column + bitmap.left});
    return pixels;
}

TEST(MaskOutlines, PaintTheSamePixelsAgain) {
    EXPECT_TRUE(rc::check([] {
        const Bitmap bitmap = anyBitmap();
        AnnotatedShape shape;
        shape.regions = regionsOf(bitmap);
        RC_ASSERT(pixelsOf(shape) == pixelsOf(bitmap));
        RC_ASSERT(areaPx2(shape) == static_cast<double>(pixelsOf(bitmap).size()));
    }));
}

TEST(MaskOutlines, FallIntoSimplePiecesThatAreStorable) {
    EXPECT_TRUE(rc::check([] {
        const Bitmap bitmap = anyBitmap();
        std::set<std::pair<int, int>> together;
        std::size_t sum = 0;
        for (const core::Polygon& piece : simplePieces(bitmap)) {
            RC_ASSERT(core::checkStorable(piece, 30, 30).has_value());
            auto pixels = pixelsOf(piece);
            sum += pixels.size();
            together.merge(pixels);
        }
        RC_ASSERT(together == pixelsOf(bitmap));
        RC_ASSERT(sum == together.size()); // none twice
    }));
}

TEST(RunLengths, ComeBackAsListAndAsText) {
    EXPECT_TRUE(rc::check([] {
        const Bitmap bitmap = anyBitmap();
        const Runs runs = runsOf(bitmap, 30, 25);
        const auto read = runsFromText(textOf(runs), 30, 25);
        RC_ASSERT(read.has_value());
        RC_ASSERT(*read == runs);
        RC_ASSERT(pixelsOf(bitmapFrom(runs, 30, 25).value()) == pixelsOf(bitmap));
    }));
}

/// A ring cannot be an outline: COCO gets run lengths, and numpy decodes them to the same pixels.
TEST(CocoWriter, SaysAHoleInRunLengthsThatNumpyReads) {
    AnnotationSet set;
    set.categories = {"mass"};
    set.images.push_back({"a.png", 40, 30, {}, {}, {}, {}});
    AnnotatedShape ring;
    ring.label = "mass";
    ring.regions.push_back({cw::testing::square(5, 4, 20), {cw::testing::square(10, 9, 7)}});
    set.shapes.push_back(ring);
    ScratchFolder scratch;
    const auto file = scratch.path() / "coco.json";
    ASSERT_TRUE(writeCoco(set, [&](const std::string&, std::string_view text) {
        return core::writeWhole(file, text);
    }));
    const auto truth = oracle("coco", file);
    ASSERT_FALSE(truth.contains("error")) << truth["error"];
    EXPECT_EQ(truth["shapes"][0][2], 400 - 49);
    EXPECT_EQ(truth["shapes"][0][3], (nlohmann::json{5, 4, 25, 24}));
    const auto back = readAnnotations(file).value();
    EXPECT_EQ(pixelsOf(back.shapes[0]), pixelsOf(ring));
}

} // namespace
} // namespace cw::dataset
