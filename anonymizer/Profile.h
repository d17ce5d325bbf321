// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Result.h"
#include "dicom/Tag.h"
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace cw::anonymizer {

/// PS3.15 E.1-1a action codes after compounds are resolved for the attribute's type.
enum class Action { Dummy, Zero, Remove, Keep, Clean, NewUid };
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

/// The option columns of Table E.1-1 (PS3.15 E.3); the value is the letter in TableRow::options.
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
    CleanGraphics = 'g'
};

/// What the rules say of one attribute.
struct Decision {
    Action action = Action::Keep;
    /// What to do where cleaning leaves nothing worth keeping: the Basic action.
    Action fallback = Action::Remove;
    bool listed = false; ///< in Table E.1-1, or ruled by name; else the VR decides further
};

/// Whether an attribute stands in the data set itself or inside a sequence's item: attribute types
/// are known for the former only.
enum class Depth { TopLevel, Nested };

/// Named set of rules: the Basic profile's column, option columns over it, single rules over both.
/// Built-ins: "basic" (PS3.15 Basic) and "curation" (Basic + modified dates + patient
/// characteristics + clean descriptors; the default).
class Profile {
public:
    /// NotFound for an unknown name.
    static Result<std::shared_ptr<const Profile>> builtIn(std::string_view name);
    static std::vector<std::string> builtInNames();
    /// A profile of one's own: JSON {"name": "...", "options": ["modified-dates", ...],
    /// "rules": {"(0018,1000)": "remove", ...}} over Basic (docs/deidentification.md). Errors:
    /// NotFound, Malformed, Unsupported (an option not implemented), InvalidArgument (a direct
    /// identifier kept, both date options).
    static Result<std::shared_ptr<const Profile>> read(const std::filesystem::path& file);
    static Result<std::shared_ptr<const Profile>> parse(std::string_view json);

    const std::string& name() const { return m_name; }
    std::string edition() const; ///< "PS3.15 2026c"
    bool has(Option option) const;
    bool shiftsDates() const { return has(Option::RetainModifiedDates); }
    bool keepsPatientCharacteristics() const { return has(Option::RetainPatientCharacteristics); }
    bool cleansDescriptors() const { return has(Option::CleanDescriptors); }
    /// The rule for a standard or private tag at any depth. Tags the table does not list: Keep,
    /// except private and group 0000/0002/0004 odds and repeating curve/overlay groups, which are
    /// removed.
    Action actionFor(dicom::Tag tag, std::string_view sopClassUid) const;
    Decision decide(dicom::Tag tag, std::string_view sopClassUid, Depth depth) const;

private:
    Profile(std::string name, std::string options)
        : m_name(std::move(name)), m_options(std::move(options)) {}
    std::string m_name;
    std::string m_options; ///< letters of the options that are on
    std::map<dicom::Tag, Action> m_rules;
};

} // namespace cw::anonymizer
