// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/AssignmentTables.h"
#include "anonymizer/detail/CsvTable.h"
#include <algorithm>
#include <array>
#include <set>

namespace cw::anonymizer {
namespace {

constexpr std::size_t kLongestId = 64; // LO, PS3.5 table 6.2-1
constexpr std::string_view kClassTable = "the table of classes";

std::string lower(std::string_view text) {
    std::string word(text);
    for (char& c : word)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c + 32);
    return word;
}

/// The programme's words for what a fundus picture shows.
std::string_view diseaseOf(std::string_view word) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> words{
        {{"normal", "Normal"},
         {"glaucoma", "Glaucoma"},
         {"amd", "AMD"},
         {"dr", "DMR"},
         {"dmr", "DMR"},
         {"rvo", "RVO"}}};
    const auto found = std::ranges::find(words, word, &decltype(words)::value_type::first);
    return found == words.end() ? std::string_view() : found->second;
}

/// It becomes a Patient ID, and a folder: no more than these letters, nothing hidden.
bool canBePatientId(std::string_view text) {
    const auto fits = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
               c == '-' || c == '_' || c == '.';
    };
    return !text.empty() && text.size() <= kLongestId && text.front() != '.' &&
           std::ranges::all_of(text, fits);
}

Result<void> checkPseudonym(std::string_view pseudonym, std::string_view id,
                            const std::set<std::string>& originals, const std::string& place) {
    constexpr std::size_t kTellingLength = 4; // shorter IDs are found inside anything
    if (!canBePatientId(pseudonym))
        return fail(ErrorCode::Malformed, place + ": a pseudonym has 1 to 64 letters, digits, "
                                                  "'-', '_' or '.', and does not begin with '.'");
    const std::string spelled = lower(pseudonym);
    if (originals.contains(spelled))
        return fail(ErrorCode::Malformed,
                    place + ": the pseudonym is an original patient ID of this table");
    if (id.size() >= kTellingLength && spelled.find(lower(id)) != std::string::npos)
        return fail(ErrorCode::Malformed, place + ": the pseudonym holds the original patient ID");
    return {};
}

} // namespace

Result<std::map<TableId, std::string>> readLookup(std::string_view csv) {
    CW_TRY(const CsvTable table, CsvTable::parse(csv, "the lookup table"));
    const auto id = table.column({"patient_id"}), issuer = table.column({"issuer"}),
               pseudonym = table.column({"pseudonym"});
    if (!id || !pseudonym)
        return fail(ErrorCode::Malformed,
                    "the lookup table needs the columns patient_id and pseudonym");
    std::set<std::string> originals;
    for (std::size_t row = 0; row < table.rows(); ++row)
        originals.insert(lower(table.cell(row, id)));
    std::map<TableId, std::string> lookup;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const TableId key{std::string(table.cell(row, issuer)), std::string(table.cell(row, id))};
        const std::string value(table.cell(row, pseudonym));
        if (key.id.empty())
            return fail(ErrorCode::Malformed, table.place(row) + " has no patient_id");
        CW_CHECK(checkPseudonym(value, key.id, originals, table.place(row)));
        const auto [known, isNew] = lookup.emplace(key, value);
        if (!isNew && known->second != value)
            return fail(ErrorCode::Malformed,
                        table.place(row) + " gives a second pseudonym to one patient ID");
    }
    return lookup;
}

Result<ClassTable> readClasses(std::string_view csv, const PatientIdRule& rule) {
    CW_TRY(const CsvTable table, CsvTable::parse(csv, std::string(kClassTable)));
    const auto id = table.column({"patient_id"}), issuer = table.column({"issuer"}),
               word = table.column({"class", "label"}), field = table.column({"field"});
    if (!id || !word)
        return fail(ErrorCode::Malformed,
                    "the table of classes needs the columns patient_id and class (or label)");
    // "normal" is a class of mammograms and of fundus pictures: the other words tell which.
    bool ofPatients = false, ofPictures = false;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const std::string name = lower(table.cell(row, word));
        const bool patients = rule.firstOf.contains(name), pictures = !diseaseOf(name).empty();
        ofPatients = ofPatients || (patients && !pictures);
        ofPictures = ofPictures || (pictures && !patients);
    }
    ClassTable classes;
    std::size_t without = 0;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        ClassLine line{{std::string(table.cell(row, issuer)), std::string(table.cell(row, id))},
                       table.place(row),
                       lower(table.cell(row, word)),
                       {},
                       {},
                       {}};
        if (line.id.id.empty() || line.word.empty()) {
            ++without;
            continue;
        }
        const std::string fieldName = lower(table.cell(row, field));
        if (!fieldName.empty()) {
            line.field = fieldWord(core::fundusFieldFrom(fieldName));
            if (line.field.empty())
                return fail(ErrorCode::Malformed, line.place + ": a field is general or wide");
        }
        const bool patient = rule.firstOf.contains(line.word);
        const std::string_view disease = diseaseOf(line.word);
        if (!patient && disease.empty())
            return fail(ErrorCode::Malformed, line.place + ": no class of this profile");
        const bool both = patient && !disease.empty();
        if (both && line.field.empty() && ofPatients && ofPictures)
            return fail(ErrorCode::Malformed,
                        line.place + ": a table of mammograms and fundus pictures needs the "
                                     "column field to tell their normal patients apart");
        if (!patient || (both && (!line.field.empty() || (ofPictures && !ofPatients))))
            line.disease = disease;
        line.series = line.disease.empty() ? line.word
                      : line.field.empty() ? "Any/" + line.disease
                                           : line.field + "/" + line.disease;
        classes.lines.push_back(std::move(line));
    }
    if (without > 0)
        classes.notes.push_back(std::to_string(without) +
                                " rows of the table of classes have no class: the files of these "
                                "patients are quarantined");
    return classes;
}

std::string_view fieldWord(core::FundusField field) {
    switch (field) {
    case core::FundusField::General:
        return "General";
    case core::FundusField::Wide:
        return "Wide";
    case core::FundusField::Unknown:
        break;
    }
    return {};
}

} // namespace cw::anonymizer
