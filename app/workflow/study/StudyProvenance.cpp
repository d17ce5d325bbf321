// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/study/StudyProvenance.h"

#include "core/Files.h"
#include "core/Sha256.h"
#include "validation/models/TorchHooks.h"

#include <fstream>
#include <nlohmann/json.hpp>

namespace cw::workflow {
namespace {

std::string processor() {
    std::ifstream file("/proc/cpuinfo");
    for (std::string line; std::getline(file, line);)
        if (line.starts_with("model name"))
            return line.substr(std::min(line.find(':') + 2, line.size()));
    return "unknown";
}

/// What trained the networks, as the process of a fold noted it; empty where none was asked for.
std::string networkLibrary(const validation::StudyPlan& plan) {
    for (const auto& task : plan.tasks()) {
        if (task.kind != validation::TaskKind::Fold ||
            !validation::needsTorch(plan.request().models[static_cast<std::size_t>(task.model)]))
            continue;
        const auto text = core::readText(plan.taskFolder(task.id) / "env.json");
        const auto json = nlohmann::json::parse(text ? *text : "", nullptr, false);
        return json.is_object() ? json.value("networks", "") : "";
    }
    return {};
}

} // namespace

std::map<std::string, std::string> studyProvenance(const validation::StudyPlan& plan) {
    std::map<std::string, std::string> facts{{"software", std::string("concord ") + CW_VERSION},
                                             {"compiler", std::string("g++ ") + __VERSION__},
                                             {"processor", processor()},
                                             {"threads of a task", "1"}};
    if (const auto labels = core::readText(plan.folder() / "labels.csv", 1U << 30))
        facts["labels SHA-256"] = core::sha256Hex(*labels);
    if (const auto library = networkLibrary(plan); !library.empty())
        facts["networks"] = library;
    return facts;
}

} // namespace cw::workflow
