// SPDX-License-Identifier: Apache-2.0
// DICOM SEG, SR and presentation states, taken in as a reading and as proposals.
#include "app/workflow/DicomAnnotations.h"
#include "app/support/SettledProject.h"
#include "app/workflow/DicomForms.h"
#include "app/workflow/Proposals.h"
#include "core/Files.h"
#include "storage/CaseProcess.h"

#include <gtest/gtest.h>

namespace cw::workflow {
namespace {

namespace fs = std::filesystem;


using cw::testing::SettledProject;
using cw::testing::square;
using cw::testing::write;

const core::ReaderId kA("A");
const core::VersionName kVersion("v1");

/// Version v1 has one haemorrhage, square(8, 6, 12), on the second picture.
class DicomAnnotations : public ::testing::TestWithParam<DicomForm> {
protected:
    void SetUp() override {
        ASSERT_TRUE(m_project->freeze(kVersion));
        const DicomFormOptions options{GetParam(), folder(), false};
        ASSERT_TRUE(m_project->exportDicom(kVersion, options, false));
    }
    fs::path folder() const { return m_project.scratch().path() / "dicom"; }
    Result<dataset::AnnotationSet> read(const fs::path& from) {
        return readDicomAnnotations(from, core::ImageKind::Fundus);
    }
    ImageNames namesFor(const dataset::AnnotationSet& set) {
        ImageNames names;
        EXPECT_EQ(addInstances(names, *m_project, set).value(), 1U);
        return names;
    }
    /// The same area: a segmentation begins at another corner than the outline that was drawn.
    void expectTheSquare(const annotation::Finding& finding) {
        EXPECT_EQ(finding.label, "haemorrhage");
        EXPECT_EQ(finding.image, m_project.imageOf(1));
        EXPECT_EQ(core::overlap(finding.outline, square(8, 6, 12)).iou(), 1);
        EXPECT_EQ(core::areaPx2(finding.outline), 144);
    }
    SettledProject m_project;
    dataset::LabelMap m_labels = dataset::LabelMap::standard(core::ImageKind::Fundus);
};

TEST_P(DicomAnnotations, OfAVersionBecomeAReadersFindingsAgain) {
    auto set = read(folder());
    ASSERT_TRUE(set) << set.error().sentence();
    const auto names = namesFor(*set);
    const auto id = m_project.caseId(1);
    storage::CaseProcess process(m_project->store());
    ASSERT_TRUE(process.reopen(id, "lead", "to be read again"));
    const auto report =
        importAnnotationsAsReading(*m_project, std::move(*set), names, m_labels, kA, {});
    ASSERT_TRUE(report) << report.error().sentence();
    EXPECT_TRUE(report->complete());
    const auto session = m_project->openSession(id, kA);
    ASSERT_TRUE(session) << session.error().sentence();
    ASSERT_EQ(session->findings().size(), 1U);
    expectTheSquare(session->findings().front());
}

TEST_P(DicomAnnotations, OfAModelBecomeProposals) {
    auto set = read(folder());
    ASSERT_TRUE(set) << set.error().sentence();
    const auto names = namesFor(*set);
    ASSERT_TRUE(importProposals(*m_project, std::move(*set), names, m_labels, "cad-1",
                                std::string(64, 'a')));
    const auto proposals = listProposals(*m_project, m_project.caseId(1));
    ASSERT_EQ(proposals->size(), 1U);
    expectTheSquare(proposals->front().finding);
}

TEST_P(DicomAnnotations, OfStrangersMatchNoImage) {
    auto set = read(folder());
    ASSERT_TRUE(set);
    set->images.front().name = "1.2.840.99.1"; // shares all but its last part with nobody
    ImageNames names;
    ASSERT_TRUE(names.addTable("file,image\n1.2.840.99.2," + m_project.imageOf(1).text() + "\n"));
    EXPECT_EQ(addInstances(names, *m_project, *set).value(), 0U);
    AnnotationImportReport report;
    ASSERT_TRUE(importedCases(*m_project, std::move(*set), names, m_labels, report));
    EXPECT_EQ(report.matched, 0U);
    EXPECT_FALSE(report.complete());
}

INSTANTIATE_TEST_SUITE_P(AllForms, DicomAnnotations,
                         ::testing::Values(DicomForm::Segmentation, DicomForm::Report,
                                           DicomForm::PresentationState));

TEST(DicomAnnotationFiles, AreToldFromOthersAndRefusedWhereThereIsNone) {
    const cw::testing::ScratchFolder folder;
    write(folder.path() / "a.json", "{}");
    EXPECT_FALSE(holdsDicom(folder.path()));
    EXPECT_FALSE(holdsDicom(folder.path() / "missing"));
    EXPECT_EQ(readDicomAnnotations(folder.path()).error().code, ErrorCode::Unsupported);
    write(folder.path() / "b.dcm", std::string(128, '\0') + "DICM damaged");
    EXPECT_TRUE(holdsDicom(folder.path()));
    EXPECT_FALSE(readDicomAnnotations(folder.path() / "b.dcm").has_value());
}

} // namespace
} // namespace cw::workflow
