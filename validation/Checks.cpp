// SPDX-License-Identifier: Apache-2.0
#include "validation/Checks.h"

#include "validation/FoldRun.h"
#include "validation/Parallel.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

namespace cw::validation {
namespace {

/// Union of patients by key; the smallest key names the group.
class PatientGroups {
public:
    const std::string& rootOf(const std::string& patient) {
        std::string& parent = m_parent.try_emplace(patient, patient).first->second;
        if (parent != patient) {
            const std::string root = rootOf(parent);
            parent = root;
        }
        return parent;
    }
    void join(const std::string& a, const std::string& b) {
        const std::string rootA = rootOf(a), rootB = rootOf(b);
        if (rootA < rootB)
            m_parent[rootB] = rootA;
        else
            m_parent[rootA] = rootB;
    }

private:
    std::map<std::string, std::string> m_parent;
};

/// One label a patient (1 if any picture has it), shuffled among the patients.
std::vector<int> permutedLabels(std::span<const Sample> samples, core::Random random) {
    std::map<std::string, int> byPatient;
    for (const Sample& sample : samples) {
        int& label = byPatient[sample.patient];
        label = std::max(label, sample.label);
    }
    std::vector<int> pool;
    for (const auto& [patient, label] : byPatient)
        pool.push_back(label);
    random.shuffle(pool);
    std::size_t next = 0;
    for (auto& [patient, label] : byPatient)
        label = pool[next++];
    std::vector<int> labels;
    for (const Sample& sample : samples)
        labels.push_back(byPatient[sample.patient]);
    return labels;
}

/// Digits compare as numbers: "Im9" before "Im10".
bool naturalLess(const std::string& a, const std::string& b) {
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    std::size_t i = 0, j = 0;
    while (i < a.size() && j < b.size()) {
        if (digit(a[i]) && digit(b[j])) {
            const auto run = [&](const std::string& s, std::size_t& at) {
                while (at < s.size() && s[at] == '0')
                    ++at;
                const std::size_t begin = at;
                while (at < s.size() && digit(s[at]))
                    ++at;
                return s.substr(begin, at - begin);
            };
            const std::string x = run(a, i), y = run(b, j);
            if (x != y)
                return x.size() != y.size() ? x.size() < y.size() : x < y;
        } else if (a[i] != b[j]) {
            return a[i] < b[j];
        } else {
            ++i;
            ++j;
        }
    }
    return a.size() - i != b.size() - j ? a.size() - i < b.size() - j : a < b;
}

Matrix nameOrder(std::span<const Sample> samples) {
    std::vector<std::size_t> order(samples.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return naturalLess(samples[a].image, samples[b].image);
    });
    Matrix ranks(samples.size(), 1);
    for (std::size_t i = 0; i < order.size(); ++i)
        ranks.row(order[i])[0] = static_cast<double>(i);
    return ranks;
}

/// One column a device, 1 where the picture comes from it. No columns if there is nothing to tell.
Matrix devices(std::span<const Sample> samples) {
    std::set<std::string> names;
    for (const Sample& sample : samples)
        names.insert(sample.device);
    constexpr std::size_t kMost = 64;
    if (names.size() < 2 || names.size() > kMost)
        return {};
    Matrix matrix(samples.size(), names.size());
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const auto which = std::distance(names.begin(), names.find(samples[i].device));
        matrix.row(i)[static_cast<std::size_t>(which)] = 1;
    }
    return matrix;
}

bool tellsNothing(const Matrix& matrix) {
    for (std::size_t r = 1; r < matrix.rows; ++r)
        if (!std::ranges::equal(matrix.row(r), matrix.row(0)))
            return false;
    return true;
}

Result<ShortcutCheck> shortcut(const std::string& what, const Matrix& matrix,
                               const FeatureTable& table, std::span<const int> folds,
                               const ValidationPlan& plan) {
    std::vector<int> labels;
    std::vector<Scored> pooled;
    for (const Sample& sample : table.samples)
        labels.push_back(sample.label);
    std::vector<double> scores(labels.size(), 0); // all tied where every picture is the same: 0.5
    if (!tellsNothing(matrix)) {
        CW_TRY(scores,
               quickScores(matrix, labels, folds, plan.folds, {ModelKind::Forest, 60}, plan.seed));
    }
    for (std::size_t i = 0; i < labels.size(); ++i)
        pooled.push_back({scores[i], labels[i]});
    CW_TRY(const Auc area, auc(pooled));
    const double mean = meanFoldAuc(scores, labels, folds, plan.folds).value_or(area.auc);
    // The width of the pooled interval around the mean of the folds.
    return ShortcutCheck{what, mean, std::max(0.0, mean - (area.auc - area.lower))};
}

} // namespace

