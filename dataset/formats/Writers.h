// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dataset/formats/AnnotationSet.h"
#include "dataset/formats/Formats.h"
#include <functional>

namespace cw::dataset {

/// Takes one finished file of an export: its path inside the folder, its whole content.
using FileSink = std::function<Result<void>(const std::string& path, std::string_view bytes)>;

/// What an export could not say in its format, for the export log. Zero where nothing was lost.
struct WriteLosses {
    std::size_t holesFilled = 0;          ///< regions whose holes the format cannot say
    std::size_t partsSplit = 0;           ///< shapes of several parts that became several objects
    std::size_t shapesLeftOut = 0;        ///< points and lines where only areas can be said
    std::size_t pixelsTwice = 0;          ///< of index masks: the later shape has them
    std::size_t instancesWithoutMask = 0; ///< beyond the 254 that an 8-bit picture numbers
};

/// One writer a format. The set is in pixels. InvalidArgument if a text is not UTF-8 or holds
/// control characters, or for more labels than the format can number.
///
/// COCO instances: annotations/instances_default.json. Outlines as they are; run lengths where a
/// region has holes; our words under "attributes". Lossless.
Result<WriteLosses> writeCoco(const AnnotationSet& set, const FileSink& sink);
/// CVAT for images 1.1: annotations.xml, two decimals (<= 0.005 px off), group_id for shapes of one
/// lesion, a tag for the image's label, <mask> where a region has holes.
Result<WriteLosses> writeCvat(const AnnotationSet& set, const FileSink& sink);
/// LabelMe 5: labelme/<image>.json; our words under "attributes", which LabelMe keeps. Lossless but
/// for holes.
Result<WriteLosses> writeLabelMe(const AnnotationSet& set, const FileSink& sink);
/// YOLO-seg: data.yaml, labels/<image>.txt (empty without lesions), six decimals (<= 5e-7 of width
/// and height off).
Result<WriteLosses> writeYolo(const AnnotationSet& set, const FileSink& sink);
/// Pascal VOC: Annotations/<image>.xml with boxes around the outlines, SegmentationObject and
/// SegmentationClass as palette pictures, ImageSets, labelmap.txt. Exact to the pixel.
Result<WriteLosses> writeVoc(const AnnotationSet& set, VocBoxes boxes, const FileSink& sink);
/// masks/<image>.png (8 bits, the category's number, 0 = nothing), classes/<label>/<image>.png
/// (255) for each label of the image, classes.csv. Exact to the pixel; only from core/Raster.h.
Result<WriteLosses> writePngMasks(const AnnotationSet& set, const FileSink& sink);

} // namespace cw::dataset
