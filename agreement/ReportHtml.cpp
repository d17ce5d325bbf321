// SPDX-License-Identifier: Apache-2.0
// The report as one page. Kept to what Qt's rich text knows too (no flex, no grid; tables and
// simple classes), because concord-print makes the PDF of this very page.
#include "agreement/Report.h"
#include "agreement/detail/Markup.h"

#include <algorithm>

namespace cw::agreement {
namespace {

using detail::escaped;
using detail::fixed;

constexpr const char* kStyle = R"(<style>
body{font-family:"Noto Sans","Noto Sans CJK KR","Segoe UI",sans-serif;font-size:15px;line-height:1.5;color:#1f2933;background:#ffffff;max-width:62rem;margin:2rem auto;padding:0 1.5rem}
h1{font-size:26px;font-weight:600;margin:0 0 4px}
h2{font-size:19px;font-weight:600;margin:34px 0 8px;border-bottom:1px solid #cbd2d9}
h3{font-size:16px;font-weight:600;margin:24px 0 6px}
p{margin:6px 0}.soft{color:#52606d}.n{white-space:nowrap}.small{font-size:13px;color:#52606d}
.synthetic{color:#8a4700;font-weight:600}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums;margin:6px 0 14px}
th{font-weight:600;text-align:left;padding:5px 8px;border-bottom:1px solid #7b8794;vertical-align:bottom}
td{text-align:left;padding:4px 8px;border-bottom:1px solid #e4e7eb;vertical-align:top}
figure{margin:10px 0}figcaption{font-size:13px;color:#52606d}svg{max-width:100%;height:auto}
@media print{body{margin:0;max-width:none}h2,h3{break-after:avoid}table,figure{break-inside:avoid}}
</style>
)";

std::string paragraph(const std::string& html, const char* style = "") {
    return std::string("<p") + (*style ? std::string(" class=\"") + style + "\"" : "") + ">" +
           html + "</p>\n";
}

/// Whole numbers as they are, the rest with the digits that mean something.
std::string number(double value) {
    const double size = std::abs(value);
    if (value == std::round(value) && size >= 2)
        return fixed(value, 0);
    return fixed(value, size >= 100 ? 1 : size >= 10 ? 2 : 3);
}

std::string cell(const ReportLine* line) {
    if (!line)
        return "<td></td>";
    if (!line->value.known())
        return "<td><span class=\"small\">none: " + escaped(line->value.reason()) + "</span></td>";
    std::string html = "<td>" + number(line->value.value());
    if (line->low.known())
        html += " <span class=\"small\">(" + number(line->low.value()) + " to " +
                number(line->high.value()) + ")</span>";
    return html + "</td>";
}

std::string counted(const ReportLine* line) {
    return "<td class=\"n\">" + (line ? std::to_string(line->n) : std::string()) + "</td>";
}

using Lines = std::vector<const ReportLine*>;

Lines linesOf(const AgreementReport& report, const std::string& section, const std::string& group,
              const std::string& readers) {
    Lines lines;
    for (const auto& line : report.lines)
        if (line.section == section && line.group == group && line.readers == readers)
            lines.push_back(&line);
    return lines;
}

const ReportLine* at(const Lines& lines, const std::string& stage, const ReportLine& like) {
    const auto found = std::find_if(lines.begin(), lines.end(), [&](const auto* line) {
        return line->stage == stage && line->statistic == like.statistic && line->unit == like.unit;
    });
    return found == lines.end() ? nullptr : *found;
}

std::vector<std::string> stagesOf(const AgreementReport& report) {
    std::vector<std::string> stages;
    if (report.before)
        stages.push_back("before");
    if (report.after)
        stages.push_back("after");
    return stages;
}

/// Every statistic of a section, one column group a stage.
std::string statisticsTable(const Lines& lines, const std::vector<std::string>& stages) {
    std::string html = "<table>\n<tr><th>Statistic</th>";
    for (const auto& stage : stages)
        html += stage == "repeat"
                    ? std::string("<th>First against second reading</th><th class=\"n\">n</th>")
                    : "<th>" + std::string(stage == "before" ? "Before" : "After") +
                          " cross-check</th><th class=\"n\">n</th>";
    html += "</tr>\n";
    Lines told;
    for (const auto* line : lines) {
        const bool again = std::any_of(told.begin(), told.end(), [&](const auto* other) {
            return other->statistic == line->statistic && other->unit == line->unit;
        });
        if (again || std::find(stages.begin(), stages.end(), line->stage) == stages.end())
            continue;
        told.push_back(line);
        html += "<tr><td>" + escaped(line->statistic) +
                (line->unit.empty() ? "" : " [" + escaped(line->unit) + "]") + "</td>";
        for (const auto& stage : stages) {
            const auto* there = at(lines, stage, *line);
            html += cell(there) + counted(there);
        }
        html += "</tr>\n";
    }
    return told.empty() ? std::string() : html + "</table>\n";
}

std::string figuresOf(const std::vector<NamedPlot>& plots, const std::string& section,
                      bool repeats) {
    std::string html;
    for (const auto& plot : plots)
        if (plot.section == section && (plot.stage == "repeat") == repeats)
            html += "<figure>" + plot.svg + "<figcaption>" + escaped(plot.title) +
                    "</figcaption></figure>\n";
    return html;
}

std::vector<std::string> sectionsOf(const AgreementReport& report, const std::string& start) {
    std::vector<std::string> sections;
    for (const auto& line : report.lines)
        if (line.section.starts_with(start) &&
            std::find(sections.begin(), sections.end(), line.section) == sections.end())
            sections.push_back(line.section);
    return sections;
}

std::string heading(const AgreementReport& report) {
    const auto& plan = report.options.bootstrap;
    std::string html = "<h1>Agreement of readers</h1>\n";
    if (!report.title.empty())
        html += paragraph(escaped(report.title));
    if (report.simulatedReaders)
        html +=
            paragraph("<span class=\"synthetic\">Simulated readers.</span> No person read these "
                      "cases: the figures show that the machinery works, nothing else.");
    std::string readers;
    for (const auto& reader : report.readers)
        readers += (readers.empty() ? "" : ", ") + escaped(reader);
    html +=
        paragraph(std::to_string(report.cases) + " cases of " + std::to_string(report.patients) +
                  " patients; readers: " + (readers.empty() ? "none" : readers) +
                  "; hidden repeats: " + std::to_string(report.repeats) + ".");
    html += paragraph(
        plan.draws == 0
            ? "Intervals by patient were not asked for."
            : "In brackets: " + fixed(100 * plan.level, 0) + " % intervals, " +
                  (plan.kind == IntervalKind::Bca ? "BCa" : "percentile") +
                  " bootstrap. The unit that is drawn is the patient, with all that belongs to him "
                  "or her (" +
                  std::to_string(plan.draws) + " draws, seed " +
                  std::to_string(report.options.seed) + "). Of the ICC by the F distribution.",
        "soft");
    for (const auto* list : {&report.rules, &report.remarks})
        for (const auto& sentence : *list)
            html += paragraph(escaped(sentence), "soft");
    return html;
}

std::string answers(const AgreementReport& report, const std::vector<NamedPlot>& plots) {
    std::string html = "<h2>Answers about the case</h2>\n";
    if (const auto lines = linesOf(report, "case", "all", "all"); !lines.empty())
        html += "<h3>The case as a whole</h3>\n" + statisticsTable(lines, stagesOf(report));
    html += figuresOf(plots, "", false);
    const auto sections = sectionsOf(report, "answer: ");
    for (const auto& section : sections)
        html += "<h3>" + escaped(section.substr(8)) + "</h3>\n" +
                statisticsTable(linesOf(report, section, "all", "all"), stagesOf(report)) +
                figuresOf(plots, section, false);
    return sections.empty() ? html + paragraph("No question was answered by both readers.") : html;
}

std::string lesions(const AgreementReport& report, const std::vector<NamedPlot>& plots) {
    const auto stages = stagesOf(report);
    std::string html = "<h2>Lesions</h2>\n";
    const auto found = linesOf(report, "lesions", "all", "all");
    if (found.empty())
        return html + paragraph("Nobody drew a lesion.");
    html += "<h3>Found by whom</h3>\n" + statisticsTable(found, stages) +
            paragraph("A lesion without a partner is a miss; it has no distance and no overlap.",
                      "small");
    html += "<h3>Class of what both found</h3>\n" +
            statisticsTable(linesOf(report, "lesion class", "all", "all"), stages) +
            figuresOf(plots, "lesion class", false);
    html += "<h3>Outlines of what both found</h3>\n" +
            statisticsTable(linesOf(report, "overlap", "all", "all"), stages) +
            figuresOf(plots, "overlap", false);
    return html;
}

std::string measures(const AgreementReport& report, const std::vector<NamedPlot>& plots) {
    std::string html;
    for (const auto& section : sectionsOf(report, "measure: "))
        html += "<h3>" + escaped(section.substr(9)) + "</h3>\n" +
                statisticsTable(linesOf(report, section, "all", "all"), stagesOf(report)) +
                figuresOf(plots, section, false);
    return html.empty() ? html : "<h2>Measurements</h2>\n" + html;
}

/// The statistics that a table of groups shows, and where they stand.
struct Headline {
    std::string section, statistic, title;
};

std::vector<Headline> headlinesOf(const AgreementReport& report, bool lesionsOnly) {
    std::vector<Headline> headlines;
    if (!lesionsOnly)
        for (const auto& scale : report.scales)
            if (scale.presenceOf.empty()) {
                headlines.push_back({"answer: " + scale.title, "percent agreement",
                                     scale.title + ", percent agreement"});
                headlines.push_back(
                    {"answer: " + scale.title, "Cohen's kappa", scale.title + ", Cohen's kappa"});
                if (scale.ordered)
                    headlines.push_back({"answer: " + scale.title, "Cohen's kappa, quadratic",
                                         scale.title + ", Cohen's kappa, quadratic"});
                headlines.push_back(
                    {"answer: " + scale.title, "Gwet's AC1", scale.title + ", Gwet's AC1"});
            }
    headlines.push_back({"lesions", "F1, place and class", "lesions, F1"});
    headlines.push_back({"overlap", "Dice, mean", "Dice, mean"});
    headlines.push_back({"overlap", "HD95, median", "HD95, median [px]"});
    headlines.push_back({"overlap", "ASD, mean", "ASD, mean [px]"});
    return headlines;
}

/// One table a group: short enough to stay on a page, unlike one wide table of all.
std::string groupTable(const AgreementReport& report, const std::string& group,
                       const std::string& readers, const std::vector<std::string>& stages,
                       bool lesionsOnly) {
    Lines lines;
    std::vector<ReportLine> renamed;
    renamed.reserve(report.lines.size());
    for (const auto& headline : headlinesOf(report, lesionsOnly))
        for (const auto& stage : stages)
            if (const auto* line =
                    find(report, headline.section, stage, group, readers, headline.statistic)) {
                renamed.push_back(*line);
                renamed.back().statistic = headline.title;
                renamed.back().unit.clear();
            }
    for (const auto& line : renamed)
        lines.push_back(&line);
    return statisticsTable(lines, stages);
}

std::vector<std::string> distinct(const AgreementReport& report, std::string ReportLine::*member,
                                  const std::string& start, bool repeats) {
    std::vector<std::string> words;
    for (const auto& line : report.lines)
        if ((line.stage == "repeat") == repeats && (line.*member).starts_with(start) &&
            line.*member != "all")
            words.push_back(line.*member);
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    return words;
}

std::string byGroup(const AgreementReport& report) {
    const auto stages = stagesOf(report);
    std::string html;
    const auto part = [&](const std::string& title, const std::string& tables) {
        html += tables.empty() ? tables : "<h2>" + title + "</h2>\n" + tables;
    };
    std::string tables;
    for (const auto& group : distinct(report, &ReportLine::group, "class ", false))
        tables += "<h3>" + escaped(group.substr(6)) + "</h3>\n" +
                  groupTable(report, group, "all", stages, false);
    part("By class of the case", tables);
    tables.clear();
    for (const auto& group : distinct(report, &ReportLine::group, "lesion ", false))
        tables += "<h3>" + escaped(group.substr(7)) + "</h3>\n" +
                  groupTable(report, group, "all", stages, true);
    part("By class of the lesion", tables);
    tables.clear();
    for (const auto& readers : distinct(report, &ReportLine::readers, "", false))
        tables += "<h3>" + escaped(readers) + "</h3>\n" +
                  groupTable(report, "all", readers, stages, false);
    part("By pair of readers", tables);
    return html;
}

std::string repeats(const AgreementReport& report) {
    std::string html = "<h2>Each reader with himself or herself (hidden repeats)</h2>\n";
    if (report.repeats == 0)
        return html + paragraph("No case was read twice by the same reader.");
    html += groupTable(report, "all", "all", {"repeat"}, false);
    for (const auto& readers : distinct(report, &ReportLine::readers, "", true))
        html += "<h3>" + escaped(readers) + "</h3>\n" +
                groupTable(report, "all", readers, {"repeat"}, false);
    return html;
}

std::string methods() {
    return "<h2>Methods</h2>\n"
           "<p>Of two readers the one whose code comes first is A. Cohen's kappa: Cohen 1960, "
           "weights 1 - |i-j|/(q-1) and 1 - (i-j)&#178;/(q-1)&#178;: Cohen 1968. Fleiss' kappa "
           "over "
           "cases that both answered: Fleiss 1971. Krippendorff's alpha with gaps: Krippendorff "
           "2011. AC1 and AC2 over the whole scale, used or not: Gwet 2008, 2014. Specific "
           "agreement 2n<sub>kk</sub>/(n<sub>k.</sub>+n<sub>.k</sub>): Cicchetti and Feinstein "
           "1990. Lesion F1 = 2m/(a+b). Bland-Altman limits bias &plusmn; 1.96 SD: Bland and "
           "Altman "
           "1986, 1999. ICC: Shrout and Fleiss 1979, McGraw and Wong 1996. BCa: Efron 1987; "
           "patients "
           "are drawn as wholes: Field and Welsh 2007.</p>\n"
           "<p>Kappa and alpha say nothing where every answer is the same; they are then left out "
           "with that reason, and AC1 and the percent agreement stand alone. report.csv and "
           "report.json hold every number of this page and more.</p>\n";
}

} // namespace

std::string reportHtml(const AgreementReport& report) {
    const auto plots = reportPlots(report);
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta "
           "name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Agreement "
           "of "
           "readers</title>\n" +
           std::string(kStyle) + "</head>\n<body>\n" + heading(report) + answers(report, plots) +
           lesions(report, plots) + measures(report, plots) + byGroup(report) + repeats(report) +
           methods() + "</body>\n</html>\n";
}

} // namespace cw::agreement
