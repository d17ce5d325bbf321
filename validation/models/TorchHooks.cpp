// SPDX-License-Identifier: Apache-2.0
#include "validation/models/TorchHooks.h"

namespace cw::validation {
namespace {

constexpr const char* kSentence =
    "networks are trained, and TorchScript is run, by the program concord-learn, which is not part "
    "of this build; ONNX works";

/// Can say what it is, for plans and reports.
class NotHere : public ImageModel {
public:
    NotHere(std::string name, std::string about)
        : m_name(std::move(name)), m_about(std::move(about)) {}
    std::string name() const override { return m_name; }
    std::string about() const override { return m_about; }
    Result<TrainedModel> train(const PreparedSet&, const Training&,
                               const ModelContext&) const override {
        return fail(ErrorCode::Unsupported, kSentence);
    }

private:
    std::string m_name, m_about;
};

} // namespace

TorchHooks& torchHooks() {
    static TorchHooks hooks;
    return hooks;
}

bool builtWithTorch() { return torchHooks().makeCnn != nullptr; }

bool needsTorch(std::string_view specification) {
    const auto colon = specification.find(':');
    const auto kind = specification.substr(0, colon);
    if (kind == "cnn" || kind == "patches")
        return true;
    return (kind == "external" || kind == "backbone") && !specification.ends_with(".onnx");
}

Result<std::unique_ptr<ImageModel>> makeCnn(const CnnOptions& options) {
    if (options.epochs < 1 || options.batch < 2 || options.members < 1 || options.members > 5 ||
        (options.side != 0 && options.side < 16) || !(options.learningRate > 0) ||
        !(options.highestShare > 0 && options.highestShare <= 1))
        return fail(ErrorCode::InvalidArgument, "these options of the network make no sense");
    // Debian 12's libdnnl 2.6.3 can die (signal 11) in convolutions of 4 or 8 channels.
    if (options.width < kCnnNarrowest)
        return fail(ErrorCode::InvalidArgument,
                    "the network needs a width of at least " + std::to_string(kCnnNarrowest));
    if (torchHooks().makeCnn != nullptr)
        return torchHooks().makeCnn(options);
    return std::make_unique<NotHere>(
        "cnn", "a compact residual network, trained from scratch in each fold");
}

Result<std::unique_ptr<ImageModel>> makePatches(const PatchOptions& options) {
    constexpr int kReduction = 8; // of the patch network
    if (options.patch < 16 || options.patch % kReduction != 0 || options.epochs < 1 ||
        options.batch < 4 || options.width < 4 || options.perPicture < 1 || options.highest < 1 ||
        !(options.negatives > 0) || !(options.learningRate > 0))
        return fail(ErrorCode::InvalidArgument, "these options of the patches make no sense");
    if (torchHooks().makePatches != nullptr)
        return torchHooks().makePatches(options);
    return std::make_unique<NotHere>("patches",
                                     "patches learned from the outlines that readers drew");
}

Result<std::unique_ptr<ForeignNetwork>> openTorchScript(const std::filesystem::path& file) {
    if (torchHooks().openTorchScript != nullptr)
        return torchHooks().openTorchScript(file);
    return fail(ErrorCode::Unsupported, kSentence);
}

} // namespace cw::validation
