// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "viewers/Hanging.h"
#include "viewers/Picture.h"

#include <QImage>

namespace cw::gui {

/// The picture small, turned as it hangs, in the window that the file asks for first: as large as
/// it can be inside box (px), never stretched. Made from the level of the pyramid that is just
/// large enough; safe in any thread. Null where the grey table cannot be made.
QImage thumbnailOf(const viewers::Picture& picture, const viewers::Orientation& orientation,
                   QSize box);

} // namespace cw::gui
