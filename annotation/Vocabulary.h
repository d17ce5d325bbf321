// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "annotation/Finding.h"
#include "core/ImageAttributes.h"
#include <span>
#include <string_view>

namespace cw::annotation {

/// A concept as DICOM codes it (PS3.16). scheme: "SCT", "DCM", "BI"; empty: no code is known.
struct Code {
    std::string_view scheme, value, meaning;
    bool empty() const { return value.empty(); }
    bool operator==(const Code&) const = default;
};

/// One answer that may be given: the stored word, and its code.
struct Term {
    std::string_view word;
    Code code = {};
    bool retired = false; ///< read and shown in old data, no longer offered
};

/// How much a reading needs an answer.
enum class Asked {
    Needed,   ///< not submitted without it
    Optional, ///< on the form
    Detail    ///< on the form when asked for ("More")
};

/// Whether two readers' answers are held against each other.
enum class Compared {
    Always, ///< an answer that only one gave is a difference too
    IfBoth, ///< only where both answered
    Never   ///< not a matter of agreement: free text, confidence ...
};

/// A row of a form. Conditions look at the other answers of the same case or the same finding
/// (there the label is one of them, under "label").
struct Question {
    std::string_view key;        ///< the answer is stored under it
    std::span<const Term> terms; ///< in menu order; empty: free text
    Asked asked = Asked::Optional;
    Compared compared = Compared::IfBoth;
    bool several = false; ///< more than one answer: joined by "," in menu order
    /// This row makes that answer of the same key finer: "4" to "4A", "4B", "4C".
    std::string_view refines = {};
    /// Shown only while the answer of that key is one of those words ("!": none of those); a
    /// refined answer counts as the one it refines. Empty: always.
    std::string_view whenKey = {};
    std::string_view whenWords = {}; ///< "dr rvo" or "!reject"
    /// Asked of that breast only, where the case has both.
    core::Laterality breast = core::Laterality::Unknown;
};

using Answers = std::map<std::string, std::string>;

/// All questions about a case of that kind, in the order in which they are asked.
std::span<const Question> caseQuestions(core::ImageKind kind);
/// All questions about one finding; the first is "label".
std::span<const Question> findingQuestions(core::ImageKind kind);
/// What the conditions of a finding's questions look at: its attributes and its label.
Answers descriptionOf(const Finding& finding);

/// Whether a question of that form is asked while those are the answers.
bool applies(std::span<const Question> form, const Question& question, const Answers& answers);
/// The coarse answer that a refined one stands under ("4A": "4"), or the word itself.
std::string_view coarse(std::span<const Question> form, std::string_view key,
                        std::string_view word);
/// The words of an answer to a question that takes several.
std::vector<std::string> wordsOf(std::string_view answer);
/// How a case answer takes part in a comparison; keys from elsewhere always do.
Compared comparedAs(std::string_view caseKey);

/// The code of a finding's label or descriptor ("label", "shape" ...), or of an answer about the
/// case; empty if there is none. Sources: workstation.md 4 (DICOM CIDs 6001-6016, 6027, 4207).
Code findingCode(core::ImageKind kind, std::string_view key, std::string_view word);
Code caseCode(core::ImageKind kind, std::string_view key, std::string_view word);
Code sideCode(core::Laterality side); ///< CID 244: right, left

/// The case's BI-RADS category out of its breasts': the one of greater concern, 1 2 3 6 0 4 5 (0,
/// look again, outweighs what may be left alone but not what must be acted on). Empty if one of
/// them is.
std::string finalAssessment(const std::string& right, const std::string& left);
/// The denser of two breasts; empty if one of them is.
std::string finalDensity(const std::string& right, const std::string& left);

} // namespace cw::annotation
