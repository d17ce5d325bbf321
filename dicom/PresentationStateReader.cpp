// SPDX-License-Identifier: Apache-2.0
#include "dicom/PresentationState.h"
#include "dicom/detail/DerivedModules.h"
#include "dicom/detail/Drawn.h"
#include "dicom/detail/InstanceImpl.h"
#include "dicom/detail/ItemValues.h"

namespace cw::dicom {
namespace {

constexpr std::size_t kMostOutlines = 100'000;
constexpr std::size_t kMostImages = 1000; ///< that one graphic is drawn on
constexpr Tag kImages{0x0008, 0x1140};

struct ImageReference {
    std::string sopClassUid, sopInstanceUid;
    int frame = 0;
};

void addReferences(DcmItem& item, std::vector<ImageReference>& images) {
    for (auto* reference : itemsIn(item, kImages)) {
        if (images.size() >= kMostImages)
            return;
        const auto frame = integerIn(*reference, {0x0008, 0x1160}).value_or(0);
        images.push_back({uidIn(*reference, {0x0008, 0x1150}), uidIn(*reference, {0x0008, 0x1155}),
                          frame > 0 && frame <= 1'000'000 ? static_cast<int>(frame) : 0});
    }
}

std::vector<ImageReference> imagesOfState(DcmItem& dataset) {
    std::vector<ImageReference> images;
    for (auto* series : itemsIn(dataset, {0x0008, 0x1115}))
        addReferences(*series, images);
    return images;
}

Result<void> addOutline(StateOutlines& found, const ReferencedOutline& drawn,
                        const std::vector<ImageReference>& images) {
    for (const auto& image : images) {
        if (found.outlines.size() >= kMostOutlines)
            return fail(ErrorCode::TooLarge, "the presentation state has too many graphics");
        auto outline = drawn;
        outline.sopClassUid = image.sopClassUid;
        outline.sopInstanceUid = image.sopInstanceUid;
        outline.frame = image.frame;
        found.outlines.push_back(std::move(outline));
    }
    return {};
}

} // namespace

Result<StateOutlines> readPresentationState(std::span<const std::byte> file,
                                            const ReadLimits& limits) {
    CW_TRY(const auto instance, readInstance(file, limits));
    if (!instance.sopClassUid().starts_with("1.2.840.10008.5.1.4.1.1.11."))
        return fail(ErrorCode::Unsupported, "the object is no softcopy presentation state");
    auto& dataset = instance.impl().dataset();
    const auto characterSet = instance.text({0x0008, 0x0005}).value_or("");
    const auto ofState = imagesOfState(dataset);
    StateOutlines found;
    std::size_t copied = 0;
    for (auto* annotation : itemsIn(dataset, {0x0070, 0x0001})) {
        std::vector<ImageReference> images;
        addReferences(*annotation, images);
        if (images.empty())
            images = ofState; // it applies to all of them (PS3.3 C.10.5)
        if (images.empty())
            images.emplace_back();
        const auto texts = itemsIn(*annotation, {0x0070, 0x0008});
        for (auto* graphic : itemsIn(*annotation, {0x0070, 0x0009})) {
            if (textIn(*graphic, {0x0070, 0x0005}) != "PIXEL") {
                ++found.onTheScreen;
                continue;
            }
            ReferencedOutline drawn;
            drawn.source = OutlineSource::PresentationState;
            CW_CHECK(readDrawn(*graphic, textIn(*graphic, {0x0070, 0x0024}) == "Y", drawn));
            // Of several texts nobody says which belongs to which graphic.
            if (texts.size() == 1)
                drawn.words = utf8In(*texts.front(), {0x0070, 0x0006}, 1024, characterSet);
            copied += drawn.points.size() * images.size();
            if (copied > 50'000'000)
                return fail(ErrorCode::TooLarge, "the presentation state has too many points");
            CW_CHECK(addOutline(found, drawn, images));
        }
    }
    return found;
}

} // namespace cw::dicom
