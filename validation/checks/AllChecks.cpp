// SPDX-License-Identifier: Apache-2.0
#include "validation/checks/Checks.h"
#include "validation/checks/detail/Cases.h"

#include <algorithm>

namespace cw::validation {
namespace {

Result<std::vector<CheckResult>> alone(Result<CheckResult> result) {
    CW_TRY(CheckResult one, std::move(result));
    return std::vector<CheckResult>{std::move(one)};
}

CheckResult notMade(const std::string& name, const Error& error) {
    CheckResult result;
    result.check = name;
    result.severity = Severity::Warning;
    result.verdict = "not made";
    result.sentence = "This check could not be made: " + error.sentence() + ".";
    return result;
}

} // namespace

std::vector<std::string> checkNames() {
    return {"leakage",     "shortcut", "permutation",    "balance",   "compression",
            "label-noise", "outliers", "learning-curve", "stability", "subgroups"};
}

Result<std::vector<CheckResult>> checkNamed(const std::string& name, const CheckInput& input,
                                            const OutOfFold& model,
                                            std::span<const std::string> clusters) {
    if (name == "leakage")
        return alone(checkLeakage(input, clusters));
    if (name == "shortcut")
        return checkShortcuts(input, model);
    if (name.starts_with("shortcut:"))
        return alone(checkShortcut(input, name.substr(9), model));
    if (name == "permutation")
        return alone(checkPermutation(input));
    if (name == "balance")
        return alone(checkBalance(input));
    if (name == "compression")
        return alone(checkCompression(input));
    if (name == "label-noise")
        return alone(checkLabelNoise(input, model));
    if (name == "outliers")
        return alone(checkOutliers(input));
    if (name == "learning-curve")
        return alone(checkLearningCurve(input));
    if (name == "stability")
        return alone(checkStability(input));
    if (name == "subgroups")
        return alone(checkSubgroups(input, model));
    std::string known;
    for (const std::string& one : checkNames())
        known += (known.empty() ? "" : ", ") + one;
    return fail(ErrorCode::InvalidArgument, "there is no such check; there are: " + known);
}

Result<std::vector<CheckResult>> checkOrSaid(const std::string& name, const CheckInput& input,
                                             const OutOfFold& model,
                                             std::span<const std::string> clusters) {
    CW_TRY(const auto cases, checks::casesOf(input)); // what is wrong with the input is an error
    (void)cases;
    auto results = checkNamed(name, input, model, clusters);
    if (results || results.error().code == ErrorCode::Cancelled)
        return results;
    return std::vector<CheckResult>{notMade(name, results.error())};
}

Result<std::vector<CheckResult>> allChecks(const CheckInput& input, const OutOfFold& model,
                                           std::span<const std::string> clusters,
                                           const core::ProgressFn& progress) {
    const auto names = checkNames();
    std::vector<CheckResult> all;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (input.cancel != nullptr && input.cancel->cancelled())
            return fail(ErrorCode::Cancelled, "the validation was cancelled");
        CW_TRY(auto results, checkOrSaid(names[i], input, model, clusters));
        std::move(results.begin(), results.end(), std::back_inserter(all));
        if (progress)
            progress(i + 1, names.size(), "checks");
    }
    return all;
}

} // namespace cw::validation
