// SPDX-License-Identifier: Apache-2.0
#include "core/Presentation.h"

#include "dicom/Pixels.h"
#include "dicom/detail/InstanceImpl.h"
#include "dicom/detail/ItemValues.h"

#include <algorithm>
#include <bit>

namespace cw::dicom {
namespace {

constexpr Tag kPaddingValue{0x0028, 0x0120}, kPaddingLimit{0x0028, 0x0121},
    kWindowCentre{0x0028, 0x1050}, kWindowWidth{0x0028, 0x1051}, kIntercept{0x0028, 0x1052},
    kSlope{0x0028, 0x1053}, kWindowExplanation{0x0028, 0x1055}, kVoiFunction{0x0028, 0x1056},
    kModalityLuts{0x0028, 0x3000}, kLutDescriptor{0x0028, 0x3002}, kLutExplanation{0x0028, 0x3003},
    kLutValues{0x0028, 0x3006}, kVoiLuts{0x0028, 0x3010}, kLutShape{0x2050, 0x0020},
    kTransformMacro{0x0028, 0x9145}, kVoiMacro{0x0028, 0x9132};
constexpr std::size_t kMaxWindows = 64;

/// Values that are US or SS by Pixel Representation, which files often give the other VR.
double asStored(double value, bool isSigned) {
    if (isSigned && value > 32767)
        return value - 65536;
    return !isSigned && value < 0 ? value + 65536 : value;
}

std::string utf8In(DcmItem& item, Tag tag, const std::string& characterSet) {
    return toUtf8(textIn(item, tag), characterSet, false);
}

/// PS3.3 C.11.1.1.1: entries (0 stands for 65536), first mapped value, bits of an entry.
std::optional<core::LookupTable> lookupTable(DcmItem& item, bool signedInput,
                                             const std::string& characterSet) {
    const auto count = integerIn(item, kLutDescriptor, 0),
               first = integerIn(item, kLutDescriptor, 1),
               bits = integerIn(item, kLutDescriptor, 2);
    if (!count || !first || !bits)
        return std::nullopt;
    const auto entries = static_cast<std::size_t>(*count <= 0 ? *count + 65536 : *count);
    const auto bytes = bytesIn(item, kLutValues);
    core::LookupTable table;
    if (bytes.size() >= 2 * entries) {
        table.entries = wordsOf(bytes);
    } else {
        for (const char c : bytes) // 8-bit entries, two in a word
            table.entries.push_back(static_cast<unsigned char>(c));
    }
    table.entries.resize(std::min(table.entries.size(), entries));
    if (table.entries.empty())
        return std::nullopt;
    table.firstValue = asStored(static_cast<double>(*first), signedInput);
    const unsigned highest = *std::max_element(table.entries.begin(), table.entries.end());
    // Some writers leave the depth out or too small; a table cannot hold more than it is deep.
    table.bits = std::clamp(static_cast<int>(std::clamp(*bits, 8LL, 16LL)),
                            static_cast<int>(std::bit_width(highest)), 16);
    table.explanation = utf8In(item, kLutExplanation, characterSet);
    return table;
}

core::VoiFunction voiFunctionOf(std::string_view name) {
    if (name == "SIGMOID")
        return core::VoiFunction::Sigmoid;
    return name == "LINEAR_EXACT" ? core::VoiFunction::LinearExact : core::VoiFunction::Linear;
}

void readWindows(DcmItem& item, const std::string& characterSet, core::Presentation& out) {
    const auto function = voiFunctionOf(textIn(item, kVoiFunction));
    const auto explanations = utf8In(item, kWindowExplanation, characterSet);
    for (std::size_t i = 0; i < kMaxWindows; ++i) {
        const auto centre = numberIn(item, kWindowCentre, i),
                   width = numberIn(item, kWindowWidth, i);
        if (!centre || !width)
            return;
        // C.11.2.1.2: LINEAR needs a width of at least 1, the others more than 0.
        const double least = function == core::VoiFunction::Linear ? 1 : 0;
        if (*width < least || *width <= 0)
            continue;
        out.windows.push_back({*centre, *width, function, std::string(valueAt(explanations, i))});
    }
}

void readVoi(DcmItem& item, bool signedInput, const std::string& characterSet,
             core::Presentation& out) {
    for (auto* lut : itemsIn(item, kVoiLuts))
        if (auto table = lookupTable(*lut, signedInput, characterSet))
            out.voiLuts.push_back(std::move(*table));
    readWindows(item, characterSet, out);
}

void readModality(DcmItem& set, DcmItem* group, bool signedPixels, const std::string& characterSet,
                  core::Presentation& out) {
    auto& item = group != nullptr ? *group : set;
    out.rescaleSlope = numberIn(item, kSlope).value_or(1);
    out.rescaleIntercept = numberIn(item, kIntercept).value_or(0);
    if (out.rescaleSlope == 0)
        out.rescaleSlope = 1; // would make every picture flat; never meant
    const auto luts = itemsIn(set, kModalityLuts);
    if (!luts.empty())
        out.modalityLut = lookupTable(*luts.front(), signedPixels, characterSet);
}

void readPadding(DcmItem& set, bool signedPixels, core::Presentation& out) {
    const auto value = numberIn(set, kPaddingValue);
    if (!value)
        return;
    const double a = asStored(*value, signedPixels);
    const double b = asStored(numberIn(set, kPaddingLimit).value_or(*value), signedPixels);
    out.padding = {std::min(a, b), std::max(a, b)};
}

} // namespace

core::Presentation presentationOf(const Instance& instance, int frame) {
    core::Presentation out;
    auto& set = instance.impl().dataset();
    const bool isSigned = instance.impl().signedPixels();
    const auto characterSet = instance.text({0x0008, 0x0005}).value_or("");
    auto* transform = functionalGroup(set, kTransformMacro, frame);
    readModality(set, transform, isSigned, characterSet, out);
    // A rescale to negative values (Hounsfield) makes the input of the VOI LUT signed.
    const bool signedInput = isSigned || out.rescaleIntercept < 0;
    auto* voi = functionalGroup(set, kVoiMacro, frame);
    readVoi(voi != nullptr ? *voi : set, signedInput, characterSet, out);
    readPadding(set, isSigned, out);
    const auto shape = instance.text(kLutShape).value_or("");
    out.inverse =
        shape == "INVERSE" ||
        (shape != "IDENTITY" && instance.text({0x0028, 0x0004}).value_or("") == "MONOCHROME1");
    return out;
}

} // namespace cw::dicom
