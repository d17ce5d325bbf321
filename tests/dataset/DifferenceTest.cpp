// SPDX-License-Identifier: Apache-2.0
#include "dataset/Difference.h"

#include "dataset/Datasheet.h"
#include "dataset/ProgrammeSets.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace cw::dataset {
namespace {

using namespace testing;

struct Versions {
    Store store;
    ScratchFolder scratch;
    DatasetContent content = documentedContent(store);
    FrozenVersion frozen(const char* name, const DatasetContent& of) {
        return freeze(of, core::VersionName(name), scratch.path() / name, store.source(), noon())
            .value();
    }
};

TEST(Difference, OfAVersionAndItselfIsNothing) {
    Versions v;
    const auto a = v.frozen("v1", v.content);
    EXPECT_TRUE(difference(a, a).empty());
    EXPECT_EQ(inWords(difference(a, v.frozen("v2", v.content))),
              "Versions v1 and v2 hold the same.\n");
}

TEST(Difference, IsToldInWords) {
    Versions v;
    const auto a = v.frozen("v1", v.content);
    auto next = v.content;
    for (std::size_t i = 4; i < 8; ++i) { // C-0002
        next.images[i].label = "benign";
        next.images[i].answers["density"] = "c";
        next.images[i].answers["comment"] = "Mrs SENTINEL called";
    }
    next.images.pop_back();
    addFourViews(v.store, next, "C-0004", "normal");
    next.images[0].findings[0].outline.vertices[1].x = 60;
    next.images[1].findings[0].label = "asymmetry";
    next.excluded = {{core::CaseId("C-0005"), "image-faulty"}};
    next.cases[0].readingA = std::string(64, '9');
    next.cases[0].thresholds["agreeIou"] = 0.6;
    next.provenance.software = "concord 10.0";
    next.papers[1].bytes = "for everybody";
    const auto b = v.frozen("v2", next);
    const auto words = inWords(difference(a, b));
    const auto image = [&](std::size_t i) { return v.content.images[i].id.text().substr(0, 12); };
    EXPECT_EQ(words.find("SENTINEL"), std::string::npos);
    for (const std::string& sentence : std::vector<std::string>{
             "From version v1 to version v2:\n", "Cases added (1): C-0004\n",
             "Images removed from cases that are still there (1): " + image(7) + "\n",
             "Class changed (1):\n  C-0002: normal -> benign\n",
             "  C-0001 image " + image(1) + ": lesion L2: label: mass -> asymmetry\n",
             "  C-0001 image " + image(0) + ": lesion L1: outline: 800 px2, 4 vertices, outline ",
             " -> 900 px2, 4 vertices, outline ", "  C-0002 density: nothing -> c\n",
             "  C-0003: readers-disagree -> nothing\n", "  C-0005: nothing -> image-faulty\n",
             "Read or decided anew (1):\n  C-0001: adjudicated:a aaaaaaaaaaaa bbbbbbbbbbbb "
             "cccccccccccc -> adjudicated:a 999999999999 bbbbbbbbbbbb cccccccccccc\n",
             "  software: concord 9.9 -> concord 10.0\n", "  threshold agreeIou: 0.5 -> 0.6\n",
             "  licence: "})
        EXPECT_NE(words.find(sentence), std::string::npos) << sentence << "\nis not in\n" << words;
    EXPECT_EQ(words.find("Cases removed"), std::string::npos);
}

TEST(Difference, IsTheSameAsJson) {
    Versions v;
    const auto a = v.frozen("v1", v.content);
    auto next = v.content;
    next.images.resize(4); // without C-0002
    const auto json = nlohmann::json::parse(toJson(difference(a, v.frozen("v2", next))).value());
    EXPECT_EQ(json["schema"], "concord-difference-1");
    EXPECT_EQ(json["casesRemoved"], nlohmann::json::array({"C-0002"}));
    EXPECT_TRUE(json["imagesRemoved"].empty()); // they went with their case
    EXPECT_TRUE(json["classChanged"].empty());
}

TEST(Difference, SeesEveryVertex) {
    Versions v;
    const auto a = v.frozen("v1", v.content);
    auto next = v.content;
    auto& corner = next.images[0].findings[0].outline.vertices[0];
    corner.x += 1e-9; // not to be seen in an area of six digits
    EXPECT_EQ(difference(a, v.frozen("v2", next)).findings.size(), 1U);
}

TEST(Datasheet, SaysWhatIsBlankAndWhatIsSynthetic) {
    Versions v;
    const auto version = v.frozen("v1", v.content);
    const auto text = datasheetMarkdown(version), html = datasheetHtml(version);
    for (const char* title : {"Motivation", "Composition", "Collection process", "Preprocessing",
                              "Uses", "Distribution", "Maintenance"}) {
        EXPECT_NE(text.find(std::string("## ") + title), std::string::npos) << title;
        EXPECT_NE(html.find(std::string("<h2>") + title), std::string::npos) << title;
    }
    EXPECT_NE(text.find("**For what purpose was it made?** *Blank: nobody has answered this yet.*"),
              std::string::npos);
    EXPECT_NE(text.find("2 patients, 2 cases, 8 images, 2 outlined lesions."), std::string::npos);
    EXPECT_NE(text.find("**Synthetic patients, simulated readers.**"), std::string::npos);
    EXPECT_NE(html.find("THE READERS ARE SIMULATED"), std::string::npos);
    EXPECT_NE(text.find(version.manifestSha256), std::string::npos);
    EXPECT_NE(text.find("| malignant | 1 |"), std::string::npos);
    EXPECT_EQ(html.find("http"), std::string::npos); // nothing loaded from anywhere
}

TEST(Datasheet, TakesAnswersButNoMarkup) {
    Versions v;
    const auto version = v.frozen("v1", v.content);
    const auto answers =
        datasheetAnswersFromJson(R"({"motivation.purpose": "<b>screening</b> | research"})");
    ASSERT_TRUE(answers) << answers.error().sentence();
    EXPECT_NE(datasheetHtml(version, *answers).find("&lt;b&gt;screening&lt;/b&gt; | research"),
              std::string::npos);
    EXPECT_NE(datasheetMarkdown(version, *answers).find("\\<b>screening\\</b> \\| research"),
              std::string::npos);
    EXPECT_EQ(datasheetAnswersFromJson(R"({"motivation.motif": "x"})").error().code,
              ErrorCode::InvalidArgument);
    EXPECT_EQ(datasheetAnswersFromJson("[1]").error().code, ErrorCode::Malformed);
}

} // namespace
} // namespace cw::dataset
