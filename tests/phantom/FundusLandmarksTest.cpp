// SPDX-License-Identifier: Apache-2.0
// The measures of an eye against the phantom's truth and its medical record.
#include "annotation/FundusGeometry.h"
#include "core/Files.h"
#include "phantom/Phantom.h"
#include "support/TemporaryFolder.h"
#include <gtest/gtest.h>
#include <map>
#include <sstream>

namespace cw::testing {
namespace {

using namespace annotation;

std::vector<std::string> cells(const std::string& line) {
    std::vector<std::string> out;
    std::stringstream stream(line);
    for (std::string cell; std::getline(stream, cell, ',');)
        out.push_back(cell);
    return out;
}

/// cup_disc_ratio by patient, read from clinical.csv and nothing else.
std::map<std::string, double> recordedRatios(const std::filesystem::path& csv) {
    std::stringstream lines(core::readText(csv).value());
    std::string line;
    std::getline(lines, line);
    const auto header = cells(line);
    const auto column = [&](const char* name) {
        return static_cast<std::size_t>(std::find(header.begin(), header.end(), name) -
                                        header.begin());
    };
    std::map<std::string, double> ratios;
    while (std::getline(lines, line)) {
        const auto row = cells(line);
        if (column("cup_disc_ratio") < row.size() && !row[column("cup_disc_ratio")].empty())
            ratios[row[column("patient_id")]] = std::stod(row[column("cup_disc_ratio")]);
    }
    return ratios;
}

struct Eyes {
    TemporaryFolder folder;
    phantom::PhantomTruth truth;
    std::map<std::string, double> ratios;
    Eyes() {
        phantom::PhantomPlan plan;
        plan.kind = core::ImageKind::Fundus;
        plan.patients = 12;
        plan.seed = 41;
        phantom::writePhantom(folder / "p", plan).value();
        truth = phantom::readTruth(folder / "p/truth.json").value(); // as it was written
        ratios = recordedRatios(folder / "p/clinical.csv");
    }
};
const Eyes& eyes() {
    static const Eyes made;
    return made;
}

const core::ImageId kPicture{"picture"};
FundusMeasures measured(const phantom::TrueImage& image) {
    std::vector<Finding> findings;
    for (const auto* marks : {&image.landmarks, &image.lesions})
        for (const auto& mark : *marks)
            findings.push_back({core::LesionId("L" + std::to_string(findings.size())),
                                kPicture,
                                mark.kind,
                                mark.outline,
                                {}});
    core::ImageAttributes attributes;
    attributes.laterality = image.laterality;
    attributes.field = image.field;
    return measureFundus(findings, kPicture, attributes);
}

/// The painter lets both outlines waver by 3 %, so the drawn ratio is near the recorded one.
TEST(FundusLandmarks, VerticalCupToDiscIsTheRecordsWithinFourHundredths) {
    int compared = 0;
    for (const auto& patient : eyes().truth.patients)
        for (const auto& image : patient.images) {
            const auto m = measured(image);
            ASSERT_TRUE(m.cupToDisc) << image.file;
            const auto recorded = eyes().ratios.find(patient.patientId);
            if (recorded == eyes().ratios.end())
                continue;
            EXPECT_NEAR(m.cupToDisc->vertical, recorded->second, 0.04) << image.file;
            ++compared;
        }
    EXPECT_GE(compared, 12);
}

/// Laid out 14.6 to 16 degrees apart with a disc of 5.1 to 6.1 degrees, a little taller.
TEST(FundusLandmarks, FoveaLiesTwoAndAHalfToThreeDiscDiametersTemporalAndBelow) {
    for (const auto& patient : eyes().truth.patients)
        for (const auto& image : patient.images) {
            const auto m = measured(image);
            ASSERT_TRUE(m.foveaFromDisc && m.grid) << image.file;
            EXPECT_GT(m.foveaFromDisc->discDiameters, 2.2) << image.file;
            EXPECT_LT(m.foveaFromDisc->discDiameters, 3.2) << image.file;
            EXPECT_GT(m.foveaFromDisc->degreesBelow, 2) << image.file;
            EXPECT_LT(m.foveaFromDisc->degreesBelow, 10) << image.file;
            EXPECT_EQ(m.foveaFromDisc->mm.has_value(), image.field != core::FundusField::Wide);
            EXPECT_FALSE(m.sideContradicted) << image.file;
            // As every ophthalmologist knows it: on a right eye the disc is on the right.
            EXPECT_EQ(m.disc->centre.x > m.fovea->x, image.laterality == core::Laterality::Right);
        }
}

TEST(FundusLandmarks, SubfieldsAreNamedFromTheFoveaAndTheDisc) {
    for (const auto& patient : eyes().truth.patients)
        for (const auto& image : patient.images) {
            const auto m = measured(image);
            ASSERT_TRUE(m.grid) << image.file;
            const auto f = *m.fovea, d = m.disc->centre;
            const auto between = [&](double share) {
                return core::PointPx{f.x + share * (d.x - f.x), f.y + share * (d.y - f.y)};
            };
            EXPECT_EQ(subfieldAt(*m.grid, f), EtdrsSubfield::Centre);
            EXPECT_EQ(subfieldAt(*m.grid, between(0.25)), EtdrsSubfield::InnerNasal); // 0.6-0.8 DD
            EXPECT_EQ(subfieldAt(*m.grid, between(0.55)), EtdrsSubfield::OuterNasal);
            EXPECT_EQ(subfieldAt(*m.grid, d), EtdrsSubfield::Outside);
            EXPECT_EQ(subfieldAt(*m.grid, between(-0.25)), EtdrsSubfield::InnerTemporal);
            EXPECT_EQ(quadrantAt(*m.quadrants, f), RetinaQuadrant::InferiorTemporal);
        }
}

} // namespace
} // namespace cw::testing
