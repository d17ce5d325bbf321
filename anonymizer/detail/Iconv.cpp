// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/Iconv.h"
#include "anonymizer/detail/CharacterSet.h"
#include <algorithm>
#include <cerrno>
#include <iconv.h>
#include <vector>

namespace cw::anonymizer {
namespace {

const auto kNoConverter = reinterpret_cast<iconv_t>(-1);

class Converter {
public:
    Converter(const char* from, const char* to)
        : m_from(from), m_to(to), m_handle(::iconv_open(to, from)) {}
    Converter(Converter&& other) noexcept
        : m_from(std::move(other.m_from)), m_to(std::move(other.m_to)), m_handle(other.m_handle) {
        other.m_handle = kNoConverter;
    }
    Converter& operator=(Converter&&) = delete;
    ~Converter() {
        if (m_handle != kNoConverter)
            ::iconv_close(m_handle);
    }
    bool is(std::string_view from, std::string_view to) const {
        return m_from == from && m_to == to;
    }

    std::optional<std::string> run(std::string_view text, Tail tail) const {
        if (m_handle == kNoConverter)
            return std::nullopt;
        (void)::iconv(m_handle, nullptr, nullptr, nullptr, nullptr);
        std::string output(text.size() * 4 + 16, '\0');
        char* in = const_cast<char*>(text.data()); // POSIX forgot a const; iconv only reads
        char* out = output.data();
        std::size_t inLeft = text.size(), outLeft = output.size();
        const bool whole =
            ::iconv(m_handle, &in, &inLeft, &out, &outLeft) != static_cast<std::size_t>(-1);
        if (!whole && !(errno == EINVAL && tail == Tail::MayBeCut))
            return std::nullopt;
        if (::iconv(m_handle, nullptr, nullptr, &out, &outLeft) == static_cast<std::size_t>(-1))
            return std::nullopt;
        output.resize(output.size() - outLeft);
        return output;
    }

private:
    std::string m_from, m_to;
    iconv_t m_handle;
};

const Converter& converter(const char* from, const char* to) {
    thread_local std::vector<Converter> converters;
    const auto found =
        std::ranges::find_if(converters, [&](const Converter& each) { return each.is(from, to); });
    return found != converters.end() ? *found : converters.emplace_back(from, to);
}

std::optional<std::string> utf16(std::string_view utf8, bool big) {
    if (!isUtf8(utf8))
        return std::nullopt;
    std::string text;
    text.reserve(utf8.size() * 2);
    const auto unit = [&](char32_t value) {
        const char high = static_cast<char>(value >> 8 & 0xFFU),
                   low = static_cast<char>(value & 0xFFU);
        text += big ? high : low;
        text += big ? low : high;
    };
    for (std::size_t at = 0; at < utf8.size();) {
        const auto [value, bytes] = codePointAt(utf8, at);
        if (value >= 0x10000) {
            unit(0xD800U + ((value - 0x10000U) >> 10));
            unit(0xDC00U + ((value - 0x10000U) & 0x3FFU));
        } else {
            unit(value);
        }
        at += bytes;
    }
    return text;
}

} // namespace

std::optional<std::string> converted(std::string_view text, const char* from, const char* to,
                                     Tail tail) {
    return converter(from, to).run(text, tail);
}

std::optional<std::string> fromUtf8(std::string_view utf8, const char* encoding) {
    const std::string_view name = encoding;
    if (name == "UTF-16LE" || name == "UTF-16BE")
        return utf16(utf8, name == "UTF-16BE");
    return converted(utf8, "UTF-8", encoding);
}

} // namespace cw::anonymizer
