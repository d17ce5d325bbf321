// SPDX-License-Identifier: Apache-2.0
// contact-sheet: every lesion of a version at a glance.
#include "app/cli/OpenProject.h"
#include "app/cli/Program.h"
#include "app/cli/Verbs.h"
#include "app/workflow/ContactSheet.h"

#include <memory>

namespace cw::cli {
namespace {

struct Arguments {
    std::string project, version, output;
    int perPage = 24;
    bool jpeg = false;
};

Result<Answer> contactSheet(const Arguments& a, const Program& program) {
    CW_TRY(const auto project, openProject(a.project, storage::Access::ReadOnly));
    CW_TRY(const auto report,
           workflow::contactSheet(project, core::VersionName(a.version),
                                  {a.output, a.perPage, a.jpeg}, program.progress("contact-sheet"),
                                  &program.cancelToken()));
    Answer answer;
    answer.json = {{"version", a.version},
                   {"lesions", report.lesions},
                   {"pages", report.pages},
                   {"unreadable", report.unreadable}};
    answer.text = counted(report.lesions, "lesion") + " on " + counted(report.pages, "page") +
                  "; open index.html";
    if (report.unreadable > 0)
        answer.text += "; " + std::to_string(report.unreadable) + " could not be shown";
    answer.found = report.unreadable > 0;
    return answer;
}

} // namespace

void addContactSheet(Program& program) {
    auto a = std::make_shared<Arguments>();
    auto* verb = program.verb("contact-sheet", "pages of cropped lesions, for inspection",
                              "concord contact-sheet breast-2026 --version v1 --output sheets");
    verb->add_option("PROJECT", a->project, "the project's folder")->required();
    verb->add_option("--version", a->version, "the version's name")->required();
    verb->add_option("--output", a->output, "a new or empty folder")->required();
    verb->add_option("--per-page", a->perPage, "lesions on a page, 1 to 100");
    verb->add_flag("--jpeg", a->jpeg, "smaller pages, by JPEG");
    program.whenChosen(verb, [a, &program] { return contactSheet(*a, program); });
}

} // namespace cw::cli
