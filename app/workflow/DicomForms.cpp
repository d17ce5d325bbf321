// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/DicomForms.h"

#include "app/workflow/detail/DicomCodes.h"
#include "core/Files.h"
#include "core/Sha256.h"
#include "dataset/StagedFolder.h"
#include "dicom/CapturedPicture.h"
#include "dicom/DerivedUid.h"
#include "dicom/MeasurementReport.h"
#include "dicom/PresentationState.h"
#include "dicom/Segmentation.h"
#include "imaging/Picture.h"

#include <nlohmann/json.hpp>
#include <set>

namespace cw::workflow {
namespace {

namespace fs = std::filesystem;
using dataset::DatasetImage;

constexpr std::string_view kReportClass = "1.2.840.10008.5.1.4.1.1.88.33";

Result<void> writeInto(const fs::path& folder, const std::string& name,
                       std::span<const std::byte> bytes) {
    std::error_code error;
    fs::create_directories((folder / name).parent_path(), error);
    if (error)
        return fail(ErrorCode::IoFailure, "cannot create a folder: " + error.message());
    return core::writeWhole(folder / name, bytes);
}

/// One lesion as the forms need it: an image of the version and a finding on it.
struct Marked {
    const annotation::Finding* finding;
    const DatasetImage* image;
};

class Exporter {
public:
    Exporter(const dataset::FrozenVersion& version, const DicomFormOptions& options,
             const dataset::BytesSource& bytes, const ReadingPairs& readings, fs::path folder)
        : m_version(version), m_options(options), m_bytes(bytes), m_readings(readings),
          m_folder(std::move(folder)) {}

    Result<DicomFormReport> run(const core::ProgressFn& progress) {
        const auto& images = m_version.content.images;
        std::size_t done = 0;
        for (const auto& image : images) {
            const std::string which = "image " + image.id.text().substr(0, 12);
            if (auto source = sourceOf(image); !source)
                return within(std::move(source).error(), which);
            if (auto written = writeImageForm(image); !written)
                return within(std::move(written).error(), which);
            if (progress)
                progress(++done, images.size(), "images");
        }
        if (m_options.form == DicomForm::Report)
            CW_CHECK(writeReports());
        noteWhatToKnow();
        CW_CHECK(writeLog());
        return m_report;
    }

private:
    core::ImageKind kind() const { return m_version.content.kind; }

    /// UIDs of what is made belong to this version and this object alone.
    std::string uidFor(std::string_view what, std::string_view of) const {
        return dicom::derivedUid({m_version.manifestSha256, what, of});
    }
    dicom::ObjectIdentity identityFor(std::string_view what, std::string_view of,
                                      std::string_view series) const {
        dicom::ObjectIdentity identity;
        identity.sopInstanceUid = uidFor(what, of);
        identity.seriesUid = dicom::derivedUid({m_version.manifestSha256, what, "series", series});
        identity.createdAt = m_version.createdAt;
        identity.seriesDescription = "Concord " + m_version.name.text();
        return identity;
    }

    /// Reads an image once, notes how it is referred to, and writes its file where it goes along.
    Result<void> sourceOf(const DatasetImage& image) {
        CW_TRY(auto stored, m_bytes(image.id));
        if (core::sha256Hex(stored) != image.id.text())
            return fail(ErrorCode::Corrupt, "it no longer matches its id");
        const bool isDicom = image.mediaType == "application/dicom";
        if (!isDicom) {
            CW_TRY(stored, wrapped(image, stored));
            ++m_report.wrapped;
        }
        dicom::ReadLimits limits;
        limits.headerOnly = true;
        CW_TRY(const auto instance, dicom::readInstance(stored, limits));
        CW_TRY(auto source, dicom::sourceImageOf(instance));
        // What the project knows beats what is left in the header.
        source.spacing = image.attributes.spacing;
        if (source.laterality.empty())
            source.laterality = core::name(image.attributes.laterality);
        m_sources.emplace(image.id, std::move(source));
        if (!isDicom || m_options.withImages)
            return writeInto(m_folder, "images/" + image.id.text() + ".dcm", stored);
        return {};
    }

