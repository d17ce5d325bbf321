// SPDX-License-Identifier: Apache-2.0
#include "imaging/TextBoxes.h"

#include "imaging/detail/CvBridge.h"
#include <algorithm>
#include <cmath>
#include <numeric>
#include <opencv2/imgproc.hpp>

namespace cw::imaging {
namespace {

constexpr int kWorkingSide = 2500;
constexpr int kSharp = 60;    ///< grey levels between neighbours: letters, hardly ever tissue
constexpr int kFaint = 24;    ///< letters too, where nothing else is near
constexpr int kTallest = 120; ///< a breast's or a field's rim is one piece taller than this
constexpr int kLowest = 5;
constexpr int kSmall = 14;          ///< high, edges included
constexpr int kBand = 32;           ///< rows that are searched together
constexpr int kMostStrokes = 30000; ///< noise; writing would drown in it
constexpr double kClear = 0.55;
constexpr double kLineHeight = 48; ///< what Tesseract's models were trained on, about

bool isShown(const core::Image& image) {
    return image.sampleType() == core::SampleType::U8 &&
           (image.samplesPerPixel() == 1 || image.samplesPerPixel() == 3);
}

/// Differences between neighbours, the greatest of all channels: blue on black is writing as well,
/// though its grey is hardly lighter.
cv::Mat contrastOf(const cv::Mat& picture) {
    cv::Mat edges;
    cv::morphologyEx(picture, edges, cv::MORPH_GRADIENT,
                     cv::getStructuringElement(cv::MORPH_RECT, {3, 3}));
    if (edges.channels() == 1)
        return edges;
    std::array<cv::Mat, 3> channels;
    cv::split(edges, channels.data());
    cv::Mat greatest;
    cv::max(channels[0], channels[1], greatest);
    cv::max(greatest, channels[2], greatest);
    return greatest;
}

/// A box with its axes swapped where the line stands.
cv::Rect along(const cv::Rect& box, Running running) {
    return running == Running::Level ? box : cv::Rect(box.y, box.x, box.height, box.width);
}

/// Sharp edges; of connected pieces the boxes of those that may be letters.
struct Strokes {
    cv::Mat mask;
    std::vector<cv::Rect> pieces;
};

Strokes strokesIn(const cv::Mat& contrast, int threshold) {
    Strokes strokes;
    cv::threshold(contrast, strokes.mask, threshold, 255, cv::THRESH_BINARY);
    // Outlines are found five times as fast as labels; the inner ones of a letter do no harm.
    std::vector<std::vector<cv::Point>> outlines;
    cv::findContours(strokes.mask, outlines, cv::RETR_LIST, cv::CHAIN_APPROX_SIMPLE);
    for (const auto& outline : outlines) {
        const cv::Rect box = cv::boundingRect(outline);
        if (std::min(box.width, box.height) <= kTallest && box.area() >= 9)
            strokes.pieces.push_back(box);
    }
    if (strokes.pieces.size() > kMostStrokes)
        strokes.pieces.clear();
    return strokes;
}

bool onOneLine(const cv::Rect& a, const cv::Rect& b) {
    const int overlap = std::min(a.br().y, b.br().y) - std::max(a.y, b.y);
    const int gap = std::max(a.x, b.x) - std::min(a.br().x, b.br().x);
    const int low = std::min(a.height, b.height), high = std::max(a.height, b.height);
    return overlap > 0.5 * low && 2 * gap < 3 * high && high < 4 * low;
}

/// Pieces that follow each other along a line, joined.
class Lines {
public:
    Lines(const std::vector<cv::Rect>& pieces, Running running) {
        for (const cv::Rect& piece : pieces) {
            const cv::Rect level = along(piece, running);
            if (level.height >= kLowest && level.height <= kTallest)
                m_pieces.push_back(level);
        }
        std::ranges::sort(m_pieces, {}, [](const cv::Rect& r) { return r.x; });
        m_group.resize(m_pieces.size());
        std::iota(m_group.begin(), m_group.end(), std::size_t{0});
        join();
    }
    std::vector<cv::Rect> boxes() {
        std::vector<cv::Rect> boxes(m_pieces.size());
        for (std::size_t i = 0; i < m_pieces.size(); ++i) {
            cv::Rect& box = boxes[root(i)];
            box = box.empty() ? m_pieces[i] : box | m_pieces[i];
        }
        std::erase_if(boxes, [](const cv::Rect& box) { return box.empty(); });
        return boxes;
    }

private:
    void join() {
        // Pieces of one band of rows, from left to right: what begins further away than any gap
        // allows ends the search. A piece lies in every band it reaches.
        std::vector<std::vector<std::size_t>> bands;
        for (std::size_t i = 0; i < m_pieces.size(); ++i) {
            const auto last = static_cast<std::size_t>(m_pieces[i].br().y / kBand);
            if (bands.size() <= last)
                bands.resize(last + 1);
            for (auto band = static_cast<std::size_t>(m_pieces[i].y / kBand); band <= last; ++band)
                bands[band].push_back(i);
        }
        for (const auto& band : bands)
            for (std::size_t i = 0; i < band.size(); ++i)
                for (std::size_t j = i + 1; j < band.size(); ++j) {
                    const cv::Rect &a = m_pieces[band[i]], &b = m_pieces[band[j]];
                    if (b.x > a.br().x + 6 * a.height)
                        break;
                    if (onOneLine(a, b))
                        m_group[root(band[j])] = root(band[i]);
                }
    }
    std::size_t root(std::size_t i) {
        while (m_group[i] != i)
            i = m_group[i] = m_group[m_group[i]];
        return i;
    }
    std::vector<cv::Rect> m_pieces;
    std::vector<std::size_t> m_group;
};

/// Strokes that a cut through the middle of the line crosses, on average.
double crossings(const cv::Mat& band) {
    int found = 0, rows = 0;
    for (int y = band.rows / 4; y < band.rows - band.rows / 4; ++y, ++rows) {
        const auto* row = band.ptr<unsigned char>(y);
        for (int x = 0; x < band.cols; ++x)
            found += row[x] && (x == 0 || !row[x - 1]) ? 1 : 0;
    }
    return rows > 0 ? static_cast<double>(found) / rows : 0;
}

/// The channel of a part of a picture whose values differ most, and by how much.
struct Strongest {
    cv::Mat channel;
    double deviation = 0;
};
Strongest strongestIn(const cv::Mat& part) {
    std::vector<cv::Mat> channels;
    cv::split(part, channels);
    Strongest best;
    for (const cv::Mat& channel : channels) {
        cv::Scalar mean, deviation;
        cv::meanStdDev(channel, mean, deviation);
        if (best.channel.empty() || deviation[0] > best.deviation)
            best = {channel, deviation[0]};
    }
    return best;
}

/// Light or dark ink, whichever covers less, as 255.
cv::Mat inkOf(const cv::Mat& channel) {
    cv::Mat ink;
    cv::threshold(channel, ink, 0, 255, cv::THRESH_BINARY | cv::THRESH_OTSU);
    if (cv::countNonZero(ink) * 2 > static_cast<int>(ink.total()))
        cv::bitwise_not(ink, ink);
    return ink;
}

bool looksLikeText(const cv::Mat& picture, const cv::Mat& mask, const cv::Rect& level,
                   Running running) {
    if (level.height < kLowest || level.height > kTallest || level.width < 14 ||
        level.width < 1.2 * level.height)
        return false;
    const cv::Rect box = along(level, running);
    const auto turned = [&](const cv::Mat& part) {
        return running == Running::Standing ? cv::Mat(part.t()) : part;
    };
    const cv::Mat band = turned(mask(box));
    const double fill = static_cast<double>(cv::countNonZero(band)) / level.area();
    // A letter is some 0.8 of its height wide and has one stroke at least; a rim or a vessel that
    // lies level has one or two in all.
    const double wanted = std::max(2.5, 0.8 * level.width / level.height);
    if (fill > 0.2 && fill < 0.97 && crossings(band) >= wanted)
        return true;
    // The edges of small letters run together; their ink does not.
    return level.height <= kSmall && fill > 0.2 &&
           crossings(turned(inkOf(strongestIn(picture(box)).channel))) >= wanted;
}

/// How much of a box's spread of values is that between two groups, the ink and the ground (Otsu's
/// criterion over the total variance), in the channel where it is largest.
double clearnessOf(const cv::Mat& picture, const cv::Rect& box) {
    const Strongest strongest = strongestIn(picture(box));
    const cv::Mat ink = inkOf(strongest.channel);
    const double share = cv::countNonZero(ink) / static_cast<double>(box.area());
    if (share <= 0 || share >= 1 || strongest.deviation <= 0)
        return 0;
    cv::Mat ground;
    cv::bitwise_not(ink, ground);
    const double step =
        cv::mean(strongest.channel, ink)[0] - cv::mean(strongest.channel, ground)[0];
    return share * (1 - share) * step * step / (strongest.deviation * strongest.deviation);
}

/// Faint strokes count where the ground around them is plain.
bool onPlainGround(const cv::Mat& contrast, const cv::Rect& box) {
    const int margin = std::max(3, std::min(box.width, box.height) / 2);
    const cv::Rect wide =
        cv::Rect(box.x - margin, box.y - margin, box.width + 2 * margin, box.height + 2 * margin) &
        cv::Rect(0, 0, contrast.cols, contrast.rows);
    const cv::Rect inner = cv::Rect(box.x - 2, box.y - 2, box.width + 4, box.height + 4) & wide;
    const auto busy = [&](const cv::Rect& area) {
        cv::Mat above;
        cv::threshold(contrast(area), above, kFaint / 2, 255, cv::THRESH_BINARY);
        return cv::countNonZero(above);
    };
    const int ring = wide.area() - inner.area();
    return ring > 0 && busy(wide) - busy(inner) < 0.12 * ring;
}

struct Found {
    cv::Rect box;
    Running running;
    double clearness;
};

void addLines(const cv::Mat& picture, const cv::Mat& contrast, int threshold,
              std::vector<Found>& found) {
    const Strokes strokes = strokesIn(contrast, threshold);
    for (const Running running : {Running::Level, Running::Standing}) {
        Lines lines(strokes.pieces, running);
        for (const cv::Rect& level : lines.boxes()) {
            if (!looksLikeText(picture, strokes.mask, level, running))
                continue;
            const cv::Rect box = along(level, running);
            if (threshold < kSharp && !onPlainGround(contrast, box))
                continue;
            const double clearness = clearnessOf(picture, box);
            const bool known = std::ranges::any_of(found, [&](const Found& each) {
                return each.running == running &&
                       (each.box & box).area() * 10 > std::min(box.area(), each.box.area()) * 6 &&
                       each.box.area() * 10 > box.area() * 9;
            });
            if (clearness >= kClear && !known)
                found.push_back({box, running, clearness});
        }
    }
}

std::vector<Found> linesOf(const cv::Mat& picture) {
    const cv::Mat contrast = contrastOf(picture);
    std::vector<Found> found;
    addLines(picture, contrast, kSharp, found);
    addLines(picture, contrast, kFaint, found);
    std::ranges::stable_sort(
        found, [](const Found& a, const Found& b) { return a.clearness > b.clearness; });
    return found;
}

/// The channel where the writing stands out most.
cv::Mat greyCrop(const core::Image& shown, const cv::Rect& area) {
    return strongestIn(detail::viewOf(shown)(area)).channel.clone();
}

/// Dark ink on light ground over the whole range of grey, whatever it was.
void normalise(cv::Mat& crop) {
    double low = 0, high = 0;
    cv::minMaxLoc(crop, &low, &high);
    if (high > low)
        crop.convertTo(crop, CV_8U, 255 / (high - low), -low * 255 / (high - low));
    // Strokes cover less than the ground: the darker half of the range is the ground's if most
    // samples lie in it.
    if (cv::mean(crop)[0] < 127.5)
        cv::bitwise_not(crop, crop);
}

} // namespace

Result<Reduced> reducedForText(const core::Image& image) {
    if (core::bytesPerSample(image.sampleType()) > 2)
        return fail(ErrorCode::Unsupported, "text is looked for in 8- and 16-bit pictures only");
    const int longer = std::max(image.width(), image.height());
    const int factor = (longer + kWorkingSide - 1) / kWorkingSide;
    if (factor == 1)
        return Reduced{image, 1};
    CW_TRY(auto small,
           detail::guarded(
               ErrorCode::Internal, "reducing a picture failed", [&]() -> Result<core::Image> {
                   // Whole blocks only: averages over broken ones take ten times as
                   // long, and the pixels beyond the last block are less than a letter.
                   const cv::Mat view = detail::viewOf(image);
                   const int wide = std::max(1, view.cols / factor),
                             high = std::max(1, view.rows / factor);
                   const cv::Rect blocks(0, 0, std::min(view.cols, wide * factor),
                                         std::min(view.rows, high * factor));
                   cv::Mat averaged;
                   cv::resize(view(blocks), averaged, {wide, high}, 0, 0, cv::INTER_AREA);
                   return detail::imageFrom(averaged, image.meaning());
               }));
    small.setBitsStored(image.bitsStored());
    return Reduced{std::move(small), factor};
}

Result<std::vector<TextPlace>> textPlaces(const core::Image& shown) {
    if (!isShown(shown))
        return fail(ErrorCode::InvalidArgument, "text is looked for in 8-bit pictures only");
    if (std::max(shown.width(), shown.height()) > kWorkingSide) {
        CW_TRY(const auto reduced, reducedForText(shown));
        CW_TRY(auto places, textPlaces(reduced.image));
        for (TextPlace& each : places)
            each.box = enlarged(each.box, reduced.factor, shown);
        return places;
    }
    try {
        std::vector<TextPlace> places;
        for (const Found& each : linesOf(detail::viewOf(shown)))
            places.push_back(
                {{static_cast<double>(each.box.x), static_cast<double>(each.box.y),
                  static_cast<double>(each.box.br().x), static_cast<double>(each.box.br().y)},
                 each.running,
                 each.clearness});
        return places;
    } catch (const std::exception&) {
        return fail(ErrorCode::Internal, "looking for text in a picture failed");
    }
}

core::RectPx enlarged(const core::RectPx& box, int factor, const core::Image& whole) {
    return {box.left * factor, box.top * factor,
            std::min<double>(whole.width(), box.right * factor),
            std::min<double>(whole.height(), box.bottom * factor)};
}

Result<std::vector<core::RectPx>> textBoxes(const core::Image& shown) {
    CW_TRY(const auto places, textPlaces(shown));
    std::vector<core::RectPx> boxes;
    for (const TextPlace& each : places)
        if (each.running == Running::Level)
            boxes.push_back(each.box);
    std::ranges::sort(boxes, {}, &core::RectPx::top);
    return boxes;
}

Result<core::Image> textCrop(const core::Image& shown, const core::RectPx& box, int quarterTurns) {
    if (!isShown(shown) || box.empty())
        return fail(ErrorCode::InvalidArgument, "text is cut out of 8-bit pictures only");
    return detail::guarded(
        ErrorCode::Internal, "cutting text out of a picture failed", [&]() -> Result<core::Image> {
            const double line = quarterTurns % 2 == 0 ? box.height() : box.width();
            const int margin = static_cast<int>(std::lround(0.3 * line));
            const cv::Rect whole(0, 0, shown.width(), shown.height());
            const cv::Rect wanted(static_cast<int>(box.left) - margin,
                                  static_cast<int>(box.top) - margin,
                                  static_cast<int>(box.width()) + 2 * margin,
                                  static_cast<int>(box.height()) + 2 * margin);
            if ((wanted & whole).empty())
                return fail(ErrorCode::InvalidArgument, "the box lies outside of the picture");
            cv::Mat crop = greyCrop(shown, wanted & whole);
            normalise(crop);
            if (quarterTurns % 4 != 0)
                cv::rotate(crop, crop,
                           quarterTurns % 4 == 1   ? cv::ROTATE_90_CLOCKWISE
                           : quarterTurns % 4 == 2 ? cv::ROTATE_180
                                                   : cv::ROTATE_90_COUNTERCLOCKWISE);
            const double factor = std::clamp(kLineHeight / line, 0.25, 6.0);
            cv::resize(crop, crop, {}, factor, factor,
                       factor > 1 ? cv::INTER_CUBIC : cv::INTER_AREA);
            const int border = 12;
            cv::copyMakeBorder(crop, crop, border, border, border, border, cv::BORDER_REPLICATE);
            return detail::imageFrom(crop, core::PixelMeaning::Monochrome2);
        });
}

} // namespace cw::imaging
