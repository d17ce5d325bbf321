// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "annotation/Finding.h"
#include <QColor>
#include <QString>
#include <set>

namespace cw::viewers {

/// Whose outline: told by colour, line and letter together, never by colour alone.
enum class ShapeOwner { ReaderA, ReaderB, Truth, Model };

/// Okabe and Ito's colours, which colour-blind readers tell apart.
constexpr QRgb colourOf(ShapeOwner owner) {
    switch (owner) {
    case ShapeOwner::ReaderA:
        return 0xFF56B4E9;
    case ShapeOwner::ReaderB:
        return 0xFFE69F00;
    case ShapeOwner::Truth:
        return 0xFF009E73;
    case ShapeOwner::Model:
        return 0xFFCC79A7;
    }
    return 0xFF56B4E9;
}
constexpr char letterOf(ShapeOwner owner) {
    switch (owner) {
    case ShapeOwner::ReaderA:
        return 'A';
    case ShapeOwner::ReaderB:
        return 'B';
    case ShapeOwner::Truth:
        return 'T';
    case ShapeOwner::Model:
        return 'M';
    }
    return '?';
}
constexpr QRgb kAmber = 0xFFE6B450; ///< badges: something wants attention

/// An outline to draw. caption: the label in the user's language.
struct Shape {
    annotation::Finding finding;
    ShapeOwner owner = ShapeOwner::ReaderA;
    QString caption;
    bool linked = false; ///< the selected lesion on another image: stands out with it
};

/// What of the outlines is drawn.
struct ShapeVisibility {
    bool outlinesOnly = false; ///< no letters, words or corners
    std::set<std::string> hiddenLabels;
    std::set<ShapeOwner> hiddenOwners;
    bool shows(const Shape& shape) const {
        return !hiddenLabels.contains(shape.finding.label) && !hiddenOwners.contains(shape.owner);
    }
    bool operator==(const ShapeVisibility&) const = default;
};

} // namespace cw::viewers
