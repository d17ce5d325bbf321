// SPDX-License-Identifier: Apache-2.0
#include "validation/folds/GroupKeys.h"

#include "core/Result.h"
#include "validation/folds/UnionFind.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

namespace cw::validation {
namespace {

/// Samples of one key to their first one; empty keys tie nothing.
template <class KeyOf>
void tieEqual(UnionFind& sets, std::span<const Sample> samples, const KeyOf& keyOf) {
    std::unordered_map<std::string, std::size_t> first;
    first.reserve(samples.size());
    for (std::size_t i = 0; i < samples.size(); ++i) {
        std::string key = keyOf(samples[i]);
        if (!key.empty())
            sets.join(i, first.try_emplace(std::move(key), i).first->second);
    }
}

} // namespace

const char* name(Tie tie) {
    switch (tie) {
    case Tie::Patient:
        return "patient";
    case Tie::Accession:
        return "accession";
    case Tie::SamePicture:
        return "same picture";
    case Tie::SameBody:
        return "same eye or breast";
    }
    return "";
}

std::string accessionKey(const Sample& sample) {
    return sample.accession.empty() ? std::string() : sample.site + '\0' + sample.accession;
}

Groups groupsOf(std::span<const Sample> samples, std::span<const SampleTie> ties) {
    UnionFind sets(samples.size());
    tieEqual(sets, samples, [](const Sample& sample) { return sample.patient; });
    tieEqual(sets, samples, accessionKey);
    for (const SampleTie& tie : ties) {
        CW_ASSERT(tie.first < samples.size() && tie.second < samples.size());
        sets.join(tie.first, tie.second);
    }

    // Patients in alphabetical order: the first seen of a set names it.
    std::vector<std::pair<std::string_view, std::size_t>> patients;
    patients.reserve(samples.size());
    for (std::size_t i = 0; i < samples.size(); ++i)
        patients.emplace_back(samples[i].patient, sets.root(i));
    std::sort(patients.begin(), patients.end());
    patients.erase(std::unique(patients.begin(), patients.end()), patients.end());

    Groups groups;
    constexpr auto kNone = static_cast<std::size_t>(-1);
    std::vector<std::size_t> numberOf(samples.size(), kNone);
    std::vector<std::size_t> patientsOf;
    for (const auto& [patient, root] : patients) {
        if (numberOf[root] == kNone) {
            numberOf[root] = groups.key.size();
            groups.key.emplace_back(patient);
            patientsOf.push_back(0);
        }
        ++patientsOf[numberOf[root]];
    }
    groups.patients = patients.size();
    groups.joinedGroups = static_cast<std::size_t>(
        std::count_if(patientsOf.begin(), patientsOf.end(), [](auto n) { return n > 1; }));
    groups.groupOf.reserve(samples.size());
    for (std::size_t i = 0; i < samples.size(); ++i)
        groups.groupOf.push_back(numberOf[sets.root(i)]);
    return groups;
}

} // namespace cw::validation
