// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/Compression.h"

#include "core/Files.h"
#include "core/Random.h"
#include "dicom/Pixels.h"
#include "imaging/Picture.h"
#include "validation/Manifest.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <gtest/gtest.h>
#include <map>
#include <tuple>
#include <unistd.h>

namespace cw::workflow {
namespace {

namespace fs = std::filesystem;
using dicom::LossyCodec;

class CompressionTest : public ::testing::Test {
protected:
    CompressionTest() {
        std::string name = (fs::temp_directory_path() / "cw-compress-XXXXXX").string();
        m_folder = ::mkdtemp(name.data());
        core::Random random(11);
        for (int i = 0; i < 6; ++i) {
            const auto name2 = "눈/picture " + std::to_string(i) + ".png";
            m_files[name2] = imaging::encodePng(drawn(random, i)).value();
            validation::Sample sample{name2, "P" + std::to_string(i / 2), i % 2};
            sample.laterality = i % 2 == 0 ? "R" : "L";
            sample.fold = 1 + i % 3;
            sample.age = 40.5 + i;
            sample.more = {{"density", "a,b"}};
            m_samples.push_back(sample);
        }
    }
    ~CompressionTest() override {
        std::error_code ignored;
        fs::remove_all(m_folder, ignored);
    }

    static core::Image drawn(core::Random& random, int which) {
        auto image =
            core::Image::create(160, 120, 3, core::SampleType::U8, core::PixelMeaning::Rgb).value();
        auto samples = image.samples<std::uint8_t>();
        for (std::size_t i = 0; i < samples.size(); ++i)
            samples[i] = static_cast<std::uint8_t>(std::clamp(
                110 + 60 * std::sin(static_cast<double>(i) / (50.0 + which)) + 4 * random.normal(),
                0.0, 255.0));
        return image;
    }

    FileSource files() const {
        return [this](const std::string& image) -> Result<std::vector<std::byte>> {
            ++m_reads;
            const auto at = m_files.find(image);
            if (at == m_files.end())
                return fail(ErrorCode::NotFound, "not there");
            return at->second;
        };
    }

    fs::path at(const std::string& folder, const std::string& image) const {
        return m_folder / folder / fs::path(std::u8string(image.begin(), image.end()));
    }

