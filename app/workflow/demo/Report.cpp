// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/demo/Report.h"

#include <cstdio>

namespace cw::workflow::demo {
namespace {

constexpr const char* kStyle = R"(<style>
body{font:15px/1.5 system-ui,"Noto Sans","Noto Sans CJK KR",sans-serif;color:#1c1f23;background:#fff;
 max-width:960px;margin:0 auto;padding:28px 20px 60px}
h1{font-size:26px;margin:0 0 4px}h2.kind{font-size:22px;border-bottom:2px solid #2a2e33;margin:48px 0 12px}
h3{font-size:17px;margin:28px 0 8px}h4{font-size:15px;margin:0 0 6px}
.synthetic{background:#fff6e0;border-left:4px solid #E69F00;padding:10px 14px;margin:16px 0}
table.facts{border-collapse:collapse;font-variant-numeric:tabular-nums}
table.facts td,table.facts th{padding:3px 14px 3px 0;border-bottom:1px solid #dde0e3;text-align:left;vertical-align:top}
table.facts th{font-weight:600}.good{color:#006b4f}.bad{color:#b00020;font-weight:600}
.flow{max-width:100%;height:auto}.flow .b{fill:#eef5fa;stroke:#3b7ea1}.flow .x{fill:#f4f4f4;stroke:#8a8f95}
.flow .a{fill:none;stroke:#555;marker-end:url(#h)}.flow .t{font-weight:600;font-size:13px}.flow .l{font-size:13px}
.example{background:#15171A;color:#C9CDD2;padding:12px 14px;margin:14px 0;border-radius:4px}
.example p{margin:0;font-size:13px}.example .a{color:#56B4E9}.example .b{color:#E69F00}
.views{display:grid;grid-template-columns:repeat(auto-fit,minmax(190px,1fr));gap:4px;margin-top:8px}
.views.four{grid-template-columns:repeat(4,1fr)}
figure{margin:0}figure svg{width:100%;height:auto;max-height:420px;background:#000;display:block}
figcaption{font-size:12px;color:#868C94}code{font-size:13px;overflow-wrap:anywhere}
nav a{margin-right:14px}
</style>
)";

std::string fixed(double value, int digits) {
    char text[32];
    std::snprintf(text, sizeof text, "%.*f", digits, value);
    return text;
}

std::string percent(std::size_t part, std::size_t whole) {
    if (whole == 0)
        return "-";
    return fixed(100.0 * static_cast<double>(part) / static_cast<double>(whole), 0) + " %";
}

class Facts {
public:
    Facts& row(const std::string& name, const std::string& value, const char* style = "") {
        m_html += "<tr><th>" + escaped(name) + "</th><td class=\"" + style + "\">" +
                  escaped(value) + "</td></tr>\n";
        return *this;
    }
    std::string html() const { return "<table class=\"facts\">\n" + m_html + "</table>\n"; }

private:
    std::string m_html;
};

std::string joined(const std::map<std::string, std::size_t>& counts) {
    std::string text;
    for (const auto& [words, count] : counts)
        text += (text.empty() ? "" : "; ") + words + " " + std::to_string(count);
    return text.empty() ? "none" : text;
}

std::string deidentification(const CourseRecord& r) {
    const auto leaks = r.leaks.leaks.size();
    Facts facts;
    facts.row("profile", r.import.profile)
        .row("images", std::to_string(r.import.imported) + " de-identified, " +
                           std::to_string(r.import.refused.size()) + " refused, " +
                           std::to_string(r.import.notImages) + " other files left alone")
        .row("clinical table", std::to_string(r.import.clinicalMatched) + " of " +
                                   std::to_string(r.import.clinicalRows) +
                                   " rows matched to a case")
        .row("leak scan",
             std::to_string(leaks) + " leaks: " + std::to_string(r.leaks.identifiers) +
                 " identifiers of the originals searched in every byte of " +
                 std::to_string(r.leaks.filesScanned) +
                 " files of the project (images, database, journals, version)",
             leaks == 0 ? "good" : "bad");
    for (std::size_t i = 0; i < std::min<std::size_t>(leaks, 10); ++i)
        facts.row("",
                  r.leaks.leaks[i].kind + " in " + r.leaks.leaks[i].file.generic_string() + ", " +
                      r.leaks.leaks[i].where,
                  "bad");
    return "<h3>De-identification</h3>\n" + facts.html();
}

std::string agreement(const CourseRecord& r) {
    const auto& a = r.agreement;
    const auto n = a.cases.compared;
    Facts facts;
    facts.row("cases compared", std::to_string(n))
        .row("agree", std::to_string(a.cases.agree) + " (" + percent(a.cases.agree, n) + ")")
        .row("partly", std::to_string(a.cases.partial) + " (" + percent(a.cases.partial, n) + ")")
        .row("disagree",
             std::to_string(a.cases.disagree) + " (" + percent(a.cases.disagree, n) + ")")
        .row("same diagnosis", std::to_string(a.sameDiagnosis) + " (" +
                                   percent(a.sameDiagnosis, n) + "), Cohen's kappa " +
                                   fixed(a.kappa, 2))
        .row("lesions", joined(a.lesions))
        .row("overlap of matched outlines", "mean IoU " + fixed(a.meanIou, 2) + ", mean Dice " +
                                                fixed(a.meanDice, 2) + " over " +
                                                std::to_string(a.matched) + " pairs")
        .row("questions answered differently", joined(a.answers))
        .row("decisions of the third person", joined(r.decisions));
    return "<h3>Double reading</h3>\n<p>Both readers and the third person are <strong>simulated"
           "</strong> from the phantom's truth: moved and bent outlines, missed lesions, wrong "
           "classes, at seeded chances. The figures show the machinery, not people.</p>\n" +
           facts.html();
}

std::string frozen(const CourseRecord& r) {
    Facts facts;
    facts.row("version", r.version)
        .row("manifest SHA-256", r.manifestSha256)
        .row("content", std::to_string(r.frozenCases) + " cases, " +
                            std::to_string(r.frozenImages) + " images, " +
                            std::to_string(r.frozenFindings) + " findings")
        .row("labels (cases)", joined(r.labels))
        .row("excluded (cases)", joined(r.excluded))
        .row("verify",
             std::to_string(r.verified) + " things checked, " + std::to_string(r.verifyFaults) +
                 " faults",
             r.verifyFaults == 0 ? "good" : "bad")
        .row("COCO", "export/" + r.plan.coco.filename().string());
    return "<h3>Frozen data set</h3>\n" + facts.html();
}

std::string estimate(const validation::Estimate& value) {
    return fixed(value.value, 3) + " (" + fixed(value.lower, 3) + " to " + fixed(value.upper, 3) +
           ")";
}

/// The first screen of the validation's own report, and the way to it.
std::string validated(const CourseRecord& r) {
    const auto& study = r.validation;
    Facts facts;
    facts.row("question", study.task).row("verdict", study.verdict);
    for (const auto& model : study.models)
        facts.row("mean AUC of " + model.model, estimate(model.meanAuc))
            .row("sensitivity, specificity",
                 estimate(model.sensitivity) + ", " + estimate(model.specificity));
    for (const auto& check : study.checks)
        if (check.severity >= validation::Severity::Warning)
            facts.row(check.check, check.sentence,
                      check.severity == validation::Severity::Failure ? "bad" : "");
    for (const auto& limit : study.limits)
        facts.row("", limit);
    return "<h3>Validation</h3>\n" + facts.html() + "<p><a href=\"validation/" +
           std::string(core::name(r.plan.kind)) +
           "/report.html\">The validation's report</a>: folds, curves, checks, the list for "
           "re-reading.</p>\n";
}

Result<std::string> courseHtml(const CourseRecord& r) {
    const std::string kind(core::name(r.plan.kind));
    std::string html = "<h2 class=\"kind\" id=\"" + kind + "\">" + kind + "</h2>\n" + flowSvg(r);
    Facts eligibility;
    for (const auto& [words, count] : r.eligibility)
        eligibility.row(words, std::to_string(count));
    html += "<h3>Eligibility (cases)</h3>\n" + eligibility.html();
    html += deidentification(r) + agreement(r);
    html +=
        "<h3>Examples</h3>\n<p>Reader A: blue, solid. Reader B: orange, dashed. A mammogram hangs "
        "with the chest wall in the middle.</p>\n";
    CW_TRY(const auto project, Project::open(r.plan.project, storage::Access::ReadOnly));
    for (const auto& example : r.examples) {
        CW_TRY(const auto picture, exampleHtml(project, example));
        html += picture;
    }
    html += frozen(r);
    html += "<p>Time for this part: " + fixed(r.seconds, 0) + " s.</p>\n";
    return html + validated(r);
}

} // namespace

Result<std::string> reportHtml(const std::vector<CourseRecord>& records, const DemoPlan& plan) {
    std::string html = "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
                       "<title>Concord demo: synthetic data</title>\n" +
                       std::string(kStyle) + "</head>\n<body>\n<h1>Concord demo</h1>\n";
    html +=
        "<p class=\"synthetic\"><strong>Everything here is synthetic.</strong> The patients come "
        "from <code>concord phantom</code> (seed " +
        std::to_string(plan.seed) +
        "), their names were made up and planted to be removed, the readers are simulated. "
        "Nothing in this report says anything about real patients, readers or models.</p>\n<nav>";
    for (const auto& record : records) {
        const std::string kind(core::name(record.plan.kind));
        html += "<a href=\"#" + kind + "\">" + kind + "</a>";
    }
    html += "</nav>\n";
    for (const auto& record : records) {
        CW_TRY(const auto part, courseHtml(record));
        html += part;
    }
    return html + "</body></html>\n";
}

} // namespace cw::workflow::demo
