// SPDX-License-Identifier: Apache-2.0
#include "core/ImageAttributes.h"

#include <utility>

namespace cw::core {
namespace {

constexpr std::pair<ViewPosition, std::string_view> kViewNames[] = {
    {ViewPosition::CC, "CC"},     {ViewPosition::MLO, "MLO"},   {ViewPosition::Other, "other"},
    {ViewPosition::ML, "ML"},     {ViewPosition::LM, "LM"},     {ViewPosition::LMO, "LMO"},
    {ViewPosition::FB, "FB"},     {ViewPosition::SIO, "SIO"},   {ViewPosition::ISO, "ISO"},
    {ViewPosition::XCCL, "XCCL"}, {ViewPosition::XCCM, "XCCM"},
};

} // namespace

std::string_view name(ImageKind kind) {
    switch (kind) {
    case ImageKind::Mammography:
        return "mammography";
    case ImageKind::Fundus:
        return "fundus";
    case ImageKind::Other:
        break;
    }
    return "other";
}

std::string_view name(Laterality laterality) {
    switch (laterality) {
    case Laterality::Right:
        return "R";
    case Laterality::Left:
        return "L";
    case Laterality::Both:
        return "B";
    case Laterality::Unknown:
        break;
    }
    return "";
}

std::string_view name(ViewPosition view) {
    for (const auto& [position, text] : kViewNames)
        if (view == position)
            return text;
    return "";
}

std::string_view name(FundusField field) {
    switch (field) {
    case FundusField::General:
        return "general";
    case FundusField::Wide:
        return "wide";
    case FundusField::Unknown:
        break;
    }
    return "";
}

std::string_view name(SpacingSource source) {
    switch (source) {
    case SpacingSource::PixelSpacing:
        return "Pixel Spacing";
    case SpacingSource::ImagerPixelSpacing:
        return "Imager Pixel Spacing (detector plane)";
    case SpacingSource::NominalScannedPixelSpacing:
        return "Nominal Scanned Pixel Spacing";
    case SpacingSource::Raster:
        return "picture file";
    case SpacingSource::FiducialCalibration:
        return "Pixel Spacing (calibrated by a fiducial)";
    case SpacingSource::GeometryCalibration:
        return "Pixel Spacing (calibrated by geometry)";
    case SpacingSource::MagnificationFactor:
        return "Imager Pixel Spacing / magnification factor";
    case SpacingSource::SourceDistances:
        return "Imager Pixel Spacing / source distances";
    }
    return "";
}

std::optional<ImageKind> imageKindFrom(std::string_view text) {
    if (text == "mammography")
        return ImageKind::Mammography;
    if (text == "fundus")
        return ImageKind::Fundus;
    if (text == "other")
        return ImageKind::Other;
    return std::nullopt;
}

Laterality lateralityFrom(std::string_view text) {
    return text == "R"   ? Laterality::Right
           : text == "L" ? Laterality::Left
           : text == "B" ? Laterality::Both
                         : Laterality::Unknown;
}

ViewPosition viewPositionFrom(std::string_view text) {
    for (const auto& [position, name] : kViewNames)
        if (text == name)
            return position;
    return ViewPosition::Unknown;
}

FundusField fundusFieldFrom(std::string_view text) {
    return text == "general" ? FundusField::General
           : text == "wide"  ? FundusField::Wide
                             : FundusField::Unknown;
}

} // namespace cw::core
