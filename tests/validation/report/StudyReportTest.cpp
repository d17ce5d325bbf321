// SPDX-License-Identifier: Apache-2.0
// The report of a study that is made up: no picture and no model stands behind it.
#include "validation/report/MadeUpStudy.h"

#include "validation/Csv.h"
#include "validation/Oracle.h"
#include "validation/report/detail/Html.h"
#include "validation/report/detail/Plots.h"

#include <chrono>
#include <gtest/gtest.h>
#include <limits>
#include <nlohmann/json.hpp>

namespace cw::validation {
namespace {

using namespace testing;
using nlohmann::json;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

std::string contentOf(const std::filesystem::path& file) { return core::readText(file).value(); }

/// Text that would be markup, a second column, a table cell or a line end if it were not escaped.
const std::string kHostile = "<script>alert('x')</script>\"]]> & |\n=1+1,\"q\" `b` \x01 눈";

StudyResult hostileStudy() {
    auto study = madeUpStudy({40, 2, 2, 1});
    for (std::string* text : {&study.task,
                              &study.dataset,
                              &study.unitSentence,
                              &study.verdict,
                              &study.models[0].model,
                              &study.models[0].copy,
                              &study.models[0].about,
                              &study.models[0].folds[0].note,
                              &study.models[0].folds[0].settings,
                              &study.models[0].units[0].unit,
                              &study.models[0].units[0].patient,
                              &study.models[0].units[0].images[0],
                              &study.comparisons[0].first,
                              &study.comparisons[0].second,
                              &study.comparisons[0].sentence,
                              &study.counts[0].what,
                              &study.heatMaps[0].image,
                              &study.heatMaps[0].model,
                              &study.heatMaps[0].how,
                              &study.foldTable.caption,
                              &study.foldTable.wordHeadings[0],
                              &study.foldTable.rows[0].words[0]})
        *text = kHostile;
    study.targetModel = kHostile;
    study.remarks = study.limits = study.failures = study.unreadable = {kHostile};
    study.provenance = {{kHostile, kHostile}};
    study.models[0].unscored = {kHostile};
    study.models[0].imageScores = {{kHostile, 1.0}};
    for (CheckResult& check : study.checks) {
        check.sentence = check.verdict = kHostile;
        check.numbers.emplace_back(kHostile, 1);
        check.cases = {{kHostile, 1, kHostile}};
    }
    study.checks.push_back({kHostile, Severity::Warning, kHostile, kHostile, {}, {}, {}, {}});
    study.heatMaps.push_back({"b", "m", "how", "\"><script>"});
    return study;
}

TEST(StudyReport, WritesEveryFileOfTheContract) {
    const ScratchFolder scratch;
    ASSERT_TRUE(writeStudy(madeUpStudy(), scratch.path() / "new" / "folder"));
    for (const char* file :
         {"report.html", "report.json", "scores.csv", "scores-cnn-on-original.csv",
          "suspicious.csv", "model-card.md", "model-card.json", "data-card.md", "data-card.json"})
        EXPECT_TRUE(std::filesystem::exists(scratch.path() / "new" / "folder" / file)) << file;
}

TEST(StudyReport, JsonHasTheKeysOfTheContractFromTheTargetModel) {
    auto study = madeUpStudy();
    study.targetModel = "cnn";
    study.models[1].folds[1].auc.reset();
    study.models[1].folds[1].counts = {3, 0, 0, 1};
    const auto report = json::parse(studyJson(study));
    EXPECT_EQ(report["schema"], "concord-study-1");
    EXPECT_EQ(report["mean_auc"], study.models[1].meanAuc.value);
    EXPECT_EQ(report["exit_status"], 1);
    EXPECT_EQ(report["failures"].size(), 2U);
    EXPECT_EQ(report["target_auc"], 0.85);
    EXPECT_EQ(report["target_met"], true);
    ASSERT_EQ(report["folds"].size(), 5U);
    EXPECT_EQ(report["folds"][0]["fold"], 1);
    EXPECT_EQ(report["folds"][0]["auc"], study.models[1].folds[0].auc->auc);
    EXPECT_EQ(report["folds"][0]["threshold"], 0.6);
    EXPECT_TRUE(report["folds"][1]["auc"].is_null());
    EXPECT_TRUE(report["folds"][1]["specificity"].is_null());
    EXPECT_EQ(report["folds"][1]["sensitivity"], 0.75);
    EXPECT_TRUE(report["folds"][0]["roc"][0][2].is_null()); // infinity has no number in JSON
    EXPECT_EQ(report["models"].size(), 2U);
    EXPECT_EQ(report["checks"].size(), study.checks.size());
    EXPECT_EQ(report["comparisons"][0]["difference"]["lower"], -0.012);
}

TEST(StudyReport, JsonReadsBackToTheSameStudy) {
    auto study = madeUpStudy();
    study.models[0].brier = 0.1 + 0.2; // 17 digits
    study.checks[0].numbers.emplace_back("tiny", 4.9e-324);
    study.models[0].folds[2].auc.reset();
    study.target.reset();
    study.seed = std::numeric_limits<core::Seed>::max();
    const ScratchFolder scratch;
    ASSERT_TRUE(writeStudy(study, scratch.path()));
    const auto back = readStudy(scratch.path() / "report.json");
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_EQ(studyJson(*back), studyJson(study));
    EXPECT_EQ(studyHtml(*back), studyHtml(study));
    EXPECT_EQ(back->models[0].brier, 0.1 + 0.2);
    EXPECT_EQ(back->seed, study.seed);
    EXPECT_FALSE(back->target);
    EXPECT_FALSE(back->models[0].folds[2].auc);
    EXPECT_EQ(back->unit, Unit::Eye);
    EXPECT_EQ(back->checks.back().severity, Severity::Failure);
    EXPECT_TRUE(std::isinf(back->models[0].folds[0].roc[0].threshold));
    EXPECT_EQ(back->models[1].units[7].images, study.models[1].units[7].images);
}

TEST(StudyReport, RefusesWhatIsNoReportWithoutFalling) {
    const auto good = studyJson(madeUpStudy({40, 2, 1, 1}));
    for (const std::string& text :
         {std::string(), std::string("[]"), std::string("{"), std::string("{\"schema\": 7}"),
          std::string("{\"schema\": \"concord-validation-1\"}"),
          std::string("{\"schema\": \"concord-study-1\"}"), good.substr(0, good.size() / 2)})
        EXPECT_FALSE(parseStudy(text));
    auto other = json::parse(good);
    for (const char* key : {"models", "checks", "seed", "task", "unit"}) {
        auto broken = other;
        broken[key] = 1.5;
        if (std::string(key) != "seed") {
            EXPECT_FALSE(parseStudy(broken.dump())) << key;
        }
        broken.erase(key);
        EXPECT_FALSE(parseStudy(broken.dump())) << key;
    }
    EXPECT_FALSE(readStudy("/nowhere/report.json"));
}

TEST(StudyReport, NumbersThatAreNotFiniteAreNullAndNotAvailable) {
    auto study = madeUpStudy();
    ModelResult& model = study.models[0];
    model.meanAuc = model.pooledAuc = model.sensitivity = {kNaN, kNaN, kNaN};
    model.sdAuc = model.averagePrecision = model.brier = kNaN;
    model.units[0].score = model.units[1].probability = kNaN;
    model.folds[0].operatingPoint.threshold = kNaN;
    study.checks[0].series[3] = kNaN;
    study.checks[4].series[2] = kNaN;
    study.comparisons[0].difference = {kNaN, kNaN, kNaN};
    model.reliability[0].observed = kNaN;
    const auto text = studyJson(study);
    EXPECT_TRUE(json::parse(text)["mean_auc"].is_null());
    EXPECT_EQ(studyJson(parseStudy(text).value()), text);
    EXPECT_TRUE(std::isnan(parseStudy(text)->models[0].brier));
    const auto html = studyHtml(study);
    EXPECT_NE(html.find("n/a"), std::string::npos);
    for (const char* bad : {"nan", "NaN", "inf<", "-inf"})
        EXPECT_EQ(html.find(std::string(">") + bad), std::string::npos) << bad;
}

TEST(StudyReport, ScoresBelongToImagesWithTheLabelAndFoldOfTheirUnit) {
    auto study = madeUpStudy({20, 2, 1, 1});
    auto& unit = study.models[0].units[0];
    unit.images = {"a,1.png", "b.png"};
    unit.label = 1;
    unit.fold = 2;
    study.models[0].imageScores["a,1.png"] = 0.125;
    study.models[0].imageScores["b.png"] = kNaN;
    const ScratchFolder scratch;
    ASSERT_TRUE(writeStudy(study, scratch.path()));
    const auto text = contentOf(scratch.path() / "scores.csv");
    EXPECT_TRUE(text.starts_with("image,patient,label,fold,score"));
    EXPECT_NE(text.find("\n\"a,1.png\",P000000,1,2,0.125,"), std::string::npos) << text;
    EXPECT_NE(text.find("\nb.png,P000000,1,2,,"), std::string::npos) << text;
    EXPECT_EQ(parseCsv(text)->rows.size(), 21U);
}

TEST(StudyReport, SuspiciousCasesAreOneTableWithTheCheckThatFoundThem) {
    const ScratchFolder scratch;
    ASSERT_TRUE(writeStudy(madeUpStudy(), scratch.path()));
    const auto table = parseCsv(contentOf(scratch.path() / "suspicious.csv")).value();
    EXPECT_EQ(table.heading, (std::vector<std::string>{"image", "check", "reason", "suspicion"}));
    ASSERT_EQ(table.rows.size(), 61U);
    EXPECT_EQ(table.rows[0].fields[1], "label-noise");
    EXPECT_EQ(table.rows[60].fields[1], "identity");
}

TEST(StudyReport, FirstScreenSaysVerdictTargetFailuresAndLimitsInThatOrder) {
    const auto html = studyHtml(madeUpStudy());
    std::size_t at = 0;
    for (const char* text : {"Synthetic data.",
                             "This study is made up for a test.",
                             "The target of 0.85 is met by the mean, not by its lower end",
                             "mean AUC of 5 folds",
                             "Does the mean AUC reach the target of 0.850",
                             "Does the lower end",
                             "What failed",
                             "a model could score this without looking",
                             "Warnings",
                             "Limits",
                             "no diagnostic claim",
                             "One hospital, two cameras.",
                             "The data set",
                             "Folds, and the proof",
                             "Pairs on the same folds",
                             "Checks of the data set",
                             "Pictures to look at again",
                             "Where the score came from",
                             "Published figures",
                             "How to get these figures again",
                             "Methods"}) {
        const auto next = html.find(text, at);
        EXPECT_NE(next, std::string::npos) << text;
        at = next == std::string::npos ? at : next;
    }
    auto real = madeUpStudy();
    real.synthetic = false;
    EXPECT_EQ(studyHtml(real).find("ynthetic data"), std::string::npos);
}

TEST(StudyReport, TellsAFailedStudyFromAGoodOne) {
    auto study = madeUpStudy();
    EXPECT_NE(studyHtml(study).find("verdict badbox"), std::string::npos);
    study.exitStatus = 0;
    study.failures.clear();
    EXPECT_NE(studyHtml(study).find("verdict goodbox"), std::string::npos);
    EXPECT_EQ(studyHtml(study).find("verdict badbox"), std::string::npos);
    study.checks.clear(); // silence is not a pass
    EXPECT_NE(studyHtml(study).find("no check was run"), std::string::npos);
    study.foldTable.rows.clear();
    EXPECT_NE(studyHtml(study).find("The table of the folds is missing"), std::string::npos);
}

TEST(StudyReport, AnEmptyStudyIsAPageAndNoFault) {
    const ScratchFolder scratch;
    ASSERT_TRUE(writeStudy({}, scratch.path()));
    EXPECT_NE(contentOf(scratch.path() / "report.html").find("No model was run."),
              std::string::npos);
    const auto back = readStudy(scratch.path() / "report.json");
    ASSERT_TRUE(back);
    EXPECT_TRUE(back->models.empty());
}

TEST(StudyReport, NeedsNoScriptNoNetworkAndNoSecondFile) {
    for (const auto& html : {studyHtml(madeUpStudy()), studyHtml(hostileStudy())}) {
        for (const char* bad :
             {"<script", "href=", "url(", "@import", "<link", "<iframe", "onload"})
            EXPECT_EQ(html.find(bad), std::string::npos) << bad;
        for (std::size_t at = html.find("src="); at != std::string::npos;
             at = html.find("src=", at + 1))
            EXPECT_EQ(html.substr(at, 27), "src=\"data:image/png;base64,");
    }
}

TEST(StudyReport, HasWellFormedMarkupEvenFromHostileNames) {
    const ScratchFolder scratch;
    const auto script = scratch.write("oracle.py", R"PY(
import sys, re, json, csv, html.parser
import xml.etree.ElementTree as ET
folder = sys.argv[1]
text = open(folder + "/report.html", encoding="utf-8").read()
plots = re.findall(r"<svg.*?</svg>", text, re.S)
assert len(plots) >= 10, len(plots)
for plot in plots:
    svg = ET.fromstring(plot)
    assert svg.find("{http://www.w3.org/2000/svg}title") is not None
    for path in svg.iter("{http://www.w3.org/2000/svg}path"):
        assert "nan" not in path.get("d") and "inf" not in path.get("d")
class P(html.parser.HTMLParser):
    stack, scripts = [], 0
    def handle_starttag(self, tag, attrs):
        self.scripts += tag == "script"
        assert all(k in ("class","lang","charset","name","content","colspan","xmlns","viewbox","width","height","role",
            "font-size","font-family","font-weight","d","stroke","fill","stroke-width","stroke-dasharray","fill-opacity",
            "x","y","cx","cy","r","text-anchor","transform","alt","src") for k, v in attrs), attrs
        if tag not in ("meta", "br", "img"): self.stack.append(tag)
    def handle_endtag(self, tag):
        assert self.stack and self.stack.pop() == tag, (tag, self.getpos())
p = P()
p.feed(text)
assert not P.stack and not p.scripts, P.stack
for name in ("report", "model-card", "data-card"):
    json.load(open(folder + "/" + name + ".json", encoding="utf-8"))
for name in ("scores", "suspicious"):
    rows = list(csv.reader(open(folder + "/" + name + ".csv", encoding="utf-8", newline="")))
    assert len({len(row) for row in rows}) == 1
for name in ("model-card", "data-card"):
    card = open(folder + "/" + name + ".md", encoding="utf-8").read()
    assert "<script" not in card
    for line in card.splitlines():
        if line.startswith("|"):
            assert len(re.findall(r"(?<!\\)\|", line)) == 3, line
)PY");
    for (const auto& study : {madeUpStudy(), hostileStudy()}) {
        ASSERT_TRUE(writeStudy(study, scratch.path() / "out"));
        const auto [output, well] = outputOf("/usr/bin/python3 " + script.string() + " " +
                                             (scratch.path() / "out").string());
        EXPECT_TRUE(well) << output;
        std::filesystem::remove_all(scratch.path() / "out");
    }
}

TEST(StudyReport, ThePageStaysSmallWithThirtyThousandPictures) {
    const MadeUp large{30'000, 10, 3, 1};
    const auto study = madeUpStudy(large);
    const auto html = studyHtml(study);
    EXPECT_LT(html.size(), 2'000'000U);
    const auto text = studyJson(study);
    EXPECT_LT(text.size(), 40'000'000U);
    EXPECT_EQ(json::parse(text)["models"][2]["units"].size(), 30'000U);
}

TEST(StudyReport, TheSameStudyGivesTheSameBytes) {
    const auto study = madeUpStudy();
    EXPECT_EQ(studyHtml(study), studyHtml(madeUpStudy()));
    EXPECT_EQ(studyJson(study), studyJson(madeUpStudy()));
}

TEST(StudyReport, TwoModelsWhoseNamesAreOneFileNameKeepTwoFiles) {
    auto study = madeUpStudy({20, 2, 3, 1});
    study.models[1].model = "cnn:a=1";
    study.models[2].model = "cnn/a 1";
    const ScratchFolder scratch;
    ASSERT_TRUE(writeStudy(study, scratch.path()));
    EXPECT_TRUE(std::filesystem::exists(scratch.path() / "scores-cnn-a-1-on-original.csv"));
    EXPECT_TRUE(std::filesystem::exists(scratch.path() / "scores-cnn-a-1-on-original-2.csv"));
}

TEST(StudyPlots, SensitivityIsReadBetweenTheCurvesPoints) {
    const std::vector<RocPoint> curve{{0, 0, 3}, {0, 0.5, 2}, {0.5, 0.5, 1}, {1, 1, 0}};
    EXPECT_EQ(report::sensitivityAt(curve, 0), 0.5);
    EXPECT_EQ(report::sensitivityAt(curve, 0.25), 0.5);
    EXPECT_EQ(report::sensitivityAt(curve, 0.75), 0.75);
    EXPECT_EQ(report::sensitivityAt(curve, 1), 1);
}

TEST(StudyPlots, NumbersAreWrittenForReaders) {
    EXPECT_EQ(report::number(-0.0001), "0.000");
    EXPECT_EQ(report::number(-0.5), "-0.500");
    EXPECT_EQ(report::number(kNaN), "n/a");
    EXPECT_EQ(report::whole(30'000), "30,000");
    EXPECT_EQ(report::whole(999), "999");
    EXPECT_EQ(report::whole(1'234'567), "1,234,567");
    EXPECT_EQ(report::estimate({0.87, 0, 0}), "0.870"); // no interval was computed
    EXPECT_EQ(report::estimate({0.87, 0.8, 0.9}), "0.870 (0.800 to 0.900)");
    EXPECT_EQ(report::probability(0.0004), "&lt; 0.001");
}

} // namespace
} // namespace cw::validation
