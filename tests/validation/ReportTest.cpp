// SPDX-License-Identifier: Apache-2.0
#include "Oracle.h"
#include "validation/CrossValidation.h"
#include "validation/RocSvg.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace cw::validation {
namespace {

using namespace testing;

/// A result as crossValidate() would make it, without a model: two folds, one of them without a
/// class.
ValidationResult aResult() {
    ValidationResult result;
    result.plan.task = "malignant <against> normal & benign";
    result.plan.dataset = "v1";
    result.plan.folds = 2;
    result.plan.synthetic = true;
    result.plan.targetAuc = 0.8;
    result.plan.remarks = {"Readers are simulated."};
    const auto scores = tiedScores(1, 60, 20);
    FoldResult fold;
    fold.fold = 1;
    fold.auc = auc(scores).value();
    fold.roc = rocCurve(scores).value();
    fold.operatingPoint = youden(scores).value();
    fold.counts = countsAt(scores, fold.operatingPoint.threshold);
    fold.testSize = scores.size();
    result.folds = {fold, FoldResult{}};
    result.folds[1].fold = 2;
    result.folds[1].counts = {3, 0, 0, 1};
    result.folds[1].note = "there is no negative case: the AUC is not defined";
    result.pooled = result.pooledByPatient = *fold.auc;
    result.meanAuc = fold.auc->auc;
    result.permutations = 20;
    for (std::size_t i = 0; i < scores.size(); ++i)
        result.scores.push_back(
            {{std::string("a,").append(std::to_string(i)),
              std::string("P").append(std::to_string(i)), scores[i].label, "", "", ""},
             1,
             0.1});
    result.unreadable = {"x.png: \xff not a picture"};
    result.warnings = {"The image size <alone> reaches 0.9."};
    return result;
}

TEST(Report, WritesTheThreeFilesOfTheContract) {
    const ScratchFolder scratch;
    ASSERT_TRUE(writeReport(aResult(), scratch.path() / "new" / "folder"));
    const auto folder = scratch.path() / "new" / "folder";
    const auto json = nlohmann::json::parse(core::readText(folder / "report.json").value());
    EXPECT_EQ(json["mean_auc"], aResult().meanAuc);
    ASSERT_EQ(json["folds"].size(), 2U);
    EXPECT_EQ(json["folds"][0]["fold"], 1);
    EXPECT_TRUE(json["folds"][1]["auc"].is_null());
    EXPECT_TRUE(json["folds"][1]["specificity"].is_null());
    EXPECT_EQ(json["folds"][1]["sensitivity"], 0.75);
    EXPECT_TRUE(json["folds"][0]["roc"][0][2].is_null()); // infinity has no number in JSON
    EXPECT_TRUE(json["synthetic"]);
    const auto csv = core::readText(folder / "scores.csv").value();
    EXPECT_TRUE(csv.starts_with("image,patient,label,fold,score\n\"a,0\",P0,0,1,0.1\n")) << csv;
    EXPECT_TRUE(std::filesystem::exists(folder / "report.html"));
}

TEST(Report, SaysSyntheticRemarksVerdictAndWarningsAndMakesNoDiagnosticClaim) {
    const auto html = reportHtmlBody(aResult());
    for (const char* text : {"synthetic data", "Readers are simulated.",
                             "makes no diagnostic claim", "Target set beforehand", "fold 1:", "n/a",
                             "malignant &lt;against&gt; normal &amp; benign",
                             "The image size &lt;alone&gt; reaches 0.9."})
        EXPECT_NE(html.find(text), std::string::npos) << text;
    auto real = aResult();
    real.plan.synthetic = false;
    EXPECT_EQ(reportHtmlBody(real).find("synthetic data"), std::string::npos);
}

TEST(Report, TellsMetFromNotMet) {
    auto result = aResult();
    result.plan.targetAuc = result.meanAuc;
    EXPECT_NE(reportHtmlBody(result).find("\">met<"), std::string::npos);
    result.plan.targetAuc = result.meanAuc + 1e-6;
    EXPECT_NE(reportHtmlBody(result).find("\">not met<"), std::string::npos);
}

TEST(Report, NeedsNoScriptAndNoNetwork) {
    const ScratchFolder scratch;
    ASSERT_TRUE(writeReport(aResult(), scratch.path()));
    const auto html = core::readText(scratch.path() / "report.html").value();
    EXPECT_EQ(html.find("<script"), std::string::npos);
    EXPECT_EQ(html.find("src="), std::string::npos);
    EXPECT_EQ(html.find("href="), std::string::npos);
    EXPECT_EQ(html.find("url("), std::string::npos);
}

TEST(Report, HasWellFormedMarkup) {
    const ScratchFolder scratch;
    ASSERT_TRUE(writeReport(aResult(), scratch.path()));
    const auto script = scratch.write("oracle.py", R"PY(
import sys, re, html.parser
import xml.etree.ElementTree as ET
text = open(sys.argv[1], encoding="utf-8", errors="replace").read()
svg = ET.fromstring(re.search(r"<svg.*?</svg>", text, re.S).group(0))
paths = svg.findall("{http://www.w3.org/2000/svg}path")
assert len(paths) > 10, len(paths)
assert all(p.get("fill") == "none" for p in svg.iter("{http://www.w3.org/2000/svg}path"))
class P(html.parser.HTMLParser):
    stack = []
    def handle_starttag(self, tag, attrs):
        if tag not in ("meta", "br"): self.stack.append(tag)
    def handle_endtag(self, tag):
        assert self.stack and self.stack.pop() == tag, (tag, self.getpos())
P().feed(text)
assert not P.stack, P.stack
)PY");
    const auto [output, well] = outputOf("/usr/bin/python3 " + script.string() + " " +
                                         (scratch.path() / "report.html").string());
    EXPECT_TRUE(well) << output;
}

TEST(RocSvg, ReadsTheCurveBetweenItsPoints) {
    const std::vector<RocPoint> curve{{0, 0, 3}, {0, 0.5, 2}, {0.5, 0.5, 1}, {1, 1, 0}};
    EXPECT_EQ(rateAt(curve, 0), 0.5);
    EXPECT_EQ(rateAt(curve, 0.25), 0.5);
    EXPECT_EQ(rateAt(curve, 0.75), 0.75);
    EXPECT_EQ(rateAt(curve, 1), 1);
}

} // namespace
} // namespace cw::validation
