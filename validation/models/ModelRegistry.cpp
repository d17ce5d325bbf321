// SPDX-License-Identifier: Apache-2.0
// Which words on the command line stand for which model.
#include "validation/models/ImageModel.h"
#include "validation/models/LearnedModels.h"
#include "validation/models/TabularModel.h"

namespace cw::validation {
namespace {

constexpr const char* kKnown =
    "features, features:svm, features:forest, shortcut, shortcut:BLOCK, cnn, patches, "
    "external:FILE, backbone:FILE and scores:FILE";

/// What stands before and behind the first colon.
std::pair<std::string, std::string> parts(const std::string& text) {
    const auto colon = text.find(':');
    if (colon == std::string::npos)
        return {text, ""};
    return {text.substr(0, colon), text.substr(colon + 1)};
}

const char* wordsOf(ModelKind kind) {
    switch (kind) {
    case ModelKind::Logistic:
        return "logistic regression with an L2 penalty";
    case ModelKind::Svm:
        return "a support vector machine";
    case ModelKind::Forest:
        return "a random forest";
    }
    return "";
}

std::unique_ptr<ImageModel> features(const std::string& name, ModelKind kind) {
    return std::make_unique<TabularModel>(
        name, std::string("measures of the picture's content, scored by ") + wordsOf(kind), kind,
        std::vector<std::string>{"features"});
}

std::unique_ptr<ImageModel> shortcut(const std::string& name, const std::string& block) {
    const std::vector<std::string> blocks =
        block.empty() ? std::vector<std::string>{"file", "size", "border", "colour", "text"}
                      : std::vector<std::string>{block};
    return std::make_unique<TabularModel>(
        name,
        "what can be known without looking at the breast or the retina, scored by a random "
        "forest: a control, not a model of disease",
        ModelKind::Forest, blocks);
}

} // namespace

std::string shownModel(const std::string& specification) {
    const auto [kind, rest] = parts(specification);
    if (kind != "external" && kind != "backbone" && kind != "scores")
        return specification;
    return kind + ":" + std::filesystem::path(rest).filename().string();
}

Result<std::unique_ptr<ImageModel>> makeModel(const std::string& specification) {
    const auto [kind, rest] = parts(specification);
    if (const auto plain = modelKindFrom(kind); plain && rest.empty())
        return features(specification, *plain);
    if (kind == "features") {
        const auto which = modelKindFrom(rest.empty() ? "logistic" : rest);
        if (which)
            return features(specification, *which);
    }
    if (kind == "shortcut")
        return shortcut(specification, rest);
    for (const char* learned : {"cnn", "patches", "external", "backbone", "scores"})
        if (kind == learned)
            return makeLearned(kind, rest);
    return fail(ErrorCode::InvalidArgument, std::string("unknown model; there are ") + kKnown);
}

} // namespace cw::validation
