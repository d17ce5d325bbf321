// SPDX-License-Identifier: Apache-2.0
// The tables of CBIS-DDSM and VinDr-Mammo.
#include "dataset/formats/detail/Csv.h"
#include "dataset/formats/detail/Readers.h"
#include "dataset/formats/detail/Text.h"

#include <algorithm>
#include <set>

namespace cw::dataset::detail {
namespace {

/// "['Mass', 'Skin Thickening']": the repr of a Python list of texts; nothing for anything else.
std::optional<std::vector<std::string>> pythonList(std::string_view text) {
    text = trimmed(text);
    if (text.size() < 2 || text.front() != '[' || text.back() != ']')
        return std::nullopt;
    text = text.substr(1, text.size() - 2);
    std::vector<std::string> words;
    while (!(text = trimmed(text)).empty()) {
        const char quote = text.front();
        const auto end = text.find(quote, 1);
        if ((quote != '\'' && quote != '"') || end == std::string_view::npos)
            return std::nullopt;
        words.emplace_back(text.substr(1, end - 1));
        text = trimmed(text.substr(end + 1));
        if (text.empty())
            break;
        if (text.front() != ',')
            return std::nullopt;
        text.remove_prefix(1);
    }
    return words;
}

/// The last character that says it: "BI-RADS 4" to "4", "DENSITY C" to "c"; empty if it is none.
std::string lastOf(std::string_view text, std::string_view allowed) {
    text = trimmed(text);
    if (text.empty() || allowed.find(text.back()) == std::string_view::npos)
        return {};
    return lower(text.substr(text.size() - 1));
}

std::string sided(const char* key, bool right) {
    return std::string(key) + (right ? "Right" : "Left");
}

class VinDrReader {
public:
    VinDrReader(const CsvTable& table, SetBuilder& builder) : m_table(table), m_builder(builder) {}

    Result<void> read() {
        if (!m_table.column("image_id"))
            return fail(ErrorCode::Malformed, "a VinDr table without image_id");
        for (const CsvRow& row : m_table.rows) {
            const std::string where = "line " + std::to_string(row.line);
            if (auto good = readRow(row, where); !good)
                return within(good.error(), where);
        }
        return {};
    }

private:
    Result<void> readRow(const CsvRow& row, const std::string& where) {
        const auto width = wholeNumber(m_table.field(row, "width"));
        const auto height = wholeNumber(m_table.field(row, "height"));
        if (!width || !height)
            return fail(ErrorCode::Malformed, "the image's size is not a number");
        CW_TRY(const auto image,
               m_builder.image(std::string(m_table.field(row, "image_id")), *width, *height));
        const bool right = lower(m_table.field(row, "laterality")) == "r";
        auto& answers = m_builder.at(image).answers;
        if (const auto birads = lastOf(m_table.field(row, "breast_birads"), "0123456");
            !birads.empty())
            answers[sided("assessment", right)] = birads;
        if (const auto density = lastOf(m_table.field(row, "breast_density"), "ABCDabcd");
            !density.empty())
            answers[sided("density", right)] = density;
        if (!m_table.column("finding_categories"))
            return {}; // breast-level_annotations.csv
        const auto labels = pythonList(m_table.field(row, "finding_categories"));
        if (!labels)
            return fail(ErrorCode::Malformed, "the finding's categories are not a list");
        for (const std::string& label : *labels)
            if (label != "No Finding")
                CW_CHECK(add(row, image, label, labels->size() > 1, where));
        return {};
    }

