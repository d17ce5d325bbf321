// SPDX-License-Identifier: Apache-2.0
#include "validation/CrossValidation.h"

#include "Oracle.h"
#include "Pictures.h"

#include <gtest/gtest.h>

namespace cw::validation {
namespace {

using namespace testing;

ValidationPlan plan(int folds = 3) {
    ValidationPlan made;
    made.task = "red against pale";
    made.dataset = "computed pictures";
    made.features = FeatureKind::Fundus;
    made.folds = folds;
    made.synthetic = true;
    return made;
}

bool warns(const ValidationResult& result, const std::string& of) {
    for (const std::string& warning : result.warnings)
        if (warning.find(of) != std::string::npos)
            return true;
    return false;
}

std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const auto& line : lines)
        text += line + "\n";
    return text;
}

class OnePictureSet : public ::testing::Test {
protected:
    static void SetUpTestSuite() { s_set = new PictureSet(pictures(1, 20, 14)); }
    static void TearDownTestSuite() { delete s_set; }
    static PictureSet* s_set;
};
PictureSet* OnePictureSet::s_set = nullptr;

TEST_F(OnePictureSet, IsToldApartAndEveryPictureScoredOnce) {
    const auto result = crossValidate(s_set->samples, s_set->source(), plan());
    ASSERT_TRUE(result) << result.error().sentence();
    EXPECT_GT(result->meanAuc, 0.8) << joined(result->warnings);
    ASSERT_EQ(result->scores.size(), 40U);
    ASSERT_EQ(result->folds.size(), 3U);
    std::size_t tested = 0;
    for (const FoldResult& fold : result->folds) {
        tested += fold.testSize;
        EXPECT_EQ(fold.testSize + fold.trainSize, 40U);
        ASSERT_TRUE(fold.auc);
    }
    EXPECT_EQ(tested, 40U);
    EXPECT_EQ(result->patients, 20U);
    EXPECT_EQ(result->imageSizeAuc, 0.5);
    EXPECT_NEAR(result->permutedAuc, 0.5, 0.2);
    EXPECT_TRUE(warns(*result, "Patients have several images"));
    EXPECT_FALSE(warns(*result, "chance"));
}

TEST_F(OnePictureSet, GivesTheSameFilesForAnyThreadsAndAnyOrder) {
    auto shuffled = s_set->samples;
    core::Random(5).shuffle(shuffled);
    ValidationPlan one = plan(), four = plan();
    one.workers = 1;
    four.workers = 4;
    one.model = four.model = "forest";
    const ScratchFolder scratch;
    ASSERT_TRUE(writeReport(crossValidate(s_set->samples, s_set->source(), one).value(),
                            scratch.path() / "a"));
    ASSERT_TRUE(
        writeReport(crossValidate(shuffled, s_set->source(), four).value(), scratch.path() / "b"));
    for (const char* file : {"report.json", "scores.csv", "report.html"})
        EXPECT_EQ(core::readText(scratch.path() / "a" / file).value(),
                  core::readText(scratch.path() / "b" / file).value())
            << file;
}

TEST_F(OnePictureSet, DependsOnTheSeed) {
    ValidationPlan other = plan();
    other.seed = 2;
    EXPECT_NE(crossValidate(s_set->samples, s_set->source(), plan())->scores.front().score,
              crossValidate(s_set->samples, s_set->source(), other)->scores.front().score);
}

TEST_F(OnePictureSet, ListsUnreadablePicturesAndGoesOn) {
    PictureSet set = *s_set;
    set.images.erase("eye-7.png");
    set.images["eye-9.png"] = nullptr;
    const auto result = crossValidate(set.samples, set.source(), plan()).value();
    ASSERT_EQ(result.unreadable.size(), 2U);
    EXPECT_EQ(result.unreadable[0], "eye-7.png: the file is not a picture");
    EXPECT_EQ(result.scores.size(), 38U);
    EXPECT_EQ(result.given, 40U);
    EXPECT_TRUE(warns(result, "2 images could not be read"));
}

