// SPDX-License-Identifier: Apache-2.0
#include "dicom/PresentationState.h"

#include "dicom/detail/DerivedModules.h"
#include "dicom/detail/InstanceImpl.h"

#include <algorithm>

namespace cw::dicom {
namespace {

constexpr std::size_t kMostPoints = 65535; ///< Number of Graphic Points is US
constexpr std::size_t kMostExplicitPoints = 8191;

constexpr Tag kImages{0x0008, 0x1140}, kAnnotations{0x0070, 0x0001}, kLayer{0x0070, 0x0002};

Result<void> check(const SourceImage& image, const PresentationState& state) {
    CW_CHECK(checkSource(image));
    if (state.layer.empty() || state.layer.size() > 16)
        return fail(ErrorCode::InvalidArgument, "a graphic layer's name has 1 to 16 characters");
    for (const auto& mark : state.marks)
        if (mark.outline.vertices.size() < 3 || mark.outline.vertices.size() + 1 > kMostPoints)
            return fail(ErrorCode::InvalidArgument, "an outline has 3 to 65,534 vertices");
    return {};
}

void graphic(ItemBuilder& annotation, const core::Polygon& outline) {
    auto item = annotation.item({0x0070, 0x0009});
    std::vector<float> data;
    for (const auto vertex : outline.vertices) {
        data.push_back(static_cast<float>(vertex.x));
        data.push_back(static_cast<float>(vertex.y));
    }
    data.push_back(data[0]);
    data.push_back(data[1]);
    item.set({0x0070, 0x0005}, "PIXEL");
    item.set({0x0070, 0x0020}, 2LL);
    item.set({0x0070, 0x0021}, static_cast<long long>(data.size() / 2));
    item.setFloats({0x0070, 0x0022}, data);
    item.set({0x0070, 0x0023}, "POLYLINE");
    item.set({0x0070, 0x0024}, "N"); // Graphic Filled: Type 1C of a closed one
}

void wordsBeside(ItemBuilder& annotation, const GraphicMark& mark) {
    auto item = annotation.item({0x0070, 0x0008});
    item.set({0x0070, 0x0004}, "PIXEL");
    item.set({0x0070, 0x0006}, mark.words);
    const auto bounds = core::boundsOf(mark.outline);
    const float anchor[] = {static_cast<float>(bounds.right),
                            static_cast<float>((bounds.top + bounds.bottom) / 2)};
    item.setFloats({0x0070, 0x0014}, anchor);
    item.set({0x0070, 0x0015}, "N");
}

/// One item a lesion, so that graphic and words stay together.
void annotations(ItemBuilder& object, const SourceImage& image, const PresentationState& state) {
    for (const auto& mark : state.marks) {
        auto item = object.item(kAnnotations);
        auto reference = item.item(kImages);
        referTo(reference, image);
        item.set(kLayer, state.layer);
        if (!mark.words.empty())
            wordsBeside(item, mark);
        graphic(item, mark.outline);
    }
    if (state.marks.empty())
        return; // a layer without annotations may not be there
    auto layer = object.item({0x0070, 0x0060});
    layer.set(kLayer, state.layer);
    layer.set({0x0070, 0x0062}, 1LL);
    if (image.colour())
        layer.set({0x0070, 0x0401}, "65535\\32896\\32896"); // white in PCS-Values
    else
        layer.set({0x0070, 0x0066}, 65535LL);
    layer.setUnlessEmpty({0x0070, 0x0068}, state.description);
}

std::string decimal(double value) {
    auto text = std::to_string(value); // six decimals: at most 16 characters for any spacing
    return text.substr(0, 16);
}

void displayedArea(ItemBuilder& object, const SourceImage& image) {
    auto area = object.item({0x0070, 0x005A});
    auto reference = area.item(kImages);
    referTo(reference, image);
    area.set({0x0070, 0x0052}, "1\\1");
    area.set({0x0070, 0x0053}, std::to_string(image.columns) + "\\" + std::to_string(image.rows));
    area.set({0x0070, 0x0100}, "SCALE TO FIT");
    if (image.spacing && image.spacing->row > 0 && image.spacing->column > 0)
        area.set({0x0070, 0x0101},
                 decimal(image.spacing->row) + "\\" + decimal(image.spacing->column));
    else
        area.set({0x0070, 0x0102}, "1\\1");
}

/// What the image itself would be shown with: a state without it means "no transformation".
void greyTransformations(ItemBuilder& object, const SourceImage& image) {
    if (!image.rescaleSlope.empty() && !image.rescaleIntercept.empty()) {
        object.set({0x0028, 0x1052}, image.rescaleIntercept);
        object.set({0x0028, 0x1053}, image.rescaleSlope);
        object.set({0x0028, 0x1054}, image.rescaleType.empty() ? "US" : image.rescaleType);
    }
    if (!image.windowCentre.empty() && !image.windowWidth.empty()) {
        auto window = object.item({0x0028, 0x3110});
        auto reference = window.item(kImages);
        referTo(reference, image);
        window.set({0x0028, 0x1050}, image.windowCentre);
        window.set({0x0028, 0x1051}, image.windowWidth);
        window.setUnlessEmpty({0x0028, 0x1056}, image.windowFunction);
    }
    object.set({0x2050, 0x0020}, image.photometric == "MONOCHROME1" ? "INVERSE" : "IDENTITY");
}

} // namespace

Result<std::vector<std::byte>> encodePresentationState(const SourceImage& image,
                                                       const PresentationState& state,
                                                       const ObjectIdentity& identity) {
    CW_CHECK(check(image, state));
    CW_CHECK(checkIdentity(identity));
    CW_TRY(const auto when, dicomTime(identity.createdAt));
    Instance instance;
    Result<void> built;
    ItemBuilder object(instance.impl().header, built);
    commonModules(object, image.colour() ? kColourStateKind : kGreyStateKind, image, identity);
    if (image.laterality == "R" || image.laterality == "L")
        object.set({0x0020, 0x0060}, image.laterality);
    object.set({0x0070, 0x0080}, identity.contentLabel);
    object.set({0x0070, 0x0081}, "");
    object.set({0x0070, 0x0082}, when.date);
    object.set({0x0070, 0x0083}, when.time);
    object.set({0x0070, 0x0084}, "");
    referencedSeries(object, {&image}, kImages);
    annotations(object, image, state);
    displayedArea(object, image);
    if (image.colour())
        object.setBytes({0x0028, 0x2000}, srgbProfile(), EVR_OB);
    else
        greyTransformations(object, image);
    CW_CHECK(built);
    const bool longLines = std::ranges::any_of(state.marks, [](const GraphicMark& mark) {
        return mark.outline.vertices.size() + 1 > kMostExplicitPoints;
    });
    return encodeInstance(instance, longLines ? TransferSyntax::ImplicitLittle
                                              : TransferSyntax::ExplicitLittle);
}

} // namespace cw::dicom
