// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/AnnotationImport.h"

#include "annotation/SameLesion.h"
#include "anonymizer/Pseudonyms.h"
#include "app/workflow/ClinicalCsv.h"
#include "app/workflow/detail/Sources.h"
#include "core/Files.h"
#include "core/Sha256.h"
#include "dicom/Instance.h"

#include <algorithm>

namespace cw::workflow {
namespace {

namespace fs = std::filesystem;

std::string baseName(const std::string& path) {
    const auto slash = path.find_last_of("/\\");
    return slash == std::string::npos ? path : path.substr(slash + 1);
}
std::string stemOf(const std::string& path) {
    const std::string base = baseName(path);
    return base.substr(0, base.find_last_of('.'));
}
bool isId(const std::string& text) {
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

/// "1.2.840.113619.2.55": what looks like an ending is a part of it.
bool isUid(const std::string& text) {
    return text.size() <= 64 && text.find_first_not_of("0123456789.") == std::string::npos &&
           std::ranges::count(text, '.') >= 3;
}

struct Placed {
    core::CaseId caseId;
    int width = 0, height = 0;
};
using Places = std::map<core::ImageId, Placed>;

Result<Places> placesOf(const Project& project, const std::vector<storage::CaseRow>& rows) {
    Places places;
    for (const auto& row : rows) {
        CW_TRY(const auto images, project.store().images(row.id));
        for (const auto& image : images)
            places[image.id] = {row.id, image.attributes.width, image.attributes.height};
    }
    return places;
}

/// The project's image for each of the set's, where there is one of that size.
std::vector<std::optional<core::ImageId>> matched(dataset::AnnotationSet& set,
                                                  const ImageNames& names, const Places& places,
                                                  AnnotationImportReport& report) {
    std::vector<std::optional<core::ImageId>> ids;
    report.images = set.images.size();
    for (dataset::AnnotatedImage& image : set.images) {
        auto id = names.find(image);
        const auto place = id ? places.find(*id) : places.end();
        if (place == places.end()) {
            ids.emplace_back();
            continue;
        }
        ++report.matched;
        const bool sized = image.width > 0;
        if (sized && (image.width != place->second.width || image.height != place->second.height)) {
            ++report.otherSize;
            ids.emplace_back();
            continue;
        }
        image.width = place->second.width;
        image.height = place->second.height;
        ids.push_back(std::move(id));
    }
    return ids;
}

void takeAnswer(annotation::CaseAnswers& answers, const std::string& key, const std::string& value,
                AnnotationImportReport& report) {
    const auto [at, added] = answers.emplace(key, value);
    if (!added && at->second != value)
        ++report.contradictions;
}

/// The case's own category and density follow from its breasts'.
void complete(annotation::CaseAnswers& answers) {
    const auto of = [&](const char* key) {
        const auto found = answers.find(key);
        return found == answers.end() ? std::string() : found->second;
    };
    if (const auto word = annotation::finalAssessment(of("assessmentRight"), of("assessmentLeft"));
        !word.empty())
        answers.try_emplace("assessment", word);
    if (const auto word = annotation::finalDensity(of("densityRight"), of("densityLeft"));
        !word.empty())
        answers.try_emplace("density", word);
}

void takeDiagnosis(ImportedCase& entry, const std::string& diagnosis) {
    if (diagnosis.empty())
        return;
    std::string& known = entry.answers["diagnosis"];
    if (known != "malignant") // one malignant lesion makes the case malignant
        known = diagnosis;
}

} // namespace

void ImageNames::addInstance(const std::string& uid, const core::ImageId& id) {
    const auto [at, added] = m_names.emplace(uid, id);
    if (!added && at->second != id)
        at->second.reset();
}

void ImageNames::add(const std::string& name, const core::ImageId& id) {
    if (isUid(name))
        return addInstance(name, id);
    for (const std::string& form : {name, baseName(name), stemOf(name)}) {
        const auto [at, added] = m_names.emplace(form, id);
        if (!added && at->second != id)
            at->second.reset();
    }
}

Result<void> ImageNames::addTable(std::string_view csv) {
    CW_TRY(const auto rows, parseCsv(csv));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (i == 0 && rows[i].size() >= 2 && rows[i][0] == "file")
            continue;
        if (rows[i].size() < 2 || !isId(rows[i][1]))
            return fail(ErrorCode::Malformed,
                        "line " + std::to_string(i + 1) +
                            " of the table of images is not a file and an id");
        add(rows[i][0], core::ImageId(rows[i][1]));
    }
    return {};
}

Result<std::size_t> ImageNames::addOriginals(const Project& project, const fs::path& folder,
                                             const fs::path& keyFile,
                                             const core::ProgressFn& progress) {
    std::error_code error;
    if (!fs::is_regular_file(keyFile, error)) // a new key would know none of the files
        return fail(ErrorCode::NotFound, "the project's key is not there");
    CW_TRY(auto key, detail::keyOutside(keyFile, detail::foldersOf(project.store().folder())));
    const anonymizer::Pseudonyms pseudonyms(std::move(key));
    CW_TRY(const auto files, detail::filesOf(folder));
    std::size_t found = 0, done = 0;
    for (const auto& file : files) {
        if (progress)
            progress(++done, files.size(), "originals");
        const auto bytes = core::readFile(file.file);
        if (!bytes)
            continue;
        const auto digest = pseudonyms.token("source bytes", core::sha256Hex(*bytes), 32);
        CW_TRY(const auto id, project.store().imageOfSource(digest));
        if (!id)
            continue;
        ++found;
        add(file.relative, *id);
        dicom::ReadLimits limits;
        limits.headerOnly = true;
        if (dicom::looksLikeDicom(*bytes))
            if (const auto instance = dicom::readInstance(*bytes, limits))
                if (const auto uid = instance->text({0x0008, 0x0018}); uid && !uid->empty())
                    addInstance(*uid, *id);
    }
    return found;
}

std::optional<core::ImageId> ImageNames::find(const dataset::AnnotatedImage& image) const {
    if (isUid(image.name)) {
        const auto found = m_names.find(image.name);
        return found == m_names.end() ? std::nullopt : found->second;
    }
    for (const std::string& form : {image.name, baseName(image.name), stemOf(image.name)})
        if (const auto found = m_names.find(form); found != m_names.end())
            return found->second;
    if (image.id && isId(image.id->text()))
        return image.id;
    const std::string stem = stemOf(image.name);
    return isId(stem) ? std::optional(core::ImageId(stem)) : std::nullopt;
}

void keepNamed(dataset::AnnotationSet& set, const std::string& suffix) {
    std::vector<std::optional<std::size_t>> place;
    std::vector<dataset::AnnotatedImage> kept;
    for (auto& image : set.images) {
        std::string stem = stemOf(image.name);
        const bool named = stem.size() > suffix.size() && stem.ends_with(suffix);
        place.push_back(named ? std::optional(kept.size()) : std::nullopt);
        if (!named)
            continue;
        image.name = stem.substr(0, stem.size() - suffix.size());
        kept.push_back(std::move(image));
    }
    std::erase_if(set.shapes, [&](const auto& shape) { return !place[shape.image]; });
    for (auto& shape : set.shapes)
        shape.image = *place[shape.image];
    set.images = std::move(kept);
}

bool AnnotationImportReport::complete() const {
    return matched == images && otherSize == 0 && counts.unknownLabels.empty() &&
           counts.lines == 0 && counts.withoutArea == 0 && contradictions == 0 && faults.empty() &&
           std::ranges::none_of(cases, [](const CaseOutcome& c) { return c.refused.has_value(); });
}

Result<std::vector<ImportedCase>> importedCases(const Project& project, dataset::AnnotationSet set,
                                                const ImageNames& names,
                                                const dataset::LabelMap& labels,
                                                AnnotationImportReport& report) {
    CW_TRY(const auto rows, project.store().cases());
    CW_TRY(const auto places, placesOf(project, rows));
    const auto ids = matched(set, names, places, report);
    std::erase_if(set.shapes, [&](const auto& shape) { return !ids[shape.image]; });
    CW_CHECK(dataset::toPixels(set));
    report.shapes = set.shapes.size();
    report.faults = std::move(set.faults);
    report.moreFaults = set.moreFaults;
    std::map<core::CaseId, ImportedCase> cases;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        if (!ids[i])
            continue;
        const auto& caseId = places.at(*ids[i]).caseId;
        ImportedCase& entry = cases.try_emplace(caseId, ImportedCase{caseId, {}, {}}).first->second;
        for (const auto& [key, value] :
             dataset::mappedAnswers(set.images[i], labels.kind(), report.counts.wordsLeft))
            takeAnswer(entry.answers, key, value, report);
    }
    std::size_t number = 0;
    for (const auto& shape : set.shapes) {
        const auto& id = *ids[shape.image];
        const Placed& place = places.at(id);
        ImportedCase& entry = cases.at(place.caseId);
        takeDiagnosis(entry, dataset::mappedAttributes(shape, labels.kind()).diagnosis);
        for (auto& finding : dataset::findingsOf(shape, id, place.width, place.height, labels,
                                                 ++number, report.counts)) {
            finding.id = core::LesionId("F" + std::to_string(entry.findings.size() + 1));
            entry.findings.push_back(std::move(finding));
        }
    }
    std::vector<ImportedCase> inOrder;
    for (const auto& row : rows)
        if (const auto found = cases.find(row.id); found != cases.end()) {
            complete(found->second.answers);
            inOrder.push_back(std::move(found->second));
        }
    return inOrder;
}

