// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/Custody.h"

#include "core/Files.h"

#include <algorithm>
#include <set>

namespace cw::workflow {
namespace {

namespace fs = std::filesystem;
using anonymizer::Ledger;
using anonymizer::PatientIdRule;
using anonymizer::Vault;

Result<anonymizer::Actor> actorOf(const CustodyPlan& plan) {
    const auto role = anonymizer::roleFrom(plan.role);
    if (!role)
        return fail(ErrorCode::InvalidArgument, "a role is one of steward, reviewer, reader");
    if (!plan.vault && !plan.ledger)
        return anonymizer::Actor{plan.operatorName, *role};
    if (*role != anonymizer::Role::Steward)
        return fail(ErrorCode::Forbidden, "a " + plan.role +
                                              " opens no vault and writes no ledger: the steward "
                                              "de-identifies");
    if (plan.operatorName.empty())
        return fail(ErrorCode::InvalidArgument,
                    "vault and ledger need to know who runs this: the operator's name");
    return anonymizer::Actor{plan.operatorName, *role};
}

std::string optionsOf(const anonymizer::Profile& profile) {
    std::string names;
    for (const auto& option : anonymizer::optionNames())
        if (profile.has(option.option))
            names += (names.empty() ? "" : " ") + std::string(option.name);
    return names;
}

std::string targetOf(const fs::path& output, const anonymizer::Pseudonyms& pseudonyms) {
    std::error_code ignored;
    const auto full = fs::weakly_canonical(fs::absolute(output, ignored), ignored);
    return pseudonyms.token("output folder", (full / "").parent_path().generic_string(), 16);
}

anonymizer::RunRow plannedRow(const CustodyPlan& plan, const anonymizer::Actor& who,
                              const anonymizer::Profile& profile,
                              const anonymizer::Pseudonyms& pseudonyms) {
    anonymizer::RunRow row;
    row.who = who;
    row.purpose = plan.purpose;
    row.purposeText = plan.purposeText;
    row.legalBasis = plan.legalBasis;
    row.dataSet = plan.dataSet;
    row.dataSetVersion = plan.dataSetVersion;
    row.profile = profile.name();
    row.options = optionsOf(profile);
    row.edition = profile.edition();
    row.policySha256 = profile.digest();
    row.toolVersion = plan.toolVersion;
    row.recipient = plan.recipient;
    row.periodFrom = plan.periodFrom;
    row.periodUntil = plan.periodUntil;
    row.medium = plan.medium;
    row.target = targetOf(plan.output, pseudonyms);
    row.keyId = pseudonyms.keyId();
    return row;
}

Result<Vault> vaultOf(const CustodyPlan& plan, const std::string& keyId, const AskPassphrase& ask,
                      const core::Clock& clock) {
    CW_TRY(const auto description, Vault::describe(*plan.vault));
    if (description.keyId != keyId)
        return fail(ErrorCode::Conflict, "the vault holds the mapping of key " + description.keyId +
                                             ", and this run has " + keyId +
                                             ": each key has a vault of its own");
    CW_TRY(auto passphrase, ask("the steward, " + plan.operatorName));
    return Vault::open(*plan.vault, {plan.operatorName, std::move(passphrase)}, clock);
}

/// A vault restored from an old copy would give numbers a second time; a ledger cut or written
/// anew would hide what was done.
Result<void> checkAgree(const Vault& vault, const fs::path& ledgerFile) {
    std::error_code ignored;
    if (!fs::exists(ledgerFile, ignored))
        return {};
    CW_TRY(const auto rows, Ledger::read(ledgerFile));
    for (const auto& head : anonymizer::vaultHeadsOf(rows))
        if (head.vaultId == vault.head().vaultId && !vault.contains(head))
            return fail(ErrorCode::Corrupt,
                        "the vault is older than the ledger says, or another copy of it was "
                        "written to: numbers would be given twice");
    return {};
}

Result<void> checkSound(const fs::path& ledgerFile,
                        const std::vector<anonymizer::LedgerAnchor>& anchors) {
    std::error_code ignored;
    if (!fs::exists(ledgerFile, ignored))
        return {};
    CW_TRY(const auto check, Ledger::verify(ledgerFile, {}, anchors));
    if (!check.sound())
        return fail(ErrorCode::Corrupt,
                    "the ledger's chain is broken (concord ledger verify says where): keep it as "
                    "it is and begin another");
    return {};
}

Result<std::string> tableText(const std::optional<fs::path>& file, const std::string& what) {
    if (!file)
        return std::string();
    auto text = core::readText(*file);
    if (!text)
        return within(text.error(), "reading " + what);
    if (text->empty())
        return fail(ErrorCode::Malformed, what + " is empty");
    return text;
}

Result<anonymizer::Assignments::Made> assignmentsOf(const CustodyPlan& plan,
                                                    const PatientIdRule& rule,
                                                    const anonymizer::Pseudonyms& pseudonyms,
                                                    const Vault* vault) {
    const bool numbers = rule.mode == PatientIdRule::Mode::Numbering;
    if (rule.mode == PatientIdRule::Mode::Pseudonym && !plan.lookup)
        return anonymizer::Assignments::Made{};
    if (numbers && vault == nullptr)
        return fail(ErrorCode::InvalidArgument,
                    "the profile numbers patients, and the numbers are kept in a vault, so that a "
                    "later export gives the same ones: give a vault");
    anonymizer::AssignmentTables tables;
    CW_TRY(tables.lookup, tableText(plan.lookup, "the lookup table"));
    if (numbers) {
        CW_TRY(tables.classes, tableText(plan.classes, "the table of classes"));
    }
    return anonymizer::Assignments::make(tables, rule, pseudonyms,
                                         vault != nullptr ? vault->numbers()
                                                          : std::vector<anonymizer::NumberRow>());
}

/// The job of the run that this one goes on with, so that its people stay known as its operators.
std::string resumedJob(const fs::path& ledgerFile, const std::string& target,
                       const std::string& today) {
    const auto rows = Ledger::read(ledgerFile);
    if (!rows)
        return {};
    const auto jobs = anonymizer::jobsOf(*rows, today);
    const auto last = std::find_if(jobs.rbegin(), jobs.rend(), [&](const auto& job) {
        return job.target == target && job.destroyedAt.empty();
    });
    return last == jobs.rend() ? std::string() : last->job;
}

void addAll(std::vector<std::string>& to, const std::vector<std::string>& from) {
    to.insert(to.end(), from.begin(), from.end());
}

} // namespace

Result<Custody> Custody::open(const CustodyPlan& plan, const anonymizer::Profile& profile,
                              const anonymizer::Pseudonyms& pseudonyms,
                              std::span<const fs::path> handedOn, const AskPassphrase& ask,
                              const core::Clock& clock) {
    Custody custody;
    CW_TRY(const auto who, actorOf(plan));
    custody.m_row = plannedRow(plan, who, profile, pseudonyms);
    if (plan.vault)
        CW_CHECK(anonymizer::checkApart(*plan.vault, "the vault", handedOn));
    if (plan.ledger)
        CW_CHECK(anonymizer::checkApart(*plan.ledger, "the ledger", handedOn));
    if (plan.vault) {
        CW_TRY(custody.m_vault, vaultOf(plan, pseudonyms.keyId(), ask, clock));
        addAll(custody.m_notes, custody.m_vault->notes());
    }
    const Vault* vault = custody.m_vault ? &*custody.m_vault : nullptr;
    if (plan.ledger) {
        CW_CHECK(checkSound(*plan.ledger,
                            vault ? vault->anchors() : std::vector<anonymizer::LedgerAnchor>()));
        if (vault != nullptr)
            CW_CHECK(checkAgree(*vault, *plan.ledger));
        CW_TRY(custody.m_ledger, Ledger::open(*plan.ledger, clock));
        if (vault != nullptr && !vault->anchors().empty() &&
            vault->anchors().back().ledgerId != custody.m_ledger->head().ledgerId)
            custody.m_notes.emplace_back("the vault's last run was written into another ledger");
    }
    CW_TRY(auto made, assignmentsOf(plan, profile.patientIds(), pseudonyms, vault));
    custody.m_assignments = std::move(made.assignments);
    addAll(custody.m_notes, made.notes);
    if (custody.m_ledger) {
        auto& row = custody.m_row;
        if (plan.resume)
            row.job = resumedJob(*plan.ledger, row.target, anonymizer::koreanDay(clock()));
        if (row.job.empty())
            row.job = custody.m_ledger->newJob();
        if (vault != nullptr)
            row.vault = vault->head();
        CW_CHECK(custody.m_ledger->begin(row));
        addAll(custody.m_notes, custody.m_ledger->notes());
    }
    // The row is there before a number is given, and the numbers before a file is written.
    if (custody.m_vault)
        CW_CHECK(custody.m_vault->addNumbers(made.fresh));
    return custody;
}

Result<void> Custody::finish() {
    if (!m_ledger)
        return {};
    if (m_vault)
        m_row.vault = m_vault->head();
    CW_CHECK(m_ledger->append(m_row));
    return m_vault ? m_vault->addAnchor(m_ledger->head()) : Result<void>();
}

Result<std::vector<anonymizer::MappingRow>> reidentify(const ReidentifyPlan& plan,
                                                       const core::Clock& clock) {
    if (plan.pseudonyms.empty())
        return fail(ErrorCode::InvalidArgument, "no pseudonym was given");
    CW_TRY(auto ledger, Ledger::open(plan.ledger, clock));
    const anonymizer::Actor steward{plan.steward.name, anonymizer::Role::Steward};
    auto opened = Vault::openOriginals(plan.vault, plan.steward, plan.reviewer);
    if (!opened) {
        if (opened.error().code == ErrorCode::Forbidden)
            CW_CHECK(ledger.append(anonymizer::AccessRow{
                steward, "a re-identification was refused: the vault did not open", plan.job}));
        return tl::unexpected(opened.error());
    }
    anonymizer::ReidentificationRow row;
    row.job = plan.job;
    row.steward = steward;
    row.reviewer = {plan.reviewer.name, anonymizer::Role::Reviewer};
    row.pseudonyms = plan.pseudonyms;
    row.reason = plan.reason;
    row.vault = opened->head;
    CW_CHECK(ledger.append(row));
    const std::set<std::string> wanted(plan.pseudonyms.begin(), plan.pseudonyms.end());
    std::erase_if(opened->rows, [&](const anonymizer::MappingRow& each) {
        return !wanted.contains(each.pseudonym) && !wanted.contains(each.studyUid) &&
               !wanted.contains(each.seriesUid) && !wanted.contains(each.instanceUid);
    });
    if (opened->rows.empty())
        return fail(ErrorCode::NotFound, "the vault knows none of these pseudonyms");
    return std::move(opened->rows);
}

} // namespace cw::workflow
