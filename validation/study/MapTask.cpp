// SPDX-License-Identifier: Apache-2.0
// Heat maps of the pictures that the checks name, by the network of the fold that had not seen
// them.
#include "core/Files.h"
#include "validation/models/ImageModel.h"
#include "validation/study/Judgement.h"
#include "validation/study/Occlusion.h"
#include "validation/study/detail/TaskWork.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

namespace cw::validation::detail {
namespace {

/// About a second of one core each at 96 px.
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

/// The network of a fold, kept in memory for the next picture of that fold.
class FoldNetworks {
public:
    FoldNetworks(const StudyPlan& plan, const PreparedSet& set, int model)
        : m_plan(plan), m_set(set), m_index(model),
          m_scorers(static_cast<std::size_t>(plan.request().folds)) {}

    Result<const Scorer*> of(int fold) {
        auto& scorer = m_scorers[static_cast<std::size_t>(fold)];
        if (!scorer) {
            CW_TRY(const auto model,
                   makeModel(m_plan.request().models[static_cast<std::size_t>(m_index)]));
            CW_TRY(scorer, model->load(m_set, folderOf(fold)));
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
    int m_index;
    std::vector<std::unique_ptr<Scorer>> m_scorers;
};

Result<HeatMap> mapOf(const PreparedSet& set, std::size_t row, const Scorer& scorer,
                      const std::string& model, const core::CancelToken* cancel) {
    CW_TRY(const core::Image picture, set.input(row));
    const auto score = [&](const core::Image& image) { return scorer.scorePicture(image); };
    CW_TRY(const OcclusionMap map, occlusionMap(picture, score, {.cells = 10}, cancel));
    return heatMapOf(picture, map, set.at(row).image, model);
}

} // namespace

Result<void> maps(const StudyPlan& plan, const StudyTask& task, const TaskTools& tools,
                  const std::filesystem::path& out) {
    CW_TRY(const PreparedSet set, PreparedSet::open(plan.preparedFolder(0)));
    CW_TRY(const StudyEvidence evidence, evidenceOf(plan));
    CW_TRY(const ModelResult judged, judgedModel(plan, evidence, task.model, 0));
    CW_TRY(const auto named, namedImages(plan, judged));
    std::map<std::string_view, int> foldOf;
    for (std::size_t i = 0; i < evidence.split.images.size(); ++i)
        foldOf.emplace(evidence.split.images[i], evidence.split.folds[i]);

    FoldNetworks networks(plan, set, task.model);
    auto json = nlohmann::json::array();
    for (const std::string& image : named) {
        const auto fold = foldOf.find(image);
        const auto row = set.rowOf(image);
        if (json.size() == kMostMaps)
            break;
        if (fold == foldOf.end() || !row || !set.at(*row).fault.empty())
            continue;
        CW_TRY(const Scorer* scorer, networks.of(fold->second));
        foldOf.erase(fold); // a picture may be named by more than one list, and is drawn once
        CW_TRY(const HeatMap map, mapOf(set, *row, *scorer, judged.model, tools.cancel));
        json.push_back(
            {{"image", map.image}, {"model", map.model}, {"how", map.how}, {"png", map.pngBase64}});
        if (tools.progress)
            tools.progress(json.size(), kMostMaps, "heat maps");
    }
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
