// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/Cohort.h"

#include "app/workflow/ClinicalCsv.h"
#include "app/workflow/Collection.h"
#include "app/workflow/detail/Sources.h"
#include "core/Files.h"
#include "storage/CommonFolder.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>
#include <set>

namespace cw::workflow {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr std::string_view kFormat = "concord-cohort-1";
constexpr std::array<std::string_view, 7> kLabels{"normal", "benign", "malignant", "glaucoma",
                                                  "amd",    "dr",     "rvo"};

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// A table by the names of its columns.
class Table {
public:
    explicit Table(std::vector<std::vector<std::string>> rows) : m_rows(std::move(rows)) {}
    bool has(std::string_view column) const { return indexOf(column).has_value(); }
    std::size_t size() const { return m_rows.size(); }
    std::string_view at(std::size_t row, std::string_view column) const {
        const auto index = indexOf(column);
        return index && *index < m_rows[row].size() ? trimmed(m_rows[row][*index])
                                                    : std::string_view();
    }

private:
    std::optional<std::size_t> indexOf(std::string_view column) const {
        for (std::size_t i = 0; i < m_rows.front().size(); ++i)
            if (trimmed(m_rows.front()[i]) == column)
                return i;
        return std::nullopt;
    }
    std::vector<std::vector<std::string>> m_rows;
};

std::vector<core::PatientKey> keysOf(std::string_view id, std::string_view issuer,
                                     const anonymizer::Pseudonyms& pseudonyms,
                                     const std::vector<std::string>& issuers) {
    if (!issuer.empty())
        return {pseudonyms.patient(issuer, id)};
    std::vector<core::PatientKey> keys{pseudonyms.patient("", id)};
    for (const auto& each : issuers)
        keys.push_back(pseudonyms.patient(each, id));
    return keys;
}

/// The label and the number of images, where they are of their column's form.
void readValues(const Table& table, std::size_t row, CohortPatient& patient, CohortList& list) {
    const auto place = "row " + std::to_string(row + 1);
    auto label = table.at(row, "label");
    if (label.empty())
        label = table.at(row, "diagnosis");
    if (std::ranges::find(kLabels, label) != kLabels.end())
        patient.label = std::string(label);
    else if (!label.empty())
        list.warnings.push_back(place + ", diagnosis: not one of the labels, left out");
    const auto images = table.at(row, "images");
    std::size_t number = 0;
    const auto end = images.data() + images.size();
    if (const auto read = std::from_chars(images.data(), end, number);
        !images.empty() && read.ec == std::errc{} && read.ptr == end && number < 10000)
        patient.images = number;
    else if (!images.empty())
        list.warnings.push_back(place + ", images: not a number, left out");
}

Json jsonOf(const CohortList& list) {
    Json json{{"format", kFormat}, {"patients", Json::array()}};
    for (const auto& patient : list.patients) {
        Json each{{"keys", Json::array()}, {"label", patient.label}, {"row", patient.row}};
        for (const auto& key : patient.keys)
            each["keys"].push_back(key.text());
        if (patient.images)
            each["images"] = *patient.images;
        json["patients"].push_back(std::move(each));
    }
    return json;
}

std::string missingOf(const std::vector<storage::StoredImage>& images, core::ImageKind kind,
                      const CohortPatient& patient) {
    if (patient.images)
        return images.size() >= *patient.images ? std::string()
                                                : std::to_string(images.size()) + " of " +
                                                      std::to_string(*patient.images) + " images";
    if (kind != core::ImageKind::Mammography)
        return {};
    std::string missing;
    for (const auto view : {core::ViewPosition::CC, core::ViewPosition::MLO})
        for (const auto side : {core::Laterality::Right, core::Laterality::Left}) {
            const bool there = std::ranges::any_of(images, [&](const auto& image) {
                return image.attributes.view == view && image.attributes.laterality == side;
            });
            if (!there)
                missing += (missing.empty() ? "" : ", ") + std::string(core::name(side)) +
                           std::string(core::name(view));
        }
    return missing;
}

Result<void> compareCase(const storage::CaseStore& store, const core::CaseId& id,
                         const CohortPatient& patient, CohortReport& report) {
    CW_TRY(const auto images, store.images(id));
    if (auto missing = missingOf(images, store.kind(), patient); !missing.empty())
        report.incomplete.push_back({patient.row, id, std::move(missing)});
    CW_TRY(const auto clinical, store.clinical(id));
    if (!clinical || patient.label.empty())
        return {};
    const auto label = clinical->find("label");
    if (label != clinical->end() && label->second != patient.label)
        report.contradictions.push_back({patient.row, id, patient.label, label->second});
    return {};
}

} // namespace

