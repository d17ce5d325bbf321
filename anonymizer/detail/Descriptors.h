// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cw::anonymizer {

/// A descriptor after cleaning.
struct CleanedText {
    std::string text;                 ///< what stays, in its order and case
    std::vector<std::string> dropped; ///< the words that went, lower case: patient data
};

/// Clean Descriptors (PS3.15 E.3.5) by an allow list: the words and phrases of a dictionary of
/// radiology and ophthalmology (anonymizer/words) stay, everything else goes - names, numbers,
/// places, words nobody thought of. Const and re-entrant.
class Descriptors {
public:
    static const Descriptors& builtIn();
    /// The built-in dictionary and more words or phrases (as in words/phrases.txt, without N) of a
    /// site's own. What problemWith() objects to is left out.
    explicit Descriptors(std::span<const std::string> extra);
    /// Why a word or phrase cannot be added, as a sentence; nullopt if it can.
    static std::optional<std::string> problemWith(std::string_view extra);

    bool knows(std::string_view word) const;
    /// The known words and phrases of a text (UTF-8). Between two that were neighbours their
    /// separator stays if it is one of / - + & , : . _ ^ and the backslash; all else is one space.
    CleanedText cleaned(std::string_view utf8) const;

    struct Dictionary;

private:
    std::shared_ptr<const Dictionary> m_dictionary;
};

/// With the built-in dictionary.
std::string cleanedDescriptor(std::string_view utf8);
bool isDictionaryWord(std::string_view word);

/// Words as runs of letters, digits and non-ASCII bytes.
std::vector<std::string_view> wordsOf(std::string_view utf8);

/// Common names of people (words/usual-names.txt).
bool isUsualName(std::string_view word);

} // namespace cw::anonymizer
