// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/Ledger.h"
#include "anonymizer/detail/PrivateFile.h"
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace cw::anonymizer {

/// Sorted keys; dump() without spaces is the canonical form that is hashed.
using LedgerJson = nlohmann::json;

constexpr std::string_view kLedgerFormat = "concord-ledger-1";
constexpr std::size_t kLongestLedgerLine = 1 << 20;
inline const std::string kNoHash(64, '0'); ///< what the first row follows

std::string canonical(const LedgerJson& row);
/// SHA-256 of the canonical form of the row without its own hash.
std::string hashOf(LedgerJson row);
/// One line as a row: an object, not nested deeply, in the canonical spelling. Else null.
LedgerJson parsedRow(std::string_view line);

/// Calls take with every line, without its end; whole is false for a last line that has none.
/// Malformed for a line that is longer than any row.
using TakeLine = std::function<Result<void>(std::string_view line, bool whole)>;
Result<void> forEachLine(const GrowingFile& file, const TakeLine& take);

/// "2026-11-24T08:02:31+09:00"
std::string iso8601Korea(std::chrono::system_clock::time_point time);

struct LedgerHead {
    std::string ledgerId, hash;
    std::uint64_t rows = 0;
};
std::filesystem::path headFileOf(const std::filesystem::path& ledger);
std::string written(const LedgerHead& head);
std::optional<LedgerHead> readHead(const std::filesystem::path& ledger);

} // namespace cw::anonymizer
