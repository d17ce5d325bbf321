// SPDX-License-Identifier: Apache-2.0
// Known answers of TRUTH.md: md5 of all decoded frames, by gdcm.
#include "dicom/Instances.h"
#include "support/TemporaryFolder.h"

#include <cstdio>
#include <fstream>
#include <gtest/gtest.h>

namespace cw {
namespace {

using testing::must;

std::string md5(const testing::Bytes& bytes) {
    const testing::TemporaryFolder folder;
    const auto file = folder / "pixels";
    std::ofstream(file, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()),
               static_cast<std::streamsize>(bytes.size()));
    std::string digest(32, '\0');
    FILE* pipe = popen(("md5sum " + file.string()).c_str(), "r");
    const auto got = fread(digest.data(), 1, digest.size(), pipe);
    pclose(pipe);
    digest.resize(got);
    return digest;
}

struct KnownAnswer {
    std::string file, digest;
    std::size_t bytes = 0;
};

std::vector<KnownAnswer> knownAnswers() {
    std::vector<KnownAnswer> answers;
    std::ifstream table(testing::testData() / "TRUTH.md");
    for (std::string line; std::getline(table, line);) {
        KnownAnswer answer;
        char file[128], digest[64];
        if (std::sscanf(line.c_str(), "| %127[^ |] | %*[^|] | %zu | %32s |", file, &answer.bytes,
                        digest) == 3 &&
            line.find(".dcm") != std::string::npos) {
            answer.file = file;
            answer.digest = digest;
            answers.push_back(answer);
        }
    }
    return answers;
}

TEST(TruthTable, EveryFileDecodesToItsKnownBytes) {
    if (testing::testData().empty())
        GTEST_SKIP() << "no test data: set CONCORD_TEST_DATA";
    const auto answers = knownAnswers();
    ASSERT_GE(answers.size(), 18U);
    for (const auto& answer : answers) {
        const auto instance = must(dicom::readInstance(testing::testData() / answer.file));
        const auto bytes = must(dicom::storedPixelBytes(instance, std::nullopt));
        EXPECT_EQ(bytes.size(), answer.bytes) << answer.file;
        EXPECT_EQ(md5(bytes), answer.digest) << answer.file;
    }
}

TEST(TruthTable, NearLosslessStaysWithinItsBound) {
    if (testing::testData().empty())
        GTEST_SKIP() << "no test data: set CONCORD_TEST_DATA";
    const auto folder = testing::testData() / "mg_dicom_transcoded";
    const auto decode = [&folder](const char* name) {
        return must(dicom::decodeFrame(must(dicom::readInstance(folder / name)), 0));
    };
    const auto exact = decode("OutOfBoundsOverlay_JLSL.dcm");
    const auto near = decode("OutOfBoundsOverlay_JLSN_md2.dcm");
    int worst = 0;
    for (std::size_t i = 0; i < exact.sampleCount(); ++i)
        worst = std::max(worst, std::abs(int{exact.samples<std::uint16_t>()[i]} -
                                         int{near.samples<std::uint16_t>()[i]}));
    EXPECT_GT(worst, 0);
    EXPECT_LE(worst, 2);
}

TEST(TruthTable, RealFilesSurviveEveryLosslessTransferSyntax) {
    if (testing::testData().empty())
        GTEST_SKIP() << "no test data: set CONCORD_TEST_DATA";
    for (const auto* name : {"mg_dicom/jpeg2k_3d.dcm", "mg_dicom/example-mg.dcm",
                             "mg_dicom/CBIS_Calc-Test_P_00038_LEFT_CC_1_ROI.dcm"}) {
        const auto instance = must(dicom::readInstance(testing::testData() / name));
        for (const auto syntax :
             {dicom::TransferSyntax::Rle, dicom::TransferSyntax::JpegLossless,
              dicom::TransferSyntax::JpegLsLossless, dicom::TransferSyntax::Jpeg2000Lossless,
              dicom::TransferSyntax::ExplicitBig}) {
            const auto again =
                must(dicom::readInstance(must(dicom::encodeInstance(instance, syntax))));
            for (int frame = 0; frame < instance.frameCount(); ++frame)
                EXPECT_EQ(must(dicom::decodeFrame(again, frame)),
                          must(dicom::decodeFrame(instance, frame)))
                    << name << " " << dicom::uid(syntax);
        }
    }
}

TEST(TruthTable, HeaderOnlyReadingSeesTheSameHeader) {
    if (testing::testData().empty())
        GTEST_SKIP() << "no test data: set CONCORD_TEST_DATA";
    dicom::ReadLimits limits;
    limits.headerOnly = true;
    for (const auto& answer : knownAnswers()) {
        const auto file = testing::testData() / answer.file;
        const auto whole = must(dicom::readInstance(file));
        const auto header = must(dicom::readInstance(file, limits));
        EXPECT_FALSE(header.has({0x7FE0, 0x0010}));
        auto expected = dicom::attributesOf(whole);
        EXPECT_EQ(dicom::attributesOf(header), expected) << answer.file;
    }
}

} // namespace
} // namespace cw
