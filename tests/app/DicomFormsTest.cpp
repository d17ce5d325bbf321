// SPDX-License-Identifier: Apache-2.0
// A frozen version as DICOM SEG, SR and presentation states: what is written is valid, refers to
// what is there, says nothing it should not, and comes back.
#include "app/workflow/DicomForms.h"
#include "dataset/Sets.h"
#include "dicom/DerivedObjects.h"
#include "imaging/Picture.h"

#include <gmock/gmock.h>

namespace cw::workflow {
namespace {

namespace fs = std::filesystem;
using namespace cw::testing;
using dataset::testing::ScratchFolder;
using dataset::testing::Store;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string textOf(const std::vector<std::byte>& bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::string storedMammogram() {
    core::Random random(4);
    auto instance = instanceOf(
        randomImage(random, 160, 220, core::SampleType::U16, core::PixelMeaning::Monochrome2, 12));
    const std::pair<dicom::Tag, const char*> texts[] = {
        {{0x0008, 0x0018}, "2.25.501"}, {{0x0020, 0x000D}, "2.25.502"},
        {{0x0020, 0x000E}, "2.25.503"}, {{0x0010, 0x0010}, "CW-77"},
        {{0x0010, 0x0020}, "CW-77"},    {{0x0010, 0x0030}, ""},
        {{0x0010, 0x0040}, "F"},        {{0x0012, 0x0062}, "YES"},
        {{0x0012, 0x0063}, "Concord"},  {{0x0020, 0x0020}, "P\\F"},
        {{0x0020, 0x0062}, "R"},        {{0x0008, 0x0020}, "20200101"},
        {{0x0008, 0x0030}, "101500"},   {{0x0020, 0x0010}, "1"}};
    for (const auto& [tag, value] : texts)
        must(instance.setText(tag, value));
    return textOf(must(dicom::encodeInstance(instance)));
}

std::string storedFundus() {
    core::Random random(5);
    return textOf(must(imaging::encodeJpeg(
        randomImage(random, 180, 150, core::SampleType::U8, core::PixelMeaning::Rgb, 8), 90)));
}

struct Exported {
    Store store;
    ScratchFolder scratch;
    dataset::FrozenVersion version;
    std::vector<core::Polygon> drawn;
    core::ImageKind kind;

    explicit Exported(core::ImageKind of) : kind(of) {
        const bool mammography = of == core::ImageKind::Mammography;
        auto image = dataset::testing::image(store, "C-0001", core::Laterality::Right,
                                             core::ViewPosition::MLO);
        image.id = store.add(mammography ? storedMammogram() : storedFundus());
        image.mediaType = mammography ? "application/dicom" : "image/jpeg";
        image.attributes.kind = of;
        image.attributes.width = mammography ? 160 : 180;
        image.attributes.height = mammography ? 220 : 150;
        if (!mammography) {
            image.attributes.spacing.reset();
            image.attributes.view = core::ViewPosition::Unknown;
            image.answers = {{"gradability", "good"}, {"diagnosis", "dr"}};
        }
        drawn = lesions(core::Random(6), image.attributes.width, image.attributes.height, 3);
        for (std::size_t i = 0; i < drawn.size(); ++i) {
            auto finding =
                dataset::testing::finding(image, "L" + std::to_string(i + 1), drawn[i].vertices);
            finding.label = mammography ? "mass" : "preretinal-haemorrhage";
            if (mammography)
                finding.attributes["associated"] = "skin-retraction,nipple-retraction";
            else
                finding.attributes = {{"confidence", "4"}, {"comment", "SENTINEL again"}};
            image.findings.push_back(finding);
        }
        dataset::DatasetContent content;
        content.kind = of;
        content.images.push_back(image);
        version = must(dataset::freeze(content, core::VersionName("v1"), scratch.path() / "v1",
                                       store.source(), dataset::testing::noon()));
    }
    const dataset::DatasetImage& image() const { return version.content.images[0]; }
    DicomFormReport run(DicomForm form, const std::string& folder = "out",
                        const ReadingPairs& readings = {}) const {
        return must(exportDicomForms(version, {form, scratch.path() / folder, true}, store.source(),
                                     readings));
    }
    fs::path out(const std::string& name) const { return scratch.path() / "out" / name; }
    fs::path wrappedImage() const { return out("images/" + image().id.text() + ".dcm"); }
    std::string instanceUid() const {
        return must(dicom::sourceImageOf(must(dicom::readInstance(wrappedImage())))).sopInstanceUid;
    }
};

void checkAll(const fs::path& folder) {
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file())
            continue;
        const auto text = textOf(must(core::readFile(entry.path())));
        EXPECT_THAT(text, ::testing::Not(HasSubstr("SENTINEL"))) << "a comment left the project";
        // The synthetic mammogram is no whole object; what is made here must be.
        if (entry.path().extension() == ".dcm" && entry.path().parent_path() != folder / "images") {
            EXPECT_THAT(iodErrors(entry.path()), IsEmpty()) << entry.path().filename();
        }
    }
}

class DicomForms : public ::testing::TestWithParam<core::ImageKind> {
protected:
    Exported m_set{GetParam()};
    bool mammography() const { return GetParam() == core::ImageKind::Mammography; }
};

TEST_P(DicomForms, SegmentationsAreValidReferToTheImageAndComeBackBitForBit) {
    const auto report = m_set.run(DicomForm::Segmentation);
    EXPECT_EQ(report.objects, 1U);
    EXPECT_EQ(report.lesions, 3U);
    EXPECT_EQ(report.wrapped, mammography() ? 0U : 1U);
    checkAll(m_set.scratch.path() / "out");
    const auto read = must(dicom::readSegmentation(
        must(core::readFile(m_set.out("seg/" + m_set.image().id.text() + ".dcm")))));
    ASSERT_EQ(read.frames.size(), 3U);
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_EQ(read.frames[i].mask,
                  must(dicom::bitMaskOf(m_set.drawn[i], m_set.image().attributes.width,
                                        m_set.image().attributes.height)));
        EXPECT_EQ(read.frames[i].sopInstanceUid, m_set.instanceUid());
    }
}

