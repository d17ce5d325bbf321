// SPDX-License-Identifier: Apache-2.0
#include "validation/checks/detail/ConfidentLearning.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace cw::validation::checks {
namespace {

using Joint = std::array<std::array<int, 2>, 2>;

double probabilityOf(int label, double ofOne) { return label == 1 ? ofOne : 1 - ofOne; }

std::array<double, 2> countsOf(std::span<const int> labels) {
    std::array<double, 2> counts{};
    for (const int label : labels)
        counts[static_cast<std::size_t>(label)] += 1;
    return counts;
}

/// The joint scaled to the counts of the given labels, rows rounded so that they keep their sums:
/// down first, what is missing goes to the largest remainders.
Joint calibratedJoint(const Joint& joint, const std::array<double, 2>& counts) {
    std::array<std::array<double, 2>, 2> scaled{};
    double sum = 0;
    for (std::size_t given = 0; given < 2; ++given) {
        const double row = std::max(1e-10, static_cast<double>(joint[given][0]) + joint[given][1]);
        for (std::size_t truth = 0; truth < 2; ++truth) {
            scaled[given][truth] = joint[given][truth] * counts[given] / row;
            sum += scaled[given][truth];
        }
    }
    Joint result{};
    for (std::size_t given = 0; given < 2; ++given) {
        std::array<double, 2> row{};
        for (std::size_t truth = 0; truth < 2; ++truth)
            row[truth] = scaled[given][truth] / std::max(1e-10, sum) * (counts[0] + counts[1]);
        const int total = static_cast<int>(std::lround(row[0] + row[1]));
        const int first = static_cast<int>(std::floor(row[0]));
        const int second = static_cast<int>(std::floor(row[1]));
        const int missing = std::clamp(total - first - second, 0, 2);
        const bool firstNext = row[0] - first >= row[1] - second;
        result[given] = {first + (missing == 2 || (missing == 1 && firstNext) ? 1 : 0),
                         second + (missing == 2 || (missing == 1 && !firstNext) ? 1 : 0)};
    }
    return result;
}

/// The n-th largest margin among the cases given `label`; all with at least that are pruned.
void pruneByNoiseRate(ConfidentLearning& result, std::span<const int> labels, int label,
                      int pruned) {
    std::vector<double> margins;
    for (std::size_t i = 0; i < labels.size(); ++i)
        if (labels[i] == label)
            margins.push_back(1 - 2 * result.selfConfidence[i]);
    const auto n =
        std::min<std::size_t>(static_cast<std::size_t>(std::max(pruned, 0)), margins.size());
    if (n == 0 || margins.size() <= 1) // a class keeps its only case
        return;
    std::nth_element(margins.begin(), margins.begin() + static_cast<long>(n) - 1, margins.end(),
                     std::greater<>());
    const double cut = margins[n - 1];
    for (std::size_t i = 0; i < labels.size(); ++i)
        if (labels[i] == label && 1 - 2 * result.selfConfidence[i] >= cut)
            result.byNoiseRate[i] = true;
}

/// As many as the class has errors, the least self-confident ones.
void pruneByClass(ConfidentLearning& result, std::span<const int> labels, int label, int kept) {
    std::vector<double> confidences;
    for (std::size_t i = 0; i < labels.size(); ++i)
        if (labels[i] == label)
            confidences.push_back(result.selfConfidence[i]);
    if (confidences.size() <= 1)
        return;
    const auto errors = static_cast<std::size_t>(std::max(std::ssize(confidences) - kept, 0L));
    std::sort(confidences.begin(), confidences.end());
    const double cut = errors < confidences.size() ? confidences[errors] : 2;
    for (std::size_t i = 0; i < labels.size(); ++i)
        if (labels[i] == label && result.selfConfidence[i] < cut)
            result.byClass[i] = true;
}

} // namespace

ConfidentLearning confidentLearning(std::span<const double> probabilities,
                                    std::span<const int> labels) {
    ConfidentLearning result;
    const std::size_t n = labels.size();
    const auto counts = countsOf(labels);
    std::array<double, 2> sums{};
    for (std::size_t i = 0; i < n; ++i) {
        result.selfConfidence.push_back(probabilityOf(labels[i], probabilities[i]));
        sums[static_cast<std::size_t>(labels[i])] += result.selfConfidence[i];
    }
    for (std::size_t c = 0; c < 2; ++c)
        if (counts[c] > 0)
            result.thresholds[c] = sums[c] / counts[c];
    result.confident.assign(n, false);
    for (std::size_t i = 0; i < n; ++i) {
        const double one = probabilities[i];
        const bool reaches0 = 1 - one >= result.thresholds[0] - 1e-6;
        const bool reaches1 = one >= result.thresholds[1] - 1e-6;
        if (!reaches0 && !reaches1)
            continue;
        const int truth = reaches0 && reaches1 ? (one > 0.5 ? 1 : 0) : (reaches1 ? 1 : 0);
        ++result.joint[static_cast<std::size_t>(labels[i])][static_cast<std::size_t>(truth)];
        result.confident[i] = truth != labels[i];
    }
    for (std::size_t c = 0; c < 2; ++c) // a class is never taken for all wrong
        if (counts[c] > 0)
            result.joint[c][c] = std::max(result.joint[c][c], 1);
    result.calibrated = calibratedJoint(result.joint, counts);
    result.byNoiseRate.assign(n, false);
    result.byClass.assign(n, false);
    for (const int label : {0, 1}) {
        const auto given = static_cast<std::size_t>(label);
        pruneByNoiseRate(result, labels, label, result.calibrated[given][1 - given]);
        pruneByClass(result, labels, label, result.calibrated[given][given]);
    }
    for (std::size_t i = 0; i < n; ++i)
        if ((probabilities[i] > 0.5 ? 1 : 0) == labels[i])
            result.byNoiseRate[i] = result.byClass[i] = false;
    return result;
}

} // namespace cw::validation::checks
