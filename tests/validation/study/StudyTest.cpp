// SPDX-License-Identifier: Apache-2.0
#include "validation/study/Study.h"

#include <cmath>

namespace cw::validation {
namespace {

using namespace testing;

StudyPlan planned(const std::filesystem::path& folder, const StudyRequest& request) {
    auto plan = StudyPlan::write(folder, request);
    EXPECT_TRUE(plan) << plan.error().sentence();
    return *plan;
}

class AStudy : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        s_set = new PictureSet(pictures(1, 20, 14));
        s_folder = new ScratchFolder;
        s_plan = new StudyPlan(planned(s_folder->path() / "study", requestOf(*s_set)));
        runAll(*s_plan, toolsOf(*s_set));
    }
    static void TearDownTestSuite() {
        delete s_plan;
        delete s_folder;
        delete s_set;
    }
    static PictureSet* s_set;
    static ScratchFolder* s_folder;
    static StudyPlan* s_plan;
};
PictureSet* AStudy::s_set = nullptr;
ScratchFolder* AStudy::s_folder = nullptr;
StudyPlan* AStudy::s_plan = nullptr;

TEST_F(AStudy, ScoresEveryPictureOnceAndTellsTheClassesApart) {
    const auto result = aggregate(*s_plan);
    ASSERT_TRUE(result) << result.error().sentence();
    ASSERT_EQ(result->models.size(), 1U);
    const ModelResult& model = result->models.front();
    EXPECT_EQ(model.imageScores.size(), 40U);
    EXPECT_EQ(model.units.size(), 40U); // an eye each
    EXPECT_EQ(result->patients, 20U);
    EXPECT_GT(model.meanAuc.value, 0.8);
    EXPECT_LE(model.meanAuc.lower, model.meanAuc.value);
    std::size_t tested = 0;
    for (const StudyFold& fold : model.folds) {
        tested += fold.testPictures;
        EXPECT_EQ(fold.testPictures + fold.trainPictures, 40U);
        EXPECT_TRUE(fold.auc);
    }
    EXPECT_EQ(tested, 40U);
    EXPECT_EQ(result->exitStatus, 0);
}

TEST_F(AStudy, KeepsBothEyesOfAPatientInOneFold) {
    const auto split = readSplit(*s_plan).value();
    std::map<std::string, int> foldOf;
    for (std::size_t i = 0; i < split.images.size(); ++i)
        EXPECT_EQ(foldOf.emplace(split.groups[i], split.folds[i]).first->second, split.folds[i]);
}

TEST_F(AStudy, LeavesTheSameBytesWhenATaskIsRunAgain) {
    for (const int task : {taskOf(*s_plan, TaskKind::Split), taskOf(*s_plan, TaskKind::Fold, 1)}) {
        const auto before = resultsOf(*s_plan, task);
        ASSERT_TRUE(runTask(*s_plan, task, toolsOf(*s_set)));
        EXPECT_EQ(resultsOf(*s_plan, task), before);
    }
}

TEST_F(AStudy, DoesNotDependOnTheOrderOfTheManifest) {
    auto request = requestOf(*s_set);
    core::Random(5).shuffle(request.samples);
    const ScratchFolder scratch;
    const auto other = planned(scratch.path(), request);
    EXPECT_EQ(other.hash(), s_plan->hash());
}

TEST_F(AStudy, DependsOnTheSeed) {
    auto request = requestOf(*s_set);
    request.seed = 2;
    const ScratchFolder scratch;
    const auto other = planned(scratch.path(), request);
    runAll(other, toolsOf(*s_set));
    EXPECT_NE(resultsOf(other, taskOf(other, TaskKind::Split))["folds.csv"],
              resultsOf(*s_plan, taskOf(*s_plan, TaskKind::Split))["folds.csv"]);
}

TEST_F(AStudy, HasNoLabelInThePlanAndNoTestPictureInAFoldsTrainingFile) {
    const auto plan = core::readText(s_plan->folder() / "plan.json").value();
    EXPECT_EQ(plan.find("\"label\""), std::string::npos);
    const auto split = readSplit(*s_plan).value();
    const auto folder = s_plan->taskFolder(taskOf(*s_plan, TaskKind::Split));
    for (int fold = 0; fold < 3; ++fold) {
        const auto training =
            core::readText(folder / ("training-" + std::to_string(fold + 1) + ".csv")).value();
        for (std::size_t i = 0; i < split.images.size(); ++i)
            EXPECT_EQ(training.find(split.images[i] + ",") != std::string::npos,
                      split.folds[i] != fold);
    }
}

TEST_F(AStudy, RefusesToBeJudgedWithATaskMissing) {
    const ScratchFolder scratch;
    const auto plan = planned(scratch.path(), requestOf(*s_set));
    const auto result = aggregate(plan);
    ASSERT_FALSE(result);
    EXPECT_NE(result.error().message.find("are missing"), std::string::npos);
}

TEST_F(AStudy, RefusesTheResultOfAnotherPlan) {
    auto request = requestOf(*s_set);
    request.seed = 3;
    const ScratchFolder scratch;
    const auto plan = planned(scratch.path(), request);
    std::filesystem::copy(s_plan->folder() / "tasks", scratch.path() / "tasks",
                          std::filesystem::copy_options::recursive |
                              std::filesystem::copy_options::overwrite_existing);
    EXPECT_FALSE(plan.finished(0));
    EXPECT_FALSE(aggregate(plan));
}

