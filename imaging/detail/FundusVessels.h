// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "imaging/detail/FeatureList.h"
#include "imaging/detail/FundusStructure.h"
#include "imaging/detail/FundusZones.h"

namespace cw::imaging::detail {

/// Dark lines by zone: how much of the zone they take, how plain they are, and how little they keep
/// their direction (a proxy of tortuosity: 0 straight, 1 any way; crossings count too). Of the
/// whole field: wide against fine lines, and how far the middle of the disc's vessels lies off the
/// disc's. fine, wide: structure of greenContrast() at about 1/140 and 1/68 of the field's radius.
void addVessels(const FundusStructure& fine, const FundusStructure& wide, const FundusZones& zones,
                const FundusLandmarks& landmarks, FeatureList& features);

} // namespace cw::imaging::detail