    Result<std::vector<std::byte>> wrapped(const DatasetImage& image,
                                           const std::vector<std::byte>& stored) const {
        CW_TRY(const auto picture, imaging::decodePicture(stored));
        dicom::PictureFacts facts;
        facts.patientId = image.patient.text();
        // Of no version: the same picture is the same instance in every export.
        facts.studyUid = dicom::derivedUid({"picture study", image.patient.text()});
        facts.modality = image.attributes.kind == core::ImageKind::Mammography ? "MG" : "OP";
        facts.laterality = core::name(image.attributes.laterality);
        if (picture.format == imaging::PictureFormat::Jpeg)
            facts.lossyBytes = stored.size();
        dicom::ObjectIdentity identity;
        identity.sopInstanceUid =
            dicom::derivedUid({"picture", image.patient.text(), image.id.text()});
        identity.seriesUid = dicom::derivedUid({"picture series", image.patient.text()});
        identity.createdAt = m_version.createdAt;
        return dicom::encodeCapturedPicture(picture.image, facts, identity);
    }

    Result<void> writeImageForm(const DatasetImage& image) {
        if (m_options.form == DicomForm::Report)
            return {};
        if (image.findings.empty()) {
            ++m_report.withoutObject;
            return {};
        }
        const auto& source = m_sources.at(image.id);
        const bool asMasks = m_options.form == DicomForm::Segmentation;
        const std::string what = asMasks ? "seg" : "pr";
        const auto identity = identityFor(what, image.id.text(), source.studyUid);
        std::vector<std::byte> object;
        if (asMasks) {
            CW_TRY(const auto segmentation, segmentationOf(image, source));
            CW_TRY(object, dicom::encodeSegmentation(source, segmentation, identity));
        } else {
            CW_TRY(object, dicom::encodePresentationState(source, stateOf(image), identity));
        }
        ++m_report.objects;
        m_report.lesions += image.findings.size();
        return writeInto(m_folder, what + "/" + image.id.text() + ".dcm", object);
    }

    std::string trackingUid(const DatasetImage& image, const annotation::Finding& finding) const {
        return uidFor("lesion of " + image.id.text(), finding.id.text());
    }

    Result<dicom::Segmentation> segmentationOf(const DatasetImage& image,
                                               const dicom::SourceImage& source) {
        dicom::Segmentation result;
        for (const auto& finding : image.findings) {
            dicom::Segment segment;
            segment.label = finding.label + " " + finding.id.text();
            segment.category = categoryCode();
            segment.type = labelCode(kind(), finding.label);
            segment.region = regionCode(image.attributes);
            segment.laterality = sideCode(image.attributes);
            segment.trackingId = finding.id.text();
            segment.trackingUid = trackingUid(image, finding);
            dicom::SegmentFrame frame;
            frame.segment = result.segments.size();
            CW_TRY(frame.mask, dicom::bitMaskOf(finding.outline, source.columns, source.rows));
            if (frame.mask.count() == 0)
                ++m_withoutPixels;
            result.segments.push_back(std::move(segment));
            result.frames.push_back(std::move(frame));
        }
        return result;
    }

    static dicom::PresentationState stateOf(const DatasetImage& image) {
        dicom::PresentationState state;
        for (const auto& finding : image.findings)
            state.marks.push_back({finding.outline, finding.id.text() + " " + finding.label});
        return state;
    }

    // -- reports -----------------------------------------------------------------------------

    Result<void> writeReports() {
        std::map<core::CaseId, std::vector<const DatasetImage*>> cases;
        for (const auto& image : m_version.content.images)
            cases[image.caseId].push_back(&image);
        for (const auto& [caseId, images] : cases) {
            std::vector<dicom::DocumentReference> under;
            if (const auto pair = m_readings.find(caseId); pair != m_readings.end()) {
                CW_TRY(auto a, writeReading(images, pair->second.first, "reader-a", "Reader^A"));
                CW_TRY(auto b, writeReading(images, pair->second.second, "reader-b", "Reader^B"));
                under = {std::move(a), std::move(b)};
            }
            std::vector<Marked> truth;
            for (const auto* image : images)
                for (const auto& finding : image->findings)
                    truth.push_back({&finding, image});
            CW_CHECK(writeReport(images, truth, images.front()->answers, "truth", "Consensus",
                                 std::move(under)));
            m_report.lesions += truth.size();
        }
        return {};
    }

