// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "phantom/Phantom.h"

namespace cw::phantom {

/// truth.json, format "concord-phantom-1": UTF-8, two spaces of indentation, keys in order.
std::string truthJson(const PhantomTruth& truth);

} // namespace cw::phantom
