// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Result.h"
#include "dicom/Tag.h"
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace cw::anonymizer {

/// PS3.15 E.1-1a action codes after compounds are resolved for the attribute's type.
enum class Action : std::uint8_t { Dummy, Zero, Remove, Keep, Clean, NewUid };
std::string_view name(Action action); ///< "D", "Z", "X", "K", "C", "U"

/// One row of Table E.1-1 in the project's own form (generated, see scripts/generate-ps315-table).
struct TableRow {
    dicom::Tag tag;
    std::string_view basic;   ///< "D", "Z", "X", "K", "C", "U", "X/Z" ... as printed
    std::string_view options; ///< pairs: letter of an Option, then K or C: "fKmC"
    std::string_view name;    ///< the attribute's name in the standard
};
/// All rows, sorted by tag. Repeating groups and private attributes are rules of Profile.
const std::vector<TableRow>& confidentialityTable();

/// The options of Annex E.3; the value is the letter in TableRow::options.
enum class Option : char {
    RetainSafePrivate = 'p',
    RetainUids = 'u',
    RetainDevice = 'd',
    RetainInstitution = 'i',
    RetainPatientCharacteristics = 'c',
    RetainFullDates = 'f',
    RetainModifiedDates = 'm',
    CleanDescriptors = 't',
    CleanStructuredContent = 's',
    CleanGraphics = 'g',
    CleanPixelData = 'x' ///< no column of the table: a step of its own (E.3.1)
};
/// Every option that a profile can switch on: its name in profiles, its code in CID 7050.
struct OptionName {
    Option option;
    std::string_view name, code, meaning;
};
const std::vector<OptionName>& optionNames();

/// What decided about an attribute.
enum class Ground : std::uint8_t {
    Unlisted, ///< no row: the value representation decides (E.1.1)
    Group,    ///< private, curve, overlay, command, meta, directory, padding
    Basic,    ///< the Basic column
    Option,   ///< the column of an option that is on
    Dates,    ///< the profile's dates rule: one fixed date
    OwnRule   ///< a rule of the profile's file
};

/// What the rules say of one attribute.
struct Decision {
    Action action = Action::Keep;
    /// What to do where cleaning leaves nothing worth keeping: the Basic action.
    Action fallback = Action::Remove;
    bool listed = false; ///< in Table E.1-1, or ruled by name; else the VR decides further
    Ground ground = Ground::Unlisted;
    char option = 0; ///< Ground::Option: its letter
};

/// Whether an attribute stands in the data set itself or inside a sequence's item: attribute types
/// are known for the former only.
enum class Depth { TopLevel, Nested };

enum class DateMode { Remove, Fixed, Shift, Keep };
struct DateRule {
    DateMode mode = DateMode::Remove;
    std::string value = "19000101"; ///< YYYYMMDD; what fixed dates become, and dummies
};
/// Where the output's patient IDs come from (anonymizer/Assignments.h).
struct PatientIdRule {
    enum class Mode { Pseudonym, Lookup, Numbering };
    Mode mode = Mode::Pseudonym;
    int width = 5;                        ///< digits of a number
    std::map<std::string, int> firstOf{}; ///< Numbering: class -> its first number
};
/// Relative paths of the output with placeholders: {patient} {study} {series} {instance} {number:N}
/// {field} {disease} {side} {view} {class}. See nameFrom().
struct NameRule {
    std::string dicom = "{patient}/{study}/{instance}.dcm";
    std::string picture{}; ///< empty: as the batch names them by default
};
/// The pattern with its placeholders filled. Values may hold letters, digits, '.', '_' and '-'.
/// Errors: InvalidArgument, naming the placeholder that has no value or none that can be a name.
Result<std::filesystem::path> nameFrom(std::string_view pattern,
                                       const std::map<std::string, std::string>& values);

/// A profile as its file says it (docs/deidentification.md, "Profiles").
struct ProfileText {
    std::string name, description;
    std::string options; ///< letters of the options that are on
    std::map<dicom::Tag, Action> rules;
    DateRule dates;
    bool keepsAges = true; ///< under patient-characteristics; always with 090Y for over 89
    PatientIdRule patientIds;
    NameRule names;
    std::map<std::string, std::string> rationale; ///< option or tag -> why it is kept
    std::vector<std::string> words; ///< a site's own, which Clean Descriptors keeps as well
};

class Descriptors; // anonymizer/detail/Descriptors.h

/// Named set of rules: the Basic profile's column, option columns over it, single rules over both.
/// Built-ins: "basic" (PS3.15 Basic), "curation" (the default) and "programme".
class Profile {
public:
    /// NotFound for an unknown name.
    static Result<std::shared_ptr<const Profile>> builtIn(std::string_view name);
    static std::vector<std::string> builtInNames();
    /// A profile of one's own, in the built-ins' format. Errors: NotFound, Malformed, Unsupported
    /// (an option that no tool here can honour), InvalidArgument (a contradiction, a direct
    /// identifier kept ...).
    static Result<std::shared_ptr<const Profile>> read(const std::filesystem::path& file);
    static Result<std::shared_ptr<const Profile>> parse(std::string_view json);
    /// A built-in's name, or else a file.
    static Result<std::shared_ptr<const Profile>> named(const std::string& nameOrFile);

    const std::string& name() const { return m_text.name; }
    const std::string& description() const { return m_text.description; }
    std::string edition() const; ///< "PS3.15 2026c"
    const ProfileText& text() const { return m_text; }
    /// SHA-256 over the canonical form of the rules: what a ledger pins.
    const std::string& digest() const { return m_digest; }
    bool has(Option option) const {
        return m_text.options.find(static_cast<char>(option)) != std::string::npos;
    }
    const DateRule& dates() const { return m_text.dates; }
    const PatientIdRule& patientIds() const { return m_text.patientIds; }
    const NameRule& names() const { return m_text.names; }
    bool shiftsDates() const { return has(Option::RetainModifiedDates); }
    bool keepsPatientCharacteristics() const { return has(Option::RetainPatientCharacteristics); }
    bool keepsAges() const { return keepsPatientCharacteristics() && m_text.keepsAges; }
    bool cleansDescriptors() const { return has(Option::CleanDescriptors); }
    const Descriptors& descriptors() const { return *m_descriptors; }
    /// Files may leave only after the pixel step.
    bool requiresCleanPixels() const { return has(Option::CleanPixelData); }

    /// The rule for a standard or private tag at any depth. Tags the table does not list: Keep,
    /// except private and group 0000/0002/0004 odds and repeating curve/overlay groups, which are
    /// removed.
    Action actionFor(dicom::Tag tag, std::string_view sopClassUid) const;
    Decision decide(dicom::Tag tag, std::string_view sopClassUid, Depth depth) const;
    /// The same where many tags of one SOP class are asked for: rulesOf() once, then this.
    using RuleSet = std::size_t;
    static RuleSet rulesOf(std::string_view sopClassUid);
    Decision decide(dicom::Tag tag, RuleSet rules, Depth depth) const;
    /// What a reader should know before he uses it: identifying things kept on purpose.
    std::vector<std::string> warnings() const;

private:
    explicit Profile(ProfileText text);
    Decision compiled(dicom::Tag tag, const TableRow* row, RuleSet rules, Depth depth) const;

    ProfileText m_text;
    std::string m_digest;
    std::shared_ptr<const Descriptors> m_descriptors;
    std::vector<dicom::Tag> m_tags;                 ///< listed or ruled, sorted
    std::vector<std::vector<Decision>> m_decisions; ///< a rule set (the last: nested) -> a tag
};

/// Everything that is wrong with a profile, in sentences; empty if it can be used.
std::vector<std::string> problemsOf(std::string_view profileJson);

} // namespace cw::anonymizer
