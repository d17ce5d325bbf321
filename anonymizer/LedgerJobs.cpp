// SPDX-License-Identifier: Apache-2.0
// What the rows of a ledger say of each job, and the certificate of its destruction.
#include "anonymizer/detail/LedgerChain.h"
#include <algorithm>
#include <array>
#include <charconv>

namespace cw::anonymizer {
namespace {

using std::chrono::year_month_day;

std::optional<year_month_day> dayOf(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-')
        return std::nullopt;
    int year = 0;
    unsigned month = 0, day = 0;
    const auto number = [](std::string_view digits, auto& value) {
        const auto [end, error] =
            std::from_chars(digits.data(), digits.data() + digits.size(), value);
        return error == std::errc() && end == digits.data() + digits.size() && digits[0] != '-';
    };
    if (!number(text.substr(0, 4), year) || !number(text.substr(5, 2), month) ||
        !number(text.substr(8, 2), day))
        return std::nullopt;
    const year_month_day parsed{std::chrono::year(year), std::chrono::month(month),
                                std::chrono::day(day)};
    return parsed.ok() ? std::optional(parsed) : std::nullopt;
}

std::string textOf(const year_month_day& day) {
    const auto padded = [](unsigned number) {
        return (number < 10 ? "0" : "") + std::to_string(number);
    };
    return std::to_string(int(day.year())) + "-" + padded(unsigned(day.month())) + "-" +
           padded(unsigned(day.day()));
}

/// Records of pseudonymised data stay three years after destruction (PIPA article 28-4 (3)).
std::string threeYearsAfter(const std::string& day) {
    const auto parsed = dayOf(day);
    if (!parsed)
        return {};
    const auto later = *parsed + std::chrono::years(3);
    return textOf(later.ok() ? later : year_month_day(std::chrono::sys_days(later)));
}

std::string text(const LedgerJson& row, const char* column) {
    const auto found = row.find(column);
    return found != row.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::int64_t number(const LedgerJson& row, const char* column) {
    const auto found = row.find(column);
    return found != row.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
}

void addOnce(std::vector<std::string>& list, const std::string& entry) {
    if (!entry.empty() && std::ranges::find(list, entry) == list.end())
        list.push_back(entry);
}

void takeRun(JobState& job, const LedgerRow& row, const LedgerJson& json) {
    addOnce(job.operators, row.operatorName);
    job.purpose = text(json, "purpose");
    job.recipient = text(json, "recipient");
    job.periodUntil = text(json, "period_until");
    job.keyId = text(json, "key_id");
    job.target = text(json, "target");
    addOnce(job.recipients, job.recipient);
    job.ended = row.kind == "run"; // begun again: not ended
    job.decision.clear();          // of an output that is not this one any more
    job.reviewer.clear();
    if (!job.ended)
        return;
    job.manifestSha256 = text(json, "manifest_sha256");
    job.held = number(json, "held");
    job.leaks = number(json, "leaks");
    job.leakGate = json.value("leak_gate", LedgerJson()) == LedgerJson(true);
    if (const auto out = json.find("out"); out != json.end() && out->is_object())
        job.instancesOut = number(*out, "instances");
}

void takeRelease(JobState& job, const LedgerRow& row, const LedgerJson& json) {
    job.decision = text(json, "decision");
    job.reviewer = row.operatorName;
    if (job.decision != "approved")
        return;
    addOnce(job.recipients, text(json, "recipient"));
    if (const std::string until = text(json, "period_until"); !until.empty())
        job.periodUntil = until;
}

void takeDestruction(JobState& job, const LedgerJson& json) {
    const std::string what = text(json, "what");
    if (what != "data" && what != "all")
        return; // vault or key: the data are still out
    job.destroyedAt = text(json, "destroyed_at");
    job.keepUntil = threeYearsAfter(job.destroyedAt);
}

std::string escapedHtml(std::string_view plain) {
    std::string safe;
    for (const char c : plain) {
        if (c == '&')
            safe += "&amp;";
        else if (c == '<')
            safe += "&lt;";
        else if (c == '>')
            safe += "&gt;";
        else if (c == '"')
            safe += "&quot;";
        else
            safe += c;
    }
    return safe;
}

/// Markdown: a cell keeps to its line, and no letter means anything.
std::string escapedMarkdown(std::string_view plain) {
    std::string safe;
    for (const char c : plain) {
        if (c == '\n' || c == '\r') {
            safe += ' ';
            continue;
        }
        if (std::string_view("\\`*_{}[]()<>#+!|~&").find(c) != std::string_view::npos)
            safe += '\\';
        safe += c;
    }
    return safe;
}

using Lines = std::vector<std::pair<std::string, std::string>>;

constexpr std::string_view kTitle = "가명정보 파기 확인서 / Certificate of destruction";
constexpr std::string_view kLead =
    "아래의 가명정보를 파기하였음을 확인합니다. / This certifies that the pseudonymised data below "
    "were destroyed.";
constexpr std::string_view kLaw =
    "개인정보 보호법 제28조의4에 따라 이 기록은 파기 후 3년 이상 보관합니다. / Under article 28-4 "
    "of "
    "the Personal Information Protection Act this record is kept for three years or longer.";
constexpr std::string_view kSignatures =
    "파기자 / Destroyed by: ____________________  확인자 / Confirmed by: ____________________";

std::string html(const Lines& lines) {
    std::string page =
        "<!doctype html>\n<html lang=\"ko\"><head><meta charset=\"utf-8\"><title>" +
        std::string(kTitle) +
        "</title><style>body{font-family:sans-serif;max-width:48em;margin:3em auto}"
        "table{border-collapse:collapse;width:100%}th,td{border:1px solid #888;"
        "padding:.4em .6em;text-align:left;vertical-align:top;overflow-wrap:anywhere}"
        "th{width:38%;font-weight:normal;background:#f2f2f2}</style></head><body>\n"
        "<h1>" +
        std::string(kTitle) + "</h1>\n<p>" + std::string(kLead) + "</p>\n<table>\n";
    for (const auto& [label, value] : lines)
        page += "<tr><th>" + escapedHtml(label) + "</th><td>" + escapedHtml(value) + "</td></tr>\n";
    return page + "</table>\n<p>" + std::string(kLaw) + "</p>\n<p>" + std::string(kSignatures) +
           "</p>\n</body></html>\n";
}

std::string markdown(const Lines& lines) {
    std::string page = "# " + std::string(kTitle) + "\n\n" + std::string(kLead) +
                       "\n\n| 항목 / Item | 내용 / Content |\n|---|---|\n";
    for (const auto& [label, value] : lines)
        page += "| " + escapedMarkdown(label) + " | " + escapedMarkdown(value) + " |\n";
    return page + "\n" + std::string(kLaw) + "\n\n" + std::string(kSignatures) + "\n";
}

std::string joined(const std::vector<std::string>& list) {
    std::string all;
    for (const std::string& one : list)
        all += (all.empty() ? "" : ", ") + one;
    return all;
}

void addRunLines(Lines& lines, const LedgerJson& run) {
    lines.emplace_back("처리 목적 / Purpose", text(run, "purpose") +
                                                  (text(run, "purpose_text").empty() ? "" : ": ") +
                                                  text(run, "purpose_text"));
    lines.emplace_back("심의·승인 번호 / Approval (IRB, DRB)", text(run, "legal_basis"));
    lines.emplace_back("데이터셋 / Data set",
                       text(run, "data_set") + " " + text(run, "data_set_version"));
    lines.emplace_back("비식별 프로파일 / Profile",
                       text(run, "profile") + ", " + text(run, "edition"));
    if (const auto out = run.find("out"); out != run.end() && out->is_object())
        lines.emplace_back("대상자·검사·파일 수 / Subjects, studies, files",
                           std::to_string(number(*out, "subjects")) + ", " +
                               std::to_string(number(*out, "studies")) + ", " +
                               std::to_string(number(*out, "instances")));
    lines.emplace_back("처리 기간 / Period",
                       text(run, "period_from") + " – " + text(run, "period_until"));
    lines.emplace_back("파일 목록 해시 / SHA-256 of the list of files",
                       text(run, "manifest_sha256"));
}

} // namespace

std::string koreanDay(std::chrono::system_clock::time_point time) {
    return iso8601Korea(time).substr(0, 10);
}

Result<void> checkDay(const std::string& day, const std::string& what) {
    if (!day.empty() && !dayOf(day))
        return fail(ErrorCode::InvalidArgument, what + " is not a day written YYYY-MM-DD");
    return {};
}

std::vector<JobState> jobsOf(std::span<const LedgerRow> rows, const std::string& today) {
    std::vector<JobState> jobs;
    for (const LedgerRow& row : rows) {
        if (row.job.empty())
            continue;
        const LedgerJson json = LedgerJson::parse(row.json, nullptr, false);
        auto job = std::ranges::find(jobs, row.job, &JobState::job);
        if (row.kind == "begun" || row.kind == "run") {
            if (job == jobs.end()) {
                jobs.emplace_back();
                job = jobs.end() - 1;
                job->job = row.job;
            }
            takeRun(*job, row, json);
        }
        if (job == jobs.end())
            continue;
        if (row.kind == "release")
            takeRelease(*job, row, json);
        if (row.kind == "destruction")
            takeDestruction(*job, json);
    }
    for (JobState& job : jobs)
        job.expired =
            !job.periodUntil.empty() && job.periodUntil < today && job.destroyedAt.empty();
    return jobs;
}

std::vector<VaultHead> vaultHeadsOf(std::span<const LedgerRow> rows) {
    std::vector<VaultHead> heads;
    for (const LedgerRow& row : rows) {
        const LedgerJson json = LedgerJson::parse(row.json, nullptr, false);
        const auto vault = json.find("vault");
        if (vault != json.end() && vault->is_object())
            heads.push_back({text(*vault, "vault"),
                             static_cast<std::uint64_t>(number(*vault, "entries")),
                             text(*vault, "hash")});
    }
    return heads;
}

Result<std::string> destructionCertificate(std::span<const LedgerRow> rows, const std::string& job,
                                           DocumentFormat format) {
    const auto jobs = jobsOf(rows, {});
    const auto state = std::ranges::find(jobs, job, &JobState::job);
    if (state == jobs.end())
        return fail(ErrorCode::NotFound, "the ledger has no such job");
    if (state->destroyedAt.empty())
        return fail(ErrorCode::InvalidArgument,
                    "the ledger has no row that this job's data were destroyed");
    Lines lines{{"작업 번호 / Job", job}};
    const auto last = std::find_if(rows.rbegin(), rows.rend(), [&](const LedgerRow& row) {
        return row.job == job && (row.kind == "run" || row.kind == "begun");
    });
    addRunLines(lines, LedgerJson::parse(last->json, nullptr, false));
    lines.emplace_back("처리자 / Run by", joined(state->operators));
    lines.emplace_back("제공받은 자 / Recipients", joined(state->recipients));
    for (const LedgerRow& row : rows) {
        if (row.job != job || row.kind != "destruction")
            continue;
        const LedgerJson json = LedgerJson::parse(row.json, nullptr, false);
        lines.emplace_back("파기 대상 / What was destroyed", text(json, "what"));
        lines.emplace_back("파기 일자 / Destroyed on", text(json, "destroyed_at"));
        lines.emplace_back("파기자 / Destroyed by", text(json, "destroyed_by"));
        lines.emplace_back("파기 방법 / Method", text(json, "method"));
        lines.emplace_back("기록 행 / Row of the ledger",
                           std::to_string(row.number) + ", " + row.hash);
    }
    lines.emplace_back("기록 보관 기한 / Record kept at least until", state->keepUntil);
    return format == DocumentFormat::Html ? html(lines) : markdown(lines);
}

} // namespace cw::anonymizer
