// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/cli/Program.h"
#include "app/workflow/Custody.h"

namespace cw::cli {

/// The options of a run that concern keys, people and records; addCustodyOptions fills them.
struct CustodyArguments {
    std::string vault, ledger, lookup, classes;
    std::string operatorName, role = "steward";
    std::string purpose, purposeText, irb, dataSet, dataSetVersion, recipient, periodUntil, medium;
    std::string passphraseFile;
};

/// --vault --ledger --lookup --classes --operator --role --purpose --purpose-text --irb --data-set
/// --data-set-version --recipient --period --medium --passphrase-file.
void addCustodyOptions(CLI::App& verb, CustodyArguments& arguments);

/// The custody of a run into `output`; asks for the steward's passphrase where a vault is given.
Result<workflow::Custody> openCustody(const CustodyArguments& arguments,
                                      const anonymizer::Profile& profile,
                                      const anonymizer::Pseudonyms& pseudonyms,
                                      const std::filesystem::path& output, bool resume,
                                      const core::Clock& clock);

} // namespace cw::cli
