// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/Assignments.h"
#include "anonymizer/Passphrase.h"
#include "core/Clock.h"
#include "core/Result.h"
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace cw::anonymizer {

/// Who does what; three people, for nobody may check himself (docs/custody.md).
enum class Role { Steward, Reviewer, Reader };
std::string_view name(Role role); ///< "steward", "reviewer", "reader"
std::optional<Role> roleFrom(std::string_view text);

/// What a source file said of its patient. PATIENT DATA: goes from the rewriter into the vault and
/// nowhere else.
struct OriginalIds {
    std::string patientId, issuer, patientName; ///< UTF-8
    std::string studyUid, seriesUid, instanceUid;
};
/// One row of the mapping: an original beside what it became.
struct MappingRow {
    OriginalIds original; ///< patientName is kept only where the vault was made for names
    std::string pseudonym, studyUid, seriesUid, instanceUid; ///< of the output
    int dateOffsetDays = 0;
    std::string source;              ///< keyed token of the source's path
    std::string firstSeen, lastSeen; ///< UTC; append() sets them, a re-identification joins them
};
/// Where a batch puts its rows, a group at a time. What append() has taken is on disk.
class RowSink {
public:
    virtual ~RowSink() = default;
    virtual Result<void> append(std::span<const MappingRow> rows) = 0;
};

/// Argon2id's cost. Test is for tests alone: anybody can try passphrases against it.
enum class KdfStrength { Test, Moderate, Sensitive };

/// A person at the vault, with what only he knows.
struct VaultPerson {
    std::string name;
    Passphrase passphrase;
};
struct VaultPlan {
    VaultPerson steward, reviewer;
    std::string keyId; ///< of the pseudonym key: a vault holds the mapping of one key
    bool keepsNames = false;
    KdfStrength strength = KdfStrength::Moderate;
};
/// Where a vault's chain of entries stands: what a ledger keeps of it.
struct VaultHead {
    std::string vaultId;
    std::uint64_t entries = 0;
    std::string hash; ///< 64 hex digits
    bool operator==(const VaultHead&) const = default;
};
/// Where a ledger stood when somebody wrote it into the vault.
struct LedgerAnchor {
    std::string ledgerId;
    std::uint64_t rows = 0;
    std::string hash;
    bool operator==(const LedgerAnchor&) const = default;
};
/// What anybody may know of a vault.
struct VaultDescription {
    std::string vaultId, keyId, created; ///< created: UTC
    bool keepsNames = false;
    struct Person {
        std::string name;
        Role role = Role::Steward;
    };
    std::vector<Person> people;
    std::uint64_t bytes = 0;
};

/// The mapping of one pseudonym key, in one encrypted file. Two locks: the steward's passphrase
/// opens what a run needs (numbers given, appending); the originals are sealed, and to open them
/// needs the passphrases of the steward AND the reviewer. The file's format, to the byte, is in
/// docs/custody.md: a stranger with both passphrases can open it without this program.
///
/// Every error of opening says the same, whether the passphrase is wrong or the file was changed:
/// Forbidden. What can be told without a passphrase: NotFound, Malformed (no vault), Corrupt,
/// Unsupported (a later version), TooLarge (asks for more memory than any vault of ours).
class Vault : public RowSink {
public:
    /// A new file, mode 0600. Errors: Conflict (it exists), InvalidArgument (a short passphrase,
    /// one person twice, the same passphrase twice), IoFailure.
    static Result<void> create(const std::filesystem::path& file, const VaultPlan& plan,
                               const core::Clock& clock);
    /// By anybody, without a passphrase; checks the form, not the contents.
    static Result<VaultDescription> describe(const std::filesystem::path& file);
    /// By the steward, for a run. Held alone while it lives: Conflict for a second run.
    static Result<Vault> open(const std::filesystem::path& file, const VaultPerson& steward,
                              core::Clock clock);
    /// Errors: as above; InvalidArgument for a short or unchanged passphrase.
    static Result<void> changePassphrase(const std::filesystem::path& file,
                                         const VaultPerson& person, const Passphrase& replacement);
    struct Originals {
        std::vector<MappingRow> rows; ///< joined by original and pseudonym
        VaultHead head;
    };
    /// By two people. Whoever calls this writes the ledger before he shows anything:
    /// workflow::reidentify does, and is what programs call.
    static Result<Originals> openOriginals(const std::filesystem::path& file,
                                           const VaultPerson& steward, const VaultPerson& reviewer);

    Vault(Vault&&) noexcept;
    Vault& operator=(Vault&&) noexcept;
    ~Vault() override;

    const VaultDescription& description() const;
    const std::vector<NumberRow>& numbers() const; ///< all that were ever given
    std::uint64_t rows() const;                    ///< of the mapping, repeats counted
    const std::vector<LedgerAnchor>& anchors() const;
    VaultHead head() const;
    /// Whether the vault has gone through this state: a restored older copy has not.
    bool contains(const VaultHead& earlier) const;
    /// In words: an entry that a crash had left half-written and that was cut off.
    const std::vector<std::string>& notes() const;

    /// Each on disk when it returns; from any thread.
    Result<void> append(std::span<const MappingRow> rows) override;
    Result<void> addNumbers(std::span<const NumberRow> fresh);
    Result<void> addAnchor(const LedgerAnchor& anchor);

private:
    struct Open;
    explicit Vault(std::unique_ptr<Open> open);
    std::unique_ptr<Open> m_open;
};

/// Refuses a place for a secret inside any of the folders that are handed on, or in a project.
/// what: "the vault". Error: InvalidArgument.
Result<void> checkApart(const std::filesystem::path& file, const std::string& what,
                        std::span<const std::filesystem::path> handedOn);

} // namespace cw::anonymizer
