// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/ImageAttributes.h"
#include "core/Progress.h"
#include "validation/models/ImageModel.h"
#include "validation/prepare/PictureSource.h"
#include "validation/study/StudyResult.h"

namespace cw::validation::detail {

/// What a heat map is drawn from.
struct MapSource {
    const PreparedSet& set;
    PictureSource pictures; ///< asked only for models that see Features
    core::ImageKind kind = core::ImageKind::Mammography;
    std::string model; ///< as printed
    const core::CancelToken* cancel = nullptr;
};

/// The heat map of a row, by covering what the scorer sees of it: the network's picture, the
/// reduced one, or the picture as it came, reduced to what is measured and measured again under
/// every cover. Errors: those of occlusionMap() and the picture; Unsupported: it sees nothing.
Result<HeatMap> mapOfRow(const MapSource& from, std::size_t row, const Scorer& scorer);

} // namespace cw::validation::detail
