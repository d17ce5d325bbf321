// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/Recipients.h"

#include "anonymizer/Ledger.h"
#include "app/workflow/detail/ChainedLog.h"
#include "storage/CommonFolder.h"

#include <algorithm>

namespace cw::workflow {
namespace {

constexpr const char* kFile = "recipients.jsonl";
constexpr const char* kName = "concord-recipients-1";
constexpr std::size_t kLongest = 500;

using detail::ChainedLog;

Result<ChainedLog> logOf(const std::filesystem::path& project) {
    auto log = ChainedLog::open(storage::commonFolder(project) / kFile, kName);
    if (!log)
        return within(log.error(), "the recipients' record");
    return log;
}

/// The row at that index of a log. Throws on a row of another form.
RecipientsRow rowAt(const ChainedLog& log, std::size_t index) {
    const auto& body = log.rows()[index];
    RecipientsRow row;
    row.number = index + 1;
    body.at("at").get_to(row.at);
    body.at("kind").get_to(row.kind);
    body.at("fields").get_to(row.fields);
    row.hash = log.hashes()[index];
    return row;
}

Result<void> checkText(const std::string& text, const std::string& what) {
    const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20; };
    if (text.empty() || text.size() > kLongest || std::ranges::any_of(text, control))
        return fail(ErrorCode::InvalidArgument,
                    what + " is one line of 1 to " + std::to_string(kLongest) + " bytes");
    return {};
}

std::string fieldOf(const RecipientsRow& row, const char* key) {
    const auto found = row.fields.find(key);
    return found == row.fields.end() ? std::string() : found->second;
}

} // namespace

bool isDay(const std::string& text) {
    return !text.empty() && anonymizer::checkDay(text, "the day").has_value();
}

Result<std::map<std::string, std::string>> fieldsOf(const Recipient& recipient) {
    CW_CHECK(checkText(recipient.name, "a recipient's name"));
    CW_CHECK(checkText(recipient.irb, "the number of the approval"));
    if (!isDay(recipient.validUntil) ||
        (!recipient.validFrom.empty() && !isDay(recipient.validFrom)) ||
        recipient.validFrom > recipient.validUntil)
        return fail(ErrorCode::InvalidArgument,
                    "an approval is valid from one day until another, as YYYY-MM-DD");
    const auto hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    if (!recipient.approvalSha256.empty() && (recipient.approvalSha256.size() != 64 ||
                                              !std::ranges::all_of(recipient.approvalSha256, hex)))
        return fail(ErrorCode::InvalidArgument, "the approval's hash is no SHA-256");
    return std::map<std::string, std::string>{{"name", recipient.name},
                                              {"irb", recipient.irb},
                                              {"validFrom", recipient.validFrom},
                                              {"validUntil", recipient.validUntil},
                                              {"approvalSha256", recipient.approvalSha256}};
}

Result<Recipients> Recipients::read(const std::filesystem::path& project) {
    CW_TRY(const auto log, logOf(project));
    Recipients recipients;
    try {
        for (std::size_t i = 0; i < log.rows().size(); ++i)
            recipients.m_rows.push_back(rowAt(log, i));
    } catch (const ChainedLog::Row::exception&) {
        return fail(ErrorCode::Corrupt, "the recipients' record does not follow its form");
    }
    return recipients;
}

bool Recipients::has(const std::string& hash) const {
    return std::ranges::any_of(m_rows, [&](const auto& row) { return row.hash == hash; });
}

std::map<std::string, Recipient> Recipients::all() const {
    std::map<std::string, Recipient> latest;
    for (const RecipientsRow& row : m_rows)
        if (row.kind == "recipient")
            latest[fieldOf(row, "name")] = {fieldOf(row, "name"), fieldOf(row, "irb"),
                                            fieldOf(row, "validFrom"), fieldOf(row, "validUntil"),
                                            fieldOf(row, "approvalSha256")};
    return latest;
}

bool Recipients::required() const {
    bool on = false;
    for (const RecipientsRow& row : m_rows)
        if (row.kind == "policy")
            on = fieldOf(row, "requireRecipient") == "on";
    return on;
}

Result<Recipient> Recipients::cleared(const std::string& name, const std::string& day) const {
    const auto known = all();
    const auto found = known.find(name);
    if (found == known.end())
        return fail(ErrorCode::NotFound, "the project has no recipient of that name on record");
    const Recipient& recipient = found->second;
    if (day < recipient.validFrom || day > recipient.validUntil)
        return fail(ErrorCode::Forbidden, "the recipient's approval is not valid today");
    if (required() && recipient.approvalSha256.empty())
        return fail(ErrorCode::Forbidden,
                    "the project demands the approval's document, and this recipient has shown "
                    "none");
    return recipient;
}

Result<RecipientsRow> Recipients::append(const std::filesystem::path& project,
                                         const core::Clock& clock, const std::string& kind,
                                         const std::map<std::string, std::string>& fields) {
    CW_TRY(auto log, logOf(project));
    try {
        CW_CHECK(
            log.append({{{"at", core::iso8601Utc(clock())}, {"kind", kind}, {"fields", fields}}}));
        return rowAt(log, log.rows().size() - 1);
    } catch (const ChainedLog::Row::exception&) {
        return fail(ErrorCode::InvalidArgument, "a text of the record is not valid UTF-8");
    }
}

} // namespace cw::workflow
