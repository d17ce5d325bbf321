// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/ImageAttributes.h"

#include <QString>

namespace cw::gui {

/// The small lines beside a picture: device, what it is meant for, how it was taken, as far as the
/// project keeps it. Lines separated by '\n'; nothing where nothing is known.
QString techniqueWords(const core::ImageAttributes& attributes);

} // namespace cw::gui
