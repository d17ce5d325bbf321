// SPDX-License-Identifier: Apache-2.0
// Images and studies against each other: copies, and one person under two IDs.
#include "app/workflow/detail/ChainedLog.h"
#include "app/workflow/detail/RefineChecks.h"
#include "imaging/NearDuplicates.h"

#include <algorithm>
#include <set>

namespace cw::workflow::detail {
namespace {

constexpr std::size_t kMostImages = 20; // named in one suspicion

/// An image that can be compared, and whose it is.
struct Compared {
    const CheckedCase* owner;
    const storage::StoredImage* image;
};

/// What two cases share. One suspicion a pair of cases, however many images it is.
struct Shared {
    std::vector<core::ImageId> images;
    std::size_t pairs = 0, samePixels = 0;
    double correlation = 0;
    bool copies = false, study = false, accession = false;
};
using SharedByCases = std::map<std::pair<core::CaseId, core::CaseId>, Shared>;

Shared& sharedOf(SharedByCases& all, const core::CaseId& a, const core::CaseId& b) {
    return all[std::minmax(a, b)];
}

Suspicion withinCase(const Compared& a, const Compared& b, const imaging::NearPair& pair) {
    Suspicion suspicion;
    suspicion.kind = pair.samePixels ? SuspicionKind::SamePixels : SuspicionKind::NearDuplicate;
    suspicion.severity = pair.samePixels ? Severity::High : Severity::Medium;
    suspicion.cases = {a.owner->row.id};
    const auto [first, second] = std::minmax(a.image->id, b.image->id);
    suspicion.images = {first, second};
    // The kind is left out of the id: a copy stays the same pair when it is found out to be exact.
    suspicion.id = suspicionId(SuspicionKind::NearDuplicate, {first.text(), second.text()});
    suspicion.measures = {{"bits", std::to_string(pair.distance)},
                          {"correlation", fixedText(pair.correlation)},
                          {"orientation", std::to_string(pair.orientation)}};
    suspicion.words = pair.samePixels ? "two images of the case have equal pixels"
                                      : "two images of the case are copies of one, differing in "
                                        "encoding, size or how they lie";
    return suspicion;
}

void noteShared(Shared& shared, const Compared& a, const Compared& b,
                const imaging::NearPair& pair) {
    ++shared.pairs;
    shared.samePixels += pair.samePixels;
    shared.copies = shared.copies || pair.nearDuplicate;
    shared.correlation = std::max(shared.correlation, pair.correlation);
    for (const auto& id : {a.image->id, b.image->id})
        if (shared.images.size() < kMostImages &&
            std::ranges::find(shared.images, id) == shared.images.end())
            shared.images.push_back(id);
}

std::string wordsOf(const Shared& shared) {
    std::string words;
    const auto add = [&](const std::string& part) { words += (words.empty() ? "" : ", ") + part; };
    if (shared.copies)
        add(std::to_string(shared.pairs) + (shared.pairs == 1 ? " image" : " images") +
            " in common");
    if (shared.study)
        add("one study");
    if (shared.accession)
        add("one accession number");
    return words.empty() ? "images of two cases look alike: hold them side by side"
                         : "two cases may be one patient under two IDs: " + words;
}

Suspicion acrossCases(const core::CaseId& a, const core::CaseId& b, const Shared& shared) {
    Suspicion suspicion;
    const bool sure = shared.copies || shared.study || shared.accession;
    suspicion.kind = sure ? SuspicionKind::SamePatient : SuspicionKind::LookAlike;
    suspicion.severity = sure ? Severity::High : Severity::Low;
    suspicion.cases = {a, b};
    suspicion.images = shared.images;
    suspicion.id = suspicionId(suspicion.kind, {a.text(), b.text()});
    if (shared.pairs > 0)
        suspicion.measures = {{"correlation", fixedText(shared.correlation)},
                              {"pairs", std::to_string(shared.pairs)},
                              {"same_pixels", std::to_string(shared.samePixels)}};
    if (sure)
        suspicion.measures["shares"] = shared.copies  ? "image"
                                       : shared.study ? "study"
                                                      : "accession";
    suspicion.words = wordsOf(shared);
    return suspicion;
}

/// Cases in which a key occurs, neighbours paired: a key in a hundred cases is 99 pairs.
template <class Note>
void eachPair(const std::map<std::string, std::set<core::CaseId>>& where, const Note& note) {
    for (const auto& [key, cases] : where)
        for (auto at = cases.begin(), next = at; at != cases.end() && ++next != cases.end(); ++at)
            note(*at, *next);
}

void shareKeys(const std::vector<CheckedCase>& cases, const FactsByImage& facts,
               SharedByCases& shared) {
    std::map<std::string, std::set<core::CaseId>> studies, accessions;
    for (const auto& each : cases)
        for (const auto& image : each.images) {
            if (!image.study.empty())
                studies[image.study.text()].insert(each.row.id);
            const auto known = facts.find(image.id);
            if (known != facts.end() && !known->second->accession.empty())
                accessions[known->second->accession].insert(each.row.id);
        }
    eachPair(studies, [&](const auto& a, const auto& b) { sharedOf(shared, a, b).study = true; });
    eachPair(accessions,
             [&](const auto& a, const auto& b) { sharedOf(shared, a, b).accession = true; });
}

} // namespace

void checkPairs(const std::vector<CheckedCase>& cases, const FactsByImage& facts,
                const std::vector<core::ImageId>* fresh, std::vector<Suspicion>& found) {
    std::vector<Compared> compared;
    std::vector<const imaging::Fingerprint*> prints;
    std::vector<bool> isFresh;
    const std::set<core::ImageId> freshIds =
        fresh ? std::set(fresh->begin(), fresh->end()) : std::set<core::ImageId>();
    for (const auto& each : cases)
        for (const auto& image : each.images) {
            const auto known = facts.find(image.id);
            // A blank picture is like every other one; it has a suspicion of its own.
            if (known == facts.end() || !known->second->readable ||
                imaging::isBlank(known->second->measures, image.attributes.kind))
                continue;
            compared.push_back({&each, &image});
            prints.push_back(&known->second->print);
            if (fresh)
                isFresh.push_back(freshIds.contains(image.id));
        }
    SharedByCases shared;
    shareKeys(cases, facts, shared);
    for (const auto& pair : imaging::nearPairs(prints, isFresh)) {
        const auto &a = compared[pair.first], &b = compared[pair.second];
        if (a.owner != b.owner)
            noteShared(sharedOf(shared, a.owner->row.id, b.owner->row.id), a, b, pair);
        else if (pair.nearDuplicate)
            found.push_back(withinCase(a, b, pair));
    }
    for (const auto& [two, what] : shared)
        found.push_back(acrossCases(two.first, two.second, what));
}

} // namespace cw::workflow::detail
