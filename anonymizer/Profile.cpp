// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/Profile.h"
#include "anonymizer/detail/IodTypes.h"
#include "core/Files.h"
#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>

namespace cw::anonymizer {
namespace {

constexpr std::string_view kEdition = "PS3.15 2026c";

struct BuiltIn {
    std::string_view name, options;
};
constexpr std::array kBuiltIns{BuiltIn{"basic", ""}, BuiltIn{"curation", "mct"}};

struct NamedOption {
    std::string_view name;
    Option option;
    bool implemented;
};
constexpr std::array kOptionNames{
    NamedOption{"retain-safe-private", Option::RetainSafePrivate, false},
    NamedOption{"retain-uids", Option::RetainUids, true},
    NamedOption{"retain-device", Option::RetainDevice, true},
    NamedOption{"retain-institution", Option::RetainInstitution, true},
    NamedOption{"patient-characteristics", Option::RetainPatientCharacteristics, true},
    NamedOption{"full-dates", Option::RetainFullDates, true},
    NamedOption{"modified-dates", Option::RetainModifiedDates, true},
    NamedOption{"clean-descriptors", Option::CleanDescriptors, true},
    NamedOption{"clean-structured-content", Option::CleanStructuredContent, false},
    NamedOption{"clean-graphics", Option::CleanGraphics, false},
};

struct NamedAction {
    std::string_view name;
    Action action;
};
constexpr std::array kActionNames{
    NamedAction{"replace", Action::Dummy}, NamedAction{"empty", Action::Zero},
    NamedAction{"remove", Action::Remove}, NamedAction{"keep", Action::Keep},
    NamedAction{"clean", Action::Clean},   NamedAction{"uid", Action::NewUid},
};

// No profile may keep these: they are what makes a person known.
constexpr std::array<dicom::Tag, 9> kDirectIdentifiers{{{0x0010, 0x0010},
                                                        {0x0010, 0x0020},
                                                        {0x0010, 0x0030},
                                                        {0x0010, 0x1000},
                                                        {0x0010, 0x1001},
                                                        {0x0010, 0x1002},
                                                        {0x0010, 0x1040},
                                                        {0x0010, 0x2154},
                                                        {0x0008, 0x0050}}};

const TableRow* rowOf(dicom::Tag tag) {
    const auto& table = confidentialityTable();
    const auto found = std::ranges::lower_bound(table, tag, {}, &TableRow::tag);
    return found != table.end() && found->tag == tag ? &*found : nullptr;
}

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

/// The option columns of a row that are on: C beats K, for C is the stricter.
std::optional<Action> optionAction(const TableRow& row, const Profile& profile) {
    std::optional<Action> action;
    for (std::size_t i = 0; i + 1 < row.options.size(); i += 2) {
        if (!profile.has(static_cast<Option>(row.options[i])))
            continue;
        if (row.options[i + 1] == 'C')
            return Action::Clean;
        action = Action::Keep;
    }
    return action;
}

/// Attributes that go as a whole group, whatever the table's single rows say.
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

std::optional<dicom::Tag> tagFrom(std::string_view text) {
    if (text.size() != 11 || text.front() != '(' || text[5] != ',' || text.back() != ')')
        return std::nullopt;
    const auto hex = [](std::string_view digits) -> std::optional<std::uint16_t> {
        std::uint16_t value = 0;
        const auto [end, error] =
            std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
        if (error != std::errc{} || end != digits.data() + digits.size())
            return std::nullopt;
        return value;
    };
    const auto group = hex(text.substr(1, 4)), element = hex(text.substr(6, 4));
    if (!group || !element)
        return std::nullopt;
    return dicom::Tag{*group, *element};
}

Result<std::string> optionLetters(const nlohmann::json& names) {
    std::string letters;
    for (const auto& name : names) {
        const auto text = name.get<std::string>();
        const auto found = std::ranges::find(kOptionNames, text, &NamedOption::name);
        if (found == kOptionNames.end())
            return fail(ErrorCode::Malformed, "the profile names an unknown option: " + text);
        if (!found->implemented)
            return fail(ErrorCode::Unsupported,
                        "the profile option " + text + " is not available yet");
        letters += static_cast<char>(found->option);
    }
    if (letters.find('f') != std::string::npos && letters.find('m') != std::string::npos)
        return fail(ErrorCode::InvalidArgument, "full-dates and modified-dates exclude each other");
    return letters;
}

Result<std::map<dicom::Tag, Action>> ruleMap(const nlohmann::json& rules) {
    std::map<dicom::Tag, Action> map;
    for (const auto& [key, value] : rules.items()) {
        const auto tag = tagFrom(key);
        const auto action =
            std::ranges::find(kActionNames, value.get<std::string>(), &NamedAction::name);
        if (!tag || action == kActionNames.end())
            return fail(ErrorCode::Malformed,
                        "a rule of the profile is not \"(gggg,eeee)\": action");
        const bool direct = std::ranges::find(kDirectIdentifiers, *tag) != kDirectIdentifiers.end();
        const bool keeps = action->action == Action::Keep || action->action == Action::Clean;
        if (keeps && (direct || inForbiddenGroup(*tag)))
            return fail(ErrorCode::InvalidArgument,
                        "the profile may not keep the direct identifier " + key);
        map[*tag] = action->action;
    }
    return map;
}

} // namespace

std::string_view name(Action action) {
    switch (action) {
    case Action::Dummy:
        return "D";
    case Action::Zero:
        return "Z";
    case Action::Remove:
        return "X";
    case Action::Keep:
        return "K";
    case Action::Clean:
        return "C";
    case Action::NewUid:
        return "U";
    }
    return "X";
}

Result<std::shared_ptr<const Profile>> Profile::builtIn(std::string_view wanted) {
    for (const BuiltIn& each : kBuiltIns)
        if (each.name == wanted)
            return std::shared_ptr<const Profile>(
                new Profile(std::string(each.name), std::string(each.options)));
    return fail(ErrorCode::NotFound,
                "there is no profile of that name; built in are basic and curation");
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

Result<std::shared_ptr<const Profile>> Profile::parse(std::string_view json) try {
    const auto document = nlohmann::json::parse(json);
    const auto title = document.at("name").get<std::string>();
    if (title.empty() || title.size() > 32 || !std::ranges::all_of(title, [](unsigned char c) {
            return c > ' ' && c < 0x7F && c != '\\';
        }))
        return fail(ErrorCode::Malformed,
                    "a profile's name is 1 to 32 ASCII characters without spaces");
    for (const auto& [key, value] : document.items())
        if (key != "name" && key != "options" && key != "rules")
            return fail(ErrorCode::Malformed, "the profile has an unknown key: " + key);
    CW_TRY(std::string options, optionLetters(document.value("options", nlohmann::json::array())));
    CW_TRY(auto rules, ruleMap(document.value("rules", nlohmann::json::object())));
    std::shared_ptr<Profile> profile(new Profile(title, std::move(options)));
    profile->m_rules = std::move(rules);
    return std::shared_ptr<const Profile>(std::move(profile));
} catch (const nlohmann::json::exception&) {
    return fail(ErrorCode::Malformed,
                "the profile is not the JSON that docs/deidentification.md describes");
}

std::string Profile::edition() const { return std::string(kEdition); }

bool Profile::has(Option option) const {
    return m_options.find(static_cast<char>(option)) != std::string::npos;
}

Action Profile::actionFor(dicom::Tag tag, std::string_view sopClassUid) const {
    return decide(tag, sopClassUid, Depth::TopLevel).action;
}

Decision Profile::decide(dicom::Tag tag, std::string_view sopClassUid, Depth depth) const {
    if (inForbiddenGroup(tag))
        return {Action::Remove, Action::Remove, true};
    const AttributeType type =
        depth == Depth::TopLevel ? attributeType(tag, sopClassUid) : AttributeType::Unknown;
    const TableRow* row = rowOf(tag);
    const Action basic = row ? resolved(row->basic, type) : Action::Keep;
    const Action fallback = row && basic != Action::Keep ? basic : Action::Zero;
    if (const auto rule = m_rules.find(tag); rule != m_rules.end())
        return {rule->second, fallback, true};
    if (!row)
        return {Action::Keep, Action::Zero, false};
    return {optionAction(*row, *this).value_or(basic), fallback, true};
}

} // namespace cw::anonymizer
