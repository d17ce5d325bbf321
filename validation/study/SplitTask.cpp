// SPDX-License-Identifier: Apache-2.0
// Joins what belongs together, deals it to folds, and writes for each fold what its trainer may
// know.
#include "core/Files.h"
#include "validation/Csv.h"
#include "validation/Folds.h"
#include "validation/checks/CheckJson.h"
#include "validation/study/StudyIdentity.h"
#include "validation/study/detail/TaskWork.h"

#include <map>

namespace cw::validation::detail {
namespace {

std::vector<Sample> usable(const PreparedSet& set, const std::vector<Sample>& samples) {
    std::vector<Sample> result;
    for (const Sample& sample : samples) {
        const auto row = set.rowOf(sample.image);
        if (row && set.at(*row).fault.empty())
            result.push_back(sample);
    }
    return result;
}

Result<FoldAssignment> assigned(const StudyRequest& request, const std::vector<Sample>& samples,
                                std::vector<SampleTie> ties) {
    FoldRequest wanted;
    const bool given = std::all_of(samples.begin(), samples.end(),
                                   [](const Sample& sample) { return sample.fold.has_value(); });
    wanted.scheme = request.bySite ? FoldScheme::LeaveOut
                    : given        ? FoldScheme::Given
                                   : FoldScheme::Balanced;
    wanted.k = request.folds;
    wanted.seed = request.seed;
    wanted.balance = request.balanceBy;
    wanted.ties = std::move(ties);
    CW_TRY(auto assignment, assignFolds(samples, wanted));
    if (assignment.k != request.folds)
        return fail(ErrorCode::InvalidArgument, "the data set has " + std::to_string(assignment.k) +
                                                    " folds or sites, the plan " +
                                                    std::to_string(request.folds));
    return assignment;
}

Result<void> writeTraining(const std::vector<Sample>& samples, const FoldAssignment& assignment,
                           const std::filesystem::path& out) {
    for (int fold = 0; fold < assignment.k; ++fold) {
        std::string text = "image,label,group\n";
        for (std::size_t i = 0; i < samples.size(); ++i)
            if (assignment.folds[i] != fold)
                text += csvField(samples[i].image) + "," + std::to_string(samples[i].label) + "," +
                        csvField(assignment.groups.key[assignment.groups.groupOf[i]]) + "\n";
        CW_CHECK(core::writeWhole(trainingFile(out, fold), text));
    }
    return {};
}

} // namespace

Result<void> split(const StudyPlan& plan, const TaskTools& tools,
                   const std::filesystem::path& out) {
    CW_TRY(const PreparedSet set, PreparedSet::open(plan.preparedFolder(0)));
    CW_TRY(const auto all, plan.labelledSamples());
    const auto samples = usable(set, all);
    if (samples.empty())
        return fail(ErrorCode::InvalidArgument,
                    "no picture of the data set can be read; the first: " + set.at(0).fault);
    CW_TRY(const StudyIdentity identity,
           identityOf(set, samples, plan.request().kind, out, tools.cancel));
    auto assignment = assigned(plan.request(), samples, identity.ties);
    if (!assignment)
        return within(std::move(assignment).error(), "splitting the data set");
    std::string folds = "image,group,fold\n";
    for (std::size_t i = 0; i < samples.size(); ++i)
        folds += csvField(samples[i].image) + "," +
                 csvField(assignment->groups.key[assignment->groups.groupOf[i]]) + "," +
                 std::to_string(assignment->folds[i] + 1) + "\n";
    CW_CHECK(core::writeWhole(out / "folds.csv", folds));
    CW_CHECK(writeFolds(samples, *assignment, out / "manifest.csv"));
    CW_CHECK(writeTraining(samples, *assignment, out));
    CW_CHECK(core::writeWhole(out / "identity.json", checkJson(identity.check)));
    return core::writeWhole(out / "fold-table.json", checkJson(foldCheck(*assignment, samples)));
}

} // namespace cw::validation::detail
