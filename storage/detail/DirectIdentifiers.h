// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Ids.h"
#include "core/Result.h"
#include <map>
#include <string>

namespace cw::storage::detail {

/// The last line of defence behind the import: InvalidArgument if a column's name says that it
/// holds a name, a date of birth, a telephone number, an address or a number of a person (English
/// or Korean), or if a value looks like a resident registration number. A column "patient_id" may
/// stay if it holds the pseudonym. Messages name the kind of identifier, never the value.
Result<void> refuseDirectIdentifiers(const std::map<std::string, std::string>& row,
                                     const core::PatientKey& patient);

} // namespace cw::storage::detail
