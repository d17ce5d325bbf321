// SPDX-License-Identifier: Apache-2.0
// The verb import in itself: writing in pictures, issuers of patient IDs, tokens.
#include "anonymizer/DeidentifyFolder.h"
#include "anonymizer/PixelCheck.h"
#include "anonymizer/Profile.h"
#include "app/support/HospitalExport.h"
#include "app/workflow/Project.h"
#include "core/Files.h"
#include "dicom/Instance.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace cw::workflow {
namespace {

using testing::HospitalExport;
using testing::ScratchFolder;
using testing::fs::path;

class ImportSafety : public ::testing::Test {
protected:
    Project project() {
        return *Project::create(m_scratch.path() / "project", core::ImageKind::Mammography);
    }
    path key() const { return m_scratch.path() / "hospital.key"; }
    /// One small file of a patient, from the phantom, of that issuer.
    void addFile(const path& original, const std::string& name, const std::string& id,
                 const std::string& issuer) {
        const auto bytes = core::readFile(original);
        ASSERT_TRUE(bytes);
        auto instance = dicom::readInstance(*bytes);
        ASSERT_TRUE(instance);
        ASSERT_TRUE(instance->setText({0x0010, 0x0020}, id));
        if (!issuer.empty()) {
            ASSERT_TRUE(instance->setText({0x0010, 0x0021}, issuer));
        }
        ASSERT_TRUE(instance->setText({0x0008, 0x0018}, "1.2.3." + std::to_string(++m_number)));
        const auto encoded = dicom::encodeInstance(*instance);
        ASSERT_TRUE(encoded);
        testing::fs::create_directories(m_scratch.path() / "source");
        ASSERT_TRUE(core::writeWhole(m_scratch.path() / "source" / name, *encoded));
    }
    static std::string reasons(const ImportReport& report) {
        std::string all;
        for (const auto& refused : report.refused)
            all += refused.reason + "\n";
        return all;
    }
    path anyImage() {
        if (!m_phantom)
            m_phantom.emplace(m_scratch.path() / "phantom", false, 1);
        return m_phantom->folder() / m_phantom->truth().patients.front().images.front().file;
    }

    ScratchFolder m_scratch;
    std::optional<HospitalExport> m_phantom;
    int m_number = 0;
};

TEST_F(ImportSafety, RefusesPicturesWithWritingUntilSomebodyHasDecided) {
    const HospitalExport source(m_scratch.path() / "export");
    auto project = this->project();
    const auto first = project.import({source.folder()}, key(), {});
    ASSERT_TRUE(first) << first.error().sentence();
    EXPECT_GT(first->held, 0U);
    EXPECT_EQ(first->imported + first->held, source.images()) << reasons(*first);
    EXPECT_EQ(first->refused.size(), first->held + 1); // and the damaged one
    const auto why = std::ranges::count_if(first->refused, [](const auto& refused) {
        return refused.reason.find("writing in the picture awaits a decision") != std::string::npos;
    });
    EXPECT_EQ(static_cast<std::size_t>(why), first->held);

    const auto folder = project.store().folder();
    const auto at = pixelQueueFolder(folder);
    const auto queue = anonymizer::PixelQueue::open(
        at / anonymizer::kPixelQueueFile, at / anonymizer::kPixelTemplateFile, project.clock());
    ASSERT_TRUE(queue) << queue.error().sentence();
    const auto pending = (*queue)->pending();
    EXPECT_EQ(pending.size(), first->held);
    for (const auto& image : pending)
        ASSERT_TRUE((*queue)->decide({.source = image.source,
                                      .boxes = {},
                                      .drawn = {},
                                      .verdict = anonymizer::PixelVerdict::Hide,
                                      .scope = anonymizer::PixelScope::Image,
                                      .by = "Kim",
                                      .reason = {}}));
    const auto second = project.import({source.folder()}, key(), {});
    ASSERT_TRUE(second) << second.error().sentence();
    EXPECT_EQ(second->imported, first->held);
    EXPECT_EQ(second->alreadyThere, first->imported);
    EXPECT_EQ(second->held, 0U);
}

TEST_F(ImportSafety, NamesARefusedFileByTheTokenThatTheStewardCanComputeAgain) {
    auto project = this->project();
    testing::fs::create_directories(m_scratch.path() / "source/deep");
    testing::write(m_scratch.path() / "source/deep/bad.dcm", std::string(128, '\0') + "DICM bad");
    const auto report = project.import({m_scratch.path() / "source"}, key(), {});
    ASSERT_TRUE(report) << report.error().sentence();
    ASSERT_EQ(report->refused.size(), 1U);
    const anonymizer::DeidentifyContext context{
        *anonymizer::Profile::builtIn("curation"),
        anonymizer::Pseudonyms(*anonymizer::PseudonymKey::read(key())), nullptr};
    EXPECT_EQ(report->refused.front().source, anonymizer::sourceToken(context, "deep/bad.dcm"));
}

TEST_F(ImportSafety, MatchesTheClinicalTableWithAndWithoutAnIssuer) {
    addFile(anyImage(), "a.dcm", "0001", "HOSPITAL");
    addFile(anyImage(), "b.dcm", "0002", "");
    testing::write(m_scratch.path() / "clinical.csv",
                   "patient_id,label\n0001,benign\n0002,normal\n0003,normal\n");
    auto project = this->project();
    const auto report =
        project.import({m_scratch.path() / "source"}, key(), m_scratch.path() / "clinical.csv");
    ASSERT_TRUE(report) << report.error().sentence();
    EXPECT_EQ(report->imported, 2U) << reasons(*report);
    EXPECT_EQ(report->clinicalMatched, 2U);
}

TEST_F(ImportSafety, GivesALineThatFitsTwoHospitalsPatientsToNeither) {
    addFile(anyImage(), "a.dcm", "0001", "HOSPITAL A");
    addFile(anyImage(), "b.dcm", "0001", "HOSPITAL B");
    testing::write(m_scratch.path() / "clinical.csv", "patient_id,label\n0001,benign\n");
    auto project = this->project();
    const auto clinical = m_scratch.path() / "clinical.csv";
    const auto first = project.import({m_scratch.path() / "source"}, key(), clinical);
    ASSERT_TRUE(first) << first.error().sentence();
    EXPECT_EQ(project.store().cases()->size(), 2U);
    EXPECT_EQ(first->clinicalMatched, 0U);
    ASSERT_EQ(first->clinicalWarnings.size(), 1U);
    EXPECT_EQ(first->clinicalWarnings.front().find("0001"), std::string::npos);

    testing::write(clinical,
                   "patient_id,issuer,label\n0001,HOSPITAL A,benign\n0001,HOSPITAL B,normal\n");
    const auto second = project.import({m_scratch.path() / "source"}, key(), clinical);
    ASSERT_TRUE(second) << second.error().sentence();
    EXPECT_EQ(second->clinicalMatched, 2U);
    std::set<std::string> labels;
    const auto cases = project.store().cases();
    for (const auto& row : *cases)
        labels.insert((*project.store().clinical(row.id))->at("label"));
    EXPECT_EQ(labels, (std::set<std::string>{"benign", "normal"}));
}

} // namespace
} // namespace cw::workflow
