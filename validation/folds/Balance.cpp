// SPDX-License-Identifier: Apache-2.0
#include "validation/folds/Balance.h"

#include "core/Result.h"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <optional>

namespace cw::validation {
namespace {

// A share squared is at most 1; 2^50 of it times a weight of at most 8 leaves room for the sum over
// 256 quantities in 64 bits, with a factor of 2 for a difference of two.
constexpr std::int64_t kOne = std::int64_t{1} << 50;
// Evaluations of a move or exchange, a count and no time: the same on every machine.
constexpr std::int64_t kBudget = 12'000'000;

/// Amounts of each fold and what a change of them costs.
class Shares {
public:
    explicit Shares(const BalanceProblem& problem)
        : m_quantities(problem.quantities.size()),
          m_amounts(static_cast<std::size_t>(problem.k) * m_quantities, 0),
          m_classes(static_cast<std::size_t>(problem.k)),
          m_images(static_cast<std::size_t>(problem.k), 0), m_unit(m_quantities, 0) {
        std::vector<std::int64_t> total(m_quantities, 0);
        for (const BalanceGroup& group : problem.groups)
            for (const Amount& amount : group.amounts)
                total[amount.quantity] += amount.count;
        for (std::size_t q = 0; q < m_quantities; ++q)
            if (total[q] > 0) {
                const auto against = static_cast<std::int64_t>(problem.quantities[q].against);
                m_unit[q] =
                    kOne / (total[q] * std::max(against, total[q])) * problem.quantities[q].weight;
            }
    }

    void add(std::size_t fold, const BalanceGroup& group, std::int64_t times) {
        for (const Amount& amount : group.amounts)
            at(fold, amount.quantity) += times * amount.count;
        m_classes[fold].negatives += times * (group.negative ? 1 : 0);
        m_classes[fold].positives += times * (group.positive ? 1 : 0);
        m_images[fold] += times * group.images;
    }
    /// Half of what the sum of squares grows by if the group comes to the fold.
    std::int64_t arrival(std::size_t fold, const BalanceGroup& group) const {
        std::int64_t sum = 0;
        for (const Amount& amount : group.amounts)
            sum += m_unit[amount.quantity] * amount.count * at(fold, amount.quantity);
        return sum;
    }
    /// Half of the growth if amounts of `out` leave `from` for `to` and those of `in` come back.
    std::int64_t exchange(std::size_t from, std::size_t to, const BalanceGroup& out,
                          const BalanceGroup* in) const {
        std::int64_t sum = 0;
        const auto term = [&](std::uint32_t quantity, std::int64_t moved) {
            sum += m_unit[quantity] * moved * (at(to, quantity) - at(from, quantity) + moved);
        };
        auto a = out.amounts.begin();
        if (in == nullptr) {
            for (; a != out.amounts.end(); ++a)
                term(a->quantity, a->count);
            return sum;
        }
        auto b = in->amounts.begin();
        while (a != out.amounts.end() || b != in->amounts.end()) {
            if (b == in->amounts.end() || (a != out.amounts.end() && a->quantity < b->quantity)) {
                term(a->quantity, a->count);
                ++a;
            } else if (a == out.amounts.end() || b->quantity < a->quantity) {
                term(b->quantity, -static_cast<std::int64_t>(b->count));
                ++b;
            } else {
                if (a->count != b->count)
                    term(a->quantity, std::int64_t{a->count} - b->count);
                ++a;
                ++b;
            }
        }
        return sum;
    }
    bool lacks(std::size_t fold, bool positive) const {
        return (positive ? m_classes[fold].positives : m_classes[fold].negatives) == 0;
    }
    /// Whether `from` keeps both classes if `out` leaves and `in` comes.
    bool keepsClasses(std::size_t from, const BalanceGroup& out, const BalanceGroup* in) const {
        const auto left = [&](std::int64_t count, bool gone, bool come) {
            return count - (gone ? 1 : 0) + (come ? 1 : 0) > 0;
        };
        return left(m_classes[from].negatives, out.negative, in != nullptr && in->negative) &&
               left(m_classes[from].positives, out.positive, in != nullptr && in->positive);
    }
    std::int64_t images(std::size_t fold) const { return m_images[fold]; }

private:
    struct Classes {
        std::int64_t negatives = 0, positives = 0; ///< groups with such
    };
    std::int64_t& at(std::size_t fold, std::size_t quantity) {
        return m_amounts[fold * m_quantities + quantity];
    }
    std::int64_t at(std::size_t fold, std::size_t quantity) const {
        return m_amounts[fold * m_quantities + quantity];
    }
    std::size_t m_quantities;
    std::vector<std::int64_t> m_amounts;
    std::vector<Classes> m_classes;
    std::vector<std::int64_t> m_images, m_unit;
};

/// Groups of both classes first, then the large ones: the small ones even out what is left.
std::vector<std::size_t> dealingOrder(const BalanceProblem& problem) {
    std::vector<std::size_t> order(problem.groups.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t i, std::size_t j) {
        const BalanceGroup &a = problem.groups[i], &b = problem.groups[j];
        const bool mixedA = a.negative && a.positive, mixedB = b.negative && b.positive;
        if (mixedA != mixedB)
            return mixedA;
        if (a.images != b.images)
            return a.images > b.images;
        return a.lot != b.lot ? a.lot < b.lot : i < j;
    });
    return order;
}

/// Deals the groups. A fold that lacks a class must be served while there are just enough groups
/// left for all such folds; groups of both classes come first and fill both lacks at once, so that
/// the two classes never ask for different folds.
class Dealer {
public:
    Dealer(const BalanceProblem& problem, Shares& shares) : m_problem(problem), m_shares(shares) {
        for (const BalanceGroup& group : problem.groups) {
            m_left[0] += group.negative ? 1 : 0;
            m_left[1] += group.positive ? 1 : 0;
        }
        m_lacking = {problem.k, problem.k};
    }

