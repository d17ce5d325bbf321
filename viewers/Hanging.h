// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/ImageAttributes.h"
#include "viewers/HangingProtocol.h"
#include "viewers/Picture.h"
#include <span>
#include <string>
#include <vector>

namespace cw::viewers {

/// Why a place is not beyond doubt; shown as an amber badge with words, never silently guessed.
enum class HangingDoubt {
    LateralityUnknown,  ///< put into a free place
    ViewUnknown,        ///< neither CC nor MLO
    OrientationMissing, ///< Patient Orientation absent or unreadable: side taken from the pixels
    OrientationContradicted, ///< tags and pixels disagree about the chest wall: hung by the tags
    CloseUp,                 ///< magnification or spot view: not at the size of the others
    SizeByPixels,            ///< no pixel size, where others of the step have one
    ExamOrderUnknown         ///< several examinations, and no date says which is the newest
};

/// How the stored image is turned for the screen.
struct Orientation {
    bool mirrored = false;
    int quarterTurns = 0; ///< clockwise, after mirroring
    bool fromTags = false;
    bool operator==(const Orientation&) const = default;
};

/// What is to be hung.
struct HungImage {
    core::ImageAttributes attributes;
    int exam = 0; ///< 0 the newest of the patient's examinations, 1 the one before, ...
    bool examOrderKnown = true; ///< false where nothing says which came first
};

/// Where an image hangs.
struct Place {
    std::size_t image = 0; ///< index into what was hung
    int row = 0, column = 0;
    int anchor = 0; ///< edge of the viewport that the image touches: -1 left, 1 right, 0 centred
    Orientation orientation;
    std::vector<HangingDoubt> doubts;
};

/// What is seen at once.
struct HungPage {
    int rows = 1, columns = 1;
    std::vector<Place> places;
};

/// Which way a mammogram faces, from the first letters of Patient Orientation: R CC P\L, R MLO P\F,
/// L CC A\R, L MLO A\F as seen on the screen, so that the chest walls meet in the middle with the
/// right breast on the viewer's left. XCCL, XCCM and FB hang as CC, all other views as MLO; where
/// the view has no name the letters themselves say which. Fundus pictures are never flipped.
Orientation orientationOf(const core::ImageAttributes& attributes);

/// The pages of a step that have something to show; a page for priors, only where there is a prior.
/// Empty rows are left out, empty columns stay: a place keeps its side of the screen.
std::vector<HungPage> hang(std::span<const HungImage> images, const ProtocolStep& step);

/// Compares a mammogram's place with its pixels once they are there: supplies the flip where the
/// tags gave none, adds a doubt where they contradict.
void checkAgainstPixels(Place& place, const Picture& picture);

/// "R CC", "L MLO", "R" for an eye; "?" for what is not known.
std::string titleOf(const core::ImageAttributes& attributes);

} // namespace cw::viewers
