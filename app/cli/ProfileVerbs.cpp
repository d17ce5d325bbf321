// SPDX-License-Identifier: Apache-2.0
// profile show|check|diff|preview|conformance: what a profile does, before it does it.
#include "anonymizer/Conformance.h"
#include "anonymizer/Deidentify.h"
#include "anonymizer/Preview.h"
#include "anonymizer/Profile.h"
#include "app/cli/Program.h"
#include "app/cli/Verbs.h"
#include "core/Files.h"

#include <algorithm>
#include <array>
#include <map>
#include <memory>

namespace cw::cli {
namespace {

using anonymizer::Profile;
using Shared = std::shared_ptr<const Profile>;

Result<Shared> profileOf(const std::string& nameOrFile) { return Profile::named(nameOrFile); }

std::string optionList(const Profile& profile) {
    std::string list;
    for (const auto& each : anonymizer::optionNames())
        if (profile.has(each.option))
            list += (list.empty() ? "" : ", ") + std::string(each.name) + " (" +
                    std::string(each.code) + ")";
    return list.empty() ? "none" : list;
}

constexpr std::size_t kMammography = 0;

/// The words of a decision; the kinds of object and the items that differ are named.
std::string inWords(const Profile& profile, dicom::Tag tag) {
    const auto action = [&](std::size_t kind) { return decisionFor(profile, tag, kind).action; };
    std::string words(anonymizer::inWords(action(kMammography)));
    const auto& kinds = anonymizer::objectKinds();
    for (std::size_t i = 1; i < kinds.size(); ++i)
        if (action(i) != action(kMammography))
            words += "; " + kinds[i] + ": " + std::string(anonymizer::inWords(action(i)));
    return words;
}

Json attributeJson(const Profile& profile, const anonymizer::TableRow& row) {
    Json object{{"tag", dicom::text(row.tag)},
                {"name", row.name},
                {"table", row.basic},
                {"actions", Json::object()}};
    const auto& kinds = anonymizer::objectKinds();
    for (std::size_t i = 0; i < kinds.size(); ++i)
        object["actions"][kinds[i]] = name(decisionFor(profile, row.tag, i).action);
    return object;
}

Result<Answer> show(const std::string& nameOrFile) {
    CW_TRY(const Shared profile, profileOf(nameOrFile));
    Answer answer;
    answer.json = {{"name", profile->name()},       {"description", profile->description()},
                   {"edition", profile->edition()}, {"sha256", profile->digest()},
                   {"options", Json::array()},      {"warnings", profile->warnings()},
                   {"attributes", Json::array()}};
    for (const auto& each : anonymizer::optionNames())
        if (profile->has(each.option))
            answer.json["options"].push_back(each.name);
    answer.text =
        profile->name() + ", " + profile->edition() + "\n" + profile->description() +
        "\noptions: " + optionList(*profile) + "\ndates: " +
        std::string(std::array{"removed", "one fixed day, ", "moved by patient",
                               "kept"}[static_cast<std::size_t>(profile->dates().mode)]) +
        (profile->dates().mode == anonymizer::DateMode::Fixed ? profile->dates().value : "") +
        "\nnames: " + profile->names().dicom +
        (profile->names().picture.empty() ? "" : " and " + profile->names().picture) +
        "\nrules: sha256 " + profile->digest() + "\n";
    for (const auto& warning : profile->warnings())
        answer.text += "note: " + warning + "\n";
    answer.text +=
        "What happens to each attribute of the table (digital X-ray and mammography, then "
        "what differs):\n";
    for (const auto& row : anonymizer::confidentialityTable()) {
        answer.json["attributes"].push_back(attributeJson(*profile, row));
        answer.text += "  " + dicom::text(row.tag) + " " + std::string(row.name) + ": " +
                       inWords(*profile, row.tag) + "\n";
    }
    return answer;
}

Result<Answer> check(const std::string& file) {
    CW_CHECK(checkReadable(file, "the profile"));
    CW_TRY(const std::string text, core::readText(file, 1 << 20));
    Answer answer;
    const auto problems = anonymizer::problemsOf(text);
    answer.json = {{"problems", problems}, {"warnings", Json::array()}};
    for (const auto& problem : problems)
        answer.text += "wrong: " + problem + "\n";
    if (problems.empty()) {
        CW_TRY(const Shared profile, Profile::parse(text));
        answer.json["warnings"] = profile->warnings();
        for (const auto& warning : profile->warnings())
            answer.text += "risky: " + warning + "\n";
        answer.text += "the profile can be used\n";
    }
    answer.found = !problems.empty();
    return answer;
}

Result<Answer> diff(const std::string& a, const std::string& b) {
    CW_TRY(const Shared first, profileOf(a));
    CW_TRY(const Shared second, profileOf(b));
    Answer answer;
    answer.json = {
        {"first", first->name()}, {"second", second->name()}, {"differences", Json::array()}};
    if (optionList(*first) != optionList(*second))
        answer.text += "options: " + optionList(*first) + " | " + optionList(*second) + "\n";
    std::size_t count = 0;
    const auto compare = [&](dicom::Tag tag, std::string_view attribute) {
        const auto one = inWords(*first, tag), two = inWords(*second, tag);
        if (one == two)
            return;
        ++count;
        answer.text +=
            dicom::text(tag) + " " + std::string(attribute) + ": " + one + " | " + two + "\n";
        answer.json["differences"].push_back(
            {{"tag", dicom::text(tag)}, {"name", attribute}, {"first", one}, {"second", two}});
    };
    for (const auto& row : anonymizer::confidentialityTable())
        compare(row.tag, row.name);
    std::map<dicom::Tag, anonymizer::Action> own = first->text().rules;
    own.insert(second->text().rules.begin(), second->text().rules.end());
    for (const auto& rule : own) // those of the table were compared above
        if (std::ranges::find(anonymizer::confidentialityTable(), rule.first,
                              &anonymizer::TableRow::tag) ==
            anonymizer::confidentialityTable().end())
            compare(rule.first, dicom::keyword(rule.first));
    answer.text += counted(count, "attribute") + " treated differently\n";
    answer.found = count > 0;
    return answer;
}

struct PreviewArguments {
    std::string file, profile = "curation", key;
    bool showValues = false, all = false;
};

Result<Answer> preview(const PreviewArguments& a) {
    CW_CHECK(checkReadable(a.file, "the file"));
    CW_TRY(Shared profile, profileOf(a.profile));
    CW_CHECK(checkReadable(a.key, "the key file"));
    CW_TRY(auto key, anonymizer::PseudonymKey::read(a.key));
    anonymizer::DeidentifyContext context{std::move(profile),
                                          anonymizer::Pseudonyms(std::move(key))};
    CW_TRY(const auto result,
           anonymizer::preview(std::filesystem::path(a.file), context,
                               {.showValues = a.showValues, .unchanged = a.all}));
    Answer answer;
    answer.json = {{"profile", result.profile},
                   {"media_type", result.mediaType},
                   {"rows", Json::array()},
                   {"warnings", result.warnings}};
    for (const auto& row : result.rows) {
        Json object{{"where", row.where},
                    {"keyword", row.keyword},
                    {"vr", row.vr},
                    {"what", name(row.what)},
                    {"before", row.beforeKind},
                    {"after", row.after},
                    {"rule", row.rule},
                    {"why", row.why}};
        if (a.showValues)
            object["value"] = row.before;
        answer.json["rows"].push_back(std::move(object));
        answer.text += std::string(name(row.what)) + " " + row.where + " " + row.keyword;
        if (!row.beforeKind.empty())
            answer.text += " [" + row.beforeKind + "]";
        if (a.showValues && !row.before.empty())
            answer.text += " \"" + row.before + "\"";
        if (!row.after.empty())
            answer.text += " -> \"" + row.after + "\"";
        answer.text += "  (" + row.rule + ": " + row.why + ")\n";
    }
    for (const auto& warning : result.warnings)
        answer.text += "note: " + warning + "\n";
    return answer;
}

struct ConformanceArguments {
    std::string profile, output;
};

Result<Answer> conformance(const ConformanceArguments& a) {
    CW_TRY(const Shared profile, profileOf(a.profile));
    const std::string statement = conformanceStatement(*profile);
    Answer answer;
    answer.json = {
        {"name", profile->name()}, {"edition", profile->edition()}, {"sha256", profile->digest()}};
    if (a.output.empty()) {
        answer.json["statement"] = statement;
        answer.text = statement;
        return answer;
    }
    CW_CHECK(core::writeWhole(a.output, std::string_view(statement)));
    answer.text = "wrote the conformance statement of profile " + profile->name();
    return answer;
}

} // namespace

void addProfile(Program& program) {
    auto* profile =
        program.verb("profile", "what a de-identification profile does, before it does it",
                     "concord profile show curation");
    profile->require_subcommand(1);

    auto shown = std::make_shared<std::string>();
    auto* showing = program.verb(profile, "show", "options, and what happens to each attribute",
                                 "concord profile show curation");
    showing->add_option("PROFILE", *shown, "basic, curation, programme, or a JSON file")
        ->required();
    program.whenChosen(showing, [shown] { return show(*shown); });

    auto checked = std::make_shared<std::string>();
    auto* checking =
        program.verb(profile, "check", "says what is wrong with a profile of one's own",
                     "concord profile check site.json");
    checking->add_option("FILE", *checked, "a JSON file")->required();
    program.whenChosen(checking, [checked] { return check(*checked); });

    auto pair = std::make_shared<std::pair<std::string, std::string>>();
    auto* diffing = program.verb(profile, "diff", "two profiles, attribute by attribute",
                                 "concord profile diff basic curation");
    diffing->add_option("A", pair->first, "a profile")->required();
    diffing->add_option("B", pair->second, "another")->required();
    program.whenChosen(diffing, [pair] { return diff(pair->first, pair->second); });

    auto a = std::make_shared<PreviewArguments>();
    auto* previewing =
        program.verb(profile, "preview", "exactly what would change in one file; writes nothing",
                     "concord profile preview a.dcm --profile curation --key hospital.key");
    previewing->add_option("FILE", a->file, "a DICOM file or a picture")->required();
    previewing->add_option("--profile", a->profile, "a name or a file; default curation");
    previewing->add_option("--key", a->key, "a key file of keygen")->required();
    previewing->add_flag("--show-values", a->showValues,
                         "print the original values too: patient data, for your eyes only");
    previewing->add_flag("--all", a->all, "also what stays as it is");
    program.whenChosen(previewing, [a] { return preview(*a); });

    auto c = std::make_shared<ConformanceArguments>();
    auto* stating =
        program.verb(profile, "conformance", "the Conformance Statement of PS3.15 E.1.3",
                     "concord profile conformance curation --output statement.md");
    stating->add_option("PROFILE", c->profile, "basic, curation, programme, or a JSON file")
        ->required();
    stating->add_option("--output", c->output, "a Markdown file to write");
    program.whenChosen(stating, [c] { return conformance(*c); });
}

} // namespace cw::cli
