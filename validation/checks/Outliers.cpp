// SPDX-License-Identifier: Apache-2.0
#include "validation/Parallel.h"
#include "validation/checks/Checks.h"
#include "validation/checks/detail/Cases.h"
#include "validation/checks/detail/Words.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>

namespace cw::validation {
namespace {

using namespace checks;

constexpr double kFar = 6; ///< robust standard deviations

/// Median and a standard deviation that a few wild values cannot move.
struct Scale {
    double median = 0, deviation = 0; ///< deviation 0: the column does not vary
};

double medianOf(std::vector<double> values) {
    if (values.empty())
        return 0;
    const auto middle = values.begin() + std::ssize(values) / 2;
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

Scale scaleOf(const std::vector<double>& values) {
    Scale scale;
    if (values.size() < 10)
        return scale; // too few to call one of them unusual
    scale.median = medianOf(values);
    std::vector<double> off;
    for (const double value : values)
        off.push_back(std::abs(value - scale.median));
    scale.deviation = 1.4826 * medianOf(off);
    // Half the pictures may share one value exactly (nothing overexposed): the mean takes over.
    if (!(scale.deviation > 0))
        scale.deviation =
            1.2533 * std::accumulate(off.begin(), off.end(), 0.0) / static_cast<double>(off.size());
    if (!(scale.deviation > 1e-9 * std::abs(scale.median)))
        scale.deviation = 0;
    return scale;
}

std::vector<double> columnOf(const Matrix& matrix, std::size_t column) {
    std::vector<double> values;
    for (std::size_t r = 0; r < matrix.rows; ++r)
        if (std::isfinite(matrix.row(r)[column]))
            values.push_back(matrix.row(r)[column]);
    return values;
}

/// What a value far below or above the others means; empty: nothing that a person should look at.
std::string wordsFor(const std::string& column, bool high) {
    struct Meaning {
        const char *start, *low, *high;
    };
    static constexpr Meaning kMeanings[] = {
        {"sharpness", "blurred", "unusually sharp edges, as of writing or artefacts"},
        {"blur", "unusually sharp edges, as of writing or artefacts", "blurred"},
        {"noise", "", "noisy"},
        {"exposure_clipped", "", "large overexposed parts"},
        {"exposure_crushed", "", "large black parts inside the field"},
        {"exposure", "much darker than the others", "much brighter than the others"},
        {"brightness", "much darker than the others", "much brighter than the others"},
        {"contrast", "hardly any contrast", "unusually strong contrast"},
        {"saturation", "pale colours", "unusually strong colours"},
        {"unevenness", "", "very uneven light"},
        {"fill", "the field fills little of the picture", "the field fills all of the picture"}};
    for (const Meaning& meaning : kMeanings)
        if (column.starts_with(meaning.start))
            return high ? meaning.high : meaning.low;
    return "unusual " + column;
}

struct Remark {
    double suspicion = 0;
    std::vector<std::string> reasons;
    void add(double weight, const std::string& reason) {
        suspicion = std::max(suspicion, weight);
        if (!reason.empty() && std::find(reasons.begin(), reasons.end(), reason) == reasons.end())
            reasons.push_back(reason);
    }
};
using Remarks = std::map<std::string, Remark>;

/// Counts of what was found, for the sentence.
struct Found {
    std::size_t unreadable = 0, blank = 0, tiny = 0, quality = 0, far = 0;
};

void lookAtSizes(const CheckInput& input, const Cases& cases, Remarks& remarks, Found& found) {
    constexpr int kTiny = 64;
    std::vector<double> longer;
    for (const std::size_t row : cases.rows)
        longer.push_back(std::max(input.set.at(row).width, input.set.at(row).height));
    const double usual = medianOf(longer);
    for (std::size_t i = 0; i < cases.size(); ++i) {
        const PreparedPicture& picture = input.set.at(cases.rows[i]);
        if (picture.width <= 0 || picture.height <= 0)
            continue; // not told
        if (std::min(picture.width, picture.height) >= kTiny && longer[i] >= usual / 4)
            continue;
        ++found.tiny;
        remarks[picture.image].add(50, "only " + std::to_string(picture.width) + " x " +
                                           std::to_string(picture.height) + " pixels");
    }
}

Result<void> lookAtQuality(const CheckInput& input, const Cases& cases, Remarks& remarks,
                           Found& found) {
    CW_TRY(const Matrix quality, blockOf(input, cases, "quality"));
    if (quality.columns == 0)
        return {};
    CW_TRY(const auto names, input.set.columnsOf("quality"));
    std::vector<bool> unusual(cases.size(), false);
    for (std::size_t c = 0; c < quality.columns; ++c) {
        const Scale scale = scaleOf(columnOf(quality, c));
        for (std::size_t i = 0; i < cases.size(); ++i) {
            const std::string& image = input.set.at(cases.rows[i]).image;
            const double value = quality.row(i)[c];
            if (names[c] == "contrast" && std::isfinite(value) && value < 1e-4) {
                ++found.blank;
                remarks[image].add(100, "blank: every pixel has the same value");
                continue;
            }
            if (scale.deviation == 0 || !std::isfinite(value))
                continue;
            const double z = (value - scale.median) / scale.deviation;
            const std::string reason = std::abs(z) > kFar ? wordsFor(names[c], z > 0) : "";
            if (reason.empty())
                continue;
            unusual[i] = true;
            remarks[image].add(std::min(std::abs(z), 40.0), reason);
        }
    }
    found.quality = static_cast<std::size_t>(std::count(unusual.begin(), unusual.end(), true));
    return {};
}

/// Features in robust standard deviations, cut at 10, columns that do not vary left out.
Matrix robust(const Matrix& features) {
    constexpr double kCut = 10;
    std::vector<std::size_t> used;
    std::vector<Scale> scales;
    for (std::size_t c = 0; c < features.columns; ++c)
        if (const Scale scale = scaleOf(columnOf(features, c)); scale.deviation > 0) {
            used.push_back(c);
            scales.push_back(scale);
        }
    Matrix result(features.rows, used.size());
    for (std::size_t r = 0; r < features.rows; ++r)
        for (std::size_t i = 0; i < used.size(); ++i) {
            const double value = features.row(r)[used[i]];
            if (std::isfinite(value))
                result.row(r)[i] =
                    std::clamp((value - scales[i].median) / scales[i].deviation, -kCut, kCut);
        }
    return result;
}

/// Root mean square distance to the fifth nearest picture of other patients; a bounded, seeded
/// part of the set stands for it where it is large.
Result<std::vector<double>> distances(const CheckInput& input, const Cases& cases,
                                      const Matrix& x) {
    constexpr std::size_t kNearest = 5, kMostReferences = 2000;
    std::vector<std::size_t> references(cases.size());
    std::iota(references.begin(), references.end(), std::size_t{0});
    if (references.size() > kMostReferences) {
        core::Random(input.seed).stream("outliers").shuffle(references);
        references.resize(kMostReferences);
    }
    std::vector<double> result(cases.size(), std::nan(""));
    CW_CHECK(forEachIndex(cases.size(), input.workers, input.cancel, [&](std::size_t i) {
        std::vector<double> nearest;
        for (const std::size_t other : references) {
            if (cases.groups[other] == cases.groups[i])
                continue;
            double sum = 0;
            for (std::size_t c = 0; c < x.columns; ++c) {
                const double off = x.row(i)[c] - x.row(other)[c];
                sum += off * off;
            }
            nearest.push_back(std::sqrt(sum / static_cast<double>(x.columns)));
        }
        if (nearest.size() < kNearest)
            return;
        std::nth_element(nearest.begin(), nearest.begin() + kNearest - 1, nearest.end());
        result[i] = nearest[kNearest - 1];
    }));
    return result;
}

Result<void> lookAtFeatures(const CheckInput& input, const Cases& cases, Remarks& remarks,
                            Found& found) {
    CW_TRY(const Matrix features, blockOf(input, cases, "features"));
    const Matrix x = robust(features);
    if (x.columns == 0)
        return {};
    CW_TRY(auto distance, distances(input, cases, x));
    std::vector<double> logs;
    for (double& value : distance) {
        value = std::log(std::max(value, 1e-9));
        if (std::isfinite(value))
            logs.push_back(value);
    }
    const Scale scale = scaleOf(logs);
    if (scale.deviation == 0)
        return {};
    for (std::size_t i = 0; i < cases.size(); ++i) {
        const double z = (distance[i] - scale.median) / scale.deviation;
        // Twice as far as usual at least: in a very even set tiny differences are many deviations.
        if (!(z > kFar) || distance[i] - scale.median < std::log(2.0))
            continue;
        ++found.far;
        remarks[input.set.at(cases.rows[i]).image].add(std::min(z, 40.0),
                                                       "unlike the pictures of all other patients");
    }
    return {};
}

std::string sentenceOf(const Found& found, std::size_t remarked) {
    std::vector<std::string> parts;
    const auto part = [&](std::size_t count, const std::string& words) {
        if (count > 0)
            parts.push_back(std::to_string(count) + " " + words);
    };
    part(found.unreadable, "could not be read and were left out");
    part(found.blank, "blank");
    part(found.tiny, "far smaller than the others");
    part(found.quality, "of unusual quality (blur, exposure, contrast, noise)");
    part(found.far, "unlike the pictures of all other patients");
    std::string sentence = counted(remarked, "picture") + " should be looked at: ";
    for (std::size_t i = 0; i < parts.size(); ++i)
        sentence += (i == 0 ? "" : ", ") + parts[i];
    return sentence + ". A picture may count twice.";
}

} // namespace

Result<CheckResult> checkOutliers(const CheckInput& input) {
    CW_TRY(const Cases cases, casesOf(input));
    Remarks remarks;
    Found found;
    for (std::size_t row = 0; row < input.set.size(); ++row)
        if (!input.set.at(row).fault.empty()) {
            ++found.unreadable;
            remarks[input.set.at(row).image].add(200, "could not be read");
        }
    lookAtSizes(input, cases, remarks, found);
    CW_CHECK(lookAtQuality(input, cases, remarks, found));
    CW_CHECK(lookAtFeatures(input, cases, remarks, found));

    CheckResult result;
    result.check = "outliers";
    for (const auto& [image, remark] : remarks) {
        std::string reason;
        for (const std::string& one : remark.reasons)
            reason += (reason.empty() ? "" : "; ") + one;
        result.cases.push_back({image, remark.suspicion, reason});
    }
    std::stable_sort(result.cases.begin(), result.cases.end(),
                     [](const auto& a, const auto& b) { return a.suspicion > b.suspicion; });
    result.numbers = {{"unreadable", static_cast<double>(found.unreadable)},
                      {"blank", static_cast<double>(found.blank)},
                      {"tiny", static_cast<double>(found.tiny)},
                      {"quality", static_cast<double>(found.quality)},
                      {"unlike_others", static_cast<double>(found.far)}};
    if (result.cases.empty()) {
        result.sentence = "No picture stands out by its size, sharpness, exposure or content.";
        return result;
    }
    const bool unusable = found.unreadable + found.blank + found.tiny > 0;
    raise(result, unusable ? Severity::Warning : Severity::Note);
    result.verdict = counted(result.cases.size(), "picture") + " to look at";
    result.sentence = sentenceOf(found, result.cases.size());
    return result;
}

} // namespace cw::validation
