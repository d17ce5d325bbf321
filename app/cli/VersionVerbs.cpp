// SPDX-License-Identifier: Apache-2.0
// freeze, verify, export: the immutable, hashed data set.
#include "app/cli/DicomForms.h"
#include "app/cli/Program.h"
#include "app/cli/Verbs.h"
#include "app/workflow/Project.h"

#include <map>
#include <memory>
#include <set>

namespace cw::cli {
namespace {

struct Arguments {
    std::string project, version, format, output;
    bool images = false, readings = false;
};

Result<Answer> freeze(const Arguments& a, const Program& program) {
    CW_TRY(auto project, workflow::Project::open(a.project));
    CW_TRY(const auto version,
           project.freeze(core::VersionName(a.version), program.progress("freeze")));
    CW_TRY(const auto cases, project.store().cases());
    std::set<core::CaseId> kept;
    std::size_t findings = 0;
    for (const auto& image : version.content.images) {
        kept.insert(image.caseId);
        findings += image.findings.size();
    }
    const auto excluded = version.content.excluded.size();
    const auto open = cases.size() - kept.size() - excluded;
    Answer answer;
    answer.json = {{"version", a.version}, {"manifest_sha256", version.manifestSha256},
                   {"cases", kept.size()}, {"images", version.content.images.size()},
                   {"findings", findings}, {"excluded", excluded},
                   {"not_yet_read", open}};
    answer.text = "froze version " + a.version + ": " + counted(kept.size(), "case") + ", " +
                  counted(version.content.images.size(), "image") + ", " +
                  counted(findings, "finding") + "; " + std::to_string(excluded) + " excluded, " +
                  std::to_string(open) + " not read yet\nmanifest SHA-256 " +
                  version.manifestSha256;
    return answer;
}

Result<Answer> verify(const Arguments& a, const Program& program) {
    CW_TRY(auto project, workflow::Project::open(a.project, storage::Access::ReadOnly));
    CW_TRY(const auto report,
           project.verify(core::VersionName(a.version), program.progress("verify")));
    Answer answer;
    answer.json = {{"version", a.version},
                   {"checked", report.checked},
                   {"intact", report.faults.empty()},
                   {"faults", report.faults}};
    for (const auto& fault : report.faults)
        answer.text += fault + "\n";
    answer.text += counted(report.checked, "thing") + " checked, " +
                   (report.faults.empty() ? "intact" : counted(report.faults.size(), "fault"));
    answer.found = !report.faults.empty();
    return answer;
}

Result<Answer> exportVersion(const Arguments& a, const Program& program) {
    if (const auto form = workflow::dicomFormFrom(a.format))
        return exportDicomForm({a.project, a.version, a.output, *form, a.images, a.readings},
                               program);
    const auto format = dataset::exportFormatFrom(a.format);
    if (!format) {
        const std::set<std::string> later{"voc",       "yolo",     "cvat",    "labelme",
                                          "png-mask"};
        return fail(ErrorCode::Unsupported,
                    (later.contains(a.format) ? "this format comes later" : "unknown format") +
                        std::string("; this version writes coco, csv, json, dicom-seg, dicom-sr and gsps"));
    }
    CW_TRY(auto project, workflow::Project::open(a.project, storage::Access::ReadOnly));
    const dataset::ExportOptions options{*format, a.output, a.images};
    CW_CHECK(
        project.exportVersion(core::VersionName(a.version), options, program.progress("export")));
    Answer answer;
    answer.json = {{"version", a.version}, {"format", a.format}, {"with_images", a.images}};
    answer.text = "exported version " + a.version + " as " + a.format;
    return answer;
}

CLI::App* versionVerb(Program& program, Arguments& a, const std::string& name,
                      const std::string& description, const std::string& example) {
    auto* verb = program.verb(name, description, example);
    verb->add_option("PROJECT", a.project, "the project's folder")->required();
    verb->add_option("--version", a.version, "the version's name")->required();
    return verb;
}

} // namespace

void addFreeze(Program& program) {
    auto a = std::make_shared<Arguments>();
    auto* verb =
        versionVerb(program, *a, "freeze", "an immutable, hashed version of what is settled",
                    "concord freeze breast-2026 --version v1");
    program.whenChosen(verb, [a, &program] { return freeze(*a, program); });
}

void addVerify(Program& program) {
    auto a = std::make_shared<Arguments>();
    auto* verb = versionVerb(program, *a, "verify", "checks a version against its hashes",
                             "concord verify breast-2026 --version v1");
    program.whenChosen(verb, [a, &program] { return verify(*a, program); });
}

void addExport(Program& program) {
    auto a = std::make_shared<Arguments>();
    auto* verb =
        versionVerb(program, *a, "export", "a version in a format that other tools read",
                    "concord export breast-2026 --version v1 --format coco --output coco --images");
    verb->add_option("--format", a->format, "coco, csv, json, dicom-seg, dicom-sr or gsps")->required();
    verb->add_option("--output", a->output, "a new or empty folder")->required();
    verb->add_flag("--images", a->images, "also the images, under images/");
    verb->add_flag("--readings", a->readings, "dicom-sr: also both readings, as reader A and B");
    program.whenChosen(verb, [a, &program] { return exportVersion(*a, program); });
}

} // namespace cw::cli
