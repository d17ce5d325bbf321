// SPDX-License-Identifier: Apache-2.0
#include "phantom/detail/Clinical.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <numeric>

namespace cw::phantom {
namespace {

/// One line; empty means unknown.
struct Row {
    std::string birads, density, biopsy, inHouse, pathologyDays, mammogramDays, followUpDays,
        followUpResult, cupDisc, discHaemorrhage, rnfl, dr, amd, rvo, laser;
};

const char* yesNo(bool yes) { return yes ? "yes" : "no"; }

std::string between(core::Random& random, int low, int high) {
    return std::to_string(low +
                          static_cast<int>(random.below(static_cast<std::size_t>(high - low))));
}

std::string joined(std::initializer_list<std::pair<bool, const char*>> signs) {
    std::string list;
    for (const auto& [present, word] : signs) {
        if (!present)
            continue;
        if (!list.empty())
            list += ';';
        list += word;
    }
    return list.empty() ? "none" : list;
}

Row mammographyRow(const Patient& patient, core::Random random) {
    Row row;
    row.density = std::string(1, patient.density);
    if (patient.label == "malignant") {
        const bool inHouse = random.chance(0.7);
        row.birads = random.chance(0.5) ? "5" : random.chance(0.8) ? "4" : "6";
        row.biopsy = "yes";
        row.inHouse = yesNo(inHouse);
        row.pathologyDays = between(random, 5, inHouse ? 180 : 80);
        row.mammogramDays = between(random, 8, inHouse ? 250 : 85);
        return row;
    }
    row.birads = patient.label == "normal" ? "1" : random.chance(0.6) ? "2" : "3";
    row.followUpDays = between(random, 370, 1400);
    row.followUpResult = patient.label;
    return row;
}

Row fundusRow(const Patient& patient) {
    const EyeSigns signs = signsOf(patient);
    Row row;
    char ratio[8];
    std::snprintf(ratio, sizeof ratio, "%.2f", signs.cupDisc);
    row.cupDisc = ratio;
    row.discHaemorrhage = yesNo(signs.discHaemorrhage);
    row.rnfl = yesNo(signs.rnflDefect);
    row.dr = joined({{signs.haemorrhage, "haemorrhage"},
                     {signs.exudate, "exudate"},
                     {signs.microaneurysm, "microaneurysm"}});
    row.amd = joined({{signs.macularHaemorrhage, "macular-haemorrhage"}, {signs.drusen, "drusen"}});
    row.rvo = joined(
        {{signs.flameHaemorrhage, "flame-haemorrhage"}, {signs.thrombosis, "vessel-thrombosis"}});
    row.laser = yesNo(signs.laser);
    return row;
}

// Makes the line ineligible or undecidable for exactly one reason.
void spoil(Row& row, const Patient& patient, core::Random random) {
    if (patient.label == "malignant") {
        switch (random.below(3)) {
        case 0:
            row.biopsy = "no";
            break;
        case 1:
            row.pathologyDays = row.inHouse == "yes" ? "240" : "120";
            break;
        default:
            row.mammogramDays = row.inHouse == "yes" ? "330" : "130";
            break;
        }
    } else if (!row.followUpDays.empty()) {
        if (random.chance(0.6))
            row.followUpDays = between(random, 90, 330);
        else
            row.followUpDays.clear();
    } else if (patient.label == "amd") {
        row.amd.clear();
    } else if (patient.label == "dr") {
        row.dr.clear();
    } else if (patient.label == "rvo") {
        row.rvo.clear();
    } else {
        row.cupDisc
            .clear(); // of a normal eye, or of a glaucoma whose other signs are taken as well
        if (patient.label == "glaucoma") {
            row.discHaemorrhage.clear();
            row.rnfl.clear();
        }
    }
}

std::vector<std::size_t> spoiled(std::size_t patients, core::Random random) {
    std::vector<std::size_t> order(patients);
    std::iota(order.begin(), order.end(), std::size_t{0});
    random.shuffle(order);
    order.resize((patients + 10) / 20);
    return order;
}

} // namespace

EyeSigns signsOf(const Patient& patient) {
    auto random = patient.random.stream("signs");
    EyeSigns signs;
    signs.severity = random.uniform(0.12, 1.0);
    signs.cupDisc = std::round(100 * random.uniform(0.22, 0.49)) / 100;
    signs.usualCup = signs.cupDisc;
    const auto& label = patient.label;
    if (label == "glaucoma") {
        signs.cupDisc = std::round(100 * (0.5 + 0.34 * signs.severity)) / 100;
        signs.discHaemorrhage = random.chance(0.3);
        signs.rnflDefect = random.chance(0.45);
    } else if (label == "amd") {
        signs.macularHaemorrhage = random.chance(0.4);
        signs.drusen = !signs.macularHaemorrhage || random.chance(0.7);
    } else if (label == "dr") {
        signs.microaneurysm = true;
        signs.haemorrhage = signs.severity > 0.25;
        signs.exudate = random.chance(0.65);
        signs.laser = signs.severity > 0.7 && random.chance(0.4);
    } else if (label == "rvo") {
        signs.flameHaemorrhage = true;
        signs.thrombosis = random.chance(0.3);
        signs.laser = random.chance(0.12);
    }
    return signs;
}

EyeSigns shown(const EyeSigns& signs, double contrast) {
    if (contrast == 1) // nothing may be rounded: the same bytes as ever
        return signs;
    EyeSigns seen = signs;
    if (contrast <= 0) {
        seen = EyeSigns{};
        seen.severity = signs.severity;
        seen.cupDisc = seen.usualCup = signs.usualCup;
        return seen;
    }
    seen.contrast = contrast;
    // A cup is a place, not a layer: it grows with the contrast, and leaves some rim.
    seen.cupDisc = std::min(0.92, signs.usualCup + contrast * (signs.cupDisc - signs.usualCup));
    return seen;
}

std::string clinicalCsv(const std::vector<Patient>& roster, const PhantomPlan& plan) {
    const bool fundus = plan.kind == core::ImageKind::Fundus;
    const auto broken = spoiled(roster.size(), core::Random(plan.seed).stream("ineligible"));
    std::string csv =
        "patient_id,label,age,sex,birads,density,biopsy_proven,treated_in_house,"
        "pathology_days_before_surgery,mammogram_days_before_surgery,followup_days,"
        "followup_result,cup_disc_ratio,disc_haemorrhage,rnfl_defect,dr_signs,amd_signs,"
        "rvo_signs,laser\n";
    for (const auto& patient : roster) {
        Row row =
            fundus ? fundusRow(patient) : mammographyRow(patient, patient.random.stream("record"));
        if (std::find(broken.begin(), broken.end(), static_cast<std::size_t>(patient.index)) !=
            broken.end())
            spoil(row, patient, patient.random.stream("spoil"));
        csv += patient.id + "," + patient.label + "," + std::to_string(patient.age) + "," +
               patient.sex;
        for (const auto* value :
             {&row.birads, &row.density, &row.biopsy, &row.inHouse, &row.pathologyDays,
              &row.mammogramDays, &row.followUpDays, &row.followUpResult, &row.cupDisc,
              &row.discHaemorrhage, &row.rnfl, &row.dr, &row.amd, &row.rvo, &row.laser})
            csv += "," + *value;
        csv += "\n";
    }
    return csv;
}

} // namespace cw::phantom
