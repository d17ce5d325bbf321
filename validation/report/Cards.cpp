// SPDX-License-Identifier: Apache-2.0
#include "validation/report/detail/Cards.h"

#include "validation/report/Report.h"
#include "validation/report/detail/Html.h"
#include "validation/report/detail/Sections.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

namespace cw::validation::report {
namespace {

void addEstimate(CardSection& section, const std::string& name, const Estimate& e) {
    section.numbers.emplace_back(name, e.value);
    section.numbers.emplace_back(name + ", lower", hasInterval(e) ? e.lower : std::nan(""));
    section.numbers.emplace_back(name + ", upper", hasInterval(e) ? e.upper : std::nan(""));
}

CardSection findings(const StudyResult& study) {
    CardSection section{"What the checks found", {}, {}, {}};
    for (const CheckResult& check : study.checks)
        if (check.severity >= Severity::Warning)
            section.words.push_back(
                (check.severity == Severity::Failure ? "Failure. " : "Warning. ") +
                titleOfCheck(check.check) + ": " + check.sentence);
    if (study.checks.empty())
        section.words.push_back("No check was run.");
    else if (section.words.empty())
        section.words.push_back("None of " + counted(study.checks.size(), "check") +
                                " warned or failed.");
    return section;
}

CardSection limits(const StudyResult& study) {
    CardSection section{"Limits", {}, {}, study.limits};
    section.words.insert(section.words.begin(),
                         "For research and for judging a data set; no diagnostic claim is made.");
    if (study.synthetic)
        section.words.insert(section.words.begin(),
                             "Synthetic data: the pictures were computed, not taken of patients.");
    section.words.insert(section.words.end(), study.remarks.begin(), study.remarks.end());
    return section;
}

CardSection provenance(const StudyResult& study) {
    CardSection section{"Provenance", {}, {}, {}};
    section.facts.emplace_back("seed", std::to_string(study.seed));
    section.facts.insert(section.facts.end(), study.provenance.begin(), study.provenance.end());
    return section;
}

CardSection foldsOf(const ModelResult& model) {
    CardSection section{"Each fold", {}, {}, {}};
    for (const StudyFold& fold : model.folds) {
        const auto name = "fold " + std::to_string(fold.fold);
        section.numbers.emplace_back(name + ", AUC", fold.auc ? fold.auc->auc : std::nan(""));
        section.numbers.emplace_back(name + ", sensitivity",
                                     fold.counts.sensitivity().value_or(std::nan("")));
        section.numbers.emplace_back(name + ", specificity",
                                     fold.counts.specificity().value_or(std::nan("")));
        section.numbers.emplace_back(name + ", threshold", fold.operatingPoint.threshold);
        if (!fold.settings.empty())
            section.facts.emplace_back(name + ", settings", fold.settings);
    }
    return section;
}

/// Line ends and characters that Markdown would take for its own.
std::string inMarkdown(const std::string& text) {
    std::string plain;
    for (const char c : text) {
        if (c == '\n' || c == '\r' || c == '\t') {
            plain += ' ';
        } else if (c == '<') {
            plain += "&lt;";
        } else if (c == '&') {
            plain += "&amp;";
        } else {
            if (std::string_view("\\`*_[]|#>").find(c) != std::string_view::npos)
                plain += '\\';
            plain += c;
        }
    }
    return plain;
}

} // namespace

Card modelCard(const StudyResult& study) {
    const ModelResult* target = targetOf(study);
    if (target == nullptr)
        return {"Model card", {{"Model", {}, {}, {"No model was run."}}, limits(study)}};
    Card card{"Model card: " + titleOf(*target), {}};
    card.sections.push_back({"Model",
                             {{"name", target->model},
                              {"pictures", target->copy},
                              {"question", study.task},
                              {"data set", study.dataset},
                              {"counted by", unitsOf(study.unit)}},
                             {},
                             {}});
    if (!target->about.empty())
        card.sections.back().words.push_back(target->about);
    card.sections.push_back({"Use",
                             {},
                             {},
                             {"Meant to show whether a data set can be learned from.",
                              "Not meant for patients, and not trained for that."}});
    CardSection figures{"Figures, out of fold", {}, {}, {}};
    addEstimate(figures, "mean AUC of folds", target->meanAuc);
    figures.numbers.emplace_back("spread of AUC between folds", target->sdAuc);
    addEstimate(figures, "pooled AUC", target->pooledAuc);
    addEstimate(figures, "sensitivity", target->sensitivity);
    addEstimate(figures, "specificity", target->specificity);
    figures.numbers.emplace_back("average precision", target->averagePrecision);
    figures.numbers.emplace_back("Brier score", target->brier);
    figures.numbers.emplace_back("calibration slope", target->calibrationSlope);
    if (study.target) {
        figures.numbers.emplace_back("target", *study.target);
        figures.facts.emplace_back("target met by the mean", study.targetMetOnPoint ? "yes" : "no");
        figures.facts.emplace_back("target met by the lower end",
                                   study.targetMetOnLowerBound ? "yes" : "no");
    }
    card.sections.push_back(std::move(figures));
    card.sections.push_back(foldsOf(*target));
    for (const CheckResult& check : study.checks)
        if (check.check == "subgroups")
            card.sections.push_back({"Subgroups", {}, check.numbers, {check.sentence}});
    card.sections.push_back(findings(study));
    card.sections.push_back(limits(study));
    card.sections.push_back(provenance(study));
    return card;
}

Card dataCard(const StudyResult& study) {
    Card card{"Data card", {}};
    CardSection set{
        "Data set",
        {{"name", study.dataset}, {"question", study.task}},
        {{"pictures given", static_cast<double>(study.given)},
         {"patients", static_cast<double>(study.patients)},
         {"pictures that could not be read", static_cast<double>(study.unreadable.size())}},
        {}};
    if (!study.unitSentence.empty())
        set.words.push_back(study.unitSentence);
    card.sections.push_back(std::move(set));
    CardSection counts{"Composition", {}, {}, {}};
    for (const StudyCount& count : study.counts) {
        counts.numbers.emplace_back(count.what + ", negative",
                                    static_cast<double>(count.negatives));
        counts.numbers.emplace_back(count.what + ", positive",
                                    static_cast<double>(count.positives));
    }
    card.sections.push_back(std::move(counts));
    card.sections.push_back(
        {"Split",
         {{"folds", std::to_string(study.folds)}},
         {},
         {"Every patient is in exactly one fold; report.html has the table and the proof."}});
    card.sections.push_back(findings(study));
    CardSection review{"Pictures to look at again", {}, {}, {}};
    for (const CheckResult& check : study.checks)
        if (!check.cases.empty())
            review.numbers.emplace_back(titleOfCheck(check.check),
                                        static_cast<double>(check.cases.size()));
    if (review.numbers.empty())
        review.words.push_back("None of the checks named a picture.");
    card.sections.push_back(std::move(review));
    card.sections.push_back(limits(study));
    card.sections.push_back(provenance(study));
    return card;
}

std::string markdownOf(const Card& card) {
    std::string text = "# " + inMarkdown(card.title) + "\n";
    for (const CardSection& section : card.sections) {
        text += "\n## " + inMarkdown(section.heading) + "\n\n";
        for (const std::string& words : section.words)
            text += "- " + inMarkdown(words) + "\n";
        if (!section.words.empty() && !(section.facts.empty() && section.numbers.empty()))
            text += "\n";
        if (!section.facts.empty() || !section.numbers.empty())
            text += "| | |\n|---|---|\n";
        for (const auto& [name, value] : section.facts)
            text += "| " + inMarkdown(name) + " | " + inMarkdown(value) + " |\n";
        for (const auto& [name, value] : section.numbers) {
            const bool isWhole = std::isfinite(value) && value == std::floor(value);
            text += "| " + inMarkdown(name) + " | " +
                    (isWhole ? number(value, 0) : general(value)) + " |\n";
        }
    }
    return text;
}

std::string jsonOf(const Card& card) {
    using Json = nlohmann::ordered_json;
    Json json{{"title", card.title}, {"sections", Json::array()}};
    for (const CardSection& section : card.sections) {
        Json entry{{"heading", section.heading}};
        for (const auto& [name, value] : section.facts)
            entry["facts"][name] = value;
        for (const auto& [name, value] : section.numbers)
            entry["numbers"][name] = std::isfinite(value) ? Json(value) : Json(nullptr);
        if (!section.words.empty())
            entry["words"] = section.words;
        json["sections"].push_back(std::move(entry));
    }
    return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace cw::validation::report
