// SPDX-License-Identifier: Apache-2.0
#include "phantom/detail/Roster.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>

namespace cw::phantom {
namespace {

std::string printed(const char* format, auto... numbers) {
    char buffer[64];
    std::snprintf(buffer, sizeof buffer, format, numbers...);
    return buffer;
}

std::vector<std::string> dealLabels(const PhantomPlan& plan, core::Random random) {
    // Every beginning of the deck is as balanced as it can be; fundus: 8 of 20 are normal.
    static const std::vector<std::string> kMammography = {"malignant", "benign", "normal"};
    static const std::vector<std::string> kFundus = {
        "normal", "glaucoma", "amd",    "normal", "dr",  "rvo",    "normal",
        "amd",    "glaucoma", "normal", "rvo",    "dr",  "normal", "glaucoma",
        "normal", "amd",      "dr",     "normal", "rvo", "normal"};
    const auto& deck = plan.kind == core::ImageKind::Fundus ? kFundus : kMammography;
    std::vector<std::string> labels;
    for (int i = 0; i < plan.patients; ++i)
        labels.push_back(deck[static_cast<std::size_t>(i) % deck.size()]);
    random.shuffle(labels);
    return labels;
}

// 0, 1, .. kinds-1 in equal shares WITHIN every label, in an order that has nothing to do with it.
std::vector<int> dealWithinLabels(const std::vector<std::string>& labels, int kinds,
                                  core::Random random) {
    std::vector<int> dealt(labels.size());
    std::vector<std::string> classes(labels);
    std::sort(classes.begin(), classes.end());
    classes.erase(std::unique(classes.begin(), classes.end()), classes.end());
    int next = static_cast<int>(random.below(static_cast<std::size_t>(kinds)));
    for (const auto& label : classes) {
        std::vector<std::size_t> members;
        for (std::size_t i = 0; i < labels.size(); ++i) {
            if (labels[i] == label)
                members.push_back(i);
        }
        random.shuffle(members);
        for (const auto member : members)
            dealt[member] = next++ % kinds;
    }
    return dealt;
}

void invent(Patient& patient, core::Random random) {
    patient.writesKorean = random.chance(0.65);
    patient.age = static_cast<int>(random.uniform(32, 82));
    const int year = static_cast<int>(random.uniform(2018, 2024));
    const int month = 1 + static_cast<int>(random.below(12)),
              day = 1 + static_cast<int>(random.below(28));
    patient.studyDate = printed("%04d%02d%02d", year, month, day);
    patient.studyTime =
        printed("%02d%02d%02d", 9 + static_cast<int>(random.below(8)),
                static_cast<int>(random.below(60)), static_cast<int>(random.below(60)));
    const int bornMonth = 1 + static_cast<int>(random.below(12)),
              bornDay = 1 + static_cast<int>(random.below(28));
    const bool birthdayPassed = std::pair(bornMonth, bornDay) <= std::pair(month, day);
    const int bornYear = year - patient.age - (birthdayPassed ? 0 : 1);
    patient.birthDate = printed("%04d%02d%02d", bornYear, bornMonth, bornDay);
    patient.registration =
        printed("%02d%02d%02d-%d%06d", bornYear % 100, bornMonth, bornDay,
                patient.sex == 'F' ? 2 : 1, static_cast<int>(random.below(1000000)));
    patient.accession = printed("A%08d", static_cast<int>(random.below(100000000)));
    patient.phone = printed("010-%04d-%04d", static_cast<int>(random.below(10000)),
                            static_cast<int>(random.below(10000)));
    const int house = 1 + static_cast<int>(random.below(300));
    patient.addressUtf8 = printed("서울특별시 가상구 상상로 %d번길", house) +
                          printed(" %d", 1 + static_cast<int>(random.below(90)));
    patient.addressLatin = printed("%d Sangsang-ro, Gasang-gu, Seoul", house);
    patient.physician = koreanName(random.below(256));
    patient.technician = koreanName(random.below(256));
}

char dealDensity(core::Random random) {
    const double u = random.uniform();
    return u < 0.15 ? 'a' : u < 0.55 ? 'b' : u < 0.9 ? 'c' : 'd';
}

// One eye, or both where the disease takes both; every fifth patient shows both, so that grouping
// by patient is exercised.
std::vector<core::Laterality> dealEyes(const Patient& patient, core::Random random) {
    const auto first = random.chance(0.5) ? core::Laterality::Right : core::Laterality::Left;
    const auto other =
        first == core::Laterality::Right ? core::Laterality::Left : core::Laterality::Right;
    if (patient.label != "rvo" && patient.index % 5 == 4)
        return {first, other};
    return {first};
}

} // namespace

std::vector<std::string> Patient::identifiers() const {
    std::string capitals = name.family + " " + name.given;
    std::transform(capitals.begin(), capitals.end(), capitals.begin(),
                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    std::vector<std::string> all = {id,
                                    nameLatin(),
                                    name.family + " " + name.given,
                                    capitals,
                                    birthDate,
                                    birthDate.substr(0, 4) + "-" + birthDate.substr(4, 2) + "-" +
                                        birthDate.substr(6),
                                    studyDate,
                                    accession,
                                    registration,
                                    phone,
                                    addressLatin,
                                    physician.family + "^" + physician.given,
                                    technician.family + "^" + technician.given};
    if (writesKorean) {
        all.insert(all.end(), {name.familyHangul + "^" + name.givenHangul,
                               name.familyHangul + name.givenHangul,
                               name.familyHanja + "^" + name.givenHanja, addressUtf8});
    }
    return all;
}

std::vector<Patient> makeRoster(const PhantomPlan& plan) {
    const core::Random seed = core::Random(plan.seed).stream(core::name(plan.kind));
    const bool fundus = plan.kind == core::ImageKind::Fundus;
    const auto labels = dealLabels(plan, seed.stream("labels"));
    const auto fields = dealWithinLabels(labels, 2, seed.stream("fields"));
    const auto devices = dealWithinLabels(labels, 3, seed.stream("devices"));
    auto numbers = seed.stream("numbers");
    const auto offset = numbers.below(90000), nameOffset = numbers.below(256);
    std::vector<Patient> roster;
    for (int i = 0; i < plan.patients; ++i) {
        const auto at = static_cast<std::size_t>(i);
        Patient patient;
        patient.index = i;
        patient.random = seed.stream("patient", at);
        // 7919 and 90000 have no common divisor: all different, in no order.
        patient.id = "SYN" + std::to_string(10000 + (offset + at * 7919) % 90000);
        patient.name = koreanName((nameOffset + at * 37) % 256);
        patient.label = labels[at];
        if (fundus)
            patient.sex = seed.stream("sex", at).uniform() < 0.5 ? 'F' : 'M';
        invent(patient, patient.random.stream("person"));
        patient.device = devices[at];
        if (fundus) {
            patient.field = fields[at] == 0 ? core::FundusField::General : core::FundusField::Wide;
            patient.eyes = dealEyes(patient, patient.random.stream("eyes"));
        } else {
            patient.density = dealDensity(patient.random.stream("density"));
        }
        roster.push_back(std::move(patient));
    }
    return roster;
}

} // namespace cw::phantom
