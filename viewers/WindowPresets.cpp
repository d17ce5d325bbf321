// SPDX-License-Identifier: Apache-2.0
#include "viewers/WindowPresets.h"

#include <QtGlobal>
#include <algorithm>

namespace cw::viewers {

const std::array<WindowPreset, 5>& windowPresets() {
    static constexpr std::array<WindowPreset, 5> presets{{
        {QT_TRANSLATE_NOOP("WindowPresets", "Dense tissue"), 0.6, 0.15},
        {QT_TRANSLATE_NOOP("WindowPresets", "Fatty tissue"), 0.7, -0.2},
        {QT_TRANSLATE_NOOP("WindowPresets", "Skin and nipple"), 0.6, -0.4},
        {QT_TRANSLATE_NOOP("WindowPresets", "More contrast"), 0.5, 0},
        {QT_TRANSLATE_NOOP("WindowPresets", "Less contrast"), 2, 0},
    }};
    return presets;
}

core::Window applied(const WindowPreset& preset, const core::Window& ofFile) {
    auto window = ofFile;
    window.width = std::max(1.0, ofFile.width * preset.width);
    window.centre = ofFile.centre + ofFile.width * preset.shift;
    window.explanation.clear();
    return window;
}

} // namespace cw::viewers
