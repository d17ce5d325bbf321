// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/cli/Program.h"
#include "app/workflow/DicomForms.h"
#include "app/workflow/Recipients.h"

namespace cw::cli {

/// What `export` was asked for where the format is one of DICOM's.
struct DicomExportArguments {
    std::string project, version, output;
    workflow::DicomForm form = workflow::DicomForm::Segmentation;
    bool images = false, readings = false;
    workflow::ReleaseTerms release; ///< with a recipient: goes on record
};
Result<Answer> exportDicomForm(const DicomExportArguments& arguments, const Program& program);

} // namespace cw::cli
