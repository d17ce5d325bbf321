// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/Validation.h"

#include "app/workflow/Project.h"
#include "app/workflow/Tasks.h"
#include "core/Files.h"
#include "core/Sha256.h"

#include <algorithm>

namespace cw::workflow {
namespace {

std::filesystem::path fromUtf8(const std::string& name) {
    return std::filesystem::path(std::u8string(name.begin(), name.end()));
}

/// Colour in the first few readable pictures means fundus.
validation::FeatureKind guessFeatures(const std::vector<validation::Sample>& samples,
                                      const validation::ImageSource& images) {
    constexpr std::size_t kLooks = 3;
    std::size_t colour = 0, looks = 0;
    for (std::size_t i = 0; i < samples.size() && looks < kLooks; ++i) {
        const auto image = images(samples[i].image);
        if (!image)
            continue;
        ++looks;
        colour += (*image)->samplesPerPixel() >= 3 ? 1U : 0U;
    }
    return 2 * colour > looks ? validation::FeatureKind::Fundus
                              : validation::FeatureKind::Mammogram;
}

} // namespace

Result<validation::ValidationResult> Project::validate(const core::VersionName& name,
                                                       const std::string& task,
                                                       validation::ValidationPlan plan,
                                                       const core::ProgressFn& progress,
                                                       const core::CancelToken* cancel) {
    CW_TRY(const auto recorded, recordedVersion(name));
    CW_TRY(const auto version, dataset::loadVersion(versionFolder(name)));
    if (version.manifestSha256 != recorded.manifestSha256)
        return fail(ErrorCode::Corrupt,
                    "the version's manifest is not the one that was frozen: verify says more");
    CW_TRY(auto question, samplesFor(version.content, task));
    plan.task = question.sentence;
    plan.dataset = "version " + name.text() + ", manifest SHA-256 " + version.manifestSha256;
    plan.features = version.content.kind == core::ImageKind::Fundus
                        ? validation::FeatureKind::Fundus
                        : validation::FeatureKind::Mammogram;
    plan.synthetic = plan.synthetic || std::any_of(version.content.images.begin(),
                                                   version.content.images.end(), looksSynthetic);
    plan.remarks.insert(plan.remarks.end(), question.remarks.begin(), question.remarks.end());
    const auto bytes = bytesSource();
    const validation::ImageSource images =
        [bytes](const std::string& image) -> Result<std::shared_ptr<const core::Image>> {
        CW_TRY(const auto encoded, bytes(core::ImageId(image)));
        CW_TRY(auto loaded, loadStoredImage(encoded, {})); // pixels only
        return std::move(loaded.image);
    };
    return validation::crossValidate(question.samples, images, plan, progress, cancel);
}

Result<validation::ValidationResult>
validateManifest(const std::filesystem::path& manifest,
                 std::optional<validation::FeatureKind> features, validation::ValidationPlan plan,
                 const core::ProgressFn& progress, const core::CancelToken* cancel) {
    CW_TRY(const auto samples, validation::readManifest(manifest));
    if (samples.empty())
        return fail(ErrorCode::InvalidArgument, "the manifest names no image");
    CW_TRY(const auto text, core::readText(manifest));
    const auto folder = manifest.parent_path();
    const validation::ImageSource images =
        [folder](const std::string& image) -> Result<std::shared_ptr<const core::Image>> {
        CW_TRY(auto loaded, loadImageFile(folder / fromUtf8(image)));
        return std::move(loaded.image);
    };
    plan.features = features ? *features : guessFeatures(samples, images);
    plan.dataset = "manifest of " + std::to_string(samples.size()) + " images, SHA-256 " +
                   core::sha256Hex(text);
    return validation::crossValidate(samples, images, plan, progress, cancel);
}

} // namespace cw::workflow
