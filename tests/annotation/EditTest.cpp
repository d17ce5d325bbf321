// SPDX-License-Identifier: Apache-2.0
#include "annotation/Readings.h"
#include "annotation/detail/Sheet.h"

namespace cw::annotation {
namespace {

using namespace cw::testing;
using detail::Sheet;

const ImageSizes kSizes = oneImage;

Sheet aSheet() {
    Sheet sheet;
    EXPECT_TRUE(sheet.perform(AddFinding{aFinding("L1", square(10, 10, 50))}, &kSizes));
    return sheet;
}

bool refuses(Sheet& sheet, const Edit& edit) {
    const auto findings = sheet.findings();
    const auto answers = sheet.answers();
    const auto done = sheet.perform(edit, &kSizes);
    return !done && done.error().code == ErrorCode::InvalidArgument &&
           sheet.findings() == findings && sheet.answers() == answers;
}

TEST(Edit, IsRefusedWholeWhenItsBeforeIsStale) {
    auto sheet = aSheet();
    const core::LesionId id("L1");
    EXPECT_TRUE(refuses(sheet, MoveVertex{id, 0, {11, 10}, {12, 12}}));
    EXPECT_TRUE(refuses(sheet, MoveVertex{id, 4, {10, 10}, {12, 12}}));
    EXPECT_TRUE(refuses(sheet, MoveVertex{core::LesionId("L2"), 0, {10, 10}, {12, 12}}));
    EXPECT_TRUE(refuses(sheet, DeleteVertex{id, 1, {10, 10}}));
    EXPECT_TRUE(refuses(sheet, InsertVertex{id, 5, {30, 70}}));
    EXPECT_TRUE(refuses(sheet, SetOutline{id, square(10, 10, 51), square(1, 1, 5)}));
    EXPECT_TRUE(refuses(sheet, SetLabel{id, "calcification", "mass"}));
    EXPECT_TRUE(refuses(sheet, SetAttribute{id, "shape", "oval", "round"}));
    EXPECT_TRUE(refuses(sheet, SetAnswer{"density", "a", "b"}));
    EXPECT_TRUE(refuses(sheet, RemoveFinding{aFinding("L1", square(10, 10, 51))}));
}

TEST(Edit, IsRefusedWhenThePolygonWouldNotBeStorable) {
    auto sheet = aSheet();
    const core::LesionId id("L1");
    EXPECT_TRUE(refuses(sheet, MoveVertex{id, 0, {10, 10}, {-1, 10}}));
    EXPECT_TRUE(refuses(sheet, MoveVertex{id, 0, {10, 10}, {80, 30}})) << "crosses its own outline";
    EXPECT_TRUE(refuses(sheet, MoveVertex{id, 0, {10, 10}, {std::nan(""), 10}}));
    EXPECT_TRUE(refuses(sheet, InsertVertex{id, 0, {1001, 10}}));
    ASSERT_TRUE(sheet.perform(DeleteVertex{id, 0, {10, 10}}, &kSizes));
    EXPECT_TRUE(refuses(sheet, DeleteVertex{id, 0, {60, 10}})) << "two vertices are no outline";
}

TEST(Edit, IsRefusedOnAnImageOfAnotherCaseAndForADoubledId) {
    auto sheet = aSheet();
    EXPECT_TRUE(refuses(
        sheet, AddFinding{aFinding("L2", square(1, 1, 5), "mass", core::ImageId("image-2"))}));
    EXPECT_TRUE(refuses(sheet, AddFinding{aFinding("L1", square(1, 1, 5))}));
    EXPECT_TRUE(refuses(sheet, AddFinding{aFinding("", square(1, 1, 5))}));
    EXPECT_TRUE(refuses(sheet, SetAnswer{"", std::nullopt, "1"}));
}

TEST(Edit, OfAGroupIsDoneWholeOrNotAtAll) {
    auto sheet = aSheet();
    const core::LesionId id("L1");
    const AddFinding second{aFinding("L2", square(100, 100, 20))};
    const SetLabel label{id, "mass", "calcification"};
    EXPECT_TRUE(refuses(sheet, EditGroup{"nothing", {}}));
    EXPECT_TRUE(refuses(sheet, EditGroup{"twice the same", {second, label, second}}));
    const Edit group = EditGroup{"two in one", {second, label}};
    ASSERT_TRUE(sheet.perform(group, &kSizes));
    EXPECT_EQ(sheet.findings().size(), 2U);
    EXPECT_EQ(sheet.find(id)->label, "calcification");
    ASSERT_TRUE(sheet.perform(inverse(group), nullptr));
    EXPECT_EQ(sheet.findings().size(), 1U);
    EXPECT_EQ(sheet.find(id)->label, "mass");
}

TEST(Edit, DescribesItselfForAnUndoMenu) {
    EXPECT_EQ(describe(MoveVertex{}), "move vertex");
    EXPECT_EQ(describe(AddFinding{aFinding("L1", {}, "mass")}), "add mass");
    EXPECT_EQ(describe(SetAnswer{"density", std::nullopt, "a"}), "set density");
    EXPECT_EQ(describe(SetAnswer{"density", "a", std::nullopt}), "clear density");
}

TEST(Sheet, KeepsFindingsSortedAndNeverGivesAnIdTwice) {
    Sheet sheet;
    EXPECT_EQ(sheet.nextLesionId().text(), "L1");
    for (const auto* id : {"L2", "L1", "L10"})
        ASSERT_TRUE(sheet.perform(AddFinding{aFinding(id, square(1, 1, 5))}, &kSizes));
    EXPECT_EQ(sheet.nextLesionId().text(), "L11");
    ASSERT_TRUE(sheet.perform(RemoveFinding{*sheet.find(core::LesionId("L10"))}, &kSizes));
    EXPECT_EQ(sheet.nextLesionId().text(), "L11");
    EXPECT_EQ(sheet.findings()[0].id.text(), "L1");
    EXPECT_EQ(sheet.findings()[1].id.text(), "L2");
    EXPECT_EQ(sheet.find(core::LesionId("L10")), nullptr);
}

RC_GTEST_PROP(EditProperty, AnEditThenItsInverseIsIdentity, ()) {
    Sheet sheet;
    std::size_t accepted = 0;
    for (const auto n :
         *rc::gen::container<std::vector<std::uint32_t>>(rc::gen::arbitrary<std::uint32_t>())) {
        const auto edit = someEdit(sheet, n);
        const auto findings = sheet.findings();
        const auto answers = sheet.answers();
        if (!sheet.perform(edit, &kSizes))
            continue;
        const auto after = sheet.findings();
        RC_ASSERT(sheet.perform(inverse(edit), nullptr).has_value());
        RC_ASSERT(sheet.findings() == findings && sheet.answers() == answers);
        RC_ASSERT(sheet.perform(inverse(inverse(edit)), nullptr).has_value());
        RC_ASSERT(sheet.findings() == after);
        ++accepted;
    }
    RC_TAG(accepted > 0 ? "some accepted" : "none accepted");
}

} // namespace
} // namespace cw::annotation
