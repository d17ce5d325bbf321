// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/Vault.h"
#include "anonymizer/detail/PrivateFile.h"
#include "anonymizer/detail/VaultFile.h"
#include "anonymizer/detail/VaultRows.h"
#include "core/Files.h"
#include <algorithm>
#include <mutex>
#include <sodium.h>

namespace cw::anonymizer {
namespace {

namespace fs = std::filesystem;

/// The vault's own file is replaced when a passphrase changes, so the lock is beside it.
Result<core::FileLock> lockBeside(const fs::path& file) {
    fs::path lock = file;
    lock += ".lock";
    auto taken = core::FileLock::take(lock);
    if (!taken)
        return within(taken.error(), "the vault is in use");
    return taken;
}

Result<ReadHeader> headerOf(const fs::path& file) {
    std::error_code error;
    const auto status = fs::status(file, error);
    if (!fs::exists(status))
        return fail(ErrorCode::NotFound, "the vault is not there");
    if (!fs::is_regular_file(status))
        return fail(ErrorCode::Unreadable, "the vault is not a regular file");
    CW_TRY(const auto opened, GrowingFile::openToRead(file));
    CW_TRY(const std::string begin, opened.read(0, kLargestVaultHeader));
    CW_CHECK(checkPrivate(file, "the vault"));
    return readVaultHeader(begin);
}

VaultDescription describing(const VaultHeader& header, std::uint64_t bytes) {
    VaultDescription description{header.vaultId,    header.keyId, header.created,
                                 header.keepsNames, {},           bytes};
    for (const VaultLock& lock : header.locks)
        description.people.push_back({lock.name, lock.role});
    return description;
}

Result<void> checkNewPassphrase(const Passphrase& passphrase) {
    if (passphrase.text().size() < Passphrase::kShortest)
        return fail(ErrorCode::InvalidArgument, "a passphrase of a vault has at least " +
                                                    std::to_string(Passphrase::kShortest) +
                                                    " characters");
    return {};
}

Result<void> checkPlan(const VaultPlan& plan) {
    for (const VaultPerson* person : {&plan.steward, &plan.reviewer}) {
        CW_CHECK(checkPersonName(person->name));
        CW_CHECK(checkNewPassphrase(person->passphrase));
    }
    if (samePerson(plan.steward.name, plan.reviewer.name))
        return fail(ErrorCode::InvalidArgument,
                    "steward and reviewer of a vault are two people, not one");
    if (plan.steward.passphrase == plan.reviewer.passphrase)
        return fail(ErrorCode::InvalidArgument,
                    "steward and reviewer need two passphrases that only each of them knows");
    return {};
}

/// Full paths without links, so that no spelling hides that one lies in the other.
bool isInside(const fs::path& inner, const fs::path& outer) {
    std::error_code ignored;
    const auto full = [&](const fs::path& path) {
        auto resolved = fs::weakly_canonical(fs::absolute(path, ignored), ignored);
        return resolved.has_filename() ? resolved : resolved.parent_path();
    };
    const auto a = full(inner), b = full(outer);
    return std::mismatch(b.begin(), b.end(), a.begin(), a.end()).first == b.end();
}

std::string newVaultId() {
    std::array<unsigned char, 8> bytes{};
    std::array<char, 17> hex{};
    randombytes_buf(bytes.data(), bytes.size());
    sodium_bin2hex(hex.data(), hex.size(), bytes.data(), bytes.size());
    return std::string("V-") + hex.data();
}

} // namespace

std::string_view name(Role role) {
    switch (role) {
    case Role::Steward:
        return "steward";
    case Role::Reviewer:
        return "reviewer";
    case Role::Reader:
        break;
    }
    return "reader";
}

std::optional<Role> roleFrom(std::string_view text) {
    for (const Role role : {Role::Steward, Role::Reviewer, Role::Reader})
        if (text == name(role))
            return role;
    return std::nullopt;
}

Result<void> checkApart(const fs::path& file, const std::string& what,
                        std::span<const fs::path> handedOn) {
    for (const auto& folder : handedOn)
        if (!folder.empty() && isInside(file, folder))
            return fail(ErrorCode::InvalidArgument,
                        what + " lies inside a folder that is handed on: keep it apart");
    std::error_code ignored;
    auto folder = fs::weakly_canonical(fs::absolute(file, ignored), ignored).parent_path();
    for (; !folder.empty(); folder = folder.parent_path()) {
        if (fs::exists(folder / "concord.sqlite", ignored)) // storage/CaseStore.h
            return fail(ErrorCode::InvalidArgument,
                        what + " lies inside a project: keep it apart from the data");
        if (folder == folder.root_path())
            break;
    }
    return {};
}

struct Vault::Open {
    core::FileLock lock;
    GrowingFile file;
    VaultHeader header;
    SecretBytes secret; ///< the key of a run, then the steward's half
    EntryChain chain;
    core::Clock clock;
    VaultDescription description;
    std::vector<NumberRow> numbers;
    std::vector<LedgerAnchor> anchors;
    std::vector<std::string> notes;
    std::uint64_t rows = 0;
    mutable std::mutex mutex;

