// SPDX-License-Identifier: Apache-2.0
// vault, reidentify; and the custody options of a run.
#include "app/cli/CustodyVerbs.h"
#include "app/cli/Prompt.h"
#include "app/cli/Verbs.h"

#include <fcntl.h>
#include <memory>
#include <unistd.h>

namespace cw::cli {
namespace {

namespace fs = std::filesystem;
using anonymizer::Vault;
using anonymizer::VaultPerson;

constexpr const char* kStewardVariable = "CONCORD_STEWARD_PASSPHRASE";
constexpr const char* kReviewerVariable = "CONCORD_REVIEWER_PASSPHRASE";
constexpr const char* kNewVariable = "CONCORD_NEW_PASSPHRASE";

std::string personOf(anonymizer::Role role, const std::string& name) {
    return "the " + std::string(anonymizer::name(role)) + ", " + name;
}

/// "2026-01-01/2027-01-01" or the last day alone.
std::pair<std::string, std::string> periodOf(const std::string& text) {
    const auto slash = text.find('/');
    if (slash == std::string::npos)
        return {{}, text};
    return {text.substr(0, slash), text.substr(slash + 1)};
}

struct VaultArguments {
    std::string file, key, steward, reviewer, person;
    std::string stewardFile, reviewerFile, passphraseFile, newFile;
    bool names = false, sensitive = false;
};

Result<Answer> createVault(const VaultArguments& a, const Program& program) {
    CW_CHECK(checkReadable(a.key, "the key file"));
    CW_TRY(const auto key, anonymizer::PseudonymKey::read(a.key));
    CW_CHECK(anonymizer::checkApart(a.file, "the vault", {}));
    std::error_code ignored;
    if (fs::exists(a.file, ignored)) // before anybody thinks up a passphrase
        return fail(ErrorCode::Conflict, "the vault exists already; a vault is never replaced");
    using Ask = PassphraseSource::Ask;
    anonymizer::VaultPlan plan;
    plan.keyId = key.keyId();
    plan.keepsNames = a.names;
    plan.strength =
        a.sensitive ? anonymizer::KdfStrength::Sensitive : anonymizer::KdfStrength::Moderate;
    CW_TRY(auto steward, passphrase({a.stewardFile, kStewardVariable,
                                     personOf(anonymizer::Role::Steward, a.steward), Ask::Twice}));
    CW_TRY(auto reviewer,
           passphrase({a.reviewerFile, kReviewerVariable,
                       personOf(anonymizer::Role::Reviewer, a.reviewer), Ask::Twice}));
    plan.steward = {a.steward, std::move(steward)};
    plan.reviewer = {a.reviewer, std::move(reviewer)};
    CW_CHECK(Vault::create(a.file, plan, program.clock()));
    CW_TRY(const auto made, Vault::describe(a.file));
    Answer answer;
    answer.json = {{"vault", made.vaultId}, {"key_id", made.keyId}};
    answer.text = "made vault " + made.vaultId + " for key " + made.keyId +
                  ": keep it apart from the data; whoever forgets a passphrase loses the mapping";
    return answer;
}

Result<Answer> showVault(const VaultArguments& a, const Program& program) {
    CW_CHECK(checkReadable(a.file, "the vault"));
    CW_TRY(const auto vault, Vault::describe(a.file));
    Answer answer;
    answer.json = {{"vault", vault.vaultId},   {"key_id", vault.keyId},
                   {"created", vault.created}, {"keeps_names", vault.keepsNames},
                   {"bytes", vault.bytes},     {"people", Json::array()}};
    answer.text = "vault " + vault.vaultId + " of key " + vault.keyId + ", made " + vault.created +
                  (vault.keepsNames ? ", with names\n" : ", without names\n");
    for (const auto& person : vault.people) {
        answer.json["people"].push_back(
            {{"name", person.name}, {"role", anonymizer::name(person.role)}});
        answer.text += "  " + personOf(person.role, person.name) + "\n";
    }
    if (a.steward.empty())
        return answer;
    CW_TRY(auto secret, passphrase({a.stewardFile, kStewardVariable,
                                    personOf(anonymizer::Role::Steward, a.steward)}));
    CW_TRY(const auto open,
           Vault::open(a.file, VaultPerson{a.steward, std::move(secret)}, program.clock()));
    const auto head = open.head();
    answer.json["rows"] = open.rows();
    answer.json["numbers"] = open.numbers().size();
    answer.json["entries"] = head.entries;
    answer.json["hash"] = head.hash;
    answer.json["notes"] = open.notes();
    answer.text += counted(open.rows(), "row") + " of the mapping, " +
                   counted(open.numbers().size(), "number") + " given, " +
                   counted(head.entries, "entry", "entries") + ", hash " + head.hash + "\n";
    for (const auto& note : open.notes())
        answer.text += "  " + note + "\n";
    return answer;
}

Result<Answer> changePassphrase(const VaultArguments& a) {
    CW_CHECK(checkReadable(a.file, "the vault"));
    CW_TRY(const auto vault, Vault::describe(a.file));
    auto role = anonymizer::Role::Steward;
    for (const auto& person : vault.people)
        if (person.name == a.person)
            role = person.role;
    const bool steward = role == anonymizer::Role::Steward;
    CW_TRY(auto old, passphrase({a.passphraseFile, steward ? kStewardVariable : kReviewerVariable,
                                 personOf(role, a.person)}));
    CW_TRY(const auto renewed,
           passphrase({a.newFile, kNewVariable, personOf(role, a.person) + " (new)",
                       PassphraseSource::Ask::Twice}));
    CW_CHECK(Vault::changePassphrase(a.file, VaultPerson{a.person, std::move(old)}, renewed));
    Answer answer;
    answer.json = {{"vault", vault.vaultId}, {"person", a.person}};
    answer.text = "the passphrase of " + personOf(role, a.person) +
                  " was changed; copies of the vault made before still open with the old one";
    return answer;
}

struct ReidentifyArguments {
    std::vector<std::string> pseudonyms;
    std::string vault, ledger, reason, job, steward, reviewer, output, stewardFile, reviewerFile;
};

Json jsonOf(const anonymizer::MappingRow& row) {
    return {{"pseudonym", row.pseudonym},
            {"patient_id", row.original.patientId},
            {"issuer", row.original.issuer},
            {"patient_name", row.original.patientName},
            {"date_offset_days", row.dateOffsetDays},
            {"study", {row.original.studyUid, row.studyUid}},
            {"series", {row.original.seriesUid, row.seriesUid}},
            {"instance", {row.original.instanceUid, row.instanceUid}},
            {"source", row.source},
            {"first_seen", row.firstSeen},
            {"last_seen", row.lastSeen}};
}

/// One line a patient; the UIDs are in --json and in the file.
std::string linesOf(const std::vector<anonymizer::MappingRow>& rows) {
    std::string text, last;
    for (const auto& row : rows) {
        std::string line = row.pseudonym + " = " + row.original.patientId;
        if (!row.original.issuer.empty())
            line += " (" + row.original.issuer + ")";
        if (!row.original.patientName.empty())
            line += ", " + row.original.patientName;
        if (line != last)
            text += line + "\n";
        last = line;
    }
    return text;
}

Result<void> writeForOwner(const fs::path& file, const std::string& text) {
    const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return fail(ErrorCode::Conflict, "the output cannot be made, or exists already");
    std::size_t done = 0;
    while (done < text.size()) {
        const auto written = ::write(descriptor, text.data() + done, text.size() - done);
        if (written <= 0)
            break;
        done += static_cast<std::size_t>(written);
    }
    if (::close(descriptor) != 0 || done < text.size()) {
        ::unlink(file.c_str());
        return fail(ErrorCode::IoFailure, "the output could not be written");
    }
    return {};
}

Result<Answer> reidentify(const ReidentifyArguments& a, const Program& program) {
    CW_CHECK(checkReadable(a.vault, "the vault"));
    CW_TRY(const auto vault, Vault::describe(a.vault));
    workflow::ReidentifyPlan plan{a.vault, a.ledger, {}, {}, a.pseudonyms, a.reason, a.job};
    plan.steward.name = a.steward;
    plan.reviewer.name = a.reviewer;
    for (const auto& person : vault.people) {
        auto& name =
            person.role == anonymizer::Role::Steward ? plan.steward.name : plan.reviewer.name;
        if (name.empty())
            name = person.name;
    }
    CW_TRY(plan.steward.passphrase,
           passphrase({a.stewardFile, kStewardVariable,
                       personOf(anonymizer::Role::Steward, plan.steward.name)}));
    CW_TRY(plan.reviewer.passphrase,
           passphrase({a.reviewerFile, kReviewerVariable,
                       personOf(anonymizer::Role::Reviewer, plan.reviewer.name)}));
    CW_TRY(const auto rows, workflow::reidentify(plan, program.clock()));
    Json list = Json::array();
    for (const auto& row : rows)
        list.push_back(jsonOf(row));
    Answer answer;
    if (!a.output.empty()) {
        CW_CHECK(writeForOwner(a.output,
                               list.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"));
        answer.json["rows"] = rows.size();
        answer.text = counted(rows.size(), "row") + " written; the ledger has a row of it";
        return answer;
    }
    answer.json["mapping"] = std::move(list);
    answer.text = linesOf(rows);
    return answer;
}

} // namespace

void addCustodyOptions(CLI::App& verb, CustodyArguments& a) {
    verb.add_option("--vault", a.vault, "encrypted mapping, outside the output (vault create)");
    verb.add_option("--ledger", a.ledger, "the ledger to write a row to, made if missing");
    verb.add_option("--lookup", a.lookup, "CSV patient_id[,issuer],pseudonym");
    verb.add_option("--classes", a.classes, "CSV patient_id,class[,field] or clinical.csv");
    verb.add_option("--operator", a.operatorName, "who runs this; the vault's steward");
    verb.add_option("--role", a.role, "steward; others may not");
    verb.add_option("--purpose", a.purpose, "statistics, research, archiving or consent");
    verb.add_option("--purpose-text", a.purposeText, "the purpose in words");
    verb.add_option("--irb", a.irb, "number of the IRB's or DRB's approval");
    verb.add_option("--data-set", a.dataSet, "name of the data set");
    verb.add_option("--data-set-version", a.dataSetVersion, "its version");
    verb.add_option("--recipient", a.recipient, "who gets the output");
    verb.add_option("--period", a.periodUntil, "until when: YYYY-MM-DD, or FROM/UNTIL");
    verb.add_option("--medium", a.medium, "what it is handed over on, in words");
    verb.add_option("--passphrase-file", a.passphraseFile,
                    "the steward's passphrase, for scripts; or CONCORD_STEWARD_PASSPHRASE");
}

Result<workflow::Custody> openCustody(const CustodyArguments& a, const anonymizer::Profile& profile,
                                      const anonymizer::Pseudonyms& pseudonyms,
                                      const fs::path& output, bool resume,
                                      const core::Clock& clock) {
    workflow::CustodyPlan plan;
    const auto file = [](const std::string& text) {
        return text.empty() ? std::optional<fs::path>() : std::optional<fs::path>(text);
    };
    plan.vault = file(a.vault);
    plan.ledger = file(a.ledger);
    plan.lookup = file(a.lookup);
    plan.classes = file(a.classes);
    if (plan.vault)
        CW_CHECK(checkReadable(*plan.vault, "the vault"));
    plan.operatorName = a.operatorName;
    plan.role = a.role;
    plan.purpose = a.purpose;
    plan.purposeText = a.purposeText;
    plan.legalBasis = a.irb;
    plan.dataSet = a.dataSet;
    plan.dataSetVersion = a.dataSetVersion;
    plan.recipient = a.recipient;
    std::tie(plan.periodFrom, plan.periodUntil) = periodOf(a.periodUntil);
    plan.medium = a.medium;
    plan.toolVersion = Program::version();
    plan.output = output;
    plan.resume = resume;
    const auto ask = [&](const std::string& who) {
        return passphrase({a.passphraseFile, kStewardVariable, who});
    };
    return workflow::Custody::open(plan, profile, pseudonyms, std::span(&output, 1), ask, clock);
}

void addVault(Program& program) {
    auto* vault = program.verb("vault", "the encrypted mapping from pseudonyms to originals",
                               "concord vault create site.vault --key hospital.key --steward kim "
                               "--reviewer lee");
    vault->require_subcommand(1);

    auto a = std::make_shared<VaultArguments>();
    const char* forScripts = "its passphrase, for scripts; else asked at the terminal";
    auto* create = program.verb(vault, "create", "a new vault for two people",
                                "concord vault create site.vault --key hospital.key --steward kim "
                                "--reviewer lee");
    create->add_option("FILE", a->file, "a new file, apart from the data")->required();
    create->add_option("--key", a->key, "the pseudonym key whose mapping it keeps")->required();
    create->add_option("--steward", a->steward, "who runs de-identification")->required();
    create->add_option("--reviewer", a->reviewer, "who must agree to a look-up")->required();
    create->add_option("--steward-passphrase-file", a->stewardFile, forScripts);
    create->add_option("--reviewer-passphrase-file", a->reviewerFile, forScripts);
    create->add_flag("--names", a->names, "keep patients' names, too");
    create->add_flag("--sensitive", a->sensitive, "Argon2id with 1 GiB instead of 256 MiB");
    program.whenChosen(create, [a, &program] { return createVault(*a, program); });

    auto* show = program.verb(vault, "info", "what a vault is, and with --steward how much it has",
                              "concord vault info site.vault --steward kim");
    show->add_option("FILE", a->file, "the vault")->required();
    show->add_option("--steward", a->steward, "opens it and counts");
    show->add_option("--steward-passphrase-file", a->stewardFile, forScripts);
    program.whenChosen(show, [a, &program] { return showVault(*a, program); });

    auto* change = program.verb(vault, "passphrase", "gives a person another passphrase",
                                "concord vault passphrase site.vault --person kim");
    change->add_option("FILE", a->file, "the vault")->required();
    change->add_option("--person", a->person, "whose")->required();
    change->add_option("--passphrase-file", a->passphraseFile, "the old one, for scripts");
    change->add_option("--new-passphrase-file", a->newFile, "the new one, for scripts");
    program.whenChosen(change, [a] { return changePassphrase(*a); });
}

void addReidentify(Program& program) {
    auto a = std::make_shared<ReidentifyArguments>();
    auto* verb = program.verb("reidentify", "finds originals by pseudonym; two people, one reason",
                              "concord reidentify P-7Q2M8ZK4TW --vault site.vault --ledger "
                              "site.ledger --reason \"incidental finding\"");
    verb->add_option("PSEUDONYM", a->pseudonyms, "patients or UIDs of the output")->required();
    verb->add_option("--vault", a->vault, "the vault")->required();
    verb->add_option("--ledger", a->ledger, "gets a row before anything is shown")->required();
    verb->add_option("--reason", a->reason, "why, in words")->required();
    verb->add_option("--job", a->job, "the job whose output it is about");
    verb->add_option("--steward", a->steward, "default: the vault's");
    verb->add_option("--reviewer", a->reviewer, "default: the vault's");
    verb->add_option("--output", a->output, "a new file, readable by you alone; default: here");
    verb->add_option("--steward-passphrase-file", a->stewardFile, "for scripts");
    verb->add_option("--reviewer-passphrase-file", a->reviewerFile, "for scripts");
    program.whenChosen(verb, [a, &program] { return reidentify(*a, program); });
}

} // namespace cw::cli
