// SPDX-License-Identifier: Apache-2.0
#include "core/Sha256.h"
#include "storage/detail/AttributesJson.h"
#include "storage/detail/DirectIdentifiers.h"
#include "storage/detail/StoreState.h"
#include <cstdio>

namespace cw::storage {
namespace {

using soci::into;
using soci::use;

struct Owner {
    core::CaseId caseId;
    core::PatientKey patient;
};

std::optional<Owner> ownerOf(soci::session& sql, const core::ImageId& id) {
    std::string caseId, patient;
    sql << "SELECT c.id, c.patient FROM images i JOIN cases c ON c.id = i.case_id WHERE i.id = :id",
        use(id.text()), into(caseId), into(patient);
    if (!sql.got_data())
        return std::nullopt;
    return Owner{core::CaseId(caseId), core::PatientKey(patient)};
}

/// Whose the image is already, if it is there. Conflict if that is somebody else.
Result<std::optional<Owner>> ownerFor(soci::session& sql, const core::ImageId& id,
                                      const core::PatientKey& patient) {
    auto owner = ownerOf(sql, id);
    if (owner && owner->patient != patient)
        return fail(ErrorCode::Conflict, "the same image is stored already for another patient");
    return owner;
}

core::CaseId caseOf(soci::session& sql, const core::PatientKey& patient, const std::string& now) {
    std::string id;
    sql << "SELECT id FROM cases WHERE patient = :patient AND alias_of IS NULL",
        use(patient.text()), into(id);
    if (sql.got_data())
        return core::CaseId(id);
    int number = 0;
    sql << "SELECT coalesce(max(number), 0) + 1 FROM cases", into(number);
    id = detail::caseIdText(number);
    sql << "INSERT INTO cases (number, id, patient, imported_at) "
           "VALUES (:number, :id, :patient, :now)",
        use(number), use(id), use(patient.text()), use(now);
    return core::CaseId(id);
}

void rememberSource(soci::session& sql, const std::string& digest, const core::ImageId& id) {
    if (!digest.empty())
        sql << "INSERT INTO sources (digest, image_id) VALUES (:digest, :id) "
               "ON CONFLICT (digest) DO NOTHING",
            use(digest), use(id.text());
}

Result<void> checkComplete(const core::EncodedImage& image) {
    if (image.bytes.empty() || image.mediaType.empty() || image.patient.empty())
        return fail(ErrorCode::InvalidArgument, "an image needs bytes, a media type and a patient");
    return {};
}

/// The rows of a SELECT of the five columns in this order.
struct ImageColumns {
    std::string id, caseId, mediaType, study, attributes;

