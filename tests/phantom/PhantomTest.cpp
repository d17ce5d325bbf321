// SPDX-License-Identifier: Apache-2.0
#include "phantom/Phantom.h"

#include "core/Files.h"
#include "core/Sha256.h"
#include "dicom/Instance.h"
#include "dicom/Pixels.h"
#include "imaging/Field.h"
#include "imaging/Picture.h"
#include "phantom/detail/Clinical.h"
#include "support/TemporaryFolder.h"
#include <algorithm>
#include <cstdlib>
#include <gtest/gtest.h>
#include <map>
#include <numeric>
#include <set>
#include <sstream>

namespace cw::phantom {
namespace {

using testing::TemporaryFolder;

PhantomPlan planOf(core::ImageKind kind, int patients, core::Seed seed = 3) {
    PhantomPlan plan;
    plan.kind = kind;
    plan.patients = patients;
    plan.seed = seed;
    plan.scale = Scale::Half;
    return plan;
}

/// Written once for all tests that only look: the cost is in the drawing.
struct Written {
    TemporaryFolder folder;
    PhantomTruth truth;
    explicit Written(const PhantomPlan& plan) {
        auto written = writePhantom(folder.path() / "p", plan);
        EXPECT_TRUE(written) << written.error().sentence();
        if (written)
            truth = std::move(*written);
    }
    std::filesystem::path path() const { return folder.path() / "p"; }
};
const Written& mammography() {
    static const Written written(planOf(core::ImageKind::Mammography, 3));
    return written;
}
const Written& fundus() {
    static const Written written(planOf(core::ImageKind::Fundus, 10));
    return written;
}

std::map<std::string, std::string> digests(const std::filesystem::path& folder) {
    std::map<std::string, std::string> found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file())
            found[std::filesystem::relative(entry.path(), folder).string()] =
                core::sha256Hex(core::readFile(entry.path()).value());
    }
    return found;
}

TEST(Phantom, GivesTheSameBytesWhateverTheNumberOfWorkers) {
    for (const auto kind : {core::ImageKind::Mammography, core::ImageKind::Fundus}) {
        const TemporaryFolder folder;
        auto plan = planOf(kind, 2, 11);
        plan.burnedInText = true;
        plan.workers = 1;
        ASSERT_TRUE(writePhantom(folder / "one", plan));
        plan.workers = 3;
        ASSERT_TRUE(writePhantom(folder / "three", plan));
        EXPECT_EQ(digests(folder / "one"), digests(folder / "three"));
        plan.seed = 12;
        ASSERT_TRUE(writePhantom(folder / "other", plan));
        EXPECT_NE(digests(folder / "one").at("truth.json"),
                  digests(folder / "other").at("truth.json"));
    }
}

TEST(Phantom, RefusesAFolderThatHoldsOtherThings) {
    const TemporaryFolder folder;
    ASSERT_TRUE(core::writeWhole(folder / "thesis.txt", std::string_view("mine")));
    const auto written = writePhantom(folder.path(), planOf(core::ImageKind::Fundus, 1));
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, ErrorCode::Conflict);
    EXPECT_EQ(folder.fileCount(), 1U);
}

TEST(Phantom, StopsWhenCancelled) {
    const TemporaryFolder folder;
    core::CancelToken cancel;
    cancel.cancel();
    const auto written =
        writePhantom(folder / "p", planOf(core::ImageKind::Fundus, 5), {}, &cancel);
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, ErrorCode::Cancelled);
    EXPECT_FALSE(std::filesystem::exists(folder / "p" / "truth.json"));
}

TEST(Phantom, TruthSurvivesItsFile) {
    for (const auto* written : {&mammography(), &fundus()}) {
        const auto read = readTruth(written->path() / "truth.json");
        ASSERT_TRUE(read) << read.error().sentence();
        EXPECT_EQ(read->kind, written->truth.kind);
        EXPECT_EQ(read->plantedIdentifiers, written->truth.plantedIdentifiers);
        ASSERT_EQ(read->patients.size(), written->truth.patients.size());
        for (std::size_t p = 0; p < read->patients.size(); ++p) {
            const auto &a = read->patients[p], &b = written->truth.patients[p];
            EXPECT_EQ(a.patientId, b.patientId);
            EXPECT_EQ(a.label, b.label);
            ASSERT_EQ(a.images.size(), b.images.size());
            for (std::size_t i = 0; i < a.images.size(); ++i) {
                ASSERT_EQ(a.images[i].lesions.size(), b.images[i].lesions.size());
                for (std::size_t k = 0; k < a.images[i].lesions.size(); ++k)
                    EXPECT_EQ(a.images[i].lesions[k].outline, b.images[i].lesions[k].outline);
            }
        }
    }
}

