// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/workflow/AnnotationImport.h"

namespace cw::workflow {

/// Whether a file is DICOM by its first bytes; of a folder: whether one of its files is.
bool holdsDicom(const std::filesystem::path& fileOrFolder);

/// Segmentations, structured reports and presentation states as every other annotation format: an
/// image's name is the SOP Instance UID that the object refers to. A file, or a folder whose other
/// files (images, text) are left alone. Regions of one segment with a tracking UID are one shape.
/// A label is the vocabulary's word of that code, else the code's meaning, else the words beside
/// the outline. kind: whose vocabulary; nothing: any. Unsupported: no such object; errors of
/// readDicomOutlines() for a single file, a fault for one of several.
Result<dataset::AnnotationSet> readDicomAnnotations(const std::filesystem::path& fileOrFolder,
                                                    std::optional<core::ImageKind> kind = {},
                                                    const core::ProgressFn& progress = {});

/// Lets names find the project's images by the UIDs that the set refers to: those of the stored,
/// de-identified instances, and of pictures that an export has wrapped (decision 0131). Reads
/// stored images until all are found. The number that was found. Errors of the store.
Result<std::size_t> addInstances(ImageNames& names, const Project& project,
                                 const dataset::AnnotationSet& set,
                                 const core::ProgressFn& progress = {});

} // namespace cw::workflow
