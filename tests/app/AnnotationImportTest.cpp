// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/Pseudonyms.h"
#include "app/support/SmallProject.h"
#include "app/workflow/Proposals.h"
#include "core/Files.h"
#include "core/Sha256.h"

#include <gtest/gtest.h>

namespace cw::workflow {
namespace {

using cw::testing::SmallProject;
using cw::testing::square;

const core::ReaderId kA("kim"), kB("lee");

/// COCO with those annotations on an image of that name, 40 x 30.
dataset::AnnotationSet coco(const std::string& name, const std::string& annotations,
                            int width = SmallProject::kWidth) {
    return dataset::readAnnotationText(
               R"({"images":[{"id":1,"file_name":")" + name + R"(","width":)" +
                   std::to_string(width) +
                   R"(,"height":30}],"categories":[{"id":1,"name":"Exudate"},)"
                   R"({"id":2,"name":"spaceship"}],"annotations":[)" +
                   annotations + "]}",
               dataset::AnnotationFormat::Coco, "")
        .value();
}
std::string annotation(const std::string& outline, int category = 1) {
    return R"({"image_id":1,"category_id":)" + std::to_string(category) + R"(,"segmentation":)" +
           outline + "}";
}
const std::string kSquare = "[[5,5,15,5,15,15,5,15]]";

class AnnotationImport : public ::testing::Test {
protected:
    void SetUp() override { ASSERT_TRUE(m_project->assignAll(kA, kB)); }
    Result<AnnotationImportReport> asReading(dataset::AnnotationSet set, AfterImport after = {}) {
        return importAnnotationsAsReading(*m_project, std::move(set), m_names, m_labels, kA, after);
    }
    std::vector<annotation::Finding> findings(std::size_t number) {
        return m_project->openSession(m_project.caseId(number), kA)->findings();
    }
    std::string exportedName(std::size_t number) {
        return m_project.imageOf(number).text() + ".png";
    }

