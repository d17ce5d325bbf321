// SPDX-License-Identifier: Apache-2.0
// Reading a ledger and checking its chain.
#include "anonymizer/detail/LedgerChain.h"
#include <algorithm>

namespace cw::anonymizer {
namespace {

/// Walks the rows and says what does not fit the row before.
class ChainCheck {
public:
    void take(std::string_view line, bool whole) {
        const std::uint64_t place = ++m_lines;
        LedgerJson row = parsedRow(line);
        if (!whole && row.is_null()) {
            check.notes.push_back("the last line is half-written, as after a crash: it counts for "
                                  "nothing, and the next row will replace it");
            return;
        }
        if (row.is_null()) {
            fault(place, "is not a row as this program writes it: it was changed");
            m_previous.clear(); // the next row cannot be checked against this one
            m_known = false;
            return;
        }
        const std::string stated = row["hash"];
        const std::uint64_t number = row["number"];
        if (hashOf(row) != stated)
            fault(place, "was changed after it was written");
        if (m_known && (row["previous"] != m_previous || number != m_number + 1))
            fault(place, "does not follow the row before it: a row between them was removed, "
                         "added, moved or replaced");
        if (place == 1)
            begin(row);
        checkTime(place, row["time_utc"]);
        m_previous = stated;
        m_number = number;
        m_known = true;
        hashes.push_back(stated);
        check.headHash = stated;
        check.rows = place;
    }
    LedgerCheck check;
    std::vector<std::string> hashes; ///< as stated, in the order of lines

private:
    void begin(const LedgerJson& row) {
        if (row["kind"] != "opened" || row["previous"] != kNoHash ||
            row.value("ledger", LedgerJson()).is_string() == false) {
            fault(1, "does not begin a ledger: rows before it were removed");
            return;
        }
        check.ledgerId = row["ledger"];
    }
    void checkTime(std::uint64_t place, const std::string& time) {
        if (time < m_time)
            check.notes.push_back("row " + std::to_string(place) +
                                  " is earlier than the row before it: the clock was set back");
        m_time = std::max(m_time, time);
    }
    void fault(std::uint64_t row, std::string what) {
        check.faults.push_back({row, std::move(what)});
    }
    std::uint64_t m_lines = 0, m_number = 0;
    bool m_known = false;
    std::string m_previous, m_time;
};

void checkHeadFile(const std::filesystem::path& file, ChainCheck& chain) {
    LedgerCheck& check = chain.check;
    const auto head = readHead(file);
    if (!head) {
        check.notes.emplace_back("there is no head file beside the ledger: rows cut off at its end "
                                 "would not be seen");
        return;
    }
    if (head->ledgerId != check.ledgerId)
        check.faults.push_back({0, "the head file beside it is of another ledger"});
    else if (head->rows > check.rows)
        check.faults.push_back({0, std::to_string(head->rows - check.rows) +
                                       " rows were cut off at the end, says the head file"});
    else if (head->rows > 0 && chain.hashes.size() >= head->rows &&
             chain.hashes[head->rows - 1] != head->hash)
        check.faults.push_back({head->rows, "is not the row that the head file knows"});
}

void checkAnchors(std::span<const LedgerAnchor> anchors, ChainCheck& chain) {
    LedgerCheck& check = chain.check;
    for (const LedgerAnchor& anchor : anchors) {
        if (anchor.ledgerId != check.ledgerId)
            continue; // one vault may serve several ledgers
        if (anchor.rows > check.rows)
            check.faults.push_back(
                {0, "the vault knows of " + std::to_string(anchor.rows) +
                        " rows: rows were cut off at the end, or the ledger is an older copy"});
        else if (anchor.rows == 0 || chain.hashes.size() < anchor.rows ||
                 chain.hashes[anchor.rows - 1] != anchor.hash)
            check.faults.push_back({anchor.rows, "is not the row that the vault knows: the ledger "
                                                 "was written anew"});
    }
}

} // namespace

Result<LedgerCheck> Ledger::verify(const std::filesystem::path& file, const std::string& knownHead,
                                   std::span<const LedgerAnchor> anchors) {
    auto opened = GrowingFile::openToRead(file);
    if (!opened)
        return within(opened.error(), "the ledger cannot be read");
    ChainCheck chain;
    CW_CHECK(forEachLine(*opened, [&](std::string_view line, bool whole) -> Result<void> {
        chain.take(line, whole);
        return {};
    }));
    if (chain.check.rows == 0 && chain.check.faults.empty())
        chain.check.faults.push_back({0, "the ledger has no rows"});
    checkHeadFile(file, chain);
    checkAnchors(anchors, chain);
    if (!knownHead.empty() && std::ranges::find(chain.hashes, knownHead) == chain.hashes.end())
        chain.check.faults.push_back({0, "the hash kept elsewhere is of none of its rows: it was "
                                         "cut off, or written anew"});
    if (knownHead.empty() && anchors.empty())
        chain.check.notes.emplace_back(
            "not checked against a hash kept elsewhere or in a vault: a ledger that somebody wrote "
            "anew from its first changed row on, head file included, would pass");
    return std::move(chain.check);
}

Result<std::vector<LedgerRow>> Ledger::read(const std::filesystem::path& file) {
    auto opened = GrowingFile::openToRead(file);
    if (!opened)
        return within(opened.error(), "the ledger cannot be read");
    std::vector<LedgerRow> rows;
    std::uint64_t place = 0;
    CW_CHECK(forEachLine(*opened, [&](std::string_view line, bool whole) -> Result<void> {
        ++place;
        const LedgerJson row = parsedRow(line);
        if (row.is_null() && !whole)
            return {};
        if (row.is_null())
            return fail(ErrorCode::Malformed,
                        "row " + std::to_string(place) + " of the ledger is not a row");
        rows.push_back({row["number"], row["kind"], row["job"], row["time_utc"], row["operator"],
                        row["role"], row["hash"], std::string(line)});
        return {};
    }));
    return rows;
}

} // namespace cw::anonymizer
