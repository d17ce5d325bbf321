// SPDX-License-Identifier: Apache-2.0
#include "annotation/Finding.h"

namespace cw::annotation {

std::vector<std::string> lesionLabels(bool mammography) {
    if (mammography)
        return {"mass", "calcification", "asymmetry", "distortion", "other"};
    // The signs by which the programme's four diseases are read (programme.md 2.2).
    return {"haemorrhage", "exudate",          "cotton-wool-spot", "microaneurysm",
            "drusen",      "disc-haemorrhage", "rnfl-defect",      "neovascularisation",
            "scar",        "optic-disc",       "optic-cup",        "fovea",
            "other"};
}

} // namespace cw::annotation
