// SPDX-License-Identifier: Apache-2.0
#include "agreement/Report.h"

#include "agreement/Oracle.h"

#include <algorithm>
#include <fstream>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <sstream>

namespace cw::agreement {
namespace {

using testing::Json;

const Scale kDensity{"density", "density", {"a", "b", "c", "d"}, true, {}, {}};
const Scale kDiagnosis{"diagnosis", "diagnosis", {"normal", "benign", "malignant"}, false, {}, {}};

LesionRow lesion(core::Random& random, const std::string& image) {
    constexpr const char* kLabels[] = {"mass", "calcification"};
    LesionRow row;
    row.image = image;
    row.labelA = row.labelB = kLabels[random.below(2)];
    switch (random.below(5)) {
    case 0:
        row.state = LesionState::MissedByB;
        row.labelB.clear();
        return row;
    case 1:
        row.state = LesionState::MissedByA;
        row.labelA.clear();
        return row;
    case 2:
        row.state = LesionState::LabelDiffers;
        row.labelB = row.labelA == "mass" ? "calcification" : "mass";
        break;
    default:
        row.state = LesionState::Agree;
    }
    row.iou = random.uniform(0.3, 1);
    row.dice = 2 * *row.iou / (1 + *row.iou);
    row.hdPx = random.uniform(1, 40);
    row.hd95Px = *row.hdPx * 0.9;
    row.asdPx = *row.hdPx * 0.3;
    row.mmPerPx = 0.07;
    row.longAxisAPx = random.uniform(50, 200);
    row.longAxisBPx = *row.longAxisAPx + 5 * random.normal();
    return row;
}

ReadPair aPair(core::Random& random, std::size_t number, const char* readerA, const char* readerB) {
    constexpr const char* kClasses[] = {"benign", "malignant", "normal"};
    constexpr const char* kOutcomes[] = {"agree", "partial", "disagree"};
    ReadPair pair;
    pair.patient = "P-" + std::to_string(number / 2); // two cases a patient
    pair.caseId = "C-" + std::to_string(number);
    pair.caseClass = kClasses[random.below(3)];
    pair.readerA = readerA;
    pair.readerB = readerB;
    const auto near = random.below(4);
    pair.answersA["density"] = kDensity.categories[near];
    pair.answersB["density"] = kDensity.categories[random.chance(0.7) ? near : random.below(4)];
    pair.answersA["diagnosis"] = kDiagnosis.categories[random.below(3)];
    if (random.chance(0.9))
        pair.answersB["diagnosis"] = random.chance(0.7) ? pair.answersA["diagnosis"]
                                                        : kDiagnosis.categories[random.below(3)];
    for (std::size_t i = random.below(3); i > 0; --i)
        pair.lesions.push_back(lesion(random, pair.caseId));
    pair.outcome = kOutcomes[random.below(3)];
    return pair;
}

AgreementData someData(core::Seed seed, std::size_t cases = 40) {
    core::Random random(seed);
    AgreementData data;
    data.scales = {kDensity, kDiagnosis};
    constexpr const char* kReaders[] = {"han", "kim", "lee"};
    for (std::size_t i = 0; i < cases; ++i) {
        const auto a = random.below(3), b = (a + 1 + random.below(2)) % 3;
        data.pairs.push_back(aPair(random, i, kReaders[a], kReaders[b]));
        auto after = data.pairs.back();
        after.stage = Stage::AfterCrossCheck;
        if (random.chance(0.5))
            after.answersB = after.answersA;
        data.pairs.push_back(after);
    }
    for (std::size_t i = 0; i < 6; ++i)
        data.repeats.push_back(aPair(random, i, "kim", "kim"));
    return data;
}

ReportOptions quick(core::Seed seed = 1) {
    ReportOptions options;
    options.seed = seed;
    options.bootstrap.draws = 60;
    return options;
}

AgreementReport reportOf(AgreementData data, const ReportOptions& options = quick()) {
    auto report = agreementReport(std::move(data), options);
    EXPECT_TRUE(report.has_value()) << (report ? "" : report.error().sentence());
    return report ? *report : AgreementReport{};
}

RC_GTEST_PROP(AgreementReport, TheOrderOfTheRowsAndTheSideOfTheReadersChangeNothing, ()) {
    const auto seed = *rc::gen::inRange<core::Seed>(0, 1000);
    const auto data = someData(seed, 12);
    auto other = data;
    core::Random random(seed + 1);
    random.shuffle(other.pairs);
    random.shuffle(other.repeats);
    for (auto& pair : other.pairs) {
        random.shuffle(pair.lesions);
        if (!random.chance(0.5))
            continue;
        std::swap(pair.readerA, pair.readerB);
        std::swap(pair.answersA, pair.answersB);
        for (auto& l : pair.lesions) {
            std::swap(l.labelA, l.labelB);
            std::swap(l.longAxisAPx, l.longAxisBPx);
            if (l.state == LesionState::MissedByA || l.state == LesionState::MissedByB)
                l.state = l.state == LesionState::MissedByA ? LesionState::MissedByB
                                                            : LesionState::MissedByA;
        }
    }
    const auto a = reportOf(data), b = reportOf(other);
    RC_ASSERT(reportCsv(a) == reportCsv(b));
    RC_ASSERT(reportJson(a) == reportJson(b));
    RC_ASSERT(reportHtml(a) == reportHtml(b));
}

TEST(AgreementReport, TheSameSeedGivesTheSameBytesAndAnotherSeedOtherIntervalsOnly) {
    const auto data = someData(3);
    const auto once = reportOf(data), again = reportOf(data), other = reportOf(data, quick(2));
    EXPECT_EQ(reportHtml(once), reportHtml(again));
    EXPECT_EQ(reportJson(once), reportJson(again));
    EXPECT_NE(reportCsv(once), reportCsv(other));
    ASSERT_EQ(once.lines.size(), other.lines.size());
    for (std::size_t i = 0; i < once.lines.size(); ++i)
        EXPECT_EQ(once.lines[i].value, other.lines[i].value);
}

// A section more must not move the intervals of the others: each has a stream of its own.
TEST(AgreementReport, AnotherQuestionLeavesTheOtherIntervalsAlone) {
    auto data = someData(4);
    const auto both = reportOf(data);
    data.scales = {kDiagnosis};
    const auto one = reportOf(data);
    for (const auto& line : one.lines) {
        const auto* same =
            find(both, line.section, line.stage, line.group, line.readers, line.statistic);
        ASSERT_NE(same, nullptr);
        if (same->unit == line.unit) {
            EXPECT_EQ(same->low, line.low) << line.section << line.statistic;
        }
    }
}

TEST(AgreementReport, NumbersEqualThoseOfScikitLearnOnTheSameRows) {
    CW_NEED_ORACLE();
    const auto data = someData(5, 60);
    auto options = quick();
    options.bootstrap.draws = 0;
    const auto report = reportOf(data, options);
    auto cases = Json::array();
    for (const auto& scale : data.scales) {
        std::vector<int> a, b;
        const auto indexOf = [&](const std::map<std::string, std::string>& answers) {
            const auto found = answers.find(scale.key);
            return found == answers.end()
                       ? -1
                       : static_cast<int>(std::find(scale.categories.begin(),
                                                    scale.categories.end(), found->second) -
                                          scale.categories.begin());
        };
        for (const auto& pair : data.pairs) {
            if (pair.stage != Stage::BeforeCrossCheck)
                continue;
            const bool turned = pair.readerB < pair.readerA;
            a.push_back(indexOf(turned ? pair.answersB : pair.answersA));
            b.push_back(indexOf(turned ? pair.answersA : pair.answersB));
        }
        const auto value = [&](const std::string& statistic) {
            const auto* line =
                find(report, "answer: " + scale.title, "before", "all", "all", statistic);
            EXPECT_NE(line, nullptr) << statistic;
            return line ? testing::jsonOf(line->value) : Json(nullptr);
        };
        // Of a scale without order the report has no weighted statistics; the oracle says them all.
        Json ours{{"agreement", value("percent agreement")},
                  {"kappa-none", value("Cohen's kappa")},
                  {"fleiss", value("Fleiss' kappa")},
                  {"gwet-none", value("Gwet's AC1")},
                  {"alpha-nominal", value("Krippendorff's alpha")}};
        if (scale.ordered) {
            ours["kappa-linear"] = value("Cohen's kappa, linear");
            ours["kappa-quadratic"] = value("Cohen's kappa, quadratic");
            ours["alpha-ordinal"] = value("Krippendorff's alpha, ordinal");
            ours["gwet-quadratic"] = value("Gwet's AC2, quadratic");
        }
        for (std::size_t k = 0; k < scale.categories.size(); ++k)
            ours["specific-" + std::to_string(k)] =
                value("specific agreement: " + scale.categories[k]);
        cases.push_back({{"kind", "pair"},
                         {"q", scale.categories.size()},
                         {"a", a},
                         {"b", b},
                         {"some", true},
                         {"ours", ours}});
    }
    const auto answer = testing::judged(cases);
    EXPECT_EQ(answer.status, 0) << answer.text;
}

TEST(AgreementReport, HasEverySectionOverallPerClassPerPairAndPerStage) {
    const auto report = reportOf(someData(6));
    EXPECT_TRUE(report.before && report.after);
    for (const auto* stage : {"before", "after", "repeat"}) {
        EXPECT_NE(find(report, "answer: density", stage, "all", "all", "Cohen's kappa, quadratic"),
                  nullptr)
            << stage;
        EXPECT_NE(find(report, "case", stage, "all", "all", "share of cases: agree"), nullptr)
            << stage;
    }
    for (const auto* group : {"class benign", "class malignant", "class normal"})
        EXPECT_NE(find(report, "answer: diagnosis", "before", group, "all", "Gwet's AC1"), nullptr)
            << group;
    for (const auto* readers : {"han - kim", "han - lee", "kim - lee"})
        EXPECT_NE(find(report, "answer: diagnosis", "after", "all", readers, "Cohen's kappa"),
                  nullptr)
            << readers;
    EXPECT_NE(find(report, "answer: diagnosis", "repeat", "all", "kim - kim", "Cohen's kappa"),
              nullptr);
    for (const auto* statistic : {"Dice, mean", "Dice, median", "Dice, SD", "IoU, mean", "HD, mean",
                                  "HD95, median", "ASD, mean"})
        EXPECT_NE(find(report, "overlap", "before", "all", "all", statistic), nullptr) << statistic;
    EXPECT_NE(find(report, "overlap", "before", "lesion mass", "all", "Dice, mean"), nullptr);
    EXPECT_NE(find(report, "lesions", "before", "lesion mass", "all", "F1, place and class"),
              nullptr);
    EXPECT_NE(find(report, "measure: long axis, mm", "before", "all", "all", "ICC(2,1)"), nullptr);
    EXPECT_NE(find(report, "measure: long axis, px", "before", "all", "all", "bias (A - B)"),
              nullptr);
    std::vector<std::string> files;
    for (const auto& plot : reportPlots(report))
        files.push_back(plot.file);
    for (const auto* file :
         {"kappa.svg", "confusion-answer-density-before.svg", "confusion-answer-density-after.svg",
          "histogram-dice-before.svg", "histogram-hd95-px-before.svg",
          "bland-altman-measure-long-axis-mm-before.svg"})
        EXPECT_NE(std::find(files.begin(), files.end(), file), files.end()) << file;
}

TEST(AgreementReport, LesionsAreCountedByPlaceAndClass) {
    AgreementData data;
    ReadPair pair;
    pair.patient = "P";
    pair.caseId = "C";
    pair.readerA = "a";
    pair.readerB = "b";
    const auto add = [&](LesionState state, const char* a, const char* b) {
        LesionRow row;
        row.labelA = a;
        row.labelB = b;
        row.state = state;
        pair.lesions.push_back(row);
    };
    add(LesionState::Agree, "mass", "mass");
    add(LesionState::Partial, "mass", "mass");
    add(LesionState::LabelDiffers, "mass", "distortion");
    add(LesionState::MissedByB, "mass", "");
    data.pairs = {pair};
    const auto report = reportOf(data);
    const auto value = [&](const std::string& group, const std::string& statistic) {
        const auto* line = find(report, "lesions", "before", group, "all", statistic);
        return line ? line->value.value() : -1;
    };
    EXPECT_DOUBLE_EQ(value("all", "F1, place and class"), 2 * 2.0 / (4 + 3));
    EXPECT_DOUBLE_EQ(value("all", "F1, place alone"), 2 * 3.0 / (4 + 3));
    EXPECT_DOUBLE_EQ(value("all", "precision of B against A"), 2.0 / 3);
    EXPECT_DOUBLE_EQ(value("all", "recall of B against A"), 2.0 / 4);
    EXPECT_DOUBLE_EQ(value("lesion mass", "F1, place and class"), 2 * 2.0 / (4 + 2));
    EXPECT_DOUBLE_EQ(value("lesion distortion", "F1, place and class"), 0);
}

/// Python's own reader of XML, csv and JSON: every file well-formed, no number that is not one.
constexpr const char* kCheck = R"PY(
import csv, io, json, pathlib, sys, xml.dom.minidom, html.parser
folder = pathlib.Path(sys.argv[1])
rows = list(csv.reader(io.StringIO((folder / "report.csv").read_text(encoding="utf-8"), newline="")))
assert all(len(row) == 12 for row in rows), "columns"
def refuse(word): raise ValueError(word)
report = json.loads((folder / "report.json").read_text(encoding="utf-8"), parse_constant=refuse)
assert len(report["lines"]) == len(rows) - 1
for row, line in zip(rows[1:], report["lines"]):
    assert row[:5] == [line[k] for k in ("section", "stage", "group", "reader_pair", "statistic")], row
    for text, value in ((row[5], line["value"]), (row[6], line["ci"][0]), (row[7], line["ci"][1])):
        assert (text == "") == (value is None), row
        assert text == "" or abs(float(text)) < 1e300 and float(text) == value, row
    assert row[5] or row[11], row
    assert not (row[6] and float(row[6]) > float(row[7])), row
for svg in folder.glob("plots/*.svg"):
    xml.dom.minidom.parse(str(svg))
    assert "nan" not in svg.read_text(encoding="utf-8").lower().split("<title>")[0]
page = (folder / "report.html").read_text(encoding="utf-8")
assert "http-equiv" not in page and "<script" not in page and "src=" not in page
open_tags = []
class Tags(html.parser.HTMLParser):
    def handle_starttag(self, tag, attrs):
        if tag not in ("meta", "rect", "line", "circle"): open_tags.append(tag)
    def handle_startendtag(self, tag, attrs): pass
    def handle_endtag(self, tag): assert open_tags.pop() == tag, tag
Tags().feed(page)
assert not open_tags, open_tags
print(len(rows) - 1, "lines,", len(list(folder.glob("plots/*.svg"))), "plots")
)PY";

void expectWellFormed(const AgreementReport& report) {
    const testing::TemporaryFolder folder;
    const auto written = writeReport(report, folder / "r");
    ASSERT_TRUE(written.has_value());
    std::ofstream(folder / "check.py") << kCheck;
    const auto answer = testing::said("/usr/bin/python3 '" + (folder / "check.py").string() +
                                      "' '" + (folder / "r").string() + "'");
    EXPECT_EQ(answer.status, 0) << answer.text;
}

TEST(AgreementReport, FilesAreWellFormedForOtherReaders) {
    expectWellFormed(reportOf(someData(7)));
}

TEST(AgreementReport, DegenerateProjectsGiveWholeReports) {
    expectWellFormed(reportOf({}));
    AgreementData nothing;
    nothing.scales = {kDensity};
    nothing.pairs.resize(2);
    expectWellFormed(reportOf(nothing));
    // Everybody says the same; one lesion, drawn alike; one patient.
    AgreementData same = someData(8, 1);
    for (auto& pair : same.pairs) {
        pair.answersA["density"] = pair.answersB["density"] = "b";
        LesionRow row;
        row.labelA = row.labelB = "mass";
        row.iou = row.dice = 1;
        row.hdPx = row.hd95Px = row.asdPx = 0;
        row.longAxisAPx = row.longAxisBPx = 10;
        pair.lesions = {row};
    }
    same.repeats.clear();
    const auto report = reportOf(same);
    const auto* kappa = find(report, "answer: density", "before", "all", "all", "Cohen's kappa");
    ASSERT_NE(kappa, nullptr);
    EXPECT_FALSE(kappa->value.known());
    EXPECT_FALSE(kappa->low.known());
    expectWellFormed(report);
}

TEST(AgreementReport, NotANumberInTheInputReachesNoFile) {
    auto data = someData(9, 6);
    for (auto& pair : data.pairs)
        for (auto& l : pair.lesions) {
            l.hdPx = std::nan("");
            l.asdPx = INFINITY;
            l.longAxisAPx = std::nan("");
        }
    data.pairs[0].measures.push_back({"cup-to-disc ratio", "", std::nan(""), 0.4});
    const auto report = reportOf(data);
    EXPECT_EQ(find(report, "overlap", "before", "all", "all", "HD, mean"), nullptr);
    expectWellFormed(report);
}

TEST(AgreementReport, WordsFromOutsideAreEscapedEverywhere) {
    const std::string nasty = "<script>alert('x')</script>&\",\n\x01 김";
    AgreementData data = someData(10, 12);
    data.title = nasty;
    data.remarks = data.rules = {nasty};
    data.scales = {{"density", nasty, {"a", "b", "c", nasty}, true, {}, {}}};
    for (auto& pair : data.pairs) {
        pair.caseClass = nasty;
        pair.readerA = nasty;
        pair.answersA["density"] = nasty;
        for (auto& l : pair.lesions)
            if (!l.labelA.empty())
                l.labelA = nasty;
    }
    const auto report = reportOf(data);
    EXPECT_EQ(reportHtml(report).find("<script"), std::string::npos);
    for (const auto& plot : reportPlots(report)) {
        EXPECT_EQ(plot.file.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-."),
                  std::string::npos);
        EXPECT_EQ(plot.svg.find("<script"), std::string::npos);
    }
    expectWellFormed(report);
}

TEST(AgreementReport, SaysWhatAReaderMustKnow) {
    auto data = someData(11);
    data.simulatedReaders = true;
    data.rules = {"Two outlines agree from an IoU of 0.5."};
    const auto html = reportHtml(reportOf(data));
    for (const auto* words : {"Simulated readers.", "from an IoU of 0.5", "seed 1", "60 draws",
                              "The unit that is drawn is the patient", "40 cases of 20 patients",
                              "hidden repeats: 6", "Before cross-check", "After cross-check"})
        EXPECT_NE(html.find(words), std::string::npos) << words;
    data.simulatedReaders = false;
    EXPECT_EQ(reportHtml(reportOf(data)).find("Simulated"), std::string::npos);
}

TEST(AgreementReport, TheProgrammesSevenThousandFiveHundredPatientsAreReported) {
    auto options = quick();
    options.bootstrap = {20, 0.95, IntervalKind::Percentile};
    const auto report = reportOf(someData(12, 15000), options);
    EXPECT_EQ(report.patients, 7500U);
    const auto* kappa = find(report, "answer: density", "before", "all", "all", "Cohen's kappa");
    ASSERT_NE(kappa, nullptr);
    EXPECT_TRUE(kappa->low.known());
    EXPECT_LT(kappa->high.value() - kappa->low.value(), 0.06);
}

TEST(AgreementReport, RefusesScalesWithoutSenseAndStopsWhenAsked) {
    AgreementData data;
    data.scales = {{"x", "x", {"only"}, false, {}, {}}};
    EXPECT_EQ(agreementReport(data, quick()).error().code, ErrorCode::InvalidArgument);
    data.scales = {kDensity, kDensity};
    EXPECT_EQ(agreementReport(data, quick()).error().code, ErrorCode::InvalidArgument);
    core::CancelToken cancel;
    cancel.cancel();
    EXPECT_EQ(agreementReport(someData(1), quick(), {}, &cancel).error().code,
              ErrorCode::Cancelled);
}

} // namespace
} // namespace cw::agreement
