// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/study/StudyProvenance.h"

#include "core/Files.h"
#include "core/Sha256.h"
#include "validation/models/LearnedModels.h"

#include <fstream>

namespace cw::workflow {
namespace {

std::string processor() {
    std::ifstream file("/proc/cpuinfo");
    for (std::string line; std::getline(file, line);)
        if (line.starts_with("model name"))
            return line.substr(std::min(line.find(':') + 2, line.size()));
    return "unknown";
}

} // namespace

std::map<std::string, std::string> studyProvenance(const validation::StudyPlan& plan) {
    std::map<std::string, std::string> facts{
        {"software", std::string("concord ") + CW_VERSION},
        {"compiler", std::string("g++ ") + __VERSION__},
        {"processor", processor()},
        {"networks", validation::builtWithTorch() ? "libtorch 1.13" : "built without libtorch"},
        {"threads of a task", "1"}};
    if (const auto labels = core::readText(plan.folder() / "labels.csv", 1U << 30))
        facts["labels SHA-256"] = core::sha256Hex(*labels);
    return facts;
}

} // namespace cw::workflow
