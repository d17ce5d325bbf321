// SPDX-License-Identifier: Apache-2.0
#include "../Oracle.h"
#include "LearnedSets.h"

#include <gtest/gtest.h>

namespace cw::validation {
namespace {

using namespace testing;

PatchOptions tiny() {
    PatchOptions options;
    options.patch = 24;
    options.epochs = 6;
    options.width = 6;
    options.batch = 32;
    options.highest = 2;
    return options;
}

struct Study {
    LearnedSet set;
    Parts parts;
    ScratchFolder folder;
    ModelContext context;

    explicit Study(core::Seed seed, int patients = 48)
        : set(learnedSet(seed, {.patients = patients, .reduced = true})),
          parts(partsOf(set.samples)) {
        context.cases = set.samples;
        context.outlines = folder.write("outlines.json", set.outlines);
        context.seed = 9;
    }
    Run run() const { return runOf(*makePatches(tiny()).value(), set.set, parts, context).value(); }
};

TEST(Patches, LearnALesionFromItsOutlines) {
    const Study study(1);
    EXPECT_GT(aucOf(study.run().scores, study.parts.test, study.set.samples), 0.85);
}

TEST(Patches, ReadAgainScoreEveryPictureAsBefore) {
    const Study study(1, 24);
    const auto model = makePatches(tiny()).value();
    const auto trained = model->train(study.set.set, study.parts.training, study.context);
    ASSERT_TRUE(trained) << trained.error().sentence();
    const ScratchFolder kept, empty;
    ASSERT_TRUE(trained->scorer->save(kept.path()));
    const auto again = model->load(study.set.set, study.set.samples, kept.path());
    ASSERT_TRUE(again) << again.error().sentence();
    ASSERT_EQ((*again)->sees(), Sees::Reduced);
    const auto scores = trained->scorer->score(study.parts.test).value();
    EXPECT_EQ((*again)->score(study.parts.test).value(), scores);
    for (std::size_t i = 0; i < scores.size(); ++i) {
        const auto picture = study.set.set.reduced(study.parts.test[i]).value();
        EXPECT_EQ((*again)->scorePicture(picture).value(), scores[i]);
    }
    EXPECT_FALSE(model->load(study.set.set, study.set.samples, empty.path()));
}

TEST(Patches, SameSeedGivesTheSameBits) {
    const Study study(2, 24);
    EXPECT_EQ(study.run(), study.run());
}

TEST(Patches, DoNotSeeLabelsOrOutlinesOfTheTestPart) {
    Study study(2, 24);
    const auto before = study.run();
    std::string text = study.set.outlines;
    for (const std::size_t row : study.parts.test) {
        study.set.samples[row].label = 1 - study.set.samples[row].label;
        // Under another name, the outline of this picture is nobody's.
        const std::string& image = study.set.samples[row].image;
        if (const auto at = text.find("\"" + image); at != std::string::npos)
            text.replace(at + 1, 1, "x");
    }
    ASSERT_NE(text, study.set.outlines);
    study.folder.write("outlines.json", text);
    EXPECT_EQ(before, study.run());
}

TEST(Patches, WithoutOutlinesSaySo) {
    Study study(2, 24);
    study.context.outlines.clear();
    const auto model = makePatches(tiny()).value();
    auto trained = model->train(study.set.set, study.parts.training, study.context);
    ASSERT_FALSE(trained);
    EXPECT_EQ(trained.error().code, ErrorCode::InvalidArgument);
    EXPECT_NE(trained.error().message.find("outlines"), std::string::npos);
    study.context.outlines = study.folder.write("none.json", "{}");
    trained = model->train(study.set.set, study.parts.training, study.context);
    ASSERT_FALSE(trained);
    EXPECT_EQ(trained.error().code, ErrorCode::InvalidArgument);
}

TEST(Patches, PositivePicturesWithoutOutlineAreCounted) {
    Study study(2, 24);
    std::string text = study.set.outlines;
    for (const std::size_t row : study.parts.training.rows)
        if (study.set.samples[row].label == 1) {
            text.replace(text.find("\"" + study.set.samples[row].image) + 1, 1, "x");
            break;
        }
    study.folder.write("outlines.json", text);
    const auto trained =
        makePatches(tiny()).value()->train(study.set.set, study.parts.training, study.context);
    ASSERT_TRUE(trained);
    EXPECT_NE(trained->note.find("1 of 9 positive"), std::string::npos) << trained->note;
}

TEST(Patches, OneClassIsAnError) {
    Study study(2, 24);
    std::ranges::fill(study.parts.training.labels, 0);
    const auto trained =
        makePatches(tiny()).value()->train(study.set.set, study.parts.training, study.context);
    ASSERT_FALSE(trained);
    EXPECT_EQ(trained.error().code, ErrorCode::InvalidArgument);
}

} // namespace
} // namespace cw::validation