    Result<StoredImage> image() const {
        CW_TRY(auto parsed, detail::attributesFromJson(attributes));
        return StoredImage{core::ImageId(id), core::CaseId(caseId), mediaType,
                           core::StudyKey(study), std::move(parsed)};
    }
};

} // namespace

Result<AddedImage> CaseStore::add(const core::Deidentified<core::EncodedImage>& sealed) {
    CW_CHECK(m_impl->may(detail::Operation::Import));
    const auto& image = sealed.value();
    CW_CHECK(checkComplete(image));
    if (m_impl->access == Access::ReadOnly)
        return fail(ErrorCode::Forbidden, "the project was opened for reading only");
    const core::ImageId id(core::sha256Hex(image.bytes));
    auto& database = *m_impl->database;
    CW_CHECK(database.read([&](soci::session& sql) -> Result<void> {
        CW_CHECK(ownerFor(sql, id, image.patient));
        return {};
    }));
    // The file before the row: a row never promises bytes that are not there.
    CW_CHECK(m_impl->blobs.put(id, image.bytes));
    const auto connection = database.connections();
    return database.write([&](soci::session& sql) -> Result<AddedImage> {
        // While the connection was lost another program could believe that it is alone, and sweep.
        if (database.connections() != connection)
            CW_CHECK(m_impl->blobs.put(id, image.bytes));
        CW_TRY(const auto owner, ownerFor(sql, id, image.patient)); // again: others import too
        const auto now = m_impl->now();
        const auto caseId = owner ? owner->caseId : caseOf(sql, image.patient, now);
        if (!owner) {
            const auto attributes = detail::toJson(image.attributes);
            sql << "INSERT INTO images (id, case_id, media_type, study, attributes, added_at) "
                   "VALUES (:id, :case, :type, :study, :attributes, :now)",
                use(id.text()), use(caseId.text()), use(image.mediaType), use(image.study.text()),
                use(attributes), use(now);
        }
        rememberSource(sql, image.sourceDigest, id);
        return AddedImage{id, caseId, owner.has_value()};
    });
}

Result<bool> CaseStore::knowsSource(const std::string& sourceDigest) const {
    CW_CHECK(m_impl->may(detail::Operation::Import));
    return m_impl->database->read([&](soci::session& sql) -> Result<bool> {
        int count = 0;
        sql << "SELECT count(*) FROM sources WHERE digest = :digest", use(sourceDigest),
            into(count);
        return count > 0;
    });
}

Result<std::optional<core::ImageId>>
CaseStore::imageOfSource(const std::string& sourceDigest) const {
    return m_impl->database->read([&](soci::session& sql) -> Result<std::optional<core::ImageId>> {
        std::string id;
        sql << "SELECT image_id FROM sources WHERE digest = :digest", use(sourceDigest), into(id);
        return sql.got_data() ? std::optional(core::ImageId(id)) : std::nullopt;
    });
}

Result<std::vector<StoredImage>> CaseStore::images(const core::CaseId& caseId) const {
    CW_CHECK(m_impl->may(detail::Operation::SeeCases));
    return m_impl->database->read([&](soci::session& sql) -> Result<std::vector<StoredImage>> {
        CW_CHECK(detail::requireCase(sql, caseId));
        CW_CHECK(m_impl->mayCase(sql, caseId));
        std::vector<StoredImage> images;
        ImageColumns row;
        soci::statement rows =
            (sql.prepare << "SELECT id, case_id, media_type, study, attributes FROM images "
                            "WHERE case_id = (SELECT coalesce(alias_of, id) FROM cases WHERE id = "
                            ":case) ORDER BY position",
             use(caseId.text()), into(row.id), into(row.caseId), into(row.mediaType),
             into(row.study), into(row.attributes));
        rows.execute();
        while (rows.fetch()) {
            CW_TRY(auto image, row.image());
            images.push_back(std::move(image));
        }
        return images;
    });
}

Result<StoredImage> CaseStore::image(const core::ImageId& id) const {
    CW_CHECK(m_impl->may(detail::Operation::SeeCases));
    return m_impl->database->read([&](soci::session& sql) -> Result<StoredImage> {
        ImageColumns row;
        sql << "SELECT id, case_id, media_type, study, attributes FROM images WHERE id = :id",
            use(id.text()), into(row.id), into(row.caseId), into(row.mediaType), into(row.study),
            into(row.attributes);
        if (!sql.got_data())
            return fail(ErrorCode::NotFound, "there is no such image in this project");
        CW_CHECK(m_impl->mayCase(sql, core::CaseId(row.caseId)));
        return row.image();
    });
}

Result<std::vector<std::byte>> CaseStore::bytes(const core::ImageId& id) const {
    CW_CHECK(m_impl->may(detail::Operation::SeeCases));
    if (m_impl->who && m_impl->who->isReaderOnly())
        CW_CHECK(image(id));
    auto bytes = m_impl->blobs.get(id);
    if (bytes || bytes.error().code != ErrorCode::NotFound)
        return bytes;
    CW_CHECK(image(id)); // NotFound stays NotFound; a row without its file is damage
    if (m_impl->database->dialect() == detail::Dialect::PostgreSQL)
        return fail(ErrorCode::Corrupt, "the file of a stored image is missing: the workstations "
                                        "of a project share one folder of images (--images)");
    return fail(ErrorCode::Corrupt, "the file of a stored image is missing");
}

Result<void> CaseStore::setClinical(const core::PatientKey& patient, const ClinicalRow& row) {
    CW_CHECK(m_impl->may(detail::Operation::Import));
    CW_CHECK(detail::refuseDirectIdentifiers(row, patient));
    return m_impl->database->write([&](soci::session& sql) -> Result<void> {
        const auto fields = detail::toJson(row);
        sql << "INSERT INTO clinical (patient, fields) VALUES (:patient, :fields) "
               "ON CONFLICT (patient) DO UPDATE SET fields = excluded.fields",
            use(patient.text()), use(fields);
        return {};
    });
}

Result<std::optional<ClinicalRow>> CaseStore::clinical(const core::CaseId& id) const {
    CW_CHECK(m_impl->may(detail::Operation::SeeClinical));
    return m_impl->database->read([&](soci::session& sql) -> Result<std::optional<ClinicalRow>> {
        CW_CHECK(detail::requireCase(sql, id));
        std::string fields;
        sql << "SELECT l.fields FROM clinical l JOIN cases c ON c.patient = l.patient "
               "WHERE c.id = :id",
            use(id.text()), into(fields);
        if (!sql.got_data())
            return std::optional<ClinicalRow>();
        CW_TRY(auto row, detail::fieldsFromJson(fields));
        return std::optional(std::move(row));
    });
}

} // namespace cw::storage
