// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/PixelReview.h"
#include "anonymizer/detail/FrameSample.h"
#include "anonymizer/detail/Markers.h"
#include "anonymizer/detail/PictureViews.h"
#include "anonymizer/detail/PixelText.h"
#include <algorithm>
#include <cmath>
#include <tuple>

namespace cw::anonymizer {
namespace {

/// Tesseract is 85 sure and more of plain letters, less than 45 of calcifications and glints.
constexpr int kSure = 50;
constexpr double kInk = 0.8; ///< clearness: printed letters are above 0.87, tissue below 0.76
constexpr std::size_t kFewestLetters = 3; ///< two name nobody and are often chance
constexpr std::size_t kWord = 5;
constexpr int kPlain = 75;
constexpr double kUnreadWidth = 4; ///< of its height, some five letters

double area(const core::RectPx& box) { return box.empty() ? 0 : box.width() * box.height(); }

core::RectPx common(const core::RectPx& a, const core::RectPx& b) {
    return {std::max(a.left, b.left), std::max(a.top, b.top), std::min(a.right, b.right),
            std::min(a.bottom, b.bottom)};
}

core::RectPx joined(const core::RectPx& a, const core::RectPx& b) {
    return {std::min(a.left, b.left), std::min(a.top, b.top), std::max(a.right, b.right),
            std::max(a.bottom, b.bottom)};
}

bool samePlace(const core::RectPx& a, const core::RectPx& b) {
    return area(common(a, b)) > 0.5 * std::min(area(a), area(b));
}

/// Some room around the strokes, in whole pixels of the image: their soft edges tell as well.
core::RectPx roomAround(const core::RectPx& box, const core::Image& image) {
    const double margin = std::max(2.0, 0.25 * std::min(box.width(), box.height()));
    return {std::max(0.0, std::floor(box.left - margin)),
            std::max(0.0, std::floor(box.top - margin)),
            std::min<double>(image.width(), std::ceil(box.right + margin)),
            std::min<double>(image.height(), std::ceil(box.bottom + margin))};
}

std::string bytesIn(const core::Image& image, const core::RectPx& box) {
    const auto pixel = core::bytesPerSample(image.sampleType()) *
                       static_cast<std::size_t>(image.samplesPerPixel());
    const auto left = static_cast<std::size_t>(box.left),
               right = static_cast<std::size_t>(box.right);
    std::string bytes;
    for (auto y = static_cast<std::size_t>(box.top); y < static_cast<std::size_t>(box.bottom);
         ++y) {
        const auto row = (y * static_cast<std::size_t>(image.width()) + left) * pixel;
        bytes.append(reinterpret_cast<const char*>(image.bytes().data()) + row,
                     (right - left) * pixel);
    }
    return bytes;
}

/// Whether what was read there are letters and no glints: ink of one tone on ground of one tone, or
/// a word that is read without doubt.
bool isWriting(const PictureLine& line) {
    const auto letters = lettersIn(line.text);
    const bool wide = std::max(line.box.width(), line.box.height()) >=
                      kUnreadWidth * std::min(line.box.width(), line.box.height());
    if (line.clearness >= kInk)
        return letters >= kFewestLetters && (line.confidence >= kSure || wide);
    return letters >= kWord && line.confidence >= kPlain;
}

void note(PixelFindings& findings, const char* sentence) {
    if (std::ranges::find(findings.notes, sentence) == findings.notes.end())
        findings.notes.emplace_back(sentence);
}

} // namespace

std::string_view name(TextLayer layer) {
    switch (layer) {
    case TextLayer::SpareBits:
        return "spare bits";
    case TextLayer::Overlay:
        return "overlay";
    case TextLayer::Icon:
        return "icon";
    case TextLayer::Pixels:
        break;
    }
    return "pixels";
}

bool TextBox::identifies() const {
    return match != kWriting && match != kUnread && match != kDeclared;
}

std::string PixelDevice::text() const {
    std::string text = manufacturer;
    const auto add = [&](const std::string& word) {
        if (!word.empty())
            text += (text.empty() ? "" : " ") + word;
    };
    add(model);
    if (!known())
        text = "unknown device";
    add(std::to_string(columns) + "x" + std::to_string(rows));
    add(laterality);
    add(view);
    return text;
}

struct TextDetector::Reader {
    explicit Reader(Pseudonyms pseudonyms) : key(std::move(pseudonyms)) {}
    Pseudonyms key;
    std::optional<PictureReader> tesseract; ///< its models load with the first picture

