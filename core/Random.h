// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace cw::core {

using Seed = std::uint64_t;

/// SplitMix64 (Steele, Lea, Flood 2014): the same seed gives the same sequence on every platform,
/// which the distributions of <random> do not promise.
class Random {
public:
    explicit Random(Seed seed) : m_state(seed) {}
    /// An independent stream for a named part, so that adding a part does not disturb the others.
    Random stream(std::string_view part, std::uint64_t index = 0) const;
    std::uint64_t next();
    double uniform();                        ///< [0, 1)
    double uniform(double low, double high); ///< [low, high)
    std::size_t below(std::size_t bound);    ///< [0, bound), bound > 0, unbiased
    double normal();                         ///< mean 0, standard deviation 1
    bool chance(double probability);

    template <class Container>
    void shuffle(Container& items) {
        for (std::size_t i = items.size(); i > 1; --i)
            std::swap(items[i - 1], items[below(i)]);
    }

private:
    std::uint64_t m_state;
};

} // namespace cw::core
