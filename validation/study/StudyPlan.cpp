// SPDX-License-Identifier: Apache-2.0
#include "validation/study/StudyPlan.h"

#include "core/Files.h"
#include "core/Sha256.h"
#include "validation/Csv.h"
#include "validation/Model.h"
#include "validation/models/LearnedModels.h"
#include "validation/models/detail/Outlines.h"
#include "validation/study/Units.h"

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>

namespace cw::validation {
namespace {

using Json = nlohmann::json;
/// 2: heat maps are a task; 3: copies are laid over their originals; 4: heat maps of every model
/// that looks at pictures.
constexpr int kFormat = 4;

template <class T>
Json orNull(const std::optional<T>& value) {
    return value ? Json(*value) : Json(nullptr);
}

Json jsonOf(const Sample& sample) {
    Json json{{"image", sample.image}, {"patient", sample.patient}};
    for (const auto& [key, value] : {std::pair{"device", &sample.device},
                                     {"laterality", &sample.laterality},
                                     {"view", &sample.view},
                                     {"accession", &sample.accession},
                                     {"site", &sample.site},
                                     {"sex", &sample.sex}})
        if (!value->empty())
            json[key] = *value;
    if (sample.age)
        json["age"] = *sample.age;
    if (sample.fold)
        json["fold"] = *sample.fold;
    if (!sample.more.empty())
        json["more"] = sample.more;
    return json;
}

Sample sampleFrom(const Json& json) {
    Sample sample;
    sample.image = json.at("image").get<std::string>();
    sample.patient = json.at("patient").get<std::string>();
    sample.label = -1;
    sample.device = json.value("device", "");
    sample.laterality = json.value("laterality", "");
    sample.view = json.value("view", "");
    sample.accession = json.value("accession", "");
    sample.site = json.value("site", "");
    sample.sex = json.value("sex", "");
    if (json.contains("age"))
        sample.age = json.at("age").get<double>();
    if (json.contains("fold"))
        sample.fold = json.at("fold").get<int>();
    if (json.contains("more"))
        sample.more = json.at("more").get<std::map<std::string, std::string>>();
    return sample;
}

Json jsonOf(const StudyTask& task) {
    Json json{{"id", task.id}, {"kind", nameOf(task.kind)}, {"stage", task.stage()}};
    if (task.kind == TaskKind::Prepare)
        json.update({{"copy", task.copy}, {"part", task.part}});
    if (task.kind == TaskKind::Fold)
        json.update({{"copy", task.copy}, {"model", task.model}, {"fold", task.fold}});
    if (task.kind == TaskKind::Check)
        json["check"] = task.check;
    if (task.kind == TaskKind::Maps)
        json["model"] = task.model;
    return json;
}

/// Whose heat maps are drawn: a network's if there is one, then the patches', then those of the
/// measures of the content, which take longer and wait for a check that names pictures.
std::optional<int> mappedModel(const StudyRequest& request) {
    const auto firstOf = [&](const auto& wanted) -> std::optional<int> {
        const auto found = std::find_if(request.models.begin(), request.models.end(), wanted);
        if (found == request.models.end())
            return std::nullopt;
        return static_cast<int>(found - request.models.begin());
    };
    for (const char* network : {"cnn", "patches"})
        if (const auto model = firstOf([&](const auto& name) { return name.starts_with(network); }))
            return model;
    if (std::find(request.checks.begin(), request.checks.end(), "label-noise") ==
        request.checks.end())
        return std::nullopt;
    return firstOf([](const auto& name) {
        return name.starts_with("features") || modelKindFrom(name).has_value();
    });
}

std::vector<StudyTask> tasksOf(const StudyRequest& request) {
    std::vector<StudyTask> tasks;
    const auto add = [&](StudyTask task) {
        task.id = static_cast<int>(tasks.size());
        tasks.push_back(std::move(task));
    };
    const auto pictures = static_cast<int>(request.samples.size());
    const int parts = (pictures + request.picturesAPart - 1) / request.picturesAPart;
    for (int copy = 0; copy < std::ssize(request.copies); ++copy)
        for (int part = 0; part < parts; ++part)
            add({.kind = TaskKind::Prepare, .copy = copy, .part = part});
    add({.kind = TaskKind::Split});
    for (int model = 0; model < std::ssize(request.models); ++model)
        for (int copy = 0; copy < std::ssize(request.copies); ++copy)
            for (int fold = 0; fold < request.folds; ++fold)
                add({.kind = TaskKind::Fold, .copy = copy, .model = model, .fold = fold});
    for (const std::string& check : request.checks)
        add({.kind = TaskKind::Check, .check = check});
    if (const auto model = mappedModel(request))
        add({.kind = TaskKind::Maps, .model = *model});
    return tasks;
}

Json jsonOf(const StudyRequest& request) {
    Json json{
        {"task", request.task},
        {"dataset", request.dataset},
        {"kind", request.kind == core::ImageKind::Fundus ? "fundus" : "mammography"},
        {"unit", name(request.unit)},
        {"folds", request.folds},
        {"seed", request.seed},
        {"by_site", request.bySite},
        {"balance_by", request.balanceBy},
        {"models", request.models},
        {"checks", request.checks},
        {"target", orNull(request.target)},
        {"prevalence", orNull(request.prevalence)},
        {"margin", request.margin},
        {"input_side", request.inputSide},
        {"pictures_a_part", request.picturesAPart},
        {"synthetic", request.synthetic},
        {"remarks", request.remarks},
        {"outlines_sha256", request.outlines.empty() ? "" : core::sha256Hex(request.outlines)}};
    json["copies"] = Json::array();
    for (const StudyCopy& copy : request.copies)
        json["copies"].push_back({{"name", copy.name}, {"source", copy.source}});
    json["samples"] = Json::array();
    for (const Sample& sample : request.samples)
        json["samples"].push_back(jsonOf(sample));
    return json;
}

StudyRequest requestFrom(const Json& json) {
    StudyRequest request;
    request.task = json.at("task").get<std::string>();
    request.dataset = json.at("dataset").get<std::string>();
    request.kind = json.at("kind").get<std::string>() == "fundus" ? core::ImageKind::Fundus
                                                                  : core::ImageKind::Mammography;
    request.unit = unitFrom(json.at("unit").get<std::string>()).value();
    request.folds = json.at("folds").get<int>();
    request.seed = json.at("seed").get<core::Seed>();
    request.bySite = json.at("by_site").get<bool>();
    request.balanceBy = json.at("balance_by").get<std::vector<std::string>>();
    request.models = json.at("models").get<std::vector<std::string>>();
    request.checks = json.at("checks").get<std::vector<std::string>>();
    if (!json.at("target").is_null())
        request.target = json.at("target").get<double>();
    if (!json.at("prevalence").is_null())
        request.prevalence = json.at("prevalence").get<double>();
    request.margin = json.at("margin").get<double>();
    request.inputSide = json.at("input_side").get<int>();
    request.picturesAPart = json.at("pictures_a_part").get<int>();
    request.synthetic = json.at("synthetic").get<bool>();
    request.remarks = json.at("remarks").get<std::vector<std::string>>();
    request.copies.clear();
    for (const Json& copy : json.at("copies"))
        request.copies.push_back(
            {copy.at("name").get<std::string>(), copy.at("source").get<std::string>()});
    for (const Json& sample : json.at("samples"))
        request.samples.push_back(sampleFrom(sample));
    return request;
}

/// Names that fit no picture would leave patches with nothing to learn from, folds later.
Result<void> checkOutlines(const StudyRequest& request) {
    if (request.outlines.empty())
        return {};
    CW_TRY(const auto outlines, detail::outlinesFrom(request.outlines));
    const bool known =
        std::any_of(request.samples.begin(), request.samples.end(), [&](const Sample& sample) {
            const auto found = outlines.find(sample.image);
            return found != outlines.end() && !found->second.empty();
        });
    if (!known)
        return fail(ErrorCode::InvalidArgument, "no picture of the study has an outline");
    return {};
}

Result<void> checkRequest(const StudyRequest& request) {
    const auto bad = [](const char* what) { return fail(ErrorCode::InvalidArgument, what); };
    if (request.samples.empty())
        return bad("there is no picture to validate with");
    if (request.models.empty() && request.checks.empty())
        return bad("there is neither a model nor a check to run");
    if (request.copies.empty())
        return bad("there is no copy of the pictures");
    if (request.folds < 2)
        return bad("at least 2 folds are needed");
    if (request.picturesAPart < 1)
        return bad("a part must have a picture");
    if (request.target && !(*request.target > 0 && *request.target <= 1))
        return bad("the target AUC must lie between 0 and 1");
    if (request.prevalence && !(*request.prevalence > 0 && *request.prevalence < 1))
        return bad("the prevalence must lie between 0 and 1");
    for (std::size_t i = 1; i < request.samples.size(); ++i)
        if (request.samples[i].image == request.samples[i - 1].image)
            return bad("the same picture is named twice");
    for (const Sample& sample : request.samples)
        if (sample.label != 0 && sample.label != 1)
            return bad("a label is neither 0 nor 1");
    return checkOutlines(request);
}

std::string labelsText(const std::vector<Sample>& samples) {
    std::string text = "image,label\n";
    for (const Sample& sample : samples)
        text += csvField(sample.image) + "," + std::to_string(sample.label) + "\n";
    return text;
}

} // namespace

const char* nameOf(TaskKind kind) {
    switch (kind) {
    case TaskKind::Prepare:
        return "prepare";
    case TaskKind::Split:
        return "split";
    case TaskKind::Fold:
        return "fold";
    case TaskKind::Check:
        return "check";
    case TaskKind::Maps:
        return "maps";
    }
    return "";
}

int StudyTask::stage() const { return static_cast<int>(kind); }

namespace {

/// A side that was asked for above a network's own is meant for the network: without a word it
/// would reduce the pictures again.
std::string seeingAll(const std::string& model, const StudyRequest& request) {
    const int own = request.kind == core::ImageKind::Fundus ? kCnnColourSide : kCnnGreySide;
    const bool named = model.starts_with("cnn:");
    if ((model != "cnn" && !named) || model.find("side=") != std::string::npos ||
        request.inputSide <= own)
        return model;
    return model + (named ? "," : ":") + "side=" + std::to_string(request.inputSide);
}

} // namespace

Result<StudyPlan> StudyPlan::write(const std::filesystem::path& folder, const StudyRequest& asked) {
    StudyRequest request = asked;
    std::sort(request.samples.begin(), request.samples.end(),
              [](const Sample& a, const Sample& b) { return a.image < b.image; });
    if (request.checks == std::vector<std::string>{"none"})
        request.checks.clear();
    if (request.inputSide == 0)
        request.inputSide = request.kind == core::ImageKind::Fundus ? 128 : 256;
    else
        for (std::string& model : request.models)
            model = seeingAll(model, request);
    CW_CHECK(checkRequest(request));
    const std::string labels = labelsText(request.samples);
    Json json = jsonOf(request);
    json["format"] = kFormat;
    json["labels_sha256"] = core::sha256Hex(labels);
    json["tasks"] = Json::array();
    for (const StudyTask& task : tasksOf(request))
        json["tasks"].push_back(jsonOf(task));
    const std::string text = json.dump(1) + "\n";

    std::error_code error;
    std::filesystem::create_directories(folder / "tasks", error);
    if (error)
        return fail(ErrorCode::IoFailure, "the output folder cannot be made");
    if (std::filesystem::exists(folder / "plan.json")) {
        CW_TRY(const auto there, core::readText(folder / "plan.json"));
        if (there != text)
            return fail(ErrorCode::Conflict,
                        "the output folder holds another study; give a new folder");
        return open(folder);
    }
    CW_CHECK(core::writeWhole(folder / "labels.csv", labels));
    if (!request.outlines.empty())
        CW_CHECK(core::writeWhole(folder / "outlines.json", request.outlines));
    CW_CHECK(core::writeWhole(folder / "plan.json", text));
    return open(folder);
}

Result<StudyPlan> StudyPlan::open(const std::filesystem::path& folder) {
    auto text = core::readText(folder / "plan.json", 1U << 30);
    if (!text)
        return within(std::move(text).error(), "reading the study's plan");
    StudyPlan plan;
    plan.m_folder = folder;
    plan.m_hash = core::sha256Hex(*text);
    try {
        const Json json = Json::parse(*text);
        if (json.at("format").get<int>() != kFormat)
            return fail(ErrorCode::Unsupported, "the plan is of another version of this program");
        plan.m_request = requestFrom(json);
        plan.m_labelsHash = json.at("labels_sha256").get<std::string>();
        // The tasks follow from the request; a plan whose list says otherwise was edited.
        plan.m_tasks = tasksOf(plan.m_request);
        Json expected = Json::array();
        for (const StudyTask& task : plan.m_tasks)
            expected.push_back(jsonOf(task));
        if (json.at("tasks") != expected)
            return fail(ErrorCode::Corrupt, "the plan's tasks are not those of its request");
        if (const auto hash = json.at("outlines_sha256").get<std::string>(); !hash.empty()) {
            CW_TRY(plan.m_request.outlines, core::readText(folder / "outlines.json", 1U << 30));
            if (core::sha256Hex(plan.m_request.outlines) != hash)
                return fail(ErrorCode::Corrupt, "outlines.json is not the one that was planned");
        }
    } catch (const std::exception&) {
        return fail(ErrorCode::Malformed, "the study's plan cannot be understood");
    }
    return plan;
}

std::filesystem::path StudyPlan::taskFolder(int id) const {
    char name[32];
    std::snprintf(name, sizeof name, "task-%04d", id);
    return m_folder / "tasks" / name;
}

std::filesystem::path StudyPlan::preparedFolder(int copy) const {
    return m_folder / "prepared" / std::to_string(copy);
}

Result<std::vector<Sample>> StudyPlan::labelledSamples() const {
    CW_TRY(const auto text, core::readText(m_folder / "labels.csv", 1U << 30));
    if (core::sha256Hex(text) != m_labelsHash)
        return fail(ErrorCode::Corrupt, "labels.csv is not the one that was planned");
    CW_TRY(const auto table, parseCsv(text));
    std::vector<Sample> samples = m_request.samples;
    if (table.rows.size() != samples.size())
        return fail(ErrorCode::Corrupt, "labels.csv does not fit the plan");
    for (std::size_t i = 0; i < samples.size(); ++i) {
        if (table.rows[i].fields[0] != samples[i].image)
            return fail(ErrorCode::Corrupt, "labels.csv does not fit the plan");
        samples[i].label = table.rows[i].fields[1] == "1" ? 1 : 0;
    }
    return samples;
}

bool StudyPlan::finished(int id) const {
    const auto stamp = core::readText(taskFolder(id) / "plan.sha256");
    return stamp && *stamp == m_hash;
}

} // namespace cw::validation
