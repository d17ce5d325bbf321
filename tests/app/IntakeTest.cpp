// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/Intake.h"
#include "anonymizer/LeakScan.h"
#include "app/support/HospitalExport.h"
#include "app/workflow/Project.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace cw::workflow {
namespace {

using testing::HospitalExport;
using testing::ScratchFolder;
using testing::fs::path;
using State = IntakeItem::State;

/// The records name who decided, and no leak scan can tell a steward called Kim from the export's
/// physician of that name: this one is called like nobody there.
constexpr auto kOperator = "steward-7";

core::Clock clock() {
    return [] { return std::chrono::system_clock::time_point(std::chrono::hours(490000)); };
}

/// A project and an export that two patients' names are burned into, made once: runs copy nothing
/// of it but read it.
class IntakeTest : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        s_folder = new ScratchFolder;
        s_export = new HospitalExport(s_folder->path() / "export");
    }
    static void TearDownTestSuite() {
        delete s_export;
        delete s_folder;
    }

    IntakeTest()
        : m_project(*Project::create(m_scratch.path() / "project", core::ImageKind::Mammography,
                                     clock())) {}

    IntakePlan plan() const {
        IntakePlan plan;
        plan.source = s_export->folder();
        plan.keyFile = m_scratch.path() / "keys/hospital.key";
        plan.patients = s_export->clinicalCsv();
        plan.facts.operatorName = kOperator;
        plan.facts.purpose = "research";
        plan.workers = 2;
        return plan;
    }
    path workRoot() const { return m_scratch.path() / "project/intake"; }
    Intake open(const IntakePlan& plan, const core::Clock& time = clock()) {
        auto intake = Intake::open(plan, workRoot(), time);
        EXPECT_TRUE(intake.has_value()) << (intake ? "" : intake.error().sentence());
        return std::move(*intake);
    }
    static void run(Intake& intake) {
        const auto done = intake.run();
        ASSERT_TRUE(done) << done.error().sentence();
    }
    static void hideAll(Intake& intake) {
        for (const auto& writing : intake.writings()) {
            const auto done = intake.decide(writing, {WritingVerdict::Hide, false, {}});
            ASSERT_TRUE(done) << done.error().sentence();
        }
    }
    static bool blocks(const Intake& intake, Blocker::Kind kind) {
        return std::ranges::any_of(intake.blockers(),
                                   [&](const Blocker& b) { return b.kind == kind; });
    }
    StoreAccess store() {
        return [this](const StoreUse& use) { return use(m_project.store()); };
    }

    inline static ScratchFolder* s_folder = nullptr;
    inline static HospitalExport* s_export = nullptr;
    ScratchFolder m_scratch;
    Project m_project;
};

TEST_F(IntakeTest, GoesFromAFolderToCasesWithoutALeakAndWithoutUndecidedWriting) {
    auto intake = open(plan());
    EXPECT_TRUE(blocks(intake, Blocker::Kind::NotRun));
    run(intake);
    auto status = intake.status();
    EXPECT_EQ(status.input, s_export->files());
    EXPECT_TRUE(status.reconciles);
    EXPECT_EQ(status.count(State::Quarantined), 1U);
    EXPECT_GT(status.count(State::Held), 0U);
    EXPECT_EQ(status.count(State::Done) + status.count(State::Held), s_export->images());
    const auto held = status.count(State::Held);

    // Nothing leaves while somebody has to decide.
    EXPECT_TRUE(blocks(intake, Blocker::Kind::Undecided));
    const auto early = intake.releaseToProject(store());
    ASSERT_FALSE(early);
    EXPECT_EQ(early.error().code, ErrorCode::Forbidden);
    EXPECT_EQ(intake.releaseToFolder(m_scratch.path() / "out").error().code, ErrorCode::Forbidden);
    EXPECT_FALSE(testing::fs::exists(m_scratch.path() / "out"));
    EXPECT_TRUE(m_project.store().cases()->empty());

    hideAll(intake);
    const auto blockers = intake.blockers();
    ASSERT_EQ(blockers.size(), 1U);
    EXPECT_EQ(blockers.front().kind, Blocker::Kind::NotRerun);
    EXPECT_EQ(blockers.front().count, held);
    run(intake);
    EXPECT_EQ(intake.status().count(State::Done), s_export->images());
    EXPECT_TRUE(intake.blockers().empty());

    const auto released = intake.releaseToProject(store());
    ASSERT_TRUE(released) << released.error().sentence();
    EXPECT_EQ(released->images, s_export->images());
    EXPECT_TRUE(released->refused.empty());
    EXPECT_EQ(m_project.store().cases()->size(), s_export->truth().patients.size());
    const auto cases = m_project.store().cases();
    for (const auto& row : *cases)
        EXPECT_TRUE(m_project.store().clinical(row.id)->has_value());

    const auto leaks = anonymizer::leakScan(s_export->folder(), m_scratch.path() / "project");
    ASSERT_TRUE(leaks) << leaks.error().sentence();
    EXPECT_GT(leaks->identifiers, 5U);
    EXPECT_TRUE(leaks->leaks.empty()) << leaks->toJson();

    // A second release finds everything there.
    const auto again = intake.releaseToProject(store());
    ASSERT_TRUE(again) << again.error().sentence();
    EXPECT_EQ(again->images, 0U);
    EXPECT_EQ(again->alreadyThere, s_export->images());
}

