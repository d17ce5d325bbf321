// SPDX-License-Identifier: Apache-2.0
#include "validation/checks/detail/Columns.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>

namespace cw::validation::checks {
namespace {

constexpr std::size_t kMostValues = 30;

std::string decadeOf(const Sample& sample) {
    if (!sample.age || !std::isfinite(*sample.age) || *sample.age < 0 || *sample.age > 150)
        return "";
    const int decade = static_cast<int>(*sample.age) / 10 * 10;
    return std::to_string(decade) + "-" + std::to_string(decade + 9);
}

/// Words in a heading that say how the picture was taken.
bool soundsLikeAcquisition(const std::string& heading) {
    for (const char* word : {"device", "manufacturer", "model", "camera", "scanner", "detector",
                             "operator", "institution", "hospital", "centre", "center", "year",
                             "protocol", "software", "batch", "compression"})
        if (heading.find(word) != std::string::npos)
            return true;
    return false;
}

} // namespace

std::vector<Column> columnsOf(const CheckInput& input, const Cases& cases) {
    using Value = std::function<std::string(const Sample&)>;
    struct Source {
        std::string name;
        bool ofAcquisition;
        Value value;
    };
    std::vector<Source> sources{{"device", true, [](const Sample& s) { return s.device; }},
                                {"site", true, [](const Sample& s) { return s.site; }},
                                {"view", true, [](const Sample& s) { return s.view; }},
                                {"laterality", true, [](const Sample& s) { return s.laterality; }},
                                {"sex", false, [](const Sample& s) { return s.sex; }},
                                {"age", false, decadeOf}};
    std::set<std::string> others;
    for (const std::size_t row : cases.rows)
        for (const auto& [heading, value] : input.samples[row].more)
            others.insert(heading);
    for (const std::string& heading : others)
        sources.push_back({heading, soundsLikeAcquisition(heading), [heading](const Sample& s) {
                               const auto found = s.more.find(heading);
                               return found == s.more.end() ? std::string() : found->second;
                           }});
    std::vector<Column> columns;
    for (const Source& source : sources) {
        Column column{source.name, source.ofAcquisition, {}};
        std::set<std::string> known;
        for (const std::size_t row : cases.rows) {
            column.values.push_back(source.value(input.samples[row]));
            if (!column.values.back().empty())
                known.insert(column.values.back());
        }
        // Many devices are pooled below; many values of a free column are no groups at all.
        const bool free = others.contains(source.name) && known.size() > kMostValues;
        const bool partly =
            known.size() == 1 &&
            std::find(column.values.begin(), column.values.end(), "") != column.values.end();
        if ((known.size() >= 2 || partly) && !free)
            columns.push_back(std::move(column));
    }
    return columns;
}

} // namespace cw::validation::checks
