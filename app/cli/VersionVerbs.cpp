// SPDX-License-Identifier: Apache-2.0
// freeze, verify, export: the immutable, hashed data set.
#include "app/cli/DicomForms.h"
#include "app/cli/OpenProject.h"
#include "app/cli/Program.h"
#include "app/cli/Verbs.h"
#include "app/workflow/Project.h"
#include "core/Files.h"
#include "dataset/FileList.h"
#include "dataset/Programme.h"

#include <map>
#include <memory>
#include <set>

namespace cw::cli {
namespace {

struct Arguments {
    std::string project, version, format, output;
    bool images = false, vocCorners = false, readings = false;
    std::string licence, terms; // freeze
    bool synthetic = false, simulated = false;
    std::string folder, listSha256; // verify
    bool structure = false;
    std::string layout = "plain", names = "id"; // export
    workflow::ReleaseTerms release;
};

/// A file of the licence or the terms, by its role and kind.
Result<void> addPaper(const std::string& role, const std::string& file,
                      std::vector<dataset::Paper>& papers) {
    if (file.empty())
        return {};
    CW_CHECK(checkReadable(file, "the file of the " + role));
    CW_TRY(auto bytes, core::readText(file, 16 << 20));
    papers.push_back({role, std::filesystem::path(file).extension().string(), std::move(bytes)});
    return {};
}

Result<Answer> freeze(const Arguments& a, const Program& program) {
    CW_TRY(auto project, openProject(a.project));
    workflow::FreezeOptions options;
    options.software = Program::version();
    options.syntheticPatients = a.synthetic;
    options.simulatedReaders = a.simulated;
    CW_CHECK(addPaper("licence", a.licence, options.papers));
    CW_CHECK(addPaper("terms", a.terms, options.papers));
    CW_TRY(const auto version,
           project.freeze(core::VersionName(a.version), options, program.progress("freeze")));
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

/// A folder that left the house: against its own list, and by the programme's rules of names.
Result<Answer> verifyFolder(const Arguments& a, const Program& program) {
    CW_CHECK(checkFolder(a.folder, "the folder"));
    Answer answer;
    std::vector<std::string> faults;
    if (!a.structure) {
        CW_TRY(const auto report,
               dataset::verifyFolder(a.folder, a.listSha256, program.progress("verify")));
        answer.json = {{"version", report.version},
                       {"format", report.format},
                       {"manifest_sha256", report.manifestSha256},
                       {"list_sha256", report.listSha256},
                       {"checked", report.checked}};
        faults = report.faults;
        answer.text = counted(report.checked, "file") + " checked\n";
    }
    if (const auto layout = dataset::checkProgrammeLayout(a.folder);
        layout && (a.structure || std::filesystem::exists(a.folder + "/metadata"))) {
        answer.json["images_by_class"] = layout->images;
        answer.json["subjects_by_class"] = layout->subjects;
        for (const auto& [name, count] : layout->images)
            answer.text += name + ": " + counted(count, "image") + "\n";
        faults.insert(faults.end(), layout->faults.begin(), layout->faults.end());
    } else if (a.structure && !layout) {
        return tl::unexpected(layout.error());
    }
    for (const auto& fault : faults)
        answer.text += fault + "\n";
    answer.text += faults.empty() ? "intact" : counted(faults.size(), "fault");
    answer.json["intact"] = faults.empty();
    answer.json["faults"] = faults;
    answer.found = !faults.empty();
    return answer;
}

Result<Answer> verify(const Arguments& a, const Program& program) {
    if (!a.folder.empty() && a.project.empty() && a.version.empty())
        return verifyFolder(a, program);
    if (a.project.empty() || a.version.empty() || !a.folder.empty())
        return fail(ErrorCode::InvalidArgument,
                    "verify takes a project and --version, or --folder alone");
    CW_TRY(auto project, openProject(a.project, storage::Access::ReadOnly));
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
        return exportDicomForm(
            {a.project, a.version, a.output, *form, a.images, a.readings, a.release}, program);
    const auto format = dataset::exportFormatFrom(a.format);
    if (!format)
        return fail(ErrorCode::Unsupported,
                    "unknown format, or one that comes later; this version writes coco, voc, "
                    "yolo, cvat, labelme, csv, json, png-mask, dicom-seg, dicom-sr "
                    "and gsps");
    CW_CHECK(oneOf("--layout", a.layout, {"plain", "programme"}));
    CW_CHECK(oneOf("--names", a.names, {"id", "programme"}));
    const bool folders = a.layout == "programme";
    const auto naming = folders                  ? dataset::Naming::ProgrammeFolders
                        : a.names == "programme" ? dataset::Naming::Programme
                                                 : dataset::Naming::ById;
    const dataset::ExportOptions options{*format, a.output, a.images || folders, naming,
                                         a.vocCorners};
    const bool recorded = !a.release.recipient.empty();
    CW_TRY(auto project, openProject(a.project, recorded ? storage::Access::ReadWrite
                                                         : storage::Access::ReadOnly));
    const core::VersionName name(a.version);
    Answer answer;
    answer.json = {
        {"version", a.version}, {"format", a.format}, {"with_images", options.withImages}};
    answer.text = "exported version " + a.version + " as " + a.format;
    if (!recorded) {
        CW_CHECK(project.exportVersion(name, options, program.progress("export")));
        return answer;
    }
    CW_TRY(const auto released,
           project.exportTo(a.release, name, options, program.progress("export")));
    answer.json["recipient"] = released.recipient.name;
    answer.json["list_sha256"] = released.filesSha256;
    answer.text +=
        " to a recipient on record; its list of files has SHA-256 " + released.filesSha256;
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
                    "concord freeze breast-2026 --version v1 --licence licence.txt");
    verb->add_option("--licence", a->licence, "the licence: .txt, .md, .html or .pdf");
    verb->add_option("--terms", a->terms, "the terms of access: .txt, .md, .html or .pdf");
    verb->add_flag("--synthetic", a->synthetic, "the patients are synthetic: the version says so");
    verb->add_flag("--simulated-readers", a->simulated, "no person read: the version says so");
    program.whenChosen(verb, [a, &program] { return freeze(*a, program); });
}

void addVerify(Program& program) {
    auto a = std::make_shared<Arguments>();
    auto* verb = program.verb("verify", "checks a version, or a folder that was exported",
                              "concord verify breast-2026 --version v1");
    verb->add_option("PROJECT", a->project, "the project's folder");
    verb->add_option("--version", a->version, "the version's name");
    verb->add_option("--folder", a->folder, "instead: an exported folder, against its own list");
    verb->add_option("--list-sha256", a->listSha256,
                     "the hash of that list, from the recipients' record");
    verb->add_flag("--structure", a->structure,
                   "with --folder: only names, folders, numbers and views of the programme");
    program.whenChosen(verb, [a, &program] { return verify(*a, program); });
}

void addExport(Program& program) {
    auto a = std::make_shared<Arguments>();
    auto* verb =
        versionVerb(program, *a, "export", "a version in a format that other tools read",
                    "concord export breast-2026 --version v1 --format coco --output coco --images");
    verb->add_option(
            "--format", a->format,
            "coco, voc, yolo, cvat, labelme, csv, json, png-mask, dicom-seg, dicom-sr or gsps")
        ->required();
    verb->add_option("--output", a->output, "a new or empty folder")->required();
    verb->add_flag("--images", a->images, "also the images, under images/");
    verb->add_option("--layout", a->layout,
                     "plain, or programme: images in a folder per class, metadata tables, data "
                     "sheet");
    verb->add_option("--names", a->names, "id, or programme: 00001_RCC.dcm, Wide_DMR_0001_L.jpg");
    verb->add_option("--recipient", a->release.recipient, "who gets it: goes on record");
    verb->add_option("--purpose", a->release.purpose, "what for, with --recipient");
    verb->add_option("--use", a->release.use, "how it is used, with --recipient");
    verb->add_option("--period", a->release.periodUntil, "until which day, YYYY-MM-DD");
    verb->add_flag("--voc-corners", a->vocCorners,
                   "VOC boxes as corners in image space, not 1-based and inclusive");
    verb->add_flag("--readings", a->readings, "dicom-sr: also both readings, as reader A and B");
    program.whenChosen(verb, [a, &program] { return exportVersion(*a, program); });
}

} // namespace cw::cli
