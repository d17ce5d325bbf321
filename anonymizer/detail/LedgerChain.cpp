// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/LedgerChain.h"
#include "core/Clock.h"
#include "core/Files.h"
#include "core/Sha256.h"
#include <algorithm>

namespace cw::anonymizer {
namespace {

constexpr int kDeepest = 8;

/// Whether brackets outside of strings nest no deeper than any row of ours: dump() recurses.
bool isShallow(std::string_view line) {
    int depth = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (quoted) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                quoted = false;
        } else if (c == '"') {
            quoted = true;
        } else if (c == '[' || c == '{') {
            if (++depth > kDeepest)
                return false;
        } else if (c == ']' || c == '}') {
            --depth;
        }
    }
    return true;
}

} // namespace

std::string canonical(const LedgerJson& row) {
    return row.dump(-1, ' ', false, LedgerJson::error_handler_t::replace);
}

std::string hashOf(LedgerJson row) {
    row.erase("hash");
    return core::sha256Hex(canonical(row));
}

LedgerJson parsedRow(std::string_view line) {
    if (!isShallow(line))
        return nullptr;
    LedgerJson row = LedgerJson::parse(line, nullptr, false);
    // Another spelling of the same row (spaces, a key twice) was not written by this program.
    if (!row.is_object() || canonical(row) != line)
        return nullptr;
    for (const char* column : {"kind", "job", "time_utc", "operator", "role", "previous", "hash"})
        if (!row.contains(column) || !row[column].is_string())
            return nullptr;
    if (!row.contains("number") || !row["number"].is_number_unsigned())
        return nullptr;
    return row;
}

Result<void> forEachLine(const GrowingFile& file, const TakeLine& take) {
    constexpr std::size_t kBlock = 1 << 16;
    std::string pending;
    std::uint64_t at = 0;
    for (;;) {
        CW_TRY(const std::string block, file.read(at, kBlock));
        if (block.empty())
            break;
        at += block.size();
        pending += block;
        std::size_t begin = 0;
        for (auto end = pending.find('\n'); end != std::string::npos;
             end = pending.find('\n', begin)) {
            CW_CHECK(take(std::string_view(pending).substr(begin, end - begin), true));
            begin = end + 1;
        }
        pending.erase(0, begin);
        if (pending.size() > kLongestLedgerLine)
            return fail(ErrorCode::Malformed, "the ledger has a line longer than any row");
    }
    if (!pending.empty())
        CW_CHECK(take(pending, false));
    return {};
}

std::string iso8601Korea(std::chrono::system_clock::time_point time) {
    std::string text = core::iso8601Utc(time + std::chrono::hours(9));
    text.back() = '+';
    return text + "09:00";
}

std::filesystem::path headFileOf(const std::filesystem::path& ledger) {
    std::filesystem::path head = ledger;
    head += ".head";
    return head;
}

std::string written(const LedgerHead& head) {
    return canonical({{"ledger", head.ledgerId}, {"rows", head.rows}, {"hash", head.hash}}) + "\n";
}

std::optional<LedgerHead> readHead(const std::filesystem::path& ledger) {
    constexpr std::uintmax_t kLongest = 4096;
    const auto text = core::readText(headFileOf(ledger), kLongest);
    if (!text || !isShallow(*text))
        return std::nullopt;
    const LedgerJson json = LedgerJson::parse(*text, nullptr, false);
    if (!json.is_object() || !json.contains("ledger") || !json["ledger"].is_string() ||
        !json.contains("hash") || !json["hash"].is_string() || !json.contains("rows") ||
        !json["rows"].is_number_unsigned())
        return std::nullopt;
    return LedgerHead{json["ledger"], json["hash"], json["rows"]};
}

} // namespace cw::anonymizer
