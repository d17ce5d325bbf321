// SPDX-License-Identifier: Apache-2.0
#include "dicom/detail/ItemValues.h"

#include <charconv>
#include <cmath>

namespace cw::dicom {
namespace {

constexpr std::size_t kLongestNumbers = 64U << 10;
constexpr Tag kSharedGroups{0x5200, 0x9229}, kPerFrameGroups{0x5200, 0x9230};

std::string_view trimmed(std::string_view s) {
    while (!s.empty() && s.front() == ' ')
        s.remove_prefix(1);
    while (!s.empty() && (s.back() == ' ' || s.back() == '\0'))
        s.remove_suffix(1);
    return s;
}

} // namespace

DcmElement* elementIn(DcmItem& item, Tag tag) {
    DcmElement* element = nullptr;
    return item.findAndGetElement(key(tag), element).good() ? element : nullptr;
}

std::string_view valueAt(std::string_view values, std::size_t index) {
    for (; index > 0; --index) {
        const auto next = values.find('\\');
        if (next == std::string_view::npos)
            return {};
        values.remove_prefix(next + 1);
    }
    return trimmed(values.substr(0, values.find('\\')));
}

std::optional<double> numberOf(DcmElement& element, std::size_t index) {
    const auto position = static_cast<unsigned long>(index);
    double value = 0;
    Float64 exact = 0;
    Float32 single = 0;
    if (element.getVR() == EVR_FD && element.getFloat64(exact, position).good()) {
        value = exact;
    } else if (element.getVR() == EVR_FL && element.getFloat32(single, position).good()) {
        value = static_cast<double>(single);
    } else {
        const auto all = valueText(element, kLongestNumbers);
        auto one = valueAt(all, index);
        if (one.starts_with('+'))
            one.remove_prefix(1);
        const auto [end, error] = std::from_chars(one.data(), one.data() + one.size(), value);
        if (error != std::errc{} || end != one.data() + one.size())
            return std::nullopt;
    }
    return std::isfinite(value) ? std::optional(value) : std::nullopt;
}

std::optional<double> numberIn(DcmItem& item, Tag tag, std::size_t index) {
    auto* element = elementIn(item, tag);
    return element == nullptr ? std::nullopt : numberOf(*element, index);
}

std::optional<long long> integerIn(DcmItem& item, Tag tag, std::size_t index) {
    const auto value = numberIn(item, tag, index);
    // Beyond 2^53 a double no longer tells neighbours apart.
    if (!value || *value != std::floor(*value) || std::abs(*value) > 9007199254740992.0)
        return std::nullopt;
    return static_cast<long long>(*value);
}

std::string textIn(DcmItem& item, Tag tag) {
    auto* element = elementIn(item, tag);
    return element == nullptr ? std::string() : valueText(*element, kLongestNumbers);
}

std::vector<DcmItem*> itemsIn(DcmItem& item, Tag sequence) {
    auto* element = elementIn(item, sequence);
    if (element == nullptr || element->getVR() != EVR_SQ || element->isLeaf())
        return {};
    return itemsOf(static_cast<DcmSequenceOfItems&>(*element));
}

std::string bytesIn(DcmItem& item, Tag tag) {
    auto* element = elementIn(item, tag);
    if (element == nullptr || !element->isLeaf())
        return {};
    const auto length = element->getLength();
    std::string bytes(length, '\0');
    if (length == 0 ||
        element->getPartialValue(bytes.data(), 0, length, nullptr, EBO_LittleEndian).bad())
        return {};
    return bytes;
}

std::vector<std::uint16_t> wordsOf(std::string_view bytes) {
    std::vector<std::uint16_t> words(bytes.size() / 2);
    for (std::size_t i = 0; i < words.size(); ++i)
        words[i] = static_cast<std::uint16_t>(static_cast<unsigned char>(bytes[2 * i]) |
                                              static_cast<unsigned char>(bytes[2 * i + 1]) << 8);
    return words;
}

DcmItem* functionalGroup(DcmItem& dataset, Tag macro, int frame) {
    const auto macroOf = [macro](DcmItem* group) -> DcmItem* {
        const auto items = itemsIn(*group, macro);
        return items.empty() ? nullptr : items.front();
    };
    const auto perFrame = itemsIn(dataset, kPerFrameGroups);
    if (frame >= 0 && static_cast<std::size_t>(frame) < perFrame.size())
        if (auto* found = macroOf(perFrame[static_cast<std::size_t>(frame)]))
            return found;
    const auto shared = itemsIn(dataset, kSharedGroups);
    return shared.empty() ? nullptr : macroOf(shared.front());
}

} // namespace cw::dicom
