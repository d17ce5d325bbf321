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
    CW_CHECK(store.saveComparison(*made));
    return std::optional(std::move(*made));
}

} // namespace cw::gui
