// SPDX-License-Identifier: Apache-2.0
#include "app/gui/CompareCase.h"

namespace cw::gui {

Result<std::optional<annotation::Comparison>> compareIfSubmitted(workflow::Project& project,
                                                                 const core::CaseId& id) {
    auto& store = project.store();
    CW_TRY(auto stored, store.comparison(id));
    if (stored)
        return stored;
    const auto both = store.bothReadings(id);
    if (!both && both.error().code == ErrorCode::Forbidden)
        return std::optional<annotation::Comparison>{}; // one reader has not submitted
    if (!both)
        return tl::unexpected(both.error());
    CW_TRY(auto made, annotation::compare(both->first, both->second));
    CW_CHECK(store.saveComparison(made));
    return std::optional(std::move(made));
}

} // namespace cw::gui
