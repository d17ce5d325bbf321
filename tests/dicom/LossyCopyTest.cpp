// SPDX-License-Identifier: Apache-2.0
#include "dicom/LossyCopy.h"
#include "core/Random.h"
#include "dicom/Pixels.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>

namespace cw::dicom {
namespace {

constexpr const char* kUid = "1.2.826.0.1.3680043.8.498.1";

/// Smooth, with an edge, a bright spot at the very top of the range, and a little noise.
core::Image picture(int width, int height, int samples, int bits) {
    const auto type = bits > 8 ? core::SampleType::U16 : core::SampleType::U8;
    auto image = core::Image::create(width, height, samples, type,
                                     samples == 3 ? core::PixelMeaning::Rgb
                                                  : core::PixelMeaning::Monochrome2)
                     .value();
    image.setBitsStored(bits);
    const double top = std::ldexp(1.0, bits) - 1;
    core::Random random(3);
    std::size_t at = 0;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            for (int s = 0; s < samples; ++s, ++at) {
                double v = 0.3 + 0.2 * std::sin(x / 17.0 + s) + 0.2 * std::cos(y / 23.0);
                v += x > width / 2 ? 0.15 : 0;
                v += std::hypot(x - 40, y - 40) < 12 ? 1 : 0;
                v += 0.02 * random.normal();
                const double value = std::clamp(std::round(v * top), 0.0, top);
                if (bits > 8)
                    image.samples<std::uint16_t>()[at] = static_cast<std::uint16_t>(value);
                else
                    image.samples<std::uint8_t>()[at] = static_cast<std::uint8_t>(value);
            }
    return image;
}

Instance instanceOf(const core::Image& image) {
    Instance instance;
    EXPECT_TRUE(instance.setText({0x0008, 0x0016}, "1.2.840.10008.5.1.4.1.1.7"));
    EXPECT_TRUE(instance.setText({0x0008, 0x0018}, "1.2.826.0.1.3680043.8.498.9"));
    EXPECT_TRUE(setPixels(instance, image));
    return instance;
}

double largestDifference(const core::Image& a, const core::Image& b) {
    double largest = 0;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x)
            for (int s = 0; s < a.samplesPerPixel(); ++s)
                largest = std::max(largest, std::abs(a.valueAt(x, y, s) - b.valueAt(x, y, s)));
    return largest;
}

/// Through a file's bytes, as a study would read it.
core::Image readBack(const LossyCopy& copy) {
    const auto bytes = encodeInstance(copy.instance);
    EXPECT_TRUE(bytes);
    const auto again = readInstance(*bytes);
    EXPECT_TRUE(again);
    auto image = decodeFrame(*again, 0);
    EXPECT_TRUE(image) << (image ? "" : image.error().message);
    return std::move(*image);
}

struct Case {
    int samples, bits;
};
const std::vector<Case> kCases{{1, 8}, {1, 12}, {3, 8}};

TEST(LossyCopy, EveryCodecReachesTenToOneAndItsFileDecodes) {
    for (const auto& [samples, bits] : kCases)
        for (const auto codec : {LossyCodec::Jpeg, LossyCodec::Jpeg2000, LossyCodec::JpegLs}) {
            const auto image = picture(320, 256, samples, bits);
            const auto copy = lossyCopyAt(instanceOf(image), codec, 10, kUid);
            ASSERT_TRUE(copy) << name(codec) << " " << samples << " " << bits << ": "
                              << copy.error().message;
            EXPECT_NEAR(copy->ratio(), 10, 2) << name(codec) << " " << samples << "x" << bits;
            const auto back = readBack(*copy);
            EXPECT_EQ(back.width(), 320);
            EXPECT_EQ(back.samplesPerPixel(), samples);
            EXPECT_EQ(back.meaning(), image.meaning());
            const double difference = largestDifference(image, back);
            EXPECT_GT(difference, 0);
            EXPECT_LT(difference, 0.5 * std::ldexp(1.0, bits)) << name(codec);
            EXPECT_EQ(copy->instance.text({0x0028, 0x2110}), "01");
            EXPECT_EQ(copy->instance.text({0x0008, 0x0018}), kUid);
            EXPECT_TRUE(copy->instance.text({0x0008, 0x0008})->starts_with("DERIVED"));
        }
}

TEST(LossyCopy, NearLosslessIsNeverFurtherOffThanItsLimitEvenAtTheTopOfTheRange) {
    for (const int bits : {8, 12}) {
        const auto image = picture(200, 160, 1, bits);
        const auto copy = lossyCopyAt(instanceOf(image), LossyCodec::JpegLs, 30, kUid);
        ASSERT_TRUE(copy) << copy.error().message;
        EXPECT_LE(largestDifference(image, readBack(*copy)), copy->setting) << bits;
    }
}

TEST(LossyCopy, SaysHonestlyHowFarItCameWhereTheRatioCannotBeReached) {
    const auto image = picture(512, 512, 1, 8);
    const auto jpeg = lossyCopyAt(instanceOf(image), LossyCodec::Jpeg, 11'000, kUid);
    ASSERT_TRUE(jpeg);
    EXPECT_LE(jpeg->setting, 5); // from there on all steps are the coarsest, 255
    EXPECT_LT(jpeg->ratio(), 300);
    const auto wavelet = lossyCopyAt(instanceOf(image), LossyCodec::Jpeg2000, 1'000, kUid);
    ASSERT_TRUE(wavelet);
    EXPECT_NEAR(wavelet->ratio(), 1'000, 200);
    const auto tooFar = lossyCopyAt(instanceOf(image), LossyCodec::Jpeg2000, 1e5, kUid);
    ASSERT_TRUE(tooFar); // three bytes: less than the header alone
    EXPECT_LT(tooFar->ratio(), 1e4);
}

TEST(LossyCopy, RatiosFollowWhatWasAskedForAndLossGrowsWithThem) {
    const auto instance = instanceOf(picture(512, 384, 1, 12));
    const auto image = decodeFrame(instance, 0).value();
    for (const auto codec : {LossyCodec::Jpeg, LossyCodec::Jpeg2000, LossyCodec::JpegLs}) {
        double before = 0, lossBefore = 0;
        for (const double ratio : {5.0, 20.0, 60.0}) {
            const auto copy = lossyCopyAt(instance, codec, ratio, kUid);
            ASSERT_TRUE(copy);
            EXPECT_GT(copy->ratio(), before) << name(codec);
            const double loss = largestDifference(image, readBack(*copy));
            EXPECT_GE(loss, lossBefore) << name(codec) << " " << ratio;
            before = copy->ratio();
            lossBefore = loss;
        }
    }
}

TEST(LossyCopy, RefusesWhatItCannotCopyHonestly) {
    const auto instance = instanceOf(picture(64, 64, 1, 16));
    EXPECT_EQ(lossyCopyAt(instance, LossyCodec::Jpeg, 10, kUid).error().code,
              ErrorCode::Unsupported); // JPEG has 12 bits
    EXPECT_TRUE(lossyCopyAt(instance, LossyCodec::Jpeg2000, 10, kUid));
    EXPECT_EQ(lossyCopyAt(instance, LossyCodec::Jpeg2000, 0.5, kUid).error().code,
              ErrorCode::InvalidArgument);
    EXPECT_EQ(lossyCopyAt(instance, LossyCodec::Jpeg2000, 10, "").error().code,
              ErrorCode::InvalidArgument);
    EXPECT_FALSE(lossyCopyAt(Instance(), LossyCodec::Jpeg2000, 10, kUid));
}

TEST(LossyCopy, TheSamePictureAndRatioGiveTheSameBytes) {
    const auto instance = instanceOf(picture(128, 96, 3, 8));
    for (const auto codec : {LossyCodec::Jpeg, LossyCodec::Jpeg2000, LossyCodec::JpegLs})
        EXPECT_EQ(encodeInstance(lossyCopyAt(instance, codec, 15, kUid)->instance).value(),
                  encodeInstance(lossyCopyAt(instance, codec, 15, kUid)->instance).value());
}

} // namespace
} // namespace cw::dicom
