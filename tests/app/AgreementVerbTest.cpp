// SPDX-License-Identifier: Apache-2.0
// concord agreement, from a project's readings to its files; the PDF read back by poppler.
#include "agreement/Oracle.h"
#include "app/support/Concord.h"
#include "app/support/SmallProject.h"

#include "annotation/Edit.h"

#include <fstream>
#include <gtest/gtest.h>

namespace cw {
namespace {

using testing::Json;
using testing::SmallProject;
const core::ReaderId kKim{"kim"}, kLee{"lee"};

struct Read {
    const char *kim, *lee;
};
// Of twelve eyes, nine diagnosed alike.
constexpr Read kReads[] = {{"normal", "normal"}, {"normal", "normal"}, {"dr", "dr"},
                           {"dr", "dr"},         {"dr", "amd"},        {"amd", "amd"},
                           {"amd", "amd"},       {"glaucoma", "dr"},   {"rvo", "rvo"},
                           {"rvo", "rvo"},       {"normal", "dr"},     {"normal", "normal"}};

void read(SmallProject& project, std::size_t i, const core::ReaderId& reader,
          const std::string& diagnosis, double left) {
    auto session = project->openSession(project.caseId(i), reader);
    ASSERT_TRUE(session) << session.error().sentence();
    if (diagnosis == "dr") {
        const annotation::Finding finding{session->nextLesionId(),
                                          project.imageOf(i),
                                          "exudate",
                                          testing::square(left, 4, 10),
                                          {}};
        ASSERT_TRUE(session->apply(annotation::AddFinding{finding}));
    }
    ASSERT_TRUE(session->apply(annotation::SetAnswer{"diagnosis", {}, diagnosis}));
    ASSERT_TRUE(project->submit(*session));
}

void readAll(SmallProject& project) {
    ASSERT_TRUE(project->assignAll(kKim, kLee));
    for (std::size_t i = 0; i < std::size(kReads); ++i) {
        read(project, i, kKim, kReads[i].kim, 4);
        read(project, i, kLee, kReads[i].lee, 6);
    }
    ASSERT_TRUE(project->compareAll());
}

bool haveGoodPoppler() { return testing::said("pdftotext -v; pdfinfo -v").status == 0; }

std::string textOf(const std::filesystem::path& pdf) {
    return testing::said("pdftotext -layout '" + pdf.string() + "' -").text;
}

TEST(AgreementVerb, WritesEveryFormOfTheReportFromAProject) {
    CW_NEED_ORACLE();
    SmallProject project(static_cast<int>(std::size(kReads)) + 1); // one that nobody has read
    readAll(project);
    const auto output = project.scratch() / "agreement";
    const auto outcome = testing::concord({"agreement", project.folder(), "--output", output,
                                           "--bootstrap", "100", "--simulated-readers", "--json"});
    ASSERT_EQ(outcome.status, 0) << outcome.err << outcome.out;
    const auto json = outcome.json();
    ASSERT_TRUE(json.is_object()) << outcome.out;
    EXPECT_EQ(json["cases"], 12);
    EXPECT_EQ(json["readers"], (Json{"kim", "lee"}));
    EXPECT_EQ(json["pdf"], true);
    EXPECT_EQ(json["remarks"].size(), 1U); // the one that nobody has read
    for (const auto* file :
         {"report.html", "report.csv", "report.json", "report.pdf", "plots/kappa.svg",
          "plots/confusion-answer-diagnosis-before.svg", "plots/histogram-dice-before.svg"})
        EXPECT_TRUE(std::filesystem::exists(std::filesystem::path(output) / file)) << file;

    // The same diagnoses, by scikit-learn.
    std::vector<int> a, b;
    const std::vector<std::string> words{"normal", "glaucoma", "amd", "dr", "rvo"};
    const auto indexOf = [&](const char* word) {
        return static_cast<int>(std::find(words.begin(), words.end(), word) - words.begin());
    };
    for (const auto& eye : kReads) {
        a.push_back(indexOf(eye.kim));
        b.push_back(indexOf(eye.lee));
    }
    const auto report =
        Json::parse(testing::contentOf(std::filesystem::path(output) / "report.json"));
    const auto value = [&](const std::string& section, const std::string& statistic) -> Json {
        for (const auto& line : report["lines"])
            if (line["section"] == section && line["group"] == "all" &&
                line["reader_pair"] == "all" && line["statistic"] == statistic)
                return line["value"];
        return nullptr;
    };
    const std::string section = "answer: diagnosis";
    const auto judged =
        testing::judged(Json::array({{{"kind", "pair"},
                                      {"q", 5},
                                      {"a", a},
                                      {"b", b},
                                      {"some", true},
                                      {"ours",
                                       {{"agreement", value(section, "percent agreement")},
                                        {"kappa-none", value(section, "Cohen's kappa")},
                                        {"alpha-nominal", value(section, "Krippendorff's alpha")},
                                        {"gwet-none", value(section, "Gwet's AC1")},
                                        {"fleiss", value(section, "Fleiss' kappa")}}}}}));
    EXPECT_EQ(judged.status, 0) << judged.text;
    EXPECT_EQ(json["kappa"]["diagnosis"], value(section, "Cohen's kappa"));
    // Squares of 10 moved by 2: two pairs; kim has 3 lesions, lee 4.
    EXPECT_NEAR(json["dice_mean"].get<double>(), 0.8, 1e-12);
    EXPECT_NEAR(json["lesion_f1"].get<double>(), 2 * 2.0 / (3 + 4), 1e-12);
}

TEST(AgreementVerb, ThePdfHasNumberedPagesOfA4AndTheTextOfTheReport) {
    if (!haveGoodPoppler())
        GTEST_SKIP() << "needs poppler-utils";
    SmallProject project(static_cast<int>(std::size(kReads)));
    readAll(project);
    const auto output = std::filesystem::path(project.scratch() / "agreement");
    const auto outcome =
        testing::concord({"agreement", project.folder(), "--output", output, "--bootstrap", "0"});
    ASSERT_EQ(outcome.status, 0) << outcome.err << outcome.out;
    const auto info = testing::said("pdfinfo '" + (output / "report.pdf").string() + "'").text;
    EXPECT_NE(info.find("(A4)"), std::string::npos) << info;
    EXPECT_NE(info.find("Agreement of readers"), std::string::npos) << info;
    const auto at = info.find("Pages:");
    ASSERT_NE(at, std::string::npos);
    const int pages = std::atoi(info.c_str() + at + 6);
    ASSERT_GE(pages, 2);
    const auto text = textOf(output / "report.pdf");
    auto dense = text; // poppler may or may not see a blank around the stroke
    std::erase(dense, ' ');
    for (int page = 1; page <= pages; ++page) {
        const auto foot = std::to_string(page) + "/" + std::to_string(pages);
        EXPECT_NE(dense.find(foot), std::string::npos) << foot;
    }
    // Digits and ligatures included. The words inside of plots are drawn, not text (decision 0122).
    for (const auto* words : {"Agreement of readers", "Cohen's kappa", "Gwet's AC1",
                              "Krippendorff's alpha", "0.750", "specific agreement: normal"})
        EXPECT_NE(text.find(words), std::string::npos) << words;
    EXPECT_EQ(text.find("Simulated"), std::string::npos);
}

TEST(AgreementVerb, TheSameSeedWritesTheSameBytes) {
    SmallProject project(static_cast<int>(std::size(kReads)));
    readAll(project);
    const auto run = [&](const char* name, const char* seed) {
        const auto output = std::filesystem::path(project.scratch() / name);
        const auto outcome = testing::concord({"agreement", project.folder(), "--output", output,
                                               "--bootstrap", "50", "--seed", seed, "--no-pdf"});
        EXPECT_EQ(outcome.status, 0) << outcome.err;
        EXPECT_FALSE(std::filesystem::exists(output / "report.pdf"));
        return testing::contentOf(output / "report.csv") +
               testing::contentOf(output / "report.html") +
               testing::contentOf(output / "report.json");
    };
    const auto once = run("a", "7");
    EXPECT_EQ(once, run("b", "7"));
    EXPECT_NE(once, run("c", "8"));
}

TEST(AgreementVerb, SaysWhatIsWrongWithItsArguments) {
    SmallProject project(1);
    const auto status = [&](std::vector<std::string> more) {
        std::vector<std::string> arguments{"agreement", project.folder(), "--output",
                                           project.scratch() / "out"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return testing::concord(arguments).status;
    };
    EXPECT_EQ(status({"--interval", "magic"}), 2);
    EXPECT_EQ(status({"--bootstrap", "-1"}), 2);
    EXPECT_EQ(testing::concord({"agreement", project.scratch() / "none", "--output", "x"}).status,
              2);
    EXPECT_EQ(status({"--no-pdf"}), 0); // no reading at all is a report that says so
}

// ---- concord-print on its own -------------------------------------------------------------------

testing::Outcome printed(const std::filesystem::path& html, const std::filesystem::path& pdf) {
    const auto program = std::filesystem::path(CW_CONCORD).parent_path() / "concord-print";
    return testing::Running({program, html, pdf}).wait();
}

TEST(ConcordPrint, KoreanIsSetInAFontThatHasItAndStaysText) {
    if (!haveGoodPoppler())
        GTEST_SKIP() << "needs poppler-utils";
    const testing::TemporaryFolder folder;
    std::ofstream(folder / "r.html")
        << "<html><head><title>판독 일치도</title></head><body><h1>판독자 김, 이</h1>"
           "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 200 50\" width=\"200\" "
           "height=\"50\"><text x=\"10\" y=\"20\">그림 속</text></svg></body></html>";
    const auto outcome = printed(folder / "r.html", folder / "r.pdf");
    ASSERT_EQ(outcome.status, 0) << outcome.err;
    const auto text = textOf(folder / "r.pdf");
    for (const auto* words : {"판독자 김, 이", "판독 일치도"})
        EXPECT_NE(text.find(words), std::string::npos) << words << " in " << text;
    const auto fonts = testing::said("pdffonts '" + (folder / "r.pdf").string() + "'").text;
    EXPECT_NE(fonts.find("NotoSansCJK"), std::string::npos) << fonts;
}

TEST(ConcordPrint, OpensNothingThatThePageNamesAndSurvivesNonsense) {
    const testing::TemporaryFolder folder;
    std::ofstream(folder / "secret.txt") << "SENTINEL";
    std::ofstream(folder / "r.html")
        << "<html><head><link rel=\"stylesheet\" href=\"" << (folder / "secret.txt").string()
        << "\"></head><body><img src=\"" << (folder / "secret.txt").string()
        << "\"><img src=\"plot:7\"><img src=\"plot:x\"><svg broken</svg><svg xmlns=\"\"></svg>"
           "<table><tr><td><svg ";
    const auto outcome = printed(folder / "r.html", folder / "r.pdf");
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_EQ(testing::contentOf(folder / "r.pdf").substr(0, 5), "%PDF-");
    EXPECT_EQ(textOf(folder / "r.pdf").find("SENTINEL"), std::string::npos);
    EXPECT_EQ(printed(folder / "none.html", folder / "x.pdf").status, 2);
    EXPECT_EQ(printed(folder / "r.html", folder / "no-folder" / "x.pdf").status, 3);
}

} // namespace
} // namespace cw
