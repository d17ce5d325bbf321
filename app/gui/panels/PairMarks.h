// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/CompareCase.h"
#include "viewers/ViewTransform.h"

#include <QString>
#include <vector>

class QPainter;

namespace cw::gui {

/// A lesion of either reading, or of both, as the overlay marks it.
struct PairMark {
    core::RectPx box; ///< around what was drawn, image space
    bool agreed = false;
    QString words; ///< "Same outline", "Only A drew it"
};
/// Those on one image of the case, in the comparison's order.
std::vector<PairMark> pairMarks(const ComparedCase& compared, const core::ImageId& image);
/// Corners around each: bluish green with a tick where the readers agree, amber with the unequal
/// sign and the word where they do not.
void paintPairMarks(QPainter& painter, const viewers::ViewTransform& view,
                    const std::vector<PairMark>& marks);

} // namespace cw::gui
