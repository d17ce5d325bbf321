// SPDX-License-Identifier: Apache-2.0
#include "validation/Folds.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace cw::validation {
namespace {

/// What is balanced over the folds: images without and with the disease, patients that have such.
enum Quantity { Negatives, Positives, NegativePatients, PositivePatients, kQuantities };
using Amounts = std::array<std::uint64_t, kQuantities>;

struct Patient {
    std::string key;
    Amounts amounts{};
    std::uint64_t lot = 0; ///< seeded; breaks ties without looking at the order of the samples
    bool mixed() const { return amounts[Negatives] > 0 && amounts[Positives] > 0; }
    std::uint64_t images() const { return amounts[Negatives] + amounts[Positives]; }
};

Result<void> checkSamples(std::span<const Sample> samples) {
    for (std::size_t row = 0; row < samples.size(); ++row) {
        if (samples[row].label != 0 && samples[row].label != 1)
            return fail(ErrorCode::InvalidArgument,
                        "the label of sample " + std::to_string(row + 1) + " is neither 0 nor 1");
        if (samples[row].patient.empty())
            return fail(ErrorCode::InvalidArgument,
                        "sample " + std::to_string(row + 1) + " names no patient");
    }
    return {};
}

std::vector<Patient> patientsOf(std::span<const Sample> samples, core::Seed seed) {
    std::map<std::string, Amounts> byKey;
    for (const Sample& sample : samples)
        ++byKey[sample.patient][sample.label == 1 ? Positives : Negatives];
    std::vector<Patient> patients;
    const core::Random random(seed);
    for (auto& [key, amounts] : byKey) {
        amounts[NegativePatients] = amounts[Negatives] > 0 ? 1 : 0;
        amounts[PositivePatients] = amounts[Positives] > 0 ? 1 : 0;
        patients.push_back({key, amounts, random.stream(key).next()});
    }
    // Patients of both classes first, then the large ones: the small ones even out what is left,
    // and no fold can end up without a class (every fold without it costs nothing and is taken
    // first).
    std::sort(patients.begin(), patients.end(), [](const Patient& a, const Patient& b) {
        if (a.mixed() != b.mixed())
            return a.mixed();
        if (a.images() != b.images())
            return a.images() > b.images();
        return a.lot != b.lot ? a.lot < b.lot : a.key < b.key;
    });
    return patients;
}

Amounts totalOf(const std::vector<Patient>& patients) {
    Amounts total{};
    for (const Patient& patient : patients)
        for (std::size_t q = 0; q < kQuantities; ++q)
            total[q] += patient.amounts[q];
    return total;
}

/// How much the sum over quantities of squared shares grows, in units of 2^-61; integers, so that
/// equal is equal (scikit-learn #34828: ties broken by rounding leave folds empty).
std::uint64_t cost(const Amounts& fold, const Amounts& patient, const Amounts& total) {
    std::uint64_t sum = 0;
    for (std::size_t q = 0; q < kQuantities; ++q)
        if (total[q] > 0)
            sum += fold[q] * patient[q] * ((1ULL << 60) / (total[q] * total[q]));
    return sum;
}

std::size_t cheapestFold(const std::vector<Amounts>& folds, const Patient& patient,
                         const Amounts& total) {
    const auto images = [&](std::size_t f) { return folds[f][Negatives] + folds[f][Positives]; };
    std::size_t best = 0;
    std::uint64_t bestCost = cost(folds[0], patient.amounts, total);
    for (std::size_t f = 1; f < folds.size(); ++f) {
        const std::uint64_t here = cost(folds[f], patient.amounts, total);
        if (here < bestCost || (here == bestCost && images(f) < images(best))) {
            best = f;
            bestCost = here;
        }
    }
    return best;
}

std::string countOf(std::size_t count, const char* one, const char* many) {
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

} // namespace

Result<std::vector<int>> patientFolds(std::span<const Sample> samples, int k, core::Seed seed) {
    if (k < 2)
        return fail(ErrorCode::InvalidArgument, "at least 2 folds are needed");
    if (samples.size() > (1U << 29))
        return fail(ErrorCode::TooLarge, "too many samples for one split");
    CW_CHECK(checkSamples(samples));
    const auto patients = patientsOf(samples, seed);
    const Amounts total = totalOf(patients);
    for (const auto& [quantity, label] : {std::pair{NegativePatients, 0}, {PositivePatients, 1}})
        if (total[quantity] < static_cast<std::uint64_t>(k))
            return fail(ErrorCode::InvalidArgument,
                        "class " + std::to_string(label) + " has " +
                            countOf(total[quantity], "patient", "patients") + ", fewer than the " +
                            std::to_string(k) + " folds");

    std::vector<Amounts> folds(static_cast<std::size_t>(k), Amounts{});
    std::map<std::string, int> foldOf;
    for (const Patient& patient : patients) {
        const std::size_t chosen = cheapestFold(folds, patient, total);
        for (std::size_t q = 0; q < kQuantities; ++q)
            folds[chosen][q] += patient.amounts[q];
        foldOf[patient.key] = static_cast<int>(chosen);
    }
    std::vector<int> result;
    for (const Sample& sample : samples)
        result.push_back(foldOf[sample.patient]);
    CW_ASSERT(brokenPostconditions(samples, result, k).empty());
    return result;
}

std::vector<std::string> brokenPostconditions(std::span<const Sample> samples,
                                              std::span<const int> folds, int k) {
    if (samples.size() != folds.size())
        return {"the number of folds assigned differs from the number of samples"};
    std::vector<std::string> broken;
    std::map<std::string, std::set<int>> foldsOfPatient;
    std::vector<std::array<std::size_t, 2>> classes(static_cast<std::size_t>(std::max(k, 0)));
    std::size_t outside = 0;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        foldsOfPatient[samples[i].patient].insert(folds[i]);
        if (folds[i] < 0 || folds[i] >= k || samples[i].label < 0 || samples[i].label > 1)
            ++outside;
        else
            ++classes[static_cast<std::size_t>(folds[i])][samples[i].label == 1 ? 1 : 0];
    }
    if (outside > 0)
        broken.push_back(countOf(outside, "sample lies", "samples lie") +
                         " outside the folds or classes");
    const auto split = static_cast<std::size_t>(
        std::count_if(foldsOfPatient.begin(), foldsOfPatient.end(),
                      [](const auto& entry) { return entry.second.size() > 1; }));
    if (split > 0)
        broken.push_back(countOf(split, "patient lies", "patients lie") + " in more than one fold");
    for (std::size_t f = 0; f < classes.size(); ++f) {
        if (classes[f][0] + classes[f][1] == 0)
            broken.push_back("fold " + std::to_string(f + 1) + " is empty");
        else if (classes[f][0] == 0 || classes[f][1] == 0)
            broken.push_back("fold " + std::to_string(f + 1) + " has no case of class " +
                             (classes[f][0] == 0 ? "0" : "1"));
    }
    return broken;
}

} // namespace cw::validation
