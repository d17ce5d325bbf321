// SPDX-License-Identifier: Apache-2.0
#include "dicom/detail/ValueText.h"

#include "dicom/detail/Element.h"

#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>

namespace cw::dicom {
namespace {

template <class Number>
Number load(ByteView value, std::size_t index) {
    static_assert(std::endian::native == std::endian::little);
    Number number{};
    std::memcpy(&number, value.data() + index * sizeof number, sizeof number);
    return number;
}

template <class Number>
void appendDecimals(ByteView value, std::string& out) {
    std::array<char, 40> digits{};
    for (std::size_t i = 0; (i + 1) * sizeof(Number) <= value.size(); ++i) {
        if (i > 0)
            out += '\\';
        const auto made =
            std::to_chars(digits.data(), digits.data() + digits.size(), load<Number>(value, i));
        out.append(digits.data(), made.ptr);
    }
}

void appendTags(ByteView value, std::string& out) {
    for (std::size_t i = 0; (i + 1) * 4 <= value.size(); ++i) {
        if (i > 0)
            out += '\\';
        out += text(Tag{load<std::uint16_t>(value, 2 * i), load<std::uint16_t>(value, 2 * i + 1)});
    }
}

std::string_view unpadded(ByteView value) {
    std::string_view text(reinterpret_cast<const char*>(value.data()), value.size());
    while (!text.empty() && (text.back() == ' ' || text.back() == '\0'))
        text.remove_suffix(1);
    return text;
}

/// One number from the front of the text, which loses it and the separator behind it.
template <class Number>
std::optional<Number> takeNumber(std::string_view& text) {
    const auto end = text.find('\\');
    auto one = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    while (!one.empty() && one.front() == ' ')
        one.remove_prefix(1);
    while (!one.empty() && one.back() == ' ')
        one.remove_suffix(1);
    if (one.starts_with('+'))
        one.remove_prefix(1);
    Number number{};
    const auto read = std::from_chars(one.data(), one.data() + one.size(), number);
    if (read.ec != std::errc() || read.ptr != one.data() + one.size())
        return std::nullopt;
    return number;
}

template <class Number>
std::optional<Bytes> numbersFrom(std::string_view text) {
    Bytes out;
    while (!text.empty()) {
        const auto number = takeNumber<Number>(text);
        if (!number)
            return std::nullopt;
        const auto* bytes = reinterpret_cast<const std::byte*>(&*number);
        out.insert(out.end(), bytes, bytes + sizeof(Number));
    }
    return out;
}

template <class Number>
std::optional<double> indexed(ByteView value, std::size_t index) {
    if (index >= value.size() / sizeof(Number))
        return std::nullopt;
    const auto number = static_cast<double>(load<Number>(value, index));
    return std::isfinite(number) ? std::optional(number) : std::nullopt;
}

} // namespace

std::string_view valueText(const VrTraits& vr, ByteView value, std::string& scratch) {
    if (vr.text)
        return unpadded(value);
    if (vr.bulk)
        return value.size() > kLongestBytesShown ? std::string_view() : unpadded(value);
    scratch.clear();
    if (value.size() > kLongestNumbersShown)
        return {};
    switch (vr.vr) {
    case EVR_US:
        appendDecimals<std::uint16_t>(value, scratch);
        break;
    case EVR_SS:
        appendDecimals<std::int16_t>(value, scratch);
        break;
    case EVR_UL:
        appendDecimals<std::uint32_t>(value, scratch);
        break;
    case EVR_SL:
        appendDecimals<std::int32_t>(value, scratch);
        break;
    case EVR_UV:
        appendDecimals<std::uint64_t>(value, scratch);
        break;
    case EVR_SV:
        appendDecimals<std::int64_t>(value, scratch);
        break;
    case EVR_FL:
        appendDecimals<float>(value, scratch);
        break;
    case EVR_FD:
        appendDecimals<double>(value, scratch);
        break;
    case EVR_AT:
        appendTags(value, scratch);
        break;
    default:
        break;
    }
    return scratch;
}

std::optional<double> numberIn(const VrTraits& vr, ByteView value, std::size_t index) {
    switch (vr.vr) {
    case EVR_US:
        return indexed<std::uint16_t>(value, index);
    case EVR_SS:
        return indexed<std::int16_t>(value, index);
    case EVR_UL:
        return indexed<std::uint32_t>(value, index);
    case EVR_SL:
        return indexed<std::int32_t>(value, index);
    case EVR_FL:
        return indexed<float>(value, index);
    case EVR_FD:
        return indexed<double>(value, index);
    case EVR_IS:
    case EVR_DS:
        break;
    default:
        return std::nullopt;
    }
    auto text = unpadded(value);
    for (; index > 0; --index) {
        const auto end = text.find('\\');
        if (end == std::string_view::npos)
            return std::nullopt;
        text.remove_prefix(end + 1);
    }
    const auto number = takeNumber<double>(text);
    return number && std::isfinite(*number) ? number : std::nullopt;
}

std::optional<Bytes> valueFromText(const VrTraits& vr, std::string_view text) {
    switch (vr.vr) {
    case EVR_US:
        return numbersFrom<std::uint16_t>(text);
    case EVR_SS:
        return numbersFrom<std::int16_t>(text);
    case EVR_UL:
        return numbersFrom<std::uint32_t>(text);
    case EVR_SL:
        return numbersFrom<std::int32_t>(text);
    case EVR_UV:
        return numbersFrom<std::uint64_t>(text);
    case EVR_SV:
        return numbersFrom<std::int64_t>(text);
    case EVR_FL:
        return numbersFrom<float>(text);
    case EVR_FD:
        return numbersFrom<double>(text);
    case EVR_AT:
        return std::nullopt; // nothing that de-identifies a tag gives it another value
    default:
        break;
    }
    const auto bytes = bytesOf(text);
    if (!vr.text && bytes.size() % vr.unit != 0)
        return std::nullopt;
    return Bytes(bytes.begin(), bytes.end());
}

} // namespace cw::dicom