Result<CohortList> cohortFrom(std::string_view csv, const anonymizer::Pseudonyms& pseudonyms,
                              const std::vector<std::string>& issuers) {
    CW_TRY(auto rows, parseCsv(csv));
    if (rows.empty())
        return fail(ErrorCode::Malformed, "the cohort list is empty: not even a header");
    const Table table(std::move(rows));
    if (!table.has("patient_id"))
        return fail(ErrorCode::Malformed, "the cohort list has no column patient_id");
    CohortList list;
    std::set<core::PatientKey> seen;
    for (std::size_t row = 1; row < table.size(); ++row) {
        const auto id = table.at(row, "patient_id");
        if (id.empty()) {
            list.warnings.push_back("row " + std::to_string(row + 1) +
                                    " has no patient_id and was left out");
            continue;
        }
        CohortPatient patient;
        patient.row = row + 1;
        patient.keys = keysOf(id, table.at(row, "issuer"), pseudonyms, issuers);
        if (!seen.insert(patient.keys.front()).second)
            return fail(ErrorCode::Malformed, "the cohort list has a second line for one patient, "
                                              "row " +
                                                  std::to_string(row + 1));
        readValues(table, row, patient, list);
        list.patients.push_back(std::move(patient));
    }
    return list;
}

Result<CohortList> importCohort(Project& project, const fs::path& csv, const fs::path& keyFile,
                                const std::vector<std::string>& issuers, const std::string& by) {
    CW_CHECK(checkStaffText(by, "the name of who imports the list"));
    const auto& folder = project.store().folder();
    const auto common = storage::commonFolder(folder);
    const auto folders = detail::foldersOf(folder);
    if (std::ranges::any_of(folders, [&](const auto& each) { return detail::isInside(csv, each); }))
        return fail(ErrorCode::InvalidArgument,
                    "the cohort list lies inside the project, which must not hold a patient's ID");
    auto text = core::readText(csv);
    if (!text)
        return within(text.error(), "reading the cohort list");
    CW_TRY(auto key, detail::keyOutside(keyFile, folders));
    auto list = cohortFrom(*text, anonymizer::Pseudonyms(std::move(key)), issuers);
    if (!list)
        return within(list.error(), "reading the cohort list");
    CW_TRY(auto collection, Collection::open(folder, project.clock()));
    std::error_code ignored;
    fs::create_directories(common / "collection", ignored);
    CW_CHECK(core::writeWhole(common / "collection" / "cohort.json", jsonOf(*list).dump() + "\n"));
    CW_CHECK(collection.noteCohort(by, list->patients.size()));
    return list;
}

Result<CohortList> cohortOf(const fs::path& project) {
    auto text = core::readText(storage::commonFolder(project) / "collection" / "cohort.json");
    if (!text)
        return fail(ErrorCode::NotFound, "no cohort list was imported: concord cohort import");
    CohortList list;
    try {
        const auto json = Json::parse(*text);
        if (json.at("format") != kFormat)
            return fail(ErrorCode::Corrupt, "the cohort list is of another format");
        for (const auto& each : json.at("patients")) {
            CohortPatient patient;
            for (const auto& key : each.at("keys"))
                patient.keys.emplace_back(key.get<std::string>());
            patient.label = each.at("label").get<std::string>();
            patient.row = each.at("row").get<std::size_t>();
            if (each.contains("images"))
                patient.images = each["images"].get<std::size_t>();
            list.patients.push_back(std::move(patient));
        }
    } catch (const std::exception&) {
        return fail(ErrorCode::Corrupt, "the cohort list was changed and cannot be read");
    }
    return list;
}

Result<CohortReport> compareCohort(const Project& project) {
    const auto& store = project.store();
    CW_TRY(const auto list, cohortOf(store.folder()));
    CW_TRY(const auto cases, project.cases());
    std::map<core::PatientKey, core::CaseId> there;
    for (const auto& row : cases)
        there.emplace(row.patient, row.id);
    CohortReport report;
    report.patients = list.patients.size();
    std::set<core::CaseId> listed;
    for (const auto& patient : list.patients) {
        bool came = false;
        for (const auto& key : patient.keys) {
            const auto found = there.find(key);
            if (found == there.end())
                continue;
            came = true;
            listed.insert(found->second);
            CW_CHECK(compareCase(store, found->second, patient, report));
        }
        if (came)
            ++report.came;
        else
            report.missing.push_back(patient.row);
    }
    for (const auto& row : cases)
        if (!listed.contains(row.id))
            report.unlisted.push_back(row.id);
    return report;
}

} // namespace cw::workflow
