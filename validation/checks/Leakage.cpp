// SPDX-License-Identifier: Apache-2.0
#include "validation/checks/Checks.h"
#include "validation/checks/detail/Cases.h"
#include "validation/checks/detail/Words.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <set>

namespace cw::validation {
namespace {

using namespace checks;

/// One thing that must not lie in two folds.
struct Tie {
    std::string words;  ///< "patients", printed
    std::string number; ///< "patients_split", for report.json
    std::string reason; ///< of a case
    std::function<std::string(std::size_t row)> key;
};

struct Split {
    std::size_t keys = 0, split = 0;
    std::vector<std::size_t> rows; ///< of split keys
};

Split splitBy(const CheckInput& input, const Cases& cases, const Tie& tie) {
    std::map<std::string, std::vector<std::size_t>> rows;
    for (const std::size_t row : cases.rows)
        if (const std::string key = tie.key(row); !key.empty())
            rows[key].push_back(row);
    Split result{rows.size(), 0, {}};
    for (const auto& [key, members] : rows) {
        std::set<int> folds;
        for (const std::size_t row : members)
            folds.insert(input.folds[row]);
        if (folds.size() < 2)
            continue;
        ++result.split;
        result.rows.insert(result.rows.end(), members.begin(), members.end());
    }
    return result;
}

std::size_t foldsWithoutAClass(const Cases& cases) {
    std::vector<std::array<bool, 2>> has(static_cast<std::size_t>(cases.k), {false, false});
    for (std::size_t i = 0; i < cases.size(); ++i)
        has[static_cast<std::size_t>(cases.folds[i])][static_cast<std::size_t>(cases.labels[i])] =
            true;
    return static_cast<std::size_t>(std::count_if(
        has.begin(), has.end(), [](const auto& fold) { return !fold[0] || !fold[1]; }));
}

} // namespace

Result<CheckResult> checkLeakage(const CheckInput& input, std::span<const std::string> clusters) {
    CW_TRY(const Cases cases, casesOf(input));
    if (!clusters.empty() && clusters.size() != input.set.size())
        return fail(ErrorCode::InvalidArgument,
                    "the leakage check needs a cluster for every picture of the set or none");
    const std::vector<Tie> ties{
        {"patients", "patients_split", "the same patient lies in another fold",
         [&](std::size_t row) { return input.samples[row].patient; }},
        {"examinations", "accessions_split", "the same examination lies in another fold",
         // Numbers of two sites may coincide.
         [&](std::size_t row) {
             const Sample& sample = input.samples[row];
             return sample.accession.empty() ? "" : sample.site + "\n" + sample.accession;
         }},
        {"equal files", "files_split", "the same file lies in another fold",
         [&](std::size_t row) { return input.set.at(row).fileSha256; }},
        {"equal pictures", "pixels_split", "exactly the same picture lies in another fold",
         [&](std::size_t row) { return input.set.at(row).pixelSha256; }},
        {"look-alikes", "clusters_split",
         "a picture of the same eye or breast lies in another fold",
         [&](std::size_t row) { return clusters.empty() ? std::string() : clusters[row]; }}};
    CheckResult result;
    result.check = "leakage";
    CheckTable table;
    table.caption = "What must not lie in two folds";
    table.wordHeadings = {"what"};
    table.numberHeadings = {"different ones", "in more than one fold"};
    std::map<std::string, std::string> remarks;
    for (const Tie& tie : ties) {
        const Split split = splitBy(input, cases, tie);
        table.rows.push_back(
            {{tie.words}, {static_cast<double>(split.keys), static_cast<double>(split.split)}});
        result.numbers.emplace_back(tie.number, static_cast<double>(split.split));
        if (split.split == 0)
            continue;
        raise(result, Severity::Failure);
        result.verdict = "folds leak";
        result.sentence += (result.sentence.empty() ? "In more than one fold: " : ", ") +
                           std::to_string(split.split) + " " + tie.words;
        for (const std::size_t row : split.rows)
            remarks.try_emplace(input.set.at(row).image, tie.reason);
    }
    for (const auto& [image, reason] : remarks)
        result.cases.push_back({image, 1, reason});
    if (result.severity == Severity::Failure)
        result.sentence += ". The model was tested on what it had learned from: the figures are "
                           "too good and must not be used.";
    else
        result.sentence = "No patient, examination, file or picture lies in two folds.";
    const std::size_t lacking = foldsWithoutAClass(cases);
    result.numbers.emplace_back("folds_without_a_class", static_cast<double>(lacking));
    if (lacking > 0) {
        raise(result, Severity::Warning);
        if (result.verdict.empty())
            result.verdict = "folds lack a class";
        result.sentence += " " + counted(lacking, "fold") + (lacking == 1 ? " lacks" : " lack") +
                           " one of the classes and cannot be measured.";
    }
    result.tables.push_back(std::move(table));
    return result;
}

} // namespace cw::validation
