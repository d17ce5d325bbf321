// SPDX-License-Identifier: Apache-2.0
// All cases at once: one query where a loop over the cases would make thousands.
#include "storage/detail/AttributesJson.h"
#include "storage/detail/StoreState.h"

namespace cw::storage {
namespace {

using soci::into;

/// The readings that count of every case in which both are released, the first reader's first, an
/// amended one behind its original; the rule of blind reading is in the query, as for one case.
constexpr const char* kAllReadings =
    "SELECT r.case_id, a.slot, r.json FROM readings r JOIN assignments a ON a.case_id = r.case_id "
    "AND a.reader = r.reader WHERE r.case_id IN (SELECT case_id FROM released_cases) AND r.json IS "
    "NOT NULL AND r.round IN (a.round, a.round + 1) ORDER BY r.case_id, a.slot, r.round";

/// f(case, json) for every row of a query of these two columns.
template <class F>
Result<void> eachText(soci::session& sql, const char* query, F&& f) {
    std::string id, text;
    soci::statement rows = (sql.prepare << query, into(id), into(text));
    rows.execute();
    while (rows.fetch())
        CW_CHECK(f(core::CaseId(id), text));
    return {};
}

tl::unexpected<Error> damaged(const char* what) { return fail(ErrorCode::Corrupt, what); }

Result<void> addReadings(soci::session& sql, std::map<core::CaseId, CaseReadings>& all) {
    std::string id, json;
    int slot = 0;
    soci::statement rows = (sql.prepare << kAllReadings, into(id), into(slot), into(json));
    rows.execute();
    while (rows.fetch()) {
        auto reading = annotation::readingFromJson(json);
        if (!reading)
            return damaged("a stored reading no longer matches its hash");
        auto& both = all[core::CaseId(id)];
        (slot == 0 ? both.a : both.b) = std::move(*reading);
    }
    return {};
}

Result<void> addComparisons(soci::session& sql, std::map<core::CaseId, CaseReadings>& all) {
    return eachText(sql, "SELECT case_id, json FROM comparisons",
                    [&](const core::CaseId& id, const auto& json) -> Result<void> {
                        auto comparison = annotation::comparisonFromJson(json);
                        if (!comparison)
                            return damaged("a stored comparison is damaged");
                        if (const auto at = all.find(id); at != all.end())
                            at->second.comparison = std::move(*comparison);
                        return {};
                    });
}

Result<void> addDecisions(soci::session& sql, std::map<core::CaseId, CaseReadings>& all) {
    return eachText(sql, "SELECT case_id, json FROM latest_decisions",
                    [&](const core::CaseId& id, const auto& json) -> Result<void> {
                        auto decision = annotation::decisionFromJson(json);
                        if (!decision)
                            return damaged("a stored decision is damaged");
                        if (const auto at = all.find(id); at != all.end())
                            at->second.decision = std::move(*decision);
                        return {};
                    });
}

} // namespace

Result<std::map<core::CaseId, std::vector<StoredImage>>> CaseStore::allImages() const {
    CW_CHECK(m_impl->may(detail::Operation::SeeCases));
    using Images = std::map<core::CaseId, std::vector<StoredImage>>;
    return m_impl->database->read([&](soci::session& sql) -> Result<Images> {
        Images all;
        std::string id, caseId, mediaType, study, attributes;
        soci::statement rows =
            (sql.prepare << "SELECT id, case_id, media_type, study, attributes FROM images "
                            "ORDER BY position",
             into(id), into(caseId), into(mediaType), into(study), into(attributes));
        rows.execute();
        while (rows.fetch()) {
            CW_TRY(auto parsed, detail::attributesFromJson(attributes));
            all[core::CaseId(caseId)].push_back({core::ImageId(id), core::CaseId(caseId), mediaType,
                                                 core::StudyKey(study), std::move(parsed)});
        }
        return m_impl->onWorklist(sql, std::move(all));
    });
}

Result<std::map<core::CaseId, ClinicalRow>> CaseStore::allClinical() const {
    CW_CHECK(m_impl->may(detail::Operation::SeeClinical));
    using Rows = std::map<core::CaseId, ClinicalRow>;
    return m_impl->database->read([](soci::session& sql) -> Result<Rows> {
        Rows all;
        CW_CHECK(eachText(sql,
                          "SELECT c.id, l.fields FROM clinical l "
                          "JOIN cases c ON c.patient = l.patient",
                          [&](const core::CaseId& id, const auto& fields) -> Result<void> {
                              CW_TRY(all[id], detail::fieldsFromJson(fields));
                              return {};
                          }));
        return all;
    });
}

Result<std::map<core::CaseId, CaseReadings>> CaseStore::allReadings() const {
    CW_CHECK(m_impl->may(detail::Operation::SeeReadings));
    using Readings = std::map<core::CaseId, CaseReadings>;
    return m_impl->database->read([&](soci::session& sql) -> Result<Readings> {
        Readings all;
        CW_CHECK(addReadings(sql, all));
        CW_CHECK(addComparisons(sql, all));
        CW_CHECK(addDecisions(sql, all));
        return m_impl->onWorklist(sql, std::move(all));
    });
}

} // namespace cw::storage
