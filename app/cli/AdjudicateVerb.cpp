// SPDX-License-Identifier: Apache-2.0
// adjudicate: what a third person decided, one case or a file of them.
#include "app/cli/OpenProject.h"
#include "app/cli/Program.h"
#include "app/cli/Verbs.h"
#include "app/workflow/ClinicalCsv.h"
#include "app/workflow/Project.h"
#include "core/Files.h"

#include <algorithm>
#include <map>
#include <memory>

namespace cw::cli {
namespace {

struct Arguments {
    std::string project, caseId, verdict, reason, adjudicator, comment, decisions;
    bool list = false;
};
using Fields = std::map<std::string, std::string>;

Result<annotation::Decision> decisionFrom(const Fields& fields, const std::string& adjudicator) {
    auto field = [&](const char* key) {
        const auto found = fields.find(key);
        return found == fields.end() ? std::string() : found->second;
    };
    annotation::Decision decision;
    decision.caseId = core::CaseId(field("case"));
    if (decision.caseId.empty())
        return fail(ErrorCode::InvalidArgument, "a decision names its case");
    const auto verdict = annotation::verdictFrom(field("verdict"));
    if (!verdict || *verdict == annotation::Verdict::Redrawn)
        return fail(ErrorCode::InvalidArgument,
                    "the verdict is one of a, b, exclude (redrawing is done in the window)");
    decision.verdict = *verdict;
    if (*verdict == annotation::Verdict::Exclude) {
        const auto reason = annotation::exclusionReasonFrom(field("reason"));
        if (!reason)
            return fail(ErrorCode::InvalidArgument,
                        "an exclusion has a reason: readers-disagree, image-faulty, "
                        "clinical-mismatch, ineligible or other");
        decision.reason = *reason;
    }
    const auto who = field("adjudicator");
    decision.adjudicator = core::ReaderId(who.empty() ? adjudicator : who);
    decision.comment = field("comment");
    return decision;
}

/// JSON: an array of objects of strings. Anything else: CSV with a header.
Result<std::vector<Fields>> readDecisions(const std::string& file) {
    CW_CHECK(checkReadable(file, "the file of decisions"));
    CW_TRY(const auto text, core::readText(file));
    std::vector<Fields> rows;
    const auto start = text.find_first_not_of(" \t\r\n");
    if (start != std::string::npos && text[start] == '[') {
        const auto json = Json::parse(text, nullptr, false);
        if (!json.is_array())
            return fail(ErrorCode::Malformed, "the file of decisions is not valid JSON");
        for (const auto& item : json) {
            Fields fields;
            for (const auto& [key, value] : item.items())
                if (value.is_string())
                    fields[key] = value.get<std::string>();
            rows.push_back(std::move(fields));
        }
        return rows;
    }
    CW_TRY(const auto table, workflow::parseCsv(text));
    if (table.empty() || std::find(table[0].begin(), table[0].end(), "case") == table[0].end())
        return fail(ErrorCode::Malformed, "the file of decisions has no column case");
    for (std::size_t r = 1; r < table.size(); ++r) {
        Fields fields;
        for (std::size_t c = 0; c < std::min(table[r].size(), table[0].size()); ++c)
            fields[table[0][c]] = table[r][c];
        rows.push_back(std::move(fields));
    }
    return rows;
}

Result<Answer> list(const std::string& folder) {
    CW_TRY(const auto project, openProject(folder, storage::Access::ReadOnly));
    CW_TRY(const auto cases, project.store().cases());
    Answer answer;
    answer.json["cases"] = Json::array();
    for (const auto& row : cases) {
        if (row.state != storage::CaseState::NeedsAdjudication)
            continue;
        CW_TRY(const auto comparison, project.store().comparison(row.id));
        if (!comparison)
            continue;
        Json differences = Json::array();
        std::map<std::string, int> counts;
        for (const auto& pair : comparison->lesions)
            if (pair.match != annotation::LesionMatch::Agree)
                ++counts[std::string(annotation::name(pair.match))];
        for (const auto& answerPair : comparison->answers)
            ++counts[answerPair.key + (answerPair.major ? " (major)" : "")];
        std::string words;
        for (const auto& [what, count] : counts) {
            differences.push_back({{"what", what}, {"count", count}});
            words += (words.empty() ? "" : ", ") + what + " x" + std::to_string(count);
        }
        answer.json["cases"].push_back({{"case", row.id.text()},
                                        {"agreement", annotation::name(comparison->agreement)},
                                        {"differences", differences}});
        answer.text += row.id.text() + "  " + std::string(annotation::name(comparison->agreement)) +
                       "  " + words + "\n";
    }
    const auto waiting = answer.json["cases"].size();
    answer.json["waiting"] = waiting;
    answer.text += counted(waiting, "case waits", "cases wait") + " for a decision";
    return answer;
}

Result<Answer> decideOne(const Arguments& a) {
    CW_TRY(auto decision, decisionFrom({{"case", a.caseId},
                                        {"verdict", a.verdict},
                                        {"reason", a.reason},
                                        {"comment", a.comment}},
                                       a.adjudicator));
    CW_TRY(auto project, openProject(a.project));
    CW_CHECK(project.adjudicate(std::move(decision)));
    Answer answer;
    answer.json = {{"decided", 1}, {"failed", Json::array()}};
    answer.text = "recorded the decision";
    return answer;
}

Result<Answer> decideMany(const Arguments& a) {
    CW_TRY(const auto rows, readDecisions(a.decisions));
    CW_TRY(auto project, openProject(a.project));
    Answer answer;
    answer.json = {{"decided", 0}, {"failed", Json::array()}};
    std::size_t decided = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        auto decision = decisionFrom(rows[i], a.adjudicator);
        const auto outcome = decision ? project.adjudicate(std::move(*decision))
                                      : Result<void>(tl::unexpected(decision.error()));
        if (outcome) {
            ++decided;
            continue;
        }
        const auto sentence = outcome.error().sentence();
        answer.json["failed"].push_back(
            {{"number", i + 1}, {"code", cw::name(outcome.error().code)}, {"message", sentence}});
        answer.text += "decision " + std::to_string(i + 1) + ": " + sentence + "\n";
    }
    answer.json["decided"] = decided;
    answer.text +=
        "recorded " + std::to_string(decided) + " of " + counted(rows.size(), "decision");
    answer.found = decided < rows.size();
    return answer;
}

Result<Answer> adjudicate(const Arguments& a) {
    if (a.list)
        return list(a.project);
    if (!a.decisions.empty())
        return decideMany(a);
    if (a.caseId.empty() || a.verdict.empty() || a.adjudicator.empty())
        return fail(ErrorCode::InvalidArgument,
                    "give --list, --decisions FILE, or --case with --verdict and --adjudicator");
    return decideOne(a);
}

} // namespace

void addAdjudicate(Program& program) {
    auto a = std::make_shared<Arguments>();
    auto* verb =
        program.verb("adjudicate", "records a third person's decision where two readings differ",
                     "concord adjudicate breast-2026 --case C-0007 --verdict a --adjudicator park");
    verb->add_option("PROJECT", a->project, "the project's folder")->required();
    verb->add_flag("--list", a->list, "the cases that wait for a decision, and their differences");
    verb->add_option("--case", a->caseId, "the case");
    verb->add_option("--verdict", a->verdict, "a, b or exclude");
    verb->add_option("--reason", a->reason,
                     "with exclude: readers-disagree, image-faulty, clinical-mismatch, ineligible, "
                     "other");
    verb->add_option("--adjudicator", a->adjudicator, "who decided: not one of the two readers");
    verb->add_option("--comment", a->comment, "free words; they stay in the project");
    verb->add_option("--decisions", a->decisions,
                     "CSV or JSON with case, verdict, reason, adjudicator, comment");
    program.whenChosen(verb, [a] { return adjudicate(*a); });
}

} // namespace cw::cli
