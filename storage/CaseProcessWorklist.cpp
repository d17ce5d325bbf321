// SPDX-License-Identifier: Apache-2.0
// Who reads what, in which order, and how long it took.
#include "core/Sha256.h"
#include "storage/detail/ProcessRows.h"
#include <algorithm>
#include <map>

namespace cw::storage {
namespace {

using soci::into;
using soci::use;

/// Looks like any other patient's key, and is nobody's.
std::string keyOfAlias(const std::string& patient, const std::string& alias) {
    const auto digest = core::sha256Hex("alias of " + patient + " " + alias);
    const auto dash = patient.find('-');
    const auto head = dash == std::string::npos ? std::string() : patient.substr(0, dash + 1);
    return head + digest.substr(0, std::max<std::size_t>(patient.size() - head.size(), 12));
}

Result<void> checkUntouched(soci::session& sql, const core::CaseId& id) {
    CW_TRY(const auto course, detail::courseOf(sql, id));
    if (course.alias)
        return fail(ErrorCode::InvalidArgument, "a repeat is not assigned again");
    int begun = 0;
    sql << "SELECT (SELECT count(*) FROM readings r JOIN cases c ON c.id = r.case_id "
           "WHERE c.id = :id OR c.alias_of = :id) + (SELECT count(a.opened_at) FROM assignments a "
           "JOIN cases c ON c.id = a.case_id WHERE c.id = :id OR c.alias_of = :id)",
        use(id.text(), "id"), into(begun);
    if (begun > 0)
        return fail(ErrorCode::Forbidden, "a case of the plan has been begun: its readers stay");
    return {};
}

void forgetPlan(soci::session& sql, const core::CaseId& id) {
    sql << "DELETE FROM assignments WHERE case_id IN (SELECT id FROM cases WHERE id = :id OR "
           "alias_of = :id)",
        use(id.text(), "id");
    sql << "DELETE FROM cases WHERE alias_of = :id", use(id.text());
}

core::CaseId addAlias(soci::session& sql, const AssignedReading& reading, const std::string& now) {
    long long number = 0;
    std::string patient;
    sql << "SELECT coalesce(max(number), 0) + 1 FROM cases", into(number);
    sql << "SELECT patient FROM cases WHERE id = :id", use(reading.caseId.text()), into(patient);
    const auto id = detail::caseIdText(number);
    const auto key = keyOfAlias(patient, id);
    const std::string kind = *reading.kind == AliasKind::Repeat ? "repeat" : "first";
    sql << "INSERT INTO cases (number, id, patient, imported_at, alias_of, alias_kind) "
           "VALUES (:number, :id, :patient, :at, :original, :kind)",
        use(number), use(id), use(key), use(now), use(reading.caseId.text()), use(kind);
    return core::CaseId(id);
}

void addAssignment(soci::session& sql, const core::CaseId& id, const AssignedReading& reading,
                   long long offset) {
    const int slot = reading.kind ? 0 : reading.slot, right = reading.rightSideFirst ? 1 : 0;
    const auto position = offset + static_cast<long long>(reading.position);
    sql << "INSERT INTO assignments (case_id, slot, reader, position, right_first) "
           "VALUES (:id, :slot, :reader, :position, :right)",
        use(id.text()), use(slot), use(reading.reader.text()), use(position), use(right);
}

/// Behind what the reader has already.
std::map<core::ReaderId, long long> offsets(soci::session& sql,
                                            const std::vector<AssignedReading>& readings) {
    std::map<core::ReaderId, long long> offsets;
    for (const auto& reading : readings) {
        if (offsets.contains(reading.reader))
            continue;
        long long next = 0;
        sql << "SELECT coalesce(max(position) + 1, 0) FROM assignments WHERE reader = :reader",
            use(reading.reader.text()), into(next);
        offsets.emplace(reading.reader, next);
    }
    return offsets;
}

Result<void> checkPlan(const std::vector<AssignedReading>& readings) {
    std::map<core::CaseId, std::map<int, core::ReaderId>> slots;
    for (const auto& reading : readings) {
        if (reading.reader.empty() || reading.slot < 0 || reading.slot > 1)
            return fail(ErrorCode::InvalidArgument, "a plan names a reader and slot 0 or 1");
        if (!reading.kind && !slots[reading.caseId].emplace(reading.slot, reading.reader).second)
            return fail(ErrorCode::InvalidArgument, "the plan fills a slot of a case twice");
    }
    for (const auto& reading : readings) {
        const auto& both = slots[reading.caseId];
        if (both.size() != 2 || both.at(0) == both.at(1))
            return fail(ErrorCode::InvalidArgument, "double reading needs two different readers");
    }
    return {};
}

WorklistItem::State stateOf(const std::string& state, bool waits, bool opened, bool submitted,
                            bool stated) {
    using State = WorklistItem::State;
    if (state == "settled" || state == "excluded")
        return State::Done;
    if (state == "cross-check")
        return stated ? State::Stated : State::CrossCheck;
    if (submitted)
        return State::Submitted;
    if (waits)
        return State::Waiting;
    return opened ? State::Begun : State::Open;
}

constexpr const char* kWorklist =
    "SELECT a.case_id, l.state, "
    "(SELECT count(*) FROM waiting_cases w WHERE w.case_id = a.case_id), "
    "CASE WHEN a.opened_at IS NULL THEN 0 ELSE 1 END, "
    "(SELECT count(*) FROM readings r WHERE r.case_id = a.case_id AND r.reader = a.reader AND "
    "r.round = a.round), "
    "(SELECT count(*) FROM statements s WHERE s.case_id = a.case_id AND s.reader = a.reader AND "
    "s.cycle = l.cycle), a.right_first, a.active_ms, "
    "coalesce((SELECT max(r.submitted_at) FROM readings r WHERE r.case_id = a.case_id AND "
    "r.reader = a.reader AND r.round = a.round), '') "
    "FROM assignments a JOIN case_list l ON l.id = a.case_id WHERE a.reader = :reader "
    "ORDER BY a.position, l.number";

} // namespace

std::string_view name(WorklistItem::State state) {
    switch (state) {
    case WorklistItem::State::Waiting:
        return "waiting";
    case WorklistItem::State::Open:
        return "open";
    case WorklistItem::State::Begun:
        return "begun";
    case WorklistItem::State::Submitted:
        return "submitted";
    case WorklistItem::State::CrossCheck:
        return "cross-check";
    case WorklistItem::State::Stated:
        return "stated";
    case WorklistItem::State::Done:
        return "done";
    }
    return "";
}

Result<void> CaseProcess::assign(const std::vector<AssignedReading>& readings,
                                 const std::string& ruleText) {
    auto& store = *m_store->m_impl;
    CW_CHECK(store.may(detail::Operation::Assign));
    CW_CHECK(checkPlan(readings));
    std::vector<core::ReaderId> readers;
    for (const auto& reading : readings)
        readers.push_back(reading.reader);
    return store.database->write([&](soci::session& sql) -> Result<void> {
        CW_CHECK(store.checkReaders(sql, readers));
        const auto now = store.now();
        std::vector<core::CaseId> cases;
        for (const auto& reading : readings)
            if (!reading.kind && reading.slot == 0)
                cases.push_back(reading.caseId);
        for (const auto& id : cases) {
            CW_CHECK(checkUntouched(sql, id));
            forgetPlan(sql, id);
        }
        const auto behind = offsets(sql, readings);
        for (const auto& reading : readings)
            addAssignment(sql, reading.kind ? addAlias(sql, reading, now) : reading.caseId, reading,
                          behind.at(reading.reader));
        detail::note(sql, now, store.actorOr(""), "assign by rule",
                     std::to_string(cases.size()) + " cases; " + ruleText);
        return {};
    });
}

Result<std::vector<WorklistItem>> CaseProcess::worklist(const core::ReaderId& reader) const {
    const auto& store = *m_store->m_impl;
    CW_CHECK(store.may(detail::Operation::SeeCases));
    if (!store.who || !store.who->isCoordinator()) // who steers sees how far everybody is
        CW_CHECK(store.mayBe(reader));
    return store.database->read([&](soci::session& sql) -> Result<std::vector<WorklistItem>> {
        std::vector<WorklistItem> items;
        std::string id, state, at;
        int waits = 0, opened = 0, submitted = 0, stated = 0, right = 0;
        long long active = 0;
        soci::statement rows =
            (sql.prepare << kWorklist, use(reader.text()), into(id), into(state), into(waits),
             into(opened), into(submitted), into(stated), into(right), into(active), into(at));
        rows.execute();
        while (rows.fetch())
            items.push_back({core::CaseId(id),
                             stateOf(state, waits > 0, opened != 0, submitted != 0, stated != 0),
                             right != 0, active, at});
        return items;
    });
}

Result<void> CaseProcess::addActiveTime(const core::CaseId& id, const core::ReaderId& reader,
                                        std::int64_t milliseconds) {
    constexpr std::int64_t kADay = 24 * 3600 * 1000;
    auto& store = *m_store->m_impl;
    CW_CHECK(store.may(detail::Operation::Read));
    CW_CHECK(store.mayBe(reader));
    if (milliseconds < 0 || milliseconds > kADay)
        return fail(ErrorCode::InvalidArgument, "time at a case is between nothing and a day");
    return store.database->write([&](soci::session& sql) -> Result<void> {
        const long long more = milliseconds;
        sql << "UPDATE assignments SET active_ms = active_ms + :more WHERE case_id = :id AND "
               "reader = :reader",
            use(more), use(id.text()), use(reader.text());
        return {};
    });
}

Result<std::vector<CaseProcess::Alias>> CaseProcess::aliases() const {
    const auto& store = *m_store->m_impl;
    CW_CHECK(store.may(detail::Operation::Assign));
    return store.database->read([](soci::session& sql) -> Result<std::vector<Alias>> {
        std::vector<Alias> aliases;
        std::string id, original, kind, reader, json;
        soci::indicator released{};
        soci::statement rows =
            (sql.prepare << "SELECT c.id, c.alias_of, c.alias_kind, a.reader, r.json FROM cases c "
                            "JOIN assignments a ON a.case_id = c.id LEFT JOIN counted_readings r "
                            "ON r.case_id = c.id AND r.reader = a.reader "
                            "WHERE c.alias_of IS NOT NULL ORDER BY c.number",
             into(id), into(original), into(kind), into(reader), into(json, released));
        rows.execute();
        while (rows.fetch()) {
            Alias alias{core::CaseId(id),
                        core::CaseId(original),
                        kind == "repeat" ? AliasKind::Repeat : AliasKind::First,
                        core::ReaderId(reader),
                        {}};
            if (released == soci::i_ok) {
                auto reading = annotation::readingFromJson(json);
                if (!reading)
                    return fail(ErrorCode::Corrupt, "a stored reading no longer matches its hash");
                alias.reading = std::move(*reading);
            }
            aliases.push_back(std::move(alias));
        }
        return aliases;
    });
}

} // namespace cw::storage
