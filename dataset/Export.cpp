// SPDX-License-Identifier: Apache-2.0
#include "core/Files.h"
#include "core/Sha256.h"
#include "dataset/Datasheet.h"
#include "dataset/ExportForms.h"
#include "dataset/FileList.h"
#include "dataset/Programme.h"
#include "dataset/Records.h"
#include "dataset/StagedFolder.h"

namespace cw::dataset {
namespace {

namespace fs = std::filesystem;

Result<std::vector<ExportedText>> textsOf(const FrozenVersion& version, ExportFormat format) {
    switch (format) {
    case ExportFormat::Coco:
        return cocoTexts(version);
    case ExportFormat::Csv:
        return csvTexts(version);
    case ExportFormat::Json:
        return jsonTexts(version);
    }
    return fail(ErrorCode::InvalidArgument, "unknown export format");
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

std::string wordOf(ExportFormat format) {
    for (const char* word : {"coco", "voc", "yolo", "cvat", "labelme", "csv", "json", "dicom-seg",
                             "dicom-sr", "dicom-gsps", "png-mask"})
        if (exportFormatFrom(word) == format)
            return word;
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
    return writeFileList(folder, version, wordOf(options.format), options.naming, known);
}

Result<void> exportNamed(const FrozenVersion& version, const ExportOptions& options,
                         const BytesSource& bytes, const core::ProgressFn& progress) {
    CW_TRY(const auto texts, textsOf(version, options.format));
    CW_TRY(StagedFolder staged,
           StagedFolder::beside(options.output, StagedFolder::Existing::EmptyIsFine));
    CW_CHECK(writeTexts(staged.path(), texts));
    if (options.withImages)
        CW_CHECK(writeImages(version, staged.path(), bytes, progress));
    CW_CHECK(writeCompanions(version, options, staged.path()));
    return staged.commit();
}

} // namespace

std::optional<ExportFormat> exportFormatFrom(std::string_view text) {
    if (text == "coco")
        return ExportFormat::Coco;
    if (text == "csv")
        return ExportFormat::Csv;
    if (text == "json")
        return ExportFormat::Json;
    return std::nullopt;
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
