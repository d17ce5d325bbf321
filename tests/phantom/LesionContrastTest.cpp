// SPDX-License-Identifier: Apache-2.0
#include "core/Files.h"
#include "dicom/Instance.h"
#include "dicom/Pixels.h"
#include "imaging/Asymmetry.h"
#include "imaging/Features.h"
#include "imaging/Picture.h"
#include "phantom/Phantom.h"
#include "support/TemporaryFolder.h"
#include "validation/Folds.h"
#include "validation/Metrics.h"
#include "validation/QuickScores.h"
#include <cmath>
#include <gtest/gtest.h>
#include <iostream>
#include <map>
#include <set>

// SYNTHETIC pictures alone: what is measured is that the features answer to what is painted, not
// how well they would do on patients.
namespace cw::phantom {
namespace {

using testing::TemporaryFolder;

PhantomPlan planOf(core::ImageKind kind, int patients, double contrast) {
    PhantomPlan plan;
    plan.kind = kind;
    plan.patients = patients;
    plan.seed = 7;
    plan.scale = Scale::Half;
    plan.lesionContrast = contrast;
    return plan;
}

Result<core::Image> pixelsOf(const std::filesystem::path& file) {
    if (file.extension() != ".dcm") {
        CW_TRY(auto picture, imaging::readPicture(file));
        return std::move(picture.image);
    }
    CW_TRY(const auto instance, dicom::readInstance(file));
    return dicom::decodeFrame(instance, 0);
}

/// Rows of features with whose they are; of breasts also how the sides differ.
struct Table {
    validation::Matrix values;
    std::vector<validation::Sample> samples;
};

bool sick(const TruePatient& patient) { return patient.label != "normal"; }

Table measured(const PhantomPlan& plan) {
    const TemporaryFolder folder;
    const auto truth = writePhantom(folder / "p", plan).value();
    Table table;
    std::vector<std::string> names;
    std::vector<imaging::ViewOfPatient> views;
    std::vector<double> own;
    for (const auto& patient : truth.patients) {
        for (const auto& image : patient.images) {
            EXPECT_TRUE(plan.lesionContrast > 0 || image.lesions.empty());
            const auto pixels = pixelsOf(folder.path() / "p" / image.file).value();
            const auto features =
                (plan.kind == core::ImageKind::Fundus ? imaging::fundusFeatures(pixels)
                                                      : imaging::mammogramFeatures(pixels))
                    .value();
            names = features.names;
            own.insert(own.end(), features.values.begin(), features.values.end());
            views.push_back({patient.patientId, std::string(core::name(image.laterality)),
                             std::string(core::name(image.view))});
            validation::Sample sample;
            sample.image = image.file.string();
            sample.patient = patient.patientId;
            sample.label = sick(patient) ? 1 : 0;
            sample.more["density"] = patient.density;
            table.samples.push_back(sample);
        }
    }
    const auto sides = imaging::asymmetry(views, names, own).value();
    const bool breasts = plan.kind == core::ImageKind::Mammography;
    const std::size_t more = breasts ? sides.names.size() / 2 : 0;
    table.values = validation::Matrix(views.size(), names.size() + more);
    for (std::size_t r = 0; r < views.size(); ++r) {
        const auto row = table.values.row(r);
        std::copy_n(own.begin() + static_cast<std::ptrdiff_t>(r * names.size()), names.size(),
                    row.begin());
        for (std::size_t c = 0; c < more; ++c) // which side has it says nothing: absolute ones
            row[names.size() + c] = sides.values[r * sides.names.size() + 2 * c + 1];
    }
    return table;
}

/// AUC of patients by the mean score of their pictures, out of fold, with DeLong's interval.
validation::Auc aucOf(const Table& table) {
    constexpr int kFolds = 5;
    const auto folds = validation::patientFolds(table.samples, kFolds, 1).value();
    std::vector<int> labels;
    for (const auto& sample : table.samples)
        labels.push_back(sample.label);
    const auto scores = validation::quickScores(table.values, labels, folds, kFolds,
                                                {validation::ModelKind::Logistic, 100}, 1)
                            .value();
    std::map<std::string, std::pair<double, int>> sums;
    std::map<std::string, int> label;
    for (std::size_t i = 0; i < scores.size(); ++i) {
        auto& [sum, count] = sums[table.samples[i].patient];
        sum += scores[i];
        ++count;
        label[table.samples[i].patient] = labels[i];
    }
    std::vector<validation::Scored> byPatient;
    for (const auto& [patient, sum] : sums)
        byPatient.push_back({sum.first / sum.second, label[patient]});
    return validation::auc(byPatient).value();
}

/// A positive control (reference/validation.md 7, case 11): what is plainly there is learned.
void expectDensityLearned(Table table) {
    for (auto& sample : table.samples)
        sample.label = sample.more.at("density") >= "c" ? 1 : 0;
    const auto area = aucOf(table);
    std::cout << "density (synthetic): AUC " << area.auc << " (" << area.lower << " to "
              << area.upper << ")\n";
    EXPECT_GE(area.auc, 0.93);
}

void expectRiseWithContrast(core::ImageKind kind, int patients,
                            const std::vector<double>& contrasts) {
    std::vector<double> areas;
    for (const double contrast : contrasts) {
        const Table table = measured(planOf(kind, patients, contrast));
        const auto area = aucOf(table);
        std::cout << core::name(kind) << " (synthetic), " << patients << " patients, contrast "
                  << contrast << ": AUC " << area.auc << " (" << area.lower << " to " << area.upper
                  << ")\n";
        areas.push_back(area.auc);
        if (contrast == 0) {
            EXPECT_LE(area.lower, 0.5);
            EXPECT_GE(area.upper, 0.5);
            if (kind == core::ImageKind::Mammography)
                expectDensityLearned(table);
        }
    }
    for (std::size_t i = 1; i < areas.size(); ++i)
        EXPECT_GT(areas[i], areas[i - 1]);
    EXPECT_GT(areas.back(), 0.85);
}

TEST(LesionContrast, OfBreastsIsWhatFeaturesLearnFrom) {
    expectRiseWithContrast(core::ImageKind::Mammography, 48, {0, 4});
}

TEST(LesionContrast, OfEyesIsWhatFeaturesLearnFrom) {
    expectRiseWithContrast(core::ImageKind::Fundus, 90, {0, 0.4, 1});
}

TEST(LesionContrast, OfOneChangesNoByteAndOthersAreRecorded) {
    for (const auto kind : {core::ImageKind::Fundus, core::ImageKind::Mammography}) {
        const TemporaryFolder folder;
        auto plan = planOf(kind, kind == core::ImageKind::Fundus ? 6 : 1, 1);
        const auto plain = writePhantom(folder / "one", plan).value();
        const auto text = core::readText(folder / "one/truth.json").value();
        EXPECT_EQ(text.find("lesion_contrast"), std::string::npos);
        plan.lesionContrast = 0.25;
        const auto faint = writePhantom(folder / "faint", plan).value();
        EXPECT_EQ(readTruth(folder / "faint/truth.json").value().lesionContrast, 0.25);
        EXPECT_EQ(readTruth(folder / "one/truth.json").value().lesionContrast, 1);
        // The record and everything about the patients stay.
        EXPECT_EQ(core::readText(folder / "one/clinical.csv").value(),
                  core::readText(folder / "faint/clinical.csv").value());
        ASSERT_EQ(plain.patients.size(), faint.patients.size());
        for (std::size_t p = 0; p < plain.patients.size(); ++p) {
            const auto &a = plain.patients[p], &b = faint.patients[p];
            EXPECT_EQ(a.label, b.label);
            for (std::size_t i = 0; i < a.images.size(); ++i) {
                const auto bytes = [&](const char* set, const TrueImage& image) {
                    return core::readText(folder.path() / set / image.file).value();
                };
                // A picture without a lesion does not know the contrast.
                if (a.images[i].lesions.empty())
                    EXPECT_TRUE(bytes("one", a.images[i]) == bytes("faint", b.images[i]));
                else
                    EXPECT_FALSE(bytes("one", a.images[i]) == bytes("faint", b.images[i]));
            }
        }
    }
}

TEST(LesionContrast, RefusesWhatIsNoContrast) {
    const TemporaryFolder folder;
    for (const double contrast : {-0.1, 10.5, std::nan("")}) {
        const auto written =
            writePhantom(folder / "p", planOf(core::ImageKind::Fundus, 1, contrast));
        ASSERT_FALSE(written);
        EXPECT_EQ(written.error().code, ErrorCode::InvalidArgument);
    }
}

} // namespace
} // namespace cw::phantom
