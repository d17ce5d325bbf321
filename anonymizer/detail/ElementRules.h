// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/Profile.h"
#include "anonymizer/Pseudonyms.h"
#include "anonymizer/detail/Identifiers.h"
#include "dicom/Instance.h"
#include <map>
#include <string>

namespace cw::anonymizer {

/// The patient of an instance as the output knows him.
struct Subject {
    core::PatientKey key;
    int dateOffsetDays = 0;
    /// The input is our own output: its UIDs, dates and patient are pseudonyms already.
    bool alreadySealed = false;
};

/// Decides element by element: the profile's rule, then what the value representation demands of
/// attributes no rule knows, then a search for this patient's own identifiers in what is kept.
class ElementRules {
public:
    ElementRules(const Profile& profile, const Pseudonyms& pseudonyms, Subject subject,
                 std::string sopClassUid, const std::vector<Identifier>& identifiers);

    dicom::Change operator()(const dicom::ElementView& element);

    std::string newUid(std::string_view original) const; ///< also several, parted by a backslash
    const std::map<std::string, int>& counts() const { return m_counts; }
    /// Text outside ASCII was kept, as UTF-8: the data set must say so.
    bool wroteUtf8() const { return m_wroteUtf8; }
    int unknownRemoved() const { return m_unknownRemoved; }
    int undecodable() const { return m_undecodable; }

private:
    /// What an enclosing sequence asks of everything inside it.
    enum class Mode { Plain, Clean, Replace };
    using Element = dicom::ElementView;

    Mode modeOf(const dicom::TagPath& path) const;
    dicom::Change sequence(Action action, bool top);
    dicom::Change apply(Action action, const Element& element, const Decision& decision);
    dicom::Change dummy(const Element& element);
    dicom::Change clean(const Element& element, const Decision& decision);
    dicom::Change cleanedText(const Element& element, Action fallback);
    dicom::Change kept(const Element& element, Mode mode, bool listed);
    dicom::Change keptUnlisted(const Element& element, Mode mode);
    dicom::Change keptText(const Element& element);
    dicom::Change date(const Element& element, Action fallback);
    dicom::Change uid(const Element& element);
    dicom::Change remove();
    dicom::Change empty(const Element& element);
    dicom::Change replace(const Element& element, std::string text, const char* action);
    std::string decoded(const Element& element);

    const Profile& m_profile;
    const Pseudonyms& m_pseudonyms;
    Subject m_subject;
    std::string m_sopClassUid;
    Scrubber m_textScrubber, m_codeScrubber;
    std::map<std::string, int> m_counts;
    bool m_wroteUtf8 = false;
    int m_unknownRemoved = 0, m_undecodable = 0;
};

} // namespace cw::anonymizer
