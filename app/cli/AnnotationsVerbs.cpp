// SPDX-License-Identifier: Apache-2.0
// annotations inspect, annotations import: what other tools and published sets have drawn.
#include "app/cli/OpenProject.h"
#include "app/cli/Program.h"
#include "app/cli/Verbs.h"
#include "app/workflow/DicomAnnotations.h"
#include "app/workflow/Proposals.h"
#include "core/Files.h"
#include "core/Sha256.h"

#include <memory>

namespace cw::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* kDicom = "dicom";

struct Arguments {
    std::string project, file, format, as, reader, model, map, originals, key, labels, suffix;
    bool submit = false, vocCorners = false, showWhileBlind = false;
};

Result<dataset::ReadOptions> readOptions(const Arguments& a) {
    dataset::ReadOptions options;
    if (!a.format.empty()) {
        auto names = dataset::annotationFormatNames();
        names.emplace_back(kDicom);
        CW_CHECK(oneOf("--format", a.format, names));
        options.format = dataset::annotationFormatFrom(a.format);
    }
    if (a.vocCorners)
        options.vocBoxes = dataset::VocBoxes::Corners;
    return options;
}

bool isDicom(const Arguments& a) {
    return a.format == kDicom || (a.format.empty() && workflow::holdsDicom(a.file));
}

Result<dataset::AnnotationSet> readSet(const Arguments& a, const Program& program,
                                       std::optional<core::ImageKind> kind = {}) {
    CW_TRY(const auto options, readOptions(a));
    const auto progress = program.progress("annotations");
    auto set = isDicom(a) ? workflow::readDicomAnnotations(a.file, kind, progress)
                          : dataset::readAnnotations(a.file, options, progress);
    if (!set)
        return within(set.error(), "reading the annotations");
    if (!a.suffix.empty())
        workflow::keepNamed(*set, a.suffix);
    return set;
}

Result<Answer> inspect(const Arguments& a, const Program& program) {
    CW_TRY(const auto set, readSet(a, program));
    std::map<std::string, std::size_t> kinds;
    std::size_t points = 0;
    for (const auto& shape : set.shapes) {
        ++kinds[std::string(dataset::name(shape.kind))];
        points += shape.points.size();
        for (const auto& region : shape.regions)
            points += region.outline.vertices.size();
    }
    const auto labels = dataset::countsPerLabel(set);
    Answer answer;
    answer.json = {{"images", set.images.size()},
                   {"shapes", set.shapes.size()},
                   {"points", points},
                   {"labels", labels},
                   {"kinds", kinds},
                   {"categories", set.categories},
                   {"faults", set.faults},
                   {"more_faults", set.moreFaults}};
    answer.text = counted(set.images.size(), "image") + ", " + counted(set.shapes.size(), "shape") +
                  ", " + counted(points, "point") + "\n";
    for (const auto& [label, count] : labels)
        answer.text +=
            "  " + (label.empty() ? "(no label)" : label) + ": " + std::to_string(count) + "\n";
    for (const auto& fault : set.faults)
        answer.text += fault + "\n";
    answer.text += counted(set.faults.size() + set.moreFaults, "fault");
    answer.found = !set.faults.empty();
    return answer;
}

Result<workflow::ImageNames> imageNames(const Arguments& a, const workflow::Project& project,
                                        const Program& program) {
    workflow::ImageNames names;
    if (!a.map.empty()) {
        const auto text = core::readText(a.map, 64U << 20);
        if (!text)
            return within(text.error(), "reading the table of images");
        CW_CHECK(names.addTable(*text));
    }
    if (!a.originals.empty()) {
        CW_CHECK(checkFolder(a.originals, "the folder of original images"));
        const fs::path key = a.key.empty() ? fs::path(a.project + ".key") : fs::path(a.key);
        CW_TRY(const auto found,
               names.addOriginals(project, a.originals, key, program.progress("originals")));
        (void)found;
    }
    return names;
}

Result<dataset::LabelMap> labelMap(const Arguments& a, core::ImageKind kind) {
    auto labels = dataset::LabelMap::standard(kind);
    if (!a.labels.empty()) {
        const auto text = core::readText(a.labels, 1U << 20);
        if (!text)
            return within(text.error(), "reading the table of labels");
        CW_CHECK(labels.add(*text));
    }
    return labels;
}

/// Of a folder: of its regular files' digests, by name.
Result<std::string> digestOf(const fs::path& file) {
    std::error_code error;
    if (!fs::is_directory(file, error)) {
        CW_TRY(const auto bytes, core::readFile(file));
        return core::sha256Hex(bytes);
    }
    std::map<std::string, std::string> digests;
    for (const auto& entry : fs::recursive_directory_iterator(file, error))
        if (entry.is_regular_file()) {
            CW_TRY(const auto bytes, core::readFile(entry.path()));
            digests[entry.path().lexically_relative(file).string()] = core::sha256Hex(bytes);
        }
    std::string list;
    for (const auto& [name, digest] : digests)
        list += digest + "  " + name + "\n";
    return core::sha256Hex(list);
}

Json countsJson(const dataset::ConversionCounts& c) {
    return {{"findings", c.findings},
            {"pieces", c.pieces},
            {"cut_at_border", c.cut},
            {"taken_as_pixels", c.asPixels},
            {"points_as_discs", c.pointsAsDiscs},
            {"lines_left_out", c.lines},
            {"without_area", c.withoutArea},
            {"left_out_by_table", c.leftOut},
            {"words_without_counterpart", c.wordsLeft},
            {"unknown_labels", c.unknownLabels}};
}

