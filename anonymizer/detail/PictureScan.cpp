// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/PictureScan.h"
#include "dicom/ByteSource.h"
#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

namespace cw::anonymizer {
namespace {

constexpr int kMostFrames = 8;
/// Tesseract is 85 sure and more of plain letters, less than 45 of calcifications and glints. Only
/// the count of pictures with writing asks for it, never the search for identifiers.
constexpr int kSure = 50;

/// A file that says it is DICOM or a picture, whether it can be read or not.
bool claimsPicture(const std::filesystem::path& file) {
    const auto source = dicom::ByteSource::open(file);
    std::array<std::byte, 1024> first{};
    const std::size_t got = source ? source->read(0, first).value_or(0) : 0;
    constexpr std::size_t preamble = 128;
    return (got >= preamble + 4 && std::memcmp(first.data() + preamble, "DICM", 4) == 0) ||
           imaging::sniffPicture(std::span(first).first(got)).has_value();
}

bool overlap(const core::RectPx& a, const core::RectPx& b) {
    return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

std::string placeOf(const core::RectPx& box, const ShownPart& part, const std::string& kind) {
    const auto whole = [](double value) { return std::to_string(std::lround(value)); };
    const std::string what =
        part.layer == TextLayer::Pixels ? "picture, " : std::string(name(part.layer)) + ", ";
    return what +
           (part.frame > 0 ? "frame " + std::to_string(part.frame + 1) + ", " : std::string()) +
           "box at " + whole(box.left + part.left) + "," + whole(box.top + part.top) + " " +
           whole(box.width()) + "x" + whole(box.height()) + " (" + kind + ")";
}

/// From the first to the last, evenly.
std::vector<int> framesToRead(int frames) {
    std::vector<int> chosen;
    const int count = std::min(std::max(frames, 1), kMostFrames);
    for (int i = 0; i < count; ++i)
        chosen.push_back(
            count == 1 ? 0
                       : static_cast<int>(static_cast<long long>(i) * (frames - 1) / (count - 1)));
    return chosen;
}

} // namespace

Result<void> PictureScan::view(const ShownPart& part) {
    CW_TRY(const auto writing, m_reader->read(part.reduced, part.factor, part.whole));
    m_whole = m_whole && writing.whole;
    for (const PictureLine& line : writing.lines) {
        m_finds.hasText = m_finds.hasText || line.confidence >= kSure;
        const auto kind = m_words.identifierIn(line.text);
        const bool known = std::ranges::any_of(m_told, [&](const auto& told) {
            return told.first == part.frame && overlap(told.second, line.box);
        });
        if (!kind || known)
            continue;
        m_told.emplace_back(part.frame, line.box);
        m_finds.leaks.push_back({m_file, "burned-in text", placeOf(line.box, part, *kind)});
    }
    return {};
}

Result<void> PictureScan::all(const PictureViews& views) {
    const auto see = [this](const ShownPart& part) { return view(part); };
    m_whole = views.frames() <= kMostFrames;
    for (const int frame : framesToRead(views.frames())) {
        CW_TRY(const auto pixels, views.pixels(frame));
        CW_CHECK(views.eachView(frame, pixels, see));
    }
    return views.eachAside(see);
}

bool PictureScan::readerReady() {
    if (!m_reader)
        m_reader.emplace();
    return m_reader->ready();
}

PictureFinds PictureScan::file(const std::filesystem::path& file,
                               const std::filesystem::path& relative) {
    m_finds = {};
    if (!claimsPicture(file))
        return m_finds;
    m_file = relative;
    m_told.clear();
    const auto views = PictureViews::of(file);
    if (views && !views->hasPixels())
        return m_finds;
    m_finds.outcome = PictureFinds::Outcome::Unread;
    if (views && readerReady() && all(*views))
        m_finds.outcome = m_whole ? PictureFinds::Outcome::Read : PictureFinds::Outcome::Partly;
    return std::move(m_finds);
}

} // namespace cw::anonymizer
