// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "agreement/Ratings.h"
#include "agreement/Report.h"

namespace cw::agreement::detail {

/// Rows that are looked at together, and whose patients are drawn together.
struct Group {
    std::string stage, name, readers; ///< as a ReportLine says them
    std::vector<const ReadPair*> rows;
    std::vector<std::size_t> patientOf; ///< of each row, 0 .. patients - 1
    std::size_t patients = 0;
};
/// Patients are numbered in the order of their pseudonyms.
Group groupOf(std::string stage, std::string name, std::string readers,
              std::vector<const ReadPair*> rows);

/// What one statistic of a section is called and counts.
struct Named {
    std::string statistic, unit;
    std::size_t n = 0;
};

/// Writes the lines of one section of one group.
class SectionLines {
public:
    SectionLines(AgreementReport& report, const Group& group, std::string section,
                 std::string groupName = {});
    /// Statistics with intervals by patient; each section and group has a stream of its own.
    void drawn(const std::vector<Named>& names, const PatientStatistics& statistics);
    void plain(const Named& name, const Figure& value);
    void withInterval(const Named& name, const Figure& value, const Figure& low, const Figure& high,
                      std::string_view interval);
    AgreementReport& report() { return m_report; }
    const Group& group() const { return m_group; }
    const std::string& section() const { return m_section; }

private:
    AgreementReport& m_report;
    const Group& m_group;
    std::string m_section, m_name;
};

// Each adds its lines of the group, and its plots where the group is a whole stage.
void addOutcomes(AgreementReport& report, const Group& group);
void addAnswers(AgreementReport& report, const Group& group, const Scale& scale);
void addLesions(AgreementReport& report, const Group& group);  ///< who found what, by class
void addOverlaps(AgreementReport& report, const Group& group); ///< Dice, IoU, distances
void addMeasures(AgreementReport& report, const Group& group); ///< long axis and others

/// The categories' answers of a row to a scale.
Rating ratingOf(const Scale& scale, const std::map<std::string, std::string>& answers);
/// Groups of a whole stage have the plots and the finer tables.
bool isWhole(const Group& group);

} // namespace cw::agreement::detail