    /// A box that is of several categories is one lesion: the shapes share a group.
    Result<void> add(const CsvRow& row, std::size_t image, const std::string& label, bool grouped,
                     const std::string& where) {
        const auto left = number(m_table.field(row, "xmin")),
                   top = number(m_table.field(row, "ymin"));
        const auto right = number(m_table.field(row, "xmax")),
                   bottom = number(m_table.field(row, "ymax"));
        if (!left || !top || !right || !bottom) {
            m_builder.fault(where + ": a finding without a box");
            return {};
        }
        const double w = m_builder.at(image).width, h = m_builder.at(image).height;
        const core::RectPx box{std::clamp(*left, 0.0, w), std::clamp(*top, 0.0, h),
                               std::clamp(*right, 0.0, w), std::clamp(*bottom, 0.0, h)};
        if (box != core::RectPx{*left, *top, *right, *bottom})
            m_builder.fault(where + ": a box reached outside of its image and was cut");
        if (box.empty()) {
            m_builder.fault(where + ": a box without an area");
            return {};
        }
        AnnotatedShape shape;
        shape.image = image;
        shape.label = label;
        shape.kind = ShapeKind::Box;
        if (grouped)
            shape.group = "line " + std::to_string(row.line);
        shape.regions.push_back({rectangle(box.left, box.top, box.right, box.bottom), {}});
        if (const auto birads = lastOf(m_table.field(row, "finding_birads"), "0123456");
            !birads.empty())
            shape.attributes["assessment"] = birads;
        return m_builder.add(std::move(shape), where);
    }

    const CsvTable& m_table;
    SetBuilder& m_builder;
};

class CbisReader {
public:
    CbisReader(const CsvTable& table, const PictureSource& pictures, SetBuilder& builder)
        : m_table(table), m_pictures(pictures), m_builder(builder) {}

    Result<void> read() {
        if (!m_table.column("image file path") || !m_table.column("abnormality type"))
            return fail(ErrorCode::Malformed, "a CBIS-DDSM table without its columns");
        for (const CsvRow& row : m_table.rows) {
            const std::string where = "line " + std::to_string(row.line);
            if (auto good = readRow(row, where); !good)
                return within(good.error(), where);
        }
        return {};
    }

private:
    /// A mask has two values; a cropped picture has many. They are sometimes swapped.
    std::optional<IndexMask> mask(const CsvRow& row) const {
        for (const char* column : {"roi mask file path", "cropped image file path"}) {
            const auto path = m_table.field(row, column);
            const auto picture =
                path.empty() || !m_pictures ? std::nullopt : m_pictures(std::string(path));
            if (!picture)
                continue;
            auto pixels = indexMaskOf(*picture);
            if (pixels && indicesIn(*pixels).size() == 1)
                return std::move(*pixels);
        }
        return std::nullopt;
    }

    Result<void> readRow(const CsvRow& row, const std::string& where) {
        CW_TRY(const auto image,
               m_builder.image(std::string(m_table.field(row, "image file path"))));
        const bool right = lower(m_table.field(row, "left or right breast")) == "right";
        AnnotatedShape shape;
        shape.image = image;
        shape.label = m_table.field(row, "abnormality type");
        shape.id = m_table.field(row, "abnormality id");
        for (const char* column : {"mass shape", "mass margins", "calc type", "calc distribution",
                                   "assessment", "pathology", "subtlety"})
            if (const auto word = m_table.field(row, column);
                !word.empty() && word != "N/A" && word != "NA")
                shape.attributes[column] = word;
        auto& answers = m_builder.at(image).answers;
        const auto density = wholeNumber(m_table.field(row, "breast density"));
        if (density && *density >= 1 && *density <= 4)
            answers[sided("density", right)] =
                std::string(1, static_cast<char>('a' + *density - 1));
        if (const auto found = mask(row)) {
            shape.kind = ShapeKind::Mask;
            CW_CHECK(m_builder.image(m_builder.at(image).name, found->width, found->height));
            CW_TRY(shape.regions, m_builder.traced(bitmapOf(*found, indicesIn(*found).front())));
        } else {
            m_builder.fault(where + ": its mask is not at hand, so it has no outline");
        }
        return m_builder.add(std::move(shape), where);
    }

    const CsvTable& m_table;
    const PictureSource& m_pictures;
    SetBuilder& m_builder;
};

} // namespace

Result<void> readVinDr(std::string_view csv, SetBuilder& builder) {
    CW_TRY(const auto table, parsedCsv(csv));
    return VinDrReader(table, builder).read();
}

Result<void> readCbisDdsm(std::string_view csv, const PictureSource& pictures,
                          SetBuilder& builder) {
    CW_TRY(const auto table, parsedCsv(csv));
    return CbisReader(table, pictures, builder).read();
}

} // namespace cw::dataset::detail
