// SPDX-License-Identifier: Apache-2.0
// eligibility: which cases meet the selection rules, by which rule and by which value.
#include "app/cli/OpenProject.h"
#include "app/cli/Program.h"
#include "app/cli/Verbs.h"
#include "app/workflow/Project.h"
#include "core/Files.h"

#include <memory>

namespace cw::cli {
namespace {

constexpr std::uintmax_t kMostBytes = 1 << 20;

struct EligibilityArguments {
    std::string folder, rules;
    bool adopt = false, print = false;
};

/// The project's rules, the ones of a file, or those of a file that become the project's.
Result<dataset::EligibilityRules> rulesFor(const EligibilityArguments& a,
                                           workflow::Project& project) {
    if (a.rules.empty())
        return project.eligibilityRules();
    CW_CHECK(checkReadable(a.rules, "the rules file"));
    CW_TRY(const auto text, core::readText(a.rules, kMostBytes));
    auto rules =
        a.adopt ? project.adoptEligibilityRules(text) : dataset::eligibilityRulesFrom(text);
    if (!rules)
        return within(rules.error(), "the rules file");
    return rules;
}

Answer answerOf(const dataset::EligibilityRules& rules,
                const std::vector<dataset::EligibilityVerdict>& verdicts) {
    std::size_t counts[3] = {};
    Answer answer;
    answer.json["rules"] = {{"title", rules.title}, {"sha256", rules.sha256}};
    answer.json["cases"] = Json::array();
    for (const auto& v : verdicts) {
        ++counts[static_cast<std::size_t>(v.verdict)];
        answer.json["cases"].push_back({{"case", v.caseId.text()},
                                        {"verdict", dataset::name(v.verdict)},
                                        {"rule", v.rule},
                                        {"value", v.value},
                                        {"because", v.because}});
        if (v.verdict != dataset::Eligible::Yes)
            answer.text += v.caseId.text() + "  " + std::string(dataset::name(v.verdict)) + "  " +
                           v.rule + ": " + v.because + "\n";
    }
    answer.json["eligible"] = counts[0];
    answer.json["ineligible"] = counts[1];
    answer.json["unknown"] = counts[2];
    answer.text += std::to_string(counts[0]) + " eligible, " + std::to_string(counts[1]) +
                   " not, " + std::to_string(counts[2]) + " cannot be told";
    return answer;
}

Result<Answer> eligibility(const EligibilityArguments& a) {
    if (a.adopt && a.rules.empty())
        return fail(ErrorCode::InvalidArgument, "--adopt needs --rules FILE");
    if (a.print) {
        Answer answer;
        answer.text = std::string(dataset::programmeRulesText());
        answer.json["rules"] = answer.text;
        return answer;
    }
    if (a.folder.empty())
        return fail(ErrorCode::InvalidArgument, "eligibility needs PROJECT or --print-rules");
    const auto access = a.adopt ? storage::Access::ReadWrite : storage::Access::ReadOnly;
    CW_TRY(auto project, openProject(a.folder, access));
    CW_TRY(const auto rules, rulesFor(a, project));
    CW_TRY(const auto verdicts, project.eligibility(rules));
    return answerOf(rules, verdicts);
}

} // namespace

void addEligibility(Program& program) {
    auto a = std::make_shared<EligibilityArguments>();
    auto* verb = program.verb("eligibility", "which cases meet the selection rules, and why not",
                              "concord eligibility breast-2026 --rules ours.rules");
    verb->add_option("PROJECT", a->folder, "the project's folder");
    verb->add_option("--rules", a->rules,
                     "a rules file (docs/eligibility-rules.md); default: the project's");
    verb->add_flag("--adopt", a->adopt, "the file becomes the project's: assign and freeze by it");
    verb->add_flag("--print-rules", a->print, "the built-in rules file, to start one's own from");
    program.whenChosen(verb, [a] { return eligibility(*a); });
}

} // namespace cw::cli
