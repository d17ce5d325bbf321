// SPDX-License-Identifier: Apache-2.0
#include "imaging/TileSheet.h"

#include "imaging/detail/CvBridge.h"
#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace cw::imaging {
namespace {

constexpr int kGap = 12, kLinePx = 17;
constexpr double kTextScale = 0.42;
const cv::Scalar kGround(0x15, 0x17, 0x1a), kText(0xc9, 0xcd, 0xd2), kTitle(0xff, 0xff, 0xff),
    kHalo(0, 0, 0), kLine(0x56, 0xb4, 0xe9); // Okabe-Ito sky blue: seen on grey and on red

int cellHeight(const TileSheet::Layout& layout) {
    return layout.tilePx + 6 + layout.captionLines * kLinePx;
}
cv::Point cornerOf(const TileSheet::Layout& layout, int index) {
    return {kGap + index % layout.columns * (layout.tilePx + kGap),
            kGap + index / layout.columns * (cellHeight(layout) + kGap)};
}

std::string ascii(std::string text) {
    for (char& c : text)
        if (c < ' ' || c > '~')
            c = '?';
    return text;
}

/// Cut at the right where it does not fit.
std::string fitted(std::string text, int widthPx) {
    const auto width = [](const std::string& t) {
        return cv::getTextSize(t, cv::FONT_HERSHEY_SIMPLEX, kTextScale, 1, nullptr).width;
    };
    if (width(text) <= widthPx)
        return text;
    while (!text.empty() && width(text + "...") > widthPx)
        text.pop_back();
    return text + "...";
}

void write(cv::Mat& page, const TileSheet::Layout& layout, int index,
           const std::vector<std::string>& captions) {
    auto at = cornerOf(layout, index);
    at.y += layout.tilePx + kLinePx;
    for (int i = 0; i < std::min<int>(layout.captionLines, static_cast<int>(captions.size()));
         ++i) {
        cv::putText(page, fitted(ascii(captions[static_cast<std::size_t>(i)]), layout.tilePx), at,
                    cv::FONT_HERSHEY_SIMPLEX, kTextScale, i == 0 ? kTitle : kText, 1, cv::LINE_AA);
        at.y += kLinePx;
    }
}

/// The part of the picture, black where there is none, as Rgb of the tile's size.
cv::Mat cut(const core::Image& picture, const cv::Rect& square, int tilePx) {
    const cv::Mat whole = detail::viewOf(picture);
    cv::Mat part(square.size(), whole.type(), cv::Scalar::all(0));
    const cv::Rect inside = square & cv::Rect(0, 0, whole.cols, whole.rows);
    if (!inside.empty())
        whole(inside).copyTo(part(inside - square.tl()));
    cv::Mat tile, rgb;
    cv::resize(part, tile, {tilePx, tilePx}, 0, 0,
               square.width > tilePx ? cv::INTER_AREA : cv::INTER_CUBIC);
    if (tile.channels() == 1)
        cv::cvtColor(tile, rgb, cv::COLOR_GRAY2RGB);
    return tile.channels() == 1 ? rgb : tile;
}

void draw(cv::Mat tile, const core::Polygon& outline, const cv::Rect& square) {
    constexpr int kShift = 4; // sixteenths of a pixel
    const double scale = static_cast<double>(tile.cols) / square.width;
    std::vector<cv::Point> points;
    for (const core::PointPx& v : outline.vertices) // OpenCV's pixel centres are whole numbers
        points.emplace_back(
            static_cast<int>(std::lround(((v.x - square.x) * scale - 0.5) * (1 << kShift))),
            static_cast<int>(std::lround(((v.y - square.y) * scale - 0.5) * (1 << kShift))));
    const std::vector<std::vector<cv::Point>> lines{points};
    cv::polylines(tile, lines, true, kHalo, 3, cv::LINE_AA, kShift);
    cv::polylines(tile, lines, true, kLine, 1, cv::LINE_AA, kShift);
}

template <class Work>
Result<void> guardedly(Work work) {
    try {
        work();
        return {};
    } catch (const std::exception&) {
        return fail(ErrorCode::Internal, "drawing a contact sheet failed");
    }
}

} // namespace

Result<TileSheet> TileSheet::create(const Layout& layout) {
    const auto in = [](int value, int low, int high) { return value >= low && value <= high; };
    if (!in(layout.columns, 1, 20) || !in(layout.rows, 1, 20) || !in(layout.tilePx, 64, 1024) ||
        !in(layout.captionLines, 0, 8))
        return fail(ErrorCode::InvalidArgument, "a contact sheet of that size cannot be made");
    CW_TRY(auto image, core::Image::create(kGap + layout.columns * (layout.tilePx + kGap),
                                           kGap + layout.rows * (cellHeight(layout) + kGap), 3,
                                           core::SampleType::U8, core::PixelMeaning::Rgb));
    detail::viewOf(image).setTo(kGround);
    return TileSheet(std::move(image), layout);
}

Result<void> TileSheet::place(int index, const core::Image& picture, core::PointPx centre,
                              int sidePx, const core::Polygon& outline,
                              const std::vector<std::string>& captions) {
    const bool sound = index >= 0 && index < m_layout.columns * m_layout.rows && sidePx > 0 &&
                       sidePx <= 20000 && picture.sampleType() == core::SampleType::U8 &&
                       (picture.samplesPerPixel() == 1 || picture.samplesPerPixel() == 3);
    if (!sound)
        return fail(ErrorCode::InvalidArgument, "this cannot be a tile of the contact sheet");
    return guardedly([&] {
        const cv::Rect square(static_cast<int>(std::floor(centre.x - sidePx / 2.0)),
                              static_cast<int>(std::floor(centre.y - sidePx / 2.0)), sidePx,
                              sidePx);
        cv::Mat page = detail::viewOf(m_image);
        cv::Mat tile = cut(picture, square, m_layout.tilePx);
        draw(tile, outline, square);
        tile.copyTo(page(cv::Rect(cornerOf(m_layout, index), tile.size())));
        write(page, m_layout, index, captions);
    });
}

Result<void> TileSheet::placeText(int index, const std::string& reason,
                                  const std::vector<std::string>& captions) {
    if (index < 0 || index >= m_layout.columns * m_layout.rows)
        return fail(ErrorCode::InvalidArgument, "this cannot be a tile of the contact sheet");
    return guardedly([&] {
        cv::Mat page = detail::viewOf(m_image);
        auto at = cornerOf(m_layout, index);
        cv::rectangle(page, cv::Rect(at, cv::Size(m_layout.tilePx, m_layout.tilePx)), kText, 1);
        at += cv::Point(8, m_layout.tilePx / 2);
        cv::putText(page, fitted(ascii(reason), m_layout.tilePx - 16), at, cv::FONT_HERSHEY_SIMPLEX,
                    kTextScale, kText, 1, cv::LINE_AA);
        write(page, m_layout, index, captions);
    });
}

} // namespace cw::imaging
