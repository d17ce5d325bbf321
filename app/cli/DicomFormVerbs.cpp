// SPDX-License-Identifier: Apache-2.0
// export to DICOM SEG, SR and presentation states; outlines: what such files hold.
#include "app/cli/DicomForms.h"
#include "app/cli/OpenProject.h"
#include "app/cli/Verbs.h"
#include "app/workflow/Project.h"
#include "core/Files.h"

#include <memory>

namespace cw::cli {
namespace {

Json asJson(const dicom::Code& code) {
    return {{"value", code.value}, {"scheme", code.scheme}, {"meaning", code.meaning}};
}

Json asJson(const core::Polygon& polygon) {
    auto points = Json::array();
    for (const auto vertex : polygon.vertices)
        points.push_back(Json::array({vertex.x, vertex.y}));
    return points;
}

Json asJson(const dicom::ReferencedOutline& outline) {
    constexpr const char* kShapes[] = {"polygon", "line", "point", "points", "circle", "ellipse"};
    Json json = {{"image", outline.sopInstanceUid},
                 {"frame", outline.frame},
                 {"shape", kShapes[static_cast<std::size_t>(outline.shape)]},
                 {"outline", asJson(outline.outline)}};
    if (outline.outline.vertices.empty())
        json["points"] = asJson(core::Polygon{outline.points});
    if (!outline.holes.empty()) {
        json["holes"] = Json::array();
        for (const auto& hole : outline.holes)
            json["holes"].push_back(asJson(hole));
    }
    if (!outline.label.value.empty())
        json["label"] = asJson(outline.label);
    if (!outline.words.empty())
        json["words"] = outline.words;
    if (!outline.trackingUid.empty())
        json["tracking_uid"] = outline.trackingUid;
    json["automatic"] = outline.automatic;
    return json;
}

Result<Answer> outlinesOf(const std::string& file) {
    CW_CHECK(checkReadable(file, "the file"));
    CW_TRY(const auto bytes, core::readFile(file, 2ULL << 30));
    CW_TRY(const auto read, workflow::readDicomOutlines(bytes));
    Answer answer;
    answer.json = {{"format", read.form}, {"count", read.outlines.size()}, {"notes", read.notes}};
    answer.json["outlines"] = Json::array();
    for (const auto& outline : read.outlines)
        answer.json["outlines"].push_back(asJson(outline));
    answer.text = read.form + ": " + counted(read.outlines.size(), "outline");
    for (const auto& note : read.notes)
        answer.text += "\n" + note;
    answer.found = !read.notes.empty();
    return answer;
}

} // namespace

Result<Answer> exportDicomForm(const DicomExportArguments& a, const Program& program) {
    if (a.readings && a.form != workflow::DicomForm::Report)
        return fail(ErrorCode::InvalidArgument, "--readings belongs to --format dicom-sr");
    const bool recorded = !a.release.recipient.empty();
    CW_TRY(auto project, openProject(a.project, recorded ? storage::Access::ReadWrite
                                                         : storage::Access::ReadOnly));
    const workflow::DicomFormOptions options{a.form, a.output, a.images};
    workflow::Released released;
    CW_TRY(const auto report, project.exportDicom(core::VersionName(a.version), options, a.readings,
                                                  program.progress("export"),
                                                  recorded ? &a.release : nullptr, &released));
    constexpr const char* kForms[] = {"dicom-seg", "dicom-sr", "gsps"};
    const std::string form = kForms[static_cast<std::size_t>(a.form)];
    Answer answer;
    answer.json = {{"version", a.version},      {"format", form},
                   {"objects", report.objects}, {"lesions", report.lesions},
                   {"wrapped", report.wrapped}, {"without_object", report.withoutObject},
                   {"with_images", a.images},   {"with_readings", a.readings},
                   {"notes", report.notes}};
    answer.text = "exported version " + a.version + " as " + form + ": " +
                  counted(report.objects, "object") + ", " + counted(report.lesions, "lesion");
    for (const auto& note : report.notes)
        answer.text += "\n" + note;
    if (recorded) {
        answer.json["recipient"] = released.recipient.name;
        answer.json["list_sha256"] = released.filesSha256;
        answer.text +=
            "\nto a recipient on record; its list of files has SHA-256 " + released.filesSha256;
    }
    return answer;
}

void addOutlines(Program& program) {
    auto file = std::make_shared<std::string>();
    auto* verb = program.verb("outlines", "the outlines in a DICOM SEG, SR or presentation state",
                              "concord outlines seg/9f0c.dcm --json");
    verb->add_option("FILE", *file, "the DICOM file")->required();
    program.whenChosen(verb, [file] { return outlinesOf(*file); });
}

} // namespace cw::cli
