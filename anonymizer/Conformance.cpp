// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/Conformance.h"
#include "anonymizer/detail/Claims.h"
#include "anonymizer/detail/IodTypes.h"
#include <algorithm>
#include <array>
#include <map>

namespace cw::anonymizer {
namespace {

std::string line(const std::string& text) { return text + "\n"; }

std::string optionsSection(const Profile& profile) {
    std::string out = "\n## Options\n\n| option | code (CID 7050) | why |\n|---|---|---|\n";
    out += "| Basic Application Confidentiality Profile | 113100 | |\n";
    for (const OptionName& each : optionNames()) {
        if (!profile.has(each.option))
            continue;
        const auto why = profile.text().rationale.find(std::string(each.name));
        out += "| " + std::string(each.meaning) + " | " + std::string(each.code);
        if (each.option == Option::CleanPixelData)
            out += ", only in files whose pixels were decided on";
        out += " | " + (why == profile.text().rationale.end() ? "" : why->second) + " |\n";
    }
    out += "\nClean Recognizable Visual Features (113102) is never claimed: nothing here takes "
           "faces, irises or vessels out of pixels.\n";
    return out;
}

std::string datesSection(const Profile& profile) {
    const std::string claim = claimsOf(profile, false).temporal;
    std::string out = "\n## Dates\n\n";
    switch (profile.dates().mode) {
    case DateMode::Remove:
        out += "Removed, emptied or, where the object must have one, replaced by " +
               profile.dates().value + ".";
        break;
    case DateMode::Fixed:
        out += "Every date that is there becomes " + profile.dates().value +
               ", also where the table would remove it (E.1.1: attributes may be added); times of "
               "day follow the table or become 000000.";
        break;
    case DateMode::Shift:
        out += "Moved by a number of whole days of the patient's own, the same in all files; times "
               "of day stay. Dates that are none are treated as under the Basic profile.";
        break;
    case DateMode::Keep:
        out += "Kept, if they are dates at all.";
        break;
    }
    return out + " Longitudinal Temporal Information Modified (0028,0303) is " + claim + ".\n";
}

std::string insertedSection(const Profile& profile) {
    std::string out = "\n## Inserted or written afresh\n\n";
    out += "- Patient ID and Patient's Name: the patient key\n"
           "- (0012,0062) YES, (0012,0063) profile, edition, key identifier and a keyed seal, "
           "(0012,0064) the codes above, (0028,0303) " +
           claimsOf(profile, false).temporal + "\n";
    out +=
        "- (0028,0301) NO and code 113101: only where the pixel step was done; otherwise left as "
        "found\n"
        "- (0008,0005) ISO_IR 192 where text outside ASCII stays\n"
        "- the 128-byte preamble (zeros) and the file meta information\n"
        "- SOP Instance, Study and Series UID where the source had none\n";
    if (profile.keepsAges())
        out += "- Patient's Age, from the date of birth, where the source had none; 090Y over 89\n";
    return out;
}

std::string outsideSection(const Profile& profile) {
    std::string out = "\n## Attributes outside Table E.1-1 (E.1.1: by value representation)\n\n"
                      "| what | what happens |\n|---|---|\n";
    out += profile.has(Option::RetainSafePrivate)
               ? "| private attributes | removed, but for those of Table E.3.10-1, with their "
                 "creators; UIDs among them replaced |\n"
               : "| private attributes | removed |\n";
    out += "| groups 0000, 0002, 0004, group lengths, padding | removed |\n"
           "| curves 5000-501E, overlays 6000-601E | removed as groups |\n"
           "| attributes in no dictionary, values of unknown VR | removed and counted |\n"
           "| PN, AE, UR | emptied |\n";
    out += "| DA, DT, TM | " +
           std::string(profile.dates().mode == DateMode::Shift  ? "moved like the others"
                       : profile.dates().mode == DateMode::Keep ? "kept"
                                                                : "replaced") +
           " |\n";
    out += "| ST, LT, UT | " +
           std::string(profile.cleansDescriptors() ? "the words of the dictionary stay"
                                                   : "replaced by REMOVED") +
           " |\n"
           "| UI | replaced, but for those of kinds of things (SOP classes, coding schemes) |\n"
           "| LO, SH, UC, CS | kept without the patient's own words, numbers and addresses |\n"
           "| numbers, binary values | kept |\n";
    if (profile.has(Option::CleanStructuredContent))
        out += "\nContent items are never taken out, so that references between them stay right: "
               "where Table E.3.4-1 says X, the value becomes a dummy.\n";
    else
        out += "\nContent of structured reports is replaced leaf by leaf: concept names and units "
               "stay, values become dummies.\n";
    return out;
}

std::string scopeSection() {
    return "\n## Scope of referential integrity\n\n"
           "UIDs, patient keys and date offsets are keyed functions of the originals. Under one "
           "key "
           "the same original has the same replacement in every attribute, at every depth, in "
           "every file, export and machine; under another key all differ. References to files that "
           "are not part of an export keep their pseudonyms. Numbers given by class or by a table "
           "hold as long as the vault that keeps them. UIDs hidden in private attributes, in "
           "pixels or in free text are not followed: they are removed.\n";
}

std::string tableSection(const Profile& profile, Action action, const char* title) {
    // An attribute stands under what happens to it in most kinds of object; the others are named.
    std::string rows;
    for (const TableRow& row : confidentialityTable()) {
        std::map<Action, std::vector<std::string>> kinds;
        for (std::size_t i = 0; i < objectKinds().size(); ++i)
            kinds[decisionFor(profile, row.tag, i).action].push_back(objectKinds()[i]);
        const auto most = std::ranges::max_element(
            kinds, {}, [](const auto& each) { return each.second.size(); });
        if (most->first != action)
            continue;
        rows += "| " + dicom::text(row.tag) + " | " + std::string(row.name) + " | " +
                std::string(row.basic) + " | ";
        for (const auto& [other, names] : kinds) {
            if (other == action)
                continue;
            rows += std::string(inWords(other)) + " in";
            for (std::size_t i = 0; i < names.size(); ++i)
                rows += (i == 0 ? " " : ", ") + names[i];
            rows += "; ";
        }
        rows += "|\n";
    }
    if (rows.empty())
        return {};
    return "\n### " + std::string(title) +
           "\n\n| tag | attribute | table | exceptions |\n|---|---|---|---|\n" + rows;
}

} // namespace

std::string_view inWords(Action action) {
    constexpr std::array<std::string_view, 6> words{
        "replaced by a dummy", "emptied", "removed", "kept", "cleaned", "new UID"};
    return words[static_cast<std::size_t>(action)];
}

const std::vector<std::string>& objectKinds() {
    static const std::vector<std::string> kinds{"digital X-ray and mammography",
                                                "breast tomosynthesis and projections",
                                                "ophthalmic photography",
                                                "ophthalmic tomography",
                                                "secondary capture",
                                                "multi-frame capture",
                                                "single-frame images",
                                                "structured reports",
                                                "key objects",
                                                "presentation states",
                                                "segmentations",
                                                "other objects",
                                                "items of sequences"};
    static_assert(kIodCount == 12);
    return kinds;
}

Decision decisionFor(const Profile& profile, dicom::Tag tag, std::size_t kind) {
    return kind < kIodCount ? profile.decide(tag, kind, Depth::TopLevel)
                            : profile.decide(tag, Profile::RuleSet{0}, Depth::Nested);
}

std::string conformanceStatement(const Profile& profile) {
    std::string out =
        "# De-identification conformance statement: profile " + profile.name() + "\n\n";
    if (!profile.description().empty())
        out += line(profile.description() + "\n");
    out +=
        line("Concord de-identifies by the application level confidentiality profiles of DICOM " +
             profile.edition() +
             " Annex E, (c) NEMA, at every nesting level. This statement (E.1.3) is made from "
             "the rules that run.");
    out += "\nRules (SHA-256): `" + profile.digest() + "`\n";
    out += optionsSection(profile);
    out += datesSection(profile);
    out += insertedSection(profile);
    out += scopeSection();
    out += outsideSection(profile);
    if (const auto warnings = profile.warnings(); !warnings.empty()) {
        out += "\n## Kept on purpose, and what that means\n\n";
        for (const auto& warning : warnings)
            out += "- " + warning + "\n";
    }
    out +=
        "\n## Attributes of Table E.1-1\n\nCompound codes are resolved by the attribute's type in "
        "the kind of object; where that is unknown, the action is valid under any type.\n";
    out += tableSection(profile, Action::Remove, "Removed");
    out += tableSection(profile, Action::Zero, "Emptied");
    out += tableSection(profile, Action::Dummy, "Replaced by a dummy, sequences leaf by leaf");
    out += tableSection(profile, Action::NewUid, "Replaced by a pseudonymous UID");
    out += tableSection(profile, Action::Clean, "Cleaned");
    out += tableSection(profile, Action::Keep, "Kept");
    return out;
}

} // namespace cw::anonymizer
