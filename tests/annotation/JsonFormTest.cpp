// SPDX-License-Identifier: Apache-2.0
#include "annotation/Adjudication.h"
#include "annotation/Readings.h"
#include "annotation/detail/Json.h"

namespace cw::annotation {
namespace {

using namespace cw::testing;

constexpr const char* kGoldenReading =
    R"({"answers":{"assessment":"4","comment":"종괴 \"A\""},"case":"C-0001","findings":[)"
    R"({"attributes":{"shape":"irregular"},"id":"L1","image":"image-1","label":"mass",)"
    R"("outline":[[0.1,2],[1e+22,0],[0.3333333333333333,5e-324]]}],)"
    R"("reader":"A","schema":"concord-reading-1","submittedAt":"2026-11-21T01:14:30Z"})";

Reading goldenReading() {
    auto finding = aFinding("L1", {{{0.1, 2}, {1e22, -0.0}, {1.0 / 3, 5e-324}}});
    finding.attributes["shape"] = "irregular";
    return aReading("A", {finding}, {{"comment", "종괴 \"A\""}, {"assessment", "4"}});
}

TEST(ReadingJson, HasOneWrittenForm) { EXPECT_EQ(canonicalJson(goldenReading()), kGoldenReading); }

TEST(ReadingJson, DoesNotDependOnTheOrderOfFindings) {
    auto reading =
        aReading("A", {aFinding("L2", square(1, 1, 3)), aFinding("L1", square(9, 9, 3))});
    auto other = reading;
    std::swap(other.findings[0], other.findings[1]);
    EXPECT_EQ(canonicalJson(reading), canonicalJson(other));
    EXPECT_EQ(sealed(other), reading);
}

TEST(ReadingJson, ReadsItselfBackWithAndWithoutTheId) {
    const auto reading = goldenReading();
    EXPECT_EQ(readingFromJson(canonicalJson(reading)), reading);
    EXPECT_EQ(readingFromJson(toJson(reading)), reading);
}

TEST(ReadingJson, IsCorruptWhenAValueChangedUnderItsId) {
    auto text = toJson(goldenReading());
    text.replace(text.find("0.1"), 3, "0.2");
    const auto read = readingFromJson(text);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ErrorCode::Corrupt);
}

TEST(ReadingJson, RefusesWhatItWouldHaveToIgnore) {
    const std::string good = kGoldenReading;
    const auto broken = [&](const std::string& from, const std::string& to) {
        auto text = good;
        text.replace(text.find(from), from.size(), to);
        const auto read = readingFromJson(text);
        return !read && read.error().code == ErrorCode::Malformed;
    };
    EXPECT_TRUE(broken("\"case\"", "\"extra\":1,\"case\""));
    EXPECT_TRUE(broken("\"case\":\"C-0001\",", ""));
    EXPECT_TRUE(broken("\"C-0001\"", "7"));
    EXPECT_TRUE(broken("concord-reading-1", "concord-reading-2"));
    EXPECT_TRUE(broken("[0.1,2]", "[0.1,2,3]"));
    EXPECT_TRUE(broken("0.1", "1e999"));
    EXPECT_TRUE(broken("\"comment\"", "\"assessment\"")) << "a key twice";
    EXPECT_TRUE(broken("종괴", "\xEC\xA2"));
    EXPECT_TRUE(broken("}]", "},{\"attributes\":{},\"id\":\"L1\",\"image\":\"i\",\"label\":\"\","
                             "\"outline\":[]}]"));
}

TEST(Json, DoesNotFollowEndlessNesting) {
    EXPECT_FALSE(detail::parsed(std::string(2'000'000, '[')));
    EXPECT_FALSE(detail::parsed(std::string(33, '[') + std::string(33, ']')));
    EXPECT_TRUE(detail::parsed(std::string(32, '[') + std::string(32, ']')));
}

TEST(Json, KnowsUtf8) {
    for (const auto* good : {"", "a", "가", "\xF0\x9F\x98\x80", "\xC2\x80", "\xEF\xBF\xBD"})
        EXPECT_TRUE(detail::isUtf8(good));
    for (const auto* bad : {"\x80", "\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80", "\xF5\x80\x80\x80",
                            "\xC2", "\xE1\x80", "\xF4\x90\x80\x80", "\xC2\x20"})
        EXPECT_FALSE(detail::isUtf8(bad));
}

TEST(EditJson, IsMalformedWhenItIsAnythingElse) {
    for (const auto* line :
         {"", "{}", "[]", "7", "{\"edit\":\"undo\"}", "{\"edit\":\"fly\"}",
          R"({"edit":"set-label","lesion":"L1","before":"a"})",
          R"({"edit":"set-label","lesion":"L1","before":"a","after":"b","x":1})",
          R"({"edit":"move-vertex","lesion":"L1","index":-1,"from":[1,2],"to":[1,2]})",
          R"({"edit":"move-vertex","lesion":"L1","index":0.5,"from":[1,2],"to":[1,2]})",
          R"({"edit":"add-finding","finding":{}})", "{\"edit\":\"set-answer\",\"key\":\"k\"} x"}) {
        const auto read = editFromJsonLine(line);
        ASSERT_FALSE(read) << line;
        EXPECT_EQ(read.error().code, ErrorCode::Malformed);
    }
}

RC_GTEST_PROP(JsonProperty, ReadingsReadThemselvesBack, ()) {
    std::vector<Finding> findings;
    const int count = *rc::gen::inRange(0, 4);
    for (int i = 0; i < count; ++i) {
        findings.push_back(*anyFinding());
        findings.back().id = core::LesionId(lesionName(i));
    }
    const auto reading = aReading("A", findings, *anyTexts());
    const auto back = readingFromJson(toJson(reading));
    RC_ASSERT(back.has_value());
    RC_ASSERT(*back == reading);
    RC_ASSERT(canonicalJson(*back) == canonicalJson(reading));
}

RC_GTEST_PROP(JsonProperty, EditsReadThemselvesBackAndStayOnOneLine, ()) {
    const core::LesionId id(*anyText());
    const auto index = *rc::gen::inRange<std::size_t>(0, 1U << 30);
    const auto p = *anyPoint(), q = *anyPoint();
    const std::optional<std::string> some(*anyText());
    const Edit edits[] = {AddFinding{*anyFinding()},
                          RemoveFinding{*anyFinding()},
                          MoveVertex{id, index, p, q},
                          InsertVertex{id, index, p},
                          DeleteVertex{id, index, q},
                          SetOutline{id, *anyPolygon(), *anyPolygon()},
                          SetLabel{id, *anyText(), *anyText()},
                          SetAttribute{id, *anyText(), std::nullopt, some},
                          SetAnswer{*anyText(), some, std::nullopt}};
    for (const auto& edit : edits) {
        const auto line = toJsonLine(edit);
        RC_ASSERT(line.find('\n') == std::string::npos);
        const auto back = editFromJsonLine(line);
        RC_ASSERT(back.has_value());
        RC_ASSERT(back->index() == edit.index());
        RC_ASSERT(toJsonLine(*back) == line);
        RC_ASSERT(toJsonLine(inverse(inverse(*back))) == line);
    }
}

} // namespace
} // namespace cw::annotation
