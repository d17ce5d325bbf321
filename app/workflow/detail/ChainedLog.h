// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Result.h"

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace cw::workflow::detail {

/// Rows that are only ever added, one JSON object a line in canonical form (sorted keys, no white
/// space), each with the SHA-256 of the one before: {"body":{..},"hash":..,"number":..,
/// "previous":..}. What a chain without a key proves: a slip or a hand in the file, not a forger
/// who writes all of it anew. Written whole, so that a crash leaves the old rows or the new.
/// No doubles in a body: numbers are whole or text.
class ChainedLog {
public:
    using Row = nlohmann::json;

    /// A missing file is an empty log. name: of the format, begins the chain. Errors: Corrupt
    /// (a row was changed, left out or put in), Unreadable, TooLarge.
    static Result<ChainedLog> open(const std::filesystem::path& file, std::string name);

    const std::vector<Row>& rows() const { return m_rows; }             ///< the bodies
    const std::vector<std::string>& hashes() const { return m_hashes; } ///< a row each
    const std::string& head() const { return m_head; }                  ///< hash of the last row
    /// All of them or none. Conflict: another program writes, or has written since open().
    Result<void> append(const std::vector<Row>& bodies);

private:
    ChainedLog(std::filesystem::path file, std::string name);
    Result<void> take(std::string_view line);

    std::filesystem::path m_file;
    std::string m_text, m_head;
    std::vector<Row> m_rows;
    std::vector<std::string> m_hashes;
};

/// A ratio as text with four digits, so that canonical JSON needs no doubles.
std::string fixedText(double value);

} // namespace cw::workflow::detail
