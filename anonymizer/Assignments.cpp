// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/Assignments.h"
#include "anonymizer/Profile.h"
#include "anonymizer/detail/AssignmentTables.h"
#include <algorithm>
#include <set>

namespace cw::anonymizer {
namespace {

constexpr int kLargestPictureNumber = 9999; // four digits in General_Normal_0001_L.jpg

std::string padded(int number, int width) {
    std::string digits = std::to_string(number);
    const auto wanted = static_cast<std::size_t>(std::max(width, 1));
    return std::string(wanted - std::min(wanted, digits.size()), '0') + digits;
}

/// A person, told by what the tables say of him: the pseudonym given beforehand, or else the ID.
struct Person {
    std::string issuer, id, pseudonym;
    std::string token(const Pseudonyms& pseudonyms) const {
        return pseudonym.empty() ? pseudonyms.token("numbered ID", issuer + '\n' + id, 26)
                                 : pseudonyms.token("numbered pseudonym", pseudonym, 26);
    }
    AssignedPatient patient(const Pseudonyms& pseudonyms) const {
        if (pseudonym.empty())
            return {pseudonyms.patient(issuer, id), pseudonyms.dateOffsetDays(issuer, id)};
        // Of the pseudonym, not of the ID: two IDs of one person move by the same days.
        return {core::PatientKey(pseudonym),
                pseudonyms.dateOffsetDays("assigned pseudonym", pseudonym)};
    }
};

/// How an ID is found again: by keyed token, so that a run holds no table of originals.
std::string tokenOf(const Pseudonyms& pseudonyms, std::string_view issuer, std::string_view id) {
    return pseudonyms.token("assigned ID", std::string(issuer) + '\n' + std::string(id), 26);
}
std::string tokenForAnyIssuer(const Pseudonyms& pseudonyms, std::string_view id) {
    return pseudonyms.token("assigned ID of any issuer", id, 26);
}
std::string tokenOf(const Pseudonyms& pseudonyms, const TableId& id) {
    return id.issuer.empty() ? tokenForAnyIssuer(pseudonyms, id.id)
                             : tokenOf(pseudonyms, id.issuer, id.id);
}

std::string_view unpadded(std::string_view text) {
    constexpr std::string_view padding(" \0", 2);
    const auto first = text.find_first_not_of(padding);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(padding) - first + 1);
}

/// The numbers of every series: those given earlier stay, new ones follow.
class Numbering {
public:
    Numbering(const PatientIdRule& rule, const std::vector<NumberRow>& known) : m_rule(rule) {
        for (const NumberRow& row : known) {
            m_given[{row.patient, row.series}] = row.number;
            m_seriesOf[row.patient].insert(row.series);
            auto& last = m_last[row.series];
            last = std::max(last, row.number);
        }
    }
    /// Conflict: he had a number of another class of the same sort.
    Result<void> checkClass(const std::string& person, const ClassLine& line) const {
        const auto found = m_seriesOf.find(person);
        if (found == m_seriesOf.end())
            return {};
        for (const std::string& earlier : found->second)
            if (earlier != line.series && sortOf(earlier) == sortOf(line.series))
                return fail(ErrorCode::Conflict,
                            line.place + ": the patient had another class in an earlier export; "
                                         "under a second number he would be two patients");
        return {};
    }
    Result<int> number(const std::string& person, const ClassLine& line) {
        if (const auto found = m_given.find({person, line.series}); found != m_given.end())
            return found->second;
        const auto [first, last] = rangeOf(line);
        const auto before = m_last.find(line.series);
        const int next = before == m_last.end() ? first : std::max(first, before->second + 1);
        if (next > last)
            return fail(ErrorCode::TooLarge,
                        "the class " + line.series + " has no numbers left: they end at " +
                            padded(last, m_rule.width) + ", where those of the next class begin");
        m_last[line.series] = next;
        m_given[{person, line.series}] = next;
        fresh.push_back({person, line.series, next});
        return next;
    }
    std::vector<NumberRow> fresh;

private:
    /// Classes exclude each other among patient IDs and among the pictures of one field.
    static std::string sortOf(const std::string& series) {
        return series.substr(0, series.find('/') == std::string::npos ? 0 : series.find('/') + 1);
    }
    std::pair<int, int> rangeOf(const ClassLine& line) const {
        if (line.isPicture())
            return {1, kLargestPictureNumber};
        int first = m_rule.firstOf.at(line.word), last = 1;
        for (int digit = 0; digit < std::min(m_rule.width, 9); ++digit)
            last *= 10;
        last -= 1;
        for (const auto& [word, other] : m_rule.firstOf)
            if (other > first)
                last = std::min(last, other - 1);
        return {first, last};
    }
    const PatientIdRule& m_rule;
    std::map<std::pair<std::string, std::string>, int> m_given;
    std::map<std::string, std::set<std::string>> m_seriesOf;
    std::map<std::string, int> m_last;
};

/// A person of the class table with all his lines and IDs.
struct Numbered {
    Person person;
    std::vector<ClassLine> lines;
    std::vector<TableId> ids;
};

using Lookup = std::map<TableId, std::string>;

/// The lines of the class table by person; in the order of keyed tokens, which says nothing.
Result<std::map<std::string, Numbered>>
personsOf(const std::vector<ClassLine>& lines, const Lookup& lookup, const Pseudonyms& pseudonyms) {
    std::map<std::string, Numbered> persons;
    for (const ClassLine& line : lines) {
        Person person{line.id.issuer, line.id.id, {}};
        auto known = lookup.find(line.id);
        if (known == lookup.end())
            known = lookup.find({{}, line.id.id});
        if (known != lookup.end())
            person.pseudonym = known->second;
        Numbered& numbered = persons[person.token(pseudonyms)];
        for (const ClassLine& other : numbered.lines)
            if (other.fieldPart() == line.fieldPart() && other.series != line.series)
                return fail(ErrorCode::Malformed,
                            line.place + " gives a second class to one patient");
        const bool repeated = std::ranges::any_of(
            numbered.lines, [&](const ClassLine& other) { return other.series == line.series; });
        if (!repeated)
            numbered.lines.push_back(line);
        numbered.person = std::move(person);
        numbered.ids.push_back(line.id);
    }
    return persons;
}

/// A person's other IDs need no line of their own in the table of classes.
void addOtherIds(std::map<std::string, Numbered>& persons, const Lookup& lookup) {
    std::multimap<std::string_view, const TableId*> idsOf;
    for (const auto& [id, pseudonym] : lookup)
        idsOf.emplace(pseudonym, &id);
    for (auto& [token, numbered] : persons) {
        const auto [first, last] = idsOf.equal_range(numbered.person.pseudonym);
        for (auto id = first; id != last; ++id)
            numbered.ids.push_back(*id->second);
    }
}

} // namespace

