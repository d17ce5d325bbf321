// SPDX-License-Identifier: Apache-2.0
// What a build without libtorch (CONCORD_WITH_TORCH=OFF) answers.
#include "validation/models/ForeignNetwork.h"
#include "validation/models/LearnedModels.h"

namespace cw::validation {
namespace {
constexpr const char* kSentence = "this build has no libtorch: it can neither train networks nor "
                                  "run TorchScript; ONNX works";
} // namespace

Result<std::unique_ptr<ImageModel>> makeCnn(const CnnOptions&) {
    return fail(ErrorCode::Unsupported, kSentence);
}
Result<std::unique_ptr<ImageModel>> makePatches(const PatchOptions&) {
    return fail(ErrorCode::Unsupported, kSentence);
}
Result<std::unique_ptr<ForeignNetwork>> openTorchScript(const std::filesystem::path&) {
    return fail(ErrorCode::Unsupported, kSentence);
}
bool builtWithTorch() { return false; }

} // namespace cw::validation
