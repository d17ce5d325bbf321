// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/DeidentifyFolder.h"

namespace cw::workflow::detail {

/// The leak gate, which also tells the token of each file that it stops; from any thread.
anonymizer::ReleaseGate leakGate(std::shared_ptr<const anonymizer::Profile> profile,
                                 std::function<void(const std::string& token)> stopped);

} // namespace cw::workflow::detail
