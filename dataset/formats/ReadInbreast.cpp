// SPDX-License-Identifier: Apache-2.0
// INbreast: OsiriX property lists, and the table INbreast.csv.
#include "dataset/formats/detail/Csv.h"
#include "dataset/formats/detail/Readers.h"
#include "dataset/formats/detail/Text.h"
#include "dataset/formats/detail/Xml.h"

namespace cw::dataset::detail {
namespace {

/// The value of a key of a <dict>: the element after <key>name</key>.
pugi::xml_node valueOf(const pugi::xml_node& dict, std::string_view name) {
    for (const auto key : dict.children("key"))
        if (trimmed(key.text().get()) == name)
            return key.next_sibling();
    return {};
}

/// "(x, y)" or "{x, y}".
std::optional<core::PointPx> pointOf(std::string_view text) {
    text = trimmed(text);
    if (text.size() < 5 || !((text.front() == '(' && text.back() == ')') ||
                             (text.front() == '{' && text.back() == '}')))
        return std::nullopt;
    const auto point = points(text.substr(1, text.size() - 2), ',', ';');
    return point && point->size() == 1 ? std::optional(point->front()) : std::nullopt;
}

class RegionWalker : public pugi::xml_tree_walker {
public:
    RegionWalker(SetBuilder& builder, std::size_t image) : m_builder(builder), m_image(image) {}
    /// By name and not by position: programs differ in what else they write.
    bool for_each(pugi::xml_node& node) override {
        if (depth() > 64) {
            m_outcome = fail(ErrorCode::TooLarge, "a property list nested deeper than 64");
            return false;
        }
        if (std::string_view(node.name()) != "dict")
            return true;
        auto list = valueOf(node, "Point_px");
        if (!list)
            list = valueOf(node, "ROIPoints");
        if (!list)
            return true;
        const std::string where = "region " + std::to_string(++m_number);
        if (auto good = region(node, list, where); !good)
            m_outcome = within(good.error(), where);
        return m_outcome.has_value();
    }
    const Result<void>& outcome() const { return m_outcome; }

private:
    Result<void> region(const pugi::xml_node& dict, const pugi::xml_node& list,
                        const std::string& where) {
        AnnotatedShape shape;
        shape.image = m_image;
        shape.label = trimmed(valueOf(dict, "Name").text().get());
        for (const auto entry : list.children("string")) {
            const auto point = pointOf(entry.text().get());
            if (!point)
                return fail(ErrorCode::Malformed, "point " +
                                                      std::to_string(shape.points.size() + 1) +
                                                      " is not two numbers");
            shape.points.push_back(*point);
        }
        const auto said = wholeNumber(valueOf(dict, "NumberOfPoints").text().get());
        if (said && static_cast<std::size_t>(*said) != shape.points.size())
            m_builder.fault(where + ": it has another number of points than it says");
        if (shape.points.empty()) {
            m_builder.fault(where + ": it has no points");
            return {};
        }
        if (shape.points.size() < 3) { // single calcifications
            shape.kind = ShapeKind::Point;
        } else {
            shape.regions.push_back({{std::move(shape.points)}, {}});
            shape.points.clear();
        }
        return m_builder.add(std::move(shape), where);
    }

    SetBuilder& m_builder;
    std::size_t m_image, m_number = 0;
    Result<void> m_outcome;
};

/// "4a" to "4A"; empty if it is no BI-RADS category.
std::string category(std::string_view text) {
    std::string word;
    for (const char c : trimmed(text))
        word += c >= 'a' && c <= 'c' ? static_cast<char>(c - 'a' + 'A') : c;
    const bool good = (word.size() == 1 && word[0] >= '0' && word[0] <= '6') ||
                      (word.size() == 2 && word[0] == '4' && word[1] >= 'A' && word[1] <= 'C');
    return good ? word : std::string();
}

} // namespace

Result<void> readInbreastXml(std::string_view plist, std::string_view fileName,
                             SetBuilder& builder) {
    pugi::xml_document document;
    CW_CHECK(loadXml(document, plist));
    auto root = document.child("plist");
    if (!root)
        return fail(ErrorCode::Malformed, "XML without <plist>");
    CW_TRY(const auto image, builder.image(std::string(stem(fileName))));
    RegionWalker walker(builder, image);
    root.traverse(walker);
    return walker.outcome();
}

Result<void> readInbreastCsv(std::string_view csv, SetBuilder& builder) {
    CW_TRY(const auto table, parsedCsv(csv, ';'));
    if (!table.column("file name"))
        return fail(ErrorCode::Malformed, "INbreast.csv without the column of file names");
    for (const CsvRow& row : table.rows) {
        const std::string where = "line " + std::to_string(row.line);
        const auto file = table.field(row, "file name");
        if (file.empty()) {
            builder.fault(where + ": no file name");
            continue;
        }
        CW_TRY(const auto image, builder.image(std::string(file)));
        auto& answers = builder.at(image).answers;
        const bool right = lower(table.field(row, "laterality")).starts_with('r');
        const std::string birads = category(table.field(row, "bi-rads"));
        if (birads.empty())
            builder.fault(where + ": no BI-RADS category");
        else
            answers[right ? "assessmentRight" : "assessmentLeft"] = birads;
        const auto acr = wholeNumber(table.field(row, "acr")); // blanks in one row of the original
        if (acr && *acr >= 1 && *acr <= 4)
            answers[right ? "densityRight" : "densityLeft"] =
                std::string(1, static_cast<char>('a' + *acr - 1));
    }
    return {};
}

} // namespace cw::dataset::detail