TEST_P(DicomForms, ReportsGiveBackLabelsAndAnswersByTheirCodes) {
    m_set.run(DicomForm::Report);
    checkAll(m_set.scratch.path() / "out");
    const auto read =
        must(readDicomOutlines(must(core::readFile(m_set.out("sr/C-0001-truth.dcm")))));
    EXPECT_EQ(read.form, "dicom-sr");
    ASSERT_EQ(read.outlines.size(), 3U);
    for (const auto& outline : read.outlines) {
        EXPECT_EQ(outline.sopInstanceUid, m_set.instanceUid());
        EXPECT_EQ(labelOf(outline, GetParam()), mammography() ? "mass" : "preretinal-haemorrhage");
        const auto answers = attributesOf(outline, GetParam());
        if (mammography()) {
            EXPECT_EQ(answers,
                      (annotation::Answers{{"margin", "spiculated"},
                                           {"associated", "skin-retraction,nipple-retraction"}}));
            EXPECT_EQ(outline.measurements.size(), 2U);
        } else {
            EXPECT_EQ(answers, (annotation::Answers{{"confidence", "4"}}));
            EXPECT_THAT(outline.measurements, IsEmpty()) << "no spacing, no millimetres";
        }
    }
}

TEST_P(DicomForms, TheTruthNamesBothReadingsAsItsPredecessors) {
    annotation::Reading a, b;
    a.findings = m_set.image().findings;
    m_set.run(DicomForm::Report, "out", {{core::CaseId("C-0001"), {a, b}}});
    checkAll(m_set.scratch.path() / "out");
    const auto truth =
        must(dicom::readMeasurementReport(must(core::readFile(m_set.out("sr/C-0001-truth.dcm")))));
    ASSERT_EQ(truth.predecessors.size(), 2U);
    std::size_t i = 0;
    for (const auto* role : {"a", "b"}) {
        const auto instance =
            must(dicom::readInstance(m_set.out(std::string("sr/C-0001-reader-") + role + ".dcm")));
        EXPECT_EQ(instance.text({0x0008, 0x0018}), truth.predecessors[i++].sopInstanceUid);
    }
}

TEST_P(DicomForms, PresentationStatesAreValidAndComeBack) {
    m_set.run(DicomForm::PresentationState);
    checkAll(m_set.scratch.path() / "out");
    const auto read = must(readDicomOutlines(
        must(core::readFile(m_set.out("pr/" + m_set.image().id.text() + ".dcm")))));
    ASSERT_EQ(read.outlines.size(), 3U);
    EXPECT_EQ(read.outlines[2].sopInstanceUid, m_set.instanceUid());
}

TEST_P(DicomForms, TheSameVersionGivesTheSameBytes) {
    for (const auto form :
         {DicomForm::Segmentation, DicomForm::Report, DicomForm::PresentationState}) {
        const auto n = std::to_string(static_cast<int>(form));
        m_set.run(form, "one" + n);
        m_set.run(form, "two" + n);
        const auto one = m_set.scratch.path() / ("one" + n);
        for (const auto& entry : fs::recursive_directory_iterator(one))
            if (entry.is_regular_file()) {
                EXPECT_EQ(must(core::readFile(entry.path())),
                          must(core::readFile(m_set.scratch.path() / ("two" + n) /
                                              fs::relative(entry.path(), one))));
            }
    }
}

INSTANTIATE_TEST_SUITE_P(Kinds, DicomForms,
                         ::testing::Values(core::ImageKind::Mammography, core::ImageKind::Fundus),
                         [](const auto& kind) { return std::string(core::name(kind.param)); });

} // namespace
} // namespace cw::workflow
