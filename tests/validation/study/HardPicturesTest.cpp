// SPDX-License-Identifier: Apache-2.0
// Pictures that break pipelines (reference/validation.md 7, case 13), through the whole engine.
#include "validation/models/LearnedModels.h"
#include "validation/study/Study.h"

#include <cmath>

namespace cw::validation {
namespace {

using namespace testing;

constexpr int kSide = 96;

core::Image greys(core::SampleType type, core::PixelMeaning meaning) {
    auto image = core::Image::create(kSide, kSide, 1, type, meaning).value();
    if (type == core::SampleType::U16)
        image.setBitsStored(12);
    return image;
}

/// A half disc of tissue at the left edge, brighter where the label is 1.
std::shared_ptr<const core::Image> breast(core::Random random, bool twelveBit, double brighter) {
    auto image = greys(twelveBit ? core::SampleType::U16 : core::SampleType::U8,
                       core::PixelMeaning::Monochrome2);
    for (int y = 0; y < kSide; ++y)
        for (int x = 0; x < kSide; ++x) {
            const double dy = y + 0.5 - kSide / 2.0;
            const bool tissue = x * x + dy * dy < 0.2 * kSide * kSide;
            const double grey = tissue ? 90 + brighter + 12 * random.normal() : 2;
            const auto value = std::clamp(grey, 0.0, 255.0);
            const auto at = static_cast<std::size_t>(y * kSide + x);
            if (twelveBit)
                image.samples<std::uint16_t>()[at] = static_cast<std::uint16_t>(value * 16);
            else
                image.samples<std::uint8_t>()[at] = static_cast<std::uint8_t>(value);
        }
    return std::make_shared<const core::Image>(std::move(image));
}

/// The same picture as its negative that says it is one.
std::shared_ptr<const core::Image> negativeOf(const core::Image& picture) {
    auto image = greys(picture.sampleType(), core::PixelMeaning::Monochrome1);
    for (std::size_t i = 0; i < picture.sampleCount(); ++i)
        if (picture.sampleType() == core::SampleType::U16)
            image.samples<std::uint16_t>()[i] =
                static_cast<std::uint16_t>(4095 - picture.samples<std::uint16_t>()[i]);
        else
            image.samples<std::uint8_t>()[i] =
                static_cast<std::uint8_t>(255 - picture.samples<std::uint8_t>()[i]);
    return std::make_shared<const core::Image>(std::move(image));
}

/// 8 and 12 bits by turns, one view a patient.
PictureSet breasts(int patients) {
    PictureSet set;
    const core::Random random(23);
    for (int p = 0; p < patients; ++p) {
        const int label = p % 2;
        const std::string name = "breast-" + std::to_string(p);
        set.samples.push_back({name, "P" + std::to_string(p), label, "", "L", "MLO"});
        set.images[name] =
            breast(random.stream("picture", static_cast<std::uint64_t>(p)), p % 4 < 2, 25 * label);
    }
    return set;
}

StudyRequest requestOfBreasts(const PictureSet& set) {
    auto request = requestOf(set);
    request.kind = core::ImageKind::Mammography;
    request.unit = Unit::Image;
    if (builtWithTorch())
        request.models.push_back("cnn:epochs=1");
    return request;
}

Result<StudyResult> studyOf(const PictureSet& set, const StudyRequest& request) {
    const ScratchFolder folder;
    CW_TRY(const auto plan, StudyPlan::write(folder.path() / "study", request));
    runAll(plan, toolsOf(set));
    return aggregate(plan);
}

TEST(HardPictures, ANegativeThatSaysSoHasTheScoreOfItsPicture) {
    PictureSet set = breasts(24);
    for (const int p : {3, 6}) { // one of 8 bits and one of 12
        const auto name = "breast-" + std::to_string(p);
        Sample twin = set.samples[static_cast<std::size_t>(p)];
        twin.image = "negative-" + std::to_string(p);
        set.images[twin.image] = negativeOf(*set.images[name]);
        set.samples.push_back(twin);
    }
    const auto study = studyOf(set, requestOfBreasts(set));
    ASSERT_TRUE(study) << study.error().sentence();
    for (const ModelResult& model : study->models)
        for (const auto* p : {"3", "6"})
            EXPECT_EQ(model.imageScores.at(std::string("negative-") + p),
                      model.imageScores.at(std::string("breast-") + p))
                << model.model;
}

TEST(HardPictures, ThatShowNothingOrAreNoneAreScoredOrListedAndNeverEndTheStudy) {
    PictureSet set = breasts(20);
    auto constant = greys(core::SampleType::U8, core::PixelMeaning::Monochrome2);
    set.images["breast-0"] = std::make_shared<const core::Image>(constant);
    auto one =
        core::Image::create(1, 1, 1, core::SampleType::U8, core::PixelMeaning::Monochrome2).value();
    set.images["breast-1"] = std::make_shared<const core::Image>(one);
    set.images.erase("breast-2"); // 0 bytes: the source says that it is no picture
    const auto study = studyOf(set, requestOfBreasts(set));
    ASSERT_TRUE(study) << study.error().sentence();
    ASSERT_FALSE(study->unreadable.empty());
    for (const ModelResult& model : study->models) {
        EXPECT_FALSE(model.imageScores.contains("breast-2"));
        EXPECT_GE(model.imageScores.size(), 17U);
        for (const auto& [image, score] : model.imageScores)
            EXPECT_TRUE(std::isfinite(score)) << image;
        EXPECT_TRUE(std::isfinite(model.meanAuc.value));
    }
}

TEST(HardPictures, OneSickPatientIsAnErrorThatNamesTheClass) {
    PictureSet set = breasts(12);
    for (Sample& sample : set.samples)
        sample.label = sample.image == "breast-1" ? 1 : 0;
    const ScratchFolder folder;
    const auto plan = StudyPlan::write(folder.path() / "study", requestOfBreasts(set)).value();
    Result<void> done;
    for (const StudyTask& task : plan.tasks())
        if (done && task.stage() < 2)
            done = runTask(plan, task.id, toolsOf(set));
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, ErrorCode::InvalidArgument);
    EXPECT_NE(done.error().sentence().find("class 1 has 1 patient"), std::string::npos)
        << done.error().sentence();
}

} // namespace
} // namespace cw::validation
