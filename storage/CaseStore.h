// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "annotation/Adjudication.h"
#include "annotation/Journaling.h"
#include "core/Clock.h"
#include "core/Deidentified.h"
#include "core/ImageAttributes.h"
#include "storage/Accounts.h"
#include "storage/CaseRows.h"
#include "storage/DatabaseAddress.h"
#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cw::storage {

/// A project: <folder>/concord.sqlite, or <folder>/concord.json with the address of a PostgreSQL
/// database (both through SOCI); images/ab/abcd... (content-addressed, written whole) in the folder
/// or in a shared one; <folder>/journals. Several programs may work on it at once: every call is a
/// transaction, writes take turns, and a call that cannot have its turn is a Conflict. All strings
/// that reach SQL are bound, never concatenated. A server that does not answer is an IoFailure; the
/// next call connects again.
class CaseStore {
public:
    /// Conflict if the folder already holds a project or foreign files, or the database's schema a
    /// project.
    static Result<CaseStore> create(const std::filesystem::path& folder, core::ImageKind kind,
                                    core::Clock clock, const Placement& placement = {});
    /// Makes the folder of one more workstation for a project that create() put on a server.
    /// NotFound if the database holds none.
    static Result<CaseStore> join(const std::filesystem::path& folder, core::Clock clock,
                                  const Placement& placement);
    /// NotFound (no project there), Conflict (somebody holds it alone), Unsupported (made by a
    /// newer version), Corrupt, IoFailure, Forbidden (the server refuses the user). Runs
    /// outstanding migrations. Who finds nobody else at work removes what crashes left.
    /// In a project with accounts everybody says who they are: Forbidden without a login or with a
    /// wrong one. All that follows is done as that account, is refused (Forbidden) where its roles
    /// do not allow it, and shows what it may see; readings that are complete and that this account
    /// can open are released.
    static Result<CaseStore> open(const std::filesystem::path& folder, core::Clock clock,
                                  Access access = Access::ReadWrite,
                                  const std::optional<Login>& login = {});
    /// Whether opening it takes a login. NotFound, Corrupt as open().
    static Result<bool> needsLogin(const std::filesystem::path& folder);
    CaseStore(CaseStore&&) noexcept;
    CaseStore& operator=(CaseStore&&) noexcept;
    ~CaseStore();

    const std::filesystem::path& folder() const;
    core::ImageKind kind() const;
    int schemaVersion() const;

    // -- accounts (decision 0115) ---------------------------------------------------------------
    /// Who is logged in; nullptr in an open project.
    const Account* actor() const;
    /// In an open project the first account makes it one with accounts: a coordinator's (else
    /// InvalidArgument), who is logged in at once; Conflict while readings are half done.
    /// Afterwards coordinators alone. Conflict if the name is taken.
    Result<void> addAccount(const Login& login, const std::set<Role>& roles);
    Result<std::vector<Account>> accounts() const; ///< by name
    /// A disabled account keeps what it did and cannot log in. One coordinator always can.
    Result<void> setDisabled(const std::string& name, bool disabled);
    /// Forbidden to take the role from a coordinator, who has had the key to every reading.
    Result<void> setRoles(const std::string& name, const std::set<Role>& roles);
    /// One's own, or, as coordinator, anybody's: nothing that was sealed for them is lost.
    Result<void> setPassword(const Login& changed);

    // -- images -------------------------------------------------------------------------------
    /// The blob is on disk before its row; a crash between leaves a file without a row, which an
    /// open() that is alone removes. The same bytes twice give the same id. One case a patient.
    Result<AddedImage> add(const core::Deidentified<core::EncodedImage>& image);
    Result<bool> knowsSource(const std::string& sourceDigest) const;
    /// The image that came from the file of that keyed digest; nothing if none did.
    Result<std::optional<core::ImageId>> imageOfSource(const std::string& sourceDigest) const;
    Result<std::vector<StoredImage>> images(const core::CaseId& caseId) const;
    Result<StoredImage> image(const core::ImageId& id) const;
    /// The stored bytes; Corrupt if they no longer hash to the id.
    Result<std::vector<std::byte>> bytes(const core::ImageId& id) const;

    // -- cases --------------------------------------------------------------------------------
    Result<std::vector<CaseRow>> cases() const;
    Result<CaseRow> caseRow(const core::CaseId& id) const;
    Result<void> setClinical(const core::PatientKey& patient, const ClinicalRow& row);
    Result<std::optional<ClinicalRow>> clinical(const core::CaseId& id) const;

