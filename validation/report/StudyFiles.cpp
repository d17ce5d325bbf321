// SPDX-License-Identifier: Apache-2.0
// The files of a study's report.
#include "core/Csv.h"
#include "core/Files.h"
#include "core/Text.h"
#include "validation/report/Report.h"
#include "validation/report/detail/Cards.h"

#include <cmath>
#include <map>
#include <set>

namespace cw::validation {
namespace {

using core::csvField;

std::string csvNumber(double value) { return std::isfinite(value) ? core::shortest(value) : ""; }

/// One row an image, by name; the label and fold are its unit's. The columns of the contract first.
std::string scoresCsv(const ModelResult& model) {
    struct Row {
        const UnitScore* unit;
        double score;
    };
    std::map<std::string, Row> rows;
    for (const UnitScore& unit : model.units)
        for (const std::string& image : unit.images) {
            const auto own = model.imageScores.find(image);
            rows[image] = {&unit, own == model.imageScores.end() ? unit.score : own->second};
        }
    std::string csv = "image,patient,label,fold,score,unit,unit_score,probability,called\n";
    for (const auto& [image, row] : rows) {
        const UnitScore& unit = *row.unit;
        csv += csvField(image) + ',' + csvField(unit.patient) + ',' + std::to_string(unit.label) +
               ',' + std::to_string(unit.fold) + ',' + csvNumber(row.score) + ',' +
               csvField(unit.unit) + ',' + csvNumber(unit.score) + ',' +
               csvNumber(unit.probability) + ',' + (unit.calledPositive ? "1" : "0") + '\n';
    }
    return csv;
}

std::string suspiciousCsv(const StudyResult& study) {
    std::string csv = "image,check,reason,suspicion\n";
    for (const CheckResult& check : study.checks)
        for (const CaseRemark& remark : check.cases)
            csv += csvField(remark.image) + ',' + csvField(check.check) + ',' +
                   csvField(remark.reason) + ',' + csvNumber(remark.suspicion) + '\n';
    return csv;
}

/// Letters, digits, dots and dashes of a model's title: a name that every file system takes.
std::string fileWord(const std::string& title) {
    std::string word;
    for (const char c : title) {
        const bool plain =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.';
        if (plain)
            word += c;
        else if (!word.empty() && word.back() != '-')
            word += '-';
    }
    while (!word.empty() && (word.back() == '-' || word.back() == '.'))
        word.pop_back();
    return word.empty() ? "model" : word.substr(0, 80);
}

Result<void> writeCard(const report::Card& card, const std::filesystem::path& folder,
                       const std::string& name) {
    CW_CHECK(core::writeWhole(folder / (name + ".md"), report::markdownOf(card)));
    return core::writeWhole(folder / (name + ".json"), report::jsonOf(card));
}

} // namespace

Result<void> writeStudy(const StudyResult& study, const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error)
        return fail(ErrorCode::IoFailure, "cannot create the report's folder: " + error.message());
    const ModelResult* target = targetOf(study);
    CW_CHECK(core::writeWhole(folder / "scores.csv", scoresCsv(target ? *target : ModelResult())));
    std::set<std::string> taken;
    for (const ModelResult& model : study.models) {
        if (&model == target)
            continue;
        const auto word = fileWord(titleOf(model));
        auto name = word; // two titles may differ in what a file's name leaves out
        for (int i = 2; !taken.insert(name).second; ++i)
            name = word + "-" + std::to_string(i);
        CW_CHECK(core::writeWhole(folder / ("scores-" + name + ".csv"), scoresCsv(model)));
    }
    CW_CHECK(core::writeWhole(folder / "suspicious.csv", suspiciousCsv(study)));
    CW_CHECK(writeCard(report::modelCard(study), folder, "model-card"));
    CW_CHECK(writeCard(report::dataCard(study), folder, "data-card"));
    CW_CHECK(core::writeWhole(folder / "report.html", studyHtml(study)));
    // Last: who finds it finds the rest as well.
    return core::writeWhole(folder / "report.json", studyJson(study));
}

Result<StudyResult> readStudy(const std::filesystem::path& reportJson) {
    constexpr std::uintmax_t kLargest = 1ULL << 30;
    CW_TRY(const auto text, core::readText(reportJson, kLargest));
    return parseStudy(text);
}

} // namespace cw::validation
