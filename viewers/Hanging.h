// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/ImageAttributes.h"
#include "viewers/Picture.h"
#include <span>
#include <string>
#include <vector>

namespace cw::viewers {

/// What the reader sees at once (keys 1 to 6).
enum class HangingStep { All, CcPair, MloPair, RightPair, LeftPair, Further };

/// Why a place is not beyond doubt; shown as an amber badge with words, never silently guessed.
enum class HangingDoubt {
    LateralityUnknown,  ///< put into a free place
    ViewUnknown,        ///< neither CC nor MLO
    OrientationMissing, ///< Patient Orientation absent or unreadable: side taken from the pixels
    OrientationContradicted ///< tags and pixels disagree about the chest wall: hung by the tags
};

/// How the stored image is turned for the screen.
struct Orientation {
    bool mirrored = false;
    int quarterTurns = 0; ///< clockwise, after mirroring
    bool fromTags = false;
    bool operator==(const Orientation&) const = default;
};

/// Where an image hangs.
struct Place {
    std::size_t image = 0; ///< index into what was hung
    int row = 0, column = 0;
    int anchor = 0; ///< edge of the viewport that the image touches: -1 left, 1 right, 0 centred
    Orientation orientation;
    std::vector<HangingDoubt> doubts;
};

/// Which way a mammogram faces, from the first letters of Patient Orientation: R CC P\L, R MLO P\F,
/// L CC A\R, L MLO A\F as seen on the screen, so that the chest walls meet in the middle with the
/// right breast on the viewer's left. Fundus pictures are never flipped.
Orientation orientationOf(const core::ImageAttributes& attributes);

/// Places for a step: R CC | L CC over R MLO | L MLO; one or two eyes with the right one on the
/// viewer's left. Every image has a place in All or in Further.
std::vector<Place> hang(std::span<const core::ImageAttributes> images, HangingStep step);
int rowsOf(std::span<const Place> places);
int columnsOf(std::span<const Place> places);

/// Compares a mammogram's place with its pixels once they are there: supplies the flip where the
/// tags gave none, adds a doubt where they contradict.
void checkAgainstPixels(Place& place, const Picture& picture);

/// "R CC", "L MLO", "R" for an eye; "?" for what is not known.
std::string titleOf(const core::ImageAttributes& attributes);

} // namespace cw::viewers