/// What a run asks: all keys are keyed tokens or pseudonyms, none is an original.
struct Assignments::Tables {
    struct Place {
        std::string word, disease, field; ///< as in ClassLine
        int number = 0;
    };
    PatientIdRule::Mode mode = PatientIdRule::Mode::Pseudonym;
    std::map<std::string, AssignedPatient, std::less<>> patients; ///< token of the ID
    std::map<core::PatientKey, std::vector<Place>> places;
    std::set<std::string> persons;

    void look(const Lookup& lookup, const Pseudonyms& pseudonyms) {
        for (const auto& [id, pseudonym] : lookup) {
            patients[tokenOf(pseudonyms, id)] =
                Person{id.issuer, id.id, pseudonym}.patient(pseudonyms);
            persons.insert(pseudonym);
        }
    }
    Result<void> number(const std::map<std::string, Numbered>& numbered, Numbering& numbering,
                        int width, const Pseudonyms& pseudonyms) {
        for (const auto& [token, each] : numbered) {
            AssignedPatient patient = each.person.patient(pseudonyms);
            std::vector<Place> own;
            for (const ClassLine& line : each.lines) {
                CW_CHECK(numbering.checkClass(token, line));
                CW_TRY(const int given, numbering.number(token, line));
                if (!line.isPicture())
                    patient.key = core::PatientKey(padded(given, width));
                own.push_back({line.word, line.disease, line.field, given});
            }
            for (const TableId& id : each.ids)
                patients[tokenOf(pseudonyms, id)] = patient;
            places[patient.key] = std::move(own);
            persons.insert(token);
        }
        return {};
    }
};

