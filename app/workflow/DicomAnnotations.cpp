// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/DicomAnnotations.h"

#include "app/workflow/DicomForms.h"
#include "app/workflow/detail/Sources.h"
#include "core/Files.h"
#include "dicom/DerivedUid.h"
#include "dicom/SourceImage.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <fstream>
#include <set>

namespace cw::workflow {
namespace {

namespace fs = std::filesystem;
using dataset::AnnotatedShape;
using dataset::ShapeKind;

constexpr std::size_t kMostFaults = 200;
constexpr double kFarthestPx = 1e7;

bool isDicomFile(const fs::path& file) {
    std::array<char, 132> head{};
    std::ifstream stream(file, std::ios::binary);
    stream.read(head.data(), head.size());
    const auto got = static_cast<std::size_t>(std::max<std::streamsize>(stream.gcount(), 0));
    return dicom::looksLikeDicom(std::as_bytes(std::span(head).first(got)));
}

/// Our presentation states say "F1 mass": the number is no part of the label.
std::string withoutNumber(const std::string& words) {
    const auto blank = words.find(' ');
    const bool numbered =
        blank != std::string::npos && blank >= 2 &&
        std::isalpha(static_cast<unsigned char>(words[0])) != 0 &&
        std::all_of(words.begin() + 1, words.begin() + static_cast<std::ptrdiff_t>(blank),
                    [](unsigned char c) { return std::isdigit(c) != 0; });
    return numbered ? words.substr(blank + 1) : words;
}

std::string labelIn(const dicom::ReferencedOutline& outline, std::optional<core::ImageKind> kind) {
    for (const auto known : {core::ImageKind::Mammography, core::ImageKind::Fundus})
        if (!kind || *kind == known)
            if (auto word = labelOf(outline, known))
                return *word;
    if (!outline.label.meaning.empty())
        return outline.label.meaning;
    return withoutNumber(outline.words);
}

ShapeKind kindOf(const dicom::ReferencedOutline& outline) {
    if (outline.source == dicom::OutlineSource::Segmentation)
        return ShapeKind::Mask;
    switch (outline.shape) {
    case dicom::DrawnShape::Point:
    case dicom::DrawnShape::Points:
        return ShapeKind::Point;
    case dicom::DrawnShape::OpenLine:
        return ShapeKind::Line;
    case dicom::DrawnShape::Circle:
    case dicom::DrawnShape::Ellipse:
        return ShapeKind::Ellipse;
    case dicom::DrawnShape::Polygon:
        break;
    }
    return ShapeKind::Polygon;
}

bool lieSomewhere(const std::vector<core::PointPx>& points) {
    return std::ranges::all_of(points, [](const core::PointPx& p) {
        return std::abs(p.x) <= kFarthestPx && std::abs(p.y) <= kFarthestPx; // false for NaN
    });
}

class Collector {
public:
    explicit Collector(std::optional<core::ImageKind> kind) : m_kind(kind) {}

    Result<void> add(const DicomOutlines& read) {
        ++m_objects;
        m_segments.clear(); // a tracking UID joins the regions of one object, not of several
        for (const auto& note : read.notes)
            fault(note);
        for (const auto& outline : read.outlines)
            CW_CHECK(add(outline));
        return {};
    }
    void fault(std::string sentence) {
        if (m_set.faults.size() < kMostFaults)
            m_set.faults.push_back(std::move(sentence));
        else
            ++m_set.moreFaults;
    }
    std::size_t objects() const { return m_objects; }
    dataset::AnnotationSet take() { return std::move(m_set); }

private:
    Result<std::size_t> imageOf(const dicom::ReferencedOutline& outline) {
        const auto [at, added] = m_images.try_emplace(outline.sopInstanceUid, m_set.images.size());
        if (added) {
            dataset::AnnotatedImage image;
            image.name = outline.sopInstanceUid;
            m_set.images.push_back(std::move(image));
        }
        auto& image = m_set.images[at->second];
        if (outline.columns > 0 && image.width > 0 &&
            (image.width != outline.columns || image.height != outline.rows))
            return fail(ErrorCode::Malformed, "two segmentations of one image differ in size");
        if (outline.columns > 0) {
            image.width = outline.columns;
            image.height = outline.rows;
        }
        return at->second;
    }

