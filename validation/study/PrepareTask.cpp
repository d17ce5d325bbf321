// SPDX-License-Identifier: Apache-2.0
// Looks at every picture of a part once and keeps what models and checks will ask for.
#include "core/Files.h"
#include "imaging/Batch.h"
#include "imaging/Blocks.h"
#include "imaging/PerceptualHash.h"
#include "imaging/Portrait.h"
#include "validation/study/CopyLikeness.h"
#include "validation/study/detail/TaskWork.h"

#include <algorithm>

namespace cw::validation::detail {
namespace {

/// originals: of a copy, what it is laid over.
Result<PreparedPicture> looked(const std::string& name, const PictureSource& source,
                               const PictureSource& originals, const StudyRequest& request) {
    CW_TRY(const SourcePicture given, source(name));
    if (given.image == nullptr)
        return fail(ErrorCode::Unreadable, "there are no pixels");
    const core::Image& image = *given.image;
    PreparedPicture picture;
    picture.image = name;
    picture.fileSha256 = given.fileSha256;
    picture.pixelSha256 = imaging::pixelHash(image);
    picture.width = image.width();
    picture.height = image.height();
    picture.samplesPerPixel = image.samplesPerPixel();
    picture.bitsStored = image.bitsStored();
    CW_TRY(auto blocks, imaging::pictureBlocks(image, request.kind));
    picture.blocks = std::move(blocks);
    if (auto blanked = picture.blocks.extract("blanked"); !blanked.empty())
        picture.blocks["blank"] = std::move(blanked.mapped());
    CW_TRY(picture.blocks["features"], imaging::contentFeatures(image, request.kind));
    if (!given.facts.names.empty())
        picture.blocks["file"] = given.facts;
    CW_TRY(picture.input, imaging::modelInput(image, request.kind, request.inputSide));
    CW_TRY(picture.reduced, imaging::identityPicture(image));
    if (!originals)
        return picture;
    // An original that cannot be read says so in its own part.
    if (const auto original = originals(name); original && original->image != nullptr) {
        CW_TRY(picture.blocks["likeness"],
               likenessOf(*original->image, image, *picture.input, request));
    }
    return picture;
}

PreparedPicture unusable(const std::string& name, std::string why) {
    PreparedPicture picture;
    picture.image = name;
    picture.fault = std::move(why);
    return picture;
}

} // namespace

Result<void> prepare(const StudyPlan& plan, const StudyTask& task, const TaskTools& tools) {
    const StudyRequest& request = plan.request();
    CW_TRY(const PictureSource source,
           tools.pictures(request.copies[static_cast<std::size_t>(task.copy)]));
    PictureSource originals;
    if (task.copy > 0) {
        CW_TRY(originals, tools.pictures(request.copies.front()));
    }
    const auto begin = static_cast<std::size_t>(task.part * request.picturesAPart);
    const auto end =
        std::min(begin + static_cast<std::size_t>(request.picturesAPart), request.samples.size());
    imaging::workInBatches();
    std::vector<PreparedPicture> pictures;
    for (std::size_t i = begin; i < end; ++i) {
        if (tools.cancel != nullptr && tools.cancel->cancelled())
            return fail(ErrorCode::Cancelled, "the validation was cancelled");
        const std::string& name = request.samples[i].image;
        auto picture = looked(name, source, originals, request);
        // A picture that cannot be read is a finding of the study, not its end.
        if (picture)
            pictures.push_back(std::move(*picture));
        else
            pictures.push_back(unusable(name, picture.error().sentence()));
        if (tools.progress)
            tools.progress(i + 1 - begin, end - begin, "images");
    }
    std::error_code error;
    std::filesystem::create_directories(plan.preparedFolder(task.copy), error);
    return writePart(plan.preparedFolder(task.copy), task.part, pictures);
}

} // namespace cw::validation::detail
