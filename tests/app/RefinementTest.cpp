// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/Refinement.h"

#include "app/support/HospitalExport.h"
#include "app/support/SmallProject.h"
#include "core/Files.h"
#include "core/Random.h"
#include "imaging/Resample.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>

namespace cw::workflow {
namespace {

using core::ImageKind;
using core::Laterality;
using core::ViewPosition;
using testing::ScratchFolder;
namespace fs = std::filesystem;

/// A project into which images go without an import.
class Refining : public ::testing::Test {
protected:
    Project& project(ImageKind kind = ImageKind::Fundus) {
        if (!m_project)
            m_project.emplace(*Project::create(m_scratch.path() / "project", kind,
                                               testing::SmallProject::clock()));
        return *m_project;
    }
    core::ImageId add(std::vector<std::byte> bytes, const std::string& patient,
                      core::ImageAttributes attributes = {}, const std::string& study = {}) {
        core::EncodedImage encoded;
        encoded.bytes = std::move(bytes);
        encoded.mediaType = "image/png";
        attributes.kind = project().store().kind();
        encoded.attributes = std::move(attributes);
        encoded.patient = core::PatientKey(patient);
        encoded.study = core::StudyKey(study.empty() ? "S-" + patient : study);
        encoded.sourceDigest = "digest-" + std::to_string(++m_number);
        const auto added = project().store().add(testing::SealForTests::close(std::move(encoded)));
        EXPECT_TRUE(added.has_value()) << (added ? "" : added.error().sentence());
        return added ? added->id : core::ImageId();
    }
    RefineReport refined(bool newOnly = false) {
        RefineOptions options;
        options.newImagesOnly = newOnly;
        const auto report = refine(project(), options);
        EXPECT_TRUE(report) << (report ? "" : report.error().sentence());
        return report.value_or(RefineReport{});
    }
    static std::size_t countOf(const std::vector<Suspicion>& list, SuspicionKind kind) {
        return static_cast<std::size_t>(std::ranges::count(list, kind, &Suspicion::kind));
    }
    static const Suspicion& firstOf(const std::vector<Suspicion>& list, SuspicionKind kind) {
        return *std::ranges::find(list, kind, &Suspicion::kind);
    }
    static std::vector<fs::path> discs(std::size_t count, std::size_t every = 11) {
        std::vector<fs::path> files, some;
        for (const auto& entry :
             fs::directory_iterator(testing::realData() / "fundus_acrima/Images"))
            files.push_back(entry.path());
        std::ranges::sort(files);
        for (std::size_t i = 0; i < files.size() && some.size() < count; i += every)
            some.push_back(files[i]);
        return some;
    }
    /// A made-up breast against one edge, with texture of its own.
    static std::vector<std::byte> breast(char wall, core::Seed seed) {
        constexpr int width = 300, height = 400;
        auto image = core::Image::create(width, height, 1, core::SampleType::U8,
                                         core::PixelMeaning::Monochrome2)
                         .value();
        core::Random random(seed);
        std::vector<double> blobs;
        for (int i = 0; i < 60; ++i)
            blobs.push_back(random.uniform());
        auto samples = image.samples<std::uint8_t>();
        for (int y = 0; y < height; ++y)
            for (int x = 0; x < width; ++x) {
                const int depth = wall == 'L' ? x : width - 1 - x;
                const double edge = std::hypot(depth / 220.0, (y - 200) / 170.0);
                if (edge > 1)
                    continue;
                double value = 90;
                for (std::size_t i = 0; i + 2 < blobs.size(); i += 3)
                    value += 60 * std::exp(-(std::pow(depth - 200 * blobs[i], 2) +
                                             std::pow(y - 400 * blobs[i + 1], 2)) /
                                           (100 + 900 * blobs[i + 2]));
                samples[static_cast<std::size_t>(y * width + x)] =
                    static_cast<std::uint8_t>(std::min(value, 240.0));
            }
        return *imaging::encodePng(image);
    }
    static core::ImageAttributes view(Laterality side, ViewPosition position) {
        core::ImageAttributes attributes;
        attributes.laterality = side;
        attributes.view = position;
        return attributes;
    }
    void addFourViews(const std::string& patient, core::Seed seed, std::size_t count = 4) {
        const std::pair<Laterality, ViewPosition> views[] = {{Laterality::Right, ViewPosition::CC},
                                                             {Laterality::Left, ViewPosition::CC},
                                                             {Laterality::Right, ViewPosition::MLO},
                                                             {Laterality::Left, ViewPosition::MLO}};
        for (std::size_t v = 0; v < count; ++v)
            add(breast(views[v].first == Laterality::Right ? 'R' : 'L', seed * 10 + v), patient,
                view(views[v].first, views[v].second));
    }