    SmallProject m_project{2};
    ImageNames m_names;
    dataset::LabelMap m_labels = dataset::LabelMap::standard(core::ImageKind::Fundus);
};

TEST_F(AnnotationImport, TakesOurOwnExportsNamesAndMapsLabels) {
    const auto report = asReading(coco(exportedName(0), annotation(kSquare)));
    ASSERT_TRUE(report.has_value()) << report.error().sentence();
    EXPECT_TRUE(report->complete());
    const auto taken = findings(0);
    ASSERT_EQ(taken.size(), 1U);
    EXPECT_EQ(taken[0].label, "exudate");
    EXPECT_EQ(taken[0].outline, square(5, 5, 10));
    EXPECT_TRUE(findings(1).empty());
}

TEST_F(AnnotationImport, AgainGivesTheSameAndNotTwice) {
    ASSERT_TRUE(asReading(coco(exportedName(0), annotation(kSquare))));
    ASSERT_TRUE(asReading(coco(exportedName(0), annotation(kSquare))));
    EXPECT_EQ(findings(0).size(), 1U);
}

TEST_F(AnnotationImport, ReportsWhatItCannotTake) {
    const auto report = asReading(
        coco(exportedName(0), annotation(kSquare, 2) + "," + annotation("[[50,50,60,50,60,60]]")));
    ASSERT_TRUE(report.has_value());
    EXPECT_FALSE(report->complete());
    EXPECT_EQ(report->counts.unknownLabels, (std::map<std::string, std::size_t>{{"spaceship", 1}}));
    EXPECT_EQ(report->counts.withoutArea, 1U);
    const auto stranger = asReading(coco("somebody else.png", annotation(kSquare)));
    EXPECT_EQ(stranger->matched, 0U);
    EXPECT_FALSE(stranger->complete());
    const auto larger = asReading(coco(exportedName(0), annotation(kSquare), 4000));
    EXPECT_EQ(larger->otherSize, 1U);
}

TEST_F(AnnotationImport, TurnsEveryAreaIntoOutlinesThatCanBeStored) {
    // A bow tie, a square half outside, and a ring as run lengths of 40 x 30 (column by column).
    std::string ring = "[";
    for (int column = 0; column < 40; ++column) {
        const bool in = column >= 20 && column < 26, middle = column >= 22 && column < 24;
        ring += !in ? "30,0," : middle ? "10,2,2,2,14,0," : "10,6,14,0,";
    }
    ring.back() = ']';
    const auto report = asReading(
        coco(exportedName(0), annotation("[[2,2,8,8,8,2,2,8]]") + "," +
                                  annotation("[[-5,10,5,10,5,20,-5,20]]") + "," +
                                  annotation(R"({"size":[30,40],"counts":)" + ring + "}")));
    ASSERT_TRUE(report.has_value()) << report.error().sentence();
    EXPECT_TRUE(report->complete());
    EXPECT_EQ(report->counts.asPixels, 1U);
    EXPECT_EQ(report->counts.cut, 1U);
    double area = 0;
    for (const auto& finding : findings(0)) {
        EXPECT_TRUE(core::checkStorable(finding.outline, 40, 30));
        if (finding.outline.vertices.front().x >= 20) {
            area += core::areaPx2(finding.outline);
            EXPECT_TRUE(finding.attributes.contains("group")); // one lesion in pieces
        }
    }
    EXPECT_EQ(area, 36 - 4);
}

TEST_F(AnnotationImport, FindsTheImageByTableAndByTheBytesOfTheOriginal) {
    ASSERT_TRUE(m_names.addTable("file,image\nscan 7.jpg," + m_project.imageOf(1).text() + "\n"));
    EXPECT_EQ(m_names.find({"some/folder/scan 7.jpg", 0, 0, {}, {}, {}, {}}), m_project.imageOf(1));
    EXPECT_EQ(m_names.find({"scan 7.xml", 0, 0, {}, {}, {}, {}}), m_project.imageOf(1));
    EXPECT_FALSE(m_names.addTable("file,image\nx,not an id\n").has_value());

    const auto folder = m_project.scratch().path() / "originals";
    const auto keyFile = m_project.scratch().path() / "project.key";
    std::filesystem::create_directories(folder);
    ImageNames names;
    EXPECT_EQ(names.addOriginals(*m_project, folder, keyFile).error().code, ErrorCode::NotFound);
    EXPECT_FALSE(std::filesystem::exists(keyFile)); // none is made
}

TEST_F(AnnotationImport, KnowsAnOriginalByItsBytesWhateverItIsCalledNow) {
    const auto key = anonymizer::PseudonymKey::forSyntheticData("originals");
    const auto keyFile = m_project.scratch().path() / "project.key";
    ASSERT_TRUE(key.writeNew(keyFile));
    auto pixels = core::Image::create(40, 30, 3, core::SampleType::U8, core::PixelMeaning::Rgb);
    pixels->samples<std::uint8_t>()[7] = 9;
    core::EncodedImage encoded;
    encoded.bytes = *imaging::encodePng(*pixels);
    encoded.mediaType = "image/png";
    encoded.attributes.kind = core::ImageKind::Fundus;
    encoded.attributes.width = 40;
    encoded.attributes.height = 30;
    encoded.patient = core::PatientKey("P-x");
    encoded.study = core::StudyKey("S-x");
    encoded.sourceDigest = anonymizer::Pseudonyms(key).token(
        "source bytes", core::sha256Hex(std::string("the hospital's file")), 32);
    const auto id =
        m_project->store().add(cw::testing::SealForTests::close(std::move(encoded)))->id;
    const auto folder = m_project.scratch().path() / "originals";
    std::filesystem::create_directories(folder);
    ASSERT_TRUE(core::writeWhole(folder / "eye 1.jpg", std::string_view("the hospital's file")));
    ASSERT_TRUE(core::writeWhole(folder / "eye 2.jpg", std::string_view("another file")));
    ImageNames names;
    EXPECT_EQ(names.addOriginals(*m_project, folder, keyFile).value(), 1U);
    EXPECT_EQ(names.find({"annotated/eye 1.png", 0, 0, {}, {}, {}, {}}), id);
    EXPECT_FALSE(names.find({"eye 2.jpg", 0, 0, {}, {}, {}, {}}).has_value());
}

TEST_F(AnnotationImport, SubmitsAndIsFinal) {
    ASSERT_TRUE(asReading(coco(exportedName(0), annotation(kSquare)), AfterImport::Submit));
    const auto again = asReading(coco(exportedName(0), annotation(kSquare)));
    ASSERT_EQ(again->cases.size(), 1U);
    EXPECT_EQ(again->cases[0].refused->code, ErrorCode::Forbidden);
    EXPECT_FALSE(again->complete());
}

class ProposalsTest : public AnnotationImport {
protected:
    Result<AnnotationImportReport> propose(const std::string& model = "unet-2") {
        return importProposals(*m_project, coco(exportedName(0), annotation(kSquare)), m_names,
                               m_labels, model, std::string(64, 'a'));
    }
};

TEST_F(ProposalsTest, AreKeptOnceAndEnterNoReading) {
    const auto report = propose();
    ASSERT_TRUE(report.has_value()) << report.error().sentence();
    EXPECT_TRUE(report->complete());
    const auto again = propose();
    EXPECT_EQ(again->cases[0].refused->code, ErrorCode::Conflict);
    const auto all = listProposals(*m_project, m_project.caseId(0)).value();
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].model, "unet-2");
    EXPECT_EQ(all[0].finding.outline, square(5, 5, 10));
    EXPECT_EQ(all[0].importedAt, core::iso8601Utc(SmallProject::clock()()));
    EXPECT_TRUE(findings(0).empty());
    EXPECT_TRUE(listProposals(*m_project, m_project.caseId(1))->empty());
    EXPECT_FALSE(propose("a model/../x").has_value());
}

