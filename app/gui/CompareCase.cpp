// SPDX-License-Identifier: Apache-2.0
#include "app/gui/CompareCase.h"

namespace cw::gui {

Result<std::optional<annotation::Comparison>> compareIfSubmitted(workflow::Project& project,
                                                                 const core::CaseId& id) {
    auto& store = project.store();
    CW_TRY(auto stored, store.comparison(id));
    if (stored)
        return stored;
    auto made = project.compareCase(id);
    if (!made && made.error().code == ErrorCode::Forbidden)
        return std::optional<annotation::Comparison>{}; // one reader has not submitted
    if (!made)
        return tl::unexpected(made.error());
    // Whose role does not keep comparisons sees it all the same.
    if (const auto kept = store.saveComparison(*made);
        !kept && kept.error().code != ErrorCode::Forbidden)
        return tl::unexpected(kept.error());
    return std::optional(std::move(*made));
}

} // namespace cw::gui
