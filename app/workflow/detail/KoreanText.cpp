// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/detail/KoreanText.h"

#include <iconv.h>

namespace cw::workflow::detail {

bool isUtf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t more = lead < 0x80                   ? 0
                                 : lead >= 0xC2 && lead < 0xE0 ? 1
                                 : lead >= 0xE0 && lead < 0xF0 ? 2
                                 : lead >= 0xF0 && lead < 0xF5 ? 3
                                                               : 4;
        if (more == 4 || i + more >= text.size())
            return false;
        for (std::size_t k = 1; k <= more; ++k)
            if ((static_cast<unsigned char>(text[i + k]) & 0xC0U) != 0x80U)
                return false;
        i += more + 1;
    }
    return true;
}

Result<std::string> utf8OrCp949(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF"))
        text.remove_prefix(3);
    if (isUtf8(text))
        return std::string(text);
    const auto converter = ::iconv_open("UTF-8", "CP949");
    if (converter == reinterpret_cast<iconv_t>(-1))
        return fail(ErrorCode::Unsupported, "this system cannot read CP949");
    std::string source(text), result(text.size() * 3, '\0');
    char* in = source.data();
    char* out = result.data();
    std::size_t left = source.size(), room = result.size();
    const bool whole = ::iconv(converter, &in, &left, &out, &room) != static_cast<std::size_t>(-1);
    ::iconv_close(converter);
    if (!whole)
        return fail(ErrorCode::Malformed, "a text is neither UTF-8 nor CP949");
    result.resize(result.size() - room);
    return result;
}

} // namespace cw::workflow::detail
