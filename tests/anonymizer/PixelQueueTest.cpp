// SPDX-License-Identifier: Apache-2.0
// Deciding: verdicts, templates of devices, lesions, and what stands in the queue's file.
#include "anonymizer/PixelCheck.h"
#include "anonymizer/Support.h"
#include "core/Files.h"
#include "dicom/Instances.h"
#include <algorithm>

namespace cw::anonymizer {
namespace {

using cw::testing::contains;
using cw::testing::must;
using Step = PixelPlan::Step;

core::Clock fixedClock() {
    return
        [] { return std::chrono::system_clock::time_point(std::chrono::seconds(1'780'000'000)); };
}

class PixelQueueTest : public ::testing::Test {
protected:
    std::shared_ptr<PixelQueue> open() const {
        return must(PixelQueue::open(queueFile(), templateFile(), fixedClock()));
    }
    std::filesystem::path queueFile() const { return m_scratch.path() / "queue.jsonl"; }
    std::filesystem::path templateFile() const { return m_scratch.path() / "templates.jsonl"; }
    cw::testing::ScratchFolder m_scratch;
};

TextBox found(double left, double top, const char* match, const char* content = "C0") {
    return {.box = {left, top, left + 100, top + 20},
            .frame = 0,
            .match = match,
            .confidence = 90,
            .content = content};
}

PixelFindings findings(std::vector<TextBox> boxes, const char* model = "PX-100") {
    PixelFindings all;
    all.boxes = std::move(boxes);
    all.device = {"PHANTOM WORKS", model, 1600, 1200, "R", "CC"};
    all.framesRead = 1;
    return all;
}

PixelDecision decision(const char* source, PixelVerdict verdict,
                       PixelScope scope = PixelScope::Image) {
    return {.source = source,
            .boxes = {},
            .drawn = {},
            .verdict = verdict,
            .scope = scope,
            .by = "Steward Kim",
            .reason = verdict == PixelVerdict::Keep ? "name of the maker" : ""};
}

TEST_F(PixelQueueTest, HoldsAFileUntilItIsDecided) {
    const auto queue = open();
    const auto name = findings({found(10, 10, "PatientName")});
    EXPECT_EQ(must(queue->plan("S1", findings({}))).step, Step::Nothing);
    const auto held = must(queue->plan("S1", name));
    EXPECT_EQ(held.step, Step::Held);
    EXPECT_EQ(held.undecided, 1U);
    EXPECT_FALSE(held.cleaned);
    ASSERT_EQ(queue->pending().size(), 1U);
    must(queue->decide(decision("S1", PixelVerdict::Hide)));
    EXPECT_TRUE(queue->pending().empty());
    const auto hide = must(queue->plan("S1", name));
    EXPECT_EQ(hide.step, Step::Hide);
    EXPECT_TRUE(hide.cleaned);
    ASSERT_EQ(hide.hide.size(), 1U);
    EXPECT_EQ(hide.hide[0].box, name.boxes[0].box);
}

TEST_F(PixelQueueTest, LivesInItsFileAlone) {
    const auto name = findings({found(10, 10, "PatientName"), found(10, 50, "writing")});
    {
        const auto queue = open();
        must(queue->plan("S1", name));
        auto one = decision("S1", PixelVerdict::Hide);
        one.boxes = {0};
        must(queue->decide(one));
    }
    const auto again = open();
    const auto image = must(again->image("S1"));
    ASSERT_EQ(image.boxes.size(), 2U);
    EXPECT_EQ(image.boxes[0].verdict, PixelVerdict::Hide);
    EXPECT_EQ(image.boxes[0].by, "Steward Kim");
    EXPECT_FALSE(image.boxes[1].verdict);
    EXPECT_TRUE(image.pending());
    // A second look at the same file writes nothing.
    const auto size = std::filesystem::file_size(queueFile());
    must(again->plan("S1", name));
    EXPECT_EQ(std::filesystem::file_size(queueFile()), size);
}

TEST_F(PixelQueueTest, PassesOverALineTornByACrash) {
    {
        const auto queue = open();
        must(queue->plan("S1", findings({found(10, 10, "PatientName")})));
        must(queue->plan("S2", findings({found(10, 10, "PatientName")})));
    }
    const auto whole = must(core::readText(queueFile()));
    for (std::size_t cut = whole.find('\n') + 2; cut < whole.size(); cut += 7) {
        must(core::writeWhole(queueFile(), whole.substr(0, cut)));
        const auto queue = open();
        EXPECT_GE(queue->images().size(), 1U);
        must(queue->plan("S2", findings({found(10, 10, "PatientName")})));
        must(queue->decide(decision("S2", PixelVerdict::Hide)));
        const auto again = open();
        EXPECT_EQ(again->images().size(), 2U) << cut;
        EXPECT_FALSE(must(again->image("S2")).pending()) << cut;
    }
}

TEST_F(PixelQueueTest, AsksAgainWhenThePixelsOfABoxChange) {
    const auto queue = open();
    must(queue->plan("S1", findings({found(10, 10, "writing", "OLD")})));
    must(queue->decide(decision("S1", PixelVerdict::Keep)));
    EXPECT_EQ(must(queue->plan("S1", findings({found(10, 10, "writing", "OLD")}))).step,
              Step::Keep);
    EXPECT_EQ(must(queue->plan("S1", findings({found(10, 10, "writing", "NEW")}))).step,
              Step::Held);
}

TEST_F(PixelQueueTest, RemembersADevice) {
    {
        const auto queue = open();
        must(queue->plan("S1", findings({found(10, 10, "PatientName")})));
        must(queue->decide(decision("S1", PixelVerdict::Hide, PixelScope::Device)));
    }
    // A later run, with a queue of its own.
    std::filesystem::remove(queueFile());
    const auto queue = open();
    const auto other = must(queue->plan("S2", findings({found(12, 11, "PatientName", "C9")})));
    EXPECT_EQ(other.step, Step::Hide);
    EXPECT_TRUE(other.cleaned);
    EXPECT_EQ(other.hide.size(), 2U);                   // the finding and the box of the template
    EXPECT_FALSE(std::filesystem::exists(queueFile())); // nothing to decide, nothing written
    // Nothing was found: the template hides all the same.
    EXPECT_EQ(must(queue->plan("S3", findings({}))).step, Step::Hide);
    // New writing beside it is asked about all the same.
    const auto beside = must(
        queue->plan("S4", findings({found(10, 10, "PatientName"), found(10, 200, "writing")})));
    EXPECT_EQ(beside.step, Step::Held);
    EXPECT_EQ(beside.undecided, 1U);
    // Another model is another device.
    EXPECT_EQ(must(queue->plan("S5", findings({}, "PX-200"))).step, Step::Nothing);
}

TEST_F(PixelQueueTest, NeverLetsADeviceKeepAnIdentifier) {
    const auto queue = open();
    must(queue->plan("S1", findings({found(10, 10, "writing")})));
    must(queue->decide(decision("S1", PixelVerdict::Keep, PixelScope::Device)));
    const auto same = must(queue->plan("S2", findings({found(10, 10, "writing", "C9")})));
    EXPECT_EQ(same.step, Step::Keep);
    EXPECT_EQ(must(queue->plan("S3", findings({found(10, 10, "PatientName")}))).step, Step::Held);
    // A longer line sticks out of the box.
    auto longer = found(10, 10, "writing");
    longer.box.right += 30;
    EXPECT_EQ(must(queue->plan("S4", findings({longer}))).step, Step::Held);
    must(queue->plan("S5", findings({found(300, 10, "PatientID")})));
    EXPECT_EQ(queue->decide(decision("S5", PixelVerdict::Keep, PixelScope::Device)).error().code,
              ErrorCode::InvalidArgument);
    auto unknown = findings({found(10, 500, "writing")}, "");
    unknown.device.manufacturer.clear();
    must(queue->plan("S6", unknown));
    EXPECT_EQ(queue->decide(decision("S6", PixelVerdict::Keep, PixelScope::Device)).error().code,
              ErrorCode::InvalidArgument);
}

TEST_F(PixelQueueTest, ClaimsNothingWhereAnIdentifierStays) {
    const auto queue = open();
    const auto name = findings({found(10, 10, "PatientName")});
    must(queue->plan("S1", name));
    must(queue->decide(decision("S1", PixelVerdict::Keep)));
    const auto plan = must(queue->plan("S1", name));
    EXPECT_EQ(plan.step, Step::Keep);
    EXPECT_FALSE(plan.cleaned);
}

TEST_F(PixelQueueTest, WantsANameAReasonAndNoPatientData) {
    const auto queue = open();
    must(queue->plan("S1", findings({found(10, 10, "writing")})));
    auto nobody = decision("S1", PixelVerdict::Hide);
    nobody.by = " ";
    EXPECT_EQ(queue->decide(nobody).error().code, ErrorCode::InvalidArgument);
    auto silent = decision("S1", PixelVerdict::Keep);
    silent.reason.clear();
    EXPECT_EQ(queue->decide(silent).error().code, ErrorCode::InvalidArgument);
    for (const char* reason : {"born 1961-02-03", "610203-2345678", "call 010-1234-5678"}) {
        auto telling = decision("S1", PixelVerdict::Keep);
        telling.reason = reason;
        const auto refused = queue->decide(telling);
        ASSERT_FALSE(refused) << reason;
        EXPECT_FALSE(contains(refused.error().sentence(), reason));
    }
    EXPECT_EQ(queue->decide(decision("S9", PixelVerdict::Hide)).error().code, ErrorCode::NotFound);
    auto beyond = decision("S1", PixelVerdict::Hide);
    beyond.boxes = {5};
    EXPECT_EQ(queue->decide(beyond).error().code, ErrorCode::InvalidArgument);
    EXPECT_TRUE(must(queue->image("S1")).pending());
}

TEST_F(PixelQueueTest, HidesWhatAPersonDraws) {
    const auto queue = open();
    must(queue->plan("S1", findings({found(10, 10, "writing")})));
    auto drawing = decision("S1", PixelVerdict::Hide);
    drawing.drawn = {{300, 300, 400, 330}};
    must(queue->decide(drawing));
    EXPECT_TRUE(must(queue->image("S1")).undecided()); // the finding itself was not decided
    must(queue->decide(decision("S1", PixelVerdict::Hide)));
    const auto plan = must(queue->plan("S1", findings({found(10, 10, "writing")})));
    EXPECT_EQ(plan.hide.size(), 2U);
    EXPECT_EQ(plan.hide[1].frame, -1);
}

// Case 15: a box on a lesion warns, and a second person has to sign.
TEST_F(PixelQueueTest, WantsASecondPersonWhereALesionIsTouched) {
    const auto queue = open();
    const auto name = findings({found(10, 10, "PatientName")});
    const std::vector<core::Polygon> lesions{{{{500, 500}, {600, 500}, {550, 600}}},
                                             {{{90, 15}, {150, 15}, {120, 60}}}};
    EXPECT_FALSE(must(queue->plan("S1", name, lesions)).awaitsSignOff); // not decided yet
    must(queue->decide(decision("S1", PixelVerdict::Hide)));
    const auto held = must(queue->plan("S1", name, lesions));
    EXPECT_EQ(held.step, Step::Held);
    EXPECT_TRUE(held.awaitsSignOff);
    ASSERT_EQ(queue->pending().size(), 1U);
    EXPECT_TRUE(queue->pending()[0].touchesLesion);
    const auto log = must(core::readText(queueFile()));
    EXPECT_TRUE(contains(log, R"("event":"touches lesion")"));
    EXPECT_TRUE(contains(log, R"("lesions":[1])"));
    EXPECT_EQ(queue->signOff("S1", "Steward Kim").error().code, ErrorCode::Forbidden);
    must(queue->signOff("S1", "Reviewer Lee"));
    EXPECT_TRUE(queue->pending().empty());
    EXPECT_EQ(must(open()->plan("S1", name, lesions)).step, Step::Hide);
    // A lesion that comes to be known later asks again.
    auto more = lesions;
    more.push_back({{{20, 5}, {60, 5}, {40, 90}}});
    EXPECT_TRUE(must(open()->plan("S1", name, more)).awaitsSignOff);
}

TEST_F(PixelQueueTest, HoldsATemplateBackWhereItMeetsALesion) {
    const auto queue = open();
    must(queue->plan("S1", findings({found(10, 10, "PatientName")})));
    must(queue->decide(decision("S1", PixelVerdict::Hide, PixelScope::Device)));
    const std::vector<core::Polygon> lesions{{{{90, 15}, {150, 15}, {120, 60}}}};
    EXPECT_TRUE(must(queue->plan("S2", findings({}), lesions)).awaitsSignOff);
    EXPECT_EQ(queue->signOff("S2", "Steward Kim").error().code, ErrorCode::Forbidden);
    must(queue->signOff("S2", "Reviewer Lee"));
    EXPECT_EQ(must(queue->plan("S2", findings({}), lesions)).step, Step::Hide);
}

TEST_F(PixelQueueTest, DoesNotAskAboutWhatGoesAnyway) {
    auto overlay = found(10, 10, "PatientName");
    overlay.layer = TextLayer::Overlay;
    auto icon = overlay;
    icon.layer = TextLayer::Icon;
    auto spare = overlay;
    spare.layer = TextLayer::SpareBits;
    const auto queue = open();
    EXPECT_EQ(must(queue->plan("S1", findings({overlay, icon}))).step, Step::Nothing);
    EXPECT_EQ(must(queue->plan("S1", findings({spare}))).step, Step::Held);
}

TEST(LesionOutlines, AreReadFromAListAndFromAPhantomsTruth) {
    const cw::testing::ScratchFolder scratch;
    const auto file = scratch.path() / "lesions.json";
    must(core::writeWhole(file, std::string_view(R"({"images": [{"file": "a/b.dcm",
        "outlines": [[[1, 2], [3, 4], [5, 0]]]}]})")));
    EXPECT_EQ(must(LesionOutlines::read(file)).of("a/b.dcm").size(), 1U);
    EXPECT_TRUE(must(LesionOutlines::read(file)).of("a/c.dcm").empty());
    must(core::writeWhole(file, std::string_view(R"({"patients": [{"images": [{"file": "x.dcm",
        "lesions": [{"kind": "mass", "polygon": [[1, 2], [3, 4], [5, 0]]}]}]}]})")));
    EXPECT_EQ(must(LesionOutlines::read(file)).of("x.dcm").size(), 1U);
    for (const char* broken :
         {"", "[]", R"({"images": [{}, 3]})", R"({"images": [{"outlines": [3]}]})"}) {
        must(core::writeWhole(file, std::string_view(broken)));
        const auto result = LesionOutlines::read(file);
        EXPECT_TRUE(!result || result->images() == 0) << broken;
    }
    EXPECT_EQ(LesionOutlines::read(scratch.path() / "none").error().code, ErrorCode::NotFound);
}

} // namespace
} // namespace cw::anonymizer
