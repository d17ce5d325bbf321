// SPDX-License-Identifier: Apache-2.0
// Millimetres against values worked out by hand, and against real machines' files.
#include "core/ImageAttributes.h"

#include "dicom/Instance.h"
#include "dicom/Instances.h"
#include "support/TemporaryFolder.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace cw {
namespace {

using core::SpacingMm;
using core::SpacingSource;
using testing::must;

constexpr dicom::Tag kPixelSpacing{0x0028, 0x0030}, kImager{0x0018, 0x1164},
    kScanned{0x0018, 0x2010}, kCalibration{0x0028, 0x0A02}, kErmf{0x0018, 0x1114},
    kToDetector{0x0018, 0x1110}, kToPatient{0x0018, 0x1111};

/// A mammogram of a detector with 0.1 mm between rows and 0.08 mm between columns.
dicom::Instance mammogram() {
    auto instance = testing::instanceOf(
        must(core::Image::create(6, 4, 1, core::SampleType::U16, core::PixelMeaning::Monochrome2)));
    must(instance.setText(kImager, "0.1\\0.08"));
    return instance;
}

SpacingMm spacingOf(const dicom::Instance& instance) {
    const auto spacing = dicom::attributesOf(instance).spacing;
    EXPECT_TRUE(spacing.has_value());
    return spacing.value_or(SpacingMm{});
}

void expectSpacing(const SpacingMm& spacing, double row, double column, SpacingSource source,
                   double magnification = 1) {
    EXPECT_NEAR(spacing.row, row, 1e-9);
    EXPECT_NEAR(spacing.column, column, 1e-9);
    EXPECT_EQ(spacing.source, source);
    EXPECT_NEAR(spacing.magnification, magnification, 1e-9);
}

bool warns(const core::ImageAttributes& a, std::string_view part) {
    return std::any_of(a.warnings.begin(), a.warnings.end(),
                       [part](const auto& w) { return w.find(part) != std::string::npos; });
}

TEST(Spacing, OfAContactViewIsAtTheDetectorAndSaysSo) {
    auto instance = mammogram();
    expectSpacing(spacingOf(instance), 0.1, 0.08, SpacingSource::ImagerPixelSpacing);
    must(instance.setText(kErmf, "1"));
    must(instance.setText(kToDetector, "660"));
    must(instance.setText(kToPatient, "660"));
    expectSpacing(spacingOf(instance), 0.1, 0.08, SpacingSource::ImagerPixelSpacing);
    EXPECT_TRUE(warns(dicom::attributesOf(instance), "at the detector"));
}

TEST(Spacing, OfAMagnificationViewIsDividedByTheFactorOfTheFile) {
    auto instance = mammogram();
    must(instance.setText(kErmf, "1.8"));
    must(instance.setText(kToDetector, "660")); // would say 1.65; the factor goes first
    must(instance.setText(kToPatient, "400"));
    expectSpacing(spacingOf(instance), 0.055555555556, 0.044444444444,
                  SpacingSource::MagnificationFactor, 1.8);
    EXPECT_FALSE(warns(dicom::attributesOf(instance), "detector"));
}

TEST(Spacing, WithoutAFactorFollowsFromTheDistancesOfTheTube) {
    auto instance = mammogram();
    must(instance.setText(kToDetector, "660"));
    must(instance.setText(kToPatient, "400"));
    for (const auto* factor : {"", "1", "0.9", "0", "abc"}) {
        must(instance.setText(kErmf, factor));
        expectSpacing(spacingOf(instance), 0.060606060606, 0.048484848485,
                      SpacingSource::SourceDistances, 1.65);
    }
}

TEST(Spacing, IgnoresDistancesThatCannotBe) {
    auto instance = mammogram();
    for (const auto& [detector, patient] :
         {std::pair("660", "700"), {"660", "0"}, {"660", "-1"}, {"0", "400"}, {"", ""}}) {
        must(instance.setText(kToDetector, detector));
        must(instance.setText(kToPatient, patient));
        expectSpacing(spacingOf(instance), 0.1, 0.08, SpacingSource::ImagerPixelSpacing);
    }
}

TEST(Spacing, LeavesOutAFactorThatNoMachineHasAndSaysSo) {
    auto instance = mammogram();
    must(instance.setText(kErmf, "180"));
    expectSpacing(spacingOf(instance), 0.1, 0.08, SpacingSource::ImagerPixelSpacing);
    EXPECT_TRUE(warns(dicom::attributesOf(instance), "not plausible"));
}

TEST(Spacing, CalibratedInTheFileIsTakenAsItIs) {
    auto instance = mammogram();
    must(instance.setText(kPixelSpacing, "0.05\\0.06"));
    must(instance.setText(kErmf, "1.8"));
    must(instance.setText(kCalibration, "FIDUCIAL"));
    expectSpacing(spacingOf(instance), 0.05, 0.06, SpacingSource::FiducialCalibration);
    must(instance.setText(kCalibration, "GEOMETRY"));
    expectSpacing(spacingOf(instance), 0.05, 0.06, SpacingSource::GeometryCalibration);
}

TEST(Spacing, OfTheDetectorGoesBeforeAPixelSpacingThatNobodyCalibrated) {
    auto instance = mammogram();
    must(instance.setText(kPixelSpacing, "0.05\\0.06"));
    expectSpacing(spacingOf(instance), 0.1, 0.08, SpacingSource::ImagerPixelSpacing);
    instance.remove(kImager);
    expectSpacing(spacingOf(instance), 0.05, 0.06, SpacingSource::PixelSpacing);
    EXPECT_TRUE(warns(dicom::attributesOf(instance), "without its calibration"));
}

TEST(Spacing, ThatIsNoPairOfPositiveNumbersFallsBackToTheNextSource) {
    auto instance = mammogram();
    must(instance.setText(kCalibration, "FIDUCIAL"));
    must(instance.setText(kPixelSpacing, "0\\0"));
    expectSpacing(spacingOf(instance), 0.1, 0.08, SpacingSource::ImagerPixelSpacing);
    EXPECT_TRUE(warns(dicom::attributesOf(instance), "positive"));
    instance.remove(kImager);
    must(instance.setText(kScanned, "0.05\\0.05"));
    expectSpacing(spacingOf(instance), 0.05, 0.05, SpacingSource::NominalScannedPixelSpacing);
    instance.remove(kScanned);
    EXPECT_EQ(dicom::attributesOf(instance).spacing, std::nullopt);
}

TEST(Spacing, OfOtherKindsStaysThePixelSpacingOfTheFile) {
    auto instance = mammogram();
    must(instance.setText({0x0008, 0x0016}, "1.2.840.10008.5.1.4.1.1.7"));
    must(instance.setText({0x0008, 0x0060}, "CR"));
    must(instance.setText(kErmf, "1.8"));
    must(instance.setText(kPixelSpacing, "0.05\\0.06"));
    expectSpacing(spacingOf(instance), 0.05, 0.06, SpacingSource::PixelSpacing);
}

TEST(Spacing, OfRealMachinesIsWhatTheirTagsGive) {
    CW_NEED_TEST_DATA();
    const auto of = [](const char* file) {
        const auto instance = must(dicom::readInstance(testing::testData() / "mg_dicom" / file));
        return spacingOf(instance);
    };
    // GE, contact: factor 1, both distances 660 mm.
    expectSpacing(of("GH133.dcm"), 0.09409090909091, 0.09409090909091,
                  SpacingSource::ImagerPixelSpacing);
    // Siemens: 0.085 / 1.0433386837881 = 0.0814692..., the breast 27 mm above the detector.
    expectSpacing(of("OutOfBoundsOverlay.dcm"), 0.08146923076924, 0.08146923076924,
                  SpacingSource::MagnificationFactor, 1.0433386837881);
    // D. Clunie's calibration pattern: the calibrated value, though a factor is there too.
    expectSpacing(of("Clunie_MG_pattern.dcm"), 0.25, 0.25, SpacingSource::FiducialCalibration);
}

TEST(Attributes, KnowMagnificationAndSpotViewsByTheirModifiers) {
    auto instance = mammogram();
    const dicom::Code cc{"R-10242", "SRT", "cranio-caudal"};
    must(instance.setCodes({0x0054, 0x0220}, std::span(&cc, 1)));
    EXPECT_FALSE(dicom::attributesOf(instance).closeUp);
    for (const auto& [code, closeUp] : {std::pair("399163009", true),
                                        {"R-102D6", true},
                                        {"399055006", true},
                                        {"R-102D7", true},
                                        {"399209000", false}}) {
        must(instance.setText({{{0x0054, 0x0220}, 0}, {{0x0054, 0x0222}, 0}}, {0x0008, 0x0100},
                              code, "SH"));
        EXPECT_EQ(dicom::attributesOf(instance).closeUp, closeUp) << code;
    }
}

} // namespace
} // namespace cw
