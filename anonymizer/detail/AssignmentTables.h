// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/Profile.h"
#include "core/ImageAttributes.h"
#include "core/Result.h"
#include <compare>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace cw::anonymizer {

/// An ID as a table gives it; an empty issuer holds for every issuer.
struct TableId {
    std::string issuer, id;
    auto operator<=>(const TableId&) const = default;
};

/// CSV `patient_id[,issuer],pseudonym`, checked (Assignments.h).
Result<std::map<TableId, std::string>> readLookup(std::string_view csv);

/// One patient's class.
struct ClassLine {
    TableId id;
    std::string place;   ///< "row 4 of the table of classes"
    std::string word;    ///< "malignant", "glaucoma"
    std::string disease; ///< "Glaucoma", "DMR" where pictures are numbered, else empty
    std::string field;   ///< "General", "Wide" or empty
    std::string series;  ///< what is counted: "malignant", "General/DMR", "Any/DMR"
    bool isPicture() const { return !disease.empty(); }
    /// Of the series, up to the class: a patient has one class in each.
    std::string_view fieldPart() const {
        return std::string_view(series).substr(0, series.find('/') + 1);
    }
};
struct ClassTable {
    std::vector<ClassLine> lines;
    std::vector<std::string> notes;
};
/// Classes of patients (rule.firstOf) and of pictures (Normal, Glaucoma, AMD, DMR, RVO). A patient
/// without a class is left out with a note.
Result<ClassTable> readClasses(std::string_view csv, const PatientIdRule& rule);

/// "General", "Wide", "".
std::string_view fieldWord(core::FundusField field);

} // namespace cw::anonymizer
