// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "agreement/AgreementData.h"
#include "app/workflow/Project.h"

namespace cw::workflow {

/// Both blind readings of every compared case with what the comparison found; where cases went
/// through a cross-check, all of them a second time as they are after it; and the hidden repeats.
/// The class of a case is the diagnosis that is settled (agreed or adjudicated); cases that are not
/// settled, or are excluded, have none and count overall only. Cases that wait for a reading or for
/// their comparison are left out, and a remark says how many. Errors of the store.
Result<agreement::AgreementData> agreementData(Project& project,
                                               const core::ProgressFn& progress = {},
                                               const core::CancelToken* cancel = nullptr);

} // namespace cw::workflow
