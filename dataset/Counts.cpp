// SPDX-License-Identifier: Apache-2.0
#include "dataset/Counts.h"

#include <charconv>
#include <set>

namespace cw::dataset {

std::string ageBandOf(const std::string& years) {
    double age = -1;
    const auto [end, error] = std::from_chars(years.data(), years.data() + years.size(), age);
    if (error != std::errc{} || end != years.data() + years.size() || !(age >= 0 && age <= 130))
        return {};
    if (age < 20)
        return "<20";
    if (age >= 90)
        return "90+";
    const int decade = static_cast<int>(age) / 10 * 10;
    return std::to_string(decade) + "-" + std::to_string(decade + 9);
}

std::string deviceOf(const core::ImageAttributes& attributes) {
    if (attributes.manufacturer.empty() || attributes.model.empty())
        return attributes.manufacturer + attributes.model;
    return attributes.manufacturer + ", " + attributes.model;
}

Counts countsOf(const DatasetContent& content) {
    Counts counts;
    std::set<core::CaseId> cases;
    std::set<core::PatientKey> patients;
    for (const DatasetImage& image : content.images) {
        ++counts.images;
        patients.insert(image.patient);
        if (cases.insert(image.caseId).second) {
            ++counts.casesByClass[image.label];
            ++counts.casesByAgeBand[image.programme.ageBand];
        }
        ++counts.imagesByClass[image.label];
        ++counts.imagesByDevice[deviceOf(image.attributes)];
        ++counts.imagesBySide[std::string(core::name(image.attributes.laterality))];
        if (content.kind == core::ImageKind::Fundus)
            ++counts.imagesByField[std::string(core::name(image.attributes.field))];
        else
            ++counts.imagesByView[std::string(core::name(image.attributes.view))];
        for (const annotation::Finding& finding : image.findings) {
            ++counts.findings;
            ++counts.findingsByLabel[finding.label];
        }
    }
    counts.cases = cases.size();
    counts.patients = patients.size();
    for (const ExcludedCase& excluded : content.excluded)
        ++counts.excludedByReason[excluded.reason];
    return counts;
}

} // namespace cw::dataset
