// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/ReadingFile.h"

#include "app/workflow/DoubleReading.h"
#include "app/workflow/detail/Seeding.h"
#include <algorithm>
#include <nlohmann/json.hpp>

namespace cw::workflow {
namespace {

using Json = nlohmann::ordered_json;
constexpr const char* kTemplateOnly[] = {"images", "labels", "note"};

bool isSubmitted(const storage::CaseRow& row, const core::ReaderId& reader) {
    for (std::size_t i = 0; i < row.readers.size() && i < row.submitted.size(); ++i)
        if (row.readers[i] == reader)
            return row.submitted[i];
    return false;
}

/// What the reader has said so far, without opening a session nobody began.
Result<annotation::Reading> soFar(Project& project, const storage::CaseRow& row,
                                  const core::ReaderId& reader) {
    if (isSubmitted(row, reader)) {
        CW_TRY(const auto visible, project.store().readingsVisibleTo(reader, row.id));
        for (const auto& reading : visible)
            if (reading.reader == reader)
                return reading;
        return fail(ErrorCode::Forbidden, "this reading is sealed until both are submitted");
    }
    annotation::Reading reading;
    reading.caseId = row.id;
    reading.reader = reader;
    CW_TRY(const int round, storage::CaseProcess(project.store()).round(row.id, reader));
    std::error_code ignored;
    // One that was taken back goes on from there.
    if (round > 1 ||
        std::filesystem::exists(project.store().journalFile(row.id, reader), ignored)) {
        CW_TRY(const auto session, project.openSession(row.id, reader));
        reading.answers = session.answers();
        reading.findings = session.findings();
    }
    return reading;
}

Json imagesOf(const std::vector<storage::StoredImage>& images) {
    Json list = Json::array();
    for (const auto& image : images)
        list.push_back({{"id", image.id.text()},
                        {"laterality", core::name(image.attributes.laterality)},
                        {"view", core::name(image.attributes.view)},
                        {"width", image.attributes.width},
                        {"height", image.attributes.height}});
    return list;
}

Result<ReadingFile> exported(Project& project, const storage::CaseRow& row,
                             const core::ReaderId& reader) {
    CW_TRY(const auto reading, soFar(project, row, reader));
    CW_TRY(const auto images, project.store().images(row.id));
    auto json = Json::parse(annotation::canonicalJson(reading));
    json["images"] = imagesOf(images);
    json["labels"] =
        annotation::lesionLabels(project.store().kind() == core::ImageKind::Mammography);
    return ReadingFile{row.id, json.dump(2) + "\n", isSubmitted(row, reader)};
}

/// The file without what only the template carries, with what a tool may leave out.
Result<annotation::Reading> parsed(std::string_view text) {
    auto json = Json::parse(text, nullptr, false);
    if (!json.is_object())
        return fail(ErrorCode::Malformed, "this is not a JSON object");
    for (const auto* key : kTemplateOnly)
        json.erase(key);
    json.erase("id"); // of a reading that was: the import makes a new one
    json["submittedAt"] = "";
    if (!json.contains("answers"))
        json["answers"] = Json::object();
    if (!json.contains("findings"))
        json["findings"] = Json::array();
    if (json["findings"].is_array()) {
        std::size_t number = 0;
        for (auto& finding : json["findings"]) {
            ++number;
            if (finding.is_object() && !finding.contains("id"))
                finding["id"] = std::string("F").append(std::to_string(number));
            if (finding.is_object() && !finding.contains("attributes"))
                finding["attributes"] = Json::object();
        }
    }
    return annotation::readingFromJson(json.dump(-1, ' ', false, Json::error_handler_t::replace));
}

Result<void> checkAgainst(const std::vector<storage::StoredImage>& images,
                          const annotation::Reading& reading) {
    std::size_t number = 0;
    for (const auto& finding : reading.findings) {
        const auto which = "finding " + std::to_string(++number);
        const auto image = std::find_if(images.begin(), images.end(),
                                        [&](const auto& i) { return i.id == finding.image; });
        if (image == images.end())
            return fail(ErrorCode::InvalidArgument, which + " lies on an image of another case");
        if (auto good = core::checkStorable(finding.outline, image->attributes.width,
                                            image->attributes.height);
            !good)
            return within(good.error(), which);
    }
    return {};
}

} // namespace

Result<std::vector<ReadingFile>> exportReadings(Project& project, const core::ReaderId& reader,
                                                const std::optional<core::CaseId>& only) {
    std::vector<storage::CaseRow> rows;
    if (only) {
        CW_TRY(auto row, project.store().caseRow(*only));
        rows.push_back(std::move(row));
    } else {
        CW_TRY(rows, project.store().cases());
    }
    std::vector<ReadingFile> files;
    for (const auto& row : rows) {
        if (std::find(row.readers.begin(), row.readers.end(), reader) == row.readers.end()) {
            if (only)
                return fail(ErrorCode::Forbidden, "this case is not on that reader's worklist");
            continue;
        }
        CW_TRY(auto file, exported(project, row, reader));
        files.push_back(std::move(file));
    }
    return files;
}

Result<AppliedReading> importReading(Project& project, std::string_view json, AfterImport after,
                                     const std::string& reason) {
    CW_TRY(const auto reading, parsed(json));
    CW_TRY(const auto images, project.store().images(reading.caseId));
    CW_CHECK(checkAgainst(images, reading));
    if (after == AfterImport::Amend) {
        CW_TRY(auto amendment, openAmendment(project, reading.caseId, reading.reader));
        CW_CHECK(detail::replaceContent(amendment, reading));
        CW_CHECK(submitAmendment(project, amendment, reason));
        return AppliedReading{reading.caseId, reading.reader, reading.findings.size(),
                              reading.answers.size(), true};
    }
    CW_TRY(auto session, project.openSession(reading.caseId, reading.reader));
    CW_CHECK(detail::replaceContent(session, reading));
    if (after == AfterImport::Submit)
        CW_CHECK(project.submit(session));
    return AppliedReading{reading.caseId, reading.reader, reading.findings.size(),
                          reading.answers.size(), after == AfterImport::Submit};
}

} // namespace cw::workflow
