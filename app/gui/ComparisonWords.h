// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "annotation/Comparison.h"
#include "core/Units.h"

#include <QString>
#include <optional>

namespace cw::gui {

/// Why two answers differ as they do: "what happens next differs".
QString words(annotation::DifferenceReason reason);
/// "▲ major", "△ minor": the mark and the word, so that colour is never alone.
QString weightWords(bool major);
/// How far two outlines are apart: overlap on one line, distances on the next, in mm with the
/// source of the image's spacing where there is one, else in px. Empty where nothing is defined.
QString measureWords(const annotation::LesionPair& pair,
                     const std::optional<core::SpacingMm>& spacing);
/// Colour of a difference, beside its word.
constexpr unsigned kMajorInk = 0xFFE0703C, kMinorInk = 0xFFE6B450;

} // namespace cw::gui
