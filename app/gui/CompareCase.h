// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/workflow/Project.h"

namespace cw::gui {

/// The comparison of a case whose two readings are submitted, made and stored if it is not there
/// yet; nothing while one of them is missing. Changes nothing that has been decided.
Result<std::optional<annotation::Comparison>> compareIfSubmitted(workflow::Project& project,
                                                                 const core::CaseId& id);

} // namespace cw::gui
