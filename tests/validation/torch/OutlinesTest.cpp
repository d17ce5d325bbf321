// SPDX-License-Identifier: Apache-2.0
#include "validation/models/detail/Outlines.h"
#include "../Oracle.h"

#include <gtest/gtest.h>

namespace cw::validation::detail {
namespace {

using validation::testing::ScratchFolder;

TEST(Outlines, AreReadByImageAndScaledToTheReducedPicture) {
    const ScratchFolder folder;
    const auto file = folder.write(
        "o.json",
        R"({"a": [[[0,0],[10,0],[10,20.5]]], "b": [], "c": [[[1,2],[3,4],[5,7]],[[0,0],[1,0],[1,1]]]})");
    const auto outlines = readOutlines(file).value();
    EXPECT_EQ(outlines.size(), 3U);
    EXPECT_TRUE(outlines.at("b").empty());
    EXPECT_EQ(outlines.at("c").size(), 2U);
    const auto half = scaled(outlines.at("a"), 0.5, 0.25);
    EXPECT_EQ(half[0].vertices[2], (core::PointPx{5, 5.125}));
}

TEST(Outlines, OtherShapesAreRefused) {
    const ScratchFolder folder;
    EXPECT_EQ(readOutlines({}).error().code, ErrorCode::InvalidArgument);
    EXPECT_EQ(readOutlines(folder.path() / "none.json").error().code, ErrorCode::NotFound);
    for (const char* text : {"", "[]", "{\"a\": 3}", "{\"a\": [[[0,0],[1,1]]]}",
                             "{\"a\": [[[0,0],[1,1],[2]]]}", "{\"a\": [[[0,0],[1,1],[2,\"x\"]]]}",
                             "{\"a\": [[[0,0],[1,1],[2,1e999]]]}", "{\"a\": [7]}"})
        EXPECT_EQ(readOutlines(folder.write("o.json", text)).error().code, ErrorCode::Malformed)
            << text;
}

} // namespace
} // namespace cw::validation::detail
