// SPDX-License-Identifier: Apache-2.0
#include "dicom/detail/FileIds.h"

#include <algorithm>

namespace cw::dicom {
namespace {

std::string component(char letter, std::size_t number) {
    const auto digits = std::to_string(number);
    return letter + std::string(digits.size() < 7 ? 7 - digits.size() : 0, '0') + digits;
}

} // namespace

bool FileNumbers::fit() const { return std::max({patient, study, series, file}) <= kLargest; }

std::string FileNumbers::path() const {
    return "DICOM/" + component('P', patient) + "/" + component('S', study) + "/" +
           component('I', file);
}

FileNumbers FileIds::next(const FileOwner& owner) const {
    FileNumbers numbers;
    const auto patient = m_patients.find(owner.patient);
    if (patient == m_patients.end()) {
        numbers.patient = m_patients.size() + 1;
        return numbers;
    }
    numbers.patient = patient->second.number;
    const auto& studies = patient->second.studies;
    const auto study = studies.find(owner.study);
    if (study == studies.end()) {
        numbers.study = studies.size() + 1;
        return numbers;
    }
    numbers.study = study->second.number;
    numbers.file = study->second.files + 1;
    const auto& all = study->second.series;
    const auto series = all.find(owner.series);
    numbers.series = series == all.end() ? all.size() + 1 : series->second;
    return numbers;
}

void FileIds::take(const FileOwner& owner) {
    const auto numbers = next(owner);
    auto& patient = m_patients[owner.patient];
    patient.number = numbers.patient;
    if (!patient.studies.contains(owner.study))
        ++m_studies;
    auto& study = patient.studies[owner.study];
    study.number = numbers.study;
    study.files = numbers.file;
    if (study.series.emplace(owner.series, numbers.series).second)
        ++m_series;
    m_instances.insert(owner.instance);
}

} // namespace cw::dicom
