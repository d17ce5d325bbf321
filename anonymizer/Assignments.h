// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/Pseudonyms.h"
#include "core/Ids.h"
#include "core/ImageAttributes.h"
#include "core/Result.h"
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace cw::anonymizer {

struct PatientIdRule; // anonymizer/Profile.h

/// A patient as the output knows him.
struct AssignedPatient {
    core::PatientKey key;
    /// One for each person: two original IDs of one person have the same.
    int dateOffsetDays = -1;
};

/// A number once given, kept for ever (in the vault): no original, only keyed words.
struct NumberRow {
    std::string patient; ///< keyed token of the person
    std::string series;  ///< "malignant", "General/Glaucoma": what is counted
    int number = 0;
    bool operator==(const NumberRow&) const = default;
};

/// Texts of the tables given beforehand; an empty one is not given. Patient data: wiped by nobody
/// but held by nobody either.
struct AssignmentTables {
    /// CSV `patient_id[,issuer],pseudonym`. Several IDs may share a pseudonym: they are one
    /// patient. A line without an issuer holds for every issuer.
    std::string lookup;
    /// CSV `patient_id[,issuer],class|label[,field]`, further columns are ignored: clinical.csv
    /// serves as it is. Classes: malignant benign normal; normal glaucoma amd dmr (or dr) rvo.
    /// Fields: general, wide.
    std::string classes;
};

/// Patient IDs that do not come from the key alone: given beforehand by a table (mode lookup), or
/// numbered by class (mode numbering). Const and re-entrant: one for a run, shared by its files.
class Assignments {
public:
    /// What to do for a patient the lookup table does not name.
    enum class Missing { MakeFromKey, Refuse };
    struct Made;

    /// known: the numbers of earlier exports, from the vault. Patients without a number get the
    /// next ones of their series, in the order of their keyed tokens, so that a number says nothing
    /// about name, ID or date.
    /// Errors: Malformed (no such column, an ID twice with different answers, a word that is no
    /// class or cannot be a patient ID, a pseudonym that is somebody's original ID),
    /// InvalidArgument (numbering without classes, lookup without a table), TooLarge (a series
    /// has no numbers left), Conflict (a patient changed class since an earlier export).
    /// Messages name lines of the table, never what stands there.
    static Result<Made> make(const AssignmentTables& tables, const PatientIdRule& rule,
                             const Pseudonyms& pseudonyms, const std::vector<NumberRow>& known);

    /// Errors: NotFound, with the reason for the quarantine: no class, not in the table.
    Result<AssignedPatient> patient(const Pseudonyms& pseudonyms, std::string_view issuer,
                                    std::string_view patientId) const;

    /// Values for the placeholders {number} {class} {disease} {field} of an output's name
    /// (nameFrom() in Profile.h), for a patient as patient() named him. field: what the picture
    /// itself says; a field in the table goes before it. What is not known is left out.
    std::map<std::string, std::string> nameValues(const core::PatientKey& patient,
                                                  core::FundusField field) const;
    std::size_t persons() const; ///< in the tables

private:
    struct Tables;
    explicit Assignments(std::shared_ptr<const Tables> tables) : m_tables(std::move(tables)) {}
    std::shared_ptr<const Tables> m_tables;
};

struct Assignments::Made {
    std::shared_ptr<const Assignments> assignments;
    std::vector<NumberRow> fresh;   ///< to be kept before the first file is written
    std::vector<std::string> notes; ///< in words, no values
};

/// The patient of a file, whether IDs are assigned or made from the key (assignments is nullptr).
Result<AssignedPatient> assignedPatient(const Assignments* assignments,
                                        const Pseudonyms& pseudonyms, std::string_view issuer,
                                        std::string_view patientId);

} // namespace cw::anonymizer
