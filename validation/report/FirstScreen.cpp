// SPDX-License-Identifier: Apache-2.0
// What somebody reads who reads nothing else.
#include "validation/report/Report.h"
#include "validation/report/detail/Html.h"
#include "validation/report/detail/Sections.h"

#include <algorithm>

namespace cw::validation::report {
namespace {

bool well(const StudyResult& study) { return study.exitStatus == 0 && study.failures.empty(); }

std::string composedVerdict(const StudyResult& study) {
    if (!study.verdict.empty())
        return study.verdict;
    if (targetOf(study) == nullptr)
        return "No model was run.";
    if (!study.target)
        return well(study) ? "No target was set beforehand; no check failed."
                           : "No target was set beforehand; at least one check failed.";
    const std::string met = study.targetMetOnPoint ? "The target is met" : "The target is not met";
    return well(study) ? met + "." : met + "; read what failed before using this data set.";
}

std::string yesNo(bool yes) {
    return yes ? "<b class=\"good\">yes</b>" : "<b class=\"bad\">no</b>";
}

std::string tiles(const StudyResult& study, const ModelResult& model) {
    const auto tile = [](const std::string& value, const std::string& label,
                         const std::string& below) {
        return "<td><p class=\"figure\">" + value + "</p><p>" + label + "</p><p class=\"small\">" +
               below + "</p></td>";
    };
    const auto interval = [](const Estimate& e) {
        return hasInterval(e)
                   ? "95 % interval by patient " + number(e.lower) + " to " + number(e.upper)
                   : std::string("no interval");
    };
    std::size_t positives = 0;
    for (const UnitScore& unit : model.units)
        positives += unit.label == 1 ? 1U : 0U;
    return "<table class=\"tiles\"><tr>" +
           tile(number(model.meanAuc.value), "mean AUC of " + counted(model.folds.size(), "fold"),
                interval(model.meanAuc)) +
           tile(number(model.meanSensitivity), "mean sensitivity",
                "all folds together " + estimate(model.sensitivity)) +
           tile(number(model.meanSpecificity), "mean specificity",
                "all folds together " + estimate(model.specificity)) +
           tile(whole(model.units.size()), unitsOf(study.unit) + " counted",
                whole(positives) + " positive; " + counted(study.patients, "patient")) +
           "</tr></table>\n";
}

std::string questions(const StudyResult& study, const ModelResult& model) {
    std::size_t failures = 0, warnings = 0;
    for (const CheckResult& check : study.checks) {
        failures += check.severity == Severity::Failure ? 1U : 0U;
        warnings += check.severity == Severity::Warning ? 1U : 0U;
    }
    Table table({{"Question", false}, {"Answer", false}, {"Figures", false}});
    if (study.target) {
        const auto target = number(*study.target);
        table.row({"Does the mean AUC reach the target of " + target + " that was set beforehand?",
                   yesNo(study.targetMetOnPoint), "mean " + number(model.meanAuc.value)});
        table.row({"Does the lower end of its interval reach the target too?",
                   yesNo(study.targetMetOnLowerBound), "lower end " + number(model.meanAuc.lower)});
    } else {
        table.row({"Does the mean AUC reach the target?", "no target was set beforehand", ""});
    }
    if (study.checks.empty())
        table.row({"Did every check of the data set pass?",
                   "<b class=\"warn\">no check was run</b>", ""});
    else
        table.row({"Did every check of the data set pass?", yesNo(failures == 0),
                   counted(failures, "failure") + ", " + counted(warnings, "warning") + " in " +
                       counted(study.checks.size(), "check")});
    table.row({"Can the figures be used?",
               well(study) ? "<b class=\"good\">yes, within the limits below</b>"
                           : "<b class=\"bad\">not before what failed is understood</b>",
               "exit status " + std::to_string(study.exitStatus)});
    return table.html();
}

std::string findings(const StudyResult& study) {
    std::string html;
    if (!study.failures.empty())
        html += heading(2, "What failed") + "<div class=\"box badbox\">" +
                bullets(study.failures, 40, "report.json") + "</div>\n";
    std::vector<std::string> warnings;
    for (const CheckResult& check : study.checks)
        if (check.severity == Severity::Warning)
            warnings.push_back(titleOfCheck(check.check) + ": " + check.sentence);
    if (!warnings.empty())
        html += heading(2, "Warnings") + "<div class=\"box warnbox\">" +
                bullets(warnings, 40, "report.json") + "</div>\n";
    return html;
}

} // namespace

std::string unitsOf(Unit unit) {
    switch (unit) {
    case Unit::Image:
        return "pictures";
    case Unit::Eye:
        return "eyes";
    case Unit::Breast:
        return "breasts";
    case Unit::Patient:
        return "patients";
    }
    return "units";
}

std::string firstScreen(const StudyResult& study) {
    const ModelResult* target = targetOf(study);
    std::string html = heading(1, "Validation of a data set");
    html += paragraph(escaped(study.task) + " &middot; " +
                      counted(static_cast<std::size_t>(std::max(study.folds, 0)), "fold") +
                      (target ? " &middot; model: " + escaped(titleOf(*target)) : std::string()) +
                      " &middot; seed " + std::to_string(study.seed));
    html += paragraph("Data set: " + escaped(study.dataset), "soft");
    if (study.synthetic)
        html +=
            paragraph("<b class=\"synthetic\">Synthetic data.</b> These pictures were computed, "
                      "not taken of patients; the figures show that the program works, nothing "
                      "else.");
    for (const std::string& remark : study.remarks)
        html += paragraph(escaped(remark));
    html += std::string("<table class=\"verdict ") + (well(study) ? "goodbox" : "badbox") +
            "\"><tr><td><p class=\"say\">" + escaped(composedVerdict(study)) +
            "</p></td></tr></table>\n";
    if (target)
        html += tiles(study, *target) + questions(study, *target);
    html += findings(study);
    html += heading(2, "Limits");
    html += "<p class=\"soft\">For research and for judging a data set. Nothing here is a "
            "diagnosis, and no diagnostic claim is made for any model: a model that does well on "
            "these pictures may do badly on others.</p>\n";
    return html + bullets(study.limits, 40, "report.json");
}

} // namespace cw::validation::report
