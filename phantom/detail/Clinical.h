// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "phantom/detail/Roster.h"
#include <string>
#include <vector>

namespace cw::phantom {

/// What the eye shows, for the record and for the painter: the signs agree with the picture.
struct EyeSigns {
    double cupDisc = 0.35;
    bool discHaemorrhage = false, rnflDefect = false;
    bool haemorrhage = false, exudate = false, microaneurysm = false;
    bool macularHaemorrhage = false, drusen = false;
    bool flameHaemorrhage = false, thrombosis = false;
    bool laser = false;
    double severity = 0.5;  ///< 0 hardly visible, 1 plain
    double usualCup = 0.35; ///< what the cup would be without a disease
    double contrast = 1;    ///< of everything painted
};
EyeSigns signsOf(const Patient& patient);
/// The signs as a picture of that PhantomPlan::lesionContrast has them; the record keeps its own.
EyeSigns shown(const EyeSigns& signs, double contrast);

/// The whole of clinical.csv (docs/clinical-csv.md), about one patient in twenty ineligible or
/// undecidable for one reason.
std::string clinicalCsv(const std::vector<Patient>& roster, const PhantomPlan& plan);

} // namespace cw::phantom
