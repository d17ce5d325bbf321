// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace cw::validation {

/// What a network said: numbers and their shape, the first extent the number of pictures.
struct NetworkOutput {
    std::vector<std::int64_t> shape;
    std::vector<float> values;
};

/// A network from a file, whatever made it.
class ForeignNetwork {
public:
    virtual ~ForeignNetwork() = default;
    /// pixels: n x channels x side x side, row after row. Errors: Malformed (the network does not
    /// take such an input, or gives no numbers). Safe to call from several threads.
    virtual Result<NetworkOutput> forward(std::span<const float> pixels, int n, int channels,
                                          int side) const = 0;
};

/// NotFound, TooLarge (over 2 GB), Malformed: not a file of that kind.
Result<std::unique_ptr<ForeignNetwork>> openOnnx(const std::filesystem::path& file);
Result<std::unique_ptr<ForeignNetwork>> openTorchScript(const std::filesystem::path& file);

/// How pictures are brought to the network and what its output means: FILE.json beside FILE
/// ("net.onnx.json"), all keys optional, an unknown key is an error:
///   {"side": 224, "channels": "rgb" | "bgr" | "grey", "mean": [0.485, 0.456, 0.406],
///    "std": [0.229, 0.224, 0.225], "output": 1, "values": "logits" | "probabilities"}
/// A picture becomes side x side (area mean), 0..1, minus mean, by std. Grey pictures are spread
/// over the colours; colour pictures become grey by Rec. 601 luma.
struct NetworkCard {
    int side = 224;
    std::string channels = "rgb";
    std::vector<double> mean{0.485, 0.456, 0.406}, deviation{0.229, 0.224, 0.225};
    int output = 1;             ///< which of several outputs speaks for label 1
    bool probabilities = false; ///< they are after a sigmoid or softmax
};
/// The defaults where there is no card. Malformed, InvalidArgument (what is wrong, by key).
Result<NetworkCard> readNetworkCard(const std::filesystem::path& network);

/// One score a picture. One output: as it is (logits) or its log odds (probabilities). Several
/// outputs of one picture: the log odds of output `card.output` against all others together, for
/// two classes the difference of their logits. Malformed: another shape or a number not finite.
Result<std::vector<double>> scoresFrom(const NetworkOutput& output, const NetworkCard& card);

} // namespace cw::validation