    std::vector<int> deal() {
        std::vector<int> folds(m_problem.groups.size(), 0);
        for (const std::size_t g : dealingOrder(m_problem)) {
            const BalanceGroup& group = m_problem.groups[g];
            const std::size_t fold = cheapest(group);
            for (const bool positive : {false, true}) {
                if (!(positive ? group.positive : group.negative))
                    continue;
                const std::size_t c = positive ? 1 : 0;
                m_lacking[c] -= m_shares.lacks(fold, positive) ? 1 : 0;
                --m_left[c];
            }
            m_shares.add(fold, group, 1);
            folds[g] = static_cast<int>(fold);
        }
        return folds;
    }

private:
    bool allowed(std::size_t fold, const BalanceGroup& group) const {
        for (const bool positive : {false, true}) {
            const std::size_t c = positive ? 1 : 0;
            const bool brings = positive ? group.positive : group.negative;
            if (brings && m_lacking[c] > 0 && m_left[c] <= m_lacking[c] &&
                !m_shares.lacks(fold, positive))
                return false;
        }
        return true;
    }
    std::size_t cheapest(const BalanceGroup& group) const {
        std::optional<std::size_t> best;
        std::int64_t bestCost = 0;
        for (std::size_t f = 0; f < static_cast<std::size_t>(m_problem.k); ++f) {
            if (!allowed(f, group))
                continue;
            const std::int64_t cost = m_shares.arrival(f, group);
            if (!best || cost < bestCost ||
                (cost == bestCost && m_shares.images(f) < m_shares.images(*best))) {
                best = f;
                bestCost = cost;
            }
        }
        CW_ASSERT(best.has_value());
        return *best;
    }

    const BalanceProblem& m_problem;
    Shares& m_shares;
    std::array<int, 2> m_left{}, m_lacking{};
};

/// Groups that hold the same are one kind: what is tried is kinds, so that a hundred thousand
/// patients with one picture each cost no more than a hundred.
class Refinement {
public:
    Refinement(const BalanceProblem& problem, Shares& shares, std::vector<int>& folds)
        : m_problem(problem), m_shares(shares), m_folds(folds) {
        std::map<std::vector<Amount>, std::vector<std::size_t>> byContent;
        for (std::size_t g = 0; g < problem.groups.size(); ++g)
            byContent[problem.groups[g].amounts].push_back(g);
        m_members.resize(static_cast<std::size_t>(problem.k));
        for (auto& members : m_members)
            members.resize(byContent.size());
        std::size_t kind = 0;
        for (auto& [content, groups] : byContent) {
            std::sort(groups.begin(), groups.end(), [&](std::size_t a, std::size_t b) {
                const auto lotA = problem.groups[a].lot, lotB = problem.groups[b].lot;
                return lotA != lotB ? lotA < lotB : a < b;
            });
            m_content.push_back(&problem.groups[groups.front()]);
            for (const std::size_t g : groups)
                m_members[static_cast<std::size_t>(folds[g])][kind].push_back(g);
            ++kind;
        }
    }

