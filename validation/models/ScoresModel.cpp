// SPDX-License-Identifier: Apache-2.0
#include "core/Files.h"
#include "core/Sha256.h"
#include "validation/Csv.h"
#include "validation/models/LearnedModels.h"

#include <algorithm>
#include <limits>
#include <map>

namespace cw::validation {
namespace {

using Scores = std::map<std::string, double>;

class GivenScores : public Scorer {
public:
    GivenScores(PreparedSet set, std::shared_ptr<const Scores> scores)
        : m_set(std::move(set)), m_scores(std::move(scores)) {}

    Result<std::vector<double>> score(std::span<const std::size_t> rows) const override {
        std::vector<double> result;
        for (const std::size_t row : rows) {
            const auto found = m_scores->find(m_set.at(row).image);
            const bool usable = found != m_scores->end() && m_set.at(row).fault.empty();
            result.push_back(usable ? found->second : std::numeric_limits<double>::quiet_NaN());
        }
        return result;
    }

private:
    PreparedSet m_set;
    std::shared_ptr<const Scores> m_scores;
};

class ScoresModel : public ImageModel {
public:
    ScoresModel(std::shared_ptr<const Scores> scores, std::string sha256)
        : m_scores(std::move(scores)), m_sha256(std::move(sha256)) {}
    std::string name() const override { return "scores"; }
    std::string about() const override {
        return "scores that were brought along in a table; how they were made, and from which "
               "patients, is not known here";
    }

    Result<TrainedModel> train(const PreparedSet& set, const Training& training,
                               const ModelContext&) const override {
        if (std::ranges::count(training.labels, 1) == 0 ||
            std::ranges::count(training.labels, 0) == 0)
            return fail(ErrorCode::InvalidArgument,
                        "the training part lacks one of the two classes");
        TrainedModel model;
        model.scorer = std::make_unique<GivenScores>(set, m_scores);
        std::size_t missing = 0;
        CW_TRY(const auto scores, model.scorer->score(training.rows));
        for (std::size_t i = 0; i < scores.size(); ++i) {
            if (scores[i] != scores[i])
                ++missing;
            else
                model.inner.push_back({training.rows[i], training.labels[i], scores[i]});
        }
        model.settings = "sha256 " + m_sha256;
        if (missing > 0)
            model.note = std::to_string(missing) + " pictures of the training part have no score";
        return model;
    }

private:
    std::shared_ptr<const Scores> m_scores;
    std::string m_sha256;
};

} // namespace

Result<std::unique_ptr<ImageModel>> makeScores(const std::filesystem::path& csv) {
    CW_TRY(const std::string text, core::readText(csv));
    CW_TRY(const CsvTable table, parseCsv(text));
    const auto image = table.column("image"), score = table.column("score");
    if (!image || !score)
        return fail(ErrorCode::InvalidArgument, "the table of scores needs the columns image and "
                                                "score");
    auto scores = std::make_shared<Scores>();
    for (const CsvRow& row : table.rows) {
        const auto number = finiteNumber(row.fields[*score]);
        if (!number)
            return fail(ErrorCode::Malformed,
                        "line " + std::to_string(row.line) + ": the score is not a finite number");
        if (!scores->emplace(row.fields[*image], *number).second)
            return fail(ErrorCode::InvalidArgument,
                        "line " + std::to_string(row.line) + ": this image has a score already");
    }
    return std::make_unique<ScoresModel>(std::move(scores), core::sha256Hex(text));
}

} // namespace cw::validation