    Result<dicom::DocumentReference> writeReading(const std::vector<const DatasetImage*>& images,
                                                  const annotation::Reading& reading,
                                                  const std::string& role,
                                                  const std::string& observer) {
        std::vector<Marked> marked;
        for (const auto& finding : reading.findings)
            for (const auto* image : images)
                if (image->id == finding.image)
                    marked.push_back({&finding, image});
        return writeReport(images, marked, reading.answers, role, observer, {});
    }

    Result<dicom::DocumentReference>
    writeReport(const std::vector<const DatasetImage*>& images, const std::vector<Marked>& marked,
                const annotation::CaseAnswers& answers, const std::string& role,
                const std::string& observer, std::vector<dicom::DocumentReference> under) {
        dicom::MeasurementReport report;
        report.observer = observer;
        report.procedure = procedureCode(kind());
        report.assessments = assessmentsOf(kind(), answers);
        report.predecessors = std::move(under);
        std::map<core::ImageId, std::size_t> indexOf;
        for (const auto* image : images) {
            indexOf[image->id] = report.images.size();
            report.images.push_back(m_sources.at(image->id));
        }
        for (const auto& mark : marked)
            report.lesions.push_back(lesionOf(mark, indexOf.at(mark.image->id), role));
        const auto& caseId = images.front()->caseId.text();
        const auto identity = identityFor("sr " + role, caseId, report.images.front().studyUid);
        CW_TRY(const auto object, dicom::encodeMeasurementReport(report, identity));
        CW_CHECK(writeInto(m_folder, "sr/" + caseId + "-" + role + ".dcm", object));
        ++m_report.objects;
        return dicom::DocumentReference{report.images.front().studyUid, identity.seriesUid,
                                        std::string(kReportClass), identity.sopInstanceUid};
    }

    dicom::MeasuredLesion lesionOf(const Marked& mark, std::size_t image,
                                   const std::string& role) const {
        const auto& finding = *mark.finding;
        const auto& attributes = mark.image->attributes;
        dicom::MeasuredLesion lesion;
        lesion.image = image;
        lesion.trackingId = finding.id.text();
        // The truth's lesion is the segment's; a reader's is the reader's own.
        lesion.trackingUid = role == "truth"
                                 ? trackingUid(*mark.image, finding)
                                 : uidFor(role + " of " + mark.image->id.text(), finding.id.text());
        lesion.category = categoryCode();
        lesion.finding = labelCode(kind(), finding.label);
        lesion.site = siteCode(attributes);
        if (attributes.kind != core::ImageKind::Mammography)
            lesion.laterality = sideCode(attributes);
        lesion.siteModifier = quadrantCode(kind(), finding);
        lesion.outline = finding.outline;
        lesion.measurements = measurementsOf(finding.outline, attributes.spacing);
        lesion.evaluations = evaluationsOf(kind(), finding);
        return lesion;
    }

    // -- what to know ----------------------------------------------------------------------------

    void noteWhatToKnow() {
        auto& notes = m_report.notes;
        if (m_report.wrapped > 0)
            notes.push_back(std::to_string(m_report.wrapped) +
                            " loose pictures have no DICOM instance: they are written as Secondary "
                            "Capture Images under images/, with UIDs made of their SHA-256, and "
                            "everything refers to those");
        if (m_withoutPixels > 0)
            notes.push_back(std::to_string(m_withoutPixels) +
                            " outlines hold no pixel's centre: their segments are empty");
        if (m_options.form == DicomForm::PresentationState)
            notes.emplace_back("presentation states carry look, not meaning: codes and answers are "
                               "in dicom-sr and dicom-seg");
        if (m_options.form == DicomForm::Segmentation)
            notes.emplace_back("masks are what the outlines enclose, a pixel by its centre; the "
                               "outlines themselves are in dicom-sr");
        else
            notes.emplace_back("coordinates are stored as 32-bit floating point numbers");
    }