    bool ready() {
        if (!tesseract)
            tesseract.emplace();
        return tesseract->ready();
    }

    Result<PixelFindings> find(const PictureViews& views, const std::filesystem::path& sourceName);
    Result<void> frame(const PictureViews& views, int number, const core::Image& pixels,
                       const PictureWords& words, PixelFindings& findings);
    Result<void> look(const ShownPart& part, const core::Image& content, const PictureWords& words,
                      PixelFindings& findings);
    void add(TextBox box, PixelFindings& findings) const;
    void finish(const PictureViews& views, PixelFindings& findings) const;
    std::vector<std::pair<core::RectPx, int>> markers; ///< of the file at hand: place and frame
};

void TextDetector::Reader::add(TextBox box, PixelFindings& findings) const {
    for (TextBox& each : findings.boxes) {
        if (each.layer != box.layer || !samePlace(each.box, box.box))
            continue;
        // The same line seen through two windows, or on every frame.
        if (each.frame != box.frame)
            each.frame = -1;
        each.box = joined(each.box, box.box);
        if (!each.identifies() && box.identifies())
            each.match = box.match;
        each.confidence = std::max(each.confidence, box.confidence);
        return;
    }
    findings.boxes.push_back(std::move(box));
}

Result<void> TextDetector::Reader::look(const ShownPart& part, const core::Image& content,
                                        const PictureWords& words, PixelFindings& findings) {
    CW_TRY(const auto writing, tesseract->read(part.reduced, part.factor, part.whole));
    const auto enter = [&](const core::RectPx& place, std::string match, int confidence) {
        TextBox box;
        box.box = roomAround(place, content);
        box.box.left += part.left;
        box.box.right += part.left;
        box.box.top += part.top;
        box.box.bottom += part.top;
        box.frame = part.frame;
        box.layer = part.layer;
        box.match = std::move(match);
        box.confidence = std::clamp(confidence, 0, 100);
        add(std::move(box), findings);
    };
    for (const PictureLine& line : writing.lines) {
        if (const auto kind = words.identifierIn(line.text))
            enter(line.box, *kind, line.confidence);
        else if (line.confidence >= kSure && isMarker(line.text))
            markers.push_back({line.box, part.frame});
        else if (isWriting(line))
            enter(line.box, std::string(line.confidence >= kSure ? kWriting : kUnread),
                  line.confidence);
    }
    for (const core::RectPx& place : writing.unread)
        if (place.width() >= kUnreadWidth * place.height())
            enter(place, std::string(kUnread), 0);
    if (!writing.whole)
        note(findings, "more places look like writing than are read");
    return {};
}

Result<void> TextDetector::Reader::frame(const PictureViews& views, int number,
                                         const core::Image& pixels, const PictureWords& words,
                                         PixelFindings& findings) {
    const auto before = findings.boxes.size();
    CW_CHECK(views.eachView(number, pixels, [&](const ShownPart& part) {
        return look(part, pixels, words, findings);
    }));
    for (std::size_t i = before; i < findings.boxes.size(); ++i)
        findings.boxes[i].content =
            key.token("pixel content", bytesIn(pixels, findings.boxes[i].box), 20);
    ++findings.framesRead;
    return {};
}

Result<PixelFindings> TextDetector::Reader::find(const PictureViews& views,
                                                 const std::filesystem::path& sourceName) {
    PixelFindings findings;
    findings.frames = views.frames();
    if (!views.hasPixels())
        return findings;
    if (!ready())
        return fail(ErrorCode::Unsupported, "Tesseract's language data are not installed");
    markers.clear();
    findings.device = views.device();
    FormSet forms;
    for (const Identifier& each : views.identifiers(sourceName))
        forms.add(each);
    const PictureWords words(forms);
    FrameSample sample(findings.frames);
    while (const auto number = sample.next()) {
        CW_TRY(const auto pixels, views.pixels(*number));
        if (sample.worthReading(*number, pixels))
            CW_CHECK(frame(views, *number, pixels, words, findings));
    }
    if (sample.left() > 0)
        note(findings, "only some of the frames were looked at");
    CW_CHECK(views.eachAside([&](const ShownPart& part) -> Result<void> {
        CW_TRY(const auto whole, part.whole());
        return look(part, whole, words, findings);
    }));
    if (!tesseract->readsKorean())
        note(findings, "Korean writing is not read: Tesseract's Korean data are not installed");
    finish(views, findings);
    return findings;
}

void TextDetector::Reader::finish(const PictureViews& views, PixelFindings& findings) const {
    for (std::size_t i = 0; i < markers.size(); ++i) {
        const bool seen =
            std::any_of(markers.begin(), markers.begin() + static_cast<std::ptrdiff_t>(i),
                        [&](const auto& each) { return samePlace(each.first, markers[i].first); });
        findings.markers += seen ? 0 : 1;
    }
    const bool inPixels = std::ranges::any_of(
        findings.boxes, [](const TextBox& each) { return each.layer == TextLayer::Pixels; });
    if (views.declaresText() && !inPixels)
        findings.boxes.push_back({.box = {0, 0, static_cast<double>(findings.device.columns),
                                          static_cast<double>(findings.device.rows)},
                                  .frame = -1,
                                  .match = std::string(kDeclared)});
    std::ranges::stable_sort(findings.boxes, [](const TextBox& a, const TextBox& b) {
        return std::tie(a.frame, a.box.top, a.box.left) < std::tie(b.frame, b.box.top, b.box.left);
    });
}

TextDetector::TextDetector(Pseudonyms pseudonyms)
    : m_reader(std::make_unique<Reader>(std::move(pseudonyms))) {}
TextDetector::~TextDetector() = default;
TextDetector::TextDetector(TextDetector&&) noexcept = default;
TextDetector& TextDetector::operator=(TextDetector&&) noexcept = default;

bool TextDetector::ready() { return m_reader->ready(); }

Result<PixelFindings> TextDetector::find(std::span<const std::byte> file,
                                         const std::filesystem::path& sourceName) {
    CW_TRY(const auto views, PictureViews::of(file));
    return m_reader->find(views, sourceName);
}

Result<PixelFindings> TextDetector::find(const std::filesystem::path& file,
                                         const std::filesystem::path& sourceName) {
    CW_TRY(const auto views, PictureViews::of(file));
    return m_reader->find(views, sourceName);
}

Result<std::string> TextDetector::textIn(std::span<const std::byte> file, const TextBox& box) {
    CW_TRY(const auto crop, cropOf(file, box, 8));
    if (!ready())
        return fail(ErrorCode::Unsupported, "Tesseract's language data are not installed");
    return m_reader->tesseract->everythingIn(crop);
}

Result<core::Image> cropOf(std::span<const std::byte> file, const TextBox& box, int margin) {
    CW_TRY(const auto views, PictureViews::of(file));
    CW_TRY(const auto shown, views.shown(box.frame));
    const auto clamped = [](double value, int limit) {
        return std::clamp(static_cast<int>(value), 0, limit);
    };
    const int left = clamped(std::floor(box.box.left) - margin, shown.width()),
              right = clamped(std::ceil(box.box.right) + margin, shown.width()),
              top = clamped(std::floor(box.box.top) - margin, shown.height()),
              bottom = clamped(std::ceil(box.box.bottom) + margin, shown.height());
    if (right <= left || bottom <= top)
        return fail(ErrorCode::InvalidArgument, "the box lies outside of the image");
    CW_TRY(auto crop, core::Image::create(right - left, bottom - top, shown.samplesPerPixel(),
                                          shown.sampleType(), shown.meaning()));
    const std::string bytes =
        bytesIn(shown, {static_cast<double>(left), static_cast<double>(top),
                        static_cast<double>(right), static_cast<double>(bottom)});
    std::ranges::copy(std::as_bytes(std::span(bytes)), crop.bytes().begin());
    return crop;
}

std::vector<std::size_t> outlinesTouched(const std::vector<core::Polygon>& outlines,
                                         const core::RectPx& box) {
    const core::Polygon square{{{box.left, box.top},
                                {box.right, box.top},
                                {box.right, box.bottom},
                                {box.left, box.bottom}}};
    std::vector<std::size_t> touched;
    for (std::size_t i = 0; i < outlines.size(); ++i) {
        const auto bounds = core::boundsOf(outlines[i]);
        const bool near = bounds.left < box.right && box.left < bounds.right &&
                          bounds.top < box.bottom && box.top < bounds.bottom;
        if (near && core::overlap(outlines[i], square).intersectionPx2 > 0)
            touched.push_back(i);
    }
    return touched;
}

} // namespace cw::anonymizer
