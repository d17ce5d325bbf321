// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/Vault.h"
#include "core/Clock.h"
#include "core/Result.h"
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cw::anonymizer {

/// Who acts. The ledger takes the name at its word (accounts are not here); where a vault is
/// opened, its passphrase proves the person.
struct Actor {
    std::string name;
    Role role = Role::Steward;
};

/// What Korean law allows pseudonymised data for without consent (PIPA article 28-2), or consent.
const std::vector<std::string>& purposes(); ///< "statistics", "research", "archiving", "consent"

struct Count {
    std::int64_t subjects = 0, studies = 0, instances = 0;
};
/// One run of de-identification, as deidentification.md section 5 lists it. No patient data: texts
/// with registration, telephone numbers or mail addresses are refused.
struct RunRow {
    std::string job; ///< Ledger::newJob(); a resumed run keeps that of the run it goes on with
    Actor who;
    std::string purpose; ///< one of purposes()
    std::string purposeText;
    std::string legalBasis; ///< number of the IRB's or DRB's approval
    std::string dataSet, dataSetVersion;
    std::string profile, options, edition, policySha256, toolVersion;
    std::map<std::string, std::int64_t> actions; ///< "remove" or "(0010,0030) remove" -> count
    /// in: files found, as far as they were read; the others count files that are not in out.
    Count in, out;
    /// leaks: of the quarantined, those that the leak gate stopped.
    std::int64_t quarantined = 0, held = 0, leaks = 0;
    bool leakGate = true, pixelCheck = true; ///< whether they were on
    std::string recipient;
    std::string periodFrom, periodUntil; ///< YYYY-MM-DD or empty; article 28-4 (2)
    std::string medium;                  ///< what it is handed over on, in words
    std::string target;                  ///< keyed token of the output folder's path
    std::string keyId;                   ///< never the key
    VaultHead vault;                     ///< where the vault stood; empty id: no vault
    std::string manifestSha256;          ///< of the output's list of files
};
/// The decision of the adequacy review on a run's output.
struct ReleaseRow {
    std::string job;
    Actor who; ///< a reviewer, and not somebody who ran the job
    bool approved = false;
    std::string reason;     ///< the review's words or the number of its minutes
    std::string legalBasis; ///< DRB number
    std::string recipient, medium, periodUntil;
    /// SHA-256 of the report of a leak scan of its own, where the run had its gate off.
    std::string leakReportSha256;
};
/// Somebody is looked up in the vault; written BEFORE the answer is shown.
struct ReidentificationRow {
    std::string job; ///< may be empty
    Actor steward, reviewer;
    std::vector<std::string> pseudonyms;
    std::string reason;
    VaultHead vault;
};
struct DestructionRow {
    std::string job;
    Actor who;
    std::string what;   ///< "data", "vault", "key" or "all"
    std::string method; ///< in words: "overwritten and shredded"
    std::string at;     ///< YYYY-MM-DD; empty: today
    std::string by;     ///< who did it, if not the one who writes
};
/// Re-identification was found (article 28-5): stop, retrieve, destroy. The row lists everybody who
/// received output of the jobs, or of all jobs of the key.
struct IncidentRow {
    std::vector<std::string> jobs; ///< empty: every job that was not destroyed
    Actor who;
    std::string foundBy, text, measures;
};
/// Somebody opened or changed something that only some may.
struct AccessRow {
    Actor who;
    std::string what; ///< "vault opened for a run", "passphrase changed"
    std::string job;
};

/// A row as it was read: the common columns, and the whole line (canonical JSON).
struct LedgerRow {
    std::uint64_t number = 0;
    std::string kind; ///< opened, begun, run, release, reidentification, destruction, incident, ...
    std::string job, timeUtc, operatorName, role, hash;
    std::string json;
};
/// Everything the ledger says of one job.
struct JobState {
    std::string job, purpose, recipient, periodUntil, keyId, manifestSha256, target;
    std::vector<std::string> operators;  ///< who ran it
    std::vector<std::string> recipients; ///< of the runs and of approved releases
    bool ended = false;                  ///< the last run came to its end
    std::int64_t held = 0, leaks = 0, instancesOut = 0;
    bool leakGate = false;
    std::string decision; ///< "approved", "refused" or empty
    std::string reviewer;
    std::string destroyedAt; ///< YYYY-MM-DD or empty
    std::string keepUntil;   ///< three years after (article 28-4 (3))
    bool expired = false;    ///< the period is over and nothing was destroyed
};

struct LedgerFault {
    std::uint64_t row = 0; ///< 0: the ledger as a whole
    std::string what;      ///< "was changed after it was written"
};
struct LedgerCheck {
    std::string ledgerId, headHash;
    std::uint64_t rows = 0;
    std::vector<LedgerFault> faults;
    std::vector<std::string> notes; ///< a torn last line; no head file; what was not checked
    bool sound() const { return faults.empty(); }
};

/// An append-only file of JSON lines, each with the hash of the one before. Any number of
/// processes may append. What a chain can and cannot prove: docs/custody.md.
class Ledger {
public:
    /// Opens, or begins with a row "opened". Errors: Malformed (not a ledger), Corrupt (its last
    /// row was changed), IoFailure.
    static Result<Ledger> open(const std::filesystem::path& file, core::Clock clock);
    /// Every row. Errors: NotFound, Malformed with the row's number.
    static Result<std::vector<LedgerRow>> read(const std::filesystem::path& file);
    /// knownHead: a hash kept elsewhere, or empty. anchors: from the vault. The error is for a file
    /// that cannot be read; a broken chain is a finding.
    static Result<LedgerCheck> verify(const std::filesystem::path& file,
                                      const std::string& knownHead = {},
                                      std::span<const LedgerAnchor> anchors = {});

    std::string newJob() const; ///< "J-20261123-8Q2M7K": a day and a random part
    /// A run that begins: who, what for, which rules. Without it a killed run would leave no row.
    Result<void> begin(const RunRow& row);
    Result<void> append(const RunRow& row);
    /// Forbidden: not a reviewer; ran the job himself; or, for an approval, the run did not end,
    /// files are held, or nobody searched the output for leaks. NotFound: no such job.
    Result<void> append(const ReleaseRow& row);
    Result<void> append(const ReidentificationRow& row);
    Result<void> append(const DestructionRow& row);
    Result<void> append(const IncidentRow& row);
    Result<void> append(const AccessRow& row);
    // Errors of all: Forbidden (a reader; a role that may not), InvalidArgument (a text with a
    // patient's number in it, no date where one should be), Corrupt, IoFailure.

    LedgerAnchor head() const; ///< after the last row that this object appended or found
    const std::vector<std::string>& notes() const { return m_notes; }

private:
    Ledger(std::filesystem::path file, core::Clock clock)
        : m_file(std::move(file)), m_clock(std::move(clock)) {}
    struct Draft;
    Result<void> write(const Draft& draft);
    std::filesystem::path m_file;
    core::Clock m_clock;
    LedgerAnchor m_head;
    std::vector<std::string> m_notes;
};

/// YYYY-MM-DD in Korea, where the periods of the law run.
std::string koreanDay(std::chrono::system_clock::time_point time);
/// InvalidArgument unless it is empty or a day of the calendar, YYYY-MM-DD.
Result<void> checkDay(const std::string& day, const std::string& what);
/// The jobs in the order they began. today: YYYY-MM-DD.
std::vector<JobState> jobsOf(std::span<const LedgerRow> rows, const std::string& today);

/// Where vaults stood, by the rows that name one.
std::vector<VaultHead> vaultHeadsOf(std::span<const LedgerRow> rows);

enum class DocumentFormat { Html, Markdown };
/// Destruction certificate of a job in Korean and English. Errors: NotFound (no such job),
/// InvalidArgument (not destroyed).
Result<std::string> destructionCertificate(std::span<const LedgerRow> rows, const std::string& job,
                                           DocumentFormat format);

} // namespace cw::anonymizer
