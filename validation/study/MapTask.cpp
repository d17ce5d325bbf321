// SPDX-License-Identifier: Apache-2.0
// Heat maps of the pictures that the checks name, by the model of the fold that had not seen them.
#include "core/Files.h"
#include "imaging/Batch.h"
#include "validation/Parallel.h"
#include "validation/models/ImageModel.h"
#include "validation/study/Judgement.h"
#include "validation/study/detail/RowMap.h"
#include "validation/study/detail/TaskWork.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <thread>

namespace cw::validation::detail {
namespace {

/// About a second of one core each by a network at 96 px, two by a retina's measures.
constexpr std::size_t kMostMaps = 6;

/// The most suspicious labels first, then the units that the model got most wrong.
Result<std::vector<std::string>> namedImages(const StudyPlan& plan, const ModelResult& model) {
    std::vector<std::string> named;
    for (const StudyTask& task : plan.tasks()) {
        if (task.kind != TaskKind::Check || task.check != "label-noise")
            continue;
        CW_TRY(const auto checks, checksOf(plan, task));
        for (const CheckResult& check : checks)
            for (const CaseRemark& remark : check.cases)
                named.push_back(remark.image);
    }
    std::vector<const UnitScore*> units;
    for (const UnitScore& unit : model.units)
        units.push_back(&unit);
    const auto wrong = [](const UnitScore& unit) {
        return std::abs(unit.probability - unit.label);
    };
    std::stable_sort(units.begin(), units.end(),
                     [&](const UnitScore* a, const UnitScore* b) { return wrong(*a) > wrong(*b); });
    for (const UnitScore* unit : units)
        if (!unit->images.empty())
            named.push_back(unit->images.front());
    return named;
}

/// The scorers of the folds, each read once.
class FoldScorers {
public:
    FoldScorers(const StudyPlan& plan, const PreparedSet& set, std::vector<Sample> cases, int model)
        : m_plan(plan), m_set(set), m_cases(std::move(cases)), m_index(model),
          m_scorers(static_cast<std::size_t>(plan.request().folds)) {}

    Result<const Scorer*> of(int fold) {
        auto& scorer = m_scorers[static_cast<std::size_t>(fold)];
        if (!scorer) {
            CW_TRY(const auto model,
                   makeModel(m_plan.request().models[static_cast<std::size_t>(m_index)]));
            CW_TRY(scorer, model->load(m_set, m_cases, folderOf(fold)));
        }
        return scorer.get();
    }

private:
    std::filesystem::path folderOf(int fold) const {
        for (const StudyTask& task : m_plan.tasks())
            if (task.kind == TaskKind::Fold && task.model == m_index && task.copy == 0 &&
                task.fold == fold)
                return m_plan.taskFolder(task.id);
        return {};
    }

    const StudyPlan& m_plan;
    const PreparedSet& m_set;
    std::vector<Sample> m_cases;
    int m_index;
    std::vector<std::unique_ptr<Scorer>> m_scorers;
};

struct Wish {
    std::size_t row = 0;
    const Scorer* scorer = nullptr;
};

/// The first kMostMaps pictures that are there, each once, with the scorer that had not seen them.
Result<std::vector<Wish>> wishes(const StudySplit& split, const PreparedSet& set,
                                 std::span<const std::string> named, FoldScorers& scorers) {
    std::map<std::string_view, int> foldOf;
    for (std::size_t i = 0; i < split.images.size(); ++i)
        foldOf.emplace(split.images[i], split.folds[i]);
    std::vector<Wish> result;
    for (const std::string& image : named) {
        const auto fold = foldOf.find(image);
        const auto row = set.rowOf(image);
        if (result.size() == kMostMaps)
            break;
        if (fold == foldOf.end() || !row || !set.at(*row).fault.empty())
            continue;
        CW_TRY(const Scorer* scorer, scorers.of(fold->second));
        foldOf.erase(fold); // a picture may be named by more than one list, and is drawn once
        result.push_back({*row, scorer});
    }
    return result;
}

/// Measuring pictures again takes all cores, the result by index; a network is at its best alone.
Result<std::vector<HeatMap>> drawn(const MapSource& from, std::span<const Wish> wanted,
                                   const core::ProgressFn& progress) {
    const bool measured = !wanted.empty() && wanted.front().scorer->sees() == Sees::Features;
    const int workers =
        measured ? static_cast<int>(std::max(1U, std::thread::hardware_concurrency())) : 1;
    std::vector<Result<HeatMap>> results(wanted.size(), HeatMap{});
    std::mutex mutex;
    std::size_t done = 0;
    imaging::workInBatches();
    CW_CHECK(forEachIndex(wanted.size(), workers, from.cancel, [&](std::size_t i) {
        results[i] = mapOfRow(from, wanted[i].row, *wanted[i].scorer);
        const std::lock_guard lock(mutex);
        ++done;
        if (progress)
            progress(done, wanted.size(), "heat maps");
    }));
    std::vector<HeatMap> maps;
    for (auto& result : results) {
        CW_TRY(auto map, std::move(result));
        maps.push_back(std::move(map));
    }
    return maps;
}

} // namespace

Result<void> maps(const StudyPlan& plan, const StudyTask& task, const TaskTools& tools,
                  const std::filesystem::path& out) {
    CW_TRY(const PreparedSet set, PreparedSet::open(plan.preparedFolder(0)));
    CW_TRY(const StudyEvidence evidence, evidenceOf(plan));
    CW_TRY(const ModelResult judged, judgedModel(plan, evidence, task.model, 0));
    CW_TRY(const auto named, namedImages(plan, judged));
    CW_TRY(auto cases, casesOf(plan, set));
    FoldScorers scorers(plan, set, std::move(cases), task.model);
    CW_TRY(const auto wanted, wishes(evidence.split, set, named, scorers));
    CW_TRY(auto pictures, tools.pictures(plan.request().copies.front()));
    const MapSource from{set, std::move(pictures), plan.request().kind, judged.model, tools.cancel};
    CW_TRY(const auto maps, drawn(from, wanted, tools.progress));
    auto json = nlohmann::json::array();
    for (const HeatMap& map : maps)
        json.push_back(
            {{"image", map.image}, {"model", map.model}, {"how", map.how}, {"png", map.pngBase64}});
    return core::writeWhole(out / "heat-maps.json", json.dump(1) + "\n");
}

Result<std::vector<HeatMap>> mapsOf(const StudyPlan& plan, const StudyTask& task) {
    CW_TRY(const auto text, core::readText(plan.taskFolder(task.id) / "heat-maps.json", 1U << 26));
    std::vector<HeatMap> result;
    try {
        for (const auto& json : nlohmann::json::parse(text))
            result.push_back(
                {json.at("image").get<std::string>(), json.at("model").get<std::string>(),
                 json.at("how").get<std::string>(), json.at("png").get<std::string>()});
    } catch (const std::exception&) {
        return fail(ErrorCode::Corrupt, "heat-maps.json cannot be understood");
    }
    return result;
}

} // namespace cw::validation::detail
