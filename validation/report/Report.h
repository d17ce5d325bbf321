// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Result.h"
#include "validation/study/StudyResult.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace cw::validation {

/// Everything that is kept of a study, into a folder that may be new:
/// - report.html: one page for a reader, without script, network or a second file;
/// - report.json: every number, seed, version and hash (schema "concord-study-1"; mean_auc, folds[]
///   of the target model at the top, then models[], checks[], comparisons[] ...);
/// - scores.csv (image,patient,label,fold,score of the target model), scores-MODEL.csv of the
/// others;
/// - suspicious.csv (image,check,reason,suspicion), the worst first within a check;
/// - model-card.md/.json and data-card.md/.json.
/// The same study gives the same bytes. Each file is written whole. Errors: IoFailure.
Result<void> writeStudy(const StudyResult& study, const std::filesystem::path& folder);

/// What writeStudy() kept in report.json. A number that was not finite comes back as NaN. Errors:
/// NotFound, Unreadable; Malformed: not JSON, another schema, or a field of a wrong kind.
Result<StudyResult> readStudy(const std::filesystem::path& reportJson);

std::string studyJson(const StudyResult& study);
Result<StudyResult> parseStudy(std::string_view json);
std::string studyHtml(const StudyResult& study);

/// The model whose mean AUC counts: the first one named as study.targetModel, else the first of
/// all; none without models.
const ModelResult* targetOf(const StudyResult& study);
/// "cnn on jpeg 20:1"; "cnn" where there is one copy that has no name.
std::string titleOf(const ModelResult& model);

} // namespace cw::validation
