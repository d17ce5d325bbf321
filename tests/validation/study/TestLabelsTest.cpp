// SPDX-License-Identifier: Apache-2.0
// The strongest single check (reference/validation.md 7, case 15): flip every label of a test fold;
// whatever leaks from it (early stopping, threshold, scaling, choice of settings) moves the scores.
#include "validation/models/LearnedModels.h"
#include "validation/study/Study.h"

namespace cw::validation {
namespace {

using namespace testing;

std::string outlinesOf(const PictureSet& set) {
    std::string json;
    for (const Sample& sample : set.samples)
        json += (json.empty() ? "{\"" : ",\"") + sample.image +
                "\":[[[30,30],[60,30],[60,60],[30,60]]]";
    return json + "}";
}

PictureSet withGivenFolds() {
    PictureSet set = pictures(11, 24, 12);
    for (Sample& sample : set.samples)
        sample.fold = 1 + std::stoi(sample.patient.substr(1)) / 2 % 3;
    return set;
}

class EveryModel : public ::testing::TestWithParam<std::string> {
protected:
    void SetUp() override {
        if (!builtWithTorch() &&
            (GetParam().starts_with("cnn") || GetParam().starts_with("patches")))
            GTEST_SKIP() << "built without libtorch";
    }
    /// The results of the fold's task, of a plan whose labels are those of the set.
    std::map<std::string, std::string> foldOf(const PictureSet& set, int fold,
                                              const std::filesystem::path& folder) {
        auto request = requestOf(set);
        request.models = {GetParam()};
        if (GetParam().starts_with("patches"))
            request.outlines = outlinesOf(withGivenFolds());
        const auto plan = StudyPlan::write(folder, request).value();
        for (const StudyTask& task : plan.tasks())
            if (task.stage() < 2 || (task.kind == TaskKind::Fold && task.fold == fold)) {
                const auto done = runTask(plan, task.id, toolsOf(set));
                EXPECT_TRUE(done) << done.error().sentence();
                if (!done)
                    return {};
            }
        auto results = resultsOf(plan, taskOf(plan, TaskKind::Fold, fold));
        results.erase("plan.sha256");
        return results;
    }
    const ScratchFolder m_scratch;
};

TEST_P(EveryModel, ScoresATestPartAlikeWhateverItsLabelsAre) {
    PictureSet set = withGivenFolds();
    const auto before = foldOf(set, 1, m_scratch.path() / "before");
    ASSERT_TRUE(before.contains("scores.csv"));
    std::size_t flipped = 0;
    for (Sample& sample : set.samples)
        if (*sample.fold == 2) {
            sample.label = 1 - sample.label;
            ++flipped;
        }
    ASSERT_EQ(flipped, 16U);
    EXPECT_EQ(foldOf(set, 1, m_scratch.path() / "after"), before);
}

/// The converse, so that the check above can fail.
TEST_P(EveryModel, ScoresItOtherwiseWhenTheTrainingLabelsChange) {
    PictureSet set = withGivenFolds();
    const auto before = foldOf(set, 1, m_scratch.path() / "before");
    for (Sample& sample : set.samples)
        if (*sample.fold != 2)
            sample.label = 1 - sample.label;
    EXPECT_NE(foldOf(set, 1, m_scratch.path() / "after")["scores.csv"], before.at("scores.csv"));
}

INSTANTIATE_TEST_SUITE_P(Models, EveryModel,
                         ::testing::Values("features", "features:svm", "features:forest",
                                           "shortcut", "cnn:epochs=2", "patches:epochs=2"),
                         [](const auto& model) {
                             std::string name = model.param;
                             std::replace_if(
                                 name.begin(), name.end(),
                                 [](char c) {
                                     return std::isalnum(static_cast<unsigned char>(c)) == 0;
                                 },
                                 '_');
                             return name;
                         });

} // namespace
} // namespace cw::validation
