// SPDX-License-Identifier: Apache-2.0
#include "validation/checks/detail/Cases.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <set>

namespace cw::validation::checks {
namespace {

Result<void> checkInput(const CheckInput& input) {
    const std::size_t count = input.set.size();
    if (input.samples.size() != count || input.folds.size() != count)
        return fail(ErrorCode::InvalidArgument,
                    "a check needs a sample and a fold for every picture of the set");
    if (input.k < 2)
        return fail(ErrorCode::InvalidArgument, "at least 2 folds are needed");
    for (std::size_t row = 0; row < count; ++row) {
        if (input.samples[row].label != 0 && input.samples[row].label != 1)
            return fail(ErrorCode::InvalidArgument,
                        "the label of row " + std::to_string(row + 1) + " is neither 0 nor 1");
        if (input.folds[row] < 0 || input.folds[row] >= input.k)
            return fail(ErrorCode::InvalidArgument,
                        "the fold of row " + std::to_string(row + 1) + " does not exist");
    }
    return {};
}

std::string digitsAt(const std::string& text, std::size_t& at) {
    while (at < text.size() && text[at] == '0')
        ++at;
    const std::size_t begin = at;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9')
        ++at;
    return text.substr(begin, at - begin);
}

} // namespace

std::array<std::size_t, 2> Cases::groupsByClass() const {
    std::vector<std::array<bool, 2>> has(groupKeys.size(), {false, false});
    for (std::size_t i = 0; i < size(); ++i)
        has[groups[i]][static_cast<std::size_t>(labels[i])] = true;
    std::array<std::size_t, 2> count{};
    for (const auto& group : has)
        for (std::size_t label = 0; label < 2; ++label)
            count[label] += group[label] ? 1U : 0U;
    return count;
}

bool Cases::hasBothClasses(std::size_t least) const {
    const auto count = groupsByClass();
    return std::min(count[0], count[1]) >= least;
}

Result<Cases> casesOf(const CheckInput& input) {
    CW_CHECK(checkInput(input));
    Cases cases;
    cases.k = input.k;
    for (std::size_t row = 0; row < input.set.size(); ++row)
        if (input.set.at(row).fault.empty())
            cases.rows.push_back(row);
    std::sort(cases.rows.begin(), cases.rows.end(), [&](std::size_t a, std::size_t b) {
        return input.set.at(a).image < input.set.at(b).image;
    });
    std::set<std::string> keys;
    for (const std::size_t row : cases.rows)
        keys.insert(input.samples[row].patient);
    cases.groupKeys.assign(keys.begin(), keys.end());
    for (const std::size_t row : cases.rows) {
        cases.labels.push_back(input.samples[row].label);
        cases.folds.push_back(input.folds[row]);
        const auto key = std::lower_bound(cases.groupKeys.begin(), cases.groupKeys.end(),
                                          input.samples[row].patient);
        cases.groups.push_back(static_cast<std::size_t>(key - cases.groupKeys.begin()));
    }
    return cases;
}

Result<Matrix> blockOf(const CheckInput& input, const Cases& cases, const std::string& block) {
    const auto names = input.set.blockNames();
    if (std::find(names.begin(), names.end(), block) == names.end())
        return Matrix(cases.size(), 0);
    CW_TRY(const Matrix all, input.set.block(block));
    return all.selected(cases.rows);
}

bool tellsNothing(const Matrix& matrix) {
    for (std::size_t c = 0; c < matrix.columns; ++c) {
        std::optional<double> first;
        std::size_t missing = 0;
        for (std::size_t r = 0; r < matrix.rows; ++r) {
            const double value = matrix.row(r)[c];
            if (!std::isfinite(value))
                ++missing;
            else if (!first)
                first = value;
            else if (value != *first)
                return false;
        }
        if (missing > 0 && missing < matrix.rows)
            return false; // who lacks a value is told apart from who has it
    }
    return true;
}

Matrix withMissingness(const Matrix& matrix) {
    std::vector<std::size_t> partly;
    for (std::size_t c = 0; c < matrix.columns; ++c) {
        std::size_t missing = 0;
        for (std::size_t r = 0; r < matrix.rows; ++r)
            missing += std::isfinite(matrix.row(r)[c]) ? 0U : 1U;
        if (missing > 0 && missing < matrix.rows)
            partly.push_back(c);
    }
    if (partly.empty())
        return matrix;
    Matrix wider(matrix.rows, matrix.columns + partly.size());
    for (std::size_t r = 0; r < matrix.rows; ++r) {
        const auto from = matrix.row(r);
        const auto to = wider.row(r);
        std::copy(from.begin(), from.end(), to.begin());
        for (std::size_t i = 0; i < partly.size(); ++i)
            to[matrix.columns + i] = std::isfinite(from[partly[i]]) ? 1 : 0;
    }
    return wider;
}

std::vector<double> scoresOf(const Cases& cases, const std::vector<double>& byRow) {
    std::vector<double> scores;
    bool any = false;
    for (const std::size_t row : cases.rows) {
        scores.push_back(row < byRow.size() ? byRow[row] : std::nan(""));
        any = any || std::isfinite(scores.back());
    }
    if (!any)
        scores.clear();
    return scores;
}

bool naturalLess(const std::string& a, const std::string& b) {
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    std::size_t i = 0, j = 0;
    while (i < a.size() && j < b.size()) {
        if (digit(a[i]) && digit(b[j])) {
            const std::string x = digitsAt(a, i), y = digitsAt(b, j);
            if (x != y)
                return x.size() != y.size() ? x.size() < y.size() : x < y;
        } else if (a[i] != b[j]) {
            return a[i] < b[j];
        } else {
            ++i;
            ++j;
        }
    }
    if (a.size() - i != b.size() - j)
        return a.size() - i < b.size() - j;
    return a < b; // "Im01" and "Im1": equal as numbers, yet an order is needed
}

} // namespace cw::validation::checks
