// SPDX-License-Identifier: Apache-2.0
// Linked into the tests that need networks.
#include "validation/models/TorchHooks.h"

namespace {
const bool kInstalled = (cw::validation::installTorch(), true);
} // namespace
