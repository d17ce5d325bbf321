// SPDX-License-Identifier: Apache-2.0
#include "validation/stats/Mrmc.h"

#include "validation/Csv.h"

#include <cmath>
#include <set>
#include <tuple>

namespace cw::validation {
namespace {

/// The name that iMRMC takes for the truth, in both of its columns.
constexpr std::string_view kTruth = "truth";

tl::unexpected<Error> fault(std::string_view list, std::size_t row, std::string_view what) {
    return fail(ErrorCode::InvalidArgument,
                std::string(list) + " row " + std::to_string(row + 1) + ": " + std::string(what));
}

} // namespace

Result<std::string> mrmcCsv(std::span<const CaseTruth> truth, std::span<const ReaderScore> scores) {
    std::string csv = "readerID,caseID,modalityID,score\n";
    std::set<std::string_view> cases;
    for (std::size_t row = 0; row < truth.size(); ++row) {
        const CaseTruth& t = truth[row];
        if (t.caseId.empty() || (t.label != 0 && t.label != 1))
            return fault("truth", row, "a case needs a name and a label of 0 or 1");
        if (!cases.insert(t.caseId).second)
            return fault("truth", row, "the case has a truth already");
        csv += std::string(kTruth) + "," + csvField(t.caseId) + "," + std::string(kTruth) + "," +
               std::to_string(t.label) + "\n";
    }
    std::set<std::tuple<std::string_view, std::string_view, std::string_view>> given;
    for (std::size_t row = 0; row < scores.size(); ++row) {
        const ReaderScore& s = scores[row];
        if (s.reader.empty() || s.modality.empty())
            return fault("score", row, "reader or modality is missing");
        if (s.reader == kTruth || s.modality == kTruth)
            return fault("score", row, "no reader and no modality can be called truth");
        if (!cases.contains(s.caseId))
            return fault("score", row, "the case has no truth");
        if (!std::isfinite(s.score))
            return fault("score", row, "the score is not a finite number");
        if (!given.emplace(s.reader, s.caseId, s.modality).second)
            return fault("score", row, "this reader's score of this case is there already");
        csv += csvField(s.reader) + "," + csvField(s.caseId) + "," + csvField(s.modality) + "," +
               shortest(s.score) + "\n";
    }
    return csv;
}

} // namespace cw::validation
