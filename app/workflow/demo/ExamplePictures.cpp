// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/demo/Report.h"
#include "core/Base64.h"
#include "imaging/Field.h"
#include "imaging/Picture.h"
#include "imaging/Resample.h"

#include <algorithm>
#include <cstdio>

namespace cw::workflow::demo {
namespace {

constexpr int kThumbnailSide = 420;

std::string number(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.1f", value);
    return text;
}

std::string dataUri(const std::vector<std::byte>& bytes, const char* type) {
    return std::string("data:") + type + ";base64," + core::base64(bytes);
}

std::string pathOf(const core::Polygon& polygon) {
    std::string path;
    for (const auto& vertex : polygon.vertices)
        path.append(path.empty() ? "M" : "L")
            .append(number(vertex.x))
            .append(" ")
            .append(number(vertex.y));
    return path.append("Z");
}

std::string stroked(const annotation::Reading& reading, const core::ImageId& image,
                    const std::string& style) {
    std::string svg;
    for (const auto& finding : reading.findings)
        if (finding.image == image)
            svg.append("<path d=\"")
                .append(pathOf(finding.outline))
                .append("\" ")
                .append(style)
                .append("/>");
    return svg;
}

/// Both halos lie under both lines, so that neither reader hides the other; dash beside colour.
std::string outlines(const annotation::Reading& a, const annotation::Reading& b,
                     const core::ImageId& image, double scale) {
    auto style = [&](const char* colour, double width) {
        return std::string("fill=\"none\" stroke=\"")
            .append(colour)
            .append("\" stroke-width=\"")
            .append(number(width * scale))
            .append("\"");
    };
    const auto halo = style("#000", 4);
    const auto dash = std::string(" stroke-dasharray=\"")
                          .append(number(7 * scale))
                          .append(" ")
                          .append(number(7 * scale))
                          .append("\"");
    return stroked(a, image, halo) + stroked(b, image, halo) +
           stroked(a, image, style("#56B4E9", 2)) + stroked(b, image, style("#E69F00", 2) + dash);
}

struct Thumbnail {
    std::string uri;
    char wall = 0; ///< chest wall side of the stored picture, mammography only
};

Result<Thumbnail> thumbnailOf(const LoadedImage& loaded) {
    CW_TRY(const auto picture, core::shown(*loaded.image, loaded.presentation, {}));
    CW_TRY(const auto small, imaging::resized(picture, kThumbnailSide));
    Thumbnail thumbnail;
    if (small.samplesPerPixel() == 3) {
        CW_TRY(const auto bytes, imaging::encodeJpeg(small, 85));
        thumbnail.uri = dataUri(bytes, "image/jpeg");
        return thumbnail;
    }
    CW_TRY(const auto bytes, imaging::encodePng(small));
    thumbnail.uri = dataUri(bytes, "image/png");
    if (const auto mask = imaging::breastMask(*loaded.image))
        thumbnail.wall = imaging::chestWallSide(*mask);
    return thumbnail;
}

/// Chest walls meet in the middle: the right breast hangs with its wall on the right.
bool mustFlip(const core::ImageAttributes& attributes, char wall) {
    return (attributes.laterality == core::Laterality::Right && wall == 'L') ||
           (attributes.laterality == core::Laterality::Left && wall == 'R');
}

Result<std::string> pictureSvg(const Project& project, const storage::StoredImage& image,
                               const annotation::Reading& a, const annotation::Reading& b) {
    CW_TRY(const auto loaded, project.load(image.id));
    CW_TRY(const auto thumbnail, thumbnailOf(loaded));
    const int width = loaded.image->width(), height = loaded.image->height();
    const double scale = static_cast<double>(std::max(width, height)) / kThumbnailSide;
    const auto w = std::to_string(width), h = std::to_string(height);
    std::string svg = "<figure><svg viewBox=\"0 0 " + w + " " + h + "\">";
    if (mustFlip(image.attributes, thumbnail.wall))
        svg += "<g transform=\"translate(" + w + " 0) scale(-1 1)\">";
    else
        svg += "<g>";
    svg += "<image width=\"" + w + "\" height=\"" + h + "\" href=\"" + thumbnail.uri + "\"/>";
    svg += outlines(a, b, image.id, scale) + "</g></svg>";
    const auto view = std::string(core::name(image.attributes.laterality)) + " " +
                      std::string(core::name(image.attributes.view));
    return svg + "<figcaption>" + escaped(view) + "</figcaption></figure>\n";
}

/// RCC | LCC over RMLO | LMLO.
int hangingOrder(const core::ImageAttributes& attributes) {
    const int row = attributes.view == core::ViewPosition::CC ? 0 : 2;
    return row + (attributes.laterality == core::Laterality::Right ? 0 : 1);
}

std::string answersOf(const annotation::Reading& reading) {
    std::string words;
    for (const auto& [key, value] : reading.answers)
        words += (words.empty() ? "" : ", ") + key + " " + value;
    return words + "; " + std::to_string(reading.findings.size()) + " outlined";
}

} // namespace

Result<std::string> exampleHtml(const Project& project, const Example& example) {
    const auto& store = project.store();
    CW_TRY(const auto readings, store.bothReadings(example.caseId));
    CW_TRY(auto images, store.images(example.caseId));
    std::stable_sort(images.begin(), images.end(), [](const auto& a, const auto& b) {
        return hangingOrder(a.attributes) < hangingOrder(b.attributes);
    });
    std::string html = "<div class=\"example\"><h4>" + escaped(example.caseId.text()) +
                       ": the readers " + escaped(example.caption) +
                       "</h4>\n<p class=\"a\">A &#9472; " + escaped(answersOf(readings.first)) +
                       "</p><p class=\"b\">B &#9476; " + escaped(answersOf(readings.second)) +
                       "</p>\n<div class=\"views\">";
    for (const auto& image : images) {
        CW_TRY(const auto svg, pictureSvg(project, image, readings.first, readings.second));
        html += svg;
    }
    return html + "</div></div>\n";
}

} // namespace cw::workflow::demo
