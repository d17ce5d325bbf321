// SPDX-License-Identifier: Apache-2.0
// Peer, manager, final audit of a random sample; settings of the project.
#include "storage/detail/ProcessRows.h"
#include <algorithm>

namespace cw::storage {
namespace {

using soci::into;
using soci::use;

constexpr InspectionStep kSteps[] = {InspectionStep::Peer, InspectionStep::Manager,
                                     InspectionStep::Audit};

/// The last step that the case has passed in this cycle. One that failed ends the cycle.
std::optional<InspectionStep> passedStep(soci::session& sql, const core::CaseId& id, int cycle) {
    std::optional<InspectionStep> passed;
    std::string step;
    soci::statement rows =
        (sql.prepare << "SELECT step FROM inspections WHERE case_id = :id AND cycle = :cycle AND "
                        "passed = 1 ORDER BY seq",
         use(id.text()), use(cycle), into(step));
    rows.execute();
    while (rows.fetch())
        passed = inspectionStepFrom(step);
    return passed;
}

Result<void> checkOrder(InspectionStep step, std::optional<InspectionStep> passed) {
    const auto before = static_cast<int>(step);
    const auto reached = passed ? static_cast<int>(*passed) + 1 : 0;
    if (reached == before)
        return {};
    return fail(ErrorCode::Forbidden,
                reached > before ? "this case has passed this step"
                                 : "the step before has not been passed: peer, manager, audit");
}

Result<void> checkInspector(soci::session& sql, const Inspection& inspection) {
    int own = 0;
    sql << "SELECT count(*) FROM assignments WHERE case_id = :id AND reader = :reader",
        use(inspection.caseId.text()), use(inspection.inspector.text()), into(own);
    if (inspection.inspector.empty() || own > 0)
        return fail(ErrorCode::Forbidden,
                    "an inspection names its inspector, who is none of the case's readers");
    return {};
}

/// The final audit belongs to the newest sample that holds the case and has no answer for it yet.
Result<void> checkSample(soci::session& sql, const Inspection& inspection) {
    if (inspection.step != InspectionStep::Audit) {
        if (inspection.sample)
            return fail(ErrorCode::InvalidArgument, "only the final audit belongs to a sample");
        return {};
    }
    int drawn = 0;
    const int sample = inspection.sample.value_or(0);
    sql << "SELECT count(*) FROM sampled_cases WHERE sample = :sample AND case_id = :id",
        use(sample), use(inspection.caseId.text()), into(drawn);
    if (drawn == 0)
        return fail(ErrorCode::Forbidden, "the final audit is of the cases of its sample");
    return {};
}

void record(soci::session& sql, const Inspection& inspection, int cycle, const std::string& now) {
    const std::string step(name(inspection.step));
    const int passed = inspection.passed ? 1 : 0, sample = inspection.sample.value_or(0);
    auto given = inspection.sample ? soci::i_ok : soci::i_null;
    sql << "INSERT INTO inspections (case_id, cycle, step, inspector, passed, reason, sample, "
           "inspected_at) VALUES (:id, :cycle, :step, :inspector, :passed, :reason, :sample, :at)",
        use(inspection.caseId.text()), use(cycle), use(step), use(inspection.inspector.text()),
        use(passed), use(inspection.reason), use(sample, given), use(now);
}

constexpr const char* kInspected =
    "SELECT l.id, (SELECT count(*) FROM inspections i WHERE i.case_id = l.id AND "
    "i.cycle = l.cycle AND i.passed = 1) FROM case_list l WHERE l.state = 'settled' ORDER BY "
    "l.number";

using Inspected = std::vector<std::pair<core::CaseId, std::optional<InspectionStep>>>;

Inspected inspectedCases(soci::session& sql) {
    Inspected cases;
    std::string id;
    int passed = 0;
    soci::statement rows = (sql.prepare << kInspected, into(id), into(passed));
    rows.execute();
    while (rows.fetch())
        cases.emplace_back(core::CaseId(id), passed == 0
                                                 ? std::nullopt
                                                 : std::optional(kSteps[std::min(passed, 3) - 1]));
    return cases;
}

Result<InspectionSample> sampleAt(soci::session& sql, int number) {
    InspectionSample sample;
    std::string seed, id;
    int population = 0;
    sql << "SELECT sample, drawn_at, seed, population FROM inspection_samples WHERE sample = :n",
        use(number), into(sample.number), into(sample.drawnAt), into(seed), into(population);
    sample.seed = std::strtoull(seed.c_str(), nullptr, 10);
    sample.population = static_cast<std::size_t>(population);
    soci::statement rows =
        (sql.prepare << "SELECT case_id FROM sampled_cases WHERE sample = :n ORDER BY case_id",
         use(number), into(id));
    rows.execute();
    while (rows.fetch())
        sample.cases.emplace_back(id);
    for (const int passed : {0, 1}) {
        int count = 0;
        sql << "SELECT count(*) FROM inspections WHERE sample = :n AND passed = :passed",
            use(number), use(passed), into(count);
        (passed == 1 ? sample.passed : sample.failed) = static_cast<std::size_t>(count);
    }
    return sample;
}

} // namespace

std::string_view name(InspectionStep step) {
    switch (step) {
    case InspectionStep::Peer:
        return "peer";
    case InspectionStep::Manager:
        return "manager";
    case InspectionStep::Audit:
        return "audit";
    }
    return "";
}

std::optional<InspectionStep> inspectionStepFrom(std::string_view text) {
    for (const auto step : kSteps)
        if (name(step) == text)
            return step;
    return std::nullopt;
}

Result<void> CaseProcess::inspect(const Inspection& given) {
    auto& store = *m_store->m_impl;
    CW_CHECK(store.may(detail::Operation::Inspect));
    auto inspection = given;
    inspection.inspector = core::ReaderId(store.actorOr(given.inspector.text()));
    if (!inspection.passed || !inspection.reason.empty())
        CW_CHECK(detail::checkReason(inspection.reason));
    return store.database->write([&](soci::session& sql) -> Result<void> {
        CW_TRY(const auto course, detail::courseOf(sql, inspection.caseId));
        if (course.state != "settled")
            return fail(ErrorCode::Forbidden, "only a settled case is inspected");
        CW_CHECK(checkInspector(sql, inspection));
        CW_CHECK(checkOrder(inspection.step, passedStep(sql, inspection.caseId, course.cycle)));
        CW_CHECK(checkSample(sql, inspection));
        const auto now = store.now();
        const std::string what = "inspection (" + std::string(name(inspection.step)) + ")";
        record(sql, inspection, course.cycle, now);
        detail::note(sql, now, inspection.inspector.text(), what + " " + inspection.caseId.text(),
                     (inspection.passed ? "passed " : "failed: ") + inspection.reason);
        if (inspection.passed)
            return {};
        return detail::beginCycle(sql, course, inspection.caseId, std::nullopt,
                                  inspection.inspector.text(), what + ": " + inspection.reason,
                                  now);
    });
}

Result<std::vector<Inspection>> CaseProcess::inspections(const core::CaseId& id) const {
    const auto& store = *m_store->m_impl;
    CW_CHECK(store.may(detail::Operation::SeeReadings));
    return store.database->read([&](soci::session& sql) -> Result<std::vector<Inspection>> {
        CW_CHECK(store.mayCase(sql, id));
        CW_CHECK(detail::requireCase(sql, id));
        std::vector<Inspection> list;
        std::string step, inspector, reason, at;
        int passed = 0, sample = 0;
        soci::indicator given{};
        soci::statement rows =
            (sql.prepare << "SELECT step, inspector, passed, reason, sample, inspected_at FROM "
                            "inspections WHERE case_id = :id ORDER BY seq",
             use(id.text()), into(step), into(inspector), into(passed), into(reason),
             into(sample, given), into(at));
        rows.execute();
        while (rows.fetch())
            list.push_back({id, *inspectionStepFrom(step), core::ReaderId(inspector), passed != 0,
                            reason, given == soci::i_ok ? std::optional(sample) : std::nullopt,
                            at});
        return list;
    });
}

Result<InspectionSample> CaseProcess::drawSample(std::size_t size, core::Seed seed,
                                                 const std::string& by) {
    auto& store = *m_store->m_impl;
    CW_CHECK(store.may(detail::Operation::Inspect));
    return store.database->write([&](soci::session& sql) -> Result<InspectionSample> {
        std::vector<std::string> population;
        for (const auto& [id, passed] : inspectedCases(sql))
            if (passed == InspectionStep::Manager)
                population.push_back(id.text());
        if (size == 0 || size > population.size())
            return fail(ErrorCode::InvalidArgument,
                        std::to_string(population.size()) +
                            " cases have passed the manager and wait for the final audit");
        std::sort(population.begin(), population.end()); // the draw follows from the seed alone
        const auto count = population.size();
        core::Random random(seed);
        random.shuffle(population);
        population.resize(size);
        int number = 0;
        sql << "SELECT coalesce(max(sample), 0) + 1 FROM inspection_samples", into(number);
        const auto now = store.now(), actor = store.actorOr(by), seedText = std::to_string(seed);
        const int total = static_cast<int>(count), drawn = static_cast<int>(size);
        sql << "INSERT INTO inspection_samples (sample, drawn_at, drawn_by, seed, population, "
               "size) "
               "VALUES (:sample, :at, :by, :seed, :population, :size)",
            use(number), use(now), use(actor), use(seedText), use(total), use(drawn);
        for (const auto& id : population)
            sql << "INSERT INTO sampled_cases (sample, case_id) VALUES (:sample, :id)", use(number),
                use(id);
        detail::note(sql, now, actor, "draw sample " + std::to_string(number),
                     std::to_string(size) + " of " + std::to_string(count) + ", seed " + seedText);
        return sampleAt(sql, number);
    });
}

Result<std::vector<InspectionSample>> CaseProcess::samples() const {
    const auto& store = *m_store->m_impl;
    // Who freezes has to know whether the final audit is done.
    if (!store.who || !detail::allows(store.who->account.roles, detail::Operation::Freeze))
        CW_CHECK(store.may(detail::Operation::Inspect));
    return store.database->read([](soci::session& sql) -> Result<std::vector<InspectionSample>> {
        int last = 0;
        sql << "SELECT coalesce(max(sample), 0) FROM inspection_samples", into(last);
        std::vector<InspectionSample> samples;
        for (int number = 1; number <= last; ++number) {
            CW_TRY(auto sample, sampleAt(sql, number));
            samples.push_back(std::move(sample));
        }
        return samples;
    });
}

Result<Inspected> CaseProcess::inspected() const {
    const auto& store = *m_store->m_impl;
    CW_CHECK(store.may(detail::Operation::SeeReadings));
    return store.database->read(
        [](soci::session& sql) -> Result<Inspected> { return inspectedCases(sql); });
}

Result<std::optional<std::string>> CaseProcess::setting(const std::string& name) const {
    using Maybe = std::optional<std::string>;
    const auto& store = *m_store->m_impl;
    CW_CHECK(store.may(detail::Operation::SeeCases));
    return store.database->read([&](soci::session& sql) -> Result<Maybe> {
        std::string value;
        sql << "SELECT value FROM settings WHERE name = :name", use(name), into(value);
        return sql.got_data() ? Maybe(value) : Maybe();
    });
}

Result<void> CaseProcess::setSetting(const std::string& name, const std::string& value,
                                     const std::string& by) {
    auto& store = *m_store->m_impl;
    CW_CHECK(store.may(detail::Operation::Assign));
    return store.database->write([&](soci::session& sql) -> Result<void> {
        sql << "INSERT INTO settings (name, value) VALUES (:name, :value) ON CONFLICT (name) DO "
               "UPDATE SET value = excluded.value",
            use(name), use(value);
        detail::note(sql, store.now(), store.actorOr(by), "set " + name, value);
        return {};
    });
}

} // namespace cw::storage