Result<AnnotationImportReport>
importAnnotationsAsReading(Project& project, dataset::AnnotationSet set, const ImageNames& names,
                           const dataset::LabelMap& labels, const core::ReaderId& reader,
                           AfterImport after, const core::ProgressFn& progress) {
    AnnotationImportReport report;
    CW_TRY(auto cases, importedCases(project, std::move(set), names, labels, report));
    std::size_t done = 0;
    for (ImportedCase& entry : cases) {
        annotation::Reading reading;
        reading.caseId = entry.caseId;
        reading.reader = reader;
        reading.findings = std::move(entry.findings);
        std::ranges::sort(reading.findings, {}, &annotation::Finding::id);
        AnnotationImportReport::CaseOutcome outcome;
        outcome.caseId = entry.caseId;
        outcome.findings = reading.findings.size();
        outcome.answers = entry.answers.size();
        const auto take = [&]() -> Result<void> {
            {
                CW_TRY(const auto session, project.openSession(entry.caseId, reader));
                reading.answers = session.answers();
            }
            for (const auto& [key, value] : entry.answers)
                reading.answers[key] = value;
            CW_TRY(const auto applied,
                   importReading(project, annotation::canonicalJson(reading), after));
            (void)applied;
            return {};
        };
        if (const auto taken = take(); !taken) {
            const auto code = taken.error().code;
            if (code == ErrorCode::IoFailure || code == ErrorCode::Corrupt ||
                code == ErrorCode::Internal)
                return within(taken.error(), "taking a case");
            outcome.refused = taken.error();
        }
        report.cases.push_back(std::move(outcome));
        if (progress)
            progress(++done, cases.size(), "cases");
    }
    return report;
}

} // namespace cw::workflow
