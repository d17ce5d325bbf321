// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/Pseudonyms.h"
#include "app/workflow/demo/SimulatedReader.h"
#include "storage/CaseStore.h"

#include <filesystem>
#include <map>
#include <vector>

namespace cw::workflow::demo {

/// A case of the project with the synthetic patient behind it.
struct TruthOfCase {
    const phantom::TruePatient* patient = nullptr;
    std::vector<TruthOnImage> images;
};
/// Which case is which synthetic patient: by the pseudonym under the demo's own key, then
/// laterality and view, or equal pixels where those do not tell the images apart. Nothing is
/// stored: outside the demo no such way back exists. Internal: an image that belongs to no patient
/// of the truth.
Result<std::map<core::CaseId, TruthOfCase>> matchTruth(const storage::CaseStore& store,
                                                       const phantom::PhantomTruth& truth,
                                                       const std::filesystem::path& phantomFolder,
                                                       const anonymizer::Pseudonyms& pseudonyms);

} // namespace cw::workflow::demo
