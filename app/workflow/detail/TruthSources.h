// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dataset/Dataset.h"
#include "dataset/Eligibility.h"
#include "storage/CaseStore.h"
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace cw::workflow::detail {

/// What a frozen version keeps of where its truth comes from, out of what the store knows.
class TruthSources {
public:
    static Result<TruthSources> of(const storage::CaseStore& store);

    /// Profile of the de-identification and the programme's facts of an image.
    void describe(dataset::DatasetImage& image) const;
    dataset::CaseProvenance describe(const annotation::Reading& a, const annotation::Reading& b,
                                     const annotation::Comparison& comparison,
                                     const annotation::Decision* decision,
                                     const annotation::Consensus& truth,
                                     const dataset::EligibilityVerdict& verdict) const;
    /// The demo says so in the audit trail.
    bool synthetic() const { return m_synthetic; }

private:
    TruthSources() = default;
    std::map<core::CaseId, storage::ClinicalRow> m_clinical;
    std::map<core::ImageId, std::pair<std::string, std::string>> m_profiles; ///< name, SHA-256
    bool m_synthetic = false;
};

} // namespace cw::workflow::detail
