// SPDX-License-Identifier: Apache-2.0
// YOLO: the names out of data.yaml, and lines "class x y x y ..." or "class cx cy w h".
#include "dataset/formats/detail/Readers.h"
#include "dataset/formats/detail/Text.h"

namespace cw::dataset::detail {
namespace {

std::string unquoted(std::string_view text) {
    text = trimmed(text);
    const char quote = text.empty() ? '\0' : text.front();
    if (text.size() < 2 || (quote != '"' && quote != '\'') || text.back() != quote)
        return std::string(text);
    std::string plain;
    text = text.substr(1, text.size() - 2);
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (quote == '"' && text[i] == '\\' && i + 1 < text.size())
            ++i;
        plain += text[i];
    }
    return plain;
}

Result<void> name(std::vector<std::string>& names, int index, std::string text) {
    if (index < 0 || index > 65535)
        return fail(ErrorCode::Malformed, "the number of a class is 0 to 65535");
    if (names.size() <= static_cast<std::size_t>(index))
        names.resize(static_cast<std::size_t>(index) + 1);
    names[static_cast<std::size_t>(index)] = std::move(text);
    return {};
}

/// "[a, b]" or "{0: a, 1: b}".
Result<void> inlineNames(std::string_view text, std::vector<std::string>& names) {
    const char open = text.front();
    if (text.back() != (open == '[' ? ']' : '}'))
        return fail(ErrorCode::Malformed, "the names of the classes go over several lines");
    for (const auto entry : split(text.substr(1, text.size() - 2), ',')) {
        if (trimmed(entry).empty())
            continue;
        const auto colon = open == '{' ? entry.find(':') : std::string_view::npos;
        const auto index = colon == std::string_view::npos
                               ? std::optional(static_cast<int>(names.size()))
                               : wholeNumber(entry.substr(0, colon));
        CW_CHECK(name(names, index.value_or(-1),
                      unquoted(colon == std::string_view::npos ? entry : entry.substr(colon + 1))));
    }
    return {};
}

} // namespace

Result<std::vector<std::string>> yoloNames(std::string_view yaml) {
    std::vector<std::string> names;
    bool inside = false;
    for (const auto line : split(yaml, '\n')) {
        const auto text = trimmed(line.substr(0, line.find(" #")));
        const bool indented = !line.empty() && (line.front() == ' ' || line.front() == '\t');
        if (text.empty() || text.front() == '#')
            continue;
        if (inside && text.starts_with("- ")) {
            CW_CHECK(name(names, static_cast<int>(names.size()), unquoted(text.substr(2))));
        } else if (inside && indented) {
            const auto colon = text.find(':');
            const auto index = wholeNumber(text.substr(0, colon));
            CW_CHECK(name(names, colon == std::string_view::npos ? -1 : index.value_or(-1),
                          colon == std::string_view::npos ? "" : unquoted(text.substr(colon + 1))));
        } else {
            inside = text.starts_with("names:");
            const auto rest = inside ? trimmed(text.substr(6)) : std::string_view();
            if (!rest.empty() && (rest.front() == '[' || rest.front() == '{'))
                CW_CHECK(inlineNames(rest, names));
        }
    }
    if (names.empty())
        return fail(ErrorCode::Malformed, "data.yaml names no classes");
    return names;
}

Result<void> readYoloLabels(std::string_view text, std::string_view fileName,
                            const std::vector<std::string>& names, SetBuilder& builder) {
    builder.set().fractions = true;
    CW_TRY(const auto image, builder.image(std::string(stem(fileName))));
    std::size_t number = 0;
    for (const auto line : split(text, '\n')) {
        const std::string where = "line " + std::to_string(++number);
        std::vector<double> values;
        for (const auto word : split(trimmed(line), ' ')) {
            if (word.empty())
                continue;
            const auto value = detail::number(word);
            if (!value)
                return fail(ErrorCode::Malformed, where + " is not numbers");
            values.push_back(*value);
        }
        if (values.empty())
            continue;
        const double cls = values.front();
        if (values.size() % 2 == 0 || values.size() < 5 || cls != static_cast<int>(cls))
            return fail(ErrorCode::Malformed, where + " is not a class and pairs of numbers");
        AnnotatedShape shape;
        shape.image = image;
        if (cls >= 0 && cls < static_cast<double>(names.size()))
            shape.label = names[static_cast<std::size_t>(cls)];
        else
            builder.fault(where + ": its class has no name");
        if (values.size() == 5) { // detection: centre and size
            shape.kind = ShapeKind::Box;
            shape.regions.push_back(
                {rectangle(values[1] - values[3] / 2, values[2] - values[4] / 2,
                           values[1] + values[3] / 2, values[2] + values[4] / 2),
                 {}});
        } else {
            Region region;
            for (std::size_t i = 1; i + 1 < values.size(); i += 2)
                region.outline.vertices.push_back({values[i], values[i + 1]});
            shape.regions.push_back(std::move(region));
        }
        if (auto good = builder.add(std::move(shape), where); !good)
            return within(good.error(), where);
    }
    return {};
}

} // namespace cw::dataset::detail
