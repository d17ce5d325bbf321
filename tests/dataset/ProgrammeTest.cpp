// SPDX-License-Identifier: Apache-2.0
#include "dataset/Programme.h"

#include "dataset/ProgrammeSets.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <set>

namespace cw::dataset {
namespace {

using namespace testing;
namespace fs = std::filesystem;

/// The names of a content, numbered from nothing, by case and slot.
std::set<std::string> namesOf(DatasetContent content, InFolders inFolders = InFolders::Yes) {
    content.numbers = programmeNumbers(content);
    std::set<std::string> names;
    const auto named = programmeNames(content, inFolders).value();
    for (const auto& [id, name] : named)
        names.insert(name);
    return names;
}

TEST(ProgrammeNames, OfMammogramsAreGolden) {
    Store store;
    DatasetContent content;
    addFourViews(store, content, "C-0001", "normal");
    addFourViews(store, content, "C-0002", "malignant");
    addFourViews(store, content, "C-0003", "benign");
    addFourViews(store, content, "C-10000", "malignant");
    auto again = image(store, "C-0002 again", core::Laterality::Left, core::ViewPosition::MLO);
    again.caseId = core::CaseId("C-0002");
    again.patient = core::PatientKey("key-of-C-0002");
    content.images.push_back(again);
    const std::set<std::string> golden{
        "malignant/00001_RCC.dcm",  "malignant/00001_LCC.dcm",    "malignant/00001_RMLO.dcm",
        "malignant/00001_LMLO.dcm", "malignant/00001_LMLO_2.dcm", "malignant/00002_RCC.dcm",
        "malignant/00002_LCC.dcm",  "malignant/00002_RMLO.dcm",   "malignant/00002_LMLO.dcm",
        "benign/10001_RCC.dcm",     "benign/10001_LCC.dcm",       "benign/10001_RMLO.dcm",
        "benign/10001_LMLO.dcm",    "normal/20001_RCC.dcm",       "normal/20001_LCC.dcm",
        "normal/20001_RMLO.dcm",    "normal/20001_LMLO.dcm"};
    EXPECT_EQ(namesOf(content), golden);
    EXPECT_TRUE(namesOf(content, InFolders::No).contains("00001_LMLO_2.dcm"));
}

TEST(ProgrammeNames, OfFundusPicturesAreTheManuals) {
    using enum core::Laterality;
    constexpr auto General = core::FundusField::General, Wide = core::FundusField::Wide;
    Store store;
    DatasetContent content;
    content.kind = core::ImageKind::Fundus;
    content.images = {eye(store, "C-0001", Left, General, "normal"),
                      eye(store, "C-0001", Right, General, "normal"),
                      eye(store, "C-0002", Left, General, "glaucoma"),
                      eye(store, "C-0002", Left, General, "glaucoma", 2),
                      eye(store, "C-0003", Right, Wide, "dr"),
                      eye(store, "C-0004", Right, Wide, "dr"),
                      eye(store, "C-0005", Left, Wide, "amd"),
                      eye(store, "C-0006", Left, Wide, "rvo")};
    const std::set<std::string> golden{"Normal/General_Normal_0001_L.jpg",
                                       "Normal/General_Normal_0001_R.jpg",
                                       "Glaucoma/General_Glaucoma_0001_L.jpg",
                                       "Glaucoma/General_Glaucoma_0002_L.jpg",
                                       "DMR/Wide_DMR_0001_R.jpg",
                                       "DMR/Wide_DMR_0002_R.jpg",
                                       "AMD/Wide_AMD_0001_L.jpg",
                                       "RVO/Wide_RVO_0001_L.jpg"};
    EXPECT_EQ(namesOf(content), golden);
}

TEST(ProgrammeNames, SayTheTruthAboutTheBytes) {
    Store store;
    DatasetContent content;
    content.kind = core::ImageKind::Fundus;
    content.images = {eye(store, "C-1", core::Laterality::Left, core::FundusField::Wide, "normal")};
    content.images[0].mediaType = "image/png";
    EXPECT_EQ(*namesOf(content, InFolders::No).begin(), "Wide_Normal_0001_L.png");
}

TEST(ProgrammeNames, AreRefusedWhereAnImageCannotHaveOne) {
    Store store;
    DatasetContent content;
    addFourViews(store, content, "C-0001", "normal");
    content.images[1].attributes.laterality = core::Laterality::Unknown;
    content.images[2].attributes.view = core::ViewPosition::Other;
    content.numbers = programmeNumbers(content);
    const auto names = programmeNames(content, InFolders::Yes);
    ASSERT_FALSE(names);
    EXPECT_EQ(names.error().code, ErrorCode::InvalidArgument);
    EXPECT_TRUE(names.error().message.starts_with("2 images have no name"));
}

/// A course of versions: cases come and go and change their class.
struct Step {
    std::vector<std::string> labels; ///< by case; "" = not in this version
};
std::vector<Step> anyCourse(std::size_t cases) {
    std::vector<Step> course(*rc::gen::inRange<std::size_t>(1, 6));
    for (Step& step : course)
        for (std::size_t i = 0; i < cases; ++i)
            step.labels.push_back(
                *rc::gen::element<std::string>("", "malignant", "benign", "normal"));
    return course;
}

RC_GTEST_PROP(ProgrammeNumbers, AreKeptAndNeverGivenToAnother, ()) {
    const std::size_t cases = 6;
    Store store;
    std::vector<ProgrammeNumber> given;
    std::map<std::string, core::ImageId> ownerOfName;
    std::map<std::pair<std::string, std::string>, int> numberOfCase; // class, case
    for (const Step& step : anyCourse(cases)) {
        DatasetContent content;
        content.numbers = given;
        for (std::size_t i = 0; i < cases; ++i)
            if (!step.labels[i].empty())
                addFourViews(store, content, "C-000" + std::to_string(i), step.labels[i]);
        auto shuffled = content;
        std::reverse(shuffled.images.begin(), shuffled.images.end());
        content.numbers = programmeNumbers(content);
        RC_ASSERT(content.numbers == programmeNumbers(shuffled)); // whatever the order
        RC_ASSERT(std::includes(content.numbers.begin(), content.numbers.end(), given.begin(),
                                given.end())); // nothing is forgotten
        const auto names = programmeNames(content, InFolders::No).value();
        RC_ASSERT(names.size() == content.images.size());
        for (const DatasetImage& image : content.images) {
            const auto& name = names.at(image.id);
            const int number = std::stoi(name);
            RC_ASSERT(number >= 1 && number <= 99999);
            const int first = image.label == "malignant" ? 1
                              : image.label == "benign"  ? 10001
                                                         : 20001;
            RC_ASSERT(number >= first && number < first + 10000);
            // One image for good, and one number for a patient of a class.
            RC_ASSERT(ownerOfName.try_emplace(name, image.id).first->second == image.id);
            RC_ASSERT(numberOfCase.try_emplace({image.label, image.caseId.text()}, number)
                          .first->second == number);
        }
        given = content.numbers;
    }
    std::set<int> numbers;
    for (const auto& [key, number] : numberOfCase)
        RC_ASSERT(numbers.insert(number).second);
}

TEST(ProgrammeNumbers, EndWithTheirSeriesInsteadOfRunningIntoTheNext) {
    Store store;
    DatasetContent content;
    content.numbers.push_back(
        {"malignant", 10000, "RCC", 1, core::CaseId("C-9"), core::ImageId(std::string(64, '0'))});
    addFourViews(store, content, "C-0001", "malignant");
    EXPECT_EQ(programmeNumbers(content).size(), 1U); // none is left to give
}

struct Exported {
    Store store;
    ScratchFolder scratch;
    fs::path folder = scratch.path() / "out";
    explicit Exported(const std::function<DatasetContent(Store&)>& make,
                      Naming naming = Naming::ProgrammeFolders) {
        const auto version = freeze(make(store), core::VersionName("v1"), scratch.path() / "v1",
                                    store.source(), noon())
                                 .value();
        const auto done =
            exportVersion(version, {ExportFormat::Coco, folder, true, naming}, store.source());
        EXPECT_TRUE(done) << done.error().sentence();
    }
    std::string text(const std::string& file) const {
        return core::readText(folder / file).value();
    }
};

TEST(ProgrammeLayout, WritesImagesByClassAndTheProgrammesColumns) {
    const Exported exported(documentedContent);
    EXPECT_TRUE(fs::exists(exported.folder / "images/malignant/00001_RCC.dcm"));
    EXPECT_TRUE(fs::exists(exported.folder / "images/normal/20001_LMLO.dcm"));
    EXPECT_EQ(exported.text("metadata/mammography.csv"),
              "file_name,number,class,side,view,manufacturer,model,birads,age_band,"
              "pathology_type\n"
              "malignant/00001_LCC.dcm,00001,malignant,L,CC,\"Synthetic, \"\"Imaging\"\"\",,5,"
              "50-59,\"ductal, \"\"invasive\"\"\"\n"
              "malignant/00001_LMLO.dcm,00001,malignant,L,MLO,\"Synthetic, \"\"Imaging\"\"\",,5,"
              "50-59,\"ductal, \"\"invasive\"\"\"\n"
              "malignant/00001_RCC.dcm,00001,malignant,R,CC,\"Synthetic, \"\"Imaging\"\"\",,5,"
              "50-59,\"ductal, \"\"invasive\"\"\"\n"
              "malignant/00001_RMLO.dcm,00001,malignant,R,MLO,\"Synthetic, \"\"Imaging\"\"\",,5,"
              "50-59,\"ductal, \"\"invasive\"\"\"\n"
              "normal/20001_LCC.dcm,20001,normal,L,CC,\"Synthetic, \"\"Imaging\"\"\",,5,,\n"
              "normal/20001_LMLO.dcm,20001,normal,L,MLO,\"Synthetic, \"\"Imaging\"\"\",,5,,\n"
              "normal/20001_RCC.dcm,20001,normal,R,CC,\"Synthetic, \"\"Imaging\"\"\",,5,,\n"
              "normal/20001_RMLO.dcm,20001,normal,R,MLO,\"Synthetic, \"\"Imaging\"\"\",,5,,\n");
    EXPECT_NE(exported.text("annotations/instances_default.json")
                  .find("\"file_name\":\"malignant/00001_RCC.dcm\""),
              std::string::npos);
    EXPECT_EQ(exported.text("papers/licence.txt"), "for research");
}

TEST(ProgrammeLayout, WritesTheFundusColumns) {
    const Exported exported([](Store& store) {
        DatasetContent content;
        content.kind = core::ImageKind::Fundus;
        content.images = {
            eye(store, "C-1", core::Laterality::Left, core::FundusField::General, "normal"),
            eye(store, "C-2", core::Laterality::Right, core::FundusField::Wide, "dr")};
        content.images[1].answers["laser"] = "yes";
        return content;
    });
    EXPECT_EQ(exported.text("metadata/fundus.csv"),
              "serial_number,file_name,general_or_wide,disease_code,laser,side,camera,number\n"
              "1,DMR/Wide_DMR_0001_R.jpg,Wide,DMR,yes,R,\"Phantom, F-1\",0001\n"
              "2,Normal/General_Normal_0001_L.jpg,General,Normal,,L,\"Phantom, F-1\",0001\n");
}

TEST(ProgrammeLayout, ItsOwnFoldersPassItsCheck) {
    const Exported exported(documentedContent);
    const auto report = checkProgrammeLayout(exported.folder);
    ASSERT_TRUE(report);
    EXPECT_TRUE(report->faults.empty()) << report->faults.front();
    EXPECT_EQ(report->images.at("malignant"), 4U);
    EXPECT_EQ(report->subjects.at("normal"), 1U);
}

TEST(ProgrammeLayout, TheCheckFindsWhatIsMisplacedMissingOrMisnamed) {
    const Exported exported(documentedContent);
    const auto images = exported.folder / "images";
    fs::rename(images / "malignant/00001_LCC.dcm", images / "normal/00001_LCC.dcm");
    fs::rename(images / "normal/20001_RCC.dcm", images / "normal/20001-RCC.dcm");
    const auto faults = checkProgrammeLayout(exported.folder)->faults;
    const std::vector<std::string> expected{"00001_LCC.dcm belongs into the folder malignant",
                                            "1 file has no name of the programme",
                                            "number 20001 in normal has no RCC"};
    EXPECT_EQ(faults, expected);
}

TEST(ProgrammeLayout, AnyFormatMayUseTheNamesWithoutFolders) {
    const Exported exported(documentedContent, Naming::Programme);
    EXPECT_TRUE(fs::exists(exported.folder / "images/00001_RCC.dcm"));
    EXPECT_FALSE(fs::exists(exported.folder / "metadata"));
}

} // namespace
} // namespace cw::dataset
