// SPDX-License-Identifier: Apache-2.0
#include "dataset/formats/MaskOutlines.h"
#include "dataset/formats/Writers.h"
#include "dataset/formats/detail/Csv.h"
#include "dataset/formats/detail/Text.h"
#include "dataset/formats/detail/Writing.h"

#include <algorithm>

namespace cw::dataset {
namespace {

/// A label as a folder's name on any machine.
std::string folderName(const std::string& label) {
    std::string name = label;
    for (char& c : name)
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
              c == '-' || c == '_'))
            c = '_';
    return name.empty() ? "_" : name;
}

Result<void> writeImage(const AnnotationSet& set, const AnnotatedImage& image,
                        const std::vector<const AnnotatedShape*>& shapes,
                        const std::vector<std::string>& folders, const FileSink& sink,
                        WriteLosses& losses) {
    const auto blank = [&] {
        return core::Image::create(image.width, image.height, 1, core::SampleType::U8,
                                   core::PixelMeaning::Monochrome2);
    };
    CW_TRY(auto index, blank());
    std::map<std::size_t, core::Image> classes;
    for (const AnnotatedShape* shape : shapes) {
        if (shape->regions.empty()) {
            ++losses.shapesLeftOut;
            continue;
        }
        CW_TRY(const auto bitmap, bitmapOf(shape->regions, image.width, image.height));
        const std::size_t label = detail::categoryOf(set, shape->label);
        if (!classes.contains(label)) {
            CW_TRY(auto mask, blank());
            classes.emplace(label, std::move(mask));
        }
        auto all = index.samples<std::uint8_t>(), own = classes.at(label).samples<std::uint8_t>();
        for (std::size_t p = 0; p < bitmap.inside.size(); ++p) {
            if (!bitmap.inside[p])
                continue;
            losses.pixelsTwice += all[p] != 0 && all[p] != label + 1 ? 1U : 0U;
            all[p] = static_cast<std::uint8_t>(label + 1);
            own[p] = 255;
        }
    }
    const std::string file = std::string(detail::stem(image.name)) + ".png";
    CW_TRY(const auto png, detail::greyPng(index));
    CW_CHECK(sink("masks/" + file, png));
    for (const auto& [label, mask] : classes) {
        CW_TRY(const auto own, detail::greyPng(mask));
        CW_CHECK(sink("classes/" + folders[label] + "/" + file, own));
    }
    return {};
}

} // namespace

Result<WriteLosses> writePngMasks(const AnnotationSet& set, const FileSink& sink) {
    CW_CHECK(detail::checkTexts(set));
    if (set.categories.size() > 255)
        return fail(ErrorCode::InvalidArgument, "an 8-bit mask numbers at most 255 labels");
    std::vector<std::string> folders;
    std::string table = "index,label,folder\n0,background,\n";
    for (std::size_t i = 0; i < set.categories.size(); ++i) {
        std::string folder = folderName(set.categories[i]);
        if (std::ranges::count(folders, folder) > 0)
            folder += "-" + std::to_string(i + 1);
        table +=
            std::to_string(i + 1) + "," + detail::csvField(set.categories[i]) + "," + folder + "\n";
        folders.push_back(std::move(folder));
    }
    CW_CHECK(sink("classes.csv", table));
    WriteLosses losses;
    const auto shapes = detail::shapesByImage(set);
    for (std::size_t i = 0; i < set.images.size(); ++i)
        CW_CHECK(writeImage(set, set.images[i], shapes[i], folders, sink, losses));
    return losses;
}

} // namespace cw::dataset
