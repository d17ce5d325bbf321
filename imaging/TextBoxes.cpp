// SPDX-License-Identifier: Apache-2.0
#include "imaging/TextBoxes.h"

#include "imaging/detail/CvBridge.h"
#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace cw::imaging {
namespace {

constexpr int kWorkingSide = 1800;
constexpr int kSharp = 60;   ///< grey levels between neighbours: letters, hardly ever tissue
constexpr int kTallest = 90; ///< a breast's or a field's rim is one piece taller than this
constexpr int kLowest = 6;
constexpr double kLineHeight = 48; ///< what Tesseract's models were trained on, about

bool isShown(const core::Image& image) {
    return image.sampleType() == core::SampleType::U8 &&
           (image.samplesPerPixel() == 1 || image.samplesPerPixel() == 3);
}

cv::Mat greyOf(const core::Image& image) {
    cv::Mat view = detail::viewOf(image), grey;
    if (view.channels() == 1)
        return view;
    cv::cvtColor(view, grey, cv::COLOR_RGB2GRAY);
    return grey;
}

/// Sharp edges without the pieces that are too tall or too small to be a letter.
cv::Mat strokes(const cv::Mat& grey) {
    cv::Mat edges;
    cv::morphologyEx(grey, edges, cv::MORPH_GRADIENT,
                     cv::getStructuringElement(cv::MORPH_RECT, {3, 3}));
    cv::threshold(edges, edges, kSharp, 255, cv::THRESH_BINARY);
    cv::Mat labels, stats, centres;
    const int count = cv::connectedComponentsWithStats(edges, labels, stats, centres, 8, CV_32S);
    std::vector<unsigned char> kept(static_cast<std::size_t>(count), 0);
    for (int i = 1; i < count; ++i)
        if (stats.at<int>(i, cv::CC_STAT_HEIGHT) <= kTallest &&
            stats.at<int>(i, cv::CC_STAT_AREA) >= 6)
            kept[static_cast<std::size_t>(i)] = 255;
    for (int y = 0; y < edges.rows; ++y) {
        const int* label = labels.ptr<int>(y);
        auto* out = edges.ptr<unsigned char>(y);
        for (int x = 0; x < edges.cols; ++x)
            out[x] = kept[static_cast<std::size_t>(label[x])];
    }
    return edges;
}

/// Strokes that a level cut through the middle of the band crosses, on average.
double crossings(const cv::Mat& band) {
    int found = 0, rows = 0;
    for (int y = band.rows / 4; y < band.rows - band.rows / 4; ++y, ++rows) {
        const auto* row = band.ptr<unsigned char>(y);
        for (int x = 0; x < band.cols; ++x)
            found += row[x] && (x == 0 || !row[x - 1]) ? 1 : 0;
    }
    return rows > 0 ? static_cast<double>(found) / rows : 0;
}

bool looksLikeText(const cv::Mat& edges, const cv::Rect& box) {
    if (box.height < kLowest || box.height > kTallest || box.width < 18 ||
        box.width < 1.3 * box.height)
        return false;
    const cv::Mat band = edges(box);
    const double fill = static_cast<double>(cv::countNonZero(band)) / box.area();
    // A letter is some 0.8 of its height wide and has one stroke at least; a rim or a vessel that
    // lies level has one or two in all.
    const double wanted = std::max(2.5, 0.8 * box.width / box.height);
    return fill > 0.2 && fill < 0.95 && crossings(band) >= wanted;
}

bool onOneLine(const cv::Rect& a, const cv::Rect& b) {
    const int overlap = std::min(a.br().y, b.br().y) - std::max(a.y, b.y);
    const int gap = std::max(a.x, b.x) - std::min(a.br().x, b.br().x);
    const int height = std::max(a.height, b.height);
    return overlap > 0.6 * height && gap < 2 * height;
}

void joinLines(std::vector<cv::Rect>& boxes) {
    for (std::size_t i = 0; i < boxes.size(); ++i)
        for (std::size_t j = i + 1; j < boxes.size();)
            if (onOneLine(boxes[i], boxes[j])) {
                boxes[i] |= boxes[j];
                boxes.erase(boxes.begin() + static_cast<std::ptrdiff_t>(j));
                j = i + 1; // the longer box may reach those already passed
            } else {
                ++j;
            }
}

std::vector<cv::Rect> linesOf(const cv::Mat& grey) {
    const cv::Mat edges = strokes(grey);
    std::vector<cv::Rect> boxes;
    if (cv::countNonZero(edges) == 0)
        return boxes;
    cv::Mat closed, labels, stats, centres;
    cv::morphologyEx(edges, closed, cv::MORPH_CLOSE,
                     cv::getStructuringElement(cv::MORPH_RECT, {25, 3}));
    const int count = cv::connectedComponentsWithStats(closed, labels, stats, centres, 8, CV_32S);
    for (int i = 1; i < count; ++i) {
        const cv::Rect box(stats.at<int>(i, cv::CC_STAT_LEFT), stats.at<int>(i, cv::CC_STAT_TOP),
                           stats.at<int>(i, cv::CC_STAT_WIDTH),
                           stats.at<int>(i, cv::CC_STAT_HEIGHT));
        if (looksLikeText(edges, box))
            boxes.push_back(box);
    }
    joinLines(boxes);
    return boxes;
}

} // namespace

