// SPDX-License-Identifier: Apache-2.0
// SEG, SR and GSPS that other programs wrote (shared/data/annot/format_samples), and damaged ones.
#include "dicom/DerivedObjects.h"
#include "fuzz/Mutations.h"

namespace cw::dicom {
namespace {

using namespace cw::testing;

std::vector<std::byte> sample(const std::string& name) {
    return must(core::readFile(testData() / "annot/format_samples" / name));
}

TEST(DerivedSamples, TheSegmentationOfAnXRayByHighdicom) {
    CW_NEED_TEST_DATA();
    const auto file = sample("dicom_seg/highdicom_seg_image_cr_binary.dcm");
    const auto read = must(readSegmentation(file));
    ASSERT_EQ(read.frames.size(), 1U);
    EXPECT_EQ(read.segments[0].label, "first segment");
    EXPECT_EQ(read.segments[0].type.meaning, "Connective tissue");
    EXPECT_EQ(read.segments[0].algorithm, SegmentAlgorithm::Automatic);
    EXPECT_EQ(read.frames[0].mask.count(), 151U); // numpy: pixel_array.sum()
    EXPECT_EQ(read.frames[0].sopInstanceUid, "1.3.6.1.4.1.5962.1.1.0.0.0.1196527414.5534.0.11");
    double area = 0;
    for (const auto& outline : must(outlinesOf(read))) {
        area += core::areaPx2(outline.outline);
        for (const auto& hole : outline.holes)
            area -= core::areaPx2(hole);
    }
    EXPECT_EQ(area, 151.0);
}

TEST(DerivedSamples, TheOverlappingSegmentsOfACtByHighdicom) {
    CW_NEED_TEST_DATA();
    const auto read =
        must(readSegmentation(sample("dicom_seg/highdicom_seg_image_ct_binary_overlap.dcm")));
    ASSERT_EQ(read.frames.size(), 8U);
    ASSERT_EQ(read.segments.size(), 2U);
    for (std::size_t i = 0; i < 8; ++i) {
        EXPECT_EQ(read.frames[i].segment, i / 4);
        EXPECT_EQ(read.frames[i].mask.count(), i < 4 ? 16U : 4U); // numpy: sum(axis=(1, 2))
        EXPECT_TRUE(read.frames[i].sopInstanceUid.ends_with(std::string(".28319.0.9") +
                                                            std::to_string(3 + i % 4)));
    }
}

TEST(DerivedSamples, TheMammographyReport) {
    CW_NEED_TEST_DATA();
    const auto read = must(readMeasurementReport(sample("dicom_sr/sample_mg_tid1500_scoord.dcm")));
    ASSERT_EQ(read.outlines.size(), 1U);
    const auto& outline = read.outlines[0];
    EXPECT_EQ(outline.shape, DrawnShape::Polygon);
    EXPECT_EQ(outline.outline.vertices.front(), (core::PointPx{1200.5, 1800.5}));
    EXPECT_EQ(outline.outline.vertices.size() + 1, outline.points.size());
    EXPECT_EQ(outline.label.value, "129788004");
    EXPECT_EQ(outline.site.meaning, "Left breast");
    ASSERT_EQ(outline.measurements.size(), 2U);
    EXPECT_EQ(outline.measurements[0].value, 63.4);
    EXPECT_EQ(outline.evaluations.size(), 3U);
    EXPECT_FALSE(outline.sopInstanceUid.empty());
}

TEST(DerivedSamples, TheReportWithSeveralGroupsByHighdicom) {
    CW_NEED_TEST_DATA();
    const auto read =
        must(readMeasurementReport(sample("dicom_sr/highdicom_sr_multiple_groups.dcm")));
    EXPECT_EQ(read.groups, 4U);
    EXPECT_EQ(read.inPatientSpace, 1U);
    ASSERT_EQ(read.outlines.size(), 2U);
    EXPECT_EQ(read.outlines[0].shape, DrawnShape::Circle);
    EXPECT_EQ(read.outlines[0].label.meaning, "Nodule");
    EXPECT_EQ(read.outlines[0].site.meaning, "Lung");
    EXPECT_EQ(read.outlines[1].label.meaning, "Aorta");
    EXPECT_TRUE(read.outlines[1].site.value.empty()) << "one group's site is not the next one's";
}

TEST(DerivedSamples, TheReportWithASiteAndACircleByHighdicom) {
    CW_NEED_TEST_DATA();
    const auto read = must(readMeasurementReport(sample("dicom_sr/highdicom_sr_document.dcm")));
    ASSERT_EQ(read.outlines.size(), 1U);
    EXPECT_EQ(read.outlines[0].label.meaning, "Spinal cord");
    EXPECT_EQ(read.outlines[0].measurements.size(), 1U);
    EXPECT_EQ(read.outlines[0].outline.vertices.size(), 48U);
}

TEST(DerivedSamples, TheDcmqiReportHasItsRegionsInSegmentationsAndSaysSo) {
    CW_NEED_TEST_DATA();
    const auto read = must(readMeasurementReport(sample("dicom_sr/dcmqi_sr_example.dcm")));
    EXPECT_TRUE(read.outlines.empty());
    EXPECT_GT(read.groups, 0U);
    EXPECT_GT(read.inSegmentations, 0U);
}

TEST(DerivedSamples, ThePresentationStateOfDcmtkAndPydicom) {
    CW_NEED_TEST_DATA();
    const auto read = must(readPresentationState(sample("gsps/gsps_polyline_dcmtk_pydicom.dcm")));
    ASSERT_EQ(read.outlines.size(), 1U);
    const core::Polygon drawn{{{50.5, 40.5}, {90.25, 42}, {95, 80.75}, {60, 88.5}}};
    EXPECT_EQ(read.outlines[0].outline, drawn) << "a flip of the view moves no point";
    EXPECT_EQ(read.outlines[0].words, "Mass BI-RADS 4A");
}

/// Damaged ones end in values or an error, in bounded time: never in a crash.
class DamagedObjects : public ::testing::Test {
protected:
    template <class Read>
    static void survives(const std::vector<std::byte>& seed, const char* name, Read read) {
        const core::Random root(20261130);
        std::size_t good = 0, bad = 0;
        for (std::size_t i = 0; i < 3000; ++i) {
            auto random = root.stream(name, i);
            (read(test::mutated(seed, random)) ? good : bad) += 1;
        }
        EXPECT_GT(good, 0U) << "no mutation reached the reader's end";
        EXPECT_GT(bad, 0U) << "no mutation was refused";
    }
    const SourceImage m_image = mammogram(40, 30);
    const std::vector<core::Polygon> m_outlines = lesions(core::Random(5), 30, 40, 3);
};

TEST_F(DamagedObjects, SegmentationsEndInMasksOrAnError) {
    survives(must(encodeSegmentation(m_image, segmentationOf(m_image, m_outlines), identity("s"))),
             "seg", [](const std::vector<std::byte>& bytes) {
                 const auto read = readSegmentation(bytes);
                 return read && outlinesOf(*read).has_value();
             });
}

TEST_F(DamagedObjects, ReportsEndInOutlinesOrAnError) {
    survives(must(encodeMeasurementReport(reportOf(m_image, m_outlines), identity("s"))), "sr",
             [](const std::vector<std::byte>& bytes) {
                 return readMeasurementReport(bytes).has_value();
             });
}

TEST_F(DamagedObjects, PresentationStatesEndInOutlinesOrAnError) {
    survives(must(encodePresentationState(m_image, stateOf(m_outlines), identity("s"))), "ps",
             [](const std::vector<std::byte>& bytes) {
                 return readPresentationState(bytes).has_value();
             });
}

TEST_F(DamagedObjects, ClaimsOfManyFramesAreRefusedBeforeAnythingIsAllocated) {
    auto instance = must(readInstance(
        must(encodeSegmentation(m_image, segmentationOf(m_image, m_outlines), identity("s")))));
    must(instance.setText({0x0028, 0x0008}, "2000000000"));
    EXPECT_EQ(readSegmentation(must(encodeInstance(instance))).error().code, ErrorCode::TooLarge);
    must(instance.setText({0x0028, 0x0008}, "90000"));
    EXPECT_EQ(readSegmentation(must(encodeInstance(instance))).error().code, ErrorCode::Malformed);
    must(instance.setText({0x0028, 0x0010}, "65535"));
    must(instance.setText({0x0028, 0x0011}, "65535"));
    EXPECT_FALSE(readSegmentation(must(encodeInstance(instance))).has_value());
}

} // namespace
} // namespace cw::dicom
