// SPDX-License-Identifier: Apache-2.0
// The order of a patient's examinations, through a real import of real DICOM files.
#include "app/workflow/Examinations.h"

#include "app/support/HospitalExport.h"
#include "app/workflow/Project.h"
#include "core/Files.h"
#include "dicom/Instance.h"
#include "support/SealForTests.h"

#include <set>

namespace cw::workflow {
namespace {

using testing::fs::path;

class Examinations : public ::testing::Test {
protected:
    /// A file of the one patient, of a study and a day.
    void addFile(const std::string& study, const std::string& day) {
        if (!m_phantom)
            m_phantom.emplace(m_scratch.path() / "phantom", false, 1);
        const auto& image = m_phantom->truth().patients.front().images.front();
        auto instance = dicom::readInstance(m_phantom->folder() / image.file);
        ASSERT_TRUE(instance);
        const auto number = std::to_string(++m_number);
        ASSERT_TRUE(instance->setText({0x0008, 0x0018}, "1.2.3." + number));
        ASSERT_TRUE(instance->setText({0x0020, 0x000D}, "1.2.4." + std::to_string(study.size()) +
                                                            "." + study.substr(study.size() - 1)));
        ASSERT_TRUE(instance->setText({0x0020, 0x000E}, "1.2.5." + number));
        for (const dicom::Tag date :
             {dicom::Tag{0x0008, 0x0020}, {0x0008, 0x0021}, {0x0008, 0x0022}})
            ASSERT_TRUE(instance->setText(date, day));
        const auto encoded = dicom::encodeInstance(*instance);
        ASSERT_TRUE(encoded);
        const auto folder = m_scratch.path() / "source";
        testing::fs::create_directories(folder);
        ASSERT_TRUE(core::writeWhole(folder / (number + ".dcm"), *encoded));
    }
    /// The order by study: how it came out of an import with that profile.
    ExamOrder imported(const std::string& profile) {
        auto project = *Project::create(m_scratch.path() / profile, core::ImageKind::Mammography);
        const auto report = project.import({m_scratch.path() / "source"},
                                           m_scratch.path() / "hospital.key", {}, profile);
        EXPECT_TRUE(report) << report.error().sentence();
        const auto cases = project.store().cases();
        EXPECT_EQ(cases->size(), 1U) << "one case a patient";
        m_images = *project.store().images(cases->front().id);
        const auto order = examOrder(project.store(), m_images);
        EXPECT_TRUE(order) << order.error().sentence();
        return *order;
    }
    std::size_t studies() const {
        std::set<core::StudyKey> keys;
        for (const auto& image : m_images)
            keys.insert(image.study);
        return keys.size();
    }

    testing::ScratchFolder m_scratch;
    std::optional<testing::HospitalExport> m_phantom;
    std::vector<storage::StoredImage> m_images;
    int m_number = 0;
};

TEST_F(Examinations, AreInTheOrderOfTheirMovedDates) {
    addFile("1", "20190311");
    addFile("2", "20210402"); // the newest, in the middle of the import
    addFile("3", "20200105");
    const auto order = imported("curation");
    EXPECT_TRUE(order.known);
    EXPECT_EQ(studies(), 3U);
    EXPECT_EQ(order.exams, (std::vector{2, 0, 1}));
}

TEST_F(Examinations, OfOneDayAreOne) {
    addFile("1", "20190311");
    addFile("2", "20190311");
    const auto order = imported("curation");
    EXPECT_EQ(studies(), 2U);
    EXPECT_TRUE(order.known);
    EXPECT_EQ(order.exams, (std::vector{0, 0}));
}

TEST_F(Examinations, HaveNoOrderOnceTheirDatesAreGone) {
    addFile("1", "20190311");
    addFile("2", "20210402");
    const auto order = imported("basic");
    EXPECT_EQ(studies(), 2U);
    EXPECT_FALSE(order.known);
    EXPECT_EQ(order.exams, (std::vector{0, 1})); // told apart, not ranked
}

TEST_F(Examinations, HaveNoOrderByTheFixedDayOfADeidentifier) {
    auto store = storage::CaseStore::create(m_scratch.path() / "store",
                                            core::ImageKind::Mammography, core::systemClock());
    ASSERT_TRUE(store) << store.error().sentence();
    for (const auto* study : {"S-1", "S-2"}) {
        addFile(study, "19000101");
        core::EncodedImage image;
        const auto file = m_scratch.path() / "source" / (std::to_string(m_number) + ".dcm");
        image.bytes = *core::readFile(file);
        image.mediaType = "application/dicom";
        image.patient = core::PatientKey("P-1");
        image.study = core::StudyKey(study);
        image.sourceDigest = study;
        ASSERT_TRUE(store->add(testing::SealForTests::close(std::move(image))));
    }
    m_images = *store->images(store->cases()->front().id);
    const auto order = examOrder(*store, m_images);
    ASSERT_TRUE(order) << order.error().sentence();
    EXPECT_FALSE(order->known);
    EXPECT_EQ(order->exams, (std::vector{0, 1}));
}

TEST_F(Examinations, OfAPatientWithOneStudyAreNotLookedFor) {
    addFile("1", "20190311");
    addFile("1", "20190311");
    const auto order = imported("basic");
    EXPECT_TRUE(order.known);
    EXPECT_EQ(order.exams, (std::vector{0, 0}));
}

} // namespace
} // namespace cw::workflow
