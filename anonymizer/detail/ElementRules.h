// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/Profile.h"
#include "anonymizer/Pseudonyms.h"
#include "anonymizer/detail/DatePolicy.h"
#include "anonymizer/detail/Identifiers.h"
#include "anonymizer/detail/OpenItems.h"
#include "dicom/Instance.h"
#include <array>
#include <map>
#include <string>
#include <vector>

namespace cw::anonymizer {

/// The patient of an instance as the output knows him.
struct Subject {
    core::PatientKey key;
    int dateOffsetDays = 0;
    /// The input is our own output: its UIDs, dates and patient are pseudonyms already.
    bool alreadySealed = false;
};

/// The profile keeps the element's value as it is, by an option or a rule of its own: what stands
/// there identifies by intent, and is neither cut out of other text nor a leak of the output.
bool staysOnPurpose(const dicom::ElementView& element, const Profile& profile,
                    Profile::RuleSet rules);

/// Decides element by element: the profile's rule, then what the value representation demands of
/// attributes no rule knows, then a search for this patient's own identifiers in what is kept. Call
/// it for every element in the order of the file.
class ElementRules {
public:
    /// Why an element was decided as it was, beyond the profile's own decision.
    enum class Cause : std::uint8_t {
        Rule,                ///< decision().ground says which
        ValueRepresentation, ///< not in the table: by what the VR can hold
        OwnWords,            ///< kept, but searched for the patient's own words
        Unknown,             ///< in no dictionary
        SafePrivate,         ///< E.3.10
        Enclosing,           ///< the sequence around it is replaced or cleaned as a whole
        Concept,             ///< E.3.4-1, by the concept of the content item
        Subject,             ///< the patient's pseudonym
        Claim,               ///< written afresh
        Structure            ///< pixel data, character set: not a matter of privacy
    };
    struct Trace {
        Decision decision;
        Cause cause = Cause::Rule;
    };

    ElementRules(const Profile& profile, const Pseudonyms& pseudonyms, Subject subject,
                 std::string sopClassUid, const std::vector<Identifier>& identifiers);

    dicom::Change operator()(const dicom::ElementView& element);
    const Trace& trace() const { return m_trace; } ///< of the last element

    std::string newUid(std::string_view original) const; ///< also several, parted by a backslash
    std::map<std::string, int> counts() const;
    const std::vector<std::string>& droppedWords() const { return m_droppedWords; }
    /// Text outside ASCII was kept, as UTF-8: the data set must say so.
    bool wroteUtf8() const { return m_wroteUtf8; }
    int unknownRemoved() const { return m_unknownRemoved; }
    int undecodable() const { return m_undecodable; }

private:
    using Element = dicom::ElementView;
    enum class Did : std::uint8_t { Remove, Empty, Replace, Uid, Date, Clean, Recode };

    dicom::Change decided(const Element& element);
    dicom::Change ruled(const Element& element, const Decision& decision);
    dicom::Change privateElement(const Element& element);
    dicom::Change safePrivateValue(const Element& element, std::string_view vr);
    dicom::Change sequence(Action action);
    dicom::Change apply(Action action, const Element& element, const Decision& decision);
    dicom::Change fallBack(Action action, const Element& element);
    dicom::Change dummy(const Element& element);
    dicom::Change zeroGraphics(const Element& element);
    bool tells(std::string_view bytes) const;
    bool isAnIdentifier(std::string_view numbers) const;
    dicom::Change clean(const Element& element, const Decision& decision);
    dicom::Change cleanedText(const Element& element, Action fallback);
    dicom::Change kept(const Element& element, bool listed);
    dicom::Change keptUnlisted(const Element& element);
    dicom::Change keptBytes(const Element& element);
    dicom::Change keptText(const Element& element);
    dicom::Change contentValue(const Element& element, Verdict verdict);
    dicom::Change codePart(const Element& element);
    dicom::Change date(const Element& element, Action fallback);
    dicom::Change uid(const Element& element);
    dicom::Change remove();
    dicom::Change empty(const Element& element);
    dicom::Change replace(const Element& element, std::string text, Did did);
    std::string decoded(const Element& element);
    std::string_view dummyOf(std::string_view vr) const;
    void count(Did did) { ++m_counts[static_cast<std::size_t>(did)]; }

    const Profile& m_profile;
    const Pseudonyms& m_pseudonyms;
    Subject m_subject;
    Profile::RuleSet m_rules;
    OpenItems m_items;
    DatePolicy m_dates;
    Scrubber m_textScrubber, m_codeScrubber;
    Trace m_trace;
    std::string m_fixedDateTime;
    std::array<int, 7> m_counts{};
    bool m_wroteUtf8 = false;
    int m_unknownRemoved = 0, m_undecodable = 0;
    std::vector<std::string> m_droppedWords; ///< patient data
};

} // namespace cw::anonymizer
