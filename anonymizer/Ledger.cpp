// SPDX-License-Identifier: Apache-2.0
// Adding rows: who may, what they hold, and how they come to disk.
#include "anonymizer/Ledger.h"
#include "anonymizer/detail/LedgerChain.h"
#include "anonymizer/detail/TextPatterns.h"
#include "anonymizer/detail/VaultRows.h"
#include "core/Files.h"
#include "core/Sha256.h"
#include <algorithm>
#include <sodium.h>

namespace cw::anonymizer {

struct Ledger::Draft {
    std::string kind, job;
    Actor who;
    LedgerJson columns = LedgerJson::object();
};

namespace {

/// Crockford's alphabet, as in pseudonyms: can be read out loud.
std::string randomLetters(std::size_t count) {
    constexpr std::string_view letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    CW_ASSERT(sodium_init() >= 0);
    std::string text;
    for (std::size_t i = 0; i < count; ++i)
        text += letters[randombytes_uniform(static_cast<std::uint32_t>(letters.size()))];
    return text;
}

Result<void> checkWords(std::initializer_list<std::string_view> texts) {
    for (const std::string_view text : texts)
        if (!registrationNumbersIn(text).empty() || !telephoneNumbersIn(text).empty() ||
            !mailAddressesIn(text).empty())
            return fail(ErrorCode::InvalidArgument,
                        "a text for the ledger holds a registration number, a telephone number or "
                        "a mail address: a ledger holds nothing of a patient");
    return {};
}

Result<void> allow(const Actor& who, std::initializer_list<Role> roles, const std::string& what) {
    CW_CHECK(checkPersonName(who.name));
    if (std::ranges::find(roles, who.role) == roles.end())
        return fail(ErrorCode::Forbidden, "a " + std::string(name(who.role)) + " may not " + what);
    return {};
}

Result<void> checkRun(const RunRow& row) {
    CW_CHECK(allow(row.who, {Role::Steward}, "de-identify: that is the steward's part"));
    if (std::ranges::find(purposes(), row.purpose) == purposes().end())
        return fail(ErrorCode::InvalidArgument,
                    "a purpose is one of statistics, research, archiving, consent");
    CW_CHECK(checkDay(row.periodFrom, "the beginning of the period"));
    CW_CHECK(checkDay(row.periodUntil, "the end of the period"));
    return checkWords(
        {row.purposeText, row.dataSet, row.dataSetVersion, row.recipient, row.medium});
}

LedgerJson vaultColumn(const VaultHead& head) {
    if (head.vaultId.empty())
        return nullptr;
    return {{"vault", head.vaultId}, {"entries", head.entries}, {"hash", head.hash}};
}

/// What is known when a run begins.
LedgerJson plannedColumns(const RunRow& row) {
    return {{"purpose", row.purpose},
            {"purpose_text", row.purposeText},
            {"legal_basis", row.legalBasis},
            {"data_set", row.dataSet},
            {"data_set_version", row.dataSetVersion},
            {"profile", row.profile},
            {"options", row.options},
            {"edition", row.edition},
            {"policy_sha256", row.policySha256},
            {"tool_version", row.toolVersion},
            {"recipient", row.recipient},
            {"period_from", row.periodFrom},
            {"period_until", row.periodUntil},
            {"medium", row.medium},
            {"target", row.target},
            {"key_id", row.keyId},
            {"vault", vaultColumn(row.vault)}};
}

LedgerJson countColumn(const Count& count) {
    return {
        {"subjects", count.subjects}, {"studies", count.studies}, {"instances", count.instances}};
}

/// The last whole line of a ledger, and what is torn behind it.
struct Tail {
    LedgerJson last; ///< null: the ledger is empty
    std::uint64_t wholeBytes = 0;
    std::string torn; ///< bytes without an end of line
};

Result<Tail> tailOf(const GrowingFile& file) {
    CW_TRY(const auto size, file.size());
    const std::uint64_t length = std::min<std::uint64_t>(size, 2 * kLongestLedgerLine);
    CW_TRY(std::string text, file.read(size - length, length));
    Tail tail;
    const auto lastEnd = text.rfind('\n');
    tail.torn = lastEnd == std::string::npos ? text : text.substr(lastEnd + 1);
    tail.wholeBytes = size - tail.torn.size();
    if (lastEnd == std::string::npos)
        return tail.wholeBytes == 0 ? Result<Tail>(tail)
                                    : fail(ErrorCode::Malformed, "this is not a ledger of Concord");
    text.resize(lastEnd);
    const auto begin = text.rfind('\n');
    if (begin == std::string::npos && length < size)
        return fail(ErrorCode::Malformed, "this is not a ledger of Concord");
    tail.last =
        parsedRow(std::string_view(text).substr(begin == std::string::npos ? 0 : begin + 1));
    if (tail.last.is_null() || hashOf(tail.last) != tail.last["hash"])
        return fail(ErrorCode::Corrupt, "the last row of the ledger was changed: verify it before "
                                        "anything is added");
    return tail;
}

/// Adds rows to a locked file, one behind the other.
class Appender {
public:
    Appender(GrowingFile& file, const core::Clock& clock) : m_file(file), m_time(clock()) {}

