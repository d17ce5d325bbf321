// SPDX-License-Identifier: Apache-2.0
#include "validation/models/ForeignNetwork.h"

#include "core/Files.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

namespace cw::validation {
namespace {

using Json = nlohmann::json;

tl::unexpected<Error> wrong(const std::string& key, const std::string& needs) {
    return fail(ErrorCode::InvalidArgument, "the network's card: \"" + key + "\" needs " + needs);
}

bool numbers(const Json& value, std::vector<double>& into) {
    if (!value.is_array())
        return false;
    into.clear();
    for (const Json& one : value) {
        if (!one.is_number())
            return false;
        into.push_back(one.get<double>());
    }
    return true;
}

Result<void> take(NetworkCard& card, const std::string& key, const Json& value) {
    if (key == "side") {
        if (!value.is_number_integer() || value.get<std::int64_t>() < 8 ||
            value.get<std::int64_t>() > 4096)
            return wrong(key, "a whole number from 8 to 4096");
        card.side = value.get<int>();
    } else if (key == "channels") {
        card.channels = value.is_string() ? value.get<std::string>() : "";
        if (card.channels != "rgb" && card.channels != "bgr" && card.channels != "grey")
            return wrong(key, "rgb, bgr or grey");
    } else if (key == "mean") {
        if (!numbers(value, card.mean))
            return wrong(key, "one number a channel");
    } else if (key == "std") {
        if (!numbers(value, card.deviation))
            return wrong(key, "one number a channel");
    } else if (key == "output") {
        if (!value.is_number_integer() || value.get<std::int64_t>() < 0 ||
            value.get<std::int64_t>() > 100'000)
            return wrong(key, "the number of an output, counted from 0");
        card.output = value.get<int>();
    } else if (key == "values") {
        if (value != "logits" && value != "probabilities")
            return wrong(key, "logits or probabilities");
        card.probabilities = value == "probabilities";
    } else {
        return fail(ErrorCode::InvalidArgument,
                    "the network's card has an unknown key; there are side, channels, mean, std, "
                    "output and values");
    }
    return {};
}

double logOdds(double p) {
    const double inside = std::clamp(p, 1e-7, 1 - 1e-7);
    return std::log(inside / (1 - inside));
}

double oneScore(std::span<const float> values, const NetworkCard& card) {
    if (values.size() == 1)
        return card.probabilities ? logOdds(static_cast<double>(values[0]))
                                  : static_cast<double>(values[0]);
    const auto wanted = static_cast<std::size_t>(card.output);
    const auto own = static_cast<double>(values[wanted]);
    if (card.probabilities)
        return logOdds(own);
    double highest = -HUGE_VAL, sum = 0;
    for (std::size_t i = 0; i < values.size(); ++i)
        if (i != wanted)
            highest = std::max(highest, static_cast<double>(values[i]));
    for (std::size_t i = 0; i < values.size(); ++i)
        if (i != wanted)
            sum += std::exp(static_cast<double>(values[i]) - highest);
    return own - highest - std::log(sum);
}

} // namespace

Result<NetworkCard> readNetworkCard(const std::filesystem::path& network) {
    NetworkCard card;
    auto file = network;
    file += ".json";
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored))
        return card;
    CW_TRY(const std::string text, core::readText(file, 1 << 20));
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object())
        return fail(ErrorCode::Malformed, "the network's card is not a JSON object");
    for (const auto& [key, value] : json.items())
        CW_CHECK(take(card, key, value));
    const std::size_t channels = card.channels == "grey" ? 1 : 3;
    if (channels == 1 && !json.contains("mean"))
        card.mean = {0.5};
    if (channels == 1 && !json.contains("std"))
        card.deviation = {0.25};
    if (card.mean.size() != channels)
        return wrong("mean", "one number a channel");
    if (card.deviation.size() != channels ||
        !std::all_of(card.deviation.begin(), card.deviation.end(), [](double v) { return v > 0; }))
        return wrong("std", "one number above 0 a channel");
    return card;
}

Result<std::vector<double>> scoresFrom(const NetworkOutput& output, const NetworkCard& card) {
    if (output.shape.empty() || output.shape[0] < 1)
        return fail(ErrorCode::Malformed, "the network gives no score a picture");
    const auto n = static_cast<std::size_t>(output.shape[0]);
    const std::size_t each = output.values.size() / n;
    for (std::size_t axis = 2; axis < output.shape.size(); ++axis)
        if (output.shape[axis] != 1)
            return fail(ErrorCode::Malformed, "the network gives a map, not a score a picture: use "
                                              "it as a backbone");
    if (each < 1 || each * n != output.values.size())
        return fail(ErrorCode::Malformed, "the network gives no score a picture");
    if (each > 1 && static_cast<std::size_t>(card.output) >= each)
        return fail(ErrorCode::InvalidArgument,
                    "the network has no output number " + std::to_string(card.output));
    std::vector<double> scores;
    for (std::size_t i = 0; i < n; ++i) {
        scores.push_back(oneScore({output.values.data() + i * each, each}, card));
        if (!std::isfinite(scores.back()))
            return fail(ErrorCode::Malformed, "the network gives a score that is not finite");
    }
    return scores;
}

} // namespace cw::validation
