// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/StoreState.h"
#include <algorithm>
#include <unordered_map>

namespace cw::storage {
namespace {

using soci::into;
using soci::use;

CaseState stateFrom(const std::string& text) {
    for (const auto state : {CaseState::New, CaseState::Assigned, CaseState::InReading,
                             CaseState::Submitted, CaseState::Compared, CaseState::CrossCheck,
                             CaseState::NeedsAdjudication, CaseState::Settled})
        if (name(state) == text)
            return state;
    return CaseState::Excluded;
}

constexpr const char* kAllCases =
    "SELECT id, patient, state, image_count, exclusion, released_count, alias_of FROM case_list "
    "ORDER BY number";
constexpr const char* kOneCase =
    "SELECT id, patient, state, image_count, exclusion, released_count, alias_of FROM case_list "
    "WHERE id = :id";
/// Before both readings are released, nobody but the coordinator learns who else reads a case, and
/// whether they have begun: those rows never leave the database.
constexpr const char* kReaders =
    "SELECT a.case_id, a.reader, CASE WHEN a.opened_at IS NULL THEN 0 ELSE 1 END, "
    "CASE WHEN r.receipt IS NULL THEN 0 ELSE 1 END FROM assignments a "
    "LEFT JOIN readings r ON r.case_id = a.case_id AND r.reader = a.reader AND r.round = a.round "
    "WHERE (:all = 1 OR a.reader = :viewer OR a.case_id IN (SELECT case_id FROM released_cases)) ";

/// The state as it follows from the own rows alone, for who sees no others.
CaseState narrowed(CaseState state, bool own, bool begun) {
    switch (state) {
    case CaseState::Assigned:
    case CaseState::InReading:
    case CaseState::Submitted:
        return begun ? CaseState::InReading : own ? CaseState::Assigned : CaseState::New;
    default:
        return state;
    }
}

/// All cases, or the one, as this account may see them. Two queries, however many cases there are.
std::vector<CaseRow> caseRows(soci::session& sql, const std::optional<core::CaseId>& only,
                              const std::optional<SignedIn>& who) {
    std::string id, patient, state, exclusion, reader, original;
    int images = 0, released = 0, opened = 0, submitted = 0;
    soci::indicator excluded{}, alias{};
    const int all = !who || who->isCoordinator() ? 1 : 0;
    const std::string viewer = who ? who->account.name : "";
    std::vector<CaseRow> rows;
    std::vector<bool> narrow, begun, own;
    std::unordered_map<std::string, std::size_t> at;
    soci::details::prepare_temp_type caseQuery = sql.prepare << (only ? kOneCase : kAllCases);
    if (only)
        caseQuery, use(only->text());
    soci::statement cases = (caseQuery, into(id), into(patient), into(state), into(images),
                             into(exclusion, excluded), into(released), into(original, alias));
    cases.execute();
    while (cases.fetch()) {
        CaseRow row{core::CaseId(id),
                    core::PatientKey(patient),
                    stateFrom(state),
                    static_cast<std::size_t>(images),
                    {},
                    {},
                    {},
                    {}};
        // A hidden repeat looks like any other case to whoever reads it.
        if (alias == soci::i_ok && !(who && who->isReaderOnly()))
            row.aliasOf = core::CaseId(original);
        if (excluded == soci::i_ok)
            row.exclusion = annotation::exclusionReasonFrom(exclusion).value_or(
                annotation::ExclusionReason::Other);
        at.emplace(id, rows.size());
        rows.push_back(std::move(row));
        narrow.push_back(all == 0 && released < 2);
    }
    begun.resize(rows.size());
    own.resize(rows.size());
    soci::details::prepare_temp_type readerQuery =
        sql.prepare << std::string(kReaders) + (only ? "AND a.case_id = :id ORDER BY a.slot"
                                                     : "ORDER BY a.case_id, a.slot");
    readerQuery, use(all), use(viewer);
    if (only)
        readerQuery, use(only->text());
    soci::statement readers = (readerQuery, into(id), into(reader), into(opened), into(submitted));
    readers.execute();
    while (readers.fetch()) {
        const auto found = at.find(id);
        if (found == at.end()) // made since the first query
            continue;
        const auto index = found->second;
        auto& row = rows[index];
        row.readers.emplace_back(reader);
        row.submitted.push_back(submitted > 0);
        if (reader == viewer) {
            own[index] = true;
            begun[index] = opened > 0 || submitted > 0;
        }
    }
    std::vector<CaseRow> shown;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (who && who->isReaderOnly() && !own[i])
            continue;
        if (narrow[i])
            rows[i].state = narrowed(rows[i].state, own[i], begun[i]);
        shown.push_back(std::move(rows[i]));
    }
    return shown;
}

int submittedCount(soci::session& sql, const core::CaseId& id) {
    int count = 0;
    sql << "SELECT count(*) FROM readings WHERE case_id = :id", use(id.text()), into(count);
    return count;
}

Result<void> requireAssigned(soci::session& sql, const core::CaseId& id,
                             const core::ReaderId& reader) {
    CW_CHECK(detail::requireCase(sql, id));
    int count = 0;
    sql << "SELECT count(*) FROM assignments WHERE case_id = :id AND reader = :reader",
        use(id.text()), use(reader.text()), into(count);
    if (count == 0)
        return fail(ErrorCode::Forbidden, "this case is not assigned to this reader");
    return {};
}

bool isStorableName(const core::ReaderId& reader) {
    const auto& text = reader.text();
    return !text.empty() && text.size() <= 200 &&
           std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

/// The rule of blind reading is in the query: rows that may not be seen never leave the database.
constexpr const char* kVisibleReadings =
    "SELECT r.receipt, r.reader, r.json, r.sealed FROM readings r JOIN assignments a ON "
    "a.case_id = r.case_id AND a.reader = r.reader WHERE r.case_id = :id AND r.round = a.round AND "
    "(r.reader = :viewer OR r.case_id IN (SELECT case_id FROM released_cases)) ORDER BY a.slot";

Result<std::vector<annotation::Reading>> visible(soci::session& sql, const core::ReaderId& viewer,
                                                 const core::CaseId& id,
                                                 const std::optional<SignedIn>& who) {
    std::vector<annotation::Reading> readings;
    std::string receipt, reader, json, sealed;
    soci::indicator released{}, isSealed{};
    soci::statement rows =
        (sql.prepare << kVisibleReadings, use(id.text()), use(viewer.text()), into(receipt),
         into(reader), into(json, released), into(sealed, isSealed));
    rows.execute();
    while (rows.fetch()) {
        if (released != soci::i_ok) {
            if (!who || who->account.name != reader)
                continue; // not even the coordinator, who could open it: both are not in
            CW_TRY(const auto text,
                   detail::open({receipt, sealed}, {id.text(), reader}, {who->keys.own}));
            json = text.text();
        }
        auto reading = annotation::readingFromJson(json);
        if (!reading)
            return fail(ErrorCode::Corrupt, "a stored reading no longer matches its hash");
        readings.push_back(std::move(*reading));
    }
    return readings;
}

} // namespace

Result<std::vector<CaseRow>> CaseStore::cases() const {
    CW_CHECK(m_impl->may(detail::Operation::SeeCases));
    return m_impl->database->read([&](soci::session& sql) -> Result<std::vector<CaseRow>> {
        return caseRows(sql, {}, m_impl->who);
    });
}

Result<CaseRow> CaseStore::caseRow(const core::CaseId& id) const {
    CW_CHECK(m_impl->may(detail::Operation::SeeCases));
    return m_impl->database->read([&](soci::session& sql) -> Result<CaseRow> {
        CW_CHECK(detail::requireCase(sql, id));
        CW_CHECK(m_impl->mayCase(sql, id));
        return caseRows(sql, id, m_impl->who).front();
    });
}

Result<void> CaseStore::assign(const core::CaseId& id, const core::ReaderId& a,
                               const core::ReaderId& b) {
    CW_CHECK(m_impl->may(detail::Operation::Assign));
    if (a == b || !isStorableName(a) || !isStorableName(b))
        return fail(ErrorCode::InvalidArgument, "double reading needs two different readers");
    return m_impl->database->write([&](soci::session& sql) -> Result<void> {
        CW_CHECK(detail::requireCase(sql, id));
        if (submittedCount(sql, id) > 0)
            return fail(ErrorCode::Forbidden,
                        "a reader has submitted: the readers stay as they are");
        CW_CHECK(m_impl->checkReaders(sql, {a, b}));
        if (caseRows(sql, id, m_impl->who).front().readers == std::vector{a, b})
            return {};
        sql << "DELETE FROM assignments WHERE case_id = :id", use(id.text());
        for (const int slot : {0, 1})
            sql << "INSERT INTO assignments (case_id, slot, reader) VALUES (:id, :slot, :reader)",
                use(id.text()), use(slot), use((slot == 0 ? a : b).text());
        detail::note(sql, m_impl->now(), m_impl->actorOr(""), "assign " + id.text(),
                     a.text() + ", " + b.text());
        return {};
    });
}

Result<void> CaseStore::noteOpened(const core::CaseId& id, const core::ReaderId& reader) {
    CW_CHECK(m_impl->may(detail::Operation::Read));
    CW_CHECK(m_impl->mayBe(reader));
    CW_TRY(const bool first, m_impl->database->read([&](soci::session& sql) -> Result<bool> {
        CW_CHECK(requireAssigned(sql, id, reader));
        int opened = 0;
        sql << "SELECT count(opened_at) FROM assignments WHERE case_id = :id AND reader = :reader",
            use(id.text()), use(reader.text()), into(opened);
        return opened == 0;
    }));
    if (!first)
        return {};
    return m_impl->database->write([&](soci::session& sql) -> Result<void> {
        const auto now = m_impl->now();
        sql << "UPDATE assignments SET opened_at = :now "
               "WHERE case_id = :id AND reader = :reader AND opened_at IS NULL",
            use(now), use(id.text()), use(reader.text());
        detail::note(sql, now, reader.text(), "open " + id.text(), "");
        return {};
    });
}

Result<void> CaseStore::submit(const annotation::Reading& reading) {
    CW_CHECK(m_impl->may(detail::Operation::Read));
    CW_CHECK(m_impl->mayBe(reading.reader));
    if (annotation::sealed(reading).id != reading.id)
        return fail(ErrorCode::InvalidArgument, "the reading is not sealed by its hash");
    return m_impl->database->write([&](soci::session& sql) -> Result<void> {
        CW_CHECK(requireAssigned(sql, reading.caseId, reading.reader));
        int already = 0;
        sql << "SELECT count(*) FROM counted_readings WHERE case_id = :id AND reader = :reader",
            use(reading.caseId.text()), use(reading.reader.text()), into(already);
        if (already > 0)
            return fail(ErrorCode::Forbidden, "this reading has been submitted and is final");
        CW_CHECK(detail::requireOwnImages(sql, reading));
        const auto receipt = m_impl->keep(sql, reading);
        // What it is called must not tell what is in it: a short reading's hash can be guessed.
        detail::note(sql, m_impl->now(), reading.reader.text(), "submit " + reading.caseId.text(),
                     (m_impl->who ? "receipt " : "reading ") + receipt);
        if (m_impl->who)
            CW_CHECK(m_impl->release(sql, reading.caseId));
        return {};
    });
}

Result<std::vector<annotation::Reading>>
CaseStore::readingsVisibleTo(const core::ReaderId& viewer, const core::CaseId& id) const {
    CW_CHECK(m_impl->may(detail::Operation::SeeReadings));
    if (m_impl->who && !m_impl->who->isCoordinator())
        CW_CHECK(m_impl->mayBe(viewer));
    return m_impl->database->read(
        [&](soci::session& sql) -> Result<std::vector<annotation::Reading>> {
            CW_CHECK(detail::requireCase(sql, id));
            CW_CHECK(m_impl->mayCase(sql, id));
            return visible(sql, viewer, id, m_impl->who);
        });
}

Result<std::pair<annotation::Reading, annotation::Reading>>
CaseStore::bothReadings(const core::CaseId& id) const {
    using Both = std::pair<annotation::Reading, annotation::Reading>;
    CW_CHECK(m_impl->may(detail::Operation::SeeReadings));
    return m_impl->database->read([&](soci::session& sql) -> Result<Both> {
        CW_CHECK(detail::requireCase(sql, id));
        CW_CHECK(m_impl->mayCase(sql, id));
        CW_TRY(auto readings, visible(sql, {}, id, {})); // as nobody: either both or none
        if (readings.size() != 2)
            return fail(ErrorCode::Forbidden, "the readings stay apart until both are submitted");
        return Both{std::move(readings[0]), std::move(readings[1])};
    });
}

} // namespace cw::storage
