// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/DeidentifyFolder.h"
#include <memory>

namespace cw::anonymizer {

/// The leak gate (anonymizer/LeakGate.h) as a step of deidentifyFolder(): each output is searched
/// for what its own source held, before it gets its name.
ReleaseGate asReleaseGate(std::shared_ptr<const Profile> profile);

} // namespace cw::anonymizer
