// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Image.h"
#include <optional>
#include <string>
#include <vector>

namespace cw::core {

/// PS3.3 C.11.2.1.3: how a window maps values to grey.
enum class VoiFunction { Linear, LinearExact, Sigmoid };

struct Window {
    double centre = 0, width = 1;
    VoiFunction function = VoiFunction::Linear;
    std::string explanation; ///< Window Center & Width Explanation
    bool operator==(const Window&) const = default;
};

/// A table over stored or modality values: entry i belongs to firstValue + i; ends are held.
struct LookupTable {
    double firstValue = 0;
    int bits = 16; ///< of an entry, 8 to 16
    std::vector<std::uint16_t> entries;
    std::string explanation;
    bool operator==(const LookupTable&) const = default;
};

/// Everything of a file that says how its grey values want to be shown (PS3.3 C.11.1, C.11.2).
/// View state (which window, inverted) is not in here.
struct Presentation {
    double rescaleSlope = 1, rescaleIntercept = 0;
    std::optional<LookupTable> modalityLut; ///< instead of the rescale
    std::vector<LookupTable> voiLuts;       ///< preferred to windows when present
    std::vector<Window> windows;
    /// Stored values of Pixel Padding: shown black in either polarity, left out of auto windows.
    std::optional<std::pair<double, double>> padding;
    bool inverse = false; ///< Presentation LUT Shape INVERSE, or MONOCHROME1 without a shape
};

/// What the user chose.
struct ViewGrey {
    std::optional<Window> window;      ///< over modality values; overrides the file's
    std::size_t fileWindow = 0;        ///< which window of the file, if no VOI LUT is used
    std::optional<std::size_t> voiLut; ///< which VOI LUT; the file's first if it has any
    bool invert = false;               ///< on top of the file's polarity
};

/// The window that covers the values of the image without its padding: the fallback of C.11.2.
Window fullRangeWindow(const Image& image, const Presentation& presentation);

/// 8-bit grey for every stored value of the image's type: index = value - lowest(). 8- and 16-bit
/// types only; others are shown through grey8 directly.
struct GreyTable {
    int lowest = 0;
    std::vector<std::uint8_t> entries;
    std::uint8_t operator[](int stored) const {
        return entries[static_cast<std::size_t>(stored - lowest)];
    }
};
Result<GreyTable> greyTable(const Image& image, const Presentation& presentation,
                            const ViewGrey& view);

/// The picture as shown: monochrome becomes one 8-bit sample, colour stays Rgb 8-bit. Geometry is
/// untouched.
Result<Image> shown(const Image& image, const Presentation& presentation, const ViewGrey& view);

} // namespace cw::core