    Result<void> writeLog() const {
        nlohmann::json log; // sorted keys: canonical (decision 0031)
        constexpr const char* kForms[] = {"dicom-seg", "dicom-sr", "gsps"};
        log["schema"] = "concord-dicom-export-1";
        log["format"] = kForms[static_cast<std::size_t>(m_options.form)];
        log["version"] = m_version.name.text();
        log["manifest_sha256"] = m_version.manifestSha256;
        log["objects"] = m_report.objects;
        log["lesions"] = m_report.lesions;
        log["wrapped_pictures"] = m_report.wrapped;
        log["images_without_object"] = m_report.withoutObject;
        log["notes"] = m_report.notes;
        for (const auto& [id, source] : m_sources)
            log["instances"][id.text()] = source.sopInstanceUid;
        return core::writeWhole(m_folder / "export.json", log.dump(1) + "\n");
    }

    const dataset::FrozenVersion& m_version;
    const DicomFormOptions& m_options;
    const dataset::BytesSource& m_bytes;
    const ReadingPairs& m_readings;
    fs::path m_folder;
    std::map<core::ImageId, dicom::SourceImage> m_sources;
    std::size_t m_withoutPixels = 0;
    DicomFormReport m_report;
};

} // namespace

std::optional<DicomForm> dicomFormFrom(std::string_view text) {
    if (text == "dicom-seg")
        return DicomForm::Segmentation;
    if (text == "dicom-sr")
        return DicomForm::Report;
    if (text == "gsps")
        return DicomForm::PresentationState;
    return std::nullopt;
}

Result<DicomFormReport> exportDicomForms(const dataset::FrozenVersion& version,
                                         const DicomFormOptions& options,
                                         const dataset::BytesSource& bytes,
                                         const ReadingPairs& readings,
                                         const core::ProgressFn& progress) {
    CW_TRY(auto staged, dataset::StagedFolder::beside(
                            options.output, dataset::StagedFolder::Existing::EmptyIsFine));
    Exporter exporter(version, options, bytes, readings, staged.path());
    CW_TRY(auto report, exporter.run(progress));
    CW_CHECK(staged.commit());
    return report;
}

Result<DicomOutlines> readDicomOutlines(std::span<const std::byte> file) {
    dicom::ReadLimits limits;
    limits.headerOnly = true;
    CW_TRY(const auto header, dicom::readInstance(file, limits));
    const auto sopClass = header.sopClassUid();
    DicomOutlines result;
    if (sopClass == "1.2.840.10008.5.1.4.1.1.66.4") {
        result.form = "dicom-seg";
        CW_TRY(const auto segmentation, dicom::readSegmentation(file));
        CW_TRY(result.outlines, dicom::outlinesOf(segmentation));
        return result;
    }
    if (sopClass.starts_with("1.2.840.10008.5.1.4.1.1.88.")) {
        result.form = "dicom-sr";
        CW_TRY(auto report, dicom::readMeasurementReport(file));
        result.outlines = std::move(report.outlines);
        if (report.inSegmentations > 0)
            result.notes.push_back(std::to_string(report.inSegmentations) +
                                   " regions lie in segmentations: import those files");
        if (report.inPatientSpace > 0)
            result.notes.push_back(std::to_string(report.inPatientSpace) +
                                   " regions lie in patient space (SCOORD3D), on no one image");
        return result;
    }
    if (sopClass.starts_with("1.2.840.10008.5.1.4.1.1.11.")) {
        result.form = "gsps";
        CW_TRY(auto state, dicom::readPresentationState(file));
        result.outlines = std::move(state.outlines);
        if (state.onTheScreen > 0)
            result.notes.push_back(std::to_string(state.onTheScreen) +
                                   " graphics are drawn on the screen, not on an image");
        return result;
    }
    return fail(ErrorCode::Unsupported,
                "neither a segmentation nor a structured report nor a presentation state");
}

} // namespace cw::workflow