    void run() {
        const auto k = static_cast<std::size_t>(m_problem.k);
        for (bool improved = true; improved && m_budget > 0;) {
            improved = false;
            for (std::size_t a = 0; a < k; ++a)
                for (std::size_t b = 0; b < k; ++b)
                    while (a != b && m_budget > 0 && improveBetween(a, b))
                        improved = true;
        }
    }

private:
    struct Change {
        std::int64_t growth = 0;
        std::size_t out = 0;
        std::optional<std::size_t> in;
    };

    /// The best single move from a to b, or exchange of two; false where none helps.
    bool improveBetween(std::size_t a, std::size_t b) {
        Change best;
        for (std::size_t out = 0; out < m_content.size() && m_budget > 0; ++out) {
            if (m_members[a][out].empty())
                continue;
            consider(a, b, out, std::nullopt, best);
            if (a > b)
                continue; // an exchange between b and a has been looked at as one between a and b
            for (std::size_t in = 0; in < m_content.size(); ++in)
                if (in != out && !m_members[b][in].empty())
                    consider(a, b, out, in, best);
        }
        if (best.growth >= 0)
            return false;
        apply(a, b, best.out);
        if (best.in)
            apply(b, a, *best.in);
        return true;
    }
    void consider(std::size_t a, std::size_t b, std::size_t out, std::optional<std::size_t> in,
                  Change& best) {
        --m_budget;
        const BalanceGroup* back = in ? m_content[*in] : nullptr;
        const std::int64_t growth = m_shares.exchange(a, b, *m_content[out], back);
        if (growth >= best.growth || !m_shares.keepsClasses(a, *m_content[out], back))
            return;
        if (back != nullptr && !m_shares.keepsClasses(b, *back, m_content[out]))
            return;
        best = {growth, out, in};
    }
    void apply(std::size_t from, std::size_t to, std::size_t kind) {
        const std::size_t group = m_members[from][kind].back();
        m_members[from][kind].pop_back();
        m_members[to][kind].push_back(group);
        m_shares.add(from, m_problem.groups[group], -1);
        m_shares.add(to, m_problem.groups[group], 1);
        m_folds[group] = static_cast<int>(to);
    }

    const BalanceProblem& m_problem;
    Shares& m_shares;
    std::vector<int>& m_folds;
    std::vector<const BalanceGroup*> m_content;
    std::vector<std::vector<std::vector<std::size_t>>> m_members; ///< [fold][kind]
    std::int64_t m_budget = kBudget;
};

} // namespace

std::vector<int> balancedFolds(const BalanceProblem& problem) {
    Shares shares(problem);
    std::vector<int> folds = Dealer(problem, shares).deal();
    Refinement(problem, shares, folds).run();
    return folds;
}

double unevenness(const BalanceProblem& problem, std::span<const int> folds) {
    const auto k = static_cast<std::size_t>(problem.k);
    std::vector<std::vector<double>> amounts(problem.quantities.size(), std::vector<double>(k));
    for (std::size_t g = 0; g < problem.groups.size(); ++g)
        for (const Amount& amount : problem.groups[g].amounts)
            amounts[amount.quantity][static_cast<std::size_t>(folds[g])] += amount.count;
    double sum = 0;
    for (std::size_t q = 0; q < amounts.size(); ++q) {
        double total = 0, squares = 0;
        for (const double amount : amounts[q]) {
            total += amount;
            squares += amount * amount;
        }
        const auto against = static_cast<double>(problem.quantities[q].against);
        if (total > 0)
            sum += problem.quantities[q].weight * squares / (total * std::max(against, total));
    }
    return sum;
}

} // namespace cw::validation