    // -- reading, blind ---------------------------------------------------------------------------
    /// Two readers a case, order kept. Forbidden once one of them has submitted.
    Result<void> assign(const core::CaseId& id, const core::ReaderId& a, const core::ReaderId& b);
    /// Where this reader's journal of the case lies (annotation::ReadingSession::open). round: see
    /// CaseProcess::round().
    std::filesystem::path journalFile(const core::CaseId& id, const core::ReaderId& reader,
                                      int round = 1) const;
    /// What keeps that journal from other eyes; none in an open project. For its owner and the
    /// coordinator; Forbidden for everybody else.
    Result<annotation::LineSeal> lineSeal(const core::CaseId& id,
                                          const core::ReaderId& reader) const;
    Result<void> noteOpened(const core::CaseId& id, const core::ReaderId& reader);
    /// Forbidden if not assigned or already submitted. In a project with accounts it is sealed
    /// until both have submitted and one who can open it has come by.
    Result<void> submit(const annotation::Reading& reading);
    /// Opens the readings that both have submitted and this account can open; how many there were.
    /// Done by open() and submit(). Corrupt if one does not match its receipt (after the others).
    Result<std::size_t> releaseReady();
    /// Own readings always; the other's only when both have submitted and are released.
    Result<std::vector<annotation::Reading>> readingsVisibleTo(const core::ReaderId& viewer,
                                                               const core::CaseId& id) const;
    /// Both, for comparison and freezing: Forbidden until both have submitted.
    Result<std::pair<annotation::Reading, annotation::Reading>>
    bothReadings(const core::CaseId& id) const;

    // -- truth ----------------------------------------------------------------------------------
    Result<void> saveComparison(const annotation::Comparison& comparison);
    Result<std::optional<annotation::Comparison>> comparison(const core::CaseId& id) const;
    Result<void> saveDecision(const annotation::Decision& decision);
    Result<std::optional<annotation::Decision>> decision(const core::CaseId& id) const;
    Result<void> exclude(const core::CaseId& id, annotation::ExclusionReason reason);

    // -- all cases at once: a few queries, however many cases -----------------------------------
    Result<std::map<core::CaseId, std::vector<StoredImage>>> allImages() const;
    Result<std::map<core::CaseId, ClinicalRow>> allClinical() const;
    /// Of every case that both readers have submitted; as blind as bothReadings().
    Result<std::map<core::CaseId, CaseReadings>> allReadings() const;

    // -- who has a case in hand -------------------------------------------------------------------
    /// Takes the case, or says again that its holder is alive (same token). Conflict "somebody else
    /// has the case since 14:02 UTC" while another token has it for the same purpose.
    Result<Claim> claim(Claim claim);
    /// The same, also if its holder was silent for so long; 0 minutes: in any case (a coordinator's
    /// right, which the caller checks). Noted in the audit trail when it takes it from somebody.
    Result<Claim> takeOver(Claim claim, std::chrono::minutes silentFor);
    /// Nothing happens if it is somebody else's by now.
    Result<void> release(const Claim& claim);
    Result<std::vector<Claim>> claims() const;

    // -- versions and audit
    // ---------------------------------------------------------------------------
    /// Conflict if the name is taken: a version never changes.
    Result<void> recordVersion(const core::VersionName& name, const std::string& manifestSha256);
    struct Version {
        core::VersionName name;
        std::string manifestSha256, createdAt;
    };
    Result<std::vector<Version>> versions() const;
    Result<void> audit(const std::string& actor, const std::string& action,
                       const std::string& detail);
    /// hash: over this row and all before it (decision 0116).
    struct AuditRow {
        std::string at, actor, action, detail;
        std::int64_t seq = 0;
        std::string hash;
    };
    Result<std::vector<AuditRow>> auditTrail() const;
    /// Of it, what the import noted of images ("import") and who was to get a version ("recipients"):
    /// for those who see more than the own worklist.
    Result<std::vector<AuditRow>> stewardTrail() const;
    Result<AuditHead> auditHead() const;
    /// Recomputes the chain and compares it with every version's record and the given heads.
    Result<AuditVerdict> verifyAudit(const std::vector<AuditHead>& anchors = {}) const;

private:
    friend class CaseProcess;
    struct Impl;
    struct Opening;
    explicit CaseStore(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace cw::storage
