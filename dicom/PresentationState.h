// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dicom/ReferencedOutline.h"
#include "dicom/SourceImage.h"
#include <span>

namespace cw::dicom {

/// A closed outline with a few words at its side. It carries look, not meaning: never the only
/// export of a finding (workstation.md 3).
struct GraphicMark {
    core::Polygon outline; ///< image space, which is PIXEL of PS3.3 C.10.5; float32 in the file
    std::string words;     ///< no line ends; empty: none
};

/// A presentation state of one image: the whole image shown, upright as stored, lesions in a layer.
struct PresentationState {
    std::string layer = "LESIONS"; ///< CS, at most 16 characters
    std::string description;       ///< of the layer, at most 64 characters
    std::vector<GraphicMark> marks;
};

/// Grayscale Softcopy Presentation State (PS3.3 A.33.1) with the image's own first window; of a
/// colour image the Color one (A.33.2), whose colours are sRGB. Implicit VR little endian where an
/// outline has more than 8,190 vertices. InvalidArgument: an outline of less than three or more
/// than 65,534 vertices, a layer that is no name, an image without a reference.
Result<std::vector<std::byte>> encodePresentationState(const SourceImage& image,
                                                       const PresentationState& state,
                                                       const ObjectIdentity& identity);

struct StateOutlines {
    std::vector<ReferencedOutline> outlines; ///< one for each image that a graphic is drawn on
    std::size_t onTheScreen = 0; ///< graphics in DISPLAY or MATRIX units: nowhere on an image
};
/// Graphics of any softcopy presentation state. Flips, rotations and displayed areas are of the
/// view and change no coordinate (PIXEL is of the stored image). Unsupported: another object.
/// Malformed; TooLarge: more than 100,000 graphics.
Result<StateOutlines> readPresentationState(std::span<const std::byte> file,
                                            const ReadLimits& limits = {});

/// An sRGB display profile (ICC.1:2001-04, version 2.4), the same bytes always.
std::vector<std::byte> srgbProfile();

} // namespace cw::dicom
