// SPDX-License-Identifier: Apache-2.0
#include "dataset/Counts.h"
#include "dataset/Programme.h"

#include <algorithm>
#include <set>

namespace cw::dataset {
namespace {

/// RFC 4180.
std::string csvLine(const std::vector<std::string>& cells) {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        line += i == 0 ? "" : ",";
        if (cells[i].find_first_of(",\"\r\n") == std::string::npos) {
            line += cells[i];
            continue;
        }
        line += '"';
        for (const char c : cells[i])
            line.append(c == '"' ? 2 : 1, c);
        line += '"';
    }
    return line + "\n";
}

using Row = std::pair<std::string, const DatasetImage*>; ///< file name, image

std::string numberOf(const std::string& file, core::ImageKind kind) {
    const auto name = file.substr(file.rfind('/') + 1);
    if (kind != core::ImageKind::Fundus)
        return name.substr(0, name.find('_'));
    const auto end = name.rfind('_');
    return name.substr(end - 4, 4);
}

std::string answered(const DatasetImage& image, const char* key) {
    const auto found = image.answers.find(key);
    return found == image.answers.end() ? std::string() : found->second;
}
/// The readers' agreed answer before the record's.
std::string firstKnown(std::string answer, const std::string& fact) {
    return answer.empty() ? fact : answer;
}

std::string mammographyCsv(const std::vector<Row>& rows) {
    std::set<std::string> parts;
    for (const auto& [file, image] : rows)
        if (image->label == "malignant")
            for (const auto& [part, value] : image->programme.pathology)
                parts.insert(part);
    std::vector<std::string> heading{"file_name",    "number", "class",  "side",    "view",
                                     "manufacturer", "model",  "birads", "age_band"};
    for (const std::string& part : parts)
        heading.push_back("pathology_" + part);
    std::string csv = csvLine(heading);
    for (const auto& [file, image] : rows) {
        const auto& a = image->attributes;
        std::vector<std::string> cells{
            file,
            numberOf(file, core::ImageKind::Mammography),
            image->label,
            std::string(core::name(a.laterality)),
            std::string(core::name(a.view)),
            a.manufacturer,
            a.model,
            firstKnown(answered(*image, "assessment"), image->programme.birads),
            image->programme.ageBand};
        for (const std::string& part : parts) {
            const auto& known = image->programme.pathology;
            const auto found = known.find(part);
            const bool shown = image->label == "malignant" && found != known.end();
            cells.push_back(shown ? found->second : std::string());
        }
        csv += csvLine(cells);
    }
    return csv;
}

std::string fundusCsv(const std::vector<Row>& rows) {
    std::string csv = csvLine({"serial_number", "file_name", "general_or_wide", "disease_code",
                               "laser", "side", "camera", "number"});
    std::size_t serial = 0;
    for (const auto& [file, image] : rows) {
        const auto name = file.substr(file.rfind('/') + 1);
        const auto field = name.substr(0, name.find('_'));
        const auto code = name.substr(field.size() + 1);
        csv += csvLine({std::to_string(++serial), file, field, code.substr(0, code.find('_')),
                        firstKnown(answered(*image, "laser"), image->programme.laser),
                        std::string(core::name(image->attributes.laterality)),
                        deviceOf(image->attributes), numberOf(file, core::ImageKind::Fundus)});
    }
    return csv;
}

} // namespace

Result<std::vector<ExportedText>> programmeMetadata(const DatasetContent& content) {
    CW_TRY(const auto names, programmeNames(content, InFolders::Yes));
    std::vector<Row> rows;
    for (const DatasetImage& image : content.images)
        rows.emplace_back(names.at(image.id), &image);
    std::sort(rows.begin(), rows.end());
    if (content.kind == core::ImageKind::Fundus)
        return std::vector<ExportedText>{{"metadata/fundus.csv", fundusCsv(rows)}};
    return std::vector<ExportedText>{{"metadata/mammography.csv", mammographyCsv(rows)}};
}

} // namespace cw::dataset
