// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/ProfileJson.h"
#include "anonymizer/detail/Descriptors.h"
#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

namespace cw::anonymizer {
namespace {

using Json = nlohmann::json;

struct NamedAction {
    std::string_view name;
    Action action;
};
constexpr std::array kActionNames{
    NamedAction{"replace", Action::Dummy}, NamedAction{"empty", Action::Zero},
    NamedAction{"remove", Action::Remove}, NamedAction{"keep", Action::Keep},
    NamedAction{"clean", Action::Clean},   NamedAction{"uid", Action::NewUid},
};

constexpr std::array<std::string_view, 4> kDateModes{"remove", "fixed", "shift", "keep"};
constexpr std::array<std::string_view, 3> kIdModes{"pseudonym", "lookup", "numbering"};
constexpr std::array<std::string_view, 11> kPlaceholders{"patient", "study", "series",  "instance",
                                                         "number",  "field", "disease", "side",
                                                         "view",    "class", "modality"};

// No profile may keep these: they are what makes a person known.
constexpr std::array<dicom::Tag, 11> kDirectIdentifiers{{{0x0008, 0x0050},
                                                         {0x0010, 0x0010},
                                                         {0x0010, 0x0020},
                                                         {0x0010, 0x0030},
                                                         {0x0010, 0x1000},
                                                         {0x0010, 0x1001},
                                                         {0x0010, 0x1002},
                                                         {0x0010, 0x1005},
                                                         {0x0010, 0x1040},
                                                         {0x0010, 0x1060},
                                                         {0x0010, 0x2154}}};

/// What de-identification itself writes (PS3.15 E.1.1, E.3).
constexpr std::array<dicom::Tag, 5> kClaims{
    {{0x0012, 0x0062}, {0x0012, 0x0063}, {0x0012, 0x0064}, {0x0028, 0x0301}, {0x0028, 0x0303}}};

/// Without these no reader shows the picture, or tells it from another.
bool isStructural(dicom::Tag tag) {
    constexpr std::array<dicom::Tag, 13> tags{{{0x0008, 0x0005},
                                               {0x0008, 0x0016},
                                               {0x0008, 0x0018},
                                               {0x0020, 0x000D},
                                               {0x0020, 0x000E},
                                               {0x0028, 0x0002},
                                               {0x0028, 0x0004},
                                               {0x0028, 0x0008},
                                               {0x0028, 0x0010},
                                               {0x0028, 0x0011},
                                               {0x0028, 0x0100},
                                               {0x0028, 0x0101},
                                               {0x7FE0, 0x0010}}};
    return std::ranges::find(tags, tag) != tags.end() || tag == dicom::Tag{0x0028, 0x0102} ||
           tag == dicom::Tag{0x0028, 0x0103};
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

/// Words of the file as a message may repeat them: short and plain.
std::string inQuotes(std::string_view text) {
    std::string out;
    for (const char c : text.substr(0, 40))
        out += c > ' ' && c < 0x7F && c != '"' && c != '\\' ? c : '?';
    return '"' + out + '"';
}

bool isPlainDate(std::string_view text) {
    if (text.size() != 8 || text.find_first_not_of("0123456789") != std::string_view::npos)
        return false;
    const auto number = [&](std::size_t from, std::size_t size) {
        int value = 0;
        for (const char c : text.substr(from, size))
            value = value * 10 + (c - '0');
        return value;
    };
    return number(0, 4) >= 1 &&
           std::chrono::year_month_day(std::chrono::year(number(0, 4)),
                                       std::chrono::month(static_cast<unsigned>(number(4, 2))),
                                       std::chrono::day(static_cast<unsigned>(number(6, 2))))
               .ok();
}

/// A JSON text may say a key twice; the last would win without a word.
std::string keySaidTwice(std::string_view json) {
    std::vector<std::set<std::string>> open;
    std::string twice;
    const Json::parser_callback_t see = [&](int, Json::parse_event_t event, Json& parsed) {
        if (event == Json::parse_event_t::object_start)
            open.emplace_back();
        else if (event == Json::parse_event_t::object_end && !open.empty())
            open.pop_back();
        else if (event == Json::parse_event_t::key && !open.empty()) {
            const auto key = parsed.get<std::string>();
            if (!open.back().insert(key).second)
                twice = key;
        }
        return true;
    };
    const Json ignored = Json::parse(json, see, false);
    return twice;
}

class Reader {
public:
    explicit Reader(std::string_view json) : m_json(json) {}
    ReadProfile run();

private:
    void problem(ErrorCode code, std::string sentence) {
        m_read.problems.push_back({code, std::move(sentence)});
    }
    void malformed(std::string sentence) { problem(ErrorCode::Malformed, std::move(sentence)); }
    void contradiction(std::string sentence) {
        problem(ErrorCode::InvalidArgument, std::move(sentence));
    }
    /// The member if it is there and of this type; says so if it is of another.
    const Json* member(const Json& object, const char* key, Json::value_t type, const char* what);
    void onlyKeys(const Json& object, const std::string& of,
                  std::initializer_list<std::string_view> known);
    bool has(Option option) const {
        return m_read.text.options.find(static_cast<char>(option)) != std::string::npos;
    }
    void title(const Json& document);
    void options(const Json& document);
    void dates(const Json& document);
    void ages(const Json& document);
    void patientIds(const Json& document);
    void classes(const Json& object);
    void names(const Json& document);
    void pattern(const std::string& text, const char* which);
    void rules(const Json& document);
    void rule(const std::string& key, const Json& value);
    void ruleOf(dicom::Tag tag, const std::string& key, Action action);
    void rationale(const Json& document);
    void words(const Json& document);

    std::string_view m_json;
    ReadProfile m_read;
};

const Json* Reader::member(const Json& object, const char* key, Json::value_t type,
                           const char* what) {
    const auto found = object.find(key);
    if (found == object.end())
        return nullptr;
    const bool number = type == Json::value_t::number_integer && found->is_number_integer();
    if (found->type() != type && !number) {
        malformed(std::string("\"") + key + "\" is " + what);
        return nullptr;
    }
    return &*found;
}

void Reader::onlyKeys(const Json& object, const std::string& of,
                      std::initializer_list<std::string_view> known) {
    for (const auto& [key, value] : object.items())
        if (std::ranges::find(known, std::string_view(key)) == known.end())
            malformed(of + " has an unknown key: " + inQuotes(key));
}

void Reader::title(const Json& document) {
    const Json* name = member(document, "name", Json::value_t::string, "a text");
    if (name)
        m_read.text.name = name->get<std::string>();
    const auto& text = m_read.text.name;
    if (text.empty() || text.size() > 32 ||
        !std::ranges::all_of(text, [](char c) { return c > ' ' && c < 0x7F && c != '\\'; }))
        malformed("a profile's name is 1 to 32 ASCII characters without spaces");
    if (const Json* said = member(document, "description", Json::value_t::string, "a text"))
        m_read.text.description = said->get<std::string>();
}

void Reader::options(const Json& document) {
    const Json* list = member(document, "options", Json::value_t::array, "a list of options");
    for (const auto& each : list ? *list : Json::array()) {
        const std::string word = each.is_string() ? each.get<std::string>() : "";
        if (word == "clean-visual-features") {
            problem(ErrorCode::Unsupported,
                    "clean-visual-features is refused: nothing here takes recognisable features "
                    "out of pixels, so 113102 could never be claimed honestly");
            continue;
        }
        const auto found =
            std::ranges::find(optionNames(), std::string_view(word), &OptionName::name);
        if (found == optionNames().end())
            malformed("the profile names an unknown option: " + inQuotes(word));
        else if (has(found->option))
            contradiction("the option " + word + " is named twice");
        else
            m_read.text.options += static_cast<char>(found->option);
    }
    if (has(Option::RetainFullDates) && has(Option::RetainModifiedDates))
        contradiction("full-dates and modified-dates exclude each other (PS3.15 E.3.6): dates "
                      "either leave as they are or are moved");
}

void Reader::dates(const Json& document) {
    auto& rule = m_read.text.dates;
    rule.mode = has(Option::RetainFullDates)       ? DateMode::Keep
                : has(Option::RetainModifiedDates) ? DateMode::Shift
                                                   : DateMode::Remove;
    const Json* object = member(document, "dates", Json::value_t::object,
                                "an object: {\"mode\": \"fixed\", \"value\": \"19000101\"}");
    if (!object)
        return;
    onlyKeys(*object, "dates", {"mode", "value"});
    const Json* mode = member(*object, "mode", Json::value_t::string, "a word");
    const auto found = mode ? std::ranges::find(kDateModes, mode->get_ref<const std::string&>())
                            : kDateModes.end();
    if (found == kDateModes.end())
        return malformed("the mode of dates is one of remove, fixed, shift, keep");
    const auto given = static_cast<DateMode>(found - kDateModes.begin());
    if (given == DateMode::Shift && !has(Option::RetainModifiedDates))
        contradiction("dates are to be shifted, but the option modified-dates is off: the file "
                      "would claim that they were removed");
    else if (given == DateMode::Keep && !has(Option::RetainFullDates))
        contradiction("dates are to be kept, but the option full-dates is off");
    else if (given == DateMode::Fixed &&
             (has(Option::RetainModifiedDates) || has(Option::RetainFullDates)))
        contradiction("dates are to be one fixed day, but an option says that they are kept or "
                      "moved");
    else if (given == DateMode::Remove &&
             (has(Option::RetainModifiedDates) || has(Option::RetainFullDates)))
        contradiction("dates are to be removed, but an option says that they are kept or moved");
    rule.mode = given;
    if (const Json* value = member(*object, "value", Json::value_t::string, "a date YYYYMMDD")) {
        rule.value = value->get<std::string>();
        if (given != DateMode::Fixed)
            contradiction("only fixed dates have a value");
        else if (!isPlainDate(rule.value))
            malformed("the fixed date is no date YYYYMMDD of the calendar");
    } else if (given == DateMode::Fixed && !object->contains("value")) {
        malformed("fixed dates need a value, such as \"19000101\"");
    }
}

void Reader::ages(const Json& document) {
    const Json* ages = member(document, "ages", Json::value_t::string, "cap-89 or remove");
    if (!ages)
        return;
    const bool cap = *ages == "cap-89";
    if (!cap && *ages != "remove")
        malformed("\"ages\" is cap-89 or remove");
    if (cap && !has(Option::RetainPatientCharacteristics))
        contradiction("ages are to be kept up to 89, but the option patient-characteristics is "
                      "off, which removes them");
    m_read.text.keepsAges = cap;
}

void Reader::patientIds(const Json& document) {
    const Json* object = member(document, "patient-ids", Json::value_t::object,
                                "an object: {\"mode\": \"pseudonym\"}");
    if (!object)
        return;
    onlyKeys(*object, "patient-ids", {"mode", "width", "classes"});
    auto& rule = m_read.text.patientIds;
    const Json* mode = member(*object, "mode", Json::value_t::string, "a word");
    const auto found =
        mode ? std::ranges::find(kIdModes, mode->get_ref<const std::string&>()) : kIdModes.end();
    if (found == kIdModes.end())
        return malformed("the mode of patient-ids is one of pseudonym, lookup, numbering");
    rule.mode = static_cast<PatientIdRule::Mode>(found - kIdModes.begin());
    const bool numbers = rule.mode == PatientIdRule::Mode::Numbering;
    if (const Json* width = member(*object, "width", Json::value_t::number_integer, "a number")) {
        rule.width = 0;
        if (const auto value = width->get<std::int64_t>(); value >= 1 && value <= 9)
            rule.width = static_cast<int>(value);
        else
            malformed("the width of numbers is 1 to 9");
    }
    if (!numbers && (object->contains("width") || object->contains("classes")))
        contradiction("only numbering has a width and classes");
    if (numbers)
        classes(*object);
}

void Reader::classes(const Json& object) {
    auto& rule = m_read.text.patientIds;
    const Json* list = member(object, "classes", Json::value_t::object,
                              "an object: {\"malignant\": 1, \"benign\": 10001}");
    if (!list || list->empty())
        return malformed("numbering needs classes with their first numbers");
    std::set<int> seen;
    std::int64_t limit = 1;
    for (int i = 0; i < rule.width; ++i)
        limit *= 10;
    for (const auto& [word, first] : list->items()) {
        const auto value = first.is_number_integer() ? first.get<std::int64_t>() : 0;
        if (value < 1 || value >= limit)
            malformed("the first number of class " + inQuotes(word) +
                      " is no whole number that fits the width");
        else if (!seen.insert(static_cast<int>(value)).second)
            contradiction("two classes begin with the same number: their patients would collide");
        else
            rule.firstOf[word] = static_cast<int>(value);
    }
}

void Reader::names(const Json& document) {
    const Json* object = member(document, "names", Json::value_t::object,
                                "an object: {\"dicom\": \"{patient}/{instance}.dcm\"}");
    if (!object)
        return;
    onlyKeys(*object, "names", {"dicom", "picture"});
    if (const Json* text = member(*object, "dicom", Json::value_t::string, "a pattern"))
        pattern(m_read.text.names.dicom = text->get<std::string>(), "dicom");
    if (const Json* text = member(*object, "picture", Json::value_t::string, "a pattern"))
        pattern(m_read.text.names.picture = text->get<std::string>(), "picture");
}

void Reader::pattern(const std::string& text, const char* which) {
    const std::string role = std::string("the name pattern ") + which;
    bool unique = false;
    std::string plain;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '{') {
            plain += text[at];
            continue;
        }
        const auto end = text.find('}', at);
        const auto inside =
            std::string_view(text).substr(at + 1, end == std::string::npos ? 0 : end - at - 1);
        const auto word = inside.substr(0, inside.find(':'));
        if (std::ranges::find(kPlaceholders, word) == kPlaceholders.end())
            return malformed(role + " has an unknown placeholder: " + inQuotes(word));
        unique = unique || word == "instance" || word == "number";
        plain += 'x';
        at = end;
    }
    if (plain.empty() || plain.front() == '/' || plain.find("..") != std::string::npos ||
        plain.find('\\') != std::string::npos || plain.find("//") != std::string::npos)
        malformed(role + " is no relative path");
    if (!unique)
        contradiction(role + " has neither {instance} nor {number}: files would collide");
}

void Reader::rules(const Json& document) {
    const Json* object = member(document, "rules", Json::value_t::object,
                                "an object: {\"(0018,1030)\": \"remove\"}");
    if (!object)
        return;
    for (const auto& [key, value] : object->items())
        rule(key, value);
}

void Reader::rule(const std::string& key, const Json& value) {
    const auto action = std::ranges::find(
        kActionNames, value.is_string() ? value.get<std::string>() : std::string(),
        &NamedAction::name);
    if (action == kActionNames.end())
        return malformed("the rule for " + inQuotes(key) +
                         " is none of keep, clean, empty, replace, remove, uid");
    if (key == "private" || key == "overlays" || key == "curves") {
        if (action->action != Action::Remove)
            contradiction(key + " can only be removed by a rule");
        else if (key == "private" && has(Option::RetainSafePrivate))
            contradiction("retain-safe-private keeps private attributes, a rule removes them");
        return; // what happens anyway, said aloud
    }
    const auto tag = tagFrom(key);
    if (!tag)
        return malformed("a rule of the profile is not \"(gggg,eeee)\": action, but " +
                         inQuotes(key));
    ruleOf(*tag, key, action->action);
}

void Reader::ruleOf(dicom::Tag tag, const std::string& key, Action action) {
    const bool keeps = action == Action::Keep || action == Action::Clean;
    const bool direct = std::ranges::find(kDirectIdentifiers, tag) != kDirectIdentifiers.end();
    const TableRow* row = rowOf(tag);
    if (tag.isPrivate())
        return contradiction(key + " is private: it has no fixed address, so that no rule can mean "
                                   "it; retain-safe-private keeps the standard's list");
    if (std::ranges::find(kClaims, tag) != kClaims.end())
        return contradiction(key + " is written by de-identification itself and says what was "
                                   "done");
    if (keeps && (direct || inForbiddenGroup(tag)))
        return contradiction("the profile may not keep the direct identifier " + key);
    if (isStructural(tag) && action != Action::Keep && action != Action::NewUid)
        return contradiction(key + " is needed to read the file at all");
    const bool dayLeaves = row && holdsADay(*row) &&
                           ((action == Action::Keep && !has(Option::RetainFullDates)) ||
                            (action == Action::Clean && !has(Option::RetainModifiedDates)));
    if (dayLeaves)
        return contradiction("the rule keeps the date " + key +
                             " while others are removed, fixed or moved: one kept day gives the "
                             "others away");
    m_read.text.rules[tag] = action;
}

void Reader::rationale(const Json& document) {
    const Json* object = member(document, "rationale", Json::value_t::object,
                                "an object: {\"retain-device\": \"why\"}");
    if (!object)
        return;
    for (const auto& [key, value] : object->items()) {
        const auto option =
            std::ranges::find(optionNames(), std::string_view(key), &OptionName::name);
        const bool known =
            option != optionNames().end() ? has(option->option) : tagFrom(key).has_value();
        if (!known || !value.is_string())
            malformed("the rationale for " + inQuotes(key) +
                      " belongs to no option that is on and to no attribute");
        else
            m_read.text.rationale[key] = value.get<std::string>();
    }
}

void Reader::words(const Json& document) {
    const Json* list = member(document, "words", Json::value_t::array, "a list of words");
    if (!list)
        return;
    if (!has(Option::CleanDescriptors))
        contradiction("words are kept by clean-descriptors, which is off");
    for (const Json& each : *list) {
        if (!each.is_string()) {
            malformed("words are a list of words");
            continue;
        }
        const auto& word = each.get_ref<const std::string&>();
        if (const auto problem = Descriptors::problemWith(word))
            malformed("the word " + inQuotes(word) + ": " + *problem);
        else
            m_read.text.words.push_back(word);
    }
    std::ranges::sort(m_read.text.words);
}

ReadProfile Reader::run() {
    const Json document = Json::parse(m_json, nullptr, false);
    if (!document.is_object()) {
        malformed("the profile is not a JSON object");
        return std::move(m_read);
    }
    if (const auto twice = keySaidTwice(m_json); !twice.empty())
        malformed("the profile says " + inQuotes(twice) + " twice");
    onlyKeys(document, "the profile",
             {"name", "description", "options", "rules", "dates", "ages", "patient-ids", "names",
              "rationale", "words"});
    title(document);
    options(document);
    dates(document);
    ages(document);
    patientIds(document);
    names(document);
    rules(document);
    rationale(document);
    words(document);
    return std::move(m_read);
}

} // namespace

