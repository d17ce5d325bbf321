// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dicom/Instances.h"

namespace cw::test {

using dicom::TransferSyntax;
using testing::Bytes;
using testing::must;

/// A small object with what headers are made of: sequences, private blocks, LUTs, several frames.
inline Bytes seedFile(TransferSyntax syntax, core::Random random) {
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
inline Bytes mutated(Bytes bytes, core::Random& random) {
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

} // namespace cw::test
