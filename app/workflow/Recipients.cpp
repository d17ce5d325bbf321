// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/Recipients.h"

#include "core/Files.h"
#include "core/Sha256.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <nlohmann/json.hpp>

namespace cw::workflow {
namespace {

using Json = nlohmann::json; // keys sorted: canonical

constexpr const char* kSchema = "concord-recipients-1";
constexpr std::uintmax_t kLimit = 64 << 20;
constexpr std::size_t kLongest = 500;

Json openRow(const RecipientsRow& row) {
    return {{"number", row.number},
            {"at", row.at},
            {"kind", row.kind},
            {"fields", row.fields},
            {"previous", row.previous}};
}
/// The dump without indent: what is hashed does not depend on where the row stands in the file.
std::string hashOf(const RecipientsRow& row) { return core::sha256Hex(openRow(row).dump()); }

RecipientsRow rowFrom(const Json& json) {
    RecipientsRow row;
    json.at("number").get_to(row.number);
    json.at("at").get_to(row.at);
    json.at("kind").get_to(row.kind);
    json.at("fields").get_to(row.fields);
    json.at("previous").get_to(row.previous);
    json.at("hash").get_to(row.hash);
    return row;
}

Result<std::vector<RecipientsRow>> rowsFrom(const std::string& text) {
    std::vector<RecipientsRow> rows;
    try {
        const Json json = Json::parse(text);
        if (json.at("schema") != kSchema)
            return fail(ErrorCode::Unsupported, "the recipients' record has a form that this "
                                                "program does not know");
        for (const Json& entry : json.at("rows"))
            rows.push_back(rowFrom(entry));
        if (json.dump(1) + "\n" != text)
            return fail(ErrorCode::Corrupt, "the recipients' record was written by another hand");
    } catch (const Json::exception&) {
        return fail(ErrorCode::Malformed, "the recipients' record does not follow its form");
    }
    std::string previous;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].number != i + 1 || rows[i].previous != previous ||
            rows[i].hash != hashOf(rows[i]))
            return fail(ErrorCode::Corrupt,
                        "row " + std::to_string(i + 1) + " of the recipients' record was changed");
        previous = rows[i].hash;
    }
    return rows;
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
    int year = 0;
    unsigned month = 0, day = 0;
    const auto number = [&](std::size_t at, std::size_t count, auto& value) {
        const char* end = text.data() + at + count;
        return std::from_chars(text.data() + at, end, value).ptr == end;
    };
    return text.size() == 10 && text[4] == '-' && text[7] == '-' && text[0] != '-' &&
           number(0, 4, year) && number(5, 2, month) && number(8, 2, day) &&
           std::chrono::year_month_day(std::chrono::year(year), std::chrono::month(month),
                                       std::chrono::day(day))
               .ok();
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
    Recipients recipients;
    const auto text = core::readText(project / "recipients.json", kLimit);
    if (!text && text.error().code == ErrorCode::NotFound)
        return recipients;
    if (!text)
        return within(text.error(), "the recipients' record");
    CW_TRY(recipients.m_rows, rowsFrom(*text));
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
    CW_TRY(const auto lock, core::FileLock::take(project / "recipients.lock"));
    CW_TRY(auto recipients, read(project));
    RecipientsRow row;
    row.number = recipients.m_rows.size() + 1;
    row.at = core::iso8601Utc(clock());
    row.kind = kind;
    row.fields = fields;
    row.previous = recipients.m_rows.empty() ? std::string() : recipients.m_rows.back().hash;
    try {
        row.hash = hashOf(row);
        recipients.m_rows.push_back(row);
        Json rows = Json::array();
        for (const RecipientsRow& each : recipients.m_rows) {
            rows.push_back(openRow(each));
            rows.back()["hash"] = each.hash;
        }
        const Json json{{"schema", kSchema}, {"rows", std::move(rows)}};
        CW_CHECK(core::writeWhole(project / "recipients.json", json.dump(1) + "\n"));
    } catch (const Json::exception&) {
        return fail(ErrorCode::InvalidArgument, "a text of the record is not valid UTF-8");
    }
    return row;
}

} // namespace cw::workflow
