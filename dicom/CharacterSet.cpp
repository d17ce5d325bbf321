// SPDX-License-Identifier: Apache-2.0
#include "dicom/detail/InstanceImpl.h"

#include <algorithm>
#include <dcmtk/dcmdata/dcspchrs.h>
#include <iconv.h>

namespace cw::dicom {
namespace {

bool isAscii(std::string_view s) {
    return std::all_of(s.begin(), s.end(), [](char c) { return c >= 0 && c != '\x1B'; });
}

/// Converts with the C library; nullopt on the first byte that does not belong.
std::optional<std::string> iconvToUtf8(std::string_view bytes, const char* encoding) {
    const iconv_t converter = iconv_open("UTF-8", encoding);
    if (converter == reinterpret_cast<iconv_t>(-1))
        return std::nullopt;
    std::string in(bytes);
    std::string out(in.size() * 4 + 4, '\0');
    char *from = in.data(), *to = out.data();
    std::size_t fromLeft = in.size(), toLeft = out.size();
    const auto converted = iconv(converter, &from, &fromLeft, &to, &toLeft);
    iconv_close(converter);
    if (converted == static_cast<std::size_t>(-1) || fromLeft != 0)
        return std::nullopt;
    out.resize(out.size() - toLeft);
    return out;
}

std::string withoutEscapes(std::string_view bytes) {
    std::string plain;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (bytes[i] != '\x1B') {
            plain += bytes[i];
            continue;
        }
        // PS3.5 6.1.2.5: ESC, intermediates 02/00-02/15, one final byte.
        ++i;
        while (i < bytes.size() && bytes[i] >= '\x20' && bytes[i] <= '\x2F')
            ++i;
    }
    return plain;
}

std::string withReplacements(std::string_view bytes) {
    std::string text;
    for (const char c : withoutEscapes(bytes)) {
        if (c >= 0)
            text += c;
        else
            text += "\xEF\xBF\xBD";
    }
    return text;
}

std::optional<std::string> byDcmtk(const std::string& bytes, const std::string& characterSet,
                                   bool personName) {
    DcmSpecificCharacterSet converter;
    OFString out;
    if (converter.selectCharacterSet(OFString(characterSet.c_str())).bad() ||
        converter
            .convertString(OFString(bytes.data(), bytes.size()), out, personName ? "\\^=" : "\\")
            .bad())
        return std::nullopt;
    return std::string(out.data(), out.size());
}

} // namespace

std::string toUtf8(const std::string& bytes, const std::string& characterSet, bool personName) {
    if (isAscii(bytes))
        return bytes;
    if (!characterSet.empty())
        if (auto converted = byDcmtk(bytes, characterSet, personName);
            converted && iconvToUtf8(*converted, "UTF-8"))
            return *converted;
    // Seen in the wild: UTF-8 under no or another name, and Korean text whose writer left the
    // escape sequences out.
    if (auto utf8 = iconvToUtf8(bytes, "UTF-8"))
        return *utf8;
    if (characterSet.find("149") != std::string::npos)
        if (auto korean = iconvToUtf8(withoutEscapes(bytes), "CP949"))
            return *korean;
    return withReplacements(bytes);
}

std::optional<std::string> Instance::utf8(Tag tag) const {
    auto* element = m_impl->find(tag);
    if (element == nullptr)
        return std::nullopt;
    const auto bytes = valueText(*element, 1U << 16);
    return toUtf8(bytes, text({0x0008, 0x0005}).value_or(""), element->getVR() == EVR_PN);
}

} // namespace cw::dicom
