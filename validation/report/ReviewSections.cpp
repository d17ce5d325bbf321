// SPDX-License-Identifier: Apache-2.0
// What a person should look at again, and where the model looked.
#include "validation/report/detail/Html.h"
#include "validation/report/detail/Sections.h"

#include <algorithm>
#include <cctype>

namespace cw::validation::report {
namespace {

constexpr std::size_t kMostCases = 40, kMostMaps = 24;

std::string mapOf(const HeatMap& map) {
    if (!isBase64(map.pngBase64))
        return paragraph("The heat map of " + escaped(map.image) + " is not a picture.", "soft");
    return "<figure><img class=\"map\" width=\"300\" alt=\"heat map\" "
           "src=\"data:image/png;base64," +
           map.pngBase64 + "\"><figcaption>" + escaped(map.image) + "<br>" + escaped(map.model) +
           ", " + escaped(map.how) + "</figcaption></figure>\n";
}

/// A picture that is not one is left out: the list says more than its pictures.
std::string thumbnailOf(const StudyResult& study, const std::string& image) {
    const auto found = study.thumbnails.find(image);
    if (found == study.thumbnails.end() || !isBase64(found->second))
        return {};
    return "<img class=\"thumb\" width=\"48\" alt=\"\" src=\"data:image/png;base64," +
           found->second + "\">";
}

} // namespace

bool isBase64(const std::string& text) {
    return !text.empty() && text.size() % 4 == 0 &&
           std::all_of(text.begin(), text.end(), [](char c) {
               return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '+' || c == '/' ||
                      c == '=';
           });
}

std::string reviewSection(const StudyResult& study) {
    std::string html = heading(2, "Pictures to look at again");
    std::string lists;
    for (const CheckResult& check : study.checks) {
        if (check.cases.empty())
            continue;
        Table table({{"", false}, {"Picture", false}, {"Why", false}, {"Suspicion"}});
        for (std::size_t i = 0; i < std::min(kMostCases, check.cases.size()); ++i)
            table.row({thumbnailOf(study, check.cases[i].image), breakable(check.cases[i].image),
                       breakable(check.cases[i].reason), general(check.cases[i].suspicion)});
        if (check.cases.size() > kMostCases)
            table.remark("and " + whole(check.cases.size() - kMostCases) +
                         " more, in suspicious.csv");
        lists += heading(3, escaped(titleOfCheck(check.check))) + table.html();
    }
    if (lists.empty())
        return html + paragraph("None of the checks named a picture.");
    return html +
           paragraph("A list for readers, the most suspicious first within each check. No label "
                     "was changed because of it.") +
           lists;
}

std::string heatMapSection(const StudyResult& study) {
    if (study.heatMaps.empty())
        return {};
    std::string html = heading(2, "Where the score came from");
    html += paragraph("Warm: covering or changing this place would lower the score. A map shows "
                      "what a model used, not what is there.");
    for (std::size_t i = 0; i < std::min(kMostMaps, study.heatMaps.size()); i += 2)
        html += i + 1 < study.heatMaps.size() && i + 1 < kMostMaps
                    ? besides(mapOf(study.heatMaps[i]), mapOf(study.heatMaps[i + 1]))
                    : mapOf(study.heatMaps[i]);
    if (study.heatMaps.size() > kMostMaps)
        html += paragraph(
            whole(study.heatMaps.size() - kMostMaps) + " more maps are in report.json.", "small");
    return html;
}

} // namespace cw::validation::report
