// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dataset/Difference.h"

#include <QString>

namespace cw::gui {

/// What is another in the later version, in the user's language, a line each; long lists are cut
/// with their number.
QString words(const dataset::VersionDifference& difference);

} // namespace cw::gui
