// SPDX-License-Identifier: Apache-2.0
// Trains one model on one fold's training part and scores the rest. The labels of the rest are not
// in any file that is read here.
#include "core/Files.h"
#include "core/Random.h"
#include "validation/Csv.h"
#include "validation/study/ModelFold.h"
#include "validation/study/Units.h"
#include "validation/study/detail/TaskWork.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

namespace cw::validation::detail {
namespace {

Result<Training> readTraining(const std::filesystem::path& csv, const PreparedSet& set) {
    CW_TRY(const auto text, core::readText(csv, 1U << 30));
    CW_TRY(const auto table, parseCsv(text));
    Training training;
    for (const CsvRow& row : table.rows) {
        const auto at = set.rowOf(row.fields[0]);
        if (!at)
            return fail(ErrorCode::Corrupt, "a picture of the training part was never prepared");
        if (!set.at(*at).fault.empty())
            continue; // of this copy; the report lists it
        training.rows.push_back(*at);
        training.labels.push_back(row.fields[1] == "1" ? 1 : 0);
        training.groups.push_back(row.fields[2]);
    }
    return training;
}

/// Outlines tell where a lesion is, and so that there is one: those of the training part alone.
Result<void> writeOutlines(const std::string& all, const PreparedSet& set, const Training& training,
                           const std::filesystem::path& file) {
    std::set<std::string> images;
    for (const std::size_t row : training.rows)
        images.insert(set.at(row).image);
    try {
        const auto json = nlohmann::json::parse(all);
        auto kept = nlohmann::json::object();
        for (const auto& [image, outlines] : json.items())
            if (images.contains(image))
                kept[image] = outlines;
        return core::writeWhole(file, kept.dump());
    } catch (const std::exception&) {
        return fail(ErrorCode::Malformed, "outlines.json of the plan cannot be understood");
    }
}

Result<void> writeScores(const ModelFold& result, const PreparedSet& set,
                         const std::filesystem::path& out) {
    std::string csv = "image,score\n";
    for (std::size_t i = 0; i < result.testRows.size(); ++i)
        csv += csvField(set.at(result.testRows[i]).image) + "," + shortest(result.scores[i]) + "\n";
    CW_CHECK(core::writeWhole(out / "scores.csv", csv));
    const nlohmann::json json{{"threshold", result.operatingPoint.threshold},
                              {"inner_sensitivity", result.operatingPoint.sensitivity},
                              {"inner_specificity", result.operatingPoint.specificity},
                              {"platt_slope", result.plattSlope},
                              {"platt_intercept", result.plattIntercept},
                              {"train_pictures", result.trainRows},
                              {"settings", result.settings},
                              {"note", result.note}};
    return core::writeWhole(out / "fold.json", json.dump(1) + "\n");
}

} // namespace

Result<std::vector<Sample>> casesOf(const StudyPlan& plan, const PreparedSet& set) {
    std::map<std::string_view, const Sample*> byImage;
    for (const Sample& sample : plan.request().samples)
        byImage.emplace(sample.image, &sample);
    std::vector<Sample> cases;
    for (std::size_t row = 0; row < set.size(); ++row) {
        const auto found = byImage.find(set.at(row).image);
        if (found == byImage.end())
            return fail(ErrorCode::Corrupt, "a prepared picture is not in the plan");
        cases.push_back(*found->second);
    }
    return cases;
}

Result<void> fold(const StudyPlan& plan, const StudyTask& task, const TaskTools& tools,
                  const std::filesystem::path& out) {
    const StudyRequest& request = plan.request();
    CW_TRY(const auto model, makeModel(request.models[static_cast<std::size_t>(task.model)]));
    CW_TRY(const PreparedSet set, PreparedSet::open(plan.preparedFolder(task.copy)));
    CW_TRY(const StudySplit split, readSplit(plan));
    CW_TRY(const Training training,
           readTraining(trainingFile(plan.taskFolder(splitTask(plan).id), task.fold), set));
    CW_TRY(const auto rows, rowsOf(set, split));
    std::vector<std::size_t> testRows;
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (split.folds[i] == task.fold)
            testRows.push_back(rows[i]);

    CW_TRY(const auto cases, casesOf(plan, set));
    std::vector<std::string> units;
    for (const Sample& one : cases)
        units.push_back(unitKey(one, request.unit));
    ModelContext context;
    context.cases = cases;
    context.seed =
        core::Random(request.seed).stream("fold", static_cast<std::uint64_t>(task.fold)).next();
    context.scratch = out;
    context.progress = tools.progress;
    context.cancel = tools.cancel;
    if (!request.outlines.empty()) {
        context.outlines = out / "outlines.json";
        CW_CHECK(writeOutlines(request.outlines, set, training, context.outlines));
    }
    const auto readable = [&](std::size_t row) { return set.at(row).fault.empty(); };
    if (std::none_of(rows.begin(), rows.end(), readable))
        return fail(ErrorCode::InvalidArgument,
                    "no picture of the copy " +
                        request.copies[static_cast<std::size_t>(task.copy)].name + " can be read");
    auto result = runModelFold(*model, set, training, testRows, units, context, out);
    if (!result && task.copy > 0)
        return within(std::move(result).error(),
                      "copy " + request.copies[static_cast<std::size_t>(task.copy)].name);
    if (!result)
        return tl::make_unexpected(std::move(result).error());
    return writeScores(*result, set, out);
}

} // namespace cw::validation::detail
