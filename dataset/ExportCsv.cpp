// SPDX-License-Identifier: Apache-2.0
#include "dataset/ExportForms.h"

#include <charconv>
#include <set>

namespace cw::dataset {
namespace {

/// One line of CSV, RFC 4180.
class CsvLine {
public:
    CsvLine& add(std::string_view text) {
        if (!m_line.empty() || m_begun)
            m_line += ',';
        m_begun = true;
        if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
            m_line += text;
            return *this;
        }
        m_line += '"';
        for (const char c : text)
            m_line.append(c == '"' ? 2 : 1, c);
        m_line += '"';
        return *this;
    }
    CsvLine& add(double number) { return add(std::string_view(shortest(number))); }
    std::string done() const { return m_line + "\n"; }

    /// The shortest decimal that reads back as the same double, on every locale.
    static std::string shortest(double number) {
        char buffer[32];
        return {buffer, std::to_chars(buffer, buffer + sizeof buffer, number).ptr};
    }

private:
    std::string m_line;
    bool m_begun = false;
};

std::set<std::string> answerKeys(const DatasetContent& content) {
    std::set<std::string> keys;
    for (const DatasetImage& image : content.images)
        for (const auto& [key, value] : withoutComment(image.answers))
            keys.insert(key);
    return keys;
}

std::string imagesCsv(const DatasetContent& content) {
    const auto keys = answerKeys(content);
    CsvLine heading;
    for (const char* column :
         {"image_id", "file_name", "case_id", "patient_key", "label", "laterality", "view", "field",
          "width_px", "height_px", "row_spacing_mm", "column_spacing_mm", "spacing_source",
          "manufacturer", "model", "media_type", "finding_count"})
        heading.add(column);
    for (const std::string& key : keys)
        heading.add("answer_" + key);
    std::string csv = heading.done();
    for (const DatasetImage& image : content.images) {
        const core::ImageAttributes& a = image.attributes;
        CsvLine line;
        line.add(image.id.text()).add(exportedName(image)).add(image.caseId.text());
        line.add(image.patient.text()).add(image.label).add(core::name(a.laterality));
        line.add(core::name(a.view)).add(core::name(a.field)).add(a.width).add(a.height);
        if (a.spacing)
            line.add(a.spacing->row).add(a.spacing->column).add(core::name(a.spacing->source));
        else
            line.add("").add("").add("");
        line.add(a.manufacturer).add(a.model).add(image.mediaType);
        line.add(static_cast<double>(image.findings.size()));
        for (const std::string& key : keys)
            line.add(image.answers.contains(key) ? image.answers.at(key) : "");
        csv += line.done();
    }
    return csv;
}

/// "x y;x y" in image space.
std::string outlineText(const core::Polygon& outline) {
    std::string text;
    for (const core::PointPx& point : outline.vertices) {
        if (!text.empty())
            text += ';';
        text += CsvLine::shortest(point.x);
        text += ' ';
        text += CsvLine::shortest(point.y);
    }
    return text;
}

std::string attributesText(const annotation::Finding& finding) {
    std::string text;
    for (const auto& [key, value] : withoutComment(finding.attributes)) {
        if (!text.empty())
            text += ';';
        text += key;
        text += '=';
        text += value;
    }
    return text;
}

std::string annotationsCsv(const DatasetContent& content) {
    std::string csv = "image_id,lesion_id,label,area_px2,left_px,top_px,width_px,height_px,"
                      "outline_px,attributes\n";
    for (const DatasetImage& image : content.images)
        for (const annotation::Finding& finding : image.findings) {
            const core::RectPx box = core::boundsOf(finding.outline);
            CsvLine line;
            line.add(image.id.text()).add(finding.id.text()).add(finding.label);
            line.add(core::areaPx2(finding.outline)).add(box.left).add(box.top);
            line.add(box.width()).add(box.height());
            line.add(outlineText(finding.outline)).add(attributesText(finding));
            csv += line.done();
        }
    return csv;
}

} // namespace

Result<std::vector<ExportedText>> csvTexts(const FrozenVersion& version) {
    return std::vector<ExportedText>{{"images.csv", imagesCsv(version.content)},
                                     {"annotations.csv", annotationsCsv(version.content)}};
}

} // namespace cw::dataset
