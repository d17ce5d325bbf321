// SPDX-License-Identifier: Apache-2.0
// dicomdir: a de-identified folder as a file-set for CDs, sticks and PACS imports.
#include "app/cli/Program.h"
#include "app/cli/Verbs.h"
#include "dicom/MediaDirectory.h"

#include <map>
#include <memory>

namespace cw::cli {
namespace {

struct DicomdirArguments {
    std::string input, output;
};

/// Reasons, not names: what was never de-identified may be called like its patient.
std::string refusedText(const dicom::MediaReport& report) {
    std::map<std::string, std::size_t> reasons;
    for (const auto& item : report.refused)
        ++reasons[item.reason];
    std::string text;
    for (const auto& [reason, count] : reasons)
        text += "  left out " + counted(count, "file") + ": " + reason + "\n";
    if (!reasons.empty())
        text += "  --json names them\n";
    if (report.notDeidentified > 0)
        text += counted(report.notDeidentified, "file") +
                " not marked as de-identified: this verb packs only what deidentify wrote\n";
    return text;
}

Result<Answer> dicomdir(const DicomdirArguments& a, const Program& program) {
    CW_CHECK(checkFolder(a.input, "the input"));
    dicom::MediaOptions options;
    options.input = a.input;
    options.output = a.output;
    options.progress = program.progress("dicomdir");
    options.cancel = &program.cancelToken();
    CW_TRY(const auto report, dicom::writeMediaDirectory(options));
    Json refused = Json::array();
    for (const auto& item : report.refused)
        refused.push_back({{"file", item.file}, {"reason", item.reason}});
    Answer answer;
    answer.json = {{"written", report.written()},  {"patients", report.patients},
                   {"studies", report.studies},    {"series", report.series},
                   {"files", report.files},        {"copied", report.copied},
                   {"other_files", report.other},  {"not_deidentified", report.notDeidentified},
                   {"refused", std::move(refused)}};
    answer.text = report.written() ? "wrote a DICOMDIR of " + counted(report.files, "file") + ", " +
                                         counted(report.patients, "patient") + ", " +
                                         counted(report.studies, "study", "studies") + ", " +
                                         counted(report.series, "series", "series") + "\n"
                                   : "nothing was written: no file of the input may be packed\n";
    if (report.other > 0)
        answer.text += counted(report.other, "file") + " not DICOM, not copied\n";
    answer.text += refusedText(report);
    answer.found = !report.refused.empty() || !report.written();
    return answer;
}

} // namespace

void addDicomdir(Program& program) {
    auto a = std::make_shared<DicomdirArguments>();
    auto* verb =
        program.verb("dicomdir", "packs de-identified files for media, with a new DICOMDIR",
                     "concord dicomdir --input clean --output media");
    verb->add_option("--input", a->input, "an output folder of deidentify")->required();
    verb->add_option("--output", a->output, "a new or empty folder for DICOMDIR and files")
        ->required();
    program.whenChosen(verb, [a, &program] { return dicomdir(*a, program); });
}

} // namespace cw::cli
