// SPDX-License-Identifier: Apache-2.0
// Real pictures whose classes are given away by everything but the optic disc (validation.md 1.9).
#include "Made.h"
#include "imaging/Blocks.h"
#include "imaging/Picture.h"
#include "validation/Manifest.h"
#include "validation/Oracle.h"
#include "validation/Parallel.h"

#include <gtest/gtest.h>

namespace cw::validation {
namespace {

using namespace testing;

class Acrima : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        const auto folder = realData() / "fundus_acrima";
        if (!std::filesystem::exists(folder / "manifest.csv"))
            return;
        auto read = std::make_unique<Made>();
        read->samples = readManifest(folder / "manifest.csv").value();
        read->k = 10;
        read->pictures.resize(read->samples.size());
        const auto looked = forEachIndex(read->samples.size(), 2, nullptr, [&](std::size_t i) {
            const auto file = folder / read->samples[i].image;
            const auto picture = imaging::readPicture(file).value();
            PreparedPicture& prepared = read->pictures[i];
            prepared.image = read->samples[i].image;
            prepared.width = picture.image.width();
            prepared.height = picture.image.height();
            prepared.blocks =
                imaging::pictureBlocks(picture.image, core::ImageKind::Fundus).value();
            prepared.blocks["features"] = imaging::fundusFeatures(picture.image).value();
            prepared.blocks["file"] = {{"width", "bytes"},
                                       {static_cast<double>(picture.image.width()),
                                        static_cast<double>(std::filesystem::file_size(file))}};
        });
        ASSERT_TRUE(looked);
        read->done();
        set = std::move(read);
    }
    static void TearDownTestSuite() { set.reset(); }
    void SetUp() override {
        if (set == nullptr)
            GTEST_SKIP() << "fundus_acrima is not here (CONCORD_TEST_DATA)";
    }
    static CheckResult shortcut(const std::string& name, const OutOfFold& model = {}) {
        auto result = checkShortcut(set->input(2), name, model).value();
        std::printf("%s: %s\n", name.c_str(), result.sentence.c_str());
        return result;
    }
    static std::unique_ptr<Made> set;
};
std::unique_ptr<Made> Acrima::set;

TEST_F(Acrima, IsSolvedByWidthAndBytesOfTheFile) {
    const auto result = shortcut("file");
    EXPECT_NEAR(number(result, "auc"), 0.974, 0.01); // validation.md 1.9, table
    EXPECT_EQ(result.severity, Severity::Failure);
    EXPECT_EQ(result.verdict, "shortcut: not evidence");
}

TEST_F(Acrima, IsSolvedByTheOrderOfTheNames) {
    const auto result = shortcut("order");
    EXPECT_GT(number(result, "auc"), 0.99);
    EXPECT_TRUE(alarms(result));
}

TEST_F(Acrima, IsSolvedByBorderAndColour) {
    EXPECT_EQ(shortcut("border").severity, Severity::Failure);
    EXPECT_EQ(shortcut("colour").severity, Severity::Failure);
}

TEST_F(Acrima, IsNoEvidenceForAModelThatIsAsGood) {
    OutOfFold model = saidOf(*set, 1, 3);
    const auto result = shortcut("file", model);
    EXPECT_NE(result.sentence.find("proves nothing"), std::string::npos);
}

TEST_F(Acrima, OtherChecksAnswer) {
    for (const char* name :
         {"permutation", "compression", "outliers", "learning-curve", "stability", "leakage"}) {
        const auto results = checkNamed(name, set->input(2), {}).value();
        for (const CheckResult& result : results)
            std::printf("%s (%s): %s\n", name, nameOf(result.severity), result.sentence.c_str());
    }
    const auto permuted = checkPermutation(set->input(2)).value();
    EXPECT_NEAR(number(permuted, "null_mean"), 0.5, 0.02);
    EXPECT_GT(number(permuted, "observed"), 0.9);
}

} // namespace
} // namespace cw::validation
