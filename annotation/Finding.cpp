// SPDX-License-Identifier: Apache-2.0
#include "annotation/Finding.h"

namespace cw::annotation {

// Their places number the categories of exported data sets: new labels go to the end.
std::vector<std::string> lesionLabels(bool mammography) {
    if (mammography)
        return {"mass",  "calcification",     "asymmetry",   "distortion",
                "other", "intramammary-node", "skin-lesion", "dilated-duct"};
    // The signs by which the programme's four diseases are read (programme.md 2.2).
    return {"haemorrhage",
            "exudate",
            "cotton-wool-spot",
            "microaneurysm",
            "drusen",
            "disc-haemorrhage",
            "rnfl-defect",
            "neovascularisation",
            "scar",
            "optic-disc",
            "optic-cup",
            "other",
            "fovea",
            "flame-haemorrhage",
            "macular-haemorrhage",
            "preretinal-haemorrhage",
            "irma",
            "venous-beading",
            "occluded-vessel",
            "geographic-atrophy",
            "ppa"};
}

} // namespace cw::annotation
