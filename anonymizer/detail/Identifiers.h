// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dicom/Instance.h"
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace cw::anonymizer {

/// How a value identifies, which decides how it is searched for.
enum class IdentifierForm {
    Name,   ///< a person: whole in any order, and each part
    Number, ///< an ID: as it is
    Date,   ///< a day (text is YYYYMMDD): in any spelling
    Uid,
    Place, ///< institution, address, or the patient's own particulars: searched in any case
    Phrase ///< other text of a listed attribute that is no mere list of imaging words
};

/// One value of an original that must not survive. Lives in memory only, is never reported.
struct Identifier {
    IdentifierForm form = IdentifierForm::Phrase;
    std::string kind; ///< keyword of the attribute, "EXIF text", "file name": may be reported
    std::string text; ///< UTF-8
};

/// Collects every identifying value of a data set at any depth, element by element in the order of
/// a visit: what Table E.1-1 lists, person names and free text by VR, private text, and numbers
/// (resident registration, telephone, mail ...) inside text. For Instance::visit() and
/// Header::visit() alike; one collector a file.
class IdentifierCollector {
public:
    IdentifierCollector();
    IdentifierCollector(IdentifierCollector&&) noexcept;
    IdentifierCollector& operator=(IdentifierCollector&&) noexcept;
    ~IdentifierCollector();

    void see(const dicom::ElementView& element);
    /// What was found, each value once, sorted by form, kind and text; the collector is empty
    /// again.
    std::vector<Identifier> take();
    /// Lower-case text of attributes that every profile keeps: a phrase that also stands there (a
    /// station called like its maker's product) identifies nobody. Call before or after take().
    std::vector<std::string> takeKept();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// The collector's finds in a whole instance.
std::vector<Identifier> identifiersOf(const dicom::Instance& instance);
std::vector<std::string> keptTextOf(const dicom::Instance& instance);
/// The numbers and addresses inside a free text, by pattern.
std::vector<Identifier> identifiersInText(std::string_view utf8, std::string_view kind);

/// A name (DICOM's five components, three groups, or plain words) as it may be written: whole in
/// several orders and joints, and its parts of 3 ASCII letters or 2 Hangul syllables and more.
std::vector<std::string> spellingsOfName(std::string_view utf8);
/// The same name in Latin letters where it stands in Hangul: the usual spellings, "hong gildong" in
/// both orders, at most a limit. Scrubber finds all of them without such a list.
std::vector<std::string> romanisedSpellingsOfName(std::string_view utf8, std::size_t most = 128);
/// YYYYMMDD as the world writes it: 2024-03-15, 15.03.2024, 03/15/2024 ...; empty for no date.
std::vector<std::string> spellingsOfDate(std::string_view yyyymmdd);

/// Words that no search can take for a person: DICOM's and hospitals' daily vocabulary.
bool isCommonWord(std::string_view word);

/// Cuts the known identifiers of one patient out of text that the profile keeps: the second line of
/// defence, behind the table. Names are found in all three groups, split, in either order, with
/// initials, and romanised in any common way; IDs with zeros before and hyphens within; dates in
/// the spellings of datesIn(); besides, whatever patternsIn() finds but a mere date. Linear in the
/// text, cheap to copy, const and re-entrant.
class Scrubber {
public:
    enum class ImagingWords {
        Cut,  ///< a name may be an imaging word: Field, Down
        Spare ///< for coded strings, where such a word is a defined term
    };
    Scrubber(const std::vector<Identifier>& identifiers, ImagingWords words);
    /// The same identifiers with the other answer, without building them again.
    Scrubber with(ImagingWords words) const;
    /// The text without any identifier, or as it was. Scrubbing it again changes nothing.
    std::string scrubbed(std::string_view utf8) const;

private:
    struct Needles;
    std::shared_ptr<const Needles> m_needles;
    ImagingWords m_words;
};

} // namespace cw::anonymizer
