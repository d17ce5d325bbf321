// SPDX-License-Identifier: Apache-2.0
// KEY=VALUE,... behind the colon of a model's name.
#include "validation/Csv.h"
#include "validation/models/LearnedModels.h"

#include <cmath>
#include <functional>
#include <limits>
#include <map>

namespace cw::validation {
namespace {

/// Takes one value; false if it makes no sense.
using Setter = std::function<bool(const std::string&)>;
using Setters = std::map<std::string, Setter>;

Setter whole(int& target) {
    return [&target](const std::string& text) {
        const auto number = finiteNumber(text);
        if (!number || *number != std::floor(*number) || std::abs(*number) > 1e6)
            return false;
        target = static_cast<int>(*number);
        return true;
    };
}

Setter real(double& target) {
    return [&target](const std::string& text) {
        const auto number = finiteNumber(text);
        if (number)
            target = *number;
        return number.has_value();
    };
}

Setter yesOrNo(bool& target) {
    return [&target](const std::string& text) {
        target = text == "yes";
        return text == "yes" || text == "no";
    };
}

template <class Value>
Setter oneOf(Value& target, std::map<std::string, Value> words) {
    return [&target, words = std::move(words)](const std::string& text) {
        const auto found = words.find(text);
        if (found != words.end())
            target = found->second;
        return found != words.end();
    };
}

Setter megabytes(std::size_t& target) {
    return [&target](const std::string& text) {
        const auto number = finiteNumber(text);
        if (!number || *number < 0 || *number > 1e6)
            return false;
        target = static_cast<std::size_t>(*number * (1 << 20));
        return true;
    };
}

Result<void> apply(const Setters& setters, const std::string& text) {
    std::size_t begin = 0;
    while (begin < text.size()) {
        const std::size_t end = std::min(text.find(',', begin), text.size());
        const std::string one = text.substr(begin, end - begin);
        begin = end + 1;
        const std::size_t equals = one.find('=');
        const auto setter = setters.find(one.substr(0, equals));
        if (setter == setters.end()) {
            std::string known;
            for (const auto& [key, unused] : setters)
                known += (known.empty() ? "" : ", ") + key;
            return fail(ErrorCode::InvalidArgument,
                        "unknown option of the model; there are " + known);
        }
        if (equals == std::string::npos || !setter->second(one.substr(equals + 1)))
            return fail(ErrorCode::InvalidArgument,
                        "the model's option " + setter->first + " needs another value");
    }
    return {};
}

} // namespace

Result<CnnOptions> cnnOptionsFrom(const std::string& text) {
    CnnOptions o;
    const Setters setters{{"side", whole(o.side)},
                          {"epochs", whole(o.epochs)},
                          {"patience", whole(o.patience)},
                          {"batch", whole(o.batch)},
                          {"width", whole(o.width)},
                          {"rate", real(o.learningRate)},
                          {"decay", real(o.weightDecay)},
                          {"share", real(o.highestShare)},
                          {"networks", whole(o.members)},
                          {"augment", yesOrNo(o.augment)},
                          {"flips", yesOrNo(o.flips)},
                          {"even", yesOrNo(o.evenLight)},
                          {"cache", megabytes(o.cacheBytes)},
                          {"pooling", oneOf<Pooling>(o.pooling, {{"auto", Pooling::Auto},
                                                                 {"mean", Pooling::Mean},
                                                                 {"highest", Pooling::Highest}})},
                          {"fusion", oneOf<Fusion>(o.fusion, {{"auto", Fusion::Auto},
                                                              {"none", Fusion::None},
                                                              {"breast", Fusion::Breast}})}};
    CW_CHECK(apply(setters, text));
    if (text.find("epochs=") == std::string::npos)
        o.leastSteps = 220;
    return o;
}

Result<PatchOptions> patchOptionsFrom(const std::string& text) {
    PatchOptions o;
    const Setters setters{{"patch", whole(o.patch)},        {"epochs", whole(o.epochs)},
                          {"batch", whole(o.batch)},        {"width", whole(o.width)},
                          {"patches", whole(o.perPicture)}, {"highest", whole(o.highest)},
                          {"negatives", real(o.negatives)}, {"rate", real(o.learningRate)},
                          {"decay", real(o.weightDecay)},   {"cache", megabytes(o.cacheBytes)}};
    CW_CHECK(apply(setters, text));
    return o;
}

Result<std::unique_ptr<ImageModel>> makeLearned(const std::string& kind, const std::string& rest) {
    if (kind == "cnn") {
        CW_TRY(const CnnOptions options, cnnOptionsFrom(rest));
        return makeCnn(options);
    }
    if (kind == "patches") {
        CW_TRY(const PatchOptions options, patchOptionsFrom(rest));
        return makePatches(options);
    }
    if (rest.empty())
        return fail(ErrorCode::InvalidArgument,
                    "the model " + kind + " needs a file: " + kind + ":FILE");
    if (kind == "external" || kind == "backbone")
        return makeExternal(std::filesystem::path(rest), kind == "backbone");
    if (kind == "scores")
        return makeScores(std::filesystem::path(rest));
    return fail(ErrorCode::InvalidArgument, "unknown model");
}

} // namespace cw::validation
