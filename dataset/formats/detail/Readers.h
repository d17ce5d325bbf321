// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Image.h"
#include "dataset/formats/Formats.h"
#include "dataset/formats/detail/SetBuilder.h"
#include <functional>

namespace cw::dataset::detail {

/// One reader a format; each adds what the text says to the builder. Errors as
/// readAnnotationText().
Result<void> readCoco(std::string_view json, SetBuilder& builder);
Result<void> readCvat(std::string_view xml, SetBuilder& builder);
Result<void> readLabelMe(std::string_view json, std::string_view fileName, SetBuilder& builder);
Result<void> readVia(std::string_view csv, SetBuilder& builder);
Result<void> readInbreastXml(std::string_view plist, std::string_view fileName,
                             SetBuilder& builder);
Result<void> readInbreastCsv(std::string_view csv, SetBuilder& builder);
Result<void> readVinDr(std::string_view csv, SetBuilder& builder);
Result<void> readLabelStudio(std::string_view json, SetBuilder& builder);
Result<void> readConcordJson(std::string_view json, SetBuilder& builder);
Result<void> readConcordCsv(std::string_view imagesCsv, std::string_view annotationsCsv,
                            SetBuilder& builder);

/// A picture beside the table, by its path there; nothing if it is not at hand.
using PictureSource = std::function<std::optional<core::Image>(const std::string& path)>;
Result<void> readCbisDdsm(std::string_view csv, const PictureSource& pictures, SetBuilder& builder);

/// Pixels of an index mask: grey values, or the index of VOC's colour map for colours.
struct IndexMask {
    int width = 0, height = 0;
    std::vector<std::uint32_t> index;
};
Result<IndexMask> indexMaskOf(const core::Image& image);
/// The pixels of one index in their bounding box.
Bitmap bitmapOf(const IndexMask& mask, std::uint32_t index);
/// Every index but 0 (and VOC's 255 for "void" where asked), ascending.
std::vector<std::uint32_t> indicesIn(const IndexMask& mask);

struct VocFiles {
    std::string_view xml;
    std::string_view fileName;                        ///< names the image where the XML does not
    const IndexMask* objects = nullptr;               ///< SegmentationObject
    const IndexMask* classes = nullptr;               ///< SegmentationClass
    const std::vector<std::string>* labels = nullptr; ///< of the class mask, by index
};
Result<void> readVoc(const VocFiles& files, VocBoxes boxes, SetBuilder& builder);
/// labelmap.txt ("name:r,g,b::", CVAT's and datumaro's), or VOC's own twenty without one.
std::vector<std::string> vocLabels(std::string_view labelMap);

/// names: of data.yaml. Malformed.
Result<std::vector<std::string>> yoloNames(std::string_view yaml);
Result<void> readYoloLabels(std::string_view text, std::string_view fileName,
                            const std::vector<std::string>& names, SetBuilder& builder);

/// labels: by index; beyond them "class-7".
Result<void> readIndexMask(const IndexMask& mask, std::string_view fileName,
                           const std::vector<std::string>& labels, SetBuilder& builder);
Result<std::vector<std::string>> maskLabels(std::string_view classesCsv);

} // namespace cw::dataset::detail
