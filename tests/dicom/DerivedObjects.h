// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Files.h"
#include "core/Raster.h"
#include "dicom/CapturedPicture.h"
#include "dicom/DerivedUid.h"
#include "dicom/Instances.h"
#include "dicom/MeasurementReport.h"
#include "dicom/PresentationState.h"
#include "dicom/Segmentation.h"
#include "support/Polygons.h"
#include "support/TemporaryFolder.h"

#include <array>
#include <cstdio>
#include <gtest/gtest.h>
#include <numbers>

namespace cw::testing {

/// What a program prints on both streams, and whether it ended well.
inline std::pair<std::string, bool> outputOf(const std::string& command) {
    std::string output;
    FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
    std::array<char, 4096> buffer{};
    while (std::fgets(buffer.data(), buffer.size(), pipe) != nullptr)
        output += buffer.data();
    return {output, ::pclose(pipe) == 0};
}

inline dicom::SourceImage mammogram(int rows = 190, int columns = 141) {
    dicom::SourceImage image;
    image.sopClassUid = kMammogram;
    image.sopInstanceUid = "2.25.11";
    image.seriesUid = "2.25.12";
    image.studyUid = "2.25.13";
    image.rows = rows;
    image.columns = columns;
    image.modality = "MG";
    image.laterality = "R";
    image.patientOrientation = "P\\F";
    image.photometric = "MONOCHROME1";
    image.spacing = core::SpacingMm{0.07, 0.07, core::SpacingSource::ImagerPixelSpacing};
    image.patientName = image.patientId = "CW-0001";
    image.birthDate = "";
    image.sex = "F";
    image.studyDate = "20200102";
    image.studyTime = "101112";
    image.studyId = "1";
    image.identityRemoved = true;
    image.deidentificationMethod = "Concord curation";
    image.windowCentre = "2047";
    image.windowWidth = "4096";
    image.rescaleIntercept = "0";
    image.rescaleSlope = "1";
    image.rescaleType = "US";
    return image;
}

/// A fundus photograph as its wrapped object says.
inline std::vector<std::byte> fundusObject(int width = 120, int height = 90) {
    core::Random random(3);
    const auto picture =
        randomImage(random, width, height, core::SampleType::U8, core::PixelMeaning::Rgb, 8);
    dicom::PictureFacts facts;
    facts.patientId = "CW-0002";
    facts.studyUid = "2.25.23";
    facts.modality = "OP";
    facts.laterality = "L";
    facts.lossyBytes = 4000;
    dicom::ObjectIdentity identity;
    identity.sopInstanceUid = "2.25.21";
    identity.seriesUid = "2.25.22";
    identity.createdAt = "2026-11-30T12:00:00Z";
    return must(dicom::encodeCapturedPicture(picture, facts, identity));
}
inline dicom::SourceImage fundus() {
    return must(dicom::sourceImageOf(must(dicom::readInstance(fundusObject()))));
}

inline dicom::ObjectIdentity identity(std::string_view what) {
    dicom::ObjectIdentity result;
    result.sopInstanceUid = dicom::derivedUid({"test", what});
    result.seriesUid = dicom::derivedUid({"test series", what});
    result.createdAt = "2026-11-30T12:34:56Z";
    result.seriesDescription = "Lesions of the truth";
    return result;
}

inline const dicom::Code kAbnormal{"49755003", "SCT", "Morphologically Abnormal Structure"};
inline const dicom::Code kMass{"129788004", "SCT", "Mammographic breast mass"};

/// Simple outlines inside the image that overlap one another and do not lie on the grid.
inline std::vector<core::Polygon> lesions(core::Random random, int width, int height,
                                          std::size_t count, std::size_t corners = 17) {
    std::vector<core::Polygon> result;
    for (std::size_t n = 0; n < count; ++n) {
        std::vector<double> radii(corners);
        const double least = std::min(width, height) * 0.05;
        for (auto& radius : radii)
            radius = least * random.uniform(0.7, 4);
        result.push_back(starShaped(
            {width * random.uniform(0.35, 0.65), height * random.uniform(0.35, 0.65)}, radii));
    }
    return result;
}

inline dicom::Segmentation segmentationOf(const dicom::SourceImage& image,
                                          const std::vector<core::Polygon>& outlines) {
    dicom::Segmentation result;
    for (std::size_t i = 0; i < outlines.size(); ++i) {
        dicom::Segment segment;
        segment.label = "L" + std::to_string(i + 1) + " 종괴";
        segment.category = kAbnormal;
        segment.type = kMass;
        segment.region = {"76752008", "SCT", "Breast"};
        segment.laterality = {"24028007", "SCT", "Right"};
        segment.trackingId = "L" + std::to_string(i + 1);
        segment.trackingUid = dicom::derivedUid({"lesion", segment.trackingId});
        dicom::SegmentFrame frame;
        frame.segment = i;
        frame.mask = must(dicom::bitMaskOf(outlines[i], image.columns, image.rows));
        result.segments.push_back(std::move(segment));
        result.frames.push_back(std::move(frame));
    }
    return result;
}

inline dicom::MeasurementReport reportOf(const dicom::SourceImage& image,
                                         const std::vector<core::Polygon>& outlines) {
    dicom::MeasurementReport report;
    report.images = {image};
    report.observer = "Reader^A";
    report.procedure = {"24606-6", "LN", "MG Breast Screening"};
    for (std::size_t i = 0; i < outlines.size(); ++i) {
        dicom::MeasuredLesion lesion;
        lesion.trackingId = "L" + std::to_string(i + 1);
        lesion.trackingUid = dicom::derivedUid({"lesion", lesion.trackingId});
        lesion.category = kAbnormal;
        lesion.finding = kMass;
        lesion.site = {"73056007", "SCT", "Right breast"};
        lesion.siteModifier = {"76365002", "SCT", "Upper outer quadrant of breast"};
        lesion.outline = outlines[i];
        lesion.measurements.push_back(
            {{"42798000", "SCT", "Area"},
             {"mm2", "UCUM", "square millimeter"},
             core::areaPx2(outlines[i]) * 0.07 * 0.07,
             {"ImagerPixelSpacing", std::string(dicom::kOwnScheme), "Spacing at the detector"}});
        lesion.evaluations.push_back(
            {{"111037", "DCM", "Margins"}, {"129742005", "SCT", "Spiculated margin"}});
        report.lesions.push_back(std::move(lesion));
    }
    report.assessments.push_back(
        {{"111005", "DCM", "Assessment Category"}, {"397145000", "SCT", "Category 5"}});
    return report;
}

inline dicom::PresentationState stateOf(const std::vector<core::Polygon>& outlines) {
    dicom::PresentationState state;
    for (std::size_t i = 0; i < outlines.size(); ++i)
        state.marks.push_back({outlines[i], "L" + std::to_string(i + 1) + " mass"});
    return state;
}

/// One outline a line, for the oracle.
inline std::string polygonLines(const std::vector<core::Polygon>& outlines) {
    std::string text;
    char number[64];
    for (const auto& outline : outlines) {
        for (const auto vertex : outline.vertices) {
            std::snprintf(number, sizeof number, "%.17g %.17g ", vertex.x, vertex.y);
            text += number;
        }
        text += '\n';
    }
    return text;
}

/// The lines in which dciodvfy names an error; it ends with 0 whatever it finds.
inline std::string iodErrors(const std::filesystem::path& file) {
    const auto [output, ok] = outputOf("dciodvfy " + file.string());
    std::string errors;
    std::size_t from = 0;
    while (from < output.size()) {
        const auto end = std::min(output.find('\n', from), output.size());
        const auto line = output.substr(from, end - from);
        if (line.starts_with("Error"))
            errors += line + "\n";
        from = end + 1;
    }
    if (output.empty())
        errors = "dciodvfy said nothing: is it installed?";
    return errors;
}

inline void put(const std::filesystem::path& file, std::span<const std::byte> bytes) {
    must(core::writeWhole(file, bytes));
}

} // namespace cw::testing
