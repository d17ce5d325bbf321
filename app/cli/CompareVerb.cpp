// SPDX-License-Identifier: Apache-2.0
// compare: the two readings of every case, by thresholds that stay with the result.
#include "app/cli/OpenProject.h"
#include "app/cli/Program.h"
#include "app/cli/Verbs.h"
#include "app/workflow/ComparisonTables.h"
#include "core/Files.h"

#include <memory>

namespace cw::cli {
namespace {

using annotation::ComparisonRules;
using annotation::GoldContour;

struct CompareArguments {
    std::string folder, output, gold = "reader-a";
    ComparisonRules rules;
    bool overlapOnly = false;
};

struct Threshold {
    const char* option;
    const char* key; ///< in the answer
    double ComparisonRules::*value;
    const char* words;
};
constexpr Threshold kThresholds[] = {
    {"--agree-iou", "agree_iou", &ComparisonRules::agreeIou,
     "overlap from which outlines agree; 0.5"},
    {"--partial-iou", "partial_iou", &ComparisonRules::partialIou,
     "overlap from which they agree in part; 0.2"},
    {"--admissible-iou", "admissible_iou", &ComparisonRules::admissibleIou,
     "overlap of the same lesion at all; 0.1"},
    {"--centre-mm", "centre_mm", &ComparisonRules::centreDistanceMm,
     "mammograms: centres of the same lesion, mm apart; 5"},
    {"--centre-dd", "centre_dd", &ComparisonRules::centreDistanceDiscDiameters,
     "fundus: the same in disc diameters; 0.1"},
    {"--centre-px", "centre_px", &ComparisonRules::centreDistancePx,
     "the same in pixels where neither is known; 100"},
    {"--small-mm", "small_mm", &ComparisonRules::smallLesionMm,
     "mammograms: lesions that a centre inside is enough for; 5"},
    {"--small-dd", "small_dd", &ComparisonRules::smallLesionDiscDiameters,
     "fundus: the same in disc diameters; 0.1"},
};

/// lesions.csv and areas.csv.
Result<void> writeTables(workflow::Project& project, const std::string& folder, Answer& answer,
                         const Program& program) {
    CW_TRY(const auto tables, workflow::comparisonTables(project, program.progress("tables")));
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error)
        return fail(ErrorCode::IoFailure, "the output folder cannot be made");
    const std::filesystem::path into = folder;
    CW_CHECK(core::writeWhole(into / "lesions.csv", tables.lesionsCsv));
    CW_CHECK(core::writeWhole(into / "areas.csv", tables.areasCsv));
    answer.json["tables"] = {
        {"cases", tables.cases}, {"lesions", tables.lesions}, {"areas", tables.areas}};
    answer.text += "\nlesions.csv: " + counted(tables.lesions, "line") +
                   ", areas.csv: " + counted(tables.areas, "line");
    return {};
}

Result<Answer> compare(const CompareArguments& a, const Program& program) {
    CW_CHECK(oneOf("--gold", a.gold, {"reader-a", "union", "intersection", "mean"}));
    auto rules = a.rules;
    for (const auto gold :
         {GoldContour::ReaderA, GoldContour::Union, GoldContour::Intersection, GoldContour::Mean})
        if (annotation::name(gold) == a.gold)
            rules.gold = gold;
    rules.centroidAdmits = rules.distanceAdmits = !a.overlapOnly;
    if (!annotation::makeSense(rules))
        return fail(ErrorCode::InvalidArgument,
                    "the overlaps must satisfy 0 <= --admissible-iou <= --partial-iou <= "
                    "--agree-iou <= 1, and no distance may be below 0");
    CW_TRY(auto project, openProject(a.folder));
    CW_TRY(const auto summary, project.compareAll(rules));
    Answer answer;
    answer.json = {{"compared", summary.compared},  {"agree", summary.agree},
                   {"partial", summary.partial},    {"disagree", summary.disagree},
                   {"waiting", summary.waiting},    {"gold", a.gold},
                   {"overlap_only", a.overlapOnly}, {"points_agree", rules.pointsAgree}};
    for (const auto& threshold : kThresholds)
        answer.json[threshold.key] = rules.*threshold.value;
    answer.text = std::to_string(summary.compared) + " compared: " + std::to_string(summary.agree) +
                  " agree, " + std::to_string(summary.partial) + " partly, " +
                  std::to_string(summary.disagree) + " disagree; " +
                  std::to_string(summary.waiting) + " wait for a reading";
    if (!a.output.empty())
        CW_CHECK(writeTables(project, a.output, answer, program));
    return answer;
}

} // namespace

void addCompare(Program& program) {
    auto a = std::make_shared<CompareArguments>();
    auto* verb = program.verb("compare", "matches the two readings of every case that has both",
                              "concord compare breast-2026 --agree-iou 0.6 --gold mean");
    verb->add_option("PROJECT", a->folder, "the project's folder")->required();
    for (const auto& threshold : kThresholds)
        verb->add_option(threshold.option, a->rules.*threshold.value, threshold.words);
    verb->add_flag("--overlap-only", a->overlapOnly,
                   "lesions that overlap less are others, however near");
    verb->add_flag("--points-agree", a->rules.pointsAgree,
                   "matched microaneurysms agree; else they agree in part");
    verb->add_option("--gold", a->gold,
                     "outline of an agreed lesion: reader-a, union, intersection or mean");
    verb->add_option("--output", a->output,
                     "folder for lesions.csv (every pair with its numbers) and areas.csv (all that "
                     "was marked on an image, in pixels)");
    program.whenChosen(verb, [a, &program] { return compare(*a, program); });
}

} // namespace cw::cli
