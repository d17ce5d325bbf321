// SPDX-License-Identifier: Apache-2.0
#include "imaging/Portrait.h"
#include "imaging/detail/DotProduct.h"

#include <algorithm>
#include <cmath>

namespace cw::imaging {
namespace {

struct Near {
    double cosine = 0;
    std::uint32_t index = 0;
    bool operator<(const Near& other) const {
        return cosine != other.cosine ? cosine > other.cosine : index < other.index;
    }
};

/// The best few seen; by cosine, then by number.
void keep(std::vector<Near>& best, std::size_t rank, const Near& near) {
    if (best.size() == rank && !(near < best.back()))
        return;
    best.insert(std::upper_bound(best.begin(), best.end(), near), near);
    if (best.size() > rank)
        best.pop_back();
}

} // namespace

template <std::size_t N>
PortraitSearch::Rows PortraitSearch::rowsOf(std::span<const Portrait* const> portraits,
                                            std::array<std::int8_t, N> Portrait::*part) {
    Rows rows{N, std::vector<std::int16_t>(portraits.size() * N, 0),
              std::vector<double>(portraits.size(), 0)};
    for (std::size_t i = 0; i < portraits.size(); ++i) {
        if (portraits[i] == nullptr)
            continue;
        const auto& values = portraits[i]->*part;
        std::int16_t* row = rows.values.data() + i * N;
        std::copy(values.begin(), values.end(), row);
        rows.lengths[i] = std::sqrt(static_cast<double>(detail::dotProduct(row, row, N)));
    }
    return rows;
}

PortraitSearch::PortraitSearch(std::span<const Portrait* const> portraits)
    : m_upright(rowsOf(portraits, &Portrait::upright)),
      m_turned(rowsOf(portraits, &Portrait::turned)) {}

/// Blocks of both sides stay in the cache while they are multiplied. queries: of begin to end.
void PortraitSearch::search(Pairs& pairs, const Rows& rows, std::span<const std::int16_t> queries,
                            std::span<const std::size_t> groupOf, std::size_t rank,
                            std::size_t begin, std::size_t end) {
    constexpr std::size_t kBlock = 64;
    const std::size_t count = rows.lengths.size();
    for (std::size_t from = begin; from < end; from += kBlock) {
        const std::size_t to = std::min(end, from + kBlock);
        std::vector<std::vector<Near>> best(to - from);
        for (std::size_t others = 0; others < count; others += kBlock)
            for (std::size_t i = from; i < to; ++i) {
                if (!(rows.lengths[i] > 0))
                    continue;
                const std::int16_t* query = queries.data() + (i - begin) * rows.size;
                for (std::size_t j = others; j < std::min(count, others + kBlock); ++j) {
                    if (!(rows.lengths[j] > 0) || groupOf[i] == groupOf[j])
                        continue;
                    const double cosine =
                        detail::dotProduct(query, rows.values.data() + j * rows.size, rows.size) /
                        (rows.lengths[i] * rows.lengths[j]);
                    keep(best[i - from], rank, {cosine, static_cast<std::uint32_t>(j)});
                }
            }
        for (std::size_t i = from; i < to; ++i)
            for (const Near& near : best[i - from]) {
                const auto self = static_cast<std::uint32_t>(i);
                pairs.emplace_back(std::min(self, near.index), std::max(self, near.index));
            }
    }
}

PortraitSearch::Pairs PortraitSearch::nearest(std::span<const std::size_t> groupOf,
                                              std::size_t rank, std::size_t begin,
                                              std::size_t end) const {
    Pairs pairs;
    if (rank == 0 || begin >= end)
        return pairs;
    const auto queriesOf = [&](const Rows& rows) {
        return std::span(rows.values).subspan(begin * rows.size, (end - begin) * rows.size);
    };
    search(pairs, m_turned, queriesOf(m_turned), groupOf, rank, begin, end);
    const auto upright = queriesOf(m_upright);
    search(pairs, m_upright, upright, groupOf, rank, begin, end);
    std::vector<std::int16_t> mirrored(upright.begin(), upright.end());
    for (std::size_t at = 0; at < mirrored.size(); at += Portrait::kSide)
        std::reverse(mirrored.begin() + static_cast<std::ptrdiff_t>(at),
                     mirrored.begin() + static_cast<std::ptrdiff_t>(at + Portrait::kSide));
    search(pairs, m_upright, mirrored, groupOf, rank, begin, end);
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    return pairs;
}

} // namespace cw::imaging
