// SPDX-License-Identifier: Apache-2.0
#include "dicom/Instance.h"
#include "dicom/Pixels.h"
#include "imaging/PerceptualHash.h"
#include "imaging/Picture.h"
#include "imaging/Portrait.h"
#include "imaging/Resample.h"
#include "phantom/Phantom.h"
#include "validation/Folds.h"
#include "validation/Oracle.h"
#include "validation/identity/IdentityClusters.h"

#include <cmath>
#include <gtest/gtest.h>
#include <set>

namespace cw::validation {
namespace {

core::Image asJpeg(const core::Image& image, int quality) {
    return std::move(imaging::decodePicture(imaging::encodeJpeg(image, quality).value())->image);
}

/// About the centre, black where nothing was; nearest pixel. Quarters stay quarters.
core::Image turned(const core::Image& image, double degrees) {
    const bool upright = std::abs(degrees - 90) < 1;
    const int width = upright ? image.height() : image.width();
    const int height = upright ? image.width() : image.height();
    auto result = core::Image::create(width, height, image.samplesPerPixel(), core::SampleType::U8,
                                      image.meaning())
                      .value();
    const double c = std::cos(degrees * 3.14159265 / 180), s = std::sin(degrees * 3.14159265 / 180);
    const auto channels = static_cast<std::size_t>(image.samplesPerPixel());
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const double u = x + 0.5 - width / 2.0, v = y + 0.5 - height / 2.0;
            const int column = static_cast<int>(std::floor(c * u + s * v + image.width() / 2.0));
            const int row = static_cast<int>(std::floor(-s * u + c * v + image.height() / 2.0));
            if (column < 0 || row < 0 || column >= image.width() || row >= image.height())
                continue;
            for (std::size_t k = 0; k < channels; ++k)
                result.samples<std::uint8_t>()[static_cast<std::size_t>(y * width + x) * channels +
                                               k] =
                    image.samples<std::uint8_t>()
                        [static_cast<std::size_t>(row * image.width() + column) * channels + k];
        }
    return result;
}

/// 8 bits of the stored ones, bright for dense, longer side 900: the copies are made of that. (As
/// JPEG a MONOCHROME1 picture would be its own negative, which is not found: decision 0166.)
core::Image eightBit(const core::Image& image) {
    const auto small = imaging::resized(image, 900).value();
    if (small.sampleType() == core::SampleType::U8)
        return small;
    auto result = core::Image::create(small.width(), small.height(), 1, core::SampleType::U8,
                                      core::PixelMeaning::Monochrome2)
                      .value();
    const bool negative = small.meaning() == core::PixelMeaning::Monochrome1;
    for (std::size_t i = 0; i < small.sampleCount(); ++i) {
        const int value = small.samples<std::uint16_t>()[i] >> (small.bitsStored() - 8);
        result.samples<std::uint8_t>()[i] =
            static_cast<std::uint8_t>(negative ? 255 - value : value);
    }
    return result;
}

struct Set {
    std::vector<Sample> samples;
    std::vector<IdentityPicture> pictures;
    std::vector<core::Image> originals;

    void add(const std::string& patient, const core::Image& image) {
        samples.push_back({"image " + std::to_string(samples.size()), patient, 0});
        pictures.push_back({imaging::identityPicture(image).value(), imaging::pixelHash(image)});
        originals.push_back(image);
    }
    IdentityClusters found(core::ImageKind kind) const {
        IdentityRequest request;
        request.kind = kind;
        return findIdentities(
                   samples,
                   [this](std::size_t i) -> Result<IdentityPicture> { return pictures[i]; },
                   request)
            .value();
    }
};

/// Synthetic patients, one picture of each view.
Set phantomSet(core::ImageKind kind, int patients) {
    const testing::ScratchFolder folder;
    phantom::PhantomPlan plan;
    plan.kind = kind;
    plan.patients = patients;
    plan.seed = 31;
    plan.scale = phantom::Scale::Half;
    const auto truth = phantom::writePhantom(folder.path() / "set", plan).value();
    Set set;
    for (std::size_t p = 0; p < truth.patients.size(); ++p)
        for (const auto& image : truth.patients[p].images) {
            const auto file = folder.path() / "set" / image.file;
            const core::Image pixels =
                kind == core::ImageKind::Mammography
                    ? dicom::decodeFrame(dicom::readInstance(file).value(), 0).value()
                    : imaging::readPicture(file)->image;
            set.add("patient " + std::to_string(p), eightBit(pixels));
        }
    return set;
}

/// One image of each of ten patients under another ID, in five ways twice.
void expectPlantedCopiesFound(core::ImageKind kind, int patients) {
    Set set = phantomSet(kind, patients);
    ASSERT_TRUE(set.found(kind).ties().empty()) << "two synthetic patients were merged";
    std::set<std::pair<std::size_t, std::size_t>> planted;
    std::set<std::string> copied;
    const std::size_t clean = set.samples.size();
    for (std::size_t i = 0; i < clean && copied.size() < 10; ++i) {
        if (!copied.insert(set.samples[i].patient).second)
            continue;
        const core::Image& image = set.originals[i];
        core::Image copy = image;
        switch (copied.size() % 5) {
        case 0:
            break;
        case 1:
            copy = imaging::resized(image, 540).value();
            break;
        case 2:
            copy = turned(image, 90);
            break;
        case 3:
            copy = turned(image, 7);
            break;
        default:
            copy = imaging::flippedHorizontally(image).value();
        }
        planted.emplace(i, set.samples.size());
        set.add("copy " + std::to_string(copied.size()), asJpeg(copy, 40));
    }
    ASSERT_EQ(planted.size(), 10U);
    const auto clusters = set.found(kind);
    std::set<std::pair<std::size_t, std::size_t>> certain;
    int fewest = 1000;
    for (const IdentityPair& pair : clusters.acrossPatients(set.samples)) {
        certain.emplace(pair.first, pair.second);
        fewest = std::min(fewest, pair.measure.inliers);
    }
    EXPECT_EQ(certain, planted);
    ::testing::Test::RecordProperty("fewest_inliers", fewest);
    ::testing::Test::RecordProperty("suspicions",
                                    static_cast<int>(clusters.pairs.size() - certain.size()));
}

TEST(PhantomIdentity, FindsEyesCopiedUnderOtherIdsAndMergesNoneElse) {
    expectPlantedCopiesFound(core::ImageKind::Fundus, 14);
}

TEST(PhantomIdentity, FindsBreastsCopiedUnderOtherIdsAndMergesNoneElse) {
    expectPlantedCopiesFound(core::ImageKind::Mammography, 10);
}

} // namespace
} // namespace cw::validation
