// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/StoreState.h"
#include <algorithm>
#include <unordered_map>

namespace cw::storage {
namespace {

using soci::into;
using soci::use;

CaseState stateFrom(const std::string& text) {
    for (const auto state :
         {CaseState::New, CaseState::Assigned, CaseState::InReading, CaseState::Submitted,
          CaseState::Compared, CaseState::NeedsAdjudication, CaseState::Settled})
        if (name(state) == text)
            return state;
    return CaseState::Excluded;
}

constexpr const char* kAllCases =
    "SELECT id, patient, state, image_count, exclusion FROM case_list ORDER BY number";
constexpr const char* kOneCase =
    "SELECT id, patient, state, image_count, exclusion FROM case_list WHERE id = :id";
constexpr const char* kAllReaders =
    "SELECT a.case_id, a.reader, (SELECT count(*) FROM readings r WHERE r.case_id = a.case_id AND "
    "r.reader = a.reader) FROM assignments a ORDER BY a.case_id, a.slot";
constexpr const char* kReadersOfCase =
    "SELECT a.case_id, a.reader, (SELECT count(*) FROM readings r WHERE r.case_id = a.case_id AND "
    "r.reader = a.reader) FROM assignments a WHERE a.case_id = :id ORDER BY a.slot";

/// All cases, or the one. Two queries, however many cases there are.
std::vector<CaseRow> caseRows(soci::session& sql, const std::optional<core::CaseId>& only) {
    std::string id, patient, state, exclusion, reader;
    int images = 0, submitted = 0;
    soci::indicator excluded{};
    const auto selected = [&](const char* all, const char* one) {
        soci::details::prepare_temp_type query = sql.prepare << (only ? one : all);
        if (only)
            query, use(only->text());
        return query;
    };
    std::vector<CaseRow> rows;
    std::unordered_map<std::string, std::size_t> at;
    soci::statement cases = (selected(kAllCases, kOneCase), into(id), into(patient), into(state),
                             into(images), into(exclusion, excluded));
    cases.execute();
    while (cases.fetch()) {
        CaseRow row{core::CaseId(id),
                    core::PatientKey(patient),
                    stateFrom(state),
                    static_cast<std::size_t>(images),
                    {},
                    {},
                    {}};
        if (excluded == soci::i_ok)
            row.exclusion = annotation::exclusionReasonFrom(exclusion).value_or(
                annotation::ExclusionReason::Other);
        at.emplace(id, rows.size());
        rows.push_back(std::move(row));
    }
    soci::statement readers =
        (selected(kAllReaders, kReadersOfCase), into(id), into(reader), into(submitted));
    readers.execute();
    while (readers.fetch()) {
        auto& row = rows[at.at(id)];
        row.readers.emplace_back(reader);
        row.submitted.push_back(submitted > 0);
    }
    return rows;
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

Result<void> requireOwnImages(soci::session& sql, const annotation::Reading& reading) {
    for (const auto& finding : reading.findings) {
        int count = 0;
        sql << "SELECT count(*) FROM images WHERE id = :image AND case_id = :id",
            use(finding.image.text()), use(reading.caseId.text()), into(count);
        if (count == 0)
            return fail(ErrorCode::InvalidArgument, "a finding lies on an image of another case");
    }
    return {};
}

bool isStorableName(const core::ReaderId& reader) {
    const auto& text = reader.text();
    return !text.empty() && text.size() <= 200 &&
           std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

/// The rule of blind reading is in the query: rows that may not be seen never leave the database.
constexpr const char* kVisibleReadings =
    "SELECT r.json FROM readings r JOIN assignments a ON a.case_id = r.case_id AND "
    "a.reader = r.reader WHERE r.case_id = :id AND (r.reader = :viewer OR "
    "(SELECT count(*) FROM readings WHERE case_id = r.case_id) = 2) ORDER BY a.slot";

Result<std::vector<annotation::Reading>> visible(soci::session& sql, const core::ReaderId& viewer,
                                                 const core::CaseId& id) {
    std::vector<annotation::Reading> readings;
    std::string json;
    soci::statement rows =
        (sql.prepare << kVisibleReadings, use(id.text()), use(viewer.text()), into(json));
    rows.execute();
    while (rows.fetch()) {
        auto reading = annotation::readingFromJson(json);
        if (!reading)
            return fail(ErrorCode::Corrupt, "a stored reading no longer matches its hash");
        readings.push_back(std::move(*reading));
    }
    return readings;
}

} // namespace

Result<std::vector<CaseRow>> CaseStore::cases() const {
    return m_impl->database->read(
        [](soci::session& sql) -> Result<std::vector<CaseRow>> { return caseRows(sql, {}); });
}

Result<CaseRow> CaseStore::caseRow(const core::CaseId& id) const {
    return m_impl->database->read([&](soci::session& sql) -> Result<CaseRow> {
        CW_CHECK(detail::requireCase(sql, id));
        return caseRows(sql, id).front();
    });
}

Result<void> CaseStore::assign(const core::CaseId& id, const core::ReaderId& a,
                               const core::ReaderId& b) {
    if (a == b || !isStorableName(a) || !isStorableName(b))
        return fail(ErrorCode::InvalidArgument, "double reading needs two different readers");
    return m_impl->database->write([&](soci::session& sql) -> Result<void> {
        CW_CHECK(detail::requireCase(sql, id));
        if (submittedCount(sql, id) > 0)
            return fail(ErrorCode::Forbidden,
                        "a reader has submitted: the readers stay as they are");
        if (caseRows(sql, id).front().readers == std::vector{a, b})
            return {};
        sql << "DELETE FROM assignments WHERE case_id = :id", use(id.text());
        for (const int slot : {0, 1})
            sql << "INSERT INTO assignments (case_id, slot, reader) VALUES (:id, :slot, :reader)",
                use(id.text()), use(slot), use((slot == 0 ? a : b).text());
        detail::note(sql, m_impl->now(), "", "assign " + id.text(), a.text() + ", " + b.text());
        return {};
    });
}

Result<void> CaseStore::noteOpened(const core::CaseId& id, const core::ReaderId& reader) {
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
    if (annotation::sealed(reading).id != reading.id)
        return fail(ErrorCode::InvalidArgument, "the reading is not sealed by its hash");
    return m_impl->database->write([&](soci::session& sql) -> Result<void> {
        CW_CHECK(requireAssigned(sql, reading.caseId, reading.reader));
        int already = 0;
        sql << "SELECT count(*) FROM readings WHERE case_id = :id AND reader = :reader",
            use(reading.caseId.text()), use(reading.reader.text()), into(already);
        if (already > 0)
            return fail(ErrorCode::Forbidden, "this reading has been submitted and is final");
        CW_CHECK(requireOwnImages(sql, reading));
        const auto json = annotation::toJson(reading);
        sql << "INSERT INTO readings (id, case_id, reader, submitted_at, json) "
               "VALUES (:id, :case, :reader, :at, :json)",
            use(reading.id.text()), use(reading.caseId.text()), use(reading.reader.text()),
            use(reading.submittedAt), use(json);
        detail::note(sql, m_impl->now(), reading.reader.text(), "submit " + reading.caseId.text(),
                     "reading " + reading.id.text());
        return {};
    });
}

Result<std::vector<annotation::Reading>>
CaseStore::readingsVisibleTo(const core::ReaderId& viewer, const core::CaseId& id) const {
    return m_impl->database->read(
        [&](soci::session& sql) -> Result<std::vector<annotation::Reading>> {
            CW_CHECK(detail::requireCase(sql, id));
            return visible(sql, viewer, id);
        });
}

Result<std::pair<annotation::Reading, annotation::Reading>>
CaseStore::bothReadings(const core::CaseId& id) const {
    using Both = std::pair<annotation::Reading, annotation::Reading>;
    return m_impl->database->read([&](soci::session& sql) -> Result<Both> {
        CW_CHECK(detail::requireCase(sql, id));
        CW_TRY(auto readings, visible(sql, {}, id)); // as nobody: either both or none
        if (readings.size() != 2)
            return fail(ErrorCode::Forbidden, "the readings stay apart until both are submitted");
        return Both{std::move(readings[0]), std::move(readings[1])};
    });
}

} // namespace cw::storage
