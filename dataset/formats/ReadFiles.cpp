// SPDX-License-Identifier: Apache-2.0
// Files and folders: which of them belong to a format, and what lies beside them.
#include "core/Files.h"
#include "dataset/formats/Formats.h"
#include "dataset/formats/detail/Readers.h"
#include "dataset/formats/detail/Text.h"
#include "imaging/Picture.h"

#include <algorithm>

namespace cw::dataset {
namespace {

namespace fs = std::filesystem;
using detail::Limits;
using detail::SetBuilder;

std::string utf8(const fs::path& path) {
    const auto text = path.u8string();
    return {text.begin(), text.end()};
}

/// Regular files with one of the endings, by name; not deeper than the folder and one below.
std::vector<fs::path> filesWith(const fs::path& folder,
                                std::initializer_list<const char*> endings) {
    std::vector<fs::path> files;
    std::error_code error;
    for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end;
         at.increment(error)) {
        if (at.depth() >= 2)
            at.disable_recursion_pending();
        const std::string ending = detail::lower(at->path().extension().string());
        if (at->is_regular_file(error) &&
            std::any_of(endings.begin(), endings.end(), [&](const char* e) { return ending == e; }))
            files.push_back(at->path());
        if (files.size() > Limits::kImages)
            break;
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::optional<core::Image> pictureAt(const fs::path& file) {
    std::error_code error;
    if (!fs::is_regular_file(file, error))
        return std::nullopt;
    auto picture = imaging::readPicture(file);
    return picture ? std::optional(std::move(picture->image)) : std::nullopt;
}

Result<std::optional<detail::IndexMask>> maskAt(const fs::path& file) {
    const auto picture = pictureAt(file);
    if (!picture)
        return std::optional<detail::IndexMask>();
    CW_TRY(auto mask, detail::indexMaskOf(*picture));
    return std::optional(std::move(mask));
}

/// A path of a table stays below the table's folder.
std::optional<core::Image> pictureBelow(const fs::path& folder, const std::string& path) {
    const fs::path relative = fs::path(path).lexically_normal();
    if (relative.is_absolute() || relative.empty() || *relative.begin() == "..")
        return std::nullopt;
    if (auto whole = pictureAt(folder / relative))
        return whole;
    return pictureAt(folder / relative.filename());
}

class FileReader {
public:
    FileReader(const ReadOptions& options, const core::ProgressFn& progress)
        : m_options(options), m_progress(progress) {}

    Result<AnnotationSet> file(const fs::path& file) {
        auto format = m_options.format;
        if (!format) {
            CW_TRY(format, formatOf(file));
        }
        CW_CHECK(readAs(*format, file));
        return m_builder.done();
    }

    /// All files of the format that is asked for, or that the first recognised file has.
    Result<AnnotationSet> folder(const fs::path& folder) {
        auto format = m_options.format;
        const auto files = filesWith(folder, {".json", ".xml", ".csv", ".yaml", ".yml"});
        for (std::size_t i = 0; !format && i < files.size(); ++i)
            if (const auto seen = formatOf(files[i]); seen && !isCompanion(files[i]))
                format = *seen;
        const auto pictures = filesWith(folder, {".png"});
        if (!format && !pictures.empty())
            format = AnnotationFormat::PngMask;
        if (!format)
            return fail(ErrorCode::Unsupported, "the folder holds no annotations that are known");
        if (*format == AnnotationFormat::PngMask) {
            CW_CHECK(masks(folder, pictures));
            return m_builder.done();
        }
        std::size_t done = 0, taken = 0;
        for (const fs::path& file : files) {
            ++done;
            if (m_progress)
                m_progress(done, files.size(), "files");
            const auto seen = formatOf(file);
            if (!seen || *seen != *format || isCompanion(file))
                continue;
            if (auto good = readAs(*format, file); !good)
                return within(good.error(), "file " + std::to_string(done));
            ++taken;
        }
        if (taken == 0)
            return fail(ErrorCode::Unsupported, "the folder holds no file of this format");
        return m_builder.done();
    }

private:
    /// Our own export log lies beside every export.
    static bool isCompanion(const fs::path& file) {
        return file.filename() == "export.json" || file.filename() == "classes.csv" ||
               file.filename() == "images.csv";
    }

    static Result<AnnotationFormat> formatOf(const fs::path& file) {
        CW_TRY(const auto text, core::readText(file, Limits::kFileBytes));
        const auto seen = recognised(text, utf8(file.filename()));
        if (!seen)
            return fail(ErrorCode::Unsupported, "this is no annotation format that is known");
        return *seen;
    }

    Result<void> readAs(AnnotationFormat format, const fs::path& file) {
        const std::string fileName = utf8(file.filename());
        if (format == AnnotationFormat::PngMask)
            return mask(file, {});
        CW_TRY(const auto text, core::readText(file, Limits::kFileBytes));
        switch (format) {
        case AnnotationFormat::Coco:
            return detail::readCoco(text, m_builder);
        case AnnotationFormat::Cvat:
            return detail::readCvat(text, m_builder);
        case AnnotationFormat::LabelMe:
            return detail::readLabelMe(text, fileName, m_builder);
        case AnnotationFormat::Via:
            return detail::readVia(text, m_builder);
        case AnnotationFormat::Voc:
            return voc(text, file);
        case AnnotationFormat::Yolo:
            return yolo(text, file);
        case AnnotationFormat::Inbreast:
            return detail::trimmed(text).starts_with("<")
                       ? detail::readInbreastXml(text, fileName, m_builder)
                       : detail::readInbreastCsv(text, m_builder);
        case AnnotationFormat::CbisDdsm: {
            const fs::path folder = file.parent_path();
            return detail::readCbisDdsm(
                text, [&](const std::string& path) { return pictureBelow(folder, path); },
                m_builder);
        }
        case AnnotationFormat::VinDr:
            return detail::readVinDr(text, m_builder);
        case AnnotationFormat::LabelStudio:
            return detail::readLabelStudio(text, m_builder);
        case AnnotationFormat::Csv: {
            const fs::path images = file.parent_path() / "images.csv";
            std::error_code error;
            std::string table;
            if (fs::is_regular_file(images, error)) {
                CW_TRY(table, core::readText(images, Limits::kFileBytes));
            }
            return detail::readConcordCsv(table, text, m_builder);
        }
        case AnnotationFormat::Json:
            return detail::readConcordJson(text, m_builder);
        case AnnotationFormat::PngMask:
            break;
        }
        return {};
    }

    /// .../Annotations/x.xml, .../SegmentationObject/x.png, .../labelmap.txt
    Result<void> voc(const std::string& xml, const fs::path& file) {
        const fs::path root = file.parent_path().parent_path();
        const std::string picture = utf8(file.stem()) + ".png";
        CW_TRY(const auto objects, maskAt(root / "SegmentationObject" / picture));
        CW_TRY(const auto classes, maskAt(root / "SegmentationClass" / picture));
        const auto map = core::readText(root / "labelmap.txt", 1 << 20);
        const auto labels = detail::vocLabels(map ? *map : std::string());
        return detail::readVoc({xml, utf8(file.filename()), objects ? &*objects : nullptr,
                                classes ? &*classes : nullptr, &labels},
                               m_options.vocBoxes, m_builder);
    }

    /// Beside data.yaml: the texts of labels/, or of the folder itself.
    Result<void> yolo(const std::string& yaml, const fs::path& file) {
        CW_TRY(const auto names, detail::yoloNames(yaml));
        for (const std::string& name : names)
            m_builder.category(name);
        const fs::path labels = file.parent_path() / "labels";
        std::error_code error;
        const auto texts =
            filesWith(fs::is_directory(labels, error) ? labels : file.parent_path(), {".txt"});
        for (std::size_t i = 0; i < texts.size(); ++i) {
            CW_TRY(const auto text, core::readText(texts[i], Limits::kFileBytes));
            if (auto good =
                    detail::readYoloLabels(text, utf8(texts[i].filename()), names, m_builder);
                !good)
                return within(good.error(), "label file " + std::to_string(i + 1));
        }
        return {};
    }

    /// masks/ of our own export with classes.csv, or any folder of masks.
    Result<void> masks(const fs::path& folder, const std::vector<fs::path>& pictures) {
        std::vector<std::string> labels;
        if (const auto classes = core::readText(folder / "classes.csv", 1 << 20)) {
            CW_TRY(labels, detail::maskLabels(*classes));
        }
        const bool ours = !labels.empty();
        std::size_t number = 0;
        for (const fs::path& picture : pictures) {
            ++number;
            if (ours && picture.parent_path().filename() != "masks")
                continue; // the same again a class, and the images
            if (auto good = mask(picture, labels); !good)
                return within(good.error(), "picture " + std::to_string(number));
            if (m_progress)
                m_progress(number, pictures.size(), "pictures");
        }
        return {};
    }

    Result<void> mask(const fs::path& file, const std::vector<std::string>& labels) {
        CW_TRY(const auto picture, imaging::readPicture(file));
        CW_TRY(const auto mask, detail::indexMaskOf(picture.image));
        return detail::readIndexMask(mask, utf8(file.filename()), labels, m_builder);
    }

    const ReadOptions& m_options;
    const core::ProgressFn& m_progress;
    SetBuilder m_builder;
};

} // namespace

Result<AnnotationSet> readAnnotations(const fs::path& fileOrFolder, const ReadOptions& options,
                                      const core::ProgressFn& progress) {
    std::error_code error;
    FileReader reader(options, progress);
    if (fs::is_directory(fileOrFolder, error))
        return reader.folder(fileOrFolder);
    if (!fs::exists(fileOrFolder, error))
        return fail(ErrorCode::NotFound, "the annotations are not there");
    return reader.file(fileOrFolder);
}

} // namespace cw::dataset
