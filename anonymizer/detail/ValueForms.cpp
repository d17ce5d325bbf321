// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/ValueForms.h"
#include <algorithm>
#include <array>

namespace cw::anonymizer {
namespace {

bool onlyOf(std::string_view text, std::string_view allowed) {
    return text.find_first_not_of(allowed) == std::string_view::npos;
}

} // namespace

bool isTextVr(std::string_view vr) {
    return vr == "LO" || vr == "SH" || vr == "ST" || vr == "LT" || vr == "UC" || vr == "UT";
}

bool isNumber(std::string_view text) { return onlyOf(text, "0123456789.+-eE \\"); }

bool isCodeLike(std::string_view text) {
    constexpr std::size_t longest = 16; // SH
    return text.size() <= longest &&
           onlyOf(text, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                        ".-_/[]{}%*()");
}

std::string_view harmlessValue(std::string_view vr) {
    struct Dummy {
        std::string_view vr, value;
    };
    constexpr std::array dummies{
        Dummy{"PN", "ANONYMOUS"},  Dummy{"LO", kRemovedText}, Dummy{"SH", kRemovedText},
        Dummy{"ST", kRemovedText}, Dummy{"LT", kRemovedText}, Dummy{"UT", kRemovedText},
        Dummy{"UC", kRemovedText}, Dummy{"CS", kRemovedText}, Dummy{"AE", kRemovedText},
        Dummy{"TM", "000000"},     Dummy{"AS", "000D"},       Dummy{"UR", "urn:removed"},
        Dummy{"DS", "0"},          Dummy{"IS", "0"},
    };
    const auto found = std::ranges::find(dummies, vr, &Dummy::vr);
    return found == dummies.end() ? std::string_view() : found->value;
}

} // namespace cw::anonymizer
