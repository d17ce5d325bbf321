// SPDX-License-Identifier: Apache-2.0
#include "phantom/detail/Korean.h"

#include <array>
#include <iconv.h>

namespace cw::phantom {
namespace {

struct Part {
    const char *latin, *hanja, *hangul;
};
constexpr std::array<Part, 16> kFamilies = {{{"Kim", "金", "김"},
                                             {"Lee", "李", "이"},
                                             {"Park", "朴", "박"},
                                             {"Choi", "崔", "최"},
                                             {"Jung", "鄭", "정"},
                                             {"Kang", "姜", "강"},
                                             {"Cho", "趙", "조"},
                                             {"Yoon", "尹", "윤"},
                                             {"Jang", "張", "장"},
                                             {"Lim", "林", "임"},
                                             {"Han", "韓", "한"},
                                             {"Oh", "吳", "오"},
                                             {"Seo", "徐", "서"},
                                             {"Shin", "申", "신"},
                                             {"Kwon", "權", "권"},
                                             {"Hwang", "黃", "황"}}};
constexpr std::array<Part, 16> kGivens = {{{"Younghee", "英姬", "영희"},
                                           {"Minseo", "珉序", "민서"},
                                           {"Jiwoo", "智友", "지우"},
                                           {"Sunja", "順子", "순자"},
                                           {"Eunji", "恩智", "은지"},
                                           {"Mikyung", "美京", "미경"},
                                           {"Hyejin", "惠珍", "혜진"},
                                           {"Soyeon", "昭姸", "소연"},
                                           {"Jungsook", "貞淑", "정숙"},
                                           {"Suhyun", "秀賢", "수현"},
                                           {"Myungja", "明子", "명자"},
                                           {"Chunja", "春子", "춘자"},
                                           {"Sunyoung", "善英", "선영"},
                                           {"Oksun", "玉順", "옥순"},
                                           {"Miran", "美蘭", "미란"},
                                           {"Heesook", "熙淑", "희숙"}}};

// ESC 2/4 2/9 4/3: KS X 1001 to G1.
constexpr std::string_view kToKorean = "\x1b$)C";

Result<std::string> eucKr(std::string_view utf8) {
    const iconv_t converter = iconv_open("EUC-KR", "UTF-8");
    if (converter == reinterpret_cast<iconv_t>(-1))
        return fail(ErrorCode::Internal, "this system cannot convert to EUC-KR");
    std::string input(utf8), output(2 * utf8.size() + 4, '\0');
    char *from = input.data(), *to = output.data();
    std::size_t fromLeft = input.size(), toLeft = output.size();
    const std::size_t result = iconv(converter, &from, &fromLeft, &to, &toLeft);
    iconv_close(converter);
    if (result == static_cast<std::size_t>(-1))
        return fail(ErrorCode::Internal, "a character is not in KS X 1001");
    output.resize(output.size() - toLeft);
    return output;
}

} // namespace

PersonName koreanName(std::size_t index) {
    const Part& family = kFamilies[index % kFamilies.size()];
    const Part& given = kGivens[index / kFamilies.size() % kGivens.size()];
    return {family.latin, given.latin, family.hanja, given.hanja, family.hangul, given.hangul};
}

Result<std::string> textIr149(std::string_view utf8) {
    CW_TRY(const auto encoded, eucKr(utf8));
    return std::string(kToKorean) + encoded;
}

Result<std::string> personNameIr149(const PersonName& name) {
    std::string all = name.family + "^" + name.given;
    const std::array<std::pair<const std::string*, const std::string*>, 2> groups = {
        {{&name.familyHanja, &name.givenHanja}, {&name.familyHangul, &name.givenHangul}}};
    for (const auto& [family, given] : groups) {
        CW_TRY(const auto first, textIr149(*family));
        CW_TRY(const auto second, textIr149(*given));
        all += "=" + first + "^" + second;
    }
    return all;
}

} // namespace cw::phantom
