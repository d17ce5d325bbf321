// SPDX-License-Identifier: Apache-2.0
#include "core/Files.h"
#include "core/Sha256.h"
#include "dataset/Datasheet.h"
#include "dataset/ExportForms.h"
#include "dataset/FileList.h"
#include "dataset/Programme.h"
#include "dataset/Records.h"
#include "dataset/StagedFolder.h"
#include "dataset/formats/Writers.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace cw::dataset {
namespace {

namespace fs = std::filesystem;

struct Form {
    ExportFormat format;
    const char* name;
    const char* tolerance; ///< how far a vertex may be from where it was drawn
};
constexpr std::array<Form, 8> kForms{
    {{ExportFormat::Coco, "coco", "exact"},
     {ExportFormat::Csv, "csv", "exact"},
     {ExportFormat::Json, "json", "exact"},
     {ExportFormat::Voc, "voc", "boxes: whole pixels; masks: the pixels whose centres are inside"},
     {ExportFormat::Yolo, "yolo", "0.0000005 of the image's width and height"},
     {ExportFormat::Cvat, "cvat", "0.005 px"},
     {ExportFormat::LabelMe, "labelme", "exact"},
     {ExportFormat::PngMask, "png-mask", "the pixels whose centres are inside"}}};

Result<WriteLosses> written(Result<std::vector<ExportedText>> texts, const FileSink& sink) {
    if (!texts)
        return tl::unexpected<Error>(std::move(texts).error());
    for (const ExportedText& file : *texts)
        CW_CHECK(sink(file.path, file.text));
    return WriteLosses{};
}

Result<WriteLosses> writeForm(const FrozenVersion& version, const ExportOptions& options,
                              const FileSink& sink) {
    switch (options.format) {
    case ExportFormat::Csv:
        return written(csvTexts(version), sink);
    case ExportFormat::Json:
        return written(jsonTexts(version), sink);
    case ExportFormat::Coco:
        return writeCoco(annotationsOf(version), sink);
    case ExportFormat::Voc:
        return writeVoc(annotationsOf(version),
                        options.vocCorners ? VocBoxes::Corners : VocBoxes::OneBased, sink);
    case ExportFormat::Yolo:
        return writeYolo(annotationsOf(version), sink);
    case ExportFormat::Cvat:
        return writeCvat(annotationsOf(version), sink);
    case ExportFormat::LabelMe:
        return writeLabelMe(annotationsOf(version), sink);
    case ExportFormat::PngMask:
        return writePngMasks(annotationsOf(version), sink);
    }
    return fail(ErrorCode::InvalidArgument, "unknown export format");
}

/// export.json: whoever finds the folder years later knows what it is and what it cannot say.
std::string exportLog(const FrozenVersion& version, const ExportOptions& options,
                      const WriteLosses& losses) {
    const auto form = std::ranges::find(kForms, options.format, &Form::format);
    std::size_t findings = 0;
    std::map<std::string, std::size_t> perLabel;
    for (const DatasetImage& image : version.content.images)
        for (const annotation::Finding& finding : image.findings)
            ++findings, ++perLabel[finding.label];
    nlohmann::json log{{"schema", "concord-export-log-1"},
                       {"format", form->name},
                       {"tolerance", form->tolerance},
                       {"version", version.name.text()},
                       {"createdAt", version.createdAt},
                       {"manifestSha256", version.manifestSha256},
                       {"withImages", options.withImages},
                       {"counts",
                        {{"images", version.content.images.size()},
                         {"findings", findings},
                         {"findingsPerLabel", perLabel},
                         {"excludedCases", version.content.excluded.size()}}},
                       {"notSaid",
                        {{"holesFilled", losses.holesFilled},
                         {"partsSplit", losses.partsSplit},
                         {"shapesLeftOut", losses.shapesLeftOut},
                         {"pixelsTwice", losses.pixelsTwice},
                         {"instancesWithoutMask", losses.instancesWithoutMask}}}};
    if (options.format == ExportFormat::Voc)
        log["boxes"] = options.vocCorners ? "corners in image space" : "1-based, inclusive";
    return log.dump(1) + "\n";
}

Result<void> writeInto(const fs::path& folder, const std::string& name,
                       std::span<const std::byte> bytes) {
    const fs::path file = folder / name;
    std::error_code error;
    fs::create_directories(file.parent_path(), error);
    if (error)
        return fail(ErrorCode::IoFailure, "cannot create a folder: " + error.message());
    return core::writeWhole(file, bytes);
}

Result<void> writeImages(const FrozenVersion& version, const fs::path& folder,
                         const BytesSource& bytes, const core::ProgressFn& progress) {
    std::size_t done = 0;
    for (const DatasetImage& image : version.content.images) {
        const std::string which = "image " + image.id.text().substr(0, 12);
        auto stored = bytes(image.id);
        if (!stored)
            return within(std::move(stored).error(), which);
        if (core::sha256Hex(*stored) != image.id.text())
            return fail(ErrorCode::Corrupt, which + " no longer matches its id");
        CW_CHECK(writeInto(folder, "images/" + exportedName(image), *stored));
        if (progress)
            progress(++done, version.content.images.size(), "images");
    }
    return {};
}

Result<void> writeTexts(const fs::path& folder, const std::vector<ExportedText>& texts) {
    for (const ExportedText& file : texts)
        CW_CHECK(writeInto(folder, file.path,
                           std::as_bytes(std::span(file.text.data(), file.text.size()))));
    return {};
}

Result<FrozenVersion> named(FrozenVersion version, Naming naming) {
    CW_TRY(const auto names,
           programmeNames(version.content,
                          naming == Naming::ProgrammeFolders ? InFolders::Yes : InFolders::No));
    for (DatasetImage& image : version.content.images)
        image.exportName = names.at(image.id);
    return version;
}

/// What goes with every export, whatever its format: terms, and the list that proves it whole.
Result<void> writeCompanions(const FrozenVersion& version, const ExportOptions& options,
                             const fs::path& folder) {
    for (const Paper& paper : version.content.papers)
        CW_CHECK(writeInto(folder, paperFile(paper),
                           std::as_bytes(std::span(paper.bytes.data(), paper.bytes.size()))));
    if (options.naming == Naming::ProgrammeFolders) {
        CW_TRY(const auto tables, programmeMetadata(version.content));
        CW_CHECK(writeTexts(folder, tables));
        CW_CHECK(writeTexts(folder, {{"datasheet.md", datasheetMarkdown(version)},
                                     {"datasheet.html", datasheetHtml(version)}}));
    }
    std::map<std::string, std::string> known;
    if (options.withImages)
        for (const DatasetImage& image : version.content.images)
            known["images/" + exportedName(image)] = image.id.text();
    return writeFileList(folder, version, std::string(name(options.format)), options.naming, known);
}

Result<void> exportNamed(const FrozenVersion& version, const ExportOptions& options,
                         const BytesSource& bytes, const core::ProgressFn& progress) {
    CW_TRY(StagedFolder staged,
           StagedFolder::beside(options.output, StagedFolder::Existing::EmptyIsFine));
    const FileSink sink = [&](const std::string& path, std::string_view content) {
        return writeInto(staged.path(), path,
                         std::as_bytes(std::span(content.data(), content.size())));
    };
    CW_TRY(const auto losses, writeForm(version, options, sink));
    try {
        CW_CHECK(sink("export.json", exportLog(version, options, losses)));
    } catch (const nlohmann::json::exception&) {
        return fail(ErrorCode::InvalidArgument, "a text of the data set is not valid UTF-8");
    }
    if (options.withImages)
        CW_CHECK(writeImages(version, staged.path(), bytes, progress));
    CW_CHECK(writeCompanions(version, options, staged.path()));
    return staged.commit();
}

} // namespace

