// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/PictureScan.h"
#include "core/Presentation.h"
#include "dicom/Pixels.h"
#include "imaging/Picture.h"
#include <algorithm>
#include <cmath>
#include <cstring>

namespace cw::anonymizer {
namespace {

constexpr int kMostFrames = 8;
/// Tesseract is 85 sure and more of plain letters, less than 45 of calcifications and glints. Only
/// the count of pictures with writing asks for it, never the search for identifiers.
constexpr int kSure = 50;

bool hasPixels(const dicom::Instance& instance) {
    return instance.has({0x7FE0, 0x0010}) || instance.has({0x7FE0, 0x0008}) ||
           instance.has({0x7FE0, 0x0009});
}

/// A file that says it is DICOM, whether it can be read or not.
bool saysDicom(std::span<const std::byte> bytes) {
    constexpr std::size_t preamble = 128;
    return bytes.size() >= preamble + 4 && std::memcmp(bytes.data() + preamble, "DICM", 4) == 0;
}

bool overlap(const core::RectPx& a, const core::RectPx& b) {
    return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

std::string placeOf(const core::RectPx& box, int frame, const std::string& kind) {
    const auto whole = [](double value) { return std::to_string(std::lround(value)); };
    return "picture, " + (frame > 0 ? "frame " + std::to_string(frame + 1) + ", " : std::string()) +
           "box at " + whole(box.left) + "," + whole(box.top) + " " + whole(box.width()) + "x" +
           whole(box.height()) + " (" + kind + ")";
}

std::string pictures(std::size_t count) {
    return std::to_string(count) + (count == 1 ? " picture " : " pictures ");
}

} // namespace

Result<void> PictureScan::view(const core::Image& shown, int frame) {
    CW_TRY(const auto writing, m_reader->read(shown));
    m_whole = m_whole && writing.whole;
    for (const PictureLine& line : writing.lines) {
        m_hasText = m_hasText || line.confidence >= kSure;
        const auto kind = m_words.identifierIn(line.text);
        const bool known = std::ranges::any_of(m_told, [&](const auto& told) {
            return told.first == frame && overlap(told.second, line.box);
        });
        if (!kind || known)
            continue;
        m_told.emplace_back(frame, line.box);
        m_report.leaks.push_back({m_file, "burned-in text", placeOf(line.box, frame, *kind)});
    }
    return {};
}

Result<void> PictureScan::dicomFrames(const dicom::Instance& instance) {
    const int frames = std::max(1, instance.frameCount());
    m_whole = frames <= kMostFrames;
    for (int frame = 0; frame < std::min(frames, kMostFrames); ++frame) {
        CW_TRY(const auto image, dicom::decodeFrame(instance, frame));
        const auto presentation = dicom::presentationOf(instance, frame);
        core::ViewGrey grey;
        CW_TRY(const auto asWished, core::shown(image, presentation, grey));
        CW_CHECK(view(asWished, frame));
        if (presentation.windows.empty() && presentation.voiLuts.empty())
            continue;
        // Writing brighter than the file's window is white on white there.
        grey.window = core::fullRangeWindow(image, presentation);
        CW_TRY(const auto inFull, core::shown(image, presentation, grey));
        CW_CHECK(view(inFull, frame));
    }
    return {};
}

Result<void> PictureScan::loosePicture(std::span<const std::byte> bytes) {
    CW_TRY(const auto picture, imaging::decodePicture(bytes));
    CW_TRY(const auto asShown, core::shown(picture.image, {}, {}));
    return view(asShown, 0);
}

bool PictureScan::readerReady() {
    if (!m_reader)
        m_reader.emplace();
    return m_reader->ready();
}

void PictureScan::file(const std::filesystem::path& relative, std::span<const std::byte> bytes,
                       const dicom::Instance* instance) {
    const bool broken = !instance && saysDicom(bytes);
    const bool loose = !instance && !broken && imaging::sniffPicture(bytes).has_value();
    if (!loose && !broken && !(instance && hasPixels(*instance)))
        return;
    m_file = relative;
    m_told.clear();
    m_hasText = false;
    m_whole = true;
    const bool read =
        !broken && readerReady() && (loose ? loosePicture(bytes) : dicomFrames(*instance));
    ++(read ? m_report.picturesRead : m_report.picturesUnread);
    m_partly += read && !m_whole ? 1 : 0;
    if (m_hasText) {
        ++m_report.picturesWithText;
        m_report.textIn.push_back(relative);
    }
}

void PictureScan::finish() {
    auto& notes = m_report.notes;
    if (m_report.picturesUnread > 0)
        notes.push_back(pictures(m_report.picturesUnread) +
                        (readerReady() ? "could not be decoded and searched for burned-in text"
                                       : "not searched for burned-in text: Tesseract's "
                                         "language data are not installed"));
    if (m_partly > 0)
        notes.push_back(pictures(m_partly) +
                        "searched in part only: more frames or more writing than is read");
    if (m_report.picturesRead > 0 && !m_reader->readsKorean())
        notes.emplace_back("Korean writing in pictures was not read: Tesseract's Korean language "
                           "data are not installed");
}

} // namespace cw::anonymizer
