// SPDX-License-Identifier: Apache-2.0
#include "validation/FeatureTable.h"

#include "core/Sha256.h"
#include "imaging/Batch.h"
#include "imaging/Features.h"
#include "validation/Parallel.h"

#include <algorithm>
#include <filesystem>
#include <mutex>

namespace cw::validation {
namespace {

struct Looked {
    imaging::FeatureVector features;
    std::string pixelHash;
    double width = 0, height = 0;
};

std::string pixelHashOf(const core::Image& image) {
    core::Sha256 hash;
    hash.add(std::to_string(image.width()) + "x" + std::to_string(image.height()) + "x" +
             std::to_string(image.samplesPerPixel()) + ":");
    hash.add(image.bytes());
    return hash.hex();
}

Result<Looked> look(const std::string& name, const ImageSource& images, FeatureKind kind) {
    CW_TRY(const auto image, images(name));
    if (image == nullptr)
        return fail(ErrorCode::Unreadable, "there are no pixels");
    Looked looked;
    CW_TRY(looked.features, kind == FeatureKind::Mammogram ? imaging::mammogramFeatures(*image)
                                                           : imaging::fundusFeatures(*image));
    if (looked.features.names.size() != looked.features.values.size())
        return fail(ErrorCode::Internal, "features and their names differ in number");
    looked.pixelHash = pixelHashOf(*image);
    looked.width = image->width();
    looked.height = image->height();
    return looked;
}

/// The name as the manifest gives it, but never the folders of an absolute path.
std::string shownName(const std::string& image) {
    const std::filesystem::path path(image);
    return path.is_absolute() ? path.filename().string() : image;
}

void append(Matrix& matrix, std::span<const double> row) {
    matrix.values.insert(matrix.values.end(), row.begin(), row.end());
    matrix.columns = row.size();
    ++matrix.rows;
}

Result<FeatureTable> tableOf(std::vector<Sample> samples, std::vector<Result<Looked>> looked) {
    FeatureTable table;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        if (!looked[i]) {
            table.unreadable.push_back(shownName(samples[i].image) + ": " +
                                       looked[i].error().sentence());
            continue;
        }
        if (table.samples.empty())
            table.names = looked[i]->features.names;
        else if (looked[i]->features.names != table.names)
            return fail(ErrorCode::Internal, "two images gave different features");
        append(table.values, looked[i]->features.values);
        const double w = looked[i]->width, h = looked[i]->height;
        append(table.sizes, std::vector<double>{w, h, w / h, w * h});
        table.pixelHashes.push_back(std::move(looked[i]->pixelHash));
        table.samples.push_back(std::move(samples[i]));
    }
    if (table.samples.empty())
        return fail(ErrorCode::InvalidArgument,
                    "no image of the data set can be read; the first: " + table.unreadable.front());
    return table;
}

} // namespace

Result<FeatureTable> extractFeatures(std::span<const Sample> samples, const ImageSource& images,
                                     const ValidationPlan& plan, const core::ProgressFn& progress,
                                     const core::CancelToken* cancel) {
    std::vector<Sample> sorted(samples.begin(), samples.end());
    std::sort(sorted.begin(), sorted.end(),
              [](const Sample& a, const Sample& b) { return a.image < b.image; });
    const auto twice =
        std::adjacent_find(sorted.begin(), sorted.end(),
                           [](const Sample& a, const Sample& b) { return a.image == b.image; });
    if (sorted.empty() || twice != sorted.end())
        return fail(ErrorCode::InvalidArgument,
                    sorted.empty() ? "there is no image to validate"
                                   : shownName(twice->image) + " stands in the data set twice");

    imaging::workInBatches();
    std::vector<Result<Looked>> looked(sorted.size());
    std::mutex counting;
    std::size_t done = 0;
    CW_CHECK(forEachIndex(sorted.size(), plan.workers, cancel, [&](std::size_t i) {
        looked[i] = look(sorted[i].image, images, plan.features);
        const std::lock_guard lock(counting);
        ++done;
        if (progress)
            progress(done, sorted.size(), "images");
    }));
    return tableOf(std::move(sorted), std::move(looked));
}

} // namespace cw::validation
