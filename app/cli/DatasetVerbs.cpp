// SPDX-License-Identifier: Apache-2.0
// versions, diff, datasheet: what is frozen, what changed, and what it is.
#include "app/cli/OpenProject.h"
#include "app/cli/Program.h"
#include "app/cli/Verbs.h"
#include "app/workflow/Project.h"
#include "core/Files.h"
#include "dataset/Counts.h"
#include "dataset/Datasheet.h"
#include "dataset/Difference.h"

#include <memory>

namespace cw::cli {
namespace {

struct Arguments {
    std::string project, version, other, output, answers;
};

Result<workflow::Project> opened(const Arguments& a) {
    return openProject(a.project, storage::Access::ReadOnly);
}

Json jsonOf(const dataset::Counts& counts) {
    return {{"cases", counts.cases},
            {"patients", counts.patients},
            {"images", counts.images},
            {"findings", counts.findings},
            {"cases_by_class", counts.casesByClass},
            {"images_by_class", counts.imagesByClass},
            {"images_by_device", counts.imagesByDevice},
            {"images_by_view", counts.imagesByView},
            {"images_by_side", counts.imagesBySide},
            {"images_by_field", counts.imagesByField},
            {"cases_by_age_band", counts.casesByAgeBand},
            {"excluded_by_reason", counts.excludedByReason}};
}

Result<Answer> versions(const Arguments& a) {
    CW_TRY(const auto project, opened(a));
    CW_TRY(const auto recorded, project.store().versions());
    Answer answer;
    answer.json["versions"] = Json::array();
    for (const auto& row : recorded) {
        Json entry{{"name", row.name.text()},
                   {"created_at", row.createdAt},
                   {"manifest_sha256", row.manifestSha256}};
        answer.text += row.name.text() + "  " + row.createdAt;
        const auto version = project.version(row.name);
        if (version) {
            const auto counts = dataset::countsOf(version->content);
            entry["software"] = version->content.provenance.software;
            entry["synthetic_patients"] = version->content.provenance.syntheticPatients;
            entry["simulated_readers"] = version->content.provenance.simulatedReaders;
            entry["counts"] = jsonOf(counts);
            answer.text += "  " + counted(counts.cases, "case") + ", " +
                           counted(counts.images, "image") + ", " +
                           counted(counts.findings, "finding");
            for (const auto& [label, count] : counts.casesByClass)
                answer.text +=
                    "; " + (label.empty() ? "no class" : label) + " " + std::to_string(count);
        } else {
            entry["fault"] = version.error().sentence();
            answer.text += "  " + version.error().sentence();
            answer.found = true;
        }
        answer.text += "\n  " + row.manifestSha256 + "\n";
        answer.json["versions"].push_back(std::move(entry));
    }
    answer.text += counted(recorded.size(), "version");
    return answer;
}

Result<Answer> diff(const Arguments& a) {
    CW_TRY(const auto project, opened(a));
    CW_TRY(const auto before, project.version(core::VersionName(a.version)));
    CW_TRY(const auto after, project.version(core::VersionName(a.other)));
    const auto difference = dataset::difference(before, after);
    CW_TRY(const auto json, dataset::toJson(difference));
    Answer answer;
    answer.json = Json::parse(json);
    answer.json["same"] = difference.empty();
    answer.text = dataset::inWords(difference);
    answer.text.pop_back(); // the line end is the printer's
    return answer;
}

Result<Answer> datasheet(const Arguments& a) {
    CW_TRY(const auto project, opened(a));
    CW_TRY(const auto version, project.version(core::VersionName(a.version)));
    dataset::DatasheetAnswers answers;
    if (!a.answers.empty()) {
        CW_CHECK(checkReadable(a.answers, "the file of answers"));
        CW_TRY(const auto text, core::readText(a.answers, 4 << 20));
        CW_TRY(answers, dataset::datasheetAnswersFromJson(text));
    }
    std::error_code error;
    const std::filesystem::path folder(a.output);
    std::filesystem::create_directories(folder, error);
    if (error)
        return fail(ErrorCode::IoFailure, "the output folder cannot be made");
    CW_CHECK(core::writeWhole(folder / "datasheet.md",
                              std::string_view(dataset::datasheetMarkdown(version, answers))));
    CW_CHECK(core::writeWhole(folder / "datasheet.html",
                              std::string_view(dataset::datasheetHtml(version, answers))));
    Json blanks = Json::array();
    for (const auto& section : dataset::datasheet(version, answers))
        for (const auto& item : section.items)
            if (item.answer.empty())
                blanks.push_back(item.id);
    Answer answer;
    answer.text = "wrote datasheet.html and datasheet.md; " +
                  counted(blanks.size(), "question is", "questions are") + " still blank";
    answer.json = {{"version", a.version}, {"blank", std::move(blanks)}};
    return answer;
}

} // namespace

void addVersions(Program& program) {
    auto a = std::make_shared<Arguments>();
    auto* verb = program.verb("versions", "the frozen versions of a project and what they hold",
                              "concord versions breast-2026");
    verb->add_option("PROJECT", a->project, "the project's folder")->required();
    program.whenChosen(verb, [a] { return versions(*a); });
}

void addDiff(Program& program) {
    auto a = std::make_shared<Arguments>();
    auto* verb = program.verb("diff", "what is another in version B than in version A, in words",
                              "concord diff breast-2026 v1 v2");
    verb->add_option("PROJECT", a->project, "the project's folder")->required();
    verb->add_option("A", a->version, "the earlier version")->required();
    verb->add_option("B", a->other, "the later version")->required();
    program.whenChosen(verb, [a] { return diff(*a); });
}

void addDatasheet(Program& program) {
    auto a = std::make_shared<Arguments>();
    auto* verb = program.verb("datasheet", "a version's data sheet, filled in from its records",
                              "concord datasheet breast-2026 --version v1 --output sheet");
    verb->add_option("PROJECT", a->project, "the project's folder")->required();
    verb->add_option("--version", a->version, "the version's name")->required();
    verb->add_option("--output", a->output, "a folder; datasheet.html and .md are written anew")
        ->required();
    verb->add_option("--answers", a->answers,
                     "JSON, question to answer, for what the records do not hold; --json names "
                     "the blank questions");
    program.whenChosen(verb, [a] { return datasheet(*a); });
}

} // namespace cw::cli
