// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/Ledger.h"
#include "anonymizer/Profile.h"
#include "anonymizer/Vault.h"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace cw::workflow {

/// What a steward says of a run besides its folders. All of it is optional, but a ledger wants an
/// operator and a purpose, and numbering wants a vault.
struct CustodyPlan {
    std::optional<std::filesystem::path> vault, ledger;
    std::optional<std::filesystem::path> lookup, classes; ///< anonymizer/Assignments.h
    std::string operatorName, role = "steward";
    std::string purpose, purposeText, legalBasis;
    std::string dataSet, dataSetVersion, recipient, periodFrom, periodUntil, medium;
    std::string toolVersion;
    std::filesystem::path output; ///< of the run
    bool resume = false;
};

/// Asked only where a vault is opened. who: "the steward, Kim".
using AskPassphrase = std::function<Result<anonymizer::Passphrase>(const std::string& who)>;

/// A run's custody: where its mapping goes, its assigned IDs, and its row for the ledger.
class Custody {
public:
    /// Refuses a vault or ledger inside folders that are handed on (the output; the project),
    /// gives out numbers, and writes the row that the run begins. Errors: InvalidArgument,
    /// NotFound, Forbidden (role, passphrase), Conflict (vault in use, or of another key), Corrupt
    /// (the vault is older than the ledger says).
    static Result<Custody> open(const CustodyPlan& plan, const anonymizer::Profile& profile,
                                const anonymizer::Pseudonyms& pseudonyms,
                                std::span<const std::filesystem::path> handedOn,
                                const AskPassphrase& ask, const core::Clock& clock);

    /// nullptr where none is assigned: for DeidentifyContext.
    std::shared_ptr<const anonymizer::Assignments> assignments() const { return m_assignments; }
    /// nullptr where there is no vault: append(rows) once for each group, before its journal.
    anonymizer::RowSink* rows() { return m_vault ? &*m_vault : nullptr; }
    /// Filled in as far as it is known; the batch adds counts, actions, manifest.
    anonymizer::RunRow& row() { return m_row; }
    /// Writes the row and, into the vault, where the ledger then stands. Without a ledger: nothing.
    Result<void> finish();
    const std::vector<std::string>& notes() const { return m_notes; }

private:
    std::shared_ptr<const anonymizer::Assignments> m_assignments;
    std::optional<anonymizer::Vault> m_vault;
    std::optional<anonymizer::Ledger> m_ledger;
    anonymizer::RunRow m_row;
    std::vector<std::string> m_notes;
};

/// Two people look originals up.
struct ReidentifyPlan {
    std::filesystem::path vault, ledger;
    anonymizer::VaultPerson steward, reviewer;
    std::vector<std::string> pseudonyms;
    std::string reason, job;
};
/// The rows of these pseudonyms (patients or UIDs). Opens both locks, writes the ledger's row, and
/// only then answers. Errors: as Vault::openOriginals; Forbidden; NotFound (none of them is there).
Result<std::vector<anonymizer::MappingRow>> reidentify(const ReidentifyPlan& plan,
                                                       const core::Clock& clock);

} // namespace cw::workflow
