// SPDX-License-Identifier: Apache-2.0
#include "Oracle.h"
#include "imaging/Picture.h"
#include "validation/CrossValidation.h"

#include <gtest/gtest.h>

namespace cw::validation {
namespace {

using namespace testing;

Result<ValidationResult> validated(const std::filesystem::path& manifest, FeatureKind features,
                                   int folds) {
    const auto folder = manifest.parent_path();
    const ImageSource source =
        [folder](const std::string& name) -> Result<std::shared_ptr<const core::Image>> {
        CW_TRY(auto picture, imaging::readPicture(folder / name));
        return std::make_shared<const core::Image>(std::move(picture.image));
    };
    ValidationPlan plan;
    plan.features = features;
    plan.folds = folds;
    CW_TRY(const auto samples, readManifest(manifest));
    return crossValidate(samples, source, plan);
}

bool warnsOf(const ValidationResult& result, const std::string& text) {
    return std::any_of(result.warnings.begin(), result.warnings.end(), [&](const auto& warning) {
        return warning.find(text) != std::string::npos;
    });
}

TEST(RealSets, AcrimaIsSolvedByAShortcutAndTheReportSaysSo) {
    const auto manifest = realData() / "fundus_acrima" / "manifest.csv";
    if (!std::filesystem::exists(manifest))
        GTEST_SKIP() << "fundus_acrima is not here (CONCORD_TEST_DATA)";
    const auto result = validated(manifest, FeatureKind::Fundus, 10);
    ASSERT_TRUE(result) << result.error().sentence();
    EXPECT_EQ(result->scores.size(), 705U);
    EXPECT_GT(result->meanAuc, 0.95);
    EXPECT_GT(result->imageSizeAuc, 0.9);
    EXPECT_NEAR(result->permutedAuc, 0.5, 0.05);
    EXPECT_TRUE(warnsOf(*result, "Shortcut: the image size alone"));
    RecordProperty("mean_auc", std::to_string(result->meanAuc));
}

TEST(RealSets, CesmNormalsFromAnotherFolderAreNoticed) {
    const auto manifest = realData() / "mg_images_cdd_cesm" / "manifest.csv";
    if (!std::filesystem::exists(manifest))
        GTEST_SKIP() << "mg_images_cdd_cesm is not here (CONCORD_TEST_DATA)";
    const auto result = validated(manifest, FeatureKind::Mammogram, 5);
    ASSERT_TRUE(result) << result.error().sentence();
    EXPECT_EQ(result->scores.size(), 97U);
    EXPECT_TRUE(warnsOf(*result, "file name order"));
    RecordProperty("mean_auc", std::to_string(result->meanAuc));
}

} // namespace
} // namespace cw::validation
