// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Clock.h"
#include "core/Result.h"
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace cw::workflow {

/// Who may receive a data set: a person or house with the approval of an ethics board
/// (programme.md 2.7). No patient data; days are YYYY-MM-DD, UTC.
struct Recipient {
    std::string name;
    std::string irb;            ///< number of the approval
    std::string validFrom;      ///< empty: from always
    std::string validUntil;     ///< the last day
    std::string approvalSha256; ///< of the document; empty: it was not shown
};
/// What one export is for (programme.md 4: purpose, items, use, recipients, period).
struct ReleaseTerms {
    std::string recipient, purpose, use;
    std::string periodUntil; ///< YYYY-MM-DD or empty
};

/// One row of the record.
struct RecipientsRow {
    std::uint64_t number = 0; ///< from 1
    std::string at;           ///< ISO 8601 UTC
    std::string kind;         ///< "recipient", "policy", "export", "exported"
    std::map<std::string, std::string> fields;
    std::string hash; ///< over this row and all before it
};

/// <project>/recipients.jsonl (detail/ChainedLog.h): rows that only grow, each with the hash of the
/// one before. The project's audit trail keeps the hashes too, so that a shortened or removed file
/// is found (Project::recipients()).
class Recipients {
public:
    /// An absent file is an empty record. Corrupt if the chain is broken.
    static Result<Recipients> read(const std::filesystem::path& project);

    const std::vector<RecipientsRow>& rows() const { return m_rows; }
    bool has(const std::string& hash) const;
    /// The latest entry of every name.
    std::map<std::string, Recipient> all() const;
    /// Whether an export needs a recipient; off until somebody switches it on.
    bool required() const;
    /// Whether an export may go there today. NotFound: no such recipient. Forbidden: the approval
    /// is not valid on that day, or, where required(), has no document.
    Result<Recipient> cleared(const std::string& name, const std::string& day) const;

    /// Appends and gives the row back; other programs may append at the same time (Conflict when
    /// one does right now). InvalidArgument: a field is missing, too long, or no day.
    static Result<RecipientsRow> append(const std::filesystem::path& project,
                                        const core::Clock& clock, const std::string& kind,
                                        const std::map<std::string, std::string>& fields);

private:
    std::vector<RecipientsRow> m_rows;
};

/// The fields of a row "recipient"; InvalidArgument if something of it is missing or no day.
Result<std::map<std::string, std::string>> fieldsOf(const Recipient& recipient);
/// A real day, YYYY-MM-DD.
bool isDay(const std::string& text);

} // namespace cw::workflow