TEST_F(ProposalsTest, AreHiddenWhileTheCaseIsReadBlind) {
    ASSERT_TRUE(propose());
    const auto id = m_project.caseId(0);
    EXPECT_TRUE(proposalsVisibleTo(*m_project, id, kA)->empty());
    auto session = m_project->openSession(id, kA).value();
    EXPECT_EQ(confirmProposal(*m_project, session, "P1").error().code, ErrorCode::Forbidden);
    for (const auto& reader : {kA, kB}) {
        auto own = reader == kA ? std::move(session) : m_project->openSession(id, reader).value();
        ASSERT_TRUE(m_project->submit(own));
        EXPECT_EQ(proposalsVisibleTo(*m_project, id, kA)->size(), reader == kA ? 0U : 1U);
    }
    EXPECT_EQ(proposalsVisibleTo(*m_project, id, core::ReaderId("x")).error().code,
              ErrorCode::Forbidden);
}

TEST_F(ProposalsTest, BecomeAReadersOwnFindingsWhenConfirmed) {
    ASSERT_TRUE(propose());
    ASSERT_TRUE(setProposalsWhileBlind(*m_project, ProposalsWhileBlind::Shown));
    const auto id = m_project.caseId(0);
    auto session = m_project->openSession(id, kA).value();
    ASSERT_EQ(proposalsVisibleTo(*m_project, id, kA)->size(), 1U);
    const auto lesion = confirmProposal(*m_project, session, "P1");
    ASSERT_TRUE(lesion.has_value()) << lesion.error().sentence();
    const auto* finding = session.find(*lesion);
    ASSERT_NE(finding, nullptr);
    EXPECT_EQ(finding->attributes.at("origin"), "proposal:unet-2");
    EXPECT_EQ(confirmProposal(*m_project, session, "P1").error().code, ErrorCode::Conflict);
    EXPECT_EQ(confirmProposal(*m_project, session, "P9").error().code, ErrorCode::NotFound);
    ASSERT_TRUE(session.undo());
    EXPECT_TRUE(session.findings().empty());
}

TEST_F(ProposalsTest, ADeclinedOneStaysAwayFromThisReaderAlsoWhenItIsProposedAgain) {
    ASSERT_TRUE(propose());
    ASSERT_TRUE(setProposalsWhileBlind(*m_project, ProposalsWhileBlind::Shown));
    const auto id = m_project.caseId(0);
    ASSERT_TRUE(declineProposal(*m_project, id, kA, "P1"));
    ASSERT_TRUE(declineProposal(*m_project, id, kA, "P1")) << "again changes nothing";
    EXPECT_TRUE(proposalsVisibleTo(*m_project, id, kA)->empty());
    EXPECT_EQ(proposalsVisibleTo(*m_project, id, kB)->size(), 1U) << "the other reader's to say";
    EXPECT_EQ(declineProposal(*m_project, id, kA, "P9").error().code, ErrorCode::NotFound);

    // A later file of the model: the same outline, and one that is new.
    ASSERT_TRUE(importProposals(
        *m_project,
        coco(exportedName(0), annotation(kSquare) + "," + annotation("[[20,5,30,5,30,15,20,15]]")),
        m_names, m_labels, "unet-2", std::string(64, 'b')));
    EXPECT_EQ(listProposals(*m_project, id)->size(), 3U);
    const auto seen = proposalsVisibleTo(*m_project, id, kA);
    ASSERT_EQ(seen->size(), 1U);
    EXPECT_EQ(seen->front().finding.outline, square(20, 5, 10));
    EXPECT_EQ(*declinedBy(*m_project, id, kA), (std::set<std::string>{"P1", "P2"}));
    EXPECT_TRUE(declinedBy(*m_project, id, kB)->empty());
    // Another model is another opinion.
    ASSERT_TRUE(propose("unet-3"));
    EXPECT_EQ(proposalsVisibleTo(*m_project, id, kA)->size(), 2U);
}