Result<std::vector<core::RectPx>> textBoxes(const core::Image& shown) {
    if (!isShown(shown))
        return fail(ErrorCode::InvalidArgument, "text is looked for in 8-bit pictures only");
    try {
        const cv::Mat reduced = detail::reducedTo(greyOf(shown), kWorkingSide);
        const double sx = static_cast<double>(shown.width()) / reduced.cols;
        const double sy = static_cast<double>(shown.height()) / reduced.rows;
        std::vector<core::RectPx> boxes;
        for (const cv::Rect& line : linesOf(reduced))
            boxes.push_back({std::floor(line.x * sx), std::floor(line.y * sy),
                             std::min<double>(shown.width(), std::ceil(line.br().x * sx)),
                             std::min<double>(shown.height(), std::ceil(line.br().y * sy))});
        return boxes;
    } catch (const std::exception&) {
        return fail(ErrorCode::Internal, "looking for text in a picture failed");
    }
}

Result<core::Image> textCrop(const core::Image& shown, const core::RectPx& box) {
    if (!isShown(shown) || box.empty())
        return fail(ErrorCode::InvalidArgument, "text is cut out of 8-bit pictures only");
    return detail::guarded(
        ErrorCode::Internal, "cutting text out of a picture failed", [&]() -> Result<core::Image> {
            const int margin = static_cast<int>(std::lround(0.3 * box.height()));
            const cv::Rect whole(0, 0, shown.width(), shown.height());
            const cv::Rect wanted(static_cast<int>(box.left) - margin,
                                  static_cast<int>(box.top) - margin,
                                  static_cast<int>(box.width()) + 2 * margin,
                                  static_cast<int>(box.height()) + 2 * margin);
            if ((wanted & whole).empty())
                return fail(ErrorCode::InvalidArgument, "the box lies outside of the picture");
            cv::Mat crop = greyOf(shown)(wanted & whole).clone();
            // Strokes cover less than the ground: the darker half of the range is the ground's if
            // most samples lie in it.
            double low = 0, high = 0;
            cv::minMaxLoc(crop, &low, &high);
            if (cv::mean(crop)[0] < (low + high) / 2)
                cv::bitwise_not(crop, crop);
            const double factor = std::clamp(kLineHeight / box.height(), 0.25, 6.0);
            cv::resize(crop, crop, {}, factor, factor,
                       factor > 1 ? cv::INTER_CUBIC : cv::INTER_AREA);
            const int border = 12;
            cv::copyMakeBorder(crop, crop, border, border, border, border, cv::BORDER_REPLICATE);
            return detail::imageFrom(crop, core::PixelMeaning::Monochrome2);
        });
}

} // namespace cw::imaging
