// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/Vault.h"
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace cw::anonymizer {

// The plain text of a vault's entries: docs/custody.md, "The vault's file".

std::string writtenNumbers(std::span<const NumberRow> rows);
Result<void> readNumbers(std::string_view plain, std::vector<NumberRow>& into);
std::string writtenAnchor(const LedgerAnchor& anchor);
Result<void> readAnchor(std::string_view plain, std::vector<LedgerAnchor>& into);

/// How many rows a sealed box holds can be read without opening it.
struct SealedRows {
    std::uint32_t count = 0;
    std::string_view box;
};
std::string writtenSealedRows(std::size_t count, std::string_view box);
Result<SealedRows> readSealedRows(std::string_view plain);
/// What is inside the box.
std::string writtenRows(std::span<const MappingRow> rows, const std::string& timeUtc,
                        bool withNames);

/// Rows that say the same of the same original become one, with its first and last time.
class RowsByIdentity {
public:
    Result<void> add(std::string_view plain);
    std::vector<MappingRow> take(); ///< by pseudonym and UIDs

private:
    using Identity = std::tuple<std::string, std::string, std::string, std::string, std::string,
                                std::string, std::string>;
    std::map<Identity, MappingRow> m_rows;
};

/// Names of people at a vault or in a ledger: 1 to 64 characters, no control characters.
Result<void> checkPersonName(std::string_view name);
/// Whether two names are one person's: letters' case and spaces do not count.
bool samePerson(std::string_view a, std::string_view b);

} // namespace cw::anonymizer
