// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Progress.h"
#include "dataset/formats/AnnotationSet.h"
#include <filesystem>
#include <string_view>

namespace cw::dataset {

/// Annotation formats that are read (docs/decisions/0127; facts: workstation.md section 3).
enum class AnnotationFormat {
    Coco,        ///< instances: polygons, boxes, run lengths (list and text)
    Cvat,        ///< "for images" 1.1
    LabelMe,     ///< 4.0 to 5.7, one JSON an image
    Via,         ///< VGG Image Annotator, CSV
    Voc,         ///< Pascal VOC: XML an image, SegmentationObject and SegmentationClass beside it
    Yolo,        ///< YOLO-seg (and boxes): data.yaml and one text an image
    Inbreast,    ///< OsiriX property list an image, INbreast.csv
    CbisDdsm,    ///< case description CSV; outlines from mask pictures where they are there
    VinDr,       ///< VinDr-Mammo finding_annotations.csv, breast-level_annotations.csv
    LabelStudio, ///< JSON export
    PngMask,     ///< index masks (or two-valued ones)
    Csv,         ///< our own export
    Json         ///< our own export
};
std::string_view name(AnnotationFormat format); ///< "coco", "cvat" ...; the command line's words
std::optional<AnnotationFormat> annotationFormatFrom(std::string_view text);
std::vector<std::string> annotationFormatNames();

/// How a VOC file counts the pixels of its boxes.
enum class VocBoxes {
    OneBased, ///< 1-based and inclusive, as the original: pixel 0 alone is 1 1 1 1
    Corners   ///< image space, as datumaro and most converters write
};
struct ReadOptions {
    std::optional<AnnotationFormat> format; ///< nothing: recognised by the content
    VocBoxes vocBoxes = VocBoxes::OneBased;
};

/// What a text looks like; nothing if it looks like none of them. fileName: for the ending.
std::optional<AnnotationFormat> recognised(std::string_view text, std::string_view fileName);

/// One text that needs no other file. Untrusted: Malformed (naming element or line, never content)
/// or TooLarge (detail/SetBuilder.h has the limits); Unsupported for a format of several files.
/// fileName names the image where the format leaves that to the file.
Result<AnnotationSet> readAnnotationText(std::string_view text, AnnotationFormat format,
                                         std::string_view fileName,
                                         const ReadOptions& options = {});

/// A file, with what lies beside it (VOC and CBIS masks), or a folder with all its files of the
/// format in the order of their names. NotFound, Unreadable; Unsupported: not recognised.
Result<AnnotationSet> readAnnotations(const std::filesystem::path& fileOrFolder,
                                      const ReadOptions& options = {},
                                      const core::ProgressFn& progress = {});

} // namespace cw::dataset
