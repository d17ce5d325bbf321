// SPDX-License-Identifier: Apache-2.0
// The data sheet as Markdown and as HTML, and people's answers to it.
#include "core/Text.h"
#include "dataset/Datasheet.h"
#include "dataset/detail/RecordJson.h"

#include <algorithm>
#include <set>

namespace cw::dataset {
namespace {

constexpr const char* kBlank = "Blank: nobody has answered this yet.";

constexpr const char* kHead = R"(<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Data sheet</title><style>
body{font:15px/1.5 system-ui,"Noto Sans","Noto Sans CJK KR",sans-serif;color:#1c1f23;background:#fff;
 max-width:820px;margin:0 auto;padding:28px 20px 60px}
h1{font-size:26px;margin:0 0 4px}h2{font-size:20px;border-bottom:2px solid #2a2e33;margin:36px 0 10px}
h3{font-size:15px;margin:20px 0 4px}dt{font-weight:600;margin-top:12px}dd{margin:2px 0 0}
.blank{color:#6b7178;font-style:italic}.synthetic{background:#fff6e0;border-left:4px solid #E69F00;padding:10px 14px}
table{border-collapse:collapse;font-variant-numeric:tabular-nums}
td{padding:2px 16px 2px 0;border-bottom:1px solid #dde0e3}td+td{text-align:right}dd{overflow-wrap:anywhere}
</style></head><body>
)";

using core::escaped;

/// A cell of a Markdown table holds no bar and no line end; '<' would begin HTML.
std::string marked(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (c == '|' || c == '<' || c == '*' || c == '_' || c == '`')
            result += '\\';
        result += c == '\n' || c == '\r' ? ' ' : c;
    }
    return result;
}

bool synthetic(const FrozenVersion& version) {
    return version.content.provenance.syntheticPatients ||
           version.content.provenance.simulatedReaders;
}
std::string warning(const FrozenVersion& version) {
    const auto& from = version.content.provenance;
    if (from.syntheticPatients && from.simulatedReaders)
        return "Synthetic patients, simulated readers.";
    return from.syntheticPatients ? "Synthetic patients." : "Simulated readers.";
}

} // namespace

std::string datasheetMarkdown(const FrozenVersion& version, const DatasheetAnswers& answers) {
    std::string text = "# Data sheet: version " + marked(version.name.text()) + "\n\n";
    if (synthetic(version))
        text += "**" + warning(version) + "**\n\n";
    for (const DatasheetSection& section : datasheet(version, answers)) {
        text += "## " + section.title + "\n\n";
        for (const DatasheetItem& item : section.items)
            text += "**" + item.question + "** " +
                    (item.answer.empty() ? "*" + std::string(kBlank) + "*" : marked(item.answer)) +
                    "\n\n";
        for (const auto& [heading, rows] : section.tables) {
            if (rows.empty())
                continue;
            text += "| " + heading + " | |\n|---|---:|\n";
            for (const auto& [key, count] : rows)
                text += "| " + marked(key) + " | " + std::to_string(count) + " |\n";
            text += "\n";
        }
    }
    return text;
}

std::string datasheetHtml(const FrozenVersion& version, const DatasheetAnswers& answers) {
    std::string html = kHead;
    html += "<h1>Data sheet</h1>\n<p>Version " + escaped(version.name.text()) + "</p>\n";
    if (synthetic(version))
        html += "<p class=\"synthetic\">" + warning(version) + "</p>\n";
    for (const DatasheetSection& section : datasheet(version, answers)) {
        html += "<h2>" + escaped(section.title) + "</h2>\n<dl>\n";
        for (const DatasheetItem& item : section.items)
            html += "<dt>" + escaped(item.question) + "</dt><dd" +
                    (item.answer.empty() ? std::string(" class=\"blank\">") + kBlank
                                         : ">" + escaped(item.answer)) +
                    "</dd>\n";
        html += "</dl>\n";
        for (const auto& [heading, rows] : section.tables) {
            if (rows.empty())
                continue;
            html += "<h3>" + escaped(heading) + "</h3>\n<table>\n";
            for (const auto& [key, count] : rows)
                html += "<tr><td>" + escaped(key) + "</td><td>" + std::to_string(count) +
                        "</td></tr>\n";
            html += "</table>\n";
        }
    }
    return html + "</body></html>\n";
}

Result<DatasheetAnswers> datasheetAnswersFromJson(const std::string& text) {
    DatasheetAnswers answers;
    try {
        answers = detail::Json::parse(text).get<DatasheetAnswers>();
    } catch (const detail::Json::exception&) {
        return fail(ErrorCode::Malformed, "the answers are no JSON object of texts");
    }
    std::set<std::string> known;
    for (const DatasheetSection& section : datasheet({}))
        for (const DatasheetItem& item : section.items)
            known.insert(item.id);
    for (const auto& [id, answer] : answers)
        if (!known.contains(id))
            return fail(ErrorCode::InvalidArgument,
                        "the answers name a question that the data sheet does not have");
    return answers;
}

} // namespace cw::dataset
