// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/Tasks.h"

#include <gtest/gtest.h>

namespace cw::workflow {
namespace {

dataset::DatasetImage view(const std::string& caseId, core::Laterality side,
                           const std::string& label, bool drawn) {
    static int number = 0;
    dataset::DatasetImage image;
    image.id = core::ImageId("image" + std::to_string(++number));
    image.caseId = core::CaseId(caseId);
    image.patient = core::PatientKey("P-" + caseId);
    image.attributes.kind = core::ImageKind::Mammography;
    image.attributes.laterality = side;
    image.label = label;
    if (drawn)
        image.findings.push_back({core::LesionId("L1"), image.id, "mass", {}, {}});
    return image;
}

std::pair<std::size_t, std::size_t> positivesAndNegatives(const TaskSamples& task) {
    std::size_t positives = 0;
    for (const auto& sample : task.samples)
        positives += sample.label == 1 ? 1U : 0U;
    return {positives, task.samples.size() - positives};
}

using core::Laterality;

TEST(MammographyTask, LeavesOutTheOtherBreastOfAPositiveCase) {
    dataset::DatasetContent content;
    content.images = {view("1", Laterality::Right, "malignant", true),
                      view("1", Laterality::Right, "malignant", false), // the other view, not drawn
                      view("1", Laterality::Left, "malignant", false),
                      view("2", Laterality::Right, "benign", true),
                      view("3", Laterality::Left, "normal", false)};
    const auto task = samplesFor(content, "malignant");
    ASSERT_TRUE(task);
    EXPECT_EQ(positivesAndNegatives(*task), std::pair(std::size_t{2}, std::size_t{2}));
    ASSERT_EQ(task->remarks.size(), 1U);
    EXPECT_NE(task->remarks[0].find("1 view(s)"), std::string::npos) << task->remarks[0];
}

TEST(MammographyTask, TakesEveryViewOfAPositiveCaseNobodyDrewOn) {
    dataset::DatasetContent content;
    content.images = {view("1", Laterality::Right, "malignant", false),
                      view("1", Laterality::Left, "malignant", false),
                      view("2", Laterality::Left, "normal", false)};
    EXPECT_EQ(positivesAndNegatives(*samplesFor(content, "malignant")),
              std::pair(std::size_t{2}, std::size_t{1}));
}

TEST(FundusTask, AsksOneDiseaseAgainstNormalAndLeavesOutTheOthers) {
    dataset::DatasetContent content;
    content.kind = core::ImageKind::Fundus;
    for (const auto* label : {"normal", "normal", "glaucoma", "amd", "dr", ""})
        content.images.push_back(view(label, Laterality::Unknown, label, false));
    EXPECT_EQ(positivesAndNegatives(*samplesFor(content, "glaucoma")),
              std::pair(std::size_t{1}, std::size_t{2}));
    EXPECT_EQ(positivesAndNegatives(*samplesFor(content, "disease")),
              std::pair(std::size_t{3}, std::size_t{2}));
    EXPECT_EQ(samplesFor(content, "glaucoma")->remarks.size(), 2U);
}

TEST(Tasks, OfAnotherKindAreRefusedWithTheList) {
    dataset::DatasetContent content;
    const auto task = samplesFor(content, "glaucoma");
    ASSERT_FALSE(task);
    EXPECT_EQ(task.error().code, ErrorCode::InvalidArgument);
    EXPECT_NE(task.error().message.find("malignant"), std::string::npos);
}

} // namespace
} // namespace cw::workflow
