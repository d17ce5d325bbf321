// SPDX-License-Identifier: Apache-2.0
#include "core/Process.h"
#include <sys/prctl.h>
#include <sys/resource.h>

namespace cw::core {

void neverDumpCore() {
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    ::prctl(PR_SET_DUMPABLE, 0);
}

} // namespace cw::core
