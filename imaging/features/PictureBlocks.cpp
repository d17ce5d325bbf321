// SPDX-License-Identifier: Apache-2.0
#include "imaging/Blocks.h"

#include "imaging/features/detail/CompressionBlock.h"
#include "imaging/features/detail/QualityBlock.h"
#include "imaging/features/detail/SurroundBlocks.h"
#include "imaging/features/detail/TextBlock.h"
#include <new>
#include <opencv2/core.hpp>

namespace cw::imaging {
namespace {

Result<NamedBlocks> measured(const core::Image& image, core::ImageKind kind) {
    const detail::LookedAt looked = detail::lookedAt(image, kind);
    NamedBlocks blocks;
    blocks["size"] = detail::sizeBlock(looked);
    blocks["border"] = detail::borderBlock(looked);
    blocks["colour"] = detail::colourBlock(looked);
    CW_TRY(auto text, detail::textBlock(looked));
    blocks["text"] = std::move(text);
    blocks["quality"] = detail::qualityBlock(looked);
    blocks["blanked"] = detail::blankedBlock(looked);
    blocks["compression"] = detail::compressionBlock(looked);
    return blocks;
}

} // namespace

Result<NamedBlocks> pictureBlocks(const core::Image& image, core::ImageKind kind) {
    if (image.sampleCount() == 0)
        return fail(ErrorCode::InvalidArgument, "a picture without pixels");
    try {
        return measured(image, kind);
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::TooLarge, "not enough memory to measure this picture");
    } catch (const std::exception&) {
        return fail(ErrorCode::Internal, "measuring the picture's surroundings failed");
    }
}

} // namespace cw::imaging
