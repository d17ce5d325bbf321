// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/ImageAttributes.h"
#include "core/Result.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cw::workflow {

/// One line of clinical.csv. patientId is an identifier: it lives only until it has been replaced.
struct ClinicalLine {
    std::string patientId;
    std::optional<std::string> issuer; ///< of the ID (0010,0021); none: the table does not say
    std::size_t row = 0;               ///< of the file, the header is 1
    std::map<std::string, std::string>
        values; ///< known columns only, each value of its column's form
};
struct ClinicalTable {
    std::vector<ClinicalLine> lines;
    std::vector<std::string> warnings; ///< line and column, never the value
};

/// Reads docs/clinical-csv.md. A value that does not fit its column's form is left out with a
/// warning: what is not a number, a date-free word of the list or yes/no could identify somebody.
/// Malformed: no patient_id column, a quote that never closes, two lines for one patient
/// (of one issuer).
Result<ClinicalTable> parseClinicalCsv(std::string_view text);

/// RFC 4180 rows; also accepts \n alone and a UTF-8 byte order mark. Malformed names the line.
Result<std::vector<std::vector<std::string>>> parseCsv(std::string_view text);

} // namespace cw::workflow
