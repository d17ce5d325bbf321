// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "imaging/PerceptualHash.h"

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

namespace cw::imaging {

/// Finds hashes near a given one without looking at all of them: every hash is entered under each
/// of its four quarters, and two that differ in r bits differ in at most r / 4 of one quarter
/// (Norouzi, Punjani, Fleet 2012, "Fast search in Hamming space with multi-index hashing").
class HashIndex {
public:
    static constexpr int kLargestRadius = 11;

    explicit HashIndex(std::span<const std::uint64_t> hashes);
    /// Numbers of the hashes at most radius bits away, each once, with their distance; in no
    /// particular order. radius: 0 to kLargestRadius.
    void near(std::uint64_t hash, int radius,
              std::vector<std::pair<std::size_t, int>>& found) const;

private:
    struct Quarter {
        std::vector<std::uint32_t> firsts, members; ///< members[firsts[k] .. firsts[k + 1])
    };
    std::vector<std::uint64_t> m_hashes;
    std::array<Quarter, 4> m_quarters;
};

/// When two pictures are taken for one. What the numbers mean on real pictures: decision 0137.
struct DuplicateRules {
    int radius = 10;             ///< bits of 64 between the cosine hashes
    int differenceRadius = 24;   ///< bits of 64 between the difference hashes
    double nearDuplicate = 0.75; ///< correlation from which they are copies
    double lookAlike = 0.60;     ///< correlation from which a person should look
    /// For each picture so many pairs at most, those of the highest correlation; 0: all. Where
    /// pictures of one camera all look alike, all would grow with the square of their number.
    std::size_t most = 0;
};

/// Two pictures that may be one.
struct NearPair {
    std::size_t first = 0, second = 0; ///< first < second
    int distance = 0;                  ///< of the cosine hashes
    int orientation = 0;               ///< turned by which the first lies like the second
    double correlation = 0;
    bool samePixels = false;    ///< decoded pixels are equal; distance 0, correlation 1
    bool nearDuplicate = false; ///< else it is a look-alike
    bool byField = false;       ///< the fields agree more than the whole pictures
};

/// Every pair with at least one fresh picture in it (fresh empty: all are), sorted by numbers, each
/// once with its highest correlation. Prints may hold nullptr (no picture): left out.
std::vector<NearPair> nearPairs(std::span<const Fingerprint* const> prints,
                                const std::vector<bool>& fresh, const DuplicateRules& rules = {});

} // namespace cw::imaging
