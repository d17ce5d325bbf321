// SPDX-License-Identifier: Apache-2.0
// Every sample of ../shared/data/annot against Python's own readers.
#include "dataset/FormatOracle.h"
#include "dataset/formats/Findings.h"
#include "support/TemporaryFolder.h"

#include <gtest/gtest.h>

namespace cw::dataset {
namespace {

using namespace testing;
namespace fs = std::filesystem;

/// The oracle and we agree on every image, label, area and bounding box, in order.
void expectAsTheOracle(const std::string& oracleName, const fs::path& path, std::size_t atLeast,
                       const ReadOptions& options = {}, std::size_t faults = 0) {
    SCOPED_TRACE(oracleName + " " + path.filename().string());
    const auto truth = oracle(oracleName, path);
    ASSERT_FALSE(truth.contains("error")) << truth["error"];
    const auto set = readAnnotations(path, options);
    ASSERT_TRUE(set.has_value()) << set.error().sentence();
    EXPECT_EQ(set->faults.size(), faults) << (set->faults.empty() ? "" : set->faults.front());
    ASSERT_EQ(set->images.size(), truth["images"].size());
    for (const AnnotatedImage& image : set->images) {
        ASSERT_TRUE(truth["images"].contains(image.name)) << image.name;
        EXPECT_EQ(image.width, truth["images"][image.name][0]);
        EXPECT_EQ(image.height, truth["images"][image.name][1]);
    }
    ASSERT_EQ(set->shapes.size(), truth["shapes"].size());
    EXPECT_GE(set->shapes.size(), atLeast);
    for (std::size_t i = 0; i < set->shapes.size(); ++i) {
        SCOPED_TRACE("shape " + std::to_string(i + 1));
        const AnnotatedShape& shape = set->shapes[i];
        const auto& said = truth["shapes"][i];
        EXPECT_EQ(set->images[shape.image].name, said[0]);
        EXPECT_EQ(shape.label, said[1]);
        if (said[2].is_null())
            EXPECT_TRUE(shape.regions.empty());
        else
            EXPECT_NEAR(areaPx2(shape), said[2].get<double>(), 1e-6 * (1 + areaPx2(shape)));
        const core::RectPx box = boundsOf(shape);
        EXPECT_NEAR(box.left, said[3][0].get<double>(), 1e-9);
        EXPECT_NEAR(box.top, said[3][1].get<double>(), 1e-9);
        EXPECT_NEAR(box.right, said[3][2].get<double>(), 1e-9);
        EXPECT_NEAR(box.bottom, said[3][3].get<double>(), 1e-9);
    }
}

class Samples : public ::testing::Test {
protected:
    void SetUp() override {
        CW_NEED_TEST_DATA();
        m_root = cw::testing::testData() / "annot";
    }
    fs::path sample(const char* name) const { return m_root / "format_samples" / name; }
    fs::path m_root;
};

TEST_F(Samples, CocoOfDatumaroAndLabelmeWithPolygonsBoxesAndRunLengths) {
    expectAsTheOracle("coco", sample("coco/datumaro_instances_val.json"), 2);
    expectAsTheOracle("coco", sample("coco/datumaro_instances_train.json"), 1);
    expectAsTheOracle("coco", sample("coco/labelme_export_instances.json"), 12);
    const auto datumaro = m_root / "datumaro/coco_dataset/coco_instances/annotations";
    expectAsTheOracle("coco", datumaro / "instances_val.json", 2);
}

TEST_F(Samples, CocoKeepsTheAttributesExtensionAndLeavesTheBackgroundOut) {
    const auto val = readAnnotations(sample("coco/datumaro_instances_val.json")).value();
    EXPECT_EQ(val.shapes[0].attributes,
              (std::map<std::string, std::string>{{"x", "1"}, {"y", "hello"}}));
    EXPECT_TRUE(val.shapes[1].crowd);
    EXPECT_EQ(val.shapes[1].kind, ShapeKind::Mask);
    const auto labelme = readAnnotations(sample("coco/labelme_export_instances.json")).value();
    EXPECT_EQ(labelme.categories.size(), 20U);
}

TEST_F(Samples, CvatForImages) {
    expectAsTheOracle("cvat", sample("cvat/cvat_docs_example_1.1.xml"), 1);
    expectAsTheOracle("cvat", sample("cvat/datumaro_for_images_train.xml"), 6);
    const auto docs = readAnnotations(sample("cvat/cvat_docs_example_1.1.xml")).value();
    EXPECT_EQ(docs.images[0].tags, std::vector<std::string>{"good_frame"});
    const auto train = readAnnotations(sample("cvat/datumaro_for_images_train.xml")).value();
    EXPECT_TRUE(train.shapes[0].occluded);
    EXPECT_EQ(train.shapes[0].attributes.at("a4"), "2.4");
}

TEST_F(Samples, LabelMeOfEveryShapeTypeAndVersion) {
    expectAsTheOracle("labelme", sample("labelme/primitives.json"), 8);
    expectAsTheOracle("labelme", sample("labelme/2011_000025.json"), 3);
    for (const char* folder : {"instance_segmentation", "bbox_detection"})
        for (const char* name : {"2011_000003", "2011_000006", "2011_000025"})
            expectAsTheOracle(
                "labelme",
                m_root / "labelme" / folder / "data_annotated" / (std::string(name) + ".json"), 1);
}

TEST_F(Samples, LabelMeMaskHasThePixelsOfItsPicture) {
    const auto set = readAnnotations(sample("labelme/primitives.json")).value();
    const AnnotatedShape& mask = set.shapes.back();
    EXPECT_EQ(mask.kind, ShapeKind::Mask);
    EXPECT_EQ(mask.label, "octagon");
    EXPECT_EQ(mask.regions.size(), 1U);
}

TEST_F(Samples, ViaRegionsOfTheRadiologists) {
    const auto file = m_root.parent_path() / "mg_images_cdd_cesm/via_regions.csv";
    expectAsTheOracle("via", file, 50);
}

TEST_F(Samples, VocWithPartsAndInstances) {
    expectAsTheOracle("voc", sample("voc/2007_000001.xml"), 3);
    const auto folder = m_root / "datumaro/voc_dataset/voc_dataset1/Annotations/2007_000001.xml";
    expectAsTheOracle("voc", folder, 4);
    const auto corners =
        readAnnotations(sample("voc/2007_000001.xml"), {{}, VocBoxes::Corners}).value();
    EXPECT_EQ(boundsOf(corners.shapes[0]), (core::RectPx{1, 2, 3, 4}));
    EXPECT_EQ(corners.shapes[1].attributes.at("action:walking"), "1");
    EXPECT_FALSE(corners.shapes[1].attributes.contains("action:running"));
}

TEST_F(Samples, InbreastPropertyListAndTable) {
    expectAsTheOracle("inbreast", sample("inbreast/00000001_SYNTHETIC.xml"), 2);
    const auto table = readAnnotations(sample("inbreast/INbreast_SYNTHETIC.csv")).value();
    ASSERT_EQ(table.images.size(), 3U);
    EXPECT_EQ(table.images[1].answers.at("assessmentLeft"), "4A");
    EXPECT_EQ(table.images[1].answers.at("densityLeft"), "c");
    EXPECT_FALSE(table.images[2].answers.contains("densityRight")); // blanks
}

TEST_F(Samples, CbisDdsmOfBothColumnNamings) {
    expectAsTheOracle("cbis", sample("cbis_ddsm/mass_case_description_sample.csv"), 2, {}, 2);
    expectAsTheOracle("cbis", sample("cbis_ddsm/calc_case_description_sample.csv"), 2, {}, 2);
    const auto mass = readAnnotations(sample("cbis_ddsm/mass_case_description_sample.csv")).value();
    EXPECT_EQ(mass.images[0].answers.at("densityLeft"), "c");
    EXPECT_EQ(mass.shapes[0].attributes.at("mass shape"), "IRREGULAR-ARCHITECTURAL_DISTORTION");
    const auto calc = readAnnotations(sample("cbis_ddsm/calc_case_description_sample.csv")).value();
    EXPECT_EQ(calc.images[0].answers.at("densityRight"), "c");
    EXPECT_EQ(calc.shapes[1].attributes.at("pathology"), "BENIGN_WITHOUT_CALLBACK");
}

TEST_F(Samples, VinDrFindingsAndBreasts) {
    expectAsTheOracle("vindr", sample("vindr_mammo/finding_annotations_SYNTHETIC.csv"), 3);
    const auto set = readAnnotations(sample("vindr_mammo/finding_annotations_SYNTHETIC.csv"));
    EXPECT_EQ(set->shapes[1].group, set->shapes[2].group);
    EXPECT_FALSE(set->shapes[1].group.empty());
    EXPECT_EQ(set->shapes[0].attributes.at("assessment"), "4");
    const auto breasts =
        readAnnotations(sample("vindr_mammo/breast-level_annotations_SYNTHETIC.csv")).value();
    EXPECT_EQ(breasts.images[0].answers.at("assessmentRight"), "4");
    EXPECT_EQ(breasts.images[0].answers.at("densityRight"), "c");
}

TEST_F(Samples, LabelStudioPolygonsInPercent) {
    expectAsTheOracle("labelstudio", sample("label_studio/data_polygons.json"), 1);
}

TEST_F(Samples, YoloSegFolder) {
    expectAsTheOracle("yolo", sample("yolo_seg"), 2);
    EXPECT_TRUE(readAnnotations(sample("yolo_seg"))->fractions);
}

/// Vessels are full of holes: they fall into outlines that can be stored, and no pixel is lost.
TEST_F(Samples, VesselMasksOfTwoObserversBecomeFindingsOfTheSameArea) {
    const auto folder = m_root.parent_path() / "fundus_chasedb1";
    auto labels = LabelMap::standard(core::ImageKind::Fundus);
    ASSERT_TRUE(labels.add("label,finding\nclass-255,other\n"));
    for (const char* name : {"Image_01L_1stHO.png", "Image_01L_2ndHO.png"}) {
        expectAsTheOracle("mask", folder / name, 1);
        const auto set = readAnnotations(folder / name).value();
        ConversionCounts counts;
        double area = 0;
        for (const auto& finding :
             findingsOf(set.shapes[0], core::ImageId("i"), set.images[0].width,
                        set.images[0].height, labels, 1, counts))
            area += core::areaPx2(finding.outline);
        EXPECT_EQ(area, areaPx2(set.shapes[0]));
        EXPECT_GT(counts.pieces, 10U);
    }
}

} // namespace
} // namespace cw::dataset
