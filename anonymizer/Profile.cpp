// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/Profile.h"
#include "anonymizer/detail/Descriptors.h"
#include "anonymizer/detail/IodTypes.h"
#include "anonymizer/detail/ProfileJson.h"
#include "core/Files.h"
#include "core/Sha256.h"
#include <algorithm>
#include <array>
#include <optional>

namespace cw::anonymizer {
namespace {

constexpr std::string_view kEdition = "PS3.15 2026c";

struct BuiltIn {
    std::string_view name, json;
};
// The texts of anonymizer/profiles/*.json, written by CMake.
constexpr BuiltIn kBuiltIns[] = {
#include "anonymizer/BuiltInProfiles.inc"
};

/// Compound codes: the mildest action that leaves the instance valid for the attribute's type;
/// where the type is not known, the one that is valid for every type. All of them drop the value.
Action resolved(std::string_view code, AttributeType type) {
    using enum AttributeType;
    const bool mayBeOne = type == One || type == Unknown;
    if (code == "D")
        return Action::Dummy;
    if (code == "K")
        return Action::Keep;
    if (code == "C")
        return Action::Clean;
    // References stay, with pseudonymous UIDs: dropping them would cut an image from its source.
    if (code == "U" || code == "X/Z/U*")
        return Action::NewUid;
    if (code == "Z/D")
        return mayBeOne ? Action::Dummy : Action::Zero;
    if (code == "X/Z")
        return type == Three ? Action::Remove : Action::Zero;
    if (code == "X/D" || code == "X/Z/D")
        return mayBeOne ? Action::Dummy : type == Two ? Action::Zero : Action::Remove;
    if (code == "Z")
        return type == One ? Action::Dummy : Action::Zero;
    // "X", and anything a later edition may bring: gone, unless the IOD demands the attribute.
    return type == One ? Action::Dummy : type == Two ? Action::Zero : Action::Remove;
}

/// The rows that the dates rule governs: those with a date option, and the date of birth.
bool isTemporal(const TableRow& row) {
    return row.options.find('m') != std::string_view::npos || row.tag == dicom::Tag{0x0010, 0x0030};
}

struct ByOption {
    Action action;
    char letter;
};
/// The option columns of a row that are on: C beats K, for C is the stricter. A date that an option
/// other than full dates would keep (a detector's calibration, with the device) follows the dates
/// rule: one kept day would tell how far the others were moved.
std::optional<ByOption> optionAction(const TableRow& row, const Profile& profile) {
    std::optional<ByOption> found;
    for (std::size_t i = 0; i + 1 < row.options.size(); i += 2) {
        const char letter = row.options[i];
        if (!profile.has(static_cast<Option>(letter)))
            continue;
        if (row.options[i + 1] == 'C')
            return ByOption{Action::Clean, letter};
        if (letter == static_cast<char>(Option::RetainFullDates) || !isTemporal(row))
            found = ByOption{Action::Keep, letter};
    }
    return found;
}

constexpr dicom::Tag kPatientAge{0x0010, 0x1010};

} // namespace

const TableRow* rowOf(dicom::Tag tag) {
    const auto& table = confidentialityTable();
    const auto found = std::ranges::lower_bound(table, tag, {}, &TableRow::tag);
    return found != table.end() && found->tag == tag ? &*found : nullptr;
}

bool holdsADay(const TableRow& row) {
    return isTemporal(row) && row.name.find("Date") != std::string_view::npos;
}

bool inForbiddenGroup(dicom::Tag tag) {
    if (tag.isPrivate() || tag.group == 0x0000 || tag.group == 0x0002 || tag.group == 0x0004)
        return true;
    if (tag.element == 0x0000) // group length: retired, and wrong once anything is removed
        return true;
    // Curves and overlays: PS3.5 7.6 names the even groups up to xx1E. What is left of an overlay
    // without its data is no valid module, so the group goes as a whole.
    const bool repeating = (tag.group & 0xFF) <= 0x1E;
    if (repeating && ((tag.group >> 8) == 0x50 || (tag.group >> 8) == 0x60))
        return true;
    return tag == dicom::Tag{0xFFFC, 0xFFFC}; // Data Set Trailing Padding
}

std::string_view name(Action action) {
    constexpr std::array<std::string_view, 6> names{"D", "Z", "X", "K", "C", "U"};
    return names[static_cast<std::size_t>(action)];
}

const std::vector<OptionName>& optionNames() {
    static const std::vector<OptionName> names{
        // In the order in which claims are written.
        {Option::RetainSafePrivate, "retain-safe-private", "113111", "Retain Safe Private Option"},
        {Option::RetainUids, "retain-uids", "113110", "Retain UIDs Option"},
        {Option::RetainDevice, "retain-device", "113109", "Retain Device Identity Option"},
        {Option::RetainInstitution, "retain-institution", "113112",
         "Retain Institution Identity Option"},
        {Option::RetainPatientCharacteristics, "patient-characteristics", "113108",
         "Retain Patient Characteristics Option"},
        {Option::RetainFullDates, "full-dates", "113106",
         "Retain Longitudinal Temporal Information Full Dates Option"},
        {Option::RetainModifiedDates, "modified-dates", "113107",
         "Retain Longitudinal Temporal Information Modified Dates Option"},
        {Option::CleanDescriptors, "clean-descriptors", "113105", "Clean Descriptors Option"},
        {Option::CleanStructuredContent, "clean-structured-content", "113104",
         "Clean Structured Content Option"},
        {Option::CleanGraphics, "clean-graphics", "113103", "Clean Graphics Option"},
        {Option::CleanPixelData, "clean-pixel-data", "113101", "Clean Pixel Data Option"},
    };
    return names;
}

Profile::Profile(ProfileText text) : m_text(std::move(text)) {
    m_digest = core::sha256Hex(canonicalJson(m_text));
    m_descriptors = std::make_shared<const Descriptors>(m_text.words);
    for (const TableRow& row : confidentialityTable())
        m_tags.push_back(row.tag);
    for (const auto& rule : m_text.rules)
        m_tags.push_back(rule.first);
    std::ranges::sort(m_tags);
    m_tags.erase(std::unique(m_tags.begin(), m_tags.end()), m_tags.end());
    // Every decision is made here once, so that a file costs one search a tag.
    m_decisions.resize(kIodCount + 1);
    for (RuleSet rules = 0; rules <= kIodCount; ++rules)
        for (const dicom::Tag tag : m_tags)
            m_decisions[rules].push_back(compiled(
                tag, rowOf(tag), rules, rules == kIodCount ? Depth::Nested : Depth::TopLevel));
}

Decision Profile::compiled(dicom::Tag tag, const TableRow* row, RuleSet rules, Depth depth) const {
    if (inForbiddenGroup(tag))
        return {Action::Remove, Action::Remove, true, Ground::Group, 0};
    const AttributeType type = depth == Depth::TopLevel
                                   ? attributeType(tag, static_cast<Iod>(rules))
                                   : AttributeType::Unknown;
    Action basic = row ? resolved(row->basic, type) : Action::Keep;
    // A sequence inside an item that may be absent had better be: empty, it is often invalid.
    if (row && depth == Depth::Nested && row->basic == "X/Z" && row->name.ends_with("Sequence"))
        basic = Action::Remove;
    const Action fallback = row && basic != Action::Keep ? basic : Action::Zero;
    if (const auto rule = m_text.rules.find(tag); rule != m_text.rules.end())
        return {rule->second, fallback, true, Ground::OwnRule, 0};
    if (tag == kPatientAge && !keepsAges())
        return {basic, fallback, true, Ground::Basic, 0};
    if (const auto option = optionAction(*row, *this))
        return {option->action, fallback, true, Ground::Option, option->letter};
    if (m_text.dates.mode == DateMode::Fixed && holdsADay(*row))
        return {Action::Dummy, Action::Dummy, true, Ground::Dates, 0};
    return {basic, fallback, true, Ground::Basic, 0};
}

Profile::RuleSet Profile::rulesOf(std::string_view sopClassUid) {
    return static_cast<RuleSet>(iodOf(sopClassUid));
}

Decision Profile::decide(dicom::Tag tag, RuleSet rules, Depth depth) const {
    if (inForbiddenGroup(tag))
        return {Action::Remove, Action::Remove, true, Ground::Group, 0};
    const auto found = std::ranges::lower_bound(m_tags, tag);
    if (found == m_tags.end() || *found != tag)
        return {Action::Keep, Action::Zero, false, Ground::Unlisted, 0};
    const auto at = static_cast<std::size_t>(found - m_tags.begin());
    return m_decisions[depth == Depth::Nested ? kIodCount : rules][at];
}

Decision Profile::decide(dicom::Tag tag, std::string_view sopClassUid, Depth depth) const {
    return decide(tag, rulesOf(sopClassUid), depth);
}

Action Profile::actionFor(dicom::Tag tag, std::string_view sopClassUid) const {
    return decide(tag, sopClassUid, Depth::TopLevel).action;
}

std::string Profile::edition() const { return std::string(kEdition); }

std::vector<std::string> Profile::warnings() const {
    std::vector<std::string> said;
    const auto warn = [&](Option option, const char* sentence) {
        if (has(option))
            said.emplace_back(sentence);
    };
    warn(Option::RetainFullDates,
         "full-dates: the days of examinations leave as they are; with any other record of the "
         "same days a patient can be found");
    warn(Option::RetainUids, "retain-uids: whoever has access to the archive finds every image");
    warn(Option::RetainInstitution, "retain-institution: the hospital and its place leave");
    warn(Option::RetainDevice,
         "retain-device: serial numbers and station names tell which hospital it was");
    warn(Option::RetainSafePrivate,
         "retain-safe-private: private attributes of the standard's list leave; free text and "
         "large blocks among them are not understood, only searched for this patient's words");
    for (const auto& [tag, action] : m_text.rules) {
        const TableRow* row = rowOf(tag);
        if (action == Action::Keep && row && row->basic != "K")
            said.push_back(dicom::text(tag) + " " + std::string(row->name) +
                           " is kept, the table says " + std::string(row->basic));
        else if (action == Action::Clean && row && row->options.find('C') == std::string_view::npos)
            said.push_back(dicom::text(tag) + " " + std::string(row->name) +
                           " is cleaned by the dictionary, the table says " +
                           std::string(row->basic) + " and no option restores it");
    }
    return said;
}

Result<std::shared_ptr<const Profile>> Profile::builtIn(std::string_view wanted) {
    // Parsed and compiled once a process: every batch and every test asks for them.
    static const auto profiles = [] {
        std::map<std::string_view, std::shared_ptr<const Profile>> map;
        for (const BuiltIn& each : kBuiltIns)
            map.emplace(each.name, parse(each.json).value());
        return map;
    }();
    if (const auto found = profiles.find(wanted); found != profiles.end())
        return found->second;
    return fail(ErrorCode::NotFound,
                "there is no profile of that name; built in are basic, curation and programme");
}

std::vector<std::string> Profile::builtInNames() {
    std::vector<std::string> names;
    for (const BuiltIn& each : kBuiltIns)
        names.emplace_back(each.name);
    return names;
}

Result<std::shared_ptr<const Profile>> Profile::read(const std::filesystem::path& file) {
    CW_TRY(const std::string text, core::readText(file, 1 << 20));
    auto profile = parse(text);
    return profile ? profile : within(profile.error(), "reading the profile");
}

Result<std::shared_ptr<const Profile>> Profile::parse(std::string_view json) {
    ReadProfile read = readProfileJson(json);
    if (!read.problems.empty())
        return fail(read.problems.front().code, read.problems.front().sentence);
    return std::shared_ptr<const Profile>(new Profile(std::move(read.text)));
}

Result<std::shared_ptr<const Profile>> Profile::named(const std::string& nameOrFile) {
    if (auto found = builtIn(nameOrFile))
        return found;
    std::error_code error;
    if (!std::filesystem::exists(nameOrFile, error))
        return fail(ErrorCode::NotFound, "there is no profile of that name and no such file; built "
                                         "in are basic, curation and programme");
    return read(nameOrFile);
}

std::vector<std::string> problemsOf(std::string_view profileJson) {
    std::vector<std::string> sentences;
    for (auto& problem : readProfileJson(profileJson).problems)
        sentences.push_back(std::move(problem.sentence));
    return sentences;
}

} // namespace cw::anonymizer