// Share of an outline's vertices that lie on the mask.
double shareOn(const core::Polygon& outline, const core::Image& mask) {
    double on = 0;
    for (const auto& vertex : outline.vertices)
        on += mask.valueAt(static_cast<int>(vertex.x), static_cast<int>(vertex.y)) > 0 ? 1 : 0;
    return on / static_cast<double>(outline.vertices.size());
}

void expectGoodOutlines(const TrueImage& image, const core::Image& field) {
    for (const auto& lesion : image.lesions) {
        SCOPED_TRACE(lesion.kind);
        const auto storable = core::checkStorable(lesion.outline, image.width, image.height);
        EXPECT_TRUE(storable) << storable.error().sentence();
        EXPECT_EQ(shareOn(lesion.outline, field), 1.0);
    }
}

TEST(MammographyPhantom, ShowsFourViewsWithChestWallsTogether) {
    std::set<std::pair<int, int>> sizes;
    for (const auto& patient : mammography().truth.patients) {
        ASSERT_EQ(patient.images.size(), 4U);
        std::set<std::string> views;
        for (const auto& image : patient.images) {
            SCOPED_TRACE(image.file.string());
            const auto instance = dicom::readInstance(mammography().path() / image.file).value();
            const auto attributes = dicom::attributesOf(instance);
            EXPECT_EQ(attributes.laterality, image.laterality);
            EXPECT_EQ(attributes.view, image.view);
            views.insert(std::string(core::name(image.laterality)) +
                         std::string(core::name(image.view)));
            const auto pixels = dicom::decodeFrame(instance, 0).value();
            EXPECT_EQ(pixels.width(), image.width);
            EXPECT_EQ(pixels.height(), image.height);
            EXPECT_EQ(pixels.bitsStored(), 12);
            sizes.insert({pixels.height(), pixels.width()});
            const auto mask = imaging::breastMask(pixels).value();
            const bool right = image.laterality == core::Laterality::Right;
            EXPECT_EQ(imaging::chestWallSide(mask), right ? 'R' : 'L');
            EXPECT_EQ(attributes.rowTowards, right ? 'P' : 'A');
            expectGoodOutlines(image, mask);
        }
        EXPECT_EQ(views, (std::set<std::string>{"RCC", "LCC", "RMLO", "LMLO"}));
    }
    EXPECT_EQ(sizes, (std::set<std::pair<int, int>>{{1664, 1280}, {2048, 1664}}));
}

TEST(MammographyPhantom, HasLesionsInOneBreastOfPatientsWhoAreNotNormalOnly) {
    std::map<std::string, int> labels;
    for (const auto& patient : mammography().truth.patients) {
        ++labels[patient.label];
        std::set<core::Laterality> sides;
        std::size_t views = 0;
        for (const auto& image : patient.images) {
            if (image.lesions.empty())
                continue;
            sides.insert(image.laterality);
            ++views;
        }
        EXPECT_EQ(sides.size(), patient.label == "normal" ? 0U : 1U);
        EXPECT_EQ(views, patient.label == "normal" ? 0U : 2U);
    }
    EXPECT_EQ(labels, (std::map<std::string, int>{{"malignant", 1}, {"benign", 1}, {"normal", 1}}));
}

TEST(MammographyPhantom, SatisfiesDciodvfyWithoutAnError) {
    if (std::system("command -v dciodvfy > /dev/null") != 0)
        GTEST_SKIP() << "dciodvfy (dicom3tools) is not installed";
    const auto said = mammography().folder / "said.txt";
    for (const auto& patient : mammography().truth.patients) {
        for (const auto& image : patient.images) {
            const std::string command = "dciodvfy '" +
                                        (mammography().path() / image.file).string() + "' > '" +
                                        said.string() + "' 2>&1";
            static_cast<void>(std::system(command.c_str()));
            const auto text = core::readText(said).value();
            EXPECT_NE(text.find("MammographyImageForPresentation"), std::string::npos);
            EXPECT_EQ(text.find("Error"), std::string::npos) << text;
        }
    }
}