TEST_F(OnePictureSet, CanBeCancelledBetweenPictures) {
    core::CancelToken cancel;
    std::size_t seen = 0;
    ValidationPlan one = plan();
    one.workers = 1;
    const auto result = crossValidate(
        s_set->samples, s_set->source(), one,
        [&](std::size_t done, std::size_t, const std::string&) {
            seen = done;
            if (done == 3)
                cancel.cancel();
        },
        &cancel);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::Cancelled);
    EXPECT_EQ(seen, 3U);
}

TEST_F(OnePictureSet, KeepsCopiesUnderOtherPatientsInOneFold) {
    PictureSet set = *s_set;
    set.samples.push_back({"copy.png", "P-copy", 1, "", "", ""});
    set.images["copy.png"] = set.images["eye-0.png"]; // label 0 there
    const auto result = crossValidate(set.samples, set.source(), plan()).value();
    int copy = 0, original = 0;
    for (const OutOfFoldScore& row : result.scores) {
        copy = row.sample.image == "copy.png" ? row.fold : copy;
        original = row.sample.image == "eye-0.png" ? row.fold : original;
    }
    EXPECT_EQ(copy, original);
    EXPECT_TRUE(warns(result, "exactly the pixels of a picture of another patient"));
    EXPECT_TRUE(warns(result, "both labels"));
}

TEST(CrossValidation, DoesNotFindWhatIsNotThere) {
    PictureSet set = pictures(3, 24, 0);
    const auto result = crossValidate(set.samples, set.source(), plan()).value();
    EXPECT_TRUE(warns(result, "not better than chance")) << joined(result.warnings);
}

TEST(CrossValidation, WarnsThatTheSizeOfThePicturesGivesTheLabelAway) {
    PictureSet set = pictures(4, 24, 0);
    for (std::size_t i = 0; i < set.samples.size(); ++i)
        if (set.samples[i].label == 1)
            set.images[set.samples[i].image] = retina(core::Random(900 + i), 112, 0);
    const auto result = crossValidate(set.samples, set.source(), plan()).value();
    EXPECT_EQ(result.imageSizeAuc, 1);
    EXPECT_TRUE(warns(result, "Shortcut: the image size alone")) << joined(result.warnings);
}

TEST(CrossValidation, NamesWhatIsWrongWithAPlanBeforeReadingAnything) {
    const PictureSet set = pictures(5, 8, 0, 16);
    const ImageSource never = [](const std::string&) -> Result<std::shared_ptr<const core::Image>> {
        ADD_FAILURE() << "a picture was read";
        return fail(ErrorCode::Internal, "");
    };
    ValidationPlan wrong = plan();
    wrong.model = "oracle";
    EXPECT_EQ(crossValidate(set.samples, never, wrong).error().code, ErrorCode::InvalidArgument);
    wrong = plan(5);
    EXPECT_EQ(crossValidate(set.samples, never, wrong).error().message,
              "class 0 has 4 patients, fewer than the 5 folds");
    wrong = plan();
    wrong.targetAuc = 87;
    EXPECT_FALSE(crossValidate(set.samples, never, wrong));
    EXPECT_FALSE(crossValidate({}, never, plan()));
}

TEST(CrossValidation, SaysWhyNoPictureCanBeRead) {
    PictureSet set = pictures(5, 8, 0, 16);
    set.images.clear();
    const auto result = crossValidate(set.samples, set.source(), plan(2));
    ASSERT_FALSE(result);
    EXPECT_NE(result.error().sentence().find("the file is not a picture"), std::string::npos);
}

TEST(CrossValidation, BearsConstantAndTinyPictures) {
    PictureSet set = pictures(6, 10, 10, 48);
    set.images["eye-2.png"] = std::make_shared<const core::Image>(
        core::Image::create(40, 30, 3, core::SampleType::U8, core::PixelMeaning::Rgb).value());
    set.images["eye-5.png"] = std::make_shared<const core::Image>(
        core::Image::create(1, 1, 3, core::SampleType::U8, core::PixelMeaning::Rgb).value());
    const auto result = crossValidate(set.samples, set.source(), plan(2));
    ASSERT_TRUE(result) << result.error().sentence();
    EXPECT_EQ(result->scores.size() + result->unreadable.size(), 20U);
}

} // namespace
} // namespace cw::validation
