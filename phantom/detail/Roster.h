// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "phantom/Phantom.h"
#include "phantom/detail/Korean.h"
#include <string>
#include <vector>

namespace cw::phantom {

/// A made-up patient: everything that identifies, and what was dealt to them. Labels, devices,
/// fields and densities are dealt from shuffled decks of their own, so none tells anything of
/// another.
struct Patient {
    int index = 0;
    std::string id; ///< "SYN12345"
    PersonName name;
    bool writesKorean = false; ///< names in three scripts, else Latin letters only
    char sex = 'F';
    int age = 50;
    std::string birthDate, studyDate, studyTime; ///< DICOM form: "19650312", "102233"
    std::string accession,
        registration; ///< registration: shaped like a resident registration number
    std::string phone, addressUtf8, addressLatin;
    PersonName physician, technician;
    std::string label;
    char density = 'b';
    int device = 0; ///< index into the devices of the kind
    core::FundusField field = core::FundusField::Unknown;
    std::vector<core::Laterality> eyes; ///< fundus: one picture each
    core::Random random{0};             ///< the patient's own stream

    std::string nameLatin() const { return name.family + "^" + name.given; }
    /// Every form under which these data appear somewhere in the patient's files.
    std::vector<std::string> identifiers() const;
};

std::vector<Patient> makeRoster(const PhantomPlan& plan);

/// What does not belong to one patient but identifies all the same.
struct Institution {
    static constexpr const char* kName = "Concord Synthetic Hospital";
    static constexpr const char* kNameKorean = "콩코드가상병원";
    static constexpr const char* kAddress = "77 Imaginary-ro, Nowhere-gu, Seoul";
    static constexpr const char* kDepartment = "Department of Imaginary Radiology";
};

} // namespace cw::phantom
