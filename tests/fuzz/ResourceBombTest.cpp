// SPDX-License-Identifier: Apache-2.0
// Small files that claim as much as the limits allow: none hangs, and none takes 1 GB. Each takes a
// few seconds on a quiet machine; the limit is wide, for page faults can cost ten times as much on a
// loaded virtual one.
#include "dicom/Instances.h"
#include "fuzz/Replay.h"

#include <gtest/gtest.h>
#include <iostream>

namespace cw {
namespace {

using dicom::TransferSyntax;
using testing::Bytes;
using testing::must;

#if defined(__SANITIZE_ADDRESS__)
constexpr int kHungSeconds = 120;
constexpr std::size_t kHeavier = 3;
#else
constexpr int kHungSeconds = 40;
constexpr std::size_t kHeavier = 1;
#endif

/// Made in a child as well: the parent must stay small, or its size would count as the reader's.
Bytes blankPicture(TransferSyntax syntax, int side, core::SampleType type) {
    return must(dicom::encodeInstance(testing::instanceOf(must(core::Image::create(
                                          side, side, 1, type, core::PixelMeaning::Monochrome2))),
                                      syntax));
}

void expectBounded(const std::string& name, const Bytes& file, std::size_t largest) {
    EXPECT_LT(file.size(), largest) << name << " is not a small file";
    const auto outcome =
        test::inChild([&file] { return test::openAsViewer(std::span(file)); }, kHungSeconds);
    std::cout << name << ": " << file.size() / 1024 << " KB, " << outcome.seconds << " s, "
              << outcome.kilobytes / 1024 << " MB, "
              << (outcome.message.empty() ? "image" : outcome.message) << '\n';
    EXPECT_TRUE(outcome.kind == test::Outcome::Kind::Image ||
                outcome.kind == test::Outcome::Kind::Error)
        << name << ": signal " << outcome.signal;
    EXPECT_LT(outcome.kilobytes / 1024, 1000 * kHeavier) << name;
}

TEST(ResourceBomb, BlankFramesOfTheLargestSizeStayWithinBounds) {
    for (const auto& [name, syntax] : {std::pair("JPEG 2000", TransferSyntax::Jpeg2000Lossless),
                                       {"JPEG-LS", TransferSyntax::JpegLsLossless},
                                       {"JPEG lossless", TransferSyntax::JpegLossless}}) {
        const auto file = blankPicture(syntax, 7700, core::SampleType::U16);
        expectBounded(name, file, 20U << 20);
    }
    expectBounded("RLE", blankPicture(TransferSyntax::Rle, 7700, core::SampleType::U8), 4U << 20);
}

TEST(ResourceBomb, ADeflatedHeaderStaysWithinBounds) {
    Bytes file;
    {
        auto instance = testing::bareInstance();
        for (int i = 0; i < 19; ++i)
            must(instance.setBytes({0x0009, static_cast<std::uint16_t>(0x1000 + i)},
                                   Bytes(10U << 20), "UN"));
        file = must(dicom::encodeInstance(instance, TransferSyntax::Deflated));
    }
    expectBounded("deflated header", file, 1U << 20);
}

TEST(ResourceBomb, AHeaderOfShortElementsStaysWithinBounds) {
    auto file = testing::fileStart("1.2.840.10008.1.2.1");
    testing::element(file, {0x0008, 0x1140}, "SQ", "", 0xFFFFFFFF);
    for (int i = 0; i < 700'000; ++i) {
        testing::marker(file, 0xE000, 8);
        testing::element(file, {0x0010, 0x0010}, "PN", "");
    }
    testing::marker(file, 0xE0DD, 0);
    expectBounded("1.4 million elements", file, 16U << 20);
}

} // namespace
} // namespace cw