    /// Notes: what was repaired.
    Result<void> begin(const Actor& who, std::vector<std::string>& notes) {
        CW_TRY(Tail tail, tailOf(m_file));
        const bool complete = !tail.torn.empty() && !parsedRow(tail.torn).is_null() &&
                              hashOf(parsedRow(tail.torn)) == parsedRow(tail.torn)["hash"];
        if (complete) { // only the end of its line is missing
            CW_CHECK(m_file.append("\n"));
            CW_TRY(tail, tailOf(m_file));
        } else if (!tail.torn.empty()) {
            CW_CHECK(m_file.cutTo(tail.wholeBytes));
        }
        if (!tail.last.is_null()) {
            m_number = tail.last["number"];
            m_previous = tail.last["hash"];
        }
        if (complete || tail.torn.empty())
            return {};
        notes.emplace_back(
            "the ledger's last line was half-written and was cut off; a row says so");
        if (m_number == 0)
            return {}; // the torn line was to be the first
        return add("note", {}, who,
                   {{"text", "a half-written last line was cut off"},
                    {"bytes", tail.torn.size()},
                    {"sha256", core::sha256Hex(tail.torn)}});
    }
    Result<void> add(const std::string& kind, const std::string& job, const Actor& who,
                     LedgerJson columns) {
        if (m_number == 0 && kind != "opened")
            CW_CHECK(add("opened", {}, who,
                         {{"ledger", "L-" + randomLetters(12)}, {"format", kLedgerFormat}}));
        LedgerJson row = std::move(columns);
        row["kind"] = kind;
        row["job"] = job;
        row["operator"] = who.name;
        row["role"] = name(who.role);
        row["time_utc"] = core::iso8601Utc(m_time);
        row["time_kst"] = iso8601Korea(m_time);
        row["number"] = m_number + 1;
        row["previous"] = m_previous;
        row["hash"] = hashOf(row);
        const std::string line = canonical(row) + "\n";
        if (line.size() > kLongestLedgerLine)
            return fail(ErrorCode::TooLarge, "the row is longer than a ledger takes");
        CW_CHECK(m_file.append(line));
        ++m_number;
        m_previous = row["hash"];
        return {};
    }
    std::uint64_t number() const { return m_number; }
    const std::string& hash() const { return m_previous; }

private:
    GrowingFile& m_file;
    std::chrono::system_clock::time_point m_time;
    std::uint64_t m_number = 0;
    std::string m_previous = kNoHash;
};

Result<std::string> ledgerIdOf(const GrowingFile& file) {
    CW_TRY(const std::string begin, file.read(0, kLongestLedgerLine));
    const LedgerJson row = parsedRow(std::string_view(begin).substr(0, begin.find('\n')));
    if (row.is_null() || row["kind"] != "opened" ||
        row.value("format", LedgerJson()) != kLedgerFormat ||
        !row.value("ledger", LedgerJson()).is_string())
        return fail(ErrorCode::Malformed, "this is not a ledger of Concord");
    return row["ledger"].get<std::string>();
}

} // namespace

const std::vector<std::string>& purposes() {
    static const std::vector<std::string> all{"statistics", "research", "archiving", "consent"};
    return all;
}

Result<Ledger> Ledger::open(const std::filesystem::path& file, core::Clock clock) {
    Ledger ledger(file, std::move(clock));
    std::error_code error;
    const auto status = std::filesystem::status(file, error);
    if (!std::filesystem::exists(status))
        return ledger; // the first row begins it
    if (!std::filesystem::is_regular_file(status))
        return fail(ErrorCode::InvalidArgument, "the ledger is not a regular file");
    CW_TRY(const auto opened, GrowingFile::openToRead(file));
    CW_TRY(const Tail tail, tailOf(opened));
    if (tail.last.is_null())
        return ledger;
    CW_TRY(const std::string id, ledgerIdOf(opened));
    ledger.m_head = {id, tail.last["number"], tail.last["hash"]};
    return ledger;
}

std::string Ledger::newJob() const {
    std::string day = koreanDay(m_clock());
    std::erase(day, '-');
    return "J-" + day + "-" + randomLetters(6);
}

LedgerAnchor Ledger::head() const { return m_head; }

Result<void> Ledger::write(const Draft& draft) {
    constexpr unsigned kMode = 0640; // reviewers of the same group add to it, others see nothing
    CW_TRY(auto file, GrowingFile::open(m_file, kMode));
    CW_CHECK(file.lock());
    Appender appender(file, m_clock);
    CW_CHECK(appender.begin(draft.who, m_notes));
    CW_CHECK(appender.add(draft.kind, draft.job, draft.who, draft.columns));
    CW_TRY(const std::string id, ledgerIdOf(file));
    m_head = {id, appender.number(), appender.hash()};
    // The row is on disk already: a head file that cannot be written is a note, no failure.
    if (!core::writeWhole(headFileOf(m_file), written(LedgerHead{id, m_head.hash, m_head.rows})))
        m_notes.emplace_back("the head file beside the ledger could not be written");
    return {};
}

Result<void> Ledger::begin(const RunRow& row) {
    CW_CHECK(checkRun(row));
    return write({"begun", row.job, row.who, plannedColumns(row)});
}

Result<void> Ledger::append(const RunRow& row) {
    CW_CHECK(checkRun(row));
    LedgerJson columns = plannedColumns(row);
    columns["actions"] = row.actions;
    columns["in"] = countColumn(row.in);
    columns["out"] = countColumn(row.out);
    columns["quarantined"] = row.quarantined;
    columns["held"] = row.held;
    columns["leaks"] = row.leaks;
    columns["leak_gate"] = row.leakGate;
    columns["pixel_check"] = row.pixelCheck;
    columns["manifest_sha256"] = row.manifestSha256;
    return write({"run", row.job, row.who, std::move(columns)});
}

Result<void> Ledger::append(const ReleaseRow& row) {
    CW_CHECK(allow(row.who, {Role::Reviewer}, "decide on a release: that is the reviewer's part"));
    CW_CHECK(checkDay(row.periodUntil, "the end of the period"));
    CW_CHECK(checkWords({row.reason, row.recipient, row.medium}));
    CW_TRY(const auto rows, read(m_file));
    const auto jobs = jobsOf(rows, koreanDay(m_clock()));
    const auto job = std::ranges::find(jobs, row.job, &JobState::job);
    if (job == jobs.end())
        return fail(ErrorCode::NotFound, "the ledger has no such job");
    for (const std::string& who : job->operators)
        if (samePerson(who, row.who.name))
            return fail(ErrorCode::Forbidden,
                        "whoever ran a job does not review it: another reviewer decides");
    if (row.approved) {
        const auto refused = [](const char* why) { return fail(ErrorCode::Forbidden, why); };
        if (!job->ended)
            return refused("the job has not come to its end: nothing to approve yet");
        if (job->held > 0)
            return refused("pictures with writing are still undecided: decide them and resume");
        if (!job->leakGate && row.leakReportSha256.empty())
            return refused("the run did not search its output for leaks: run leakscan and name "
                           "its report");
        if (!job->destroyedAt.empty())
            return refused("the job's output was destroyed");
    }
    return write({"release",
                  row.job,
                  row.who,
                  {{"decision", row.approved ? "approved" : "refused"},
                   {"reason", row.reason},
                   {"legal_basis", row.legalBasis},
                   {"recipient", row.recipient},
                   {"medium", row.medium},
                   {"period_until", row.periodUntil},
                   {"leak_report_sha256", row.leakReportSha256}}});
}

Result<void> Ledger::append(const ReidentificationRow& row) {
    CW_CHECK(allow(row.steward, {Role::Steward}, "open the vault"));
    CW_CHECK(allow(row.reviewer, {Role::Reviewer}, "confirm a re-identification"));
    if (samePerson(row.steward.name, row.reviewer.name))
        return fail(ErrorCode::Forbidden, "re-identification takes two people, not one twice");
    if (row.reason.empty())
        return fail(ErrorCode::InvalidArgument, "a re-identification needs a reason");
    CW_CHECK(checkWords({row.reason}));
    return write({"reidentification",
                  row.job,
                  row.steward,
                  {{"reviewer", row.reviewer.name},
                   {"pseudonyms", row.pseudonyms},
                   {"reason", row.reason},
                   {"vault", vaultColumn(row.vault)}}});
}

Result<void> Ledger::append(const DestructionRow& row) {
    CW_CHECK(allow(row.who, {Role::Steward, Role::Reviewer}, "record a destruction"));
    const std::vector<std::string> things{"data", "vault", "key", "all"};
    if (std::ranges::find(things, row.what) == things.end())
        return fail(ErrorCode::InvalidArgument, "what was destroyed is data, vault, key or all");
    if (row.method.empty())
        return fail(ErrorCode::InvalidArgument, "a destruction needs its method");
    CW_CHECK(checkDay(row.at, "the day of destruction"));
    CW_CHECK(checkWords({row.method, row.by}));
    const std::string today = koreanDay(m_clock());
    if (row.at > today)
        return fail(ErrorCode::InvalidArgument, "the day of destruction lies in the future");
    CW_TRY(const auto rows, read(m_file));
    const auto jobs = jobsOf(rows, today);
    if (std::ranges::find(jobs, row.job, &JobState::job) == jobs.end())
        return fail(ErrorCode::NotFound, "the ledger has no such job");
    return write({"destruction",
                  row.job,
                  row.who,
                  {{"what", row.what},
                   {"method", row.method},
                   {"destroyed_at", row.at.empty() ? today : row.at},
                   {"destroyed_by", row.by.empty() ? row.who.name : row.by}}});
}

Result<void> Ledger::append(const IncidentRow& row) {
    CW_CHECK(allow(row.who, {Role::Steward, Role::Reviewer}, "write into the ledger"));
    if (row.text.empty())
        return fail(ErrorCode::InvalidArgument, "an incident needs a text");
    CW_CHECK(checkWords({row.text, row.measures, row.foundBy}));
    CW_TRY(const auto rows, read(m_file));
    LedgerJson recall = LedgerJson::array();
    std::vector<std::string> known;
    for (const JobState& job : jobsOf(rows, koreanDay(m_clock()))) {
        const bool named = std::ranges::find(row.jobs, job.job) != row.jobs.end();
        if (!row.jobs.empty() && !named)
            continue;
        known.push_back(job.job);
        if (!named && !job.destroyedAt.empty())
            continue;
        recall.push_back({{"job", job.job},
                          {"recipients", job.recipients},
                          {"manifest_sha256", job.manifestSha256},
                          {"destroyed_at", job.destroyedAt}});
    }
    for (const std::string& job : row.jobs)
        if (std::ranges::find(known, job) == known.end())
            return fail(ErrorCode::NotFound, "the ledger has no such job");
    return write({"incident",
                  row.jobs.size() == 1 ? row.jobs.front() : std::string(),
                  row.who,
                  {{"jobs", row.jobs},
                   {"found_by", row.foundBy},
                   {"text", row.text},
                   {"measures", row.measures},
                   {"recall", std::move(recall)}}});
}

Result<void> Ledger::append(const AccessRow& row) {
    CW_CHECK(allow(row.who, {Role::Steward, Role::Reviewer}, "open vault or ledger"));
    return write({"access", row.job, row.who, {{"what", row.what}}});
}

} // namespace cw::anonymizer
