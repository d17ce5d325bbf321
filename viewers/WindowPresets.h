// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Presentation.h"
#include <array>

namespace cw::viewers {

/// A way to look at the file's own window: its width times width, its centre moved by shift of its
/// width. Relative, because grey values of mammograms have no unit that vendors share.
struct WindowPreset {
    const char* name; ///< QT_TRANSLATE_NOOP("WindowPresets", ...)
    double width = 1, shift = 0;
};
/// Dense tissue lies high in the window and needs its top; fat and skin lie low.
const std::array<WindowPreset, 5>& windowPresets();

core::Window applied(const WindowPreset& preset, const core::Window& ofFile);

} // namespace cw::viewers
