// SPDX-License-Identifier: Apache-2.0
// metrics: what a table of scores is worth.
#include "app/cli/Program.h"
#include "app/cli/Verbs.h"
#include "core/Files.h"
#include "validation/MetricsJson.h"

#include <memory>

namespace cw::cli {
namespace {

Result<Answer> metrics(const std::string& scores, const std::string& output) {
    CW_CHECK(checkReadable(scores, "the score file"));
    CW_TRY(const auto text, validation::metricsJson(scores));
    if (!output.empty())
        CW_CHECK(core::writeWhole(output, text));
    Answer answer;
    answer.json = Json::parse(text, nullptr, false);
    if (!answer.json.is_object())
        return fail(ErrorCode::Internal, "the metrics are not a JSON object");
    answer.text = answer.json.dump(2);
    return answer;
}

} // namespace

void addMetrics(Program& program) {
    struct Files {
        std::string scores, output;
    };
    auto a = std::make_shared<Files>();
    auto* verb =
        program.verb("metrics", "AUC, DeLong interval and paired test of a table of scores",
                     "concord metrics --scores scores.csv");
    verb->add_option("--scores", a->scores, "CSV with score,label[,patient][,fold][,score2]")
        ->required();
    verb->add_option("--output", a->output, "JSON file to write as well");
    program.whenChosen(verb, [a] { return metrics(a->scores, a->output); });
}

} // namespace cw::cli
