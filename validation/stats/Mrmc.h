// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Result.h"
#include <span>
#include <string>

namespace cw::validation {

/// One score of one reader (or model) on one case.
struct ReaderScore {
    std::string reader, caseId, modality;
    double score = 0;
};
struct CaseTruth {
    std::string caseId;
    int label = 0;
};
/// The input of iMRMC (github DIDSR/iMRMC, readerID,caseID,modalityID,score with the truth as a
/// reader of its own): studies of several readers and cases are analysed there, not here.
/// InvalidArgument: an empty name, a reader called "truth", a score of a case without truth, a
/// score given twice or not finite; messages name the row.
Result<std::string> mrmcCsv(std::span<const CaseTruth> truth, std::span<const ReaderScore> scores);

} // namespace cw::validation