    ScratchFolder m_scratch;
    std::optional<Project> m_project;
    int m_number = 0;
};

TEST_F(Refining, FindsOnePatientUnderTwoIdsByARealPictureInAnotherEncoding) {
    if (testing::realData().empty())
        GTEST_SKIP() << "no real test data";
    const auto files = discs(12);
    int patient = 0;
    for (const auto& file : files)
        add(*core::readFile(file), "P-" + std::to_string(++patient));
    EXPECT_TRUE(refined().worklist.empty());

    const auto picture = *imaging::readPicture(files[3]);
    add(*imaging::encodeJpeg(*imaging::flippedHorizontally(
                                 *imaging::resized(picture.image, picture.image.width() * 2 / 3)),
                             70),
        "P-other");
    const auto report = refined(true);
    ASSERT_EQ(report.worklist.size(), 1U);
    const auto& found = report.worklist.front();
    EXPECT_EQ(found.kind, SuspicionKind::SamePatient);
    EXPECT_EQ(found.severity, Severity::High);
    EXPECT_EQ(found.cases, (std::vector{core::CaseId("C-0004"), core::CaseId("C-0013")}));
    EXPECT_EQ(report.looked, 1U) << "the others were known";
}

TEST_F(Refining, FindsExactAndNearCopiesWithinACase) {
    if (testing::realData().empty())
        GTEST_SKIP() << "no real test data";
    const auto files = discs(2);
    const auto picture = *imaging::readPicture(files[0]);
    add(*imaging::encodePng(picture.image), "P-1");
    add(*imaging::encodeTiff(picture.image), "P-1"); // other bytes, the same pixels
    add(*imaging::encodeJpeg(picture.image, 60), "P-1");
    add(*core::readFile(files[1]), "P-2");
    const auto report = refined();
    EXPECT_EQ(countOf(report.worklist, SuspicionKind::SamePixels), 1U);
    EXPECT_EQ(countOf(report.worklist, SuspicionKind::NearDuplicate), 2U);
    EXPECT_EQ(report.worklist.size(), 3U);
}

TEST_F(Refining, NeverAsksAgainWhatSomebodyDecided) {
    if (testing::realData().empty())
        GTEST_SKIP() << "no real test data";
    const auto files = discs(3);
    const auto picture = *imaging::readPicture(files[0]);
    add(*core::readFile(files[0]), "P-1");
    add(*imaging::encodePng(picture.image), "P-2");
    add(*imaging::encodeJpeg(picture.image, 50), "P-1");
    const auto open = refined().worklist;
    ASSERT_EQ(open.size(), 2U);
    const auto across = firstOf(open, SuspicionKind::SamePatient).id;
    const auto within = firstOf(open, SuspicionKind::NearDuplicate).id;

    EXPECT_EQ(decide(project(), {within, RefineVerdict::Fine, "kim", "", {}}).error().code,
              ErrorCode::InvalidArgument);
    EXPECT_EQ(
        decide(project(), {across, RefineVerdict::Exclude, "kim", "one person", {}}).error().code,
        ErrorCode::InvalidArgument)
        << "which of the two cases?";
    EXPECT_EQ(
        decide(project(), {"R-000000000000", RefineVerdict::Fine, "kim", "x", {}}).error().code,
        ErrorCode::NotFound);
    const auto fine = decide(project(), {within, RefineVerdict::Fine, "kim", "taken twice", {}});
    ASSERT_TRUE(fine);
    EXPECT_EQ(fine->state, SuspicionState::Dismissed);

    add(*core::readFile(files[1]), "P-3");
    auto again = refined();
    ASSERT_EQ(again.worklist.size(), 1U);
    EXPECT_EQ(again.found, 0U);

    const auto out = decide(
        project(), {across, RefineVerdict::Duplicate, "kim", "one person", core::CaseId("C-0002")});
    ASSERT_TRUE(out) << out.error().sentence();
    EXPECT_EQ(out->state, SuspicionState::Confirmed);
    EXPECT_EQ(project().store().caseRow(core::CaseId("C-0002"))->state,
              storage::CaseState::Excluded);
    EXPECT_TRUE(refined().worklist.empty());
    // What was decided stays, with who and why.
    const auto all = *suspicions(project().store().folder());
    const auto kept = std::ranges::find(all, across, &Suspicion::id);
    EXPECT_EQ(kept->by + ": " + kept->reason + ", " + kept->verdict, "kim: one person, duplicate");
}

TEST_F(Refining, SaysWhichViewIsMissingDoubledOrOfTheOtherBreast) {
    project(ImageKind::Mammography);
    addFourViews("P-whole", 1);
    addFourViews("P-short", 2, 3); // no LMLO
    addFourViews("P-twice", 3);
    add(breast('R', 99), "P-twice", view(Laterality::Right, ViewPosition::CC));
    add(breast('R', 41), "P-mixed", view(Laterality::Right, ViewPosition::CC));
    add(breast('R', 42), "P-mixed", view(Laterality::Right, ViewPosition::CC));
    add(breast('R', 43), "P-mixed", view(Laterality::Right, ViewPosition::MLO));
    add(breast('L', 44), "P-mixed", view(Laterality::Left, ViewPosition::MLO));
    auto open = refined().worklist;
    // These drawn breasts are much alike, which is another matter.
    std::erase_if(open, [](const auto& each) { return each.kind == SuspicionKind::LookAlike; });
    ASSERT_EQ(open.size(), 3U);
    EXPECT_EQ(firstOf(open, SuspicionKind::MissingView).words, "missing: LMLO");
    EXPECT_EQ(firstOf(open, SuspicionKind::DoubledView).images.size(), 2U);
    EXPECT_EQ(firstOf(open, SuspicionKind::MixedLaterality).cases,
              std::vector{core::CaseId("C-0004")});

    // The missing view comes: nobody has to say so.
    add(breast('L', 77), "P-short", view(Laterality::Left, ViewPosition::MLO));
    const auto later = refined(true);
    EXPECT_EQ(later.resolved, 1U);
    EXPECT_EQ(countOf(later.worklist, SuspicionKind::MissingView), 0U);
}

TEST_F(Refining, FindsSidesThatThePixelsContradictAndPicturesThatShowNothing) {
    project(ImageKind::Mammography);
    addFourViews("P-1", 5);
    add(breast('L', 61), "P-2", view(Laterality::Right, ViewPosition::CC));
    auto turned = view(Laterality::Right, ViewPosition::MLO);
    turned.rowTowards = 'A'; // stored the other way round, and says so
    add(breast('L', 62), "P-2", turned);
    auto says = view(Laterality::Left, ViewPosition::CC);
    says.warnings = {"laterality and patient orientation contradict each other"};
    add(breast('L', 63), "P-2", says);
    add(breast('L', 64), "P-2", view(Laterality::Left, ViewPosition::MLO));
    const auto black =
        core::Image::create(300, 400, 1, core::SampleType::U8, core::PixelMeaning::Monochrome2)
            .value();
    const auto blank = add(*imaging::encodePng(black), "P-1");
    const std::string noise = "\x89PNG\r\n\x1a\n and then nothing of the kind";
    const auto broken = add({reinterpret_cast<const std::byte*>(noise.data()),
                             reinterpret_cast<const std::byte*>(noise.data()) + noise.size()},
                            "P-1");
    const auto open = refined().worklist;
    EXPECT_EQ(countOf(open, SuspicionKind::Laterality), 2U);
    ASSERT_EQ(countOf(open, SuspicionKind::Blank), 1U);
    EXPECT_EQ(firstOf(open, SuspicionKind::Blank).images, std::vector{blank});
    ASSERT_EQ(countOf(open, SuspicionKind::Unreadable), 1U);
    EXPECT_EQ(firstOf(open, SuspicionKind::Unreadable).images, std::vector{broken});
    EXPECT_EQ(open.size(), 4U);
}

TEST_F(Refining, TakesAStudyUnderTwoPatientsForOnePatient) {
    project(ImageKind::Mammography);
    add(breast('R', 1), "P-1", view(Laterality::Right, ViewPosition::CC), "S-shared");
    add(breast('L', 2), "P-2", view(Laterality::Left, ViewPosition::CC), "S-shared");
    const auto open = refined().worklist;
    ASSERT_EQ(countOf(open, SuspicionKind::SamePatient), 1U);
    EXPECT_NE(firstOf(open, SuspicionKind::SamePatient).words.find("one study"), std::string::npos);
}

TEST_F(Refining, RefusesARecordThatWasChanged) {
    project(ImageKind::Mammography);
    addFourViews("P-1", 1, 3);
    ASSERT_EQ(refined().worklist.size(), 1U);
    const auto file = project().store().folder() / "refinement/suspicions.jsonl";
    auto text = testing::contentOf(file);
    const auto at = text.find("LMLO");
    ASSERT_NE(at, std::string::npos);
    text.replace(at, 4, "RMLO");
    testing::write(file, text);
    EXPECT_EQ(suspicions(project().store().folder()).error().code, ErrorCode::Corrupt);
    EXPECT_EQ(refine(project()).error().code, ErrorCode::Corrupt);
}

TEST_F(Refining, KeepsNoPatientDataAndFewFalseAlarmsOfAnImportedExport) {
    const testing::HospitalExport source(m_scratch.path() / "export", false, 3);
    const auto report =
        project(ImageKind::Mammography).import({source.folder()}, m_scratch.path() / "key", {});
    ASSERT_TRUE(report) << report.error().sentence();
    const auto open = *suspicions(project().store().folder());
    for (const auto& each : open)
        std::printf("  %s: %s\n", std::string(name(each.kind)).c_str(), each.words.c_str());
    EXPECT_TRUE(open.empty());
    EXPECT_EQ(report->openSuspicions, 0U);
    for (const auto& entry : fs::directory_iterator(project().store().folder() / "refinement")) {
        const auto text = testing::contentOf(entry.path());
        for (const auto& planted : source.truth().plantedIdentifiers)
            EXPECT_TRUE(planted.size() < 6 || text.find(planted) == std::string::npos);
    }
}

} // namespace
} // namespace cw::workflow
