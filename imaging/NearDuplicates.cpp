// SPDX-License-Identifier: Apache-2.0
#include "imaging/NearDuplicates.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

namespace cw::imaging {
namespace {

constexpr std::size_t kKeys = 65536;

std::size_t keyOf(std::uint64_t hash, std::size_t quarter) {
    return static_cast<std::size_t>(hash >> (16 * quarter)) & (kKeys - 1);
}

/// All 16-bit masks of at most two bits, and where those of one and of two begin.
const std::vector<std::uint32_t>& masksOf(int bits) {
    static const std::array<std::vector<std::uint32_t>, 3> masks = [] {
        std::array<std::vector<std::uint32_t>, 3> made;
        for (auto& each : made)
            each.push_back(0);
        for (std::uint32_t i = 0; i < 16; ++i) {
            made[1].push_back(1U << i);
            made[2].push_back(1U << i);
            for (std::uint32_t j = 0; j < i; ++j)
                made[2].push_back(1U << i | 1U << j);
        }
        return made;
    }();
    return masks[static_cast<std::size_t>(bits)];
}

using Pairs = std::map<std::pair<std::size_t, std::size_t>, NearPair>;

void keepBest(Pairs& pairs, const NearPair& pair) {
    const auto [at, isNew] = pairs.try_emplace({pair.first, pair.second}, pair);
    if (!isNew && !at->second.samePixels && pair.correlation > at->second.correlation)
        at->second = pair;
}

/// One framing of all pictures: the whole of each, or the field, which is the whole where it has no
/// margin: a copy may have got one, or lost it.
struct Framing {
    std::vector<const PerceptualHash*> hashes;
    std::vector<std::size_t> numbers; ///< of the pictures
    bool field = false;
};

Framing framed(std::span<const Fingerprint* const> prints, bool field) {
    Framing framing;
    framing.field = field;
    for (std::size_t i = 0; i < prints.size(); ++i) {
        if (!prints[i])
            continue;
        framing.hashes.push_back(field && prints[i]->field ? &*prints[i]->field
                                                           : &prints[i]->whole);
        framing.numbers.push_back(i);
    }
    return framing;
}

/// Another picture of the framing that the hashes put near the one at hand.
struct Candidate {
    std::size_t other = 0;
    int orientation = 0, bits = 0, difference = 0;
};

std::vector<Candidate> candidatesOf(const Framing& framing, std::size_t i, const HashIndex& index,
                                    const std::vector<bool>& fresh, const DuplicateRules& rules) {
    const auto& mine = *framing.hashes[i];
    std::vector<Candidate> candidates;
    std::vector<std::pair<std::size_t, int>> found;
    for (int o = 0; o < kOrientations; ++o) {
        found.clear();
        index.near(mine.dct[static_cast<std::size_t>(o)], rules.radius, found);
        for (const auto& [j, bits] : found) {
            const auto a = framing.numbers[i], b = framing.numbers[j];
            // Of two fresh ones the later asks, unless each keeps its own; an old one never does.
            const bool otherAsks = (fresh.empty() || fresh[b]) && rules.most == 0;
            if (a == b || (otherAsks && b > a))
                continue;
            const int difference = distance(mine.difference[static_cast<std::size_t>(o)],
                                            framing.hashes[j]->difference[0]);
            if (difference <= rules.differenceRadius)
                candidates.push_back({j, o, bits, difference});
        }
    }
    return candidates;
}

/// Copies differ by few bits: what is correlated need not be all that is near, where that is much.
void keepNearest(std::vector<Candidate>& candidates, std::size_t most) {
    constexpr std::size_t kCorrelatedForEachKept = 256;
    const std::size_t limit = kCorrelatedForEachKept * most;
    if (most == 0 || candidates.size() <= limit)
        return;
    std::nth_element(candidates.begin(), candidates.begin() + static_cast<std::ptrdiff_t>(limit),
                     candidates.end(), [](const Candidate& a, const Candidate& b) {
                         return std::tuple(a.bits + a.difference, a.other, a.orientation) <
                                std::tuple(b.bits + b.difference, b.other, b.orientation);
                     });
    candidates.resize(limit);
}

/// The pairs that picture i of the framing makes, in no particular order.
std::vector<NearPair> pairsOf(const Framing& framing, std::size_t i,
                              const std::vector<Candidate>& candidates,
                              const DuplicateRules& rules) {
    std::vector<NearPair> pairs;
    for (const auto& [j, o, bits, difference] : candidates) {
        const auto a = framing.numbers[i], b = framing.numbers[j];
        const double agreement = correlation(*framing.hashes[i], o, *framing.hashes[j]);
        if (agreement < rules.lookAlike)
            continue;
        NearPair pair;
        pair.first = std::min(a, b);
        pair.second = std::max(a, b);
        pair.distance = bits;
        // Turns are their own inverse, but for the two quarter turns, which are each other's.
        pair.orientation = a < b ? o : (o == 5 ? 6 : o == 6 ? 5 : o);
        pair.correlation = agreement;
        pair.nearDuplicate = agreement >= rules.nearDuplicate;
        pair.byField = framing.field;
        pairs.push_back(pair);
    }
    return pairs;
}

void compareIn(const Framing& framing, const std::vector<bool>& fresh, const DuplicateRules& rules,
               Pairs& pairs) {
    std::vector<std::uint64_t> upright;
    for (const auto* hash : framing.hashes)
        upright.push_back(hash->dct[0]);
    const HashIndex index(upright);
    for (std::size_t i = 0; i < framing.hashes.size(); ++i) {
        if (!fresh.empty() && !fresh[framing.numbers[i]])
            continue;
        auto candidates = candidatesOf(framing, i, index, fresh, rules);
        keepNearest(candidates, rules.most);
        auto found = pairsOf(framing, i, candidates, rules);
        if (rules.most > 0 && found.size() > rules.most) {
            std::sort(found.begin(), found.end(), [](const NearPair& a, const NearPair& b) {
                return std::tuple(-a.correlation, a.first, a.second, a.orientation) <
                       std::tuple(-b.correlation, b.first, b.second, b.orientation);
            });
            found.resize(rules.most);
        }
        for (const NearPair& pair : found)
            keepBest(pairs, pair);
    }
}

void compareExactly(std::span<const Fingerprint* const> prints, const std::vector<bool>& fresh,
                    Pairs& pairs) {
    std::unordered_map<std::string_view, std::vector<std::size_t>> same;
    for (std::size_t i = 0; i < prints.size(); ++i)
        if (prints[i])
            same[prints[i]->pixelSha256].push_back(i);
    for (const auto& [hash, numbers] : same)
        for (std::size_t k = 1; k < numbers.size(); ++k) {
            // A chain says it all: a thousand equal pictures are a thousand lines, not a million.
            const auto a = numbers[k - 1], b = numbers[k];
            if (!fresh.empty() && !fresh[a] && !fresh[b])
                continue;
            NearPair pair;
            pair.first = a;
            pair.second = b;
            pair.correlation = 1;
            pair.samePixels = pair.nearDuplicate = true;
            pairs.insert_or_assign({a, b}, pair);
        }
}

} // namespace

HashIndex::HashIndex(std::span<const std::uint64_t> hashes)
    : m_hashes(hashes.begin(), hashes.end()) {
    for (std::size_t q = 0; q < m_quarters.size(); ++q) {
        auto& [firsts, members] = m_quarters[q];
        firsts.assign(kKeys + 1, 0);
        members.resize(m_hashes.size());
        for (const auto hash : m_hashes)
            ++firsts[keyOf(hash, q) + 1];
        for (std::size_t k = 0; k < kKeys; ++k)
            firsts[k + 1] += firsts[k];
        auto next = firsts;
        for (std::size_t i = 0; i < m_hashes.size(); ++i)
            members[next[keyOf(m_hashes[i], q)]++] = static_cast<std::uint32_t>(i);
    }
}

void HashIndex::near(std::uint64_t hash, int radius,
                     std::vector<std::pair<std::size_t, int>>& found) const {
    CW_ASSERT(radius >= 0 && radius <= kLargestRadius);
    const int perQuarter = radius / 4;
    for (std::size_t q = 0; q < m_quarters.size(); ++q) {
        const auto& [firsts, members] = m_quarters[q];
        for (const auto mask : masksOf(perQuarter)) {
            const auto key = keyOf(hash, q) ^ mask;
            for (auto at = firsts[key]; at < firsts[key + 1]; ++at) {
                const auto other = m_hashes[members[at]];
                const int bits = distance(hash, other);
                if (bits > radius)
                    continue;
                bool seen = false; // under an earlier quarter
                for (std::size_t e = 0; e < q && !seen; ++e)
                    seen = distance(keyOf(hash, e), keyOf(other, e)) <= perQuarter;
                if (!seen)
                    found.emplace_back(members[at], bits);
            }
        }
    }
}

std::vector<NearPair> nearPairs(std::span<const Fingerprint* const> prints,
                                const std::vector<bool>& fresh, const DuplicateRules& rules) {
    Pairs pairs;
    compareExactly(prints, fresh, pairs);
    for (const bool field : {false, true})
        compareIn(framed(prints, field), fresh, rules, pairs);
    std::vector<NearPair> sorted;
    for (const auto& [numbers, pair] : pairs)
        sorted.push_back(pair);
    return sorted;
}

} // namespace cw::imaging