    Result<void> add(const dicom::ReferencedOutline& outline) {
        if (outline.sopInstanceUid.empty() || outline.frame > 1) {
            fault(outline.frame > 1 ? "an outline lies on a later frame of its image"
                                    : "an outline refers to no image");
            return {};
        }
        if (!lieSomewhere(outline.points) || !lieSomewhere(outline.outline.vertices)) {
            fault("an outline has impossible coordinates");
            return {};
        }
        CW_TRY(const auto image, imageOf(outline));
        dataset::Region region{outline.outline, outline.holes};
        const bool tracked =
            outline.source == dicom::OutlineSource::Segmentation && !outline.trackingUid.empty();
        if (tracked)
            if (const auto known = m_segments.find({image, outline.trackingUid});
                known != m_segments.end()) {
                m_set.shapes[known->second].regions.push_back(std::move(region));
                return {};
            }
        AnnotatedShape shape;
        shape.image = image;
        shape.label = labelIn(outline, m_kind);
        shape.kind = kindOf(outline);
        shape.id = outline.trackingId;
        shape.origin = outline.automatic ? "auto" : "manual";
        if (m_kind)
            shape.attributes = attributesOf(outline, *m_kind);
        if (shape.kind == ShapeKind::Point || shape.kind == ShapeKind::Line)
            shape.points = outline.points;
        else
            shape.regions.push_back(std::move(region));
        if (tracked)
            m_segments.emplace(std::pair(image, outline.trackingUid), m_set.shapes.size());
        if (m_labels.insert(shape.label).second)
            m_set.categories.push_back(shape.label);
        m_set.shapes.push_back(std::move(shape));
        return {};
    }

    std::optional<core::ImageKind> m_kind;
    dataset::AnnotationSet m_set;
    std::map<std::string, std::size_t> m_images;
    std::map<std::pair<std::size_t, std::string>, std::size_t> m_segments;
    std::set<std::string> m_labels;
    std::size_t m_objects = 0;
};

Result<DicomOutlines> outlinesIn(const fs::path& file) {
    CW_TRY(const auto bytes, core::readFile(file, 2ULL << 30));
    return readDicomOutlines(bytes);
}

Result<std::string> instanceOf(const Project& project, const storage::CaseRow& row,
                               const storage::StoredImage& image) {
    if (image.mediaType != "application/dicom") // as exportDicomForms() names it
        return dicom::derivedUid({"picture", row.patient.text(), image.id.text()});
    CW_TRY(const auto bytes, project.store().bytes(image.id));
    dicom::ReadLimits limits;
    limits.headerOnly = true;
    CW_TRY(const auto instance, dicom::readInstance(bytes, limits));
    return instance.text({0x0008, 0x0018}).value_or("");
}

} // namespace

bool holdsDicom(const fs::path& fileOrFolder) {
    std::error_code error;
    if (!fs::is_directory(fileOrFolder, error))
        return isDicomFile(fileOrFolder);
    const auto files = detail::filesOf(fileOrFolder);
    return files && std::ranges::any_of(*files, [](const auto& f) { return isDicomFile(f.file); });
}

Result<dataset::AnnotationSet> readDicomAnnotations(const fs::path& fileOrFolder,
                                                    std::optional<core::ImageKind> kind,
                                                    const core::ProgressFn& progress) {
    Collector collector(kind);
    std::error_code error;
    if (!fs::is_directory(fileOrFolder, error)) {
        CW_TRY(const auto read, outlinesIn(fileOrFolder));
        CW_CHECK(collector.add(read));
        return collector.take();
    }
    CW_TRY(const auto files, detail::filesOf(fileOrFolder));
    std::size_t done = 0;
    for (const auto& source : files) {
        if (progress)
            progress(++done, files.size(), "files");
        if (!isDicomFile(source.file))
            continue;
        const auto read = outlinesIn(source.file);
        if (!read && read.error().code == ErrorCode::Unsupported)
            continue; // an image lies beside its annotations in our own exports
        if (!read) {
            collector.fault("a file of the folder: " + read.error().sentence());
            continue;
        }
        CW_CHECK(collector.add(*read));
    }
    if (collector.objects() == 0)
        return fail(ErrorCode::Unsupported, "the folder holds neither a segmentation nor a "
                                            "structured report nor a presentation state");
    return collector.take();
}

Result<std::size_t> addInstances(ImageNames& names, const Project& project,
                                 const dataset::AnnotationSet& set,
                                 const core::ProgressFn& progress) {
    std::set<std::string> wanted;
    for (const auto& image : set.images)
        if (!names.find(image))
            wanted.insert(image.name);
    CW_TRY(const auto rows, project.store().cases());
    CW_TRY(const auto images, project.store().allImages());
    std::size_t found = 0, done = 0;
    for (const auto& row : rows) {
        const auto own = images.find(row.id);
        if (wanted.empty())
            break;
        if (progress)
            progress(++done, rows.size(), "stored images");
        if (own == images.end())
            continue;
        for (const auto& image : own->second) {
            CW_TRY(const auto uid, instanceOf(project, row, image));
            if (wanted.erase(uid) == 0)
                continue;
            names.addInstance(uid, image.id);
            ++found;
        }
    }
    return found;
}

} // namespace cw::workflow
