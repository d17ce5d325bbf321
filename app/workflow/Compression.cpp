// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/Compression.h"

#include "app/workflow/FileSort.h"
#include "app/workflow/detail/CopyRecord.h"
#include "app/workflow/detail/InOrder.h"
#include "core/Files.h"
#include "core/Sha256.h"
#include "core/Text.h"
#include "dicom/CapturedPicture.h"
#include "dicom/DerivedUid.h"
#include "dicom/Pixels.h"
#include "imaging/Fidelity.h"
#include "imaging/Picture.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace cw::workflow {
namespace {

namespace fs = std::filesystem;

fs::path fromUtf8(const std::string& name) {
    return fs::path(std::u8string(name.begin(), name.end()));
}

/// Whether the name stays below the folder that it is taken from.
bool staysInside(const fs::path& name) {
    return !name.empty() && name.is_relative() &&
           std::none_of(name.begin(), name.end(),
                        [](const fs::path& part) { return part == ".."; });
}

Result<void> checkRequest(std::span<const validation::Sample> samples,
                          const CompressionRequest& request) {
    if (request.ratios.empty())
        return fail(ErrorCode::InvalidArgument, "give at least one ratio");
    std::set<double> ratios;
    for (const double ratio : request.ratios)
        if (!(ratio >= 1) || ratio > 1e6 || !ratios.insert(ratio).second)
            return fail(ErrorCode::InvalidArgument,
                        "ratios are different numbers from 1 to 1000000");
    std::set<std::string> names{"manifest.csv", "fidelity.csv", "done.csv"};
    for (const auto& sample : samples) {
        if (!staysInside(fromUtf8(sample.image)))
            return fail(ErrorCode::InvalidArgument,
                        "an image's name leaves the manifest's folder: copies keep their names");
        if (!names.insert(sample.image).second)
            return fail(ErrorCode::InvalidArgument, "an image is named twice");
    }
    return {};
}

/// The picture as a DICOM object: as it is, or wrapped.
Result<dicom::Instance> instanceOf(std::span<const std::byte> bytes, const std::string& sha256,
                                   const validation::Sample& sample) {
    if (sortOf(bytes) == FileSort::Dicom)
        return dicom::readInstance(bytes);
    CW_TRY(const auto picture, imaging::decodePicture(bytes));
    dicom::PictureFacts facts;
    facts.patientId = "COPY"; // whose it is stands in the manifest
    facts.studyUid = dicom::derivedUid({"compression study", sha256});
    facts.laterality = sample.laterality;
    if (picture.format == imaging::PictureFormat::Jpeg)
        facts.lossyBytes = bytes.size();
    dicom::ObjectIdentity identity;
    identity.sopInstanceUid = dicom::derivedUid({"compression original", sha256});
    identity.seriesUid = dicom::derivedUid({"compression series", sha256});
    identity.createdAt = "1900-01-01T00:00:00Z"; // no time: the same picture, the same bytes
    CW_TRY(const auto wrapped, dicom::encodeCapturedPicture(picture.image, facts, identity));
    return dicom::readInstance(wrapped);
}

CompressedPicture faulty(const std::string& image, double asked, const Error& error) {
    CompressedPicture picture;
    picture.image = image;
    picture.asked = asked;
    picture.fault = error.message;
    return picture;
}

Result<CompressedPicture> copied(const dicom::Instance& instance, const core::Image& original,
                                 const std::string& image, const std::string& sha256,
                                 dicom::LossyCodec codec, double ratio, const fs::path& target) {
    const auto ratioText = core::shortest(ratio);
    CW_TRY(const auto copy, dicom::lossyCopyAt(instance, codec, ratio,
                                               dicom::derivedUid({"lossy copy", sha256,
                                                                  dicom::name(codec), ratioText})));
    CW_TRY(const auto bytes, dicom::encodeInstance(copy.instance));
    // Measured on what was written, read back: what a study will see.
    CW_TRY(const auto again, dicom::readInstance(bytes));
    CW_TRY(const auto decoded, dicom::decodeFrame(again, 0));
    CW_TRY(const auto fidelity, imaging::fidelityOf(original, decoded));
    std::error_code error;
    fs::create_directories(target.parent_path(), error);
    if (error)
        return fail(ErrorCode::IoFailure, "a folder of the copies cannot be made");
    CW_CHECK(core::writeWhole(target, bytes));
    CompressedPicture picture;
    picture.image = image;
    picture.asked = ratio;
    picture.achieved = copy.ratio();
    picture.setting = copy.setting;
    picture.reached = std::abs(copy.ratio() / ratio - 1) <= 0.1;
    picture.rawBytes = copy.rawBytes;
    picture.codedBytes = copy.codedBytes;
    picture.psnr = fidelity.psnr;
    picture.ssim = fidelity.ssim;
    picture.largestDifference = fidelity.largestDifference;
    picture.sourceSha256 = sha256;
    return picture;
}

double median(std::vector<double> values) {
    values.erase(
        std::remove_if(values.begin(), values.end(), [](double v) { return std::isnan(v); }),
        values.end());
    if (values.empty())
        return std::numeric_limits<double>::quiet_NaN();
    std::sort(values.begin(), values.end());
    const auto half = values.size() / 2;
    return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

void sumUp(CompressionCopy& copy) {
    std::vector<double> achieved, psnr, ssim;
    for (const auto& picture : copy.pictures) {
        if (!picture.fault.empty())
            continue;
        ++copy.made;
        copy.reached += picture.reached ? 1U : 0U;
        achieved.push_back(picture.achieved);
        psnr.push_back(picture.psnr);
        ssim.push_back(picture.ssim);
    }
    copy.medianAchieved = median(achieved);
    copy.medianPsnr = median(psnr);
    copy.medianSsim = median(ssim);
    copy.lowestSsim = std::numeric_limits<double>::quiet_NaN();
    for (const double value : ssim)
        copy.lowestSsim = std::isnan(copy.lowestSsim) ? value : std::min(copy.lowestSsim, value);
}

/// The run over one output folder.
struct Run {
    std::span<const validation::Sample> samples;
    const FileSource& files;
    const CompressionRequest& request;
    fs::path output;
    const core::CancelToken* cancel;
    std::vector<CompressionCopy> copies;
    std::vector<std::map<std::string, CompressedPicture>> before;
    std::vector<core::AppendFile> records;
    std::size_t fromBefore = 0;

    fs::path targetOf(std::size_t c, const std::string& image) const {
        return output / copies[c].folder / fromUtf8(image);
    }

    const CompressedPicture* madeBefore(std::size_t c, const std::string& image,
                                        const std::string& sha256) const {
        const auto at = before[c].find(image);
        std::error_code ignored;
        return at != before[c].end() && at->second.fault.empty() &&
                       at->second.sourceSha256 == sha256 && at->second.asked == copies[c].asked &&
                       fs::exists(targetOf(c, image), ignored)
                   ? &at->second
                   : nullptr;
    }

    /// One picture at all ratios; decoded once.
    Result<std::vector<CompressedPicture>> make(std::size_t i) const {
        const auto& sample = samples[i];
        if (cancel != nullptr && cancel->cancelled())
            return fail(ErrorCode::Cancelled, "stopped");
        std::vector<CompressedPicture> made;
        const auto bytes = files(sample.image);
        if (!bytes) {
            for (const auto& copy : copies)
                made.push_back(faulty(sample.image, copy.asked, bytes.error()));
            return made;
        }
        const auto sha256 = core::sha256Hex(*bytes);
        std::optional<Result<dicom::Instance>> instance;
        std::optional<Result<core::Image>> original;
        for (std::size_t c = 0; c < copies.size(); ++c) {
            if (const auto* done = madeBefore(c, sample.image, sha256)) {
                made.push_back(*done);
                continue;
            }
            if (!instance) {
                instance.emplace(instanceOf(*bytes, sha256, sample));
                if (*instance)
                    original.emplace(dicom::decodeFrame(**instance, 0));
            }
            if (!*instance || !*original) {
                made.push_back(faulty(sample.image, copies[c].asked,
                                      !*instance ? instance->error() : original->error()));
                continue;
            }
            auto one = copied(**instance, **original, sample.image, sha256, request.codec,
                              copies[c].asked, targetOf(c, sample.image));
            if (!one && one.error().code == ErrorCode::IoFailure)
                return tl::unexpected(one.error());
            made.push_back(one ? std::move(*one)
                               : faulty(sample.image, copies[c].asked, one.error()));
        }
        return made;
    }

    Result<void> take(std::vector<CompressedPicture> made) {
        for (std::size_t c = 0; c < copies.size(); ++c) {
            if (madeBefore(c, made[c].image, made[c].sourceSha256))
                ++fromBefore;
            else
                CW_CHECK(records[c].appendUnsynced(detail::recordLine(made[c])));
            copies[c].pictures.push_back(std::move(made[c]));
        }
        return {};
    }
};

Result<void> prepare(Run& run) {
    for (const double ratio : run.request.ratios) {
        CompressionCopy copy;
        const auto codec = std::string(dicom::name(run.request.codec));
        copy.name = codec + " " + core::shortest(ratio) + ":1";
        copy.folder = codec + "-" + core::shortest(ratio);
        copy.asked = ratio;
        const auto folder = run.output / copy.folder;
        std::error_code error;
        fs::create_directories(folder, error);
        if (error)
            return fail(ErrorCode::IoFailure, "the folder of the copies cannot be made");
        run.before.push_back(detail::readRecord(folder / "done.csv"));
        CW_TRY(auto record, core::AppendFile::open(folder / "done.csv"));
        // A line that was cut off ends here.
        CW_CHECK(record.appendUnsynced("\n"));
        run.records.push_back(std::move(record));
        run.copies.push_back(std::move(copy));
    }
    return {};
}

} // namespace

Result<CompressionCopies> makeCopies(std::span<const validation::Sample> samples,
                                     const FileSource& files, const CompressionRequest& request,
                                     const std::filesystem::path& output,
                                     const core::ProgressFn& progress,
                                     const core::CancelToken* cancel) {
    CW_CHECK(checkRequest(samples, request));
    Run run{samples, files, request, output, cancel, {}, {}, {}, 0};
    CW_CHECK(prepare(run));
    CW_CHECK(detail::inOrder<std::vector<CompressedPicture>>(
        samples.size(), request.workers, [&](std::size_t i) { return run.make(i); },
        [&](std::size_t i, Result<std::vector<CompressedPicture>> made) -> Result<void> {
            if (!made)
                return tl::unexpected(made.error());
            if (progress)
                progress(i + 1, samples.size(), "images");
            return run.take(std::move(*made));
        }));
    for (std::size_t c = 0; c < run.copies.size(); ++c) {
        auto& copy = run.copies[c];
        sumUp(copy);
        std::string table = detail::recordHeading();
        std::vector<validation::Sample> kept; // a picture without a copy is not in its manifest
        for (std::size_t i = 0; i < samples.size(); ++i) {
            table += detail::recordLine(copy.pictures[i]);
            if (copy.pictures[i].fault.empty())
                kept.push_back(samples[i]);
        }
        CW_CHECK(run.records[c].sync());
        CW_CHECK(core::writeWhole(output / copy.folder / "fidelity.csv", table));
        CW_CHECK(core::writeWhole(output / copy.folder / "manifest.csv", detail::manifestOf(kept)));
    }
    return CompressionCopies{std::move(run.copies), run.fromBefore};
}

} // namespace cw::workflow
