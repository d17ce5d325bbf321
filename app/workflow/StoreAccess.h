// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Result.h"
#include "storage/CaseStore.h"

#include <functional>

namespace cw::workflow {

/// Runs a use of the store while nobody else uses it. Long work takes the store for one file at a
/// time, so that a window may read from it between two files.
using StoreUse = std::function<Result<void>(storage::CaseStore&)>;
using StoreAccess = std::function<Result<void>(const StoreUse&)>;

} // namespace cw::workflow