    fs::path m_folder;
    std::map<std::string, std::vector<std::byte>> m_files;
    std::vector<validation::Sample> m_samples;
    mutable std::atomic<int> m_reads{0};
};

TEST_F(CompressionTest, EachCopyHasTheSamePicturesPatientsLabelsAndFolds) {
    const auto result =
        makeCopies(m_samples, files(), {LossyCodec::Jpeg2000, {10, 100}, 2}, m_folder);
    ASSERT_TRUE(result) << result.error().message;
    ASSERT_EQ(result->copies.size(), 2U);
    EXPECT_EQ(result->copies[1].name, "jpeg2000 100:1");
    for (const auto& copy : result->copies) {
        const auto manifest = validation::readManifest(m_folder / copy.folder / "manifest.csv");
        ASSERT_TRUE(manifest) << manifest.error().message;
        ASSERT_EQ(manifest->size(), m_samples.size());
        for (std::size_t i = 0; i < m_samples.size(); ++i) {
            const auto& a = (*manifest)[i];
            const auto& b = m_samples[i];
            EXPECT_EQ(std::tie(a.image, a.patient, a.label, a.laterality, a.fold, a.age, a.more),
                      std::tie(b.image, b.patient, b.label, b.laterality, b.fold, b.age, b.more));
            const auto instance = dicom::readInstance(at(copy.folder, a.image));
            ASSERT_TRUE(instance);
            EXPECT_EQ(dicom::decodeFrame(*instance, 0)->width(), 160);
        }
        EXPECT_EQ(copy.made, 6U);
        // At 100:1 such a picture is 576 bytes, and JPEG 2000 goes in steps of whole passes.
        EXPECT_GE(copy.reached, copy.asked > 50 ? 3U : 6U);
        EXPECT_NEAR(copy.medianAchieved, copy.asked, copy.asked / 10);
        EXPECT_TRUE(fs::exists(m_folder / copy.folder / "fidelity.csv"));
    }
    EXPECT_GT(result->copies[0].medianPsnr, result->copies[1].medianPsnr);
    EXPECT_GT(result->copies[0].medianSsim, result->copies[1].medianSsim);
}

TEST_F(CompressionTest, ADestructiveRatioIsSeenInTheNumbersAndAMildOneNot) {
    const auto mild =
        makeCopies(m_samples, files(), {LossyCodec::Jpeg2000, {3}, 2}, m_folder / "a");
    const auto hard =
        makeCopies(m_samples, files(), {LossyCodec::Jpeg2000, {400}, 2}, m_folder / "b");
    ASSERT_TRUE(mild && hard);
    EXPECT_GT(mild->copies[0].lowestSsim, 0.9);
    EXPECT_LT(hard->copies[0].medianSsim, 0.8);
}

TEST_F(CompressionTest, WhatACodecCannotReachIsRecordedAsWhatItReached) {
    const auto result = makeCopies(m_samples, files(), {LossyCodec::Jpeg, {11'000}, 2}, m_folder);
    ASSERT_TRUE(result);
    const auto& copy = result->copies[0];
    EXPECT_EQ(copy.made, 6U);
    EXPECT_EQ(copy.reached, 0U);
    EXPECT_LT(copy.medianAchieved, 1'000);
    EXPECT_LE(copy.pictures[0].setting, 5); // from there on all steps are the coarsest, 255
}

TEST_F(CompressionTest, TheNumberOfWorkersDoesNotShowInTheFiles) {
    std::vector<std::map<std::string, std::string>> contents;
    for (const int workers : {1, 4}) {
        const auto folder = m_folder / std::to_string(workers);
        ASSERT_TRUE(makeCopies(m_samples, files(), {LossyCodec::JpegLs, {8}, workers}, folder));
        auto& content = contents.emplace_back();
        for (const auto& entry : fs::recursive_directory_iterator(folder))
            if (entry.is_regular_file())
                content[fs::relative(entry.path(), folder).string()] =
                    core::readText(entry.path()).value();
    }
    EXPECT_EQ(contents[0].size(), 6U + 3U);
    ASSERT_EQ(contents[1].size(), 6U + 3U);
    for (const auto& [file, content] : contents[0])
        EXPECT_TRUE(content == contents[1][file])
            << file << (file.ends_with(".csv") ? "\n" + content + contents[1][file] : "");
}

TEST_F(CompressionTest, AStoppedRunGoesOnWhereItWasAndChangedSourcesAreCopiedAgain) {
    const CompressionRequest request{LossyCodec::Jpeg, {12}, 1};
    core::CancelToken cancel;
    const auto stopped = makeCopies(
        m_samples, files(), request, m_folder,
        [&](std::size_t done, std::size_t, const std::string&) {
            if (done == 3)
                cancel.cancel();
        },
        &cancel);
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().code, ErrorCode::Cancelled);
    EXPECT_FALSE(fs::exists(m_folder / "jpeg-12" / "manifest.csv"));
    // The machine went down within a line.
    const auto record = m_folder / "jpeg-12" / "done.csv";
    ASSERT_TRUE(core::writeWhole(record, core::readText(record).value() + "\"half a na"));
    core::Random random(99);
    m_files[m_samples[0].image] = imaging::encodePng(drawn(random, 9)).value();
    const auto result = makeCopies(m_samples, files(), request, m_folder);
    ASSERT_TRUE(result) << result.error().message;
    EXPECT_GE(result->fromBefore, 2U);
    EXPECT_LT(result->fromBefore, 6U);
    const auto fresh = makeCopies(m_samples, files(), request, m_folder / "fresh");
    ASSERT_TRUE(fresh);
    EXPECT_EQ(core::readText(m_folder / "jpeg-12" / "fidelity.csv").value(),
              core::readText(m_folder / "fresh" / "jpeg-12" / "fidelity.csv").value());
    for (const auto& sample : m_samples)
        EXPECT_EQ(core::readText(at("jpeg-12", sample.image)).value(),
                  core::readText(at("fresh/jpeg-12", sample.image)).value());
    EXPECT_EQ(makeCopies(m_samples, files(), request, m_folder)->fromBefore, 6U);
}

TEST_F(CompressionTest, APictureThatCannotBeReadIsAFaultAndNotInTheManifest) {
    m_files[m_samples[2].image] = {std::byte{1}, std::byte{2}};
    m_files.erase(m_samples[4].image);
    const auto result = makeCopies(m_samples, files(), {LossyCodec::Jpeg, {10}, 2}, m_folder);
    ASSERT_TRUE(result);
    EXPECT_EQ(result->copies[0].made, 4U);
    EXPECT_FALSE(result->copies[0].pictures[2].fault.empty());
    EXPECT_EQ(validation::readManifest(m_folder / "jpeg-10" / "manifest.csv")->size(), 4U);
    EXPECT_EQ(core::readText(m_folder / "jpeg-10" / "fidelity.csv")->find(m_folder.string()),
              std::string::npos);
}

TEST_F(CompressionTest, RefusesNamesThatLeaveTheFolderAndSenselessRatios) {
    for (const char* name : {"../a.png", "/etc/passwd", "a/../../b.png", ""}) {
        auto samples = m_samples;
        samples[1].image = name;
        EXPECT_EQ(makeCopies(samples, files(), {LossyCodec::Jpeg, {10}, 1}, m_folder).error().code,
                  ErrorCode::InvalidArgument)
            << name;
    }
    auto twice = m_samples;
    twice[1].image = twice[0].image;
    EXPECT_FALSE(makeCopies(twice, files(), {LossyCodec::Jpeg, {10}, 1}, m_folder));
    for (const std::vector<double>& ratios :
         {std::vector<double>{}, {0.5}, {10, 10}, {std::nan("")}})
        EXPECT_FALSE(makeCopies(m_samples, files(), {LossyCodec::Jpeg, ratios, 1}, m_folder));
}

} // namespace
} // namespace cw::workflow
