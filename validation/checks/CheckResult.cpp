// SPDX-License-Identifier: Apache-2.0
#include "validation/checks/CheckResult.h"

namespace cw::validation {

const char* nameOf(Severity severity) {
    switch (severity) {
    case Severity::Fine:
        return "fine";
    case Severity::Note:
        return "note";
    case Severity::Warning:
        return "warning";
    case Severity::Failure:
        return "failure";
    }
    return "";
}

} // namespace cw::validation
