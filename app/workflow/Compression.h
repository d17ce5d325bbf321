// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Progress.h"
#include "core/Result.h"
#include "dicom/LossyCopy.h"
#include "validation/Sample.h"

#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace cw::workflow {

/// The bytes of an image's file, DICOM or loose picture, by the sample's name for it. Called from
/// several threads at once.
using FileSource = std::function<Result<std::vector<std::byte>>(const std::string& image)>;

struct CompressionRequest {
    dicom::LossyCodec codec = dicom::LossyCodec::Jpeg2000;
    std::vector<double> ratios; ///< of uncompressed pixels (Bits Allocated) to coded pixels
    int workers = 2;
};

/// One picture at one ratio.
struct CompressedPicture {
    std::string image, fault; ///< fault: why there is no copy; the rest is empty then
    double asked = 0, achieved = 0, setting = 0; ///< setting: see dicom::LossyCopy
    bool reached = false;                        ///< achieved lies within 10 % of asked
    std::size_t rawBytes = 0, codedBytes = 0;
    double psnr = 0, ssim = 0, largestDifference = 0; ///< imaging::Fidelity
    std::string sourceSha256;
};

/// All pictures at one ratio.
struct CompressionCopy {
    std::string name, folder; ///< "jpeg2000 1000:1"; "jpeg2000-1000", in the output folder
    double asked = 0;
    std::vector<CompressedPicture> pictures; ///< in the order of the samples
    std::size_t made = 0, reached = 0;
    double medianAchieved = 0, medianPsnr = 0, medianSsim = 0, lowestSsim = 0; ///< NaN: none
};
struct CompressionCopies {
    std::vector<CompressionCopy> copies;
    std::size_t fromBefore = 0; ///< copies of pictures that an earlier run had made
};

/// Copies every picture at every ratio into OUTPUT/CODEC-RATIO: the pictures under their own names
/// (as DICOM, which holds all three codecs; a loose picture becomes a Secondary Capture), with a
/// manifest.csv of the same images, patients, labels, folds and columns, so that a study runs the
/// same folds on each copy, and fidelity.csv. A ratio that the codec cannot reach is recorded as
/// what was reached. The order and bytes of what is written do not depend on workers. An
/// interrupted run goes on where it was (OUTPUT/CODEC-RATIO/done.csv); a picture whose source has
/// changed since is copied again. Errors: InvalidArgument (no ratio, ratio below 1, names that
/// leave the folder or are there twice), Cancelled, IoFailure. A picture that cannot be copied is a
/// fault, not an error.
Result<CompressionCopies> makeCopies(std::span<const validation::Sample> samples,
                                     const FileSource& files, const CompressionRequest& request,
                                     const std::filesystem::path& output,
                                     const core::ProgressFn& progress = {},
                                     const core::CancelToken* cancel = nullptr);

} // namespace cw::workflow
