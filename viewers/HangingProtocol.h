// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/ImageAttributes.h"
#include <optional>
#include <string>
#include <vector>

namespace cw::viewers {

/// How large the images of a step are shown.
enum class StepScale {
    SameSize, ///< the largest decides, all others get the same millimetres a screen pixel
    Quadrants ///< one image pixel a screen pixel; the same key again goes on to the next part
};

/// Which examination of the patient: the newest, or the ones before it.
enum class Exam { Current, Prior };

/// Which images may hang in a place; what is not named does not matter.
struct PlaceFilter {
    std::optional<core::Laterality> side;
    std::vector<core::ViewPosition> views; ///< one of these
    Exam exam = Exam::Current;
    bool operator==(const PlaceFilter&) const = default;
};

/// A place on the screen; rows and columns from 0, top left first.
struct ProtocolPlace {
    int row = 0, column = 0;
    PlaceFilter filter;
    bool operator==(const ProtocolPlace&) const = default;
};

/// What is seen at once.
struct ProtocolPage {
    int rows = 1, columns = 1;
    std::vector<ProtocolPlace> places;
    bool operator==(const ProtocolPage&) const = default;
};

/// A word for the window in its two languages.
struct ProtocolWords {
    std::string english, korean;
    bool operator==(const ProtocolWords&) const = default;
};

/// What one key shows: the first page that has an image; the same key again, the next one.
struct ProtocolStep {
    int key = 1;          ///< digit, 1 to 7
    ProtocolWords name;   ///< "CC pair"
    ProtocolWords button; ///< "CC"; the name where the file gives none
    StepScale scale = StepScale::SameSize;
    /// Images that no place of the step takes: first into places left empty (a missing tag must not
    /// hide an image), then on pages of their own.
    bool further = false;
    /// Instead of fixed places: right images left, left images right, as many rows as it takes.
    bool bySide = false;
    std::optional<core::Laterality> onlySide; ///< of a step by side: the images of one side
    std::vector<ProtocolPage> pages;
    bool operator==(const ProtocolStep&) const = default;
};

/// The steps of a hanging in the order of their buttons; the first is what a case opens with.
struct HangingProtocol {
    std::string id;
    ProtocolWords name;
    core::ImageKind kind = core::ImageKind::Mammography;
    std::vector<ProtocolStep> steps;
    const ProtocolStep* step(int key) const; ///< null if no step has that key
    bool operator==(const HangingProtocol&) const = default;
};

inline constexpr int kHighestStepKey = 7; ///< 8, 9 and 0 are true size, 1:1 and fit
inline constexpr int kMostRows = 4, kMostColumns = 8;

/// The one that comes with the program: viewers/protocols/*.json.
const HangingProtocol& builtInProtocol(core::ImageKind kind);

} // namespace cw::viewers
