// SPDX-License-Identifier: Apache-2.0
// The page as a whole: its style, provenance and methods.
#include "validation/report/Report.h"
#include "validation/report/detail/Html.h"
#include "validation/report/detail/Sections.h"

#include <algorithm>

namespace cw::validation {
namespace report {
namespace {

/// Light, dark, and paper. concord-print takes the style out and has its own (app/print).
constexpr const char* kStyle = R"(<style>
:root{--ink:#1f2933;--soft:#52606d;--line:#cbd2d9;--thin:#e4e7eb;--page:#fff;--good:#0b6e4f;--bad:#b3261e;--warn:#8a4700;
 --goodbg:#eaf6f0;--badbg:#fdeeec;--warnbg:#fdf4e7}
*{box-sizing:border-box}
body{font:15px/1.55 "Noto Sans","Noto Sans CJK KR","Segoe UI",system-ui,sans-serif;color:var(--ink);background:var(--page);
 max-width:66rem;margin:2.2rem auto;padding:0 1.5rem}
h1{font-size:1.75rem;font-weight:600;margin:0 0 .3rem}
h2{font-size:1.2rem;font-weight:600;margin:2.4rem 0 .6rem;padding-bottom:.25rem;border-bottom:1px solid var(--line)}
h3{font-size:1rem;font-weight:600;margin:1.6rem 0 .4rem}
p{margin:.4rem 0}ul{margin:.3rem 0;padding-left:1.3rem}small,.small{font-size:.84em;color:var(--soft)}.soft{color:var(--soft)}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums;margin:.5rem 0}
th{font-weight:600;text-align:left;padding:.35rem .6rem;border-bottom:1px solid var(--soft);vertical-align:bottom}
td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid var(--thin);vertical-align:top;overflow-wrap:break-word}
th.n,td.n{text-align:right}.mean td{font-weight:600;border-top:1px solid var(--soft)}
.wide{overflow-x:auto}.plots td,.tiles td,.verdict td{border:0}.plots td{padding:0;width:50%}
.tiles td{width:25%;padding:.4rem 1rem .4rem 0}.tiles p{margin:0}.figure{font-size:1.9rem;font-weight:600;line-height:1.2}
.verdict{margin:1rem 0;border-left:6px solid}.verdict td{padding:.5rem 1rem}.say{font-size:1.15rem;font-weight:600;margin:.2rem 0}
.box{padding:.2rem 1rem;border-left:4px solid}
.goodbox{border-color:var(--good);background:var(--goodbg)}.badbox{border-color:var(--bad);background:var(--badbg)}
.warnbox{border-color:var(--warn);background:var(--warnbg)}
.good{color:var(--good)}.bad{color:var(--bad)}.warn,.synthetic{color:var(--warn)}
.badge{font-size:.8em;font-weight:600;border:1px solid;border-radius:3px;padding:0 .4em;margin-right:.3em}
figure{margin:.8rem 0;break-inside:avoid}figcaption{font-size:.84em;color:var(--soft);max-width:40rem}
svg{max-width:100%;height:auto;display:block}.big{font-size:20px;font-weight:600}.map{max-width:100%;height:auto;border:1px solid var(--line)}.thumb{display:block}
code{font-size:.9em;overflow-wrap:anywhere}.sign td{height:3.2rem;vertical-align:bottom}
@media(max-width:720px){.plots td,.tiles td{display:block;width:100%}}
@media screen and (prefers-color-scheme:dark){:root{--ink:#e4e7eb;--soft:#9aa5b1;--line:#3e4c59;--thin:#323f4b;--page:#14191f;--good:#5fd3a8;--bad:#ff9b8f;
 --warn:#f0b35e;--goodbg:#12291f;--badbg:#331714;--warnbg:#2f2413}
 .tx,.big{fill:#cbd2d9}.gr{stroke:#323f4b}.s0{stroke:#4aa8e0}.f0{fill:#4aa8e0}.s6{stroke:#8cc8ee}.f6{fill:#8cc8ee}.s7{stroke:#f0a070}.f7{fill:#f0a070}
 .s8{stroke:#6fd6b4}.f8{fill:#6fd6b4}.s9{stroke:#d9a3c2}.f9{fill:#d9a3c2}.s10{stroke:#f5f7fa}.f10{fill:#f5f7fa}.s11{stroke:#9aa5b1}.f11{fill:#9aa5b1}
 .s12{stroke:#ff9b8f}.f12{fill:#ff9b8f}.s13{stroke:#5fd3a8}.f13{fill:#5fd3a8}}
@media print{:root{--ink:#1f2933;--soft:#52606d;--line:#cbd2d9;--thin:#e4e7eb;--page:#fff;--good:#0b6e4f;--bad:#b3261e;--warn:#8a4700;
 --goodbg:#fff;--badbg:#fff;--warnbg:#fff}
 body{font-size:10.5pt;max-width:none;margin:0;padding:0}h2,h3{break-after:avoid}tr,figure,.plots,.tiles,.verdict,.box{break-inside:avoid}
 thead{display:table-header-group}.wide{overflow:visible}
 @page{margin:16mm}}
</style>
)";

std::string headOf(const StudyResult& study) {
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
           "<title>Validation of a data set: " +
           escaped(study.task) + "</title>\n" + kStyle + "</head>\n<body>\n";
}

} // namespace

std::string provenanceSection(const StudyResult& study) {
    std::string html = heading(2, "How to get these figures again");
    html += paragraph("The same plan, pictures, seed and versions give the same bytes. One fold "
                      "can be run again alone: its task is in the plan (plan.json), and its result "
                      "must equal the one that is kept beside it.");
    Table table({{"What", false}, {"Value", false}});
    table.row({"seed", std::to_string(study.seed)});
    table.row({"folds", std::to_string(study.folds)});
    for (const ModelResult& model : study.models)
        table.row({"model: " + escaped(titleOf(model)),
                   model.folds.empty() ? "no fold" : escaped(model.folds.front().settings)});
    for (const auto& [what, value] : study.provenance)
        table.row({escaped(what), "<code>" + escaped(value) + "</code>"});
    return html + table.html();
}

std::string closingSection(const StudyResult& study) {
    std::string html = heading(2, "Methods");
    html += paragraph(
        "AUC: Mann-Whitney, ties count one half; intervals of folds: DeLong 1988 in the way of Sun "
        "and Xu 2014. Mean AUC of folds with its interval: LeDell 2015. Several pictures of one "
        "patient: Obuchowski 1997, and a bootstrap that draws patients. Sensitivity and "
        "specificity of a fold: Wilson 1927. Paired AUC: clustered by patient; equivalence by two "
        "one-sided tests; calls by McNemar; folds by the corrected t test of Nadeau and Bengio "
        "2003. Probabilities: Platt 1999 on inner scores. Folds share training data, so no "
        "unbiased standard error of their mean exists (Bengio and Grandvalet 2004).",
        "small");
    html += paragraph("report.json holds every number of this page and more; scores.csv the "
                      "scores, suspicious.csv the pictures to look at again; model-card and "
                      "data-card sum up what may be said of model and data.",
                      "small");
    html += heading(2, "Signed") +
            "<table class=\"sign\"><tbody><tr><td>Statistician</td><td>Reader</td><td>Study "
            "lead</td></tr><tr><td>Name, date:</td><td>Name, date:</td><td>Name, date:</td></tr>"
            "</tbody></table>\n";
    return html + (study.synthetic ? paragraph("Synthetic data.", "synthetic") : std::string());
}

} // namespace report

std::string titleOf(const ModelResult& model) {
    return model.copy.empty() ? model.model : model.model + " on " + model.copy;
}

const ModelResult* targetOf(const StudyResult& study) {
    for (const ModelResult& model : study.models)
        if (model.model == study.targetModel || titleOf(model) == study.targetModel)
            return &model;
    return study.models.empty() ? nullptr : &study.models.front();
}

std::string studyHtml(const StudyResult& study) {
    using namespace report;
    return headOf(study) + firstScreen(study) + dataSection(study) + foldSection(study) +
           modelSection(study) + comparisonSection(study) + checkSection(study) +
           reviewSection(study) + heatMapSection(study) + anchorSection(study) +
           provenanceSection(study) + closingSection(study) + "</body>\n</html>\n";
}

} // namespace cw::validation
