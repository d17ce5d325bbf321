// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace cw::core {

/// From here on no crash of this process writes its memory anywhere: a core dump of a program that
/// reads patients' images is a copy of them that nobody de-identified. Both the limit and the
/// kernel's flag (prctl(2), PR_SET_DUMPABLE): a handler that the dump is piped to need not ask for
/// the limit. Costs: another user's debugger cannot attach. First call of every main().
void neverDumpCore();

} // namespace cw::core