TEST_F(IntakeTest, CarriesDecisionsOverToTheNextTimeItIsOpened) {
    {
        auto intake = open(plan());
        run(intake);
        hideAll(intake);
    }
    auto intake = open(plan());
    ASSERT_FALSE(intake.writings().empty());
    run(intake);
    EXPECT_EQ(intake.status().count(State::Held), 0U);
    EXPECT_EQ(intake.status().count(State::Done), s_export->images());
}

TEST_F(IntakeTest, GoesOnFromWhereItWasStoppedAndEndsAsIfItHadNot) {
    auto plan = this->plan();
    plan.workers = 1;
    // Stopped from within the first picture that is held: progress is told by groups of files, and
    // so small a run may be one group.
    core::CancelToken cancel;
    path temporary;
    auto intake = open(plan, [&] {
        if (testing::fs::exists(temporary))
            cancel.cancel();
        return clock()();
    });
    temporary = intake.stagedFolder() / ".concord-tmp";
    std::size_t told = 0;
    const auto stopped = intake.run(
        [&](const core::Work& work) {
            told = work.files;
            EXPECT_EQ(work.totalFiles, s_export->files());
        },
        &cancel);
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().code, ErrorCode::Cancelled);
    EXPECT_GT(told, 0U);
    EXPECT_LT(told, s_export->files());
    EXPECT_TRUE(blocks(intake, Blocker::Kind::NotRun));
    run(intake);
    EXPECT_TRUE(intake.status().reconciles);
    EXPECT_EQ(intake.status().items.size(), s_export->files());
}

TEST_F(IntakeTest, ReleasesAWholeFolderWithItsReportOrNone) {
    auto intake = open(plan());
    run(intake);
    hideAll(intake);
    run(intake);
    testing::fs::create_directories(m_scratch.path() / "used");
    testing::write(m_scratch.path() / "used/old", "x");
    EXPECT_EQ(intake.releaseToFolder(m_scratch.path() / "used").error().code, ErrorCode::Conflict);
    EXPECT_EQ(intake.releaseToFolder(s_export->folder() / "out").error().code,
              ErrorCode::InvalidArgument);
    core::CancelToken cancel;
    cancel.cancel();
    const auto out = m_scratch.path() / "out";
    EXPECT_EQ(intake.releaseToFolder(out, {}, &cancel).error().code, ErrorCode::Cancelled);
    for (const auto& entry : testing::fs::directory_iterator(m_scratch.path()))
        EXPECT_FALSE(entry.path().filename().string().starts_with("out"));

    const auto released = intake.releaseToFolder(out);
    ASSERT_TRUE(released) << released.error().sentence();
    EXPECT_EQ(released->images, s_export->images());
    std::size_t files = 0;
    for (const auto& entry : testing::fs::recursive_directory_iterator(out))
        files += entry.is_regular_file();
    EXPECT_EQ(files, s_export->images() + 1);
    EXPECT_NE(testing::contentOf(out / "deidentification-report.json").find("curation"),
              std::string::npos);
    const auto leaks = anonymizer::leakScan(s_export->folder(), out);
    ASSERT_TRUE(leaks);
    EXPECT_TRUE(leaks->leaks.empty()) << leaks->toJson();
}

TEST_F(IntakeTest, ShowsWhatWouldChangeAndNoValueUnlessAsked) {
    const auto intake = open(plan());
    const auto file = *std::ranges::find_if(
        intake.files(), [](const path& f) { return f.filename() != "damaged.dcm"; });
    const auto hidden = intake.preview(file, false);
    ASSERT_TRUE(hidden) << hidden.error().sentence();
    const auto shown = intake.preview(file, true);
    ASSERT_TRUE(shown);
    const auto nameOf = [](const IntakePreview& preview) {
        const auto row = std::ranges::find(preview.changes, "(0010,0010)", &IntakeChange::where);
        return row == preview.changes.end() ? IntakeChange() : *row;
    };
    EXPECT_EQ(nameOf(*hidden).what, "replaced");
    EXPECT_TRUE(nameOf(*hidden).before.empty());
    EXPECT_FALSE(nameOf(*hidden).rule.empty());
    EXPECT_FALSE(nameOf(*shown).before.empty());
    for (const auto& change : hidden->changes)
        EXPECT_TRUE(change.before.empty()) << change.where;
    EXPECT_FALSE(intake.preview("damaged.dcm", false));
    EXPECT_EQ(intake.preview("../export-clinical.csv", false).error().code, ErrorCode::NotFound);
}