    Open(core::FileLock l, GrowingFile f, VaultHeader h, SecretBytes s, core::Clock c)
        : lock(std::move(l)), file(std::move(f)), header(std::move(h)), secret(std::move(s)),
          chain(header, secret), clock(std::move(c)) {}

    Result<void> take(EntryType type, std::string_view plain) {
        switch (type) {
        case EntryType::Numbers:
            return readNumbers(plain, numbers);
        case EntryType::Anchor:
            return readAnchor(plain, anchors);
        case EntryType::Rows: {
            CW_TRY(const SealedRows sealed, readSealedRows(plain));
            rows += sealed.count;
            return {};
        }
        }
        return fail(ErrorCode::Unsupported, "the vault has entries of a later version");
    }
    Result<void> add(EntryType type, std::string_view plain) {
        const std::string entry = chain.encrypt(type, plain);
        CW_CHECK(file.append(entry));
        chain.accept(entry);
        return {};
    }
};

Vault::Vault(std::unique_ptr<Open> open) : m_open(std::move(open)) {}
Vault::Vault(Vault&&) noexcept = default;
Vault& Vault::operator=(Vault&&) noexcept = default;
Vault::~Vault() = default;

Result<void> Vault::create(const fs::path& file, const VaultPlan& plan, const core::Clock& clock) {
    CW_CHECK(checkPlan(plan));
    std::error_code ignored;
    if (fs::exists(file, ignored)) // before a second of Argon2id
        return fail(ErrorCode::Conflict, "the vault exists already; a vault is never replaced");
    SecretBytes secretKey(kVaultKeyBytes), steward(2 * kVaultKeyBytes), reviewer(kVaultKeyBytes);
    VaultHeader header;
    header.vaultId = newVaultId();
    header.created = core::iso8601Utc(clock());
    header.keyId = plan.keyId;
    header.keepsNames = plan.keepsNames;
    header.publicKey.resize(crypto_box_PUBLICKEYBYTES);
    crypto_box_keypair(reinterpret_cast<unsigned char*>(header.publicKey.data()), secretKey.data());
    // Two halves whose sum modulo 2 is the secret key: each alone is nothing but noise.
    randombytes_buf(steward.data(), steward.size());
    for (std::size_t i = 0; i < kVaultKeyBytes; ++i)
        reviewer.data()[i] =
            static_cast<unsigned char>(secretKey.data()[i] ^ steward.data()[kVaultKeyBytes + i]);
    const KdfCost cost = costOf(plan.strength);
    CW_TRY(auto first, lockFor(header, plan.steward, Role::Steward, cost, steward));
    CW_TRY(auto second, lockFor(header, plan.reviewer, Role::Reviewer, cost, reviewer));
    header.locks = {std::move(first), std::move(second)};
    const std::string text = header.text();
    return writePrivate(file, std::as_bytes(std::span(text.data(), text.size())), Existing::Refuse);
}

Result<VaultDescription> Vault::describe(const fs::path& file) {
    CW_TRY(const ReadHeader read, headerOf(file));
    std::error_code ignored;
    return describing(read.header, fs::file_size(file, ignored));
}

Result<Vault> Vault::open(const fs::path& file, const VaultPerson& steward, core::Clock clock) {
    CW_CHECK(headerOf(file)); // before a lock file is made beside something else
    CW_TRY(auto lock, lockBeside(file));
    CW_TRY(ReadHeader read, headerOf(file));
    CW_TRY(auto secret, unlock(read.header, steward, Role::Steward));
    CW_TRY(auto opened, GrowingFile::open(file, 0600));
    auto open = std::make_unique<Open>(std::move(lock), std::move(opened), std::move(read.header),
                                       std::move(secret), std::move(clock));
    CW_TRY(const auto entries,
           open->chain.readAll(open->file, read.bytes, [&](EntryType type, std::string_view plain) {
               return open->take(type, plain);
           }));
    if (entries.torn) {
        CW_CHECK(open->file.cutTo(entries.goodBytes));
        open->notes.emplace_back("the vault's last entry was half-written, as after a crash or a "
                                 "power cut, and was cut off; the run that wrote it has to resume");
    }
    open->description = describing(open->header, entries.goodBytes);
    return Vault(std::move(open));
}

Result<void> Vault::changePassphrase(const fs::path& file, const VaultPerson& person,
                                     const Passphrase& replacement) {
    CW_CHECK(checkNewPassphrase(replacement));
    if (replacement == person.passphrase)
        return fail(ErrorCode::InvalidArgument, "the new passphrase is the old one");
    CW_CHECK(headerOf(file));
    CW_TRY(const auto lock, lockBeside(file));
    CW_TRY(ReadHeader read, headerOf(file));
    const auto own = std::ranges::find(read.header.locks, person.name, &VaultLock::name);
    if (own == read.header.locks.end())
        return fail(ErrorCode::Forbidden, "the vault knows nobody of that name");
    CW_TRY(const auto secret, unlock(read.header, person, own->role));
    CW_TRY(const auto content, core::readFile(file));
    CW_TRY(auto renewed, lockFor(read.header, {own->name, replacement}, own->role,
                                 {own->operations, own->memoryBytes}, secret));
    *own = std::move(renewed);
    std::string text = read.header.text();
    if (content.size() < read.bytes)
        return fail(ErrorCode::Conflict, "the vault changed while its passphrase was changed");
    text.append(reinterpret_cast<const char*>(content.data()) + read.bytes,
                content.size() - read.bytes);
    return writePrivate(file, std::as_bytes(std::span(text.data(), text.size())),
                        Existing::Replace);
}

Result<Vault::Originals> Vault::openOriginals(const fs::path& file, const VaultPerson& steward,
                                              const VaultPerson& reviewer) {
    if (samePerson(steward.name, reviewer.name))
        return fail(ErrorCode::Forbidden, "re-identification takes two people, not one twice");
    CW_TRY(const ReadHeader read, headerOf(file));
    CW_TRY(const auto first, unlock(read.header, steward, Role::Steward));
    CW_TRY(const auto second, unlock(read.header, reviewer, Role::Reviewer));
    SecretBytes secretKey(kVaultKeyBytes);
    for (std::size_t i = 0; i < kVaultKeyBytes; ++i)
        secretKey.data()[i] =
            static_cast<unsigned char>(first.data()[kVaultKeyBytes + i] ^ second.data()[i]);
    CW_TRY(const auto opened, GrowingFile::openToRead(file));
    EntryChain chain(read.header, first);
    RowsByIdentity rows;
    CW_CHECK(chain.readAll(
        opened, read.bytes, [&](EntryType type, std::string_view plain) -> Result<void> {
            if (type != EntryType::Rows)
                return {};
            CW_TRY(const SealedRows sealed, readSealedRows(plain));
            CW_TRY(std::string open, openRows(secretKey, read.header.publicKey, sealed.box));
            const auto taken = rows.add(open);
            sodium_memzero(open.data(), open.size());
            return taken;
        }));
    return Originals{rows.take(),
                     {read.header.vaultId, chain.entries(), hexOf(chain.hashes().back())}};
}

const VaultDescription& Vault::description() const { return m_open->description; }
const std::vector<NumberRow>& Vault::numbers() const { return m_open->numbers; }
std::uint64_t Vault::rows() const { return m_open->rows; }
const std::vector<LedgerAnchor>& Vault::anchors() const { return m_open->anchors; }
const std::vector<std::string>& Vault::notes() const { return m_open->notes; }

VaultHead Vault::head() const {
    const std::lock_guard guard(m_open->mutex);
    return {m_open->header.vaultId, m_open->chain.entries(), hexOf(m_open->chain.hashes().back())};
}

bool Vault::contains(const VaultHead& earlier) const {
    const std::lock_guard guard(m_open->mutex);
    const auto& hashes = m_open->chain.hashes();
    return earlier.vaultId == m_open->header.vaultId && earlier.entries < hashes.size() &&
           hexOf(hashes[earlier.entries]) == earlier.hash;
}

Result<void> Vault::append(std::span<const MappingRow> rows) {
    if (rows.empty())
        return {};
    const std::lock_guard guard(m_open->mutex);
    std::string plain =
        writtenRows(rows, core::iso8601Utc(m_open->clock()), m_open->header.keepsNames);
    const std::string sealed = sealRows(m_open->header.publicKey, plain);
    sodium_memzero(plain.data(), plain.size());
    CW_CHECK(m_open->add(EntryType::Rows, writtenSealedRows(rows.size(), sealed)));
    m_open->rows += rows.size();
    return {};
}

Result<void> Vault::addNumbers(std::span<const NumberRow> fresh) {
    if (fresh.empty())
        return {};
    const std::lock_guard guard(m_open->mutex);
    CW_CHECK(m_open->add(EntryType::Numbers, writtenNumbers(fresh)));
    m_open->numbers.insert(m_open->numbers.end(), fresh.begin(), fresh.end());
    return {};
}

Result<void> Vault::addAnchor(const LedgerAnchor& anchor) {
    const std::lock_guard guard(m_open->mutex);
    CW_CHECK(m_open->add(EntryType::Anchor, writtenAnchor(anchor)));
    m_open->anchors.push_back(anchor);
    return {};
}

} // namespace cw::anonymizer
