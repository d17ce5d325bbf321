// SPDX-License-Identifier: Apache-2.0
// A corpus that needs no files: seeded mutations of synthetic objects in every transfer syntax.
#include "dicom/Instances.h"
#include "fuzz/Replay.h"

#include <cstdlib>
#include <gtest/gtest.h>
#include <iostream>

namespace cw {
namespace {

using dicom::TransferSyntax;
using testing::Bytes;
using testing::must;

constexpr std::size_t kBatch = 250;

/// A small object with what headers are made of: sequences, private blocks, LUTs, several frames.
Bytes seedFile(TransferSyntax syntax, core::Random random) {
    const bool colour = random.chance(0.4);
    const auto image = testing::randomImage(
        random, 61, 53, colour || random.chance(0.3) ? core::SampleType::U8 : core::SampleType::U16,
        colour ? core::PixelMeaning::Rgb : core::PixelMeaning::Monochrome2, 8);
    auto instance = testing::instanceOf(image);
    must(instance.setText({0x0010, 0x0010}, "FUZZ^SEED"));
    must(instance.setText({{{0x0008, 0x1140}, 0}, {{0x0040, 0xA170}, 1}}, {0x0008, 0x0100}, "X"));
    must(instance.setText({0x0009, 0x0010}, "SEED", "LO"));
    must(instance.setText({0x0009, 0x1001}, "PRIVATE ", "UN"));
    must(instance.setText({{{0x0028, 0x3010}, 0}}, {0x0028, 0x3002}, "2\\0\\16", "US"));
    must(instance.setText({{{0x0028, 0x3010}, 0}}, {0x0028, 0x3006}, "abcd", "OW"));
    return must(dicom::encodeInstance(instance, syntax));
}

/// One to eight changes: bits, bytes that decoders stumble over, lengths, cuts, repeats.
Bytes mutated(Bytes bytes, core::Random& random) {
    constexpr std::uint8_t kAwkward[] = {0x00, 0x01, 0x7F, 0x80, 0xFE, 0xFF};
    for (std::size_t n = 1 + random.below(8); n > 0 && bytes.size() > 200; --n) {
        // Mostly in the second half, where the pixels are: a broken header ends most tries early.
        const auto first = random.chance(0.75) ? bytes.size() / 2 : 132;
        const auto at = first + random.below(bytes.size() - first - 8);
        switch (random.below(6)) {
        case 0:
            bytes[at] ^= static_cast<std::byte>(1U << random.below(8));
            break;
        case 1:
            bytes[at] = static_cast<std::byte>(kAwkward[random.below(6)]);
            break;
        case 2:
            for (std::size_t i = 0; i < 4; ++i)
                bytes[at + i] = std::byte{0xFF};
            break;
        case 3:
            bytes.resize(at);
            break;
        case 4: {
            const Bytes piece(bytes.begin() + static_cast<std::ptrdiff_t>(at), bytes.end());
            bytes.insert(bytes.begin() + static_cast<std::ptrdiff_t>(at), piece.begin(),
                         piece.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(
                                             piece.size(), random.below(64))));
            break;
        }
        default:
            bytes.erase(bytes.begin() + static_cast<std::ptrdiff_t>(at),
                        bytes.begin() + static_cast<std::ptrdiff_t>(
                                            std::min(bytes.size(), at + random.below(32))));
        }
    }
    return bytes;
}

std::size_t rounds() {
    const char* wanted = std::getenv("CW_FUZZ_ROUNDS"); // batches a syntax; more for a long run
    return wanted != nullptr ? std::strtoul(wanted, nullptr, 10) : 1;
}

class MutationReplay : public ::testing::TestWithParam<TransferSyntax> {};

TEST_P(MutationReplay, EndsInAnImageOrAnError) {
    const core::Random root(20261121);
    for (std::size_t round = 0; round < rounds(); ++round) {
        const auto stream = root.stream(dicom::uid(GetParam()), round);
        const auto outcome = test::inChild(
            [&] {
                std::size_t images = 0;
                for (std::size_t i = 0; i < kBatch; ++i) {
                    auto random = stream.stream("mutation", i);
                    const auto bytes = mutated(seedFile(GetParam(), random.stream("seed")), random);
                    const auto message = test::openAsViewer(std::span(bytes));
                    if (message.starts_with("DEFECT"))
                        return message + " (mutation " + std::to_string(i) + ")";
                    if (message.empty())
                        ++images;
                }
                return std::to_string(images) + " images";
            },
            120);
        EXPECT_EQ(outcome.kind, test::Outcome::Kind::Error)
            << "round " << round << ": signal " << outcome.signal << " " << outcome.message;
        EXPECT_LT(outcome.kilobytes / 1024, 1000U);
        if (rounds() > 1)
            std::cout << "round " << round << ": " << outcome.message << '\n';
    }
}

INSTANTIATE_TEST_SUITE_P(FuzzReplay, MutationReplay,
                         ::testing::Values(TransferSyntax::ImplicitLittle,
                                           TransferSyntax::ExplicitLittle,
                                           TransferSyntax::ExplicitBig, TransferSyntax::Deflated,
                                           TransferSyntax::Rle, TransferSyntax::JpegLossless,
                                           TransferSyntax::JpegLsLossless,
                                           TransferSyntax::Jpeg2000Lossless),
                         [](const auto& parameter) {
                             std::string name;
                             for (const char c : dicom::uid(parameter.param))
                                 name += c == '.' ? '_' : c;
                             return name;
                         });

} // namespace
} // namespace cw
