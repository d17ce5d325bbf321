// SPDX-License-Identifier: Apache-2.0
// Leaks of the split, pictures that stand out, and what holds of every check.
#include "Made.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace cw::validation {
namespace {

using namespace testing;

TEST(Leakage, IsNotFoundInAnHonestSplit) {
    Made set = made(1);
    set.done();
    const auto result = checkLeakage(set.input()).value();
    EXPECT_EQ(result.severity, Severity::Fine) << result.sentence;
    EXPECT_TRUE(result.cases.empty());
}

TEST(Leakage, OfAPatientIsAFailure) {
    Made set = made(2);
    set.done();
    set.folds[0] = (set.folds[0] + 1) % 5;
    const auto result = checkLeakage(set.input()).value();
    EXPECT_EQ(result.severity, Severity::Failure);
    EXPECT_EQ(number(result, "patients_split"), 1);
    EXPECT_EQ(result.cases.size(), 2U); // both pictures of that patient
}

/// Two pictures of different patients in different folds.
std::pair<std::size_t, std::size_t> apart(const Made& set) {
    for (std::size_t i = 1; i < set.folds.size(); ++i)
        if (set.folds[i] != set.folds[0])
            return {0, i};
    return {0, 0};
}

TEST(Leakage, OfFilesPixelsExaminationsAndLookAlikesIsAFailure) {
    for (const std::string what :
         {"files_split", "pixels_split", "accessions_split", "clusters_split"}) {
        Made set = made(3);
        set.done();
        const auto [a, b] = apart(set);
        std::vector<std::string> clusters(set.samples.size());
        for (PreparedPicture& picture : set.pictures)
            if (picture.image == set.samples[a].image || picture.image == set.samples[b].image) {
                if (what == "files_split")
                    picture.fileSha256 = "same";
                if (what == "pixels_split")
                    picture.pixelSha256 = "same";
            }
        if (what == "accessions_split") {
            set.samples[a].accession = set.samples[b].accession = "A1";
            set.samples[a].site = set.samples[b].site = "one";
        }
        if (what == "clusters_split")
            clusters[a] = clusters[b] = "cluster 1";
        set.set = PreparedSet::of(set.pictures).value();
        const auto result = checkLeakage(set.input(), clusters).value();
        EXPECT_EQ(result.severity, Severity::Failure) << what;
        EXPECT_EQ(number(result, what), 1) << what;
        EXPECT_EQ(result.cases.size(), 2U) << what;
    }
}

TEST(Leakage, TakesTheSameAccessionOfTwoSitesForTwo) {
    Made set = made(4);
    set.done();
    const auto [a, b] = apart(set);
    set.samples[a].accession = set.samples[b].accession = "A1";
    set.samples[a].site = "one";
    set.samples[b].site = "two";
    EXPECT_EQ(checkLeakage(set.input())->severity, Severity::Fine);
}

TEST(Leakage, WarnsOfFoldsThatLackAClass) {
    Made set = made(5);
    set.done();
    for (std::size_t i = 0; i < set.folds.size(); ++i)
        if (set.folds[i] == 3 && set.samples[i].label == 1)
            set.folds[i] = 2;
    const auto result = checkLeakage(set.input()).value();
    EXPECT_EQ(result.severity, Severity::Warning) << result.sentence;
}

const CaseRemark* remarkOf(const CheckResult& result, const std::string& image) {
    for (const CaseRemark& remark : result.cases)
        if (remark.image == image)
            return &remark;
    return nullptr;
}

TEST(Outliers, AreFoundByWhatIsWrongWithThem) {
    Made set = made(6, {.patients = 100});
    const auto quality = [&](std::size_t i, std::size_t column) -> double& {
        return set.value(i, "quality", column);
    };
    quality(0, 0) = 0.2;  // sharpness
    quality(1, 1) = 0.99; // exposure
    quality(2, 1) = 0.01;
    quality(3, 2) = 0; // contrast
    set.pictures[4].width = set.pictures[4].height = 40;
    set.pictures[5].width = 150, set.pictures[5].height = 120; // the others have 800 x 600
    set.pictures[6].blocks.clear();
    set.pictures[6].fault = "the file is no picture";
    for (double& value : set.pictures[7].blocks.at("features").values)
        value += 12; // another organ, say
    const auto names = [&](std::size_t i) { return set.pictures[i].image; };
    std::vector<std::string> images;
    for (std::size_t i = 0; i < 8; ++i)
        images.push_back(names(i));
    set.done();
    const auto result = checkOutliers(set.input()).value();
    const std::vector<std::string> reasons{"blurred",
                                           "much brighter than the others",
                                           "much darker than the others",
                                           "blank: every pixel has the same value",
                                           "only 40 x 40 pixels",
                                           "only 150 x 120 pixels",
                                           "could not be read",
                                           "unlike the pictures of all other patients"};
    for (std::size_t i = 0; i < 8; ++i) {
        const CaseRemark* remark = remarkOf(result, images[i]);
        ASSERT_NE(remark, nullptr) << reasons[i];
        EXPECT_NE(remark->reason.find(reasons[i]), std::string::npos) << remark->reason;
    }
    EXPECT_EQ(result.cases.size(), 8U); // and nobody else
    EXPECT_EQ(result.cases.front().reason, "could not be read");
    EXPECT_EQ(result.severity, Severity::Warning);
}

TEST(Outliers, DoNotHideBehindAnotherPictureOfTheSamePatient) {
    Made set = made(7, {.patients = 100});
    for (std::size_t i = 0; i < 2; ++i) // both pictures of one patient, alike and far away
        for (double& value : set.pictures[i].blocks.at("features").values)
            value = 15 + 0.01 * static_cast<double>(i);
    set.done();
    EXPECT_EQ(number(checkOutliers(set.input()).value(), "unlike_others"), 2);
}

/// A hundred values of any one column may be constant, missing or both.
TEST(EveryCheck, IsDefinedOnDegenerateSets) {
    const auto answers = [](const Made& set, const std::string& what) {
        const auto results = allChecks(set.input(), saidOf(set, 1));
        ASSERT_TRUE(results) << what << ": " << results.error().sentence();
        for (const CheckResult& result : *results) {
            EXPECT_FALSE(result.sentence.empty()) << what << ": " << result.check;
            EXPECT_NE(result.verdict, "not made") << what << ": " << result.sentence;
            EXPECT_TRUE(result.severity != Severity::Failure || result.check == "leakage")
                << what << ": " << result.sentence;
        }
        // And without a model, and without any block.
        ASSERT_TRUE(allChecks(set.input(), {})) << what;
    };
    Made one = made(1, {.patients = 1});
    one.k = 2;
    one.done();
    answers(one, "one patient");
    Made two = made(1, {.patients = 2});
    two.k = 2;
    two.done();
    answers(two, "two patients");
    Made four = made(1, {.patients = 4, .each = 1});
    four.k = 2;
    four.done();
    answers(four, "four patients");
    Made healthy = made(2);
    for (Sample& sample : healthy.samples)
        sample.label = 0;
    healthy.done();
    answers(healthy, "one class");
    Made constant = made(3);
    for (PreparedPicture& picture : constant.pictures)
        for (auto& [name, block] : picture.blocks)
            std::fill(block.values.begin(), block.values.end(), 4.5);
    constant.done();
    answers(constant, "constant blocks");
    Made missing = made(4);
    for (PreparedPicture& picture : missing.pictures)
        for (auto& [name, block] : picture.blocks)
            std::fill(block.values.begin(), block.values.end(), std::nan(""));
    missing.done();
    answers(missing, "all missing");
    Made bare = made(5);
    for (PreparedPicture& picture : bare.pictures)
        picture.blocks.clear();
    bare.done();
    answers(bare, "no blocks");
    Made wild = made(6);
    for (PreparedPicture& picture : wild.pictures)
        for (auto& [name, block] : picture.blocks)
            block.values[0] *= 1e300;
    wild.done();
    answers(wild, "huge values");
    Made faulty = made(7);
    for (PreparedPicture& picture : faulty.pictures) {
        picture.fault = "not a picture";
        picture.blocks.clear();
    }
    faulty.done();
    answers(faulty, "nothing readable");
    Made empty;
    empty.done();
    answers(empty, "nothing at all");
}

TEST(EveryCheck, RefusesWhatMakesNoSense) {
    Made set = made(8);
    set.done();
    const auto codeOf = [&] { return allChecks(set.input(), {}).error().code; };
    const auto folds = set.folds;
    set.folds[3] = 5;
    EXPECT_EQ(codeOf(), ErrorCode::InvalidArgument);
    set.folds = folds;
    set.samples[3].label = 2;
    EXPECT_EQ(codeOf(), ErrorCode::InvalidArgument);
    set.samples.pop_back();
    EXPECT_EQ(codeOf(), ErrorCode::InvalidArgument);
    EXPECT_FALSE(checkNamed("astrology", made(8).input(), {}));
}

TEST(EveryCheck, DoesNotDependOnWorkersOrOnTheOrderOfPictures) {
    const auto all = [](core::Seed order, int workers) {
        Made set = made(9, {.patients = 40});
        if (order > 0)
            core::Random(order).shuffle(set.pictures);
        set.done();
        std::string text;
        const auto results = allChecks(set.input(workers), saidOf(set, 9)).value();
        for (const CheckResult& result : results)
            text += everythingOf(result) + "\n";
        return text;
    };
    const std::string once = all(0, 1);
    EXPECT_EQ(once, all(0, 1));
    EXPECT_EQ(once, all(0, 3));
    EXPECT_EQ(once, all(17, 2));
}

TEST(EveryCheck, CanBeCancelled) {
    Made set = made(10);
    set.done();
    core::CancelToken cancel;
    cancel.cancel();
    CheckInput input = set.input();
    input.cancel = &cancel;
    EXPECT_EQ(allChecks(input, {}).error().code, ErrorCode::Cancelled);
    EXPECT_EQ(checkPermutation(input).error().code, ErrorCode::Cancelled);
}

/// What is printed names pictures and never a patient.
TEST(EveryCheck, SaysNothingOfAPatient) {
    Made set = made(11, {.patients = 40});
    for (Sample& sample : set.samples)
        sample.patient = "SENTINEL-" + sample.patient;
    set.done();
    set.folds[0] = (set.folds[0] + 1) % 5;
    const auto results = allChecks(set.input(), saidOf(set, 11)).value();
    for (const CheckResult& result : results)
        EXPECT_EQ(everythingOf(result).find("SENTINEL"), std::string::npos) << result.check;
}

} // namespace
} // namespace cw::validation
