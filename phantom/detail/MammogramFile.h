// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Image.h"
#include "phantom/detail/Roster.h"
#include <array>
#include <string>
#include <vector>

namespace cw::phantom {

struct MammographyDevice {
    const char* model;
    int rows, columns; ///< at full scale
    core::PixelMeaning meaning;
    double brightness;
};
inline constexpr double kDetectorPixelMm = 0.07; ///< at full scale
/// Two detectors, one of which writes MONOCHROME1 in some departments.
inline constexpr std::array<MammographyDevice, 3> kMammographyDevices = {{
    {"CP-2429 (SYNTHETIC)", 4096, 3328, core::PixelMeaning::Monochrome2, 1.0},
    {"CP-1824 (SYNTHETIC)", 3328, 2560, core::PixelMeaning::Monochrome2, 1.05},
    {"CP-1824i (SYNTHETIC)", 3328, 2560, core::PixelMeaning::Monochrome1, 0.97},
}};

/// One view as it goes into a file.
struct MammogramView {
    core::Laterality laterality = core::Laterality::Right;
    core::ViewPosition view = core::ViewPosition::CC;
    int number = 1; ///< 1..4
    double pixelMm = kDetectorPixelMm;
    bool burnedIn = false;
    std::string name() const; ///< "RCC"
};

/// A Digital Mammography X-Ray Image - For Presentation (PS3.3 A.27) as complete as a vendor's,
/// with the patient planted in tags, sequences and private blocks. identifiers gains what is unique
/// here.
Result<std::vector<std::byte>> mammogramFile(const Patient& patient, const MammogramView& view,
                                             const core::Image& pixels,
                                             std::vector<std::string>& identifiers);

} // namespace cw::phantom