TEST_F(ProposalsTest, CannotBeDeclinedByWhoMayNotSeeThem) {
    ASSERT_TRUE(propose());
    const auto id = m_project.caseId(0);
    EXPECT_EQ(declineProposal(*m_project, id, kA, "P1").error().code, ErrorCode::Forbidden);
    EXPECT_EQ(declineProposal(*m_project, id, core::ReaderId("x"), "P1").error().code,
              ErrorCode::Forbidden);
}

TEST_F(AnnotationImport, OfTwoObserversMasksTakesTheOneThatIsNamed) {
    dataset::AnnotationSet set;
    for (const char* name : {"7_1stHO.png", "7_2ndHO.png", "8_1stHO.png"})
        set.images.push_back({name, 0, 0, {}, {}, {}, {}});
    for (std::size_t i = 0; i < 3; ++i) {
        dataset::AnnotatedShape shape;
        shape.image = i;
        shape.id = std::to_string(i);
        set.shapes.push_back(shape);
    }
    keepNamed(set, "_1stHO");
    ASSERT_EQ(set.images.size(), 2U);
    EXPECT_EQ(set.images[0].name, "7");
    EXPECT_EQ(set.images[1].name, "8");
    ASSERT_EQ(set.shapes.size(), 2U);
    EXPECT_EQ(set.shapes[1].id, "2");
    EXPECT_EQ(set.shapes[1].image, 1U);
}

TEST(LabelMap, KnowsTheTermsOfThePublishedSets) {
    auto map = dataset::LabelMap::standard(core::ImageKind::Mammography);
    EXPECT_EQ(map.find("Suspicious Calcification")->label, "calcification");
    EXPECT_EQ(map.find("focal_asymmetry")->attributes.at("asymmetry"), "focal");
    EXPECT_EQ(map.find("PectoralMuscle")->label, "");
    EXPECT_FALSE(map.find("Point1").has_value());
    EXPECT_FALSE(map.add("label,finding\nx,unicorn\n").has_value());
    EXPECT_FALSE(map.add("label,finding,attributes\nx,mass,shape=unicorn\n").has_value());
    ASSERT_TRUE(map.add("label,finding,attributes\nPoint1,calcification,distribution=individual\n"
                        "Mass,-,\n"));
    EXPECT_EQ(map.find("point 1")->attributes.at("distribution"), "individual");
    EXPECT_EQ(map.find("mass")->label, "");
}

TEST(LabelMap, TranslatesCbisDdsm) {
    dataset::AnnotatedShape shape;
    shape.attributes = {{"mass shape", "IRREGULAR-ARCHITECTURAL_DISTORTION"},
                        {"mass margins", "ILL_DEFINED-SPICULATED"},
                        {"pathology", "BENIGN_WITHOUT_CALLBACK"},
                        {"assessment", "4"},
                        {"subtlety", "4"}};
    const auto mapped = dataset::mappedAttributes(shape, core::ImageKind::Mammography);
    EXPECT_EQ(mapped.attributes,
              (std::map<std::string, std::string>{{"shape", "irregular"},
                                                  {"associated", "architectural-distortion"},
                                                  {"margin", "indistinct"},
                                                  {"assessment", "4"}}));
    EXPECT_EQ(mapped.diagnosis, "benign");
    EXPECT_EQ(mapped.left, 2U); // the second margin, the subtlety
}

} // namespace
} // namespace cw::workflow