TEST_F(AStudy, RefusesLabelsThatWereChangedAfterThePlan) {
    const ScratchFolder scratch;
    const auto plan = planned(scratch.path(), requestOf(*s_set));
    auto labels = core::readText(scratch.path() / "labels.csv").value();
    labels[labels.find(",0\n") + 1] = '1';
    ASSERT_TRUE(core::writeWhole(scratch.path() / "labels.csv", labels));
    EXPECT_EQ(plan.labelledSamples().error().code, ErrorCode::Corrupt);
}

TEST_F(AStudy, RefusesAFolderThatHoldsAnotherStudy) {
    auto request = requestOf(*s_set);
    request.folds = 4;
    EXPECT_EQ(StudyPlan::write(s_plan->folder(), request).error().code, ErrorCode::Conflict);
}

TEST_F(AStudy, NeedsTheStageBefore) {
    const ScratchFolder scratch;
    const auto plan = planned(scratch.path(), requestOf(*s_set));
    const auto done = runTask(plan, taskOf(plan, TaskKind::Fold), toolsOf(*s_set));
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, ErrorCode::InvalidArgument);
}

TEST_F(AStudy, ListsUnreadablePicturesAndGoesOn) {
    PictureSet set = *s_set;
    set.images.erase("eye-7.png");
    const ScratchFolder scratch;
    const auto plan = planned(scratch.path(), requestOf(set));
    runAll(plan, toolsOf(set));
    const auto result = aggregate(plan).value();
    ASSERT_EQ(result.unreadable.size(), 1U);
    EXPECT_NE(result.unreadable.front().find("eye-7.png"), std::string::npos);
    EXPECT_EQ(result.models.front().imageScores.size(), 39U);
}

TEST_F(AStudy, KeepsPatientsTogetherWhosePicturesAreTheSame) {
    PictureSet set = *s_set;
    set.images["eye-2.png"] = set.images["eye-5.png"]; // patients P1 and P2
    const ScratchFolder scratch;
    const auto plan = planned(scratch.path(), requestOf(set));
    runAll(plan, toolsOf(set));
    const auto split = readSplit(plan).value();
    std::map<std::string, std::string> groupOf;
    for (std::size_t i = 0; i < split.images.size(); ++i)
        groupOf[split.images[i]] = split.groups[i];
    EXPECT_EQ(groupOf["eye-2.png"], groupOf["eye-5.png"]);
    EXPECT_NE(groupOf["eye-2.png"], groupOf["eye-6.png"]);
}

TEST_F(AStudy, FindsAnIdenticalCopyDifferentByExactlyNothing) {
    auto request = requestOf(*s_set);
    request.copies.push_back({"identical", ""});
    const ScratchFolder scratch;
    const auto plan = planned(scratch.path(), request);
    runAll(plan, toolsOf(*s_set));
    const auto result = aggregate(plan).value();
    ASSERT_EQ(result.comparisons.size(), 1U);
    const StudyComparison& twin = result.comparisons.front();
    EXPECT_EQ(twin.difference.value, 0);
    EXPECT_EQ(twin.difference.lower, 0);
    EXPECT_EQ(twin.difference.upper, 0);
    EXPECT_EQ(twin.p, 1);
    EXPECT_TRUE(twin.equivalent);
    ASSERT_EQ(result.copies.size(), 1U);
    EXPECT_EQ(result.copies.front().equal, s_set->samples.size());
    EXPECT_EQ(result.copies.front().ssim, 1);
    EXPECT_TRUE(std::isnan(result.copies.front().psnr));
}

TEST_F(AStudy, GivesTheNetworkTheSideThatWasAskedFor) {
    auto request = requestOf(*s_set);
    request.inputSide = 160;
    request.models = {"features", "cnn", "cnn:epochs=2", "cnn:side=64"};
    const ScratchFolder scratch;
    EXPECT_EQ(planned(scratch.path(), request).request().models,
              (std::vector<std::string>{"features", "cnn:side=160", "cnn:epochs=2,side=160",
                                        "cnn:side=64"}));
}

TEST_F(AStudy, RefusesOutlinesThatFitNoPicture) {
    auto request = requestOf(*s_set);
    for (const char* outlines : {R"({"elsewhere.png": [[[0, 0], [9, 0], [9, 9]]]})", "[", "{}"}) {
        request.outlines = outlines;
        const ScratchFolder scratch;
        EXPECT_FALSE(StudyPlan::write(scratch.path(), request)) << outlines;
    }
}

TEST_F(AStudy, MissesATargetByTheMeanAndSaysWhich) {
    auto request = requestOf(*s_set);
    request.target = 1.0;
    const PictureSet set = pictures(3, 20, 4);
    request.samples = set.samples;
    const ScratchFolder scratch;
    const auto plan = planned(scratch.path(), request);
    runAll(plan, toolsOf(set));
    const auto result = aggregate(plan).value();
    EXPECT_FALSE(result.targetMetOnPoint);
    EXPECT_EQ(result.exitStatus, 1);
    EXPECT_EQ(result.failures, std::vector<std::string>{"target"});
}

TEST_F(AStudy, ReusesTheFoldsThatTheManifestBrings) {
    PictureSet set = *s_set;
    for (Sample& sample : set.samples)
        sample.fold = 1 + std::stoi(sample.patient.substr(1)) / 2 % 3;
    const ScratchFolder scratch;
    const auto plan = planned(scratch.path(), requestOf(set));
    runAll(plan, toolsOf(set));
    const auto split = readSplit(plan).value();
    for (std::size_t i = 0; i < split.images.size(); ++i)
        for (const Sample& sample : set.samples)
            if (sample.image == split.images[i]) {
                EXPECT_EQ(split.folds[i] + 1, *sample.fold);
            }
}

} // namespace
} // namespace cw::validation