std::optional<ExportFormat> exportFormatFrom(std::string_view text) {
    for (const Form& form : kForms)
        if (form.name == text)
            return form.format;
    return std::nullopt;
}

std::string_view name(ExportFormat format) {
    return std::ranges::find(kForms, format, &Form::format)->name;
}

std::string exportedName(const DatasetImage& image) {
    if (!image.exportName.empty())
        return image.exportName;
    const auto ending = [&]() -> const char* {
        if (image.mediaType == "application/dicom")
            return ".dcm";
        if (image.mediaType == "image/jpeg")
            return ".jpg";
        if (image.mediaType == "image/png")
            return ".png";
        if (image.mediaType == "image/tiff")
            return ".tif";
        return ".bin";
    };
    return image.id.text() + ending();
}

std::map<std::string, std::string> withoutComment(std::map<std::string, std::string> entries) {
    entries.erase("comment");
    return entries;
}

Result<void> exportVersion(const FrozenVersion& version, const ExportOptions& options,
                           const BytesSource& bytes, const core::ProgressFn& progress) {
    if (options.naming == Naming::ById)
        return exportNamed(version, options, bytes, progress);
    CW_TRY(const auto renamed, named(version, options.naming));
    return exportNamed(renamed, options, bytes, progress);
}

} // namespace cw::dataset
