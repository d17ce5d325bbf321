// SPDX-License-Identifier: Apache-2.0
// A corpus that needs no files: seeded mutations of synthetic objects in every transfer syntax.
#include "fuzz/Mutations.h"
#include "fuzz/Replay.h"

#include <cstdlib>
#include <gtest/gtest.h>
#include <iostream>

namespace cw {
namespace {

using dicom::TransferSyntax;
using testing::Bytes;

constexpr std::size_t kBatch = 250;

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
                    const auto bytes =
                        test::mutated(test::seedFile(GetParam(), random.stream("seed")), random);
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
