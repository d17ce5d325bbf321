// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Result.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace cw::workflow::detail {

/// A report as the hospital hands it over: patient data, in memory only.
struct SourceReport {
    std::string patientId;
    std::optional<std::string> issuer;
    std::string kind, date, text;
    std::string name, birthDate; ///< where the table has them: what is cut out of the text
    std::string place;           ///< "row 3" or "file 2": for messages
};
struct SourceReports {
    std::vector<SourceReport> reports;
    std::vector<std::string> warnings; ///< row or file and column, never a value
};

/// A CSV with columns patient_id, kind, text and perhaps date, issuer, name, birth_date; or a
/// folder of text files PATIENT_KIND.txt or PATIENT_KIND_YYYYMMDD.txt. Texts are UTF-8, or else
/// CP949. At most 1 MiB a report, 500 000 reports. Errors: NotFound, Malformed, TooLarge.
Result<SourceReports> readReports(const std::filesystem::path& source);

} // namespace cw::workflow::detail