Result<Assignments::Made> Assignments::make(const AssignmentTables& tables,
                                            const PatientIdRule& rule, const Pseudonyms& pseudonyms,
                                            const std::vector<NumberRow>& known) {
    using Mode = PatientIdRule::Mode;
    if (rule.mode == Mode::Lookup && tables.lookup.empty())
        return fail(ErrorCode::InvalidArgument,
                    "the profile takes patient IDs from a lookup table, and none was given");
    if (rule.mode == Mode::Numbering && tables.classes.empty())
        return fail(ErrorCode::InvalidArgument,
                    "the profile numbers patients by class, and no table of classes was given");
    Lookup lookup;
    if (!tables.lookup.empty()) {
        CW_TRY(lookup, readLookup(tables.lookup));
    }
    auto made = std::make_shared<Tables>();
    made->mode = rule.mode;
    Made result;
    if (rule.mode == Mode::Numbering) { // who has no class is not in the output
        CW_TRY(auto classes, readClasses(tables.classes, rule));
        CW_TRY(auto persons, personsOf(classes.lines, lookup, pseudonyms));
        addOtherIds(persons, lookup);
        Numbering numbering(rule, known);
        CW_CHECK(made->number(persons, numbering, rule.width, pseudonyms));
        result.fresh = std::move(numbering.fresh);
        result.notes = std::move(classes.notes);
    } else {
        made->look(lookup, pseudonyms);
    }
    result.assignments = std::shared_ptr<const Assignments>(new Assignments(std::move(made)));
    return result;
}
Result<AssignedPatient> Assignments::patient(const Pseudonyms& pseudonyms, std::string_view issuer,
                                             std::string_view patientId) const {
    issuer = unpadded(issuer);
    patientId = unpadded(patientId);
    const auto& patients = m_tables->patients;
    auto found = patients.end();
    if (!issuer.empty())
        found = patients.find(tokenOf(pseudonyms, issuer, patientId));
    if (found == patients.end())
        found = patients.find(tokenForAnyIssuer(pseudonyms, patientId));
    if (found != patients.end())
        return found->second;
    if (m_tables->mode == PatientIdRule::Mode::Numbering)
        return fail(ErrorCode::NotFound, "the patient has no class in the table of classes");
    if (m_tables->mode == PatientIdRule::Mode::Lookup)
        return fail(ErrorCode::NotFound, "the patient is not in the lookup table");
    return assignedPatient(nullptr, pseudonyms, issuer, patientId);
}

std::map<std::string, std::string> Assignments::nameValues(const core::PatientKey& patient,
                                                           core::FundusField field) const {
    std::map<std::string, std::string> values;
    const auto found = m_tables->places.find(patient);
    if (found == m_tables->places.end())
        return values;
    const auto& places = found->second;
    const std::string seen(fieldWord(field));
    const Tables::Place* chosen = places.size() == 1 ? &places.front() : nullptr;
    if (chosen == nullptr) {
        // One for each field, and perhaps one of mammograms, which have none.
        const auto fits = [&](const Tables::Place& place) {
            return place.disease.empty() ? seen.empty() : !seen.empty() && place.field == seen;
        };
        const auto match = std::ranges::find_if(places, fits);
        if (match == places.end())
            return values;
        chosen = &*match;
    }
    values["number"] = std::to_string(chosen->number);
    values["class"] = chosen->word;
    if (!chosen->disease.empty()) {
        values["disease"] = chosen->disease;
        const std::string& word = chosen->field.empty() ? seen : chosen->field;
        if (!word.empty())
            values["field"] = word;
    }
    return values;
}

std::size_t Assignments::persons() const { return m_tables->persons.size(); }

Result<AssignedPatient> assignedPatient(const Assignments* assignments,
                                        const Pseudonyms& pseudonyms, std::string_view issuer,
                                        std::string_view patientId) {
    if (assignments != nullptr)
        return assignments->patient(pseudonyms, issuer, patientId);
    return AssignedPatient{pseudonyms.patient(issuer, patientId),
                           pseudonyms.dateOffsetDays(issuer, patientId)};
}

} // namespace cw::anonymizer
