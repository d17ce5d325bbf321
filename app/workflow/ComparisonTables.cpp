// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/ComparisonTables.h"

#include "agreement/Kappa.h"
#include "core/Csv.h"
#include "core/Raster.h"
#include "core/Text.h"
#include "storage/CaseProcess.h"

#include <algorithm>
#include <set>

namespace cw::workflow {
namespace {

using annotation::Reading;

constexpr const char* kLesionColumns =
    "case,image,reader_a,reader_b,lesion_a,lesion_b,label_a,label_b,match,area_a_px2,area_b_px2,"
    "intersection_px2,iou,dice,centre_distance_px,hd_px,hd95_px,asd_px,hd_mm,hd95_mm,asd_mm,"
    "mm_source\n";
constexpr const char* kAreaColumns = "case,image,reader_a,reader_b,label,pixels_a,pixels_b,"
                                     "pixels_both,pixels_image,iou,dice,kappa\n";

std::string joined(const std::vector<std::string>& fields) {
    std::string line;
    for (std::size_t i = 0; i < fields.size(); ++i)
        line += (i > 0 ? "," : "") + core::csvField(fields[i]);
    return line + "\n";
}

std::string number(const std::optional<double>& value) {
    return value ? core::shortest(*value) : std::string();
}

const annotation::Finding* findingOf(const Reading& reading,
                                     const std::optional<core::LesionId>& id) {
    if (!id)
        return nullptr;
    const auto found = std::ranges::find(reading.findings, *id, &annotation::Finding::id);
    return found == reading.findings.end() ? nullptr : &*found;
}

std::string lesionLine(const annotation::LesionPair& pair, const Reading& a, const Reading& b) {
    const auto *inA = findingOf(a, pair.a), *inB = findingOf(b, pair.b);
    std::vector<std::string> fields{a.caseId.text(),
                                    pair.image.text(),
                                    a.reader.text(),
                                    b.reader.text(),
                                    pair.a ? pair.a->text() : "",
                                    pair.b ? pair.b->text() : "",
                                    inA ? inA->label : "",
                                    inB ? inB->label : "",
                                    std::string(annotation::name(pair.match))};
    std::optional<double> areaA, areaB, both;
    std::optional<annotation::OutlineDistances> px, mm;
    std::string source;
    if (pair.metrics) {
        areaA = pair.metrics->areaA;
        areaB = pair.metrics->areaB;
        both = pair.metrics->intersection;
        px = pair.metrics->px;
        mm = pair.metrics->mm;
        if (pair.metrics->mmSource)
            source = core::name(*pair.metrics->mmSource);
    }
    for (const auto& value : {areaA, areaB, both, pair.iou, pair.dice, pair.centreDistancePx})
        fields.push_back(number(value));
    for (const auto& distances : {px, mm}) {
        fields.push_back(distances ? core::shortest(distances->hausdorff) : "");
        fields.push_back(distances ? core::shortest(distances->hausdorff95) : "");
        fields.push_back(distances ? core::shortest(distances->average) : "");
    }
    fields.push_back(source);
    return joined(fields);
}

/// 1 where A marked the pixel, 2 where B did, 3 both.
class MarkedPixels {
public:
    MarkedPixels(int width, int height)
        : m_width(width), m_height(height),
          m_pixels(static_cast<std::size_t>(width) * static_cast<std::size_t>(height)) {}
    void paint(const Reading& reading, const core::ImageId& image, const std::string& label,
               std::uint8_t bit) {
        for (const auto& finding : reading.findings)
            if (finding.image == image && finding.label == label)
                for (const auto& span : core::spansOf(finding.outline))
                    paint(span, bit);
    }
    std::size_t count(std::uint8_t value) const {
        return static_cast<std::size_t>(std::ranges::count(m_pixels, value));
    }
    std::size_t size() const { return m_pixels.size(); }

private:
    void paint(const core::Span& span, std::uint8_t bit) {
        if (span.row < 0 || span.row >= m_height)
            return;
        const auto row = static_cast<std::size_t>(span.row) * static_cast<std::size_t>(m_width);
        const int end = std::min(span.endColumn, m_width);
        for (int column = std::max(span.firstColumn, 0); column < end; ++column)
            m_pixels[row + static_cast<std::size_t>(column)] |= bit;
    }
    int m_width, m_height;
    std::vector<std::uint8_t> m_pixels;
};

std::string areaLine(const storage::StoredImage& image, const std::string& label, const Reading& a,
                     const Reading& b) {
    MarkedPixels marked(image.attributes.width, image.attributes.height);
    marked.paint(a, image.id, label, 1);
    marked.paint(b, image.id, label, 2);
    const std::size_t onlyA = marked.count(1), onlyB = marked.count(2), both = marked.count(3);
    const std::size_t all = marked.size(), either = onlyA + onlyB + both;
    agreement::PairTable table(2); // 0: not marked
    table.add(1, 1, static_cast<double>(both));
    table.add(1, 0, static_cast<double>(onlyA));
    table.add(0, 1, static_cast<double>(onlyB));
    table.add(0, 0, static_cast<double>(all - either));
    const auto kappa = agreement::cohenKappa(table);
    std::optional<double> iou, dice;
    if (either > 0) { // an outline may hold no pixel's centre
        iou = static_cast<double>(both) / static_cast<double>(either);
        dice = 2 * static_cast<double>(both) / static_cast<double>(either + both);
    }
    return joined({a.caseId.text(), image.id.text(), a.reader.text(), b.reader.text(), label,
                   std::to_string(onlyA + both), std::to_string(onlyB + both), std::to_string(both),
                   std::to_string(all), number(iou), number(dice),
                   kappa.known() ? core::shortest(kappa.value()) : ""});
}

std::set<std::string> labelsOn(const core::ImageId& image, const Reading& a, const Reading& b) {
    std::set<std::string> labels;
    for (const auto* reading : {&a, &b})
        for (const auto& finding : reading->findings)
            if (finding.image == image)
                labels.insert(finding.label);
    return labels;
}

} // namespace

Result<ComparisonTables> comparisonTables(Project& project, const core::ProgressFn& progress) {
    ComparisonTables tables;
    tables.lesionsCsv = kLesionColumns;
    tables.areasCsv = kAreaColumns;
    auto& store = project.store();
    const storage::CaseProcess process(store);
    CW_TRY(const auto cases, project.cases());
    std::size_t done = 0;
    for (const auto& row : cases) {
        if (progress)
            progress(++done, cases.size(), "cases");
        CW_TRY(const auto comparison, store.comparison(row.id));
        if (!comparison)
            continue;
        CW_TRY(const auto readings, process.readingsThatCount(row.id));
        CW_TRY(const auto images, store.images(row.id));
        // The comparison names the reading that it took as A.
        const bool turned = comparison->a == readings.second.id;
        const auto& a = turned ? readings.second : readings.first;
        const auto& b = turned ? readings.first : readings.second;
        ++tables.cases;
        for (const auto& pair : comparison->lesions) {
            tables.lesionsCsv += lesionLine(pair, a, b);
            ++tables.lesions;
        }
        for (const auto& image : images)
            for (const auto& label : labelsOn(image.id, a, b)) {
                tables.areasCsv += areaLine(image, label, a, b);
                ++tables.areas;
            }
    }
    return tables;
}

} // namespace cw::workflow
