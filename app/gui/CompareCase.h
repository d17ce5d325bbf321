// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/workflow/Project.h"
#include "storage/CaseProcess.h"
#include <array>

namespace cw::gui {

/// The comparison of a case whose two readings are submitted, made and stored if it is not there
/// yet; nothing while one of them is missing. Changes nothing that has been decided.
Result<std::optional<annotation::Comparison>> compareIfSubmitted(workflow::Project& project,
                                                                 const core::CaseId& id);

/// All that the Compare page shows of a case: what this viewer may see, and nothing else.
struct ComparedCase {
    storage::CaseRow row;
    core::ReaderId viewer;
    std::vector<storage::StoredImage> images; ///< right before left, CC before MLO
    /// A and B. While a cross-check is open the blind ones, afterwards those that count.
    std::array<std::optional<annotation::Reading>, 2> readings;
    std::optional<annotation::Comparison> comparison; ///< of these two readings
    std::optional<storage::CrossCheck> crossCheck;
    std::optional<annotation::Decision> decision;

    /// 0 or 1 where the viewer is one of the two readers.
    std::optional<std::size_t> viewerSlot() const;
    bool bothVisible() const { return readings[0] && readings[1]; }
    bool differs() const {
        return comparison && comparison->agreement != annotation::Agreement::Agree;
    }
    /// Null where that reading has no such finding, or is not to be seen.
    const annotation::Finding* find(std::size_t side,
                                    const std::optional<core::LesionId>& id) const;
    /// Where in images; nothing for an image that is not of this case.
    std::optional<std::size_t> indexOf(const core::ImageId& image) const;
    /// Who has said something in the cross-check; null: that reader has not.
    const storage::Statement* statementOf(std::size_t side) const;
};
Result<ComparedCase> comparedCase(workflow::Project& project, const core::CaseId& id,
                                  const core::ReaderId& viewer);

} // namespace cw::gui
