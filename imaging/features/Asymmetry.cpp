// SPDX-License-Identifier: Apache-2.0
#include "imaging/Asymmetry.h"

#include <cmath>
#include <limits>
#include <map>
#include <utility>

namespace cw::imaging {
namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

/// Sums of the finite values of one side of a view.
struct Side {
    std::vector<double> sums, counts;
    void add(std::span<const double> row) {
        sums.resize(row.size());
        counts.resize(row.size());
        for (std::size_t c = 0; c < row.size(); ++c)
            if (std::isfinite(row[c])) {
                sums[c] += row[c];
                counts[c] += 1;
            }
    }
    double mean(std::size_t c) const {
        return c < counts.size() && counts[c] > 0 ? sums[c] / counts[c] : kMissing;
    }
};
struct Pair {
    Side left, right;
    bool complete() const { return !left.sums.empty() && !right.sums.empty(); }
};

} // namespace

Result<Asymmetry> asymmetry(std::span<const ViewOfPatient> views,
                            std::span<const std::string> names, std::span<const double> values) {
    const std::size_t columns = names.size();
    if (values.size() != views.size() * columns)
        return fail(ErrorCode::InvalidArgument,
                    "asymmetry needs one row of all features for each picture");
    std::map<std::pair<std::string, std::string>, Pair> pairs;
    for (std::size_t r = 0; r < views.size(); ++r) {
        const auto& view = views[r];
        if (view.patient.empty())
            return fail(ErrorCode::InvalidArgument,
                        "a picture without a patient has no other side");
        auto& pair = pairs[{view.patient, view.view}];
        if (view.laterality == "L")
            pair.left.add(values.subspan(r * columns, columns));
        else if (view.laterality == "R")
            pair.right.add(values.subspan(r * columns, columns));
    }
    Asymmetry result;
    for (const auto& name : names) {
        result.names.push_back(name + "_left_minus_right");
        result.names.push_back(name + "_difference");
    }
    result.values.reserve(views.size() * 2 * columns);
    for (const auto& view : views) {
        const auto& pair = pairs.at({view.patient, view.view});
        const bool sided = view.laterality == "L" || view.laterality == "R";
        const bool known = sided && !view.view.empty() && pair.complete();
        result.paired += known ? 1 : 0;
        for (std::size_t c = 0; c < columns; ++c) {
            const double difference = known ? pair.left.mean(c) - pair.right.mean(c) : kMissing;
            result.values.push_back(difference);
            result.values.push_back(std::abs(difference));
        }
    }
    return result;
}

} // namespace cw::imaging
