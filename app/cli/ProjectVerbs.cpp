// SPDX-License-Identifier: Apache-2.0
// import, eligibility, assign: from a hospital export to two worklists.
#include "anonymizer/Profile.h"
#include "app/cli/OpenProject.h"
#include "app/cli/Program.h"
#include "app/cli/Verbs.h"
#include "app/workflow/DoubleReading.h"
#include "core/Files.h"

#include <memory>

namespace cw::cli {
namespace {

namespace fs = std::filesystem;

struct ImportArguments {
    std::string project, clinical, key, reports, profile = "curation";
    std::vector<std::string> sources;
};

/// <project>.key beside the project: outside of it, as the import demands.
fs::path keyBeside(const fs::path& project) {
    auto folder = fs::absolute(project).lexically_normal();
    if (!folder.has_filename())
        folder = folder.parent_path();
    return folder.parent_path() / (folder.filename().string() + ".key");
}

Answer answerOf(const workflow::ImportReport& report) {
    Answer answer;
    answer.json = {{"found", report.found},
                   {"imported", report.imported},
                   {"already_there", report.alreadyThere},
                   {"not_images", report.notImages},
                   {"held", report.held},
                   {"reports_found", report.reportsFound},
                   {"reports_kept", report.reportsKept},
                   {"report_warnings", report.reportWarnings},
                   {"archives", report.archives},
                   {"suspicions_found", report.suspicions},
                   {"suspicions_open", report.openSuspicions},
                   {"refused", Json::array()},
                   {"clinical_rows", report.clinicalRows},
                   {"clinical_matched", report.clinicalMatched},
                   {"clinical_warnings", report.clinicalWarnings},
                   {"profile", report.profile},
                   {"key_id", report.keyId},
                   {"collection_warning", report.collectionWarning}};
    answer.text = std::to_string(report.imported) + " imported, " +
                  std::to_string(report.alreadyThere) + " already there, " +
                  std::to_string(report.refused.size()) + " refused, " +
                  std::to_string(report.notImages) + " other files left alone (key " +
                  report.keyId + ", profile " + report.profile + ")\n";
    if (report.clinicalRows > 0)
        answer.text += "clinical table: " + std::to_string(report.clinicalMatched) + " of " +
                       counted(report.clinicalRows, "row") + " belong to a case here\n";
    for (const auto& refused : report.refused) {
        answer.json["refused"].push_back({{"source", refused.source}, {"reason", refused.reason}});
        answer.text += "  refused " + refused.source + ": " + refused.reason + "\n";
    }
    if (report.held > 0)
        answer.text += "  writing in " + counted(report.held, "picture") +
                       " awaits a decision: concord pixels list PROJECT/intake, then pixels "
                       "decide, then the same import again\n";
    if (report.openSuspicions > 0)
        answer.text += "  " + counted(report.openSuspicions, "suspicion") +
                       " about images or cases open: concord refine list PROJECT\n";
    if (report.reportsFound > 0)
        answer.text += "reports: " + std::to_string(report.reportsKept) + " of " +
                       counted(report.reportsFound, "text") + " kept beside their cases\n";
    for (const auto& warning : report.reportWarnings)
        answer.text += "  reports: " + warning + "\n";
    for (const auto& warning : report.clinicalWarnings)
        answer.text += "  clinical table: " + warning + "\n";
    if (!report.collectionWarning.empty())
        answer.text += "  warning: " + report.collectionWarning + " (concord collection show)\n";
    answer.found = !report.refused.empty() || !report.clinicalWarnings.empty() ||
                   !report.reportWarnings.empty() || !report.collectionWarning.empty();
    return answer;
}

Result<Answer> import(const ImportArguments& a, const Program& program) {
    if (const auto profile = anonymizer::Profile::named(a.profile); !profile)
        return tl::unexpected<Error>(profile.error()); // before anything is opened
    std::optional<fs::path> clinical;
    if (!a.clinical.empty()) {
        CW_CHECK(checkReadable(a.clinical, "the clinical table"));
        clinical = a.clinical;
    }
    std::optional<fs::path> reports;
    if (!a.reports.empty())
        reports = a.reports;
    CW_TRY(auto project, openProject(a.project));
    const std::vector<fs::path> sources(a.sources.begin(), a.sources.end());
    const fs::path key = a.key.empty() ? keyBeside(a.project) : fs::path(a.key);
    CW_TRY(const auto report,
           project.import(sources, key, clinical, a.profile, program.progress("import"),
                          &program.cancelToken(), reports));
    return answerOf(report);
}

Result<Answer> assign(const std::string& folder, const std::vector<std::string>& readers) {
    if (readers.size() != 2)
        return fail(ErrorCode::InvalidArgument, "--readers takes two names, like --readers A,B");
    CW_TRY(auto project, openProject(folder));
    CW_TRY(const auto assigned,
           project.assignAll(core::ReaderId(readers[0]), core::ReaderId(readers[1])));
    CW_TRY(const auto cases, project.store().cases());
    Answer answer;
    answer.json = {{"assigned", assigned}, {"cases", cases.size()}};
    answer.text = "assigned " + std::to_string(assigned) + " of " + counted(cases.size(), "case") +
                  " to two readers each";
    return answer;
}

Result<Answer> assignByRule(const std::string& folder, const std::string& file) {
    CW_CHECK(checkReadable(file, "the assignment rule"));
    CW_TRY(const auto text, core::readText(file));
    CW_TRY(const auto rule, workflow::assignmentRuleFromJson(text));
    CW_TRY(auto project, openProject(folder));
    CW_TRY(const auto summary, workflow::assignByRule(project, rule));
    Answer answer;
    answer.json = {{"assigned", summary.cases},
                   {"repeats", summary.repeats},
                   {"first_readings", summary.firstReadings}};
    answer.text = "assigned " + counted(summary.cases, "case") + " to two of " +
                  counted(rule.readers.size(), "reader") + " each, " +
                  counted(summary.repeats, "hidden repeat") + ", " +
                  counted(summary.firstReadings, "first reading");
    return answer;
}

} // namespace

void addImport(Program& program) {
    auto a = std::make_shared<ImportArguments>();
    auto* verb = program.verb("import", "hospital export -> de-identified cases in the project",
                              "concord import breast-2026 export --clinical clinical.csv");
    verb->add_option("PROJECT", a->project, "the project's folder")->required();
    verb->add_option("SOURCE", a->sources, "files, folders, ZIP and TAR archives, a DICOMDIR")
        ->required();
    verb->add_option("--reports", a->reports,
                     "radiology and pathology texts: a CSV (patient_id,kind,date,text) or a folder "
                     "of PATIENT_KIND.txt");
    verb->add_option("--clinical", a->clinical, "clinical.csv (docs/clinical-csv.md)");
    verb->add_option(
        "--key", a->key,
        "key file outside the project, made if missing; default: PROJECT.key beside it");
    verb->add_option("--profile", a->profile,
                     "a built-in (basic, curation, programme) or a profile file; default curation");
    program.whenChosen(verb, [a, &program] { return import(*a, program); });
}

void addAssign(Program& program) {
    struct Arguments {
        std::string folder, rule;
        std::vector<std::string> readers;
    };
    auto a = std::make_shared<Arguments>();
    auto* verb = program.verb("assign", "puts every eligible case on two readers' worklists",
                              "concord assign breast-2026 --readers kim,lee");
    verb->add_option("PROJECT", a->folder, "the project's folder")->required();
    auto* readers = verb->add_option("--readers", a->readers, "two names, A and B");
    readers->delimiter(',');
    auto* rule = verb->add_option("--rule", a->rule,
                                  "a rule file: two of N readers, a random order for each, hidden "
                                  "repeats, first readings (docs/double-reading.md)");
    readers->excludes(rule);
    program.whenChosen(verb, [a]() -> Result<Answer> {
        if (!a->rule.empty())
            return assignByRule(a->folder, a->rule);
        return assign(a->folder, a->readers);
    });
}

} // namespace cw::cli
