// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/VaultRows.h"
#include <algorithm>
#include <nlohmann/json.hpp>

namespace cw::anonymizer {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kColumns = 13; // of a mapping row

// Bytes that are no UTF-8 become U+FFFD: a row must not be lost for one bad letter.
std::string dumped(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

tl::unexpected<Error> unknownForm() {
    return fail(ErrorCode::Corrupt, "an entry of the vault does not have its form");
}

bool allText(const Json& array, std::initializer_list<std::size_t> except) {
    for (std::size_t i = 0; i < array.size(); ++i)
        if (!array[i].is_string() && std::ranges::find(except, i) == except.end())
            return false;
    return true;
}

} // namespace

std::string writtenNumbers(std::span<const NumberRow> rows) {
    Json json = Json::array();
    for (const NumberRow& row : rows)
        json.push_back({row.patient, row.series, row.number});
    return dumped(json);
}

Result<void> readNumbers(std::string_view plain, std::vector<NumberRow>& into) {
    const Json json = Json::parse(plain, nullptr, false);
    if (!json.is_array())
        return unknownForm();
    for (const Json& row : json) {
        if (!row.is_array() || row.size() != 3 || !allText(row, {2}) || !row[2].is_number_integer())
            return unknownForm();
        into.push_back({row[0], row[1], row[2]});
    }
    return {};
}

std::string writtenAnchor(const LedgerAnchor& anchor) {
    return dumped(Json::array({anchor.ledgerId, anchor.rows, anchor.hash}));
}

Result<void> readAnchor(std::string_view plain, std::vector<LedgerAnchor>& into) {
    const Json json = Json::parse(plain, nullptr, false);
    if (!json.is_array() || json.size() != 3 || !allText(json, {1}) ||
        !json[1].is_number_unsigned())
        return unknownForm();
    into.push_back({json[0], json[1], json[2]});
    return {};
}

std::string writtenSealedRows(std::size_t count, std::string_view box) {
    std::string plain(4, '\0');
    for (std::size_t i = 0; i < 4; ++i)
        plain[i] = static_cast<char>(count >> (8 * i) & 0xFFU);
    plain += box;
    return plain;
}

Result<SealedRows> readSealedRows(std::string_view plain) {
    if (plain.size() < 4)
        return unknownForm();
    SealedRows rows;
    for (std::size_t i = 0; i < 4; ++i)
        rows.count |= static_cast<std::uint32_t>(static_cast<unsigned char>(plain[i])) << (8 * i);
    rows.box = plain.substr(4);
    return rows;
}

std::string writtenRows(std::span<const MappingRow> rows, const std::string& timeUtc,
                        bool withNames) {
    Json json = Json::array();
    for (const MappingRow& row : rows) {
        const OriginalIds& from = row.original;
        json.push_back({from.patientId, from.issuer, withNames ? from.patientName : std::string(),
                        from.studyUid, from.seriesUid, from.instanceUid, row.pseudonym,
                        row.studyUid, row.seriesUid, row.instanceUid, row.dateOffsetDays,
                        row.source, timeUtc});
    }
    return dumped(json);
}

Result<void> RowsByIdentity::add(std::string_view plain) {
    const Json json = Json::parse(plain, nullptr, false);
    if (!json.is_array())
        return unknownForm();
    for (const Json& cells : json) {
        if (!cells.is_array() || cells.size() != kColumns || !allText(cells, {10}) ||
            !cells[10].is_number_integer())
            return unknownForm();
        MappingRow row;
        row.original = {cells[0], cells[1], cells[2], cells[3], cells[4], cells[5]};
        row.pseudonym = cells[6];
        row.studyUid = cells[7];
        row.seriesUid = cells[8];
        row.instanceUid = cells[9];
        row.dateOffsetDays = cells[10];
        row.source = cells[11];
        row.firstSeen = row.lastSeen = cells[12];
        Identity identity{row.pseudonym,           row.studyUid,        row.seriesUid,
                          row.instanceUid,         row.original.issuer, row.original.patientId,
                          row.original.instanceUid};
        const auto [known, isNew] = m_rows.emplace(std::move(identity), row);
        if (!isNew) {
            known->second.firstSeen = std::min(known->second.firstSeen, row.firstSeen);
            known->second.lastSeen = std::max(known->second.lastSeen, row.lastSeen);
        }
    }
    return {};
}

std::vector<MappingRow> RowsByIdentity::take() {
    std::vector<MappingRow> rows;
    for (auto& [identity, row] : m_rows)
        rows.push_back(std::move(row));
    m_rows.clear();
    return rows;
}

Result<void> checkPersonName(std::string_view name) {
    constexpr std::size_t kLongest = 64;
    const bool blank = std::ranges::all_of(name, [](char c) { return c == ' '; });
    const bool control = std::ranges::any_of(
        name, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
    const bool utf8 = dumped(Json(std::string(name))).find("\xEF\xBF\xBD") == std::string::npos;
    if (blank || control || !utf8 || name.size() > kLongest)
        return fail(ErrorCode::InvalidArgument, "a person has a name of 1 to 64 letters");
    return {};
}

bool samePerson(std::string_view a, std::string_view b) {
    const auto plain = [](std::string_view name) {
        std::string letters;
        for (const char c : name)
            if (c != ' ')
                letters += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        return letters;
    };
    return plain(a) == plain(b);
}

} // namespace cw::anonymizer