TEST(MammographyPhantom, WritesKoreanNamesThatDecodeToThePlantedOnes) {
    int korean = 0;
    for (const auto& patient : mammography().truth.patients) {
        const auto instance =
            dicom::readInstance(mammography().path() / patient.images.front().file).value();
        if (!instance.has({0x0008, 0x0005}))
            continue;
        ++korean;
        EXPECT_EQ(instance.text({0x0008, 0x0005}), "\\ISO 2022 IR 149");
        const auto name = instance.utf8({0x0010, 0x0010}).value();
        std::vector<std::string> groups;
        std::stringstream stream(name);
        for (std::string group; std::getline(stream, group, '=');)
            groups.push_back(group);
        ASSERT_EQ(groups.size(), 3U);
        for (const auto& group : groups) {
            const auto& planted = mammography().truth.plantedIdentifiers;
            EXPECT_NE(std::find(planted.begin(), planted.end(), group), planted.end());
        }
    }
    EXPECT_GT(korean, 0);
}

TEST(MammographyPhantom, BurnsTheNameInOnlyWhereAskedAndSaysSo) {
    const TemporaryFolder folder;
    auto plan = planOf(core::ImageKind::Mammography, 1);
    ASSERT_TRUE(writePhantom(folder / "clean", plan));
    plan.burnedInText = true;
    const auto truth = writePhantom(folder / "burned", plan);
    ASSERT_TRUE(truth);
    const auto file = truth->patients.front().images.front().file;
    const auto clean = dicom::readInstance(folder / "clean" / file).value();
    const auto burned = dicom::readInstance(folder / "burned" / file).value();
    EXPECT_EQ(clean.text({0x0028, 0x0301}), "NO");
    EXPECT_EQ(burned.text({0x0028, 0x0301}), "YES");
    const auto before = dicom::decodeFrame(clean, 0).value(),
               after = dicom::decodeFrame(burned, 0).value();
    std::size_t changed = 0;
    const auto a = before.samples<std::uint16_t>(), b = after.samples<std::uint16_t>();
    for (std::size_t i = 0; i < a.size(); ++i)
        changed += a[i] != b[i] ? 1U : 0U;
    EXPECT_GT(changed, 1000U);
    EXPECT_LT(changed, a.size() / 50);
}

TEST(MammographyPhantom, SaysSyntheticInEveryFile) {
    for (const auto& patient : mammography().truth.patients) {
        for (const auto& image : patient.images) {
            const auto instance = dicom::readInstance(mammography().path() / image.file).value();
            for (const dicom::Tag tag :
                 {dicom::Tag{0x0008, 0x0070}, {0x0008, 0x103e}, {0x0008, 0x1090}})
                EXPECT_NE(instance.text(tag).value_or("").find("SYNTHETIC"), std::string::npos);
        }
    }
}

TEST(FundusPhantom, LiesInItsFieldAndMatchesItsFile) {
    std::map<std::string, int> labels;
    int turned = 0;
    for (const auto& patient : fundus().truth.patients) {
        ++labels[patient.label];
        for (const auto& image : patient.images) {
            SCOPED_TRACE(image.file.string());
            EXPECT_EQ(image.file.string().substr(0, image.file.string().find('_')),
                      patient.patientId);
            const auto picture = imaging::readPicture(fundus().path() / image.file);
            ASSERT_TRUE(picture) << picture.error().sentence();
            turned += picture->exifOrientation == 6 ? 1 : 0;
            EXPECT_EQ(picture->image.width(), image.width);
            EXPECT_EQ(picture->image.height(), image.height);
            EXPECT_EQ(image.lesions.empty(), patient.label == "normal");
            expectGoodOutlines(image, imaging::fundusMask(picture->image).value());
            EXPECT_EQ(imaging::fundusAttributes(*picture).field, image.field);
        }
    }
    EXPECT_EQ(labels, (std::map<std::string, int>{
                          {"normal", 4}, {"glaucoma", 2}, {"amd", 2}, {"dr", 1}, {"rvo", 1}}));
    EXPECT_GT(turned, 0);
}

TEST(FundusPhantom, LateralityIsGuessedFromTheDisc) {
    int right = 0, wrong = 0;
    for (const auto& patient : fundus().truth.patients) {
        for (const auto& image : patient.images) {
            const auto picture = imaging::readPicture(fundus().path() / image.file).value();
            const auto guessed = imaging::fundusAttributes(picture).laterality;
            right += guessed == image.laterality ? 1 : 0;
            wrong += guessed != core::Laterality::Unknown && guessed != image.laterality ? 1 : 0;
        }
    }
    EXPECT_EQ(wrong, 0);
    EXPECT_GE(right, 9);
}

