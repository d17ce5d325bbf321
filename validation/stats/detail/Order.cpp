// SPDX-License-Identifier: Apache-2.0
#include "validation/stats/detail/Order.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <numeric>

namespace cw::validation::detail {
namespace {

constexpr unsigned kDigitBits = 11; // 2048 counters lie in the first cache
constexpr std::size_t kBuckets = std::size_t{1} << kDigitBits;
constexpr unsigned kDigits = (64 + kDigitBits - 1) / kDigitBits;
constexpr std::size_t kSmall = 4096; // below, counting costs more than comparing

std::uint64_t keyOf(std::uint64_t key) { return key; }
std::uint64_t keyOf(const KeyedRow& row) { return row.key; }

std::size_t digitOf(std::uint64_t key, unsigned digit) {
    return static_cast<std::size_t>(key >> (digit * kDigitBits)) & (kBuckets - 1);
}

template <class Item>
void radixSort(std::vector<Item>& items) {
    if (items.size() < kSmall) {
        std::stable_sort(items.begin(), items.end(),
                         [](const Item& a, const Item& b) { return keyOf(a) < keyOf(b); });
        return;
    }
    std::vector<std::array<std::uint32_t, kBuckets>> counts(kDigits);
    for (const Item& item : items)
        for (unsigned digit = 0; digit < kDigits; ++digit)
            ++counts[digit][digitOf(keyOf(item), digit)];
    std::vector<Item> other(items.size());
    for (unsigned digit = 0; digit < kDigits; ++digit) {
        auto& count = counts[digit];
        if (count[digitOf(keyOf(items.front()), digit)] == items.size())
            continue; // the same digit everywhere: scores with few decimals, or all in [0, 1)
        std::uint32_t begin = 0;
        for (std::uint32_t& c : count)
            begin += std::exchange(c, begin);
        for (const Item& item : items)
            other[count[digitOf(keyOf(item), digit)]++] = item;
        items.swap(other);
    }
}

} // namespace

Result<void> checkScores(std::span<const Scored> scores) {
    std::size_t positives = 0;
    for (std::size_t row = 0; row < scores.size(); ++row) {
        if (!std::isfinite(scores[row].score))
            return fail(ErrorCode::InvalidArgument,
                        "the score of row " + std::to_string(row + 1) + " is not a finite number");
        if (scores[row].label != 0 && scores[row].label != 1)
            return fail(ErrorCode::InvalidArgument,
                        "the label of row " + std::to_string(row + 1) + " is neither 0 nor 1");
        positives += scores[row].label == 1 ? 1U : 0U;
    }
    if (scores.size() > UINT32_MAX)
        return fail(ErrorCode::TooLarge, "more than 4 294 967 295 scores");
    if (positives == 0)
        return fail(ErrorCode::InvalidArgument,
                    "there is no positive case: the AUC is not defined");
    if (positives == scores.size())
        return fail(ErrorCode::InvalidArgument,
                    "there is no negative case: the AUC is not defined");
    return {};
}

std::uint64_t orderedKey(double score) {
    const auto bits = std::bit_cast<std::uint64_t>(score + 0.0);
    constexpr std::uint64_t kSign = std::uint64_t{1} << 63;
    return (bits & kSign) != 0 ? ~bits : bits | kSign;
}

void sortKeys(std::vector<std::uint64_t>& keys) { radixSort(keys); }
void sortKeys(std::vector<KeyedRow>& rows) { radixSort(rows); }

std::vector<KeyedRow> rowsByScore(std::span<const Scored> scores) {
    std::vector<KeyedRow> rows(scores.size());
    for (std::size_t i = 0; i < scores.size(); ++i)
        rows[i] = {orderedKey(scores[i].score), static_cast<std::uint32_t>(i)};
    sortKeys(rows);
    return rows;
}

double Steps::thresholdOf(std::size_t step) const {
    const double here = steps[step].score;
    if (step + 1 == steps.size())
        return here;
    const double middle = std::midpoint(here, steps[step + 1].score);
    return middle > steps[step + 1].score ? middle : here; // neighbours have nothing between them
}

Result<Steps> stepsOf(std::span<const Scored> scores) {
    CW_CHECK(checkScores(scores));
    const auto rows = rowsByScore(scores);
    Steps result;
    for (std::size_t i = rows.size(); i-- > 0;) {
        const Scored& here = scores[rows[i].row];
        (here.label == 1 ? result.positives : result.negatives) += 1;
        if (i == 0 || rows[i - 1].key != rows[i].key)
            result.steps.push_back({here.score, result.positives, result.negatives});
    }
    return result;
}

} // namespace cw::validation::detail
