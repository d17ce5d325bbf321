// SPDX-License-Identifier: Apache-2.0
#include "core/Random.h"

#include <cmath>
#include <numbers>

namespace cw::core {

std::uint64_t Random::next() {
    std::uint64_t z = (m_state += 0x9e3779b97f4a7c15ULL);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

Random Random::stream(std::string_view part, std::uint64_t index) const {
    std::uint64_t hash = 0xcbf29ce484222325ULL ^ m_state; // FNV-1a over the name, seeded
    for (const char c : part)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    Random mixed(hash ^ (index * 0xd6e8feb86659fd93ULL));
    return Random(mixed.next());
}

double Random::uniform() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }

double Random::uniform(double low, double high) { return low + (high - low) * uniform(); }

std::size_t Random::below(std::size_t bound) {
    const std::uint64_t limit = UINT64_MAX - UINT64_MAX % bound;
    std::uint64_t value = next();
    while (value >= limit)
        value = next();
    return static_cast<std::size_t>(value % bound);
}

double Random::normal() {
    const double radius = std::sqrt(-2 * std::log(1 - uniform()));
    return radius * std::cos(2 * std::numbers::pi * uniform());
}

bool Random::chance(double probability) { return uniform() < probability; }

} // namespace cw::core