Answer answerOf(const workflow::AnnotationImportReport& report) {
    Answer answer;
    answer.json = {{"images", report.images},
                   {"matched", report.matched},
                   {"other_size", report.otherSize},
                   {"shapes", report.shapes},
                   {"counts", countsJson(report.counts)},
                   {"contradictions", report.contradictions},
                   {"cases", Json::array()},
                   {"faults", report.faults},
                   {"more_faults", report.moreFaults}};
    std::size_t taken = 0;
    for (const auto& outcome : report.cases) {
        Json entry{{"case", outcome.caseId.text()},
                   {"findings", outcome.findings},
                   {"answers", outcome.answers}};
        if (outcome.refused) {
            entry["code"] = cw::name(outcome.refused->code);
            entry["message"] = outcome.refused->sentence();
            answer.text += outcome.caseId.text() + ": " + outcome.refused->sentence() + "\n";
        }
        taken += outcome.refused ? 0U : 1U;
        answer.json["cases"].push_back(std::move(entry));
    }
    for (const auto& [label, count] : report.counts.unknownLabels)
        answer.text += "unknown label \"" + label + "\": " + counted(count, "shape") +
                       " left out (give --labels)\n";
    for (const auto& fault : report.faults)
        answer.text += fault + "\n";
    answer.text += std::to_string(report.matched) + " of " + counted(report.images, "image") +
                   " found in the project, " + counted(report.counts.findings, "finding") +
                   " made of " + counted(report.shapes, "shape") + ", " + counted(taken, "case") +
                   " taken";
    answer.found = !report.complete();
    return answer;
}

Result<Answer> import(const Arguments& a, const Program& program) {
    CW_CHECK(oneOf("--as", a.as, {"reading", "proposal"}));
    if ((a.as == "reading") == a.reader.empty() || (a.as == "proposal") == a.model.empty())
        return fail(ErrorCode::InvalidArgument,
                    "a reading needs --reader, a proposal needs --model, and not the other");
    CW_TRY(auto project, openProject(a.project));
    CW_TRY(auto set, readSet(a, program, project.store().kind()));
    CW_TRY(auto names, imageNames(a, project, program));
    if (isDicom(a)) {
        CW_TRY(const auto found,
               workflow::addInstances(names, project, set, program.progress("stored images")));
        (void)found;
    }
    CW_TRY(const auto labels, labelMap(a, project.store().kind()));
    if (a.as == "proposal") {
        CW_TRY(const auto digest, digestOf(a.file));
        if (a.showWhileBlind)
            CW_CHECK(
                workflow::setProposalsWhileBlind(project, workflow::ProposalsWhileBlind::Shown));
        CW_TRY(const auto report,
               workflow::importProposals(project, std::move(set), names, labels, a.model, digest));
        return answerOf(report);
    }
    CW_TRY(const auto report,
           workflow::importAnnotationsAsReading(
               project, std::move(set), names, labels, core::ReaderId(a.reader),
               a.submit ? workflow::AfterImport::Submit : workflow::AfterImport::KeepOpen,
               program.progress("cases")));
    return answerOf(report);
}

} // namespace

void addAnnotations(Program& program) {
    auto a = std::make_shared<Arguments>();
    auto* verb = program.verb("annotations", "what other tools and published sets have drawn",
                              "concord annotations inspect instances.json");
    verb->require_subcommand(1);
    const auto common = [a](CLI::App* sub) {
        sub->add_option("FILE", a->file, "a file, or a folder with files of one format")
            ->required();
        sub->add_option("--format", a->format,
                        "coco, cvat, labelme, via, voc, yolo, inbreast, cbis-ddsm, vindr, "
                        "label-studio, png-mask, csv, json, dicom (SEG, SR, presentation states); "
                        "default: by the content");
        sub->add_option("--suffix", a->suffix,
                        "take only what is named so at its end, without that end: of 7_1stHO.png "
                        "and 7_2ndHO.png the first, which means image 7");
        sub->add_flag("--voc-corners", a->vocCorners,
                      "VOC boxes are corners in image space, not 1-based and inclusive");
    };

    auto* look = program.verb(verb, "inspect", "labels, kinds of shapes, and what is wrong",
                              "concord annotations inspect instances.json");
    common(look);
    program.whenChosen(look, [a, &program] { return inspect(*a, program); });

    auto* in = program.verb(
        verb, "import", "makes them a reader's reading, or a model's proposals",
        "concord annotations import breast-2026 instances.json --as reading --reader kim");
    in->add_option("PROJECT", a->project, "the project's folder")->required();
    common(in);
    in->add_option("--as", a->as, "reading or proposal")->required();
    in->add_option("--reader", a->reader, "whose reading; the case is on that worklist");
    in->add_option("--model", a->model, "which model proposes");
    in->add_option("--map", a->map, "table file,image: which image a name means");
    in->add_option("--images", a->originals,
                   "folder of the original files, found by their bytes (and UIDs)");
    in->add_option("--key", a->key, "the project's key, for --images; default: PROJECT.key");
    in->add_option("--labels", a->labels, "table label,finding[,attributes]: our words for theirs");
    in->add_flag("--submit", a->submit, "submit each reading at once");
    in->add_flag("--show-while-blind", a->showWhileBlind,
                 "from now on readers see proposals before both have submitted");
    program.whenChosen(in, [a, &program] { return import(*a, program); });
}

} // namespace cw::cli