Grouping groupedByPixels(const FeatureTable& table) {
    std::map<std::string, std::vector<std::size_t>> byPixels;
    for (std::size_t i = 0; i < table.samples.size(); ++i)
        byPixels[table.pixelHashes[i]].push_back(i);
    PatientGroups groups;
    Grouping result{table.samples, 0, 0};
    for (const auto& [hash, rows] : byPixels) {
        std::set<std::string> patients;
        std::set<int> labels;
        for (const std::size_t row : rows) {
            patients.insert(table.samples[row].patient);
            labels.insert(table.samples[row].label);
            groups.join(table.samples[rows.front()].patient, table.samples[row].patient);
        }
        result.sharedPictures += patients.size() > 1 ? rows.size() : 0;
        result.contradictions += labels.size() > 1 ? 1U : 0U;
    }
    for (Sample& sample : result.samples)
        sample.patient = groups.rootOf(sample.patient);
    return result;
}

std::optional<double> meanFoldAuc(std::span<const double> scores, std::span<const int> labels,
                                  std::span<const int> folds, int k) {
    double sum = 0, count = 0;
    for (int fold = 0; fold < k; ++fold) {
        std::vector<Scored> part;
        for (std::size_t i = 0; i < scores.size(); ++i)
            if (folds[i] == fold)
                part.push_back({scores[i], labels[i]});
        if (const auto area = auc(part)) {
            sum += area->auc;
            count += 1;
        }
    }
    if (count == 0)
        return std::nullopt;
    return sum / count;
}

Result<Permutation> permuteLabels(const Matrix& features, std::span<const Sample> samples,
                                  std::span<const int> folds, const ValidationPlan& plan, int times,
                                  const core::CancelToken* cancel) {
    std::vector<Result<std::optional<double>>> means(static_cast<std::size_t>(times));
    CW_CHECK(forEachIndex(means.size(), plan.workers, cancel, [&](std::size_t i) {
        const auto labels =
            permutedLabels(samples, core::Random(plan.seed).stream("permutation", i));
        const auto scores =
            quickScores(features, labels, folds, plan.folds, {ModelKind::Logistic, 10}, plan.seed);
        if (scores)
            means[i] = meanFoldAuc(*scores, labels, folds, plan.folds);
        else
            means[i] = tl::unexpected<Error>(scores.error());
    }));
    std::vector<double> values;
    for (const auto& value : means) {
        if (!value)
            return tl::unexpected<Error>(value.error());
        if (*value)
            values.push_back(**value);
    }
    Permutation result{static_cast<int>(values.size()), 0.5, 0, 0};
    if (values.empty())
        return result;
    const auto count = static_cast<double>(values.size());
    result.mean = std::accumulate(values.begin(), values.end(), 0.0) / count;
    double squares = 0;
    for (const double value : values)
        squares += (value - result.mean) * (value - result.mean);
    result.sd = values.size() > 1 ? std::sqrt(squares / (count - 1)) : 0;
    result.highest = *std::max_element(values.begin(), values.end());
    return result;
}

Result<std::vector<ShortcutCheck>> checkShortcuts(const FeatureTable& table,
                                                  std::span<const int> folds,
                                                  const ValidationPlan& plan,
                                                  const core::CancelToken* cancel) {
    std::vector<std::pair<std::string, Matrix>> blocks{
        {"image size", table.sizes}, {"file name order", nameOrder(table.samples)}};
    if (Matrix device = devices(table.samples); device.columns > 0)
        blocks.emplace_back("device", std::move(device));
    std::vector<Result<ShortcutCheck>> results(blocks.size());
    CW_CHECK(forEachIndex(blocks.size(), plan.workers, cancel, [&](std::size_t i) {
        results[i] = shortcut(blocks[i].first, blocks[i].second, table, folds, plan);
    }));
    std::vector<ShortcutCheck> checks;
    for (auto& result : results) {
        CW_TRY(ShortcutCheck check, std::move(result));
        checks.push_back(std::move(check));
    }
    return checks;
}

} // namespace cw::validation
