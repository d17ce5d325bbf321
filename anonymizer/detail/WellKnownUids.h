// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string_view>

namespace cw::anonymizer {

/// UIDs that the standard itself assigns and that therefore identify nobody: SOP classes, transfer
/// syntaxes, coding schemes, well-known frames of reference and instances (PS3.6 Annex A). A UID
/// that only borrows the root, longer than any the standard has, is not one of them.
bool isWellKnownUid(std::string_view uid);

} // namespace cw::anonymizer
