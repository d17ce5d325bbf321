// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/Markers.h"
#include "anonymizer/detail/TextScan.h"
#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace cw::anonymizer {
namespace {

// Sides and views of mammography (PS3.16 CID 4014, ACR labelling codes) and of the eye.
constexpr std::array<std::string_view, 10> kSides{"R",    "L",  "RT", "LT", "RIGHT",
                                                  "LEFT", "OD", "OS", "OU", "BILAT"};
constexpr std::array<std::string_view, 22> kViews{
    "CC",   "MLO",  "ML", "LM", "LMO", "SIO", "ISO", "AT", "CV", "FB",   "XCC",
    "XCCL", "XCCM", "RL", "RM", "RI",  "RS",  "TAN", "M",  "S",  "SPOT", "MAG"};
constexpr std::array<std::string_view, 26> kTechnique{
    "PORTABLE",  "UPRIGHT", "SEMI",    "ERECT",     "SUPINE",      "AP",    "PA",
    "LAT",       "GRID",    "AEC",     "AUTO",      "MANUAL",      "PRE",   "POST",
    "FOCUS",     "FIELD",   "WIDE",    "GENERAL",   "COMPRESSION", "FORCE", "DOSE",
    "THICKNESS", "VIEW",    "IMPLANT", "DISPLACED", "TOMO"};
constexpr std::array<std::string_view, 17> kUnits{"KV", "KVP", "MAS", "MA",  "MM",  "CM",
                                                  "MS", "N",   "DAN", "KG",  "LBS", "MGY",
                                                  "HZ", "MHZ", "DEG", "FPS", "DB"};

template <std::size_t N>
bool isOneOf(const std::array<std::string_view, N>& words, std::string_view word) {
    return std::ranges::find(words, word) != words.end();
}

/// Runs of capitals and of digits: "28kV" is two words. Nothing of other alphabets is a marker.
bool split(std::string_view utf8, std::vector<std::string>& words) {
    char last = ' ';
    for (char c : utf8) {
        if ((static_cast<unsigned char>(c) & 0x80U) != 0)
            return false;
        if (c >= 'a' && c <= 'z')
            c = static_cast<char>(c - 'a' + 'A');
        const bool letter = c >= 'A' && c <= 'Z';
        if (letter || isDigit(c)) {
            const bool goesOn = last != ' ' && isDigit(last) == isDigit(c);
            if (!goesOn)
                words.emplace_back();
            words.back() += c;
            last = c;
        } else {
            last = ' ';
        }
    }
    return !words.empty();
}

bool isWord(std::string_view word) {
    return isOneOf(kSides, word) || isOneOf(kViews, word) || isOneOf(kTechnique, word) ||
           isOneOf(kUnits, word);
}

/// "RCC", also with one letter misread ("RGC").
bool isSideAndView(std::string_view word) {
    for (const auto side : {"R", "L"})
        for (const auto view : kViews) {
            const std::string marker = side + std::string(view);
            if (view.size() < 2 || marker.size() != word.size())
                continue;
            int wrong = 0;
            for (std::size_t i = 0; i < marker.size(); ++i)
                wrong += marker[i] == word[i] ? 0 : 1;
            if (wrong <= 1)
                return true;
        }
    return false;
}

} // namespace

bool isMarker(std::string_view utf8) {
    std::vector<std::string> words;
    if (!split(utf8, words))
        return false;
    std::string joined;
    for (const std::string& word : words)
        joined += word;
    if (joined.size() <= 5 && isSideAndView(joined))
        return true;
    int bareNumbers = 0, markers = 0;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& word = words[i];
        if (!isDigit(word[0])) {
            if (!isWord(word) && !isSideAndView(word))
                return false;
            ++markers;
            continue;
        }
        const bool measured = i + 1 < words.size() && isOneOf(kUnits, words[i + 1]);
        const bool fraction =
            i + 2 < words.size() && isDigit(words[i + 1][0]) && isOneOf(kUnits, words[i + 2]);
        if (word.size() > 4 || (word.size() > 2 && !measured && !fraction))
            return false;
        bareNumbers += measured || fraction ? 0 : 1;
    }
    // Two or three bare numbers may be a date.
    return markers > 0 && bareNumbers <= 1;
}

} // namespace cw::anonymizer
