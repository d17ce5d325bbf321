// SPDX-License-Identifier: Apache-2.0
#include "validation/checks/CheckJson.h"

#include <array>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

namespace cw::validation {
namespace {

using Json = nlohmann::json;

constexpr std::array kSeverities{Severity::Fine, Severity::Note, Severity::Warning,
                                 Severity::Failure};

/// JSON has no NaN.
Json jsonOf(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }
double numberFrom(const Json& json) {
    return json.is_null() ? std::numeric_limits<double>::quiet_NaN() : json.get<double>();
}

Json jsonOf(const std::vector<double>& values) {
    Json json = Json::array();
    for (const double value : values)
        json.push_back(jsonOf(value));
    return json;
}
std::vector<double> numbersFrom(const Json& json) {
    std::vector<double> values;
    for (const Json& value : json)
        values.push_back(numberFrom(value));
    return values;
}

Json jsonOf(const CheckTable& table) {
    Json json{{"caption", table.caption},
              {"word_headings", table.wordHeadings},
              {"number_headings", table.numberHeadings},
              {"rows", Json::array()}};
    for (const CheckRow& row : table.rows)
        json["rows"].push_back({{"words", row.words}, {"numbers", jsonOf(row.numbers)}});
    return json;
}
CheckTable tableFrom(const Json& json) {
    CheckTable table{json.at("caption").get<std::string>(),
                     json.at("word_headings").get<std::vector<std::string>>(),
                     json.at("number_headings").get<std::vector<std::string>>(),
                     {}};
    for (const Json& row : json.at("rows"))
        table.rows.push_back(
            {row.at("words").get<std::vector<std::string>>(), numbersFrom(row.at("numbers"))});
    return table;
}

Severity severityFrom(const std::string& text) {
    for (const Severity severity : kSeverities)
        if (text == nameOf(severity))
            return severity;
    throw std::invalid_argument("severity");
}

} // namespace

std::string checkJson(const CheckResult& result) {
    Json json{{"check", result.check},     {"severity", nameOf(result.severity)},
              {"verdict", result.verdict}, {"sentence", result.sentence},
              {"numbers", Json::array()},  {"tables", Json::array()},
              {"cases", Json::array()},    {"series", jsonOf(result.series)}};
    for (const auto& [name, value] : result.numbers)
        json["numbers"].push_back({{"name", name}, {"value", jsonOf(value)}});
    for (const CheckTable& table : result.tables)
        json["tables"].push_back(jsonOf(table));
    for (const CaseRemark& one : result.cases)
        json["cases"].push_back(
            {{"image", one.image}, {"suspicion", jsonOf(one.suspicion)}, {"reason", one.reason}});
    return json.dump(1) + "\n";
}

Result<CheckResult> checkFromJson(std::string_view text) {
    try {
        const Json json = Json::parse(text);
        CheckResult result;
        result.check = json.at("check").get<std::string>();
        result.severity = severityFrom(json.at("severity").get<std::string>());
        result.verdict = json.at("verdict").get<std::string>();
        result.sentence = json.at("sentence").get<std::string>();
        for (const Json& number : json.at("numbers"))
            result.numbers.emplace_back(number.at("name").get<std::string>(),
                                        numberFrom(number.at("value")));
        for (const Json& table : json.at("tables"))
            result.tables.push_back(tableFrom(table));
        for (const Json& one : json.at("cases"))
            result.cases.push_back({one.at("image").get<std::string>(),
                                    numberFrom(one.at("suspicion")),
                                    one.at("reason").get<std::string>()});
        result.series = numbersFrom(json.at("series"));
        return result;
    } catch (const std::exception&) {
        return fail(ErrorCode::Malformed, "the result of a check cannot be understood");
    }
}

} // namespace cw::validation