TEST(FundusPhantom, PlantsThePatientInExifAsPillowReadsIt) {
    if (std::system("/usr/bin/python3 -c 'import PIL' 2> /dev/null") != 0)
        GTEST_SKIP() << "python3 with Pillow is not installed";
    const auto& image = fundus().truth.patients.front().images.front();
    const auto script = fundus().folder / "exif.py";
    ASSERT_TRUE(core::writeWhole(script, std::string_view(R"(
import sys
from PIL import Image
exif = Image.open(sys.argv[1]).getexif(); sub = exif.get_ifd(0x8769)
print(exif[0x010E]); print(exif[0x010F]); print(exif[0x0131]); print(sub[0x9003]); print(sub[0xA431])
)")));
    const auto said = fundus().folder / "exif.txt";
    ASSERT_EQ(std::system(("PYTHONIOENCODING=utf-8 /usr/bin/python3 '" + script.string() + "' '" +
                           (fundus().path() / image.file).string() + "' > '" + said.string() + "'")
                              .c_str()),
              0);
    const auto text = core::readText(said).value();
    EXPECT_NE(text.find(fundus().truth.patients.front().patientId), std::string::npos);
    EXPECT_NE(text.find("SYNTHETIC"), std::string::npos);
    EXPECT_NE(text.find("SN-"), std::string::npos);
}

TEST(Phantom, ListsIdentifiersThatReallyStandInItsFiles) {
    for (const auto* written : {&mammography(), &fundus()}) {
        for (const auto& patient : written->truth.patients) {
            const auto bytes =
                core::readText(written->path() / patient.images.front().file).value();
            EXPECT_NE(bytes.find(patient.patientId), std::string::npos);
            std::size_t found = 0;
            for (const auto& identifier : written->truth.plantedIdentifiers)
                found += bytes.find(identifier) != std::string::npos ? 1U : 0U;
            EXPECT_GE(found, 6U);
        }
    }
}

TEST(ClinicalRecord, HasALineForEveryPatientAndOneInTwentySpoiled) {
    const auto plan = planOf(core::ImageKind::Fundus, 40);
    std::stringstream csv(clinicalCsv(makeRoster(plan), plan));
    std::string header, line;
    std::getline(csv, header);
    const auto columns = std::count(header.begin(), header.end(), ',');
    EXPECT_EQ(header.substr(0, 25), "patient_id,label,age,sex,");
    std::size_t lines = 0, unknown = 0;
    for (; std::getline(csv, line); ++lines) {
        EXPECT_EQ(std::count(line.begin(), line.end(), ','), columns);
        // Behind the mammography columns everything is filled in, but for the few left out on
        // purpose.
        const std::string eye = line.substr(line.find(",,,,,,,,,") + 9);
        unknown += eye.front() == ',' || eye.find(",,") != std::string::npos ? 1U : 0U;
    }
    EXPECT_EQ(lines, 40U);
    EXPECT_EQ(unknown, 2U);
}

// What a model could use instead of looking is dealt in equal shares within every label.
TEST(Roster, DealsDevicesAndFieldsIndependentlyOfTheLabel) {
    for (const auto kind : {core::ImageKind::Mammography, core::ImageKind::Fundus}) {
        std::map<std::string, std::map<int, int>> devices, fields;
        for (const auto& patient : makeRoster(planOf(kind, 180, 5))) {
            ++devices[patient.label][patient.device];
            ++fields[patient.label][static_cast<int>(patient.field)];
        }
        for (const auto& [label, counts] : devices)
            for (const auto& [device, count] : counts)
                EXPECT_LE(std::abs(count * 3 - std::accumulate(counts.begin(), counts.end(), 0,
                                                               [](int sum, const auto& c) {
                                                                   return sum + c.second;
                                                               })),
                          3)
                    << label << device;
        if (kind == core::ImageKind::Fundus) {
            for (const auto& [label, counts] : fields)
                EXPECT_LE(std::abs(counts.begin()->second - counts.rbegin()->second), 1) << label;
        }
    }
}

TEST(Roster, GivesNoTwoPatientsTheSameId) {
    std::set<std::string> ids;
    for (const auto& patient : makeRoster(planOf(core::ImageKind::Mammography, 5000)))
        ids.insert(patient.id);
    EXPECT_EQ(ids.size(), 5000U);
}

} // namespace
} // namespace cw::phantom
