// SPDX-License-Identifier: Apache-2.0
#include "core/ImageAttributes.h"

#include "dicom/Instances.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace cw {
namespace {

using core::ImageKind;
using core::Laterality;
using core::ViewPosition;
using testing::must;

dicom::Instance mammogram() {
    auto instance = testing::instanceOf(
        must(core::Image::create(6, 4, 1, core::SampleType::U16, core::PixelMeaning::Monochrome2)));
    must(instance.setText({0x0020, 0x0062}, "L"));
    must(instance.setText({0x0020, 0x0020}, "A\\R"));
    must(instance.setText({0x0018, 0x5101}, "CC"));
    const dicom::Code cc{"R-10242", "SRT", "cranio-caudal"};
    must(instance.setCodes({0x0054, 0x0220}, std::span(&cc, 1)));
    must(instance.setText({0x0028, 0x0030}, "0.07\\0.08"));
    must(instance.setText({0x0028, 0x0A02}, "FIDUCIAL"));
    return instance;
}

bool warns(const core::ImageAttributes& a, std::string_view part) {
    return std::any_of(a.warnings.begin(), a.warnings.end(),
                       [part](const auto& w) { return w.find(part) != std::string::npos; });
}

void setView(dicom::Instance& instance, const char* code, const char* scheme) {
    const dicom::Code view{code, scheme, "view"};
    must(instance.setCodes({0x0054, 0x0220}, std::span(&view, 1)));
}

TEST(Attributes, OfACompleteMammogramCarryNoWarning) {
    const auto a = dicom::attributesOf(mammogram());
    EXPECT_EQ(a.kind, ImageKind::Mammography);
    EXPECT_EQ(a.laterality, Laterality::Left);
    EXPECT_EQ(a.view, ViewPosition::CC);
    EXPECT_EQ(a.spacing, (core::SpacingMm{0.07, 0.08, core::SpacingSource::FiducialCalibration}));
    EXPECT_EQ(a.rowTowards, 'A');
    EXPECT_EQ(a.columnTowards, 'R');
    EXPECT_EQ(std::pair(a.width, a.height), std::pair(6, 4));
    EXPECT_TRUE(a.warnings.empty()) << a.warnings.front();
}

TEST(Attributes, KeepHowAMammogramWasTaken) {
    auto instance = mammogram();
    EXPECT_EQ(dicom::attributesOf(instance).exposure, core::Exposure{}); // the file is silent
    must(instance.setText({0x0018, 0x0060}, "29"));
    must(instance.setText({0x0018, 0x1152}, "63"));
    must(instance.setText({0x0018, 0x11A0}, "52.5"));
    must(instance.setText({0x0018, 0x11A2}, "0")); // nobody compresses with nothing
    must(instance.setText({0x0018, 0x1191}, "TUNGSTEN"));
    must(instance.setText({0x0018, 0x7050}, "UNOBTAINIUM"));
    auto taken = dicom::attributesOf(instance).exposure;
    EXPECT_EQ(taken, (core::Exposure{29, 63, 52.5, std::nullopt, "W", ""}));
    must(instance.setText({0x0018, 0x1153}, "62800")); // finer than the whole mAs
    EXPECT_EQ(dicom::attributesOf(instance).exposure.mAs, 62.8);
}

TEST(Attributes, TakeTheViewFromItsCodeInBothSchemes) {
    auto instance = mammogram();
    must(instance.setText({0x0018, 0x5101}, ""));
    for (const auto& [code, scheme, view] : {std::tuple("R-10226", "SRT", ViewPosition::MLO),
                                             {"399368009", "SCT", ViewPosition::MLO},
                                             {"399162004", "SCT", ViewPosition::CC},
                                             {"399260004", "SCT", ViewPosition::ML},
                                             {"R-1024A", "SRT", ViewPosition::XCCL},
                                             {"127457009", "SCT", ViewPosition::Other}}) {
        setView(instance, code, scheme);
        EXPECT_EQ(dicom::attributesOf(instance).view, view) << code;
    }
}

TEST(Attributes, SayWhenCodeAndWordOfTheViewDisagree) {
    auto instance = mammogram();
    setView(instance, "R-10226", "SRT");
    EXPECT_TRUE(warns(dicom::attributesOf(instance), "contradict"));
    instance.remove({0x0054, 0x0220});
    const auto byWord = dicom::attributesOf(instance);
    EXPECT_EQ(byWord.view, ViewPosition::CC);
    EXPECT_TRUE(warns(byWord, "word only"));
    instance.remove({0x0018, 0x5101});
    EXPECT_TRUE(warns(dicom::attributesOf(instance), "view is missing"));
}

TEST(Attributes, TakeLateralityOfTheImageBeforeThatOfTheSeries) {
    auto instance = mammogram();
    must(instance.setText({0x0020, 0x0060}, "R"));
    const auto both = dicom::attributesOf(instance);
    EXPECT_EQ(both.laterality, Laterality::Left);
    EXPECT_TRUE(warns(both, "contradict"));
    instance.remove({0x0020, 0x0062});
    EXPECT_EQ(dicom::attributesOf(instance).laterality, Laterality::Right);
}

TEST(Attributes, GuessLateralityFromTheOrientationOfObliqueViews) {
    auto instance = mammogram();
    instance.remove({0x0020, 0x0062});
    for (const auto& [orientation, side] : {std::pair("P\\FL", Laterality::Right),
                                            {"A\\FR", Laterality::Left},
                                            {"A\\HR", Laterality::Right},
                                            {"P\\HL", Laterality::Left},
                                            {"A\\R", Laterality::Left},
                                            {"P\\L", Laterality::Right}}) {
        must(instance.setText({0x0020, 0x0020}, orientation));
        const auto a = dicom::attributesOf(instance);
        EXPECT_EQ(a.laterality, side) << orientation;
        EXPECT_TRUE(warns(a, "guessed")) << orientation;
    }
    instance.remove({0x0020, 0x0020});
    EXPECT_TRUE(warns(dicom::attributesOf(instance), "laterality is missing"));
}

TEST(Attributes, KnowFundusPhotographsByTheirSopClass) {
    auto instance = mammogram();
    must(instance.setText({0x0008, 0x0016}, "1.2.840.10008.5.1.4.1.1.77.1.5.5"));
    must(instance.setText({0x0008, 0x0060}, "OP"));
    const auto wide = dicom::attributesOf(instance);
    EXPECT_EQ(wide.kind, ImageKind::Fundus);
    EXPECT_EQ(wide.field, core::FundusField::Wide);
    must(instance.setText({0x0008, 0x0016}, "1.2.840.10008.5.1.4.1.1.77.1.5.1"));
    EXPECT_EQ(dicom::attributesOf(instance).field, core::FundusField::Unknown);
    must(instance.setText({0x0022, 0x000C}, "45", "FL"));
    EXPECT_EQ(dicom::attributesOf(instance).field, core::FundusField::General);
    must(instance.setText({0x0008, 0x0060}, "MG"));
    EXPECT_TRUE(warns(dicom::attributesOf(instance), "modality and SOP class"));
}

TEST(Attributes, MarkRawLossyAndBurnedInPictures) {
    auto instance = mammogram();
    must(instance.setText({0x0008, 0x0068}, "FOR PROCESSING"));
    must(instance.setText({0x0028, 0x2110}, "01"));
    must(instance.setText({0x0028, 0x0301}, "YES"));
    const auto a = dicom::attributesOf(instance);
    EXPECT_EQ(a.warnings.size(), 3U);
}

TEST(Attributes, HoldNoValueOfThePatientInTheirWarnings) {
    auto instance = mammogram();
    for (const dicom::Tag tag : {dicom::Tag{0x0020, 0x0062},
                                 {0x0020, 0x0020},
                                 {0x0018, 0x5101},
                                 {0x0028, 0x0030},
                                 {0x0028, 0x0301},
                                 {0x0008, 0x0068}})
        must(instance.setText(tag, "POISON", "LO"));
    for (const auto& warning : dicom::attributesOf(instance).warnings)
        EXPECT_EQ(warning.find("POISON"), std::string::npos) << warning;
}

} // namespace
} // namespace cw