ReadProfile readProfileJson(std::string_view json) { return Reader(json).run(); }

std::string canonicalJson(const ProfileText& text) {
    std::string options = text.options;
    std::ranges::sort(options);
    Json rules = Json::object();
    for (const auto& [tag, action] : text.rules)
        rules[dicom::text(tag)] = std::string(name(action));
    Json canonical{{"name", text.name},
                   {"options", options},
                   {"rules", std::move(rules)},
                   {"dates", {static_cast<int>(text.dates.mode), text.dates.value}},
                   {"ages", text.keepsAges},
                   {"ids", {static_cast<int>(text.patientIds.mode), text.patientIds.width}},
                   {"classes", text.patientIds.firstOf},
                   {"names", {text.names.dicom, text.names.picture}}};
    if (!text.words.empty()) // profiles without any keep the digest that ledgers pinned
        canonical["words"] = text.words;
    return canonical.dump();
}

Result<std::filesystem::path> nameFrom(std::string_view pattern,
                                       const std::map<std::string, std::string>& values) {
    std::string path;
    while (!pattern.empty()) {
        const auto open = pattern.find('{'),
                   close = pattern.find('}', std::min(open, pattern.size()));
        path += pattern.substr(0, open);
        if (open == std::string_view::npos || close == std::string_view::npos)
            break;
        const auto inside = pattern.substr(open + 1, close - open - 1);
        const std::string word(inside.substr(0, inside.find(':')));
        const auto found = values.find(word);
        std::string value = found == values.end() ? std::string() : found->second;
        const bool usable =
            !value.empty() && value.front() != '.' && std::ranges::all_of(value, [](char c) {
                return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                       c == '.' || c == '_' || c == '-';
            });
        if (!usable)
            return fail(ErrorCode::InvalidArgument,
                        "the output's name needs a {" + word + "}, and there is none");
        std::size_t width = 0;
        if (const auto colon = inside.find(':'); colon != std::string_view::npos)
            (void)std::from_chars(inside.data() + colon + 1, inside.data() + inside.size(), width);
        if (value.size() < std::min<std::size_t>(width, 12))
            value.insert(0, std::min<std::size_t>(width, 12) - value.size(), '0');
        path += value;
        pattern.remove_prefix(close + 1);
    }
    return std::filesystem::path(path);
}

} // namespace cw::anonymizer