TEST_F(IntakeTest, ShowsTheWritingAndReadsItOnlyFromTheSource) {
    auto intake = open(plan());
    run(intake);
    const auto writings = intake.writings();
    ASSERT_FALSE(writings.empty());
    const auto& writing = writings.front();
    const auto picture = intake.picture(writing);
    ASSERT_TRUE(picture) << picture.error().sentence();
    EXPECT_GE(picture->box.left, 0);
    EXPECT_LE(picture->box.right, picture->crop.width());
    EXPECT_LE(picture->box.bottom, picture->crop.height());
    const auto text = intake.textOf(writing);
    ASSERT_TRUE(text) << text.error().sentence();
    EXPECT_FALSE(text->empty());
    // Neither queue nor report nor journal repeats it, and nothing says where the source is.
    for (const auto& entry : testing::fs::recursive_directory_iterator(workRoot())) {
        if (!entry.is_regular_file() || entry.path().extension() == ".dcm")
            continue;
        const auto content = testing::contentOf(entry.path());
        EXPECT_EQ(content.find(s_export->folder().string()), std::string::npos) << entry.path();
        for (const auto& identifier : s_export->truth().plantedIdentifiers) {
            if (identifier.size() <= 6)
                continue;
            EXPECT_EQ(content.find(identifier), std::string::npos) << entry.path().filename();
        }
    }
}

TEST_F(IntakeTest, WantsANameForADecisionAndAReasonToKeep) {
    auto plan = this->plan();
    plan.facts = {};
    auto intake = open(plan);
    run(intake);
    const auto writing = intake.writings().front();
    EXPECT_EQ(intake.decide(writing, {WritingVerdict::Hide, false, {}}).error().code,
              ErrorCode::InvalidArgument);
    plan.facts.operatorName = kOperator;
    intake.setFacts(plan.facts);
    EXPECT_EQ(intake.decide(writing, {WritingVerdict::Keep, false, {}}).error().code,
              ErrorCode::InvalidArgument);
    EXPECT_TRUE(intake.decide(writing, {WritingVerdict::Hide, false, {}}));
    EXPECT_EQ(intake.writings().front().verdict, WritingVerdict::Hide);
    EXPECT_TRUE(blocks(intake, Blocker::Kind::NoPurpose));
}

TEST_F(IntakeTest, RefusesAKeyThatWouldBeHandedOnAndASourceInsideTheProject) {
    auto plan = this->plan();
    for (const auto& key :
         {workRoot() / "k.key", m_scratch.path() / "project/k.key", s_export->folder() / "k.key"}) {
        plan.keyFile = key;
        EXPECT_EQ(Intake::open(plan, workRoot(), clock()).error().code, ErrorCode::InvalidArgument);
        EXPECT_FALSE(testing::fs::exists(key));
    }
    plan = this->plan();
    plan.source = workRoot() / "inside";
    testing::fs::create_directories(plan.source);
    EXPECT_EQ(Intake::open(plan, workRoot(), clock()).error().code, ErrorCode::InvalidArgument);
    plan.source = m_scratch.path() / "nowhere";
    EXPECT_EQ(Intake::open(plan, workRoot(), clock()).error().code, ErrorCode::NotFound);
    plan = this->plan();
    plan.profile = "no-such-profile";
    EXPECT_FALSE(Intake::open(plan, workRoot(), clock()));
}

TEST_F(IntakeTest, KeepsALedgerAndLetsOnlyAnotherPersonApproveAFolder) {
    auto plan = this->plan();
    plan.ledger = m_scratch.path() / "custody/ledger.jsonl";
    plan.facts.reviewer = kOperator;
    testing::fs::create_directories(m_scratch.path() / "custody");
    auto intake = open(plan);
    run(intake);
    hideAll(intake);
    run(intake);
    const auto out = m_scratch.path() / "out";
    EXPECT_EQ(intake.releaseToFolder(out).error().code, ErrorCode::Forbidden);
    plan.facts.reviewer = "Lee";
    intake.setFacts(plan.facts);
    const auto released = intake.releaseToFolder(out);
    ASSERT_TRUE(released) << released.error().sentence();
    const auto ledger = testing::contentOf(*plan.ledger);
    for (const auto* word : {kOperator, "Lee", "research", "curation"})
        EXPECT_NE(ledger.find(word), std::string::npos) << word;
}

} // namespace
} // namespace cw::workflow
