// SPDX-License-Identifier: Apache-2.0
#include "agreement/detail/Sections.h"

#include <algorithm>

namespace cw::agreement::detail {

Group groupOf(std::string stage, std::string name, std::string readers,
              std::vector<const ReadPair*> rows) {
    Group group{std::move(stage), std::move(name), std::move(readers), std::move(rows), {}, 0};
    std::vector<std::string> patients;
    for (const auto* row : group.rows)
        patients.push_back(row->patient);
    std::sort(patients.begin(), patients.end());
    patients.erase(std::unique(patients.begin(), patients.end()), patients.end());
    group.patients = patients.size();
    for (const auto* row : group.rows)
        group.patientOf.push_back(static_cast<std::size_t>(
            std::lower_bound(patients.begin(), patients.end(), row->patient) - patients.begin()));
    return group;
}

bool isWhole(const Group& group) { return group.name == "all" && group.readers == "all"; }

SectionLines::SectionLines(AgreementReport& report, const Group& group, std::string section,
                           std::string groupName)
    : m_report(report), m_group(group), m_section(std::move(section)),
      m_name(groupName.empty() ? group.name : std::move(groupName)) {}

void SectionLines::drawn(const std::vector<Named>& names, const PatientStatistics& statistics) {
    // A stream by name: a section more or less does not disturb the others.
    const auto stream = m_section + "\n" + m_group.stage + "\n" + m_name + "\n" + m_group.readers;
    const auto result = bootstrap(m_group.patients, statistics, m_report.options.bootstrap,
                                  core::Random(m_report.options.seed).stream(stream));
    for (std::size_t i = 0; i < names.size(); ++i)
        withInterval(names[i], result.values[i], result.intervals[i].low, result.intervals[i].high,
                     "bootstrap by patient");
}

void SectionLines::plain(const Named& name, const Figure& value) {
    m_report.lines.push_back({m_section,
                              m_group.stage,
                              m_name,
                              m_group.readers,
                              name.statistic,
                              name.unit,
                              value,
                              {},
                              {},
                              name.n,
                              {}});
}

void SectionLines::withInterval(const Named& name, const Figure& value, const Figure& low,
                                const Figure& high, std::string_view interval) {
    m_report.lines.push_back({m_section, m_group.stage, m_name, m_group.readers, name.statistic,
                              name.unit, value, low, high, name.n,
                              low.known() ? std::string(interval) : std::string()});
}

} // namespace cw::agreement::detail
