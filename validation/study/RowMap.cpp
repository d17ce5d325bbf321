// SPDX-License-Identifier: Apache-2.0
#include "validation/study/detail/RowMap.h"

#include "imaging/Features.h"
#include "imaging/Resample.h"
#include "validation/study/Occlusion.h"

#include <algorithm>
#include <optional>

namespace cw::validation::detail {
namespace {

/// What a map of measures is printed on, px; a network's map is printed on its own picture.
constexpr int kPrintedSide = 320;

Result<core::Image> noLargerThan(core::Image image, int side) {
    if (std::max(image.width(), image.height()) <= side)
        return image;
    return imaging::resized(image, side);
}

Result<HeatMap> drawn(const MapSource& from, std::size_t row, const core::Image& printed,
                      const OcclusionMap& map) {
    return heatMapOf(printed, map, from.set.at(row).image, from.model);
}

Result<HeatMap> mapOfPicture(const MapSource& from, std::size_t row, const Scorer& scorer,
                             const core::Image& picture) {
    const auto score = [&](const core::Image& image) { return scorer.scorePicture(image); };
    CW_TRY(const OcclusionMap map, occlusionMap(picture, score, {.cells = 10}, from.cancel));
    CW_TRY(const auto printed, noLargerThan(picture, kPrintedSide));
    return drawn(from, row, printed, map);
}

Result<HeatMap> mapOfMeasures(const MapSource& from, std::size_t row, const Scorer& scorer) {
    const bool fundus = from.kind == core::ImageKind::Fundus;
    CW_TRY(const SourcePicture given, from.pictures(from.set.at(row).image));
    if (given.image == nullptr)
        return fail(ErrorCode::Unreadable, "there are no pixels");
    // Covers are put on what is measured; a larger picture would only be reduced again each time.
    CW_TRY(const auto picture,
           noLargerThan(*given.image, fundus ? imaging::kFundusSide : imaging::kMammogramSide));
    std::optional<double> whole; // the score of the picture as it is, which comes first
    const auto score = [&](const core::Image& image) -> Result<double> {
        const auto features = imaging::contentFeatures(image, from.kind);
        // Under a cover no retina may be found; that says nothing of what lies there.
        if (!features && whole && features.error().code == ErrorCode::Malformed)
            return *whole;
        if (!features)
            return tl::make_unexpected(features.error());
        CW_TRY(const double value, scorer.scoreFeatures(row, features->values));
        if (!whole)
            whole = value;
        return value;
    };
    CW_TRY(const OcclusionMap map, occlusionMap(picture, score, {.cells = 8}, from.cancel));
    // The reduced picture is grey and windowed: a mammogram as it is looked at.
    CW_TRY(auto printed, fundus&& picture.sampleType() == core::SampleType::U8
                             ? Result<core::Image>(picture)
                             : from.set.reduced(row));
    CW_TRY(printed, noLargerThan(std::move(printed), kPrintedSide));
    return drawn(from, row, printed, map);
}

} // namespace

Result<HeatMap> mapOfRow(const MapSource& from, std::size_t row, const Scorer& scorer) {
    switch (scorer.sees()) {
    case Sees::Input: {
        CW_TRY(const auto picture, from.set.input(row));
        return mapOfPicture(from, row, scorer, picture);
    }
    case Sees::Reduced: {
        CW_TRY(const auto picture, from.set.reduced(row));
        return mapOfPicture(from, row, scorer, picture);
    }
    case Sees::Features:
        return mapOfMeasures(from, row, scorer);
    case Sees::Nothing:
        break;
    }
    return fail(ErrorCode::Unsupported, "this model does not look at pictures");
}

} // namespace cw::validation::detail
