// SPDX-License-Identifier: Apache-2.0
// The objects that come beside the images: valid to dciodvfy, and carrying the patient.
#include "core/Files.h"
#include "dicom/Instance.h"
#include "phantom/Phantom.h"
#include "support/TemporaryFolder.h"
#include <array>
#include <cstdio>
#include <gtest/gtest.h>
#include <set>

namespace cw::phantom {
namespace {

namespace fs = std::filesystem;

class StudyObjects : public ::testing::TestWithParam<core::ImageKind> {
protected:
    void SetUp() override {
        PhantomPlan plan;
        plan.kind = GetParam();
        plan.patients = 2;
        plan.seed = 7;
        plan.scale = Scale::Half;
        plan.otherObjects = true;
        const auto truth = writePhantom(m_folder.path() / "p", plan);
        ASSERT_TRUE(truth) << truth.error().sentence();
        for (const auto& entry : fs::recursive_directory_iterator(m_folder.path() / "p"))
            if (entry.path().extension() == ".dcm")
                m_files.push_back(entry.path());
    }
    cw::testing::TemporaryFolder m_folder;
    std::vector<fs::path> m_files;
};

std::string complaints(const fs::path& file) {
    std::string errors;
    FILE* pipe = ::popen(("dciodvfy -new '" + file.string() + "' 2>&1").c_str(), "r");
    std::array<char, 4096> line{};
    while (pipe && std::fgets(line.data(), static_cast<int>(line.size()), pipe))
        if (std::string_view(line.data()).starts_with("Error"))
            errors += line.data();
    if (pipe)
        ::pclose(pipe);
    return errors;
}

TEST_P(StudyObjects, AreOfEveryClassAndWithoutConformanceErrors) {
    if (std::system("command -v dciodvfy >/dev/null 2>&1") != 0)
        GTEST_SKIP() << "dciodvfy is not installed";
    std::set<std::string> classes;
    for (const auto& file : m_files) {
        const auto instance = dicom::readInstance(file);
        ASSERT_TRUE(instance) << instance.error().sentence();
        classes.insert(instance->sopClassUid());
        EXPECT_EQ(complaints(file), "") << file.filename();
    }
    EXPECT_EQ(classes.size(), GetParam() == core::ImageKind::Mammography ? 5U : 3U);
}

TEST_P(StudyObjects, ReferToTheImagesOfTheirStudy) {
    std::set<std::string> own, referred;
    for (const auto& file : m_files) {
        const auto instance = dicom::readInstance(file);
        ASSERT_TRUE(instance);
        own.insert(instance->text({0x0008, 0x0018}).value_or(""));
        instance->visit([&](const dicom::ElementView& element) {
            // Referenced SOP Sequence and Referenced Image Sequence: not the study component.
            const bool image = !element.path.empty() &&
                               (element.path.back().sequence == dicom::Tag{0x0008, 0x1199} ||
                                element.path.back().sequence == dicom::Tag{0x0008, 0x1140});
            if (image && element.tag == dicom::Tag{0x0008, 0x1155})
                referred.insert(std::string(element.value));
        });
    }
    EXPECT_FALSE(referred.empty());
    for (const auto& uid : referred)
        EXPECT_TRUE(own.contains(uid));
}

INSTANTIATE_TEST_SUITE_P(Of, StudyObjects,
                         ::testing::Values(core::ImageKind::Mammography, core::ImageKind::Fundus));

} // namespace
} // namespace cw::phantom
